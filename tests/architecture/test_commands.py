"""The commands explain themselves."""

from __future__ import annotations

from collections.abc import Iterator

import click

from kennis.cli import main


def commands(command: click.Command, path: str) -> Iterator[tuple[str, click.Command]]:
    """Yield a command and all below it, each with what one types."""
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            assert child, name
            yield from commands(child, f"{path} {name}")


def test_every_command_has_help() -> None:
    assert [path for path, command in commands(main, "kennis") if not command.help] == []


def test_every_option_has_help() -> None:
    silent = [
        f"{path} {option.opts[0]}"
        for path, command in commands(main, "kennis")
        for option in command.params
        if isinstance(option, click.Option) and not option.help
    ]
    assert silent == []
