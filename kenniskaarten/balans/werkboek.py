"""A year of halen en brengen as a workbook: a sheet for each unit, and one with all boekingen.

Every text is written as text and every number as a number, so that nothing that somebody typed becomes a formula.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.db.organisaties import Organisatie
from kenniskaarten.balans.hoeveelheden import in_unit
from kenniskaarten.balans.jaar import Jaarbalans
from kenniskaarten.balans.models import Boeking, Eenheid, Regel
from kenniskaarten.balans.overzicht import HET_NETWERK

Cel = str | Decimal | date | None
KOP = ("Organisatie", "Gebracht", "Gehaald", "Norm", "Saldo")
KOP_BOEKINGEN = ("Datum", "Soort", "Eenheid", "Organisatie", "Gebracht", "Gehaald", "Omschrijving", "Thema")
_PLAIN = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def as_xlsx(session: so.Session, balans: Jaarbalans) -> bytes:
    """Return a year as a workbook."""
    import xlsxwriter  # noqa: PLC0415 (only this needs it)

    target = io.BytesIO()
    with xlsxwriter.Workbook(target, _PLAIN) as book:
        styles = {
            "kop": book.add_format({"bold": True, "bottom": 1}),
            "getal": book.add_format({"num_format": "#,##0.00"}),
            "datum": book.add_format({"num_format": "dd-mm-yyyy"}),
        }
        for eenheid in Eenheid:
            _write(book.add_worksheet(eenheid.capitalize()), styles, KOP, _figures(balans, eenheid))
        _write(book.add_worksheet("Boekingen"), styles, KOP_BOEKINGEN, _boekingen(session, balans.jaar))
    return target.getvalue()


def _figures(balans: Jaarbalans, eenheid: Eenheid) -> Iterator[Sequence[Cel]]:
    for naam, standen in balans.partijen.items():
        stand = standen[eenheid]
        values = (stand.gebracht, stand.gekregen, stand.norm, stand.saldo)
        yield naam, *(in_unit(eenheid, value) for value in values)


def _boekingen(session: so.Session, jaar: int) -> Iterator[Sequence[Cel]]:
    """Yield a row for each party of each boeking; not who booked it, for these are figures of organisaties."""
    query = (
        sa.select(Regel, Boeking, Organisatie.naam)
        .join(Boeking, Boeking.id == Regel.boeking_id)
        .outerjoin(Regel.partij)
        .where(Regel.datum.between(date(jaar, 1, 1), date(jaar, 12, 31)))
        .order_by(Regel.datum, Boeking.geboekt_op, Boeking.id, Regel.id)
    )
    for regel, boeking, naam in session.execute(query):
        amount = in_unit(regel.eenheid, regel.hoeveelheid)
        sides = (amount, None) if regel.brengt else (None, -amount)
        yield (
            regel.datum,
            boeking.soort.value,
            regel.eenheid.value,
            naam or HET_NETWERK,
            *sides,
            boeking.omschrijving,
            boeking.thema,
        )


def _write(sheet: Any, styles: dict[str, Any], kop: Sequence[str], rows: Iterable[Sequence[Cel]]) -> None:
    sheet.set_column(0, len(kop) - 1, 18)
    sheet.freeze_panes(1, 0)
    for column, text in enumerate(kop):
        sheet.write_string(0, column, text, styles["kop"])
    for number, row in enumerate(rows, start=1):
        for column, cel in enumerate(row):
            if isinstance(cel, str):
                sheet.write_string(number, column, cel)
            elif isinstance(cel, date):
                sheet.write_datetime(number, column, cel, styles["datum"])
            elif cel is not None:
                sheet.write_number(number, column, float(cel), styles["getal"])
