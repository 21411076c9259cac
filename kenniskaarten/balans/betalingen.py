"""The payments of a verrekening in the book, each as a pair: the money, and the hours that it makes up for.

Neither counts as a contribution. Who may book them, and when, is decided in `verrekening.py`. Never commits.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.db.organisaties import Organisatie
from kenniskaarten.balans.afspraakmodels import Verrekening
from kenniskaarten.balans.boeken import Gebeurtenis, boek, storneer
from kenniskaarten.balans.models import Boeking, BoekingSoort, Eenheid
from kenniskaarten.balans.verrekenen import Betaling


@dataclass(frozen=True, slots=True)
class Geboekt:
    """A payment as it stands in the book; `reden` when it was taken back."""

    betaling: Betaling  # in minutes
    centen: int
    datum: date
    geboekt_op: datetime
    geboekt_door: str
    reden: str | None


def centen(minuten: int, tarief: int) -> int:
    """Return what so many minutes cost at a rate for an hour; half a cent is rounded up."""
    return (2 * minuten * tarief + 60) // 120


def periode(verrekening: Verrekening) -> str:
    """Name the years of a verrekening."""
    eerste, laatste = verrekening.eerste.year, verrekening.laatste.year
    return str(eerste) if eerste == laatste else f"{eerste} tot en met {laatste}"


def schrijf(
    session: so.Session, verrekening: Verrekening, betaling: Betaling, dag: date, door_id: int | None
) -> None:
    """Book one payment: who pays brings the money, and makes up for as many hours."""
    nummer = len(_of(session, verrekening)) // 2 + 1
    van, aan = (session.get_one(Organisatie, partij).naam for partij in (betaling.van, betaling.aan))
    tekst = f"Verrekening over {periode(verrekening)}: {van} betaalt {aan}"
    sizes = {Eenheid.EURO: centen(betaling.bedrag, verrekening.tarief), Eenheid.UREN: betaling.bedrag}
    for eenheid, size in sizes.items():
        hoeveelheden: dict[int | None, int] = {betaling.van: size, betaling.aan: -size}
        bron = f"{_bron(verrekening)}{nummer}:{eenheid}"
        boek(session, Gebeurtenis(BoekingSoort.VERREKENING, bron, eenheid, dag, hoeveelheden, tekst), door_id)


def neem_terug(session: so.Session, verrekening: Verrekening, reden: str, door_id: int | None) -> int:
    """Take back all payments that stand, money and hours, and return how many they were."""
    found = _of(session, verrekening)
    taken_back = _stornos(session, found)
    standing = [row for row in found if row.id not in taken_back]
    for boeking in standing:
        storneer(session, boeking, door_id, reden)
    return len(standing) // 2


def geboekt(session: so.Session, verrekening: Verrekening) -> list[Geboekt]:
    """Return all payments of a verrekening in the order in which they were booked, also what was taken back."""
    found = _of(session, verrekening)
    taken_back, pairs = _stornos(session, found), _pairs(found)
    return [
        Geboekt(
            Betaling(*_parties(hours), _size(hours)),
            _size(money),
            hours.datum,
            hours.geboekt_op,
            hours.geboekt_door.naam if hours.geboekt_door else "",
            taken_back.get(hours.id),
        )
        for money, hours in pairs
    ]


def staand(session: so.Session, verrekening: Verrekening) -> list[Betaling]:
    """Return the payments that were not taken back, in minutes."""
    return [row.betaling for row in geboekt(session, verrekening) if row.reden is None]


def _bron(verrekening: Verrekening) -> str:
    return f"verrekening:{verrekening.id}:"


def _of(session: so.Session, verrekening: Verrekening) -> list[Boeking]:
    query = sa.select(Boeking).where(
        Boeking.soort == BoekingSoort.VERREKENING,
        Boeking.bron.startswith(_bron(verrekening), autoescape=True),
    )
    loaded = (so.selectinload(Boeking.regels), so.joinedload(Boeking.geboekt_door))
    return list(session.scalars(query.options(*loaded)))


def _stornos(session: so.Session, found: list[Boeking]) -> dict[str | None, str]:
    """Return why each of these boekingen was taken back, of those that were."""
    query = sa.select(Boeking.storno_van_id, Boeking.omschrijving)
    rows = session.execute(query.where(Boeking.storno_van_id.in_([row.id for row in found])))
    return {boeking_id: reden for boeking_id, reden in rows}  # noqa: C416 (the types know only tuples)


def _pairs(found: list[Boeking]) -> list[tuple[Boeking, Boeking]]:
    """Return the money and the hours of each payment, by number."""
    pairs: dict[int, dict[Eenheid, Boeking]] = {}
    for row in found:
        pairs.setdefault(int(row.bron.split(":")[2]), {})[row.eenheid] = row
    return [(pair[Eenheid.EURO], pair[Eenheid.UREN]) for _, pair in sorted(pairs.items())]


def _parties(boeking: Boeking) -> tuple[int, int]:
    """Return who pays and who is paid."""
    van, aan = sorted(boeking.regels, key=lambda regel: -regel.hoeveelheid)
    assert van.partij_id is not None  # noqa: S101 (written here)
    assert aan.partij_id is not None  # noqa: S101 (idem)
    return van.partij_id, aan.partij_id


def _size(boeking: Boeking) -> int:
    return max(regel.hoeveelheid for regel in boeking.regels)
