"""What several commands need: options, the installation, the reader, and output as JSON or for people."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text
from sqlalchemy import orm as so

from kennis.access import Lezer, Rol
from kennis.config import load_config
from kennis.db.base import now
from kennis.db.organisaties import Organisatie, find_organisatie, lezer_van
from kennis.errors import UsageError
from kennis.installatie import Installatie, open_installatie

Command = TypeVar("Command", bound=Callable[..., Any])


@contextmanager
def installation() -> Iterator[Installatie]:
    """Open the installation that the environment names; it is made ready when it is new."""
    found = open_installatie(load_config())
    try:
        yield found
    finally:
        found.close()


def json_option(command: Command) -> Command:
    return click.option("--json", "as_json", is_flag=True, help="Geef de uitkomst als JSON.")(command)


def reader_options(command: Command) -> Command:
    """Add --als and --organisatie: who is searching, without an account."""
    rollen = click.Choice([rol.value for rol in Rol])
    command = click.option("--organisatie", default=None, help="Zoek als lid van deze organisatie.")(command)
    return click.option(
        "--als", "rol", type=rollen, default="burger", show_default=True, help="Zoek als deze rol."
    )(command)


def reader(found: Installatie, rol: str, organisatie: str | None) -> Lezer:
    """Return the reader that the options describe; raises UsageError for an organisation that is not known."""
    if organisatie is None:
        return Lezer(Rol(rol))
    with found.sessions() as session:
        return lezer_van(Rol(rol), current_organisatie(session, organisatie))


def current_organisatie(session: so.Session, naam: str) -> Organisatie:
    """Return the organisation that goes by this name or went on from it; raises UsageError for an unknown one."""
    found = find_organisatie(session, naam)
    if found is None:
        raise UsageError(f"De organisatie '{naam}' is niet bekend.")
    return found.voortgezet_op(now().date())


def print_json(value: object) -> None:
    """Print one JSON document; characters that a terminal cannot show are escaped."""
    click.echo(json.dumps(value, ensure_ascii=False, default=str).encode("utf-8", "backslashreplace").decode())


class RateColumn(ProgressColumn):
    """How many are done a second."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:.1f}/s" if task.speed else "")


@contextmanager
def progress_bar(*, hidden: bool) -> Iterator[Progress]:
    """Show bars with count, rate and time left on stderr; nothing when hidden or when nobody looks."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        RateColumn(),
        TextColumn("nog"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[item]}", markup=False),
    )
    console = Console(stderr=True)
    with Progress(
        *columns, console=console, disable=hidden or not console.is_terminal, transient=True
    ) as progress:
        yield progress
