"""`kennis begrippen`: the list of terms as a table, out and in."""

from __future__ import annotations

from dataclasses import asdict
from io import StringIO
from pathlib import Path

import click

from kennis.begrippen.beschrijving import beschrijving_of
from kennis.begrippen.importeren import Import, import_table
from kennis.begrippen.tabel import write_rows
from kennis.commands._shared import installation, json_option, print_json
from kennis.db.base import transaction
from kennis.db.begrippen import live_begrippen

EXIT_FAILED = 1


@click.group()
def begrippen() -> None:
    """Haal de begrippenlijst op als tabel, of neem een tabel op."""


@begrippen.command("exporteer")
def exporteer() -> None:
    """Schrijf de begrippen die gelden als CSV naar de uitvoer."""
    table = StringIO()
    with installation() as found, found.sessions() as session:
        write_rows(table, map(beschrijving_of, live_begrippen(session)))
    click.echo(table.getvalue(), nl=False)


@begrippen.command("importeer")
@click.argument("bestand", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="CSV")
@json_option
def importeer(bestand: Path, *, as_json: bool) -> None:
    """Neem begrippen op uit een CSV: alles, of niets als er iets niet klopt."""
    with (
        installation() as found,
        transaction(found.sessions) as session,
        bestand.open(encoding="utf-8-sig", newline="") as file,
    ):
        uitkomst = import_table(session, file)
    if as_json:
        fouten = [{"regel": regel, "reden": melding} for regel, melding in uitkomst.fouten]
        print_json({**asdict(uitkomst), "fouten": fouten})
    else:
        click.echo(_describe(uitkomst), err=bool(uitkomst.fouten))
    if uitkomst.fouten:
        raise SystemExit(EXIT_FAILED)


def _describe(uitkomst: Import) -> str:
    if uitkomst.fouten:
        lines = [f"  regel {regel}: {melding}" for regel, melding in uitkomst.fouten]
        return "\n".join(["Er is niets opgenomen, want dit klopt niet:", *lines])
    return (
        f"{uitkomst.nieuw} nieuw, {uitkomst.gewijzigd} gewijzigd, {uitkomst.ongewijzigd} ongewijzigd. "
        "De volgende zoekvraag gebruikt de nieuwe lijst."
    )
