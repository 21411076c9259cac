"""The command `kennis`: mounts the commands of every part, and turns errors into one line and an exit code."""

from __future__ import annotations

import logging
import sys
from collections.abc import Mapping
from pkgutil import resolve_name
from typing import cast

import click
import structlog

from kennis.errors import KennisError, UsageError

# By the name of a command where it stands. Only the one that is called is imported: all of them take a second.
COMMANDS: Mapping[str, str] = {
    "account": "kennis.commands.account:account",
    "balans": "kennis.commands.balans:balans",
    "begrippen": "kennis.commands.begrippen:begrippen",
    "controleer": "kennis.commands.controleer:controleer",
    "demo": "kennis.commands.demo:demo",
    "evalueer": "kennis.commands.evalueer:evalueer",
    "hiaten": "kennis.commands.hiaten:hiaten",
    "indexeer": "kennis.commands.indexeer:indexeer",
    "organisatie": "kennis.commands.organisatie:organisatie",
    "post": "kennis.commands.post:post",
    "serve": "kennis.commands.serve:serve",
    "worker": "kennis.commands.serve:worker",
    "zoek": "kennis.commands.zoek:zoek",
}
EXIT_FAILED = 1
EXIT_WRONG_CALL = 2


class KennisGroup(click.Group):
    """A group whose commands may raise any KennisError."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click asks so)
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 (the same)
        place = COMMANDS.get(cmd_name)
        return cast("click.Command", resolve_name(place)) if place else None

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except KennisError as error:
            click.echo(f"Fout: {error}", err=True)
            raise SystemExit(EXIT_WRONG_CALL if isinstance(error, UsageError) else EXIT_FAILED) from error


@click.group(cls=KennisGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="kennisnetwerk", prog_name="kennis", message="%(prog)s %(version)s")
@click.option("--log", "level", default="WARNING", help="Wat er op stderr wordt gemeld: DEBUG, INFO of WARNING.")
def main(level: str) -> None:
    """Kennisnetwerk: zoek in documenten van de regio, op woorden en op betekenis."""
    configure_log(level)


def configure_log(level: str) -> None:
    """Write events of this level and up to stderr, one line each; stdout is for results."""
    number = logging.getLevelNamesMapping().get(level.upper())
    if number is None:
        raise UsageError(f"Onbekend niveau '{level}': kies DEBUG, INFO of WARNING.")
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.format_exc_info,
            structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"]),
        ],
    )


if __name__ == "__main__":
    main()
