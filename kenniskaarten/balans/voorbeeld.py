"""The example region's halen en brengen: inhabitants, a norm, and what was brought in 2025 and 2026."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.db.organisaties import find_organisatie
from kenniskaarten.balans.afspraakmodels import Balansdrempel, Balanswaardering, OpenBijdrage
from kenniskaarten.balans.bijdragen import read_bekend
from kenniskaarten.balans.bijdrageregels import Bekend, verdeeld
from kenniskaarten.balans.boeken import Gebeurtenis, boek
from kenniskaarten.balans.gebeurtenissen import boek_antwoord
from kenniskaarten.balans.models import PER_STUK, Balansnorm, BoekingSoort, Eenheid, Inwoners
from kenniskaarten.balans.overzicht import HET_NETWERK
from kenniskaarten.vraagmodels import Antwoord, AntwoordSoort

NORM_VAN = date(2025, 1, 1)
BESLUIT: Mapping[str, Any] = {
    "van": NORM_VAN,
    "orgaan": "Portefeuillehoudersoverleg",
    "besloten_op": date(2024, 12, 5),
}
WAARDEN = {"uren": "55.00", "documenten": "250.00", "antwoorden": "25.00", "gegevens": "400.00", "euro": "1.00"}
AANDACHT, OVERLEG = 20, 40  # percent
APART = "|"  # between several who get something
OPEN_VAN, OPEN_OVER = "Woonstichting Aanmeer", "Bijdrage aan de woonagenda"


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
    session.flush()  # the inhabitants by which overhead is divided
    bekend = read_bekend(session)
    for row in _rows(corpus / "balans.csv"):
        boek(session, _gebeurtenis(session, row, bekend))
    _add_open(session)


def boek_antwoorden(session: so.Session) -> None:
    """Book the answers of the example region, which nobody gave on its pages."""
    for antwoord in session.scalars(sa.select(Antwoord).where(Antwoord.soort == AntwoordSoort.ANTWOORD)):
        boek_antwoord(session, antwoord)


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


def _gebeurtenis(session: so.Session, row: dict[str, str], bekend: Bekend) -> Gebeurtenis:
    soort, eenheid, datum = BoekingSoort(row["soort"]), Eenheid(row["eenheid"]), date.fromisoformat(row["datum"])
    kept = int(Decimal(row["hoeveelheid"]) * PER_STUK[eenheid])
    krijgen = [_partij(session, naam) for naam in row["krijgt"].split(APART) if naam != HET_NETWERK]
    gewichten = {partij: Fraction(1) for partij in krijgen if partij is not None}
    if soort is BoekingSoort.OVERHEAD:
        gewichten = {partij: Fraction(aantal) for partij, aantal in bekend.gemeenten(datum).items()}
    delen = verdeeld(kept, gewichten, soort, bekend)
    hoeveelheden = {_partij(session, row["brengt"]): kept, **{partij: -deel for partij, deel in delen.items()}}
    return Gebeurtenis(soort, row["bron"], eenheid, datum, hoeveelheden, row["omschrijving"], row["thema"])


def _add_open(session: so.Session) -> None:
    """Let a party outside bring something of which nobody knows yet how much."""
    partij = _partij(session, OPEN_VAN)
    if partij is None or session.scalar(sa.select(sa.exists().where(OpenBijdrage.organisatie_id == partij))):
        return
    geld = {"soort": BoekingSoort.GELD, "eenheid": Eenheid.EURO}
    session.add(OpenBijdrage(organisatie_id=partij, jaar=2026, omschrijving=OPEN_OVER, thema="wonen", **geld))


def _partij(session: so.Session, naam: str) -> int | None:
    if naam == HET_NETWERK:
        return None
    found = find_organisatie(session, naam)
    if found is None:
        raise LookupError(f"{naam} is not in corpus/organisaties.csv")
    return found.id
