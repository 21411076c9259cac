"""`kennis balans`: what each organisatie brought and got in a year, its share by the norm, and the difference."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import click
import sqlalchemy as sa
from babel.numbers import format_decimal
from rich.console import Console
from rich.table import Table
from sqlalchemy import orm as so

from kennis.commands._shared import installation, json_option, print_json
from kennis.db.base import now
from kennis.db.organisaties import Organisatie
from kenniskaarten.balans.jaar import Jaarbalans, jaarbalans
from kenniskaarten.balans.models import PER_STUK, Eenheid
from kenniskaarten.balans.opgebouwd import opgebouwd
from kenniskaarten.balans.saldo import Stand


@click.command()
@click.option("--jaar", type=click.IntRange(2000, 2100), help="Het jaar; zonder deze optie het lopende jaar.")
@json_option
def balans(jaar: int | None, *, as_json: bool) -> None:
    """Toon per organisatie wat zij bracht en haalde, haar norm en haar saldo."""
    with installation() as found, found.sessions() as session:
        uitkomst = jaarbalans(session, jaar or now().year)
        saldi = _opgebouwd(session, date(uitkomst.jaar, 12, 31)) if as_json else {}
    if as_json:
        print_json(_document(uitkomst, saldi))
    else:
        _print(uitkomst)


def _document(uitkomst: Jaarbalans, saldi: Mapping[str, Mapping[str, float]]) -> dict[str, Any]:
    """Return the year, with of each party what it built up until the end of it."""
    nothing = dict.fromkeys(Eenheid, Stand(0, 0, 0))
    partijen = [
        {
            "naam": naam,
            **{e.value: _figures(e, stand) for e, stand in uitkomst.partijen.get(naam, nothing).items()},
            "opgebouwd": saldi.get(naam, dict.fromkeys(Eenheid, 0)),
        }
        for naam in sorted({*uitkomst.partijen, *saldi})
    ]
    return {"jaar": uitkomst.jaar, "partijen": partijen}


def _opgebouwd(session: so.Session, tot: date) -> dict[str, dict[str, float]]:
    """Return by name what each party built up, of those that do not stand at zero in every unit."""
    found = opgebouwd(session, tot)
    return {
        row.naam: {eenheid.value: _shown(eenheid, saldi.get(row.id, 0)) for eenheid, saldi in found.items()}
        for row in session.scalars(sa.select(Organisatie))
        if any(saldi.get(row.id) for saldi in found.values())
    }


def _figures(eenheid: Eenheid, stand: Stand) -> dict[str, float]:
    figures = {"gebracht": stand.gebracht, "gekregen": stand.gekregen, "norm": stand.norm, "saldo": stand.saldo}
    return {name: _shown(eenheid, value) for name, value in figures.items()}


def _shown(eenheid: Eenheid, value: int) -> float:
    per = PER_STUK[eenheid]
    return value if per == 1 else value / per


def _print(uitkomst: Jaarbalans) -> None:
    if not uitkomst.partijen:
        click.echo(f"Over {uitkomst.jaar} is niets geboekt.")
    for eenheid in Eenheid:
        rows = [(naam, _figures(eenheid, standen[eenheid])) for naam, standen in uitkomst.partijen.items()]
        if any(any(figures.values()) for _, figures in rows):
            table = Table(
                "Organisatie", "Gebracht", "Gehaald", "Norm", "Saldo", title=f"{eenheid} {uitkomst.jaar}"
            )
            for naam, figures in rows:
                table.add_row(
                    naam, *(format_decimal(value, "#,##0.##", locale="nl") for value in figures.values())
                )
            Console().print(table)
