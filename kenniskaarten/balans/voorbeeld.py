"""The example region's halen en brengen: inhabitants, a norm, and what was brought in 2025 and 2026."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.db.organisaties import find_organisatie
from kenniskaarten.balans.afspraakmodels import Balansdrempel, Balanswaardering
from kenniskaarten.balans.boeken import Gebeurtenis, boek
from kenniskaarten.balans.models import PER_STUK, Balansnorm, BoekingSoort, Eenheid, Inwoners
from kenniskaarten.balans.overzicht import HET_NETWERK

NORM_VAN = date(2025, 1, 1)
BESLUIT: Mapping[str, Any] = {
    "van": NORM_VAN,
    "orgaan": "Portefeuillehoudersoverleg",
    "besloten_op": date(2024, 12, 5),
}
WAARDEN = {"uren": "55.00", "documenten": "250.00", "antwoorden": "25.00", "gegevens": "400.00", "euro": "1.00"}
AANDACHT, OVERLEG = 20, 40  # percent


def load_balans(session: so.Session, corpus: Path) -> None:
    """Add what is not there yet; the organisations must be."""
    for row in _rows(corpus / "inwoners.csv"):
        _add_inwoners(session, row)
    for afspraak in (
        Balansnorm(**BESLUIT, factoren={}),
        Balanswaardering(**BESLUIT, waarden=WAARDEN),
        Balansdrempel(**BESLUIT, aandacht=AANDACHT, overleg=OVERLEG),
    ):
        table = type(afspraak)
        if not session.scalar(sa.select(sa.exists().where(table.van == NORM_VAN))):
            session.add(afspraak)
    for row in _rows(corpus / "balans.csv"):
        boek(session, _gebeurtenis(session, row))


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter=";")


def _add_inwoners(session: so.Session, row: dict[str, str]) -> None:
    partij, peildatum = _partij(session, row["organisatie"]), date.fromisoformat(row["peildatum"])
    known = sa.exists().where(Inwoners.organisatie_id == partij, Inwoners.peildatum == peildatum)
    if partij is not None and not session.scalar(sa.select(known)):
        session.add(
            Inwoners(organisatie_id=partij, peildatum=peildatum, aantal=int(row["aantal"]), bron=row["bron"])
        )


def _gebeurtenis(session: so.Session, row: dict[str, str]) -> Gebeurtenis:
    eenheid = Eenheid(row["eenheid"])
    kept = int(Decimal(row["hoeveelheid"]) * PER_STUK[eenheid])
    return Gebeurtenis(
        BoekingSoort(row["soort"]),
        row["bron"],
        eenheid,
        date.fromisoformat(row["datum"]),
        {_partij(session, row["brengt"]): kept, _partij(session, row["krijgt"]): -kept},
        row["omschrijving"],
        row["thema"],
    )


def _partij(session: so.Session, naam: str) -> int | None:
    if naam == HET_NETWERK:
        return None
    found = find_organisatie(session, naam)
    if found is None:
        raise LookupError(f"{naam} is not in corpus/organisaties.csv")
    return found.id
