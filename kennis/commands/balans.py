"""`kennis balans`: what each organisatie brought and got in a year, its share by the norm, and the difference."""

from __future__ import annotations

from typing import Any

import click
from babel.numbers import format_decimal
from rich.console import Console
from rich.table import Table

from kennis.commands._shared import installation, json_option, print_json
from kennis.db.base import now
from kenniskaarten.balans.jaar import Jaarbalans, jaarbalans
from kenniskaarten.balans.models import PER_STUK, Eenheid
from kenniskaarten.balans.saldo import Stand


@click.command()
@click.option("--jaar", type=click.IntRange(2000, 2100), help="Het jaar; zonder deze optie het lopende jaar.")
@json_option
def balans(jaar: int | None, *, as_json: bool) -> None:
    """Toon per organisatie wat zij bracht en haalde, haar norm en haar saldo."""
    with installation() as found, found.sessions() as session:
        uitkomst = jaarbalans(session, jaar or now().year)
    if as_json:
        print_json(_document(uitkomst))
    else:
        _print(uitkomst)


def _document(uitkomst: Jaarbalans) -> dict[str, Any]:
    partijen = [
        {"naam": naam, **{eenheid.value: _figures(eenheid, stand) for eenheid, stand in per_eenheid.items()}}
        for naam, per_eenheid in uitkomst.partijen.items()
    ]
    return {"jaar": uitkomst.jaar, "partijen": partijen}


def _figures(eenheid: Eenheid, stand: Stand) -> dict[str, float]:
    per = PER_STUK[eenheid]
    figures = {"gebracht": stand.gebracht, "gekregen": stand.gekregen, "norm": stand.norm, "saldo": stand.saldo}
    return {name: value if per == 1 else value / per for name, value in figures.items()}


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
