"""Writing in the book: what happened, once; what is wrong is taken back by another boeking. Never commits."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.db.base import keep_writers_out, now
from kennis.errors import BoekingError
from kenniskaarten.balans.models import Boeking, BoekingSoort, Eenheid, Regel

Partij = int | None  # the id of an organisatie, or the network as a whole
EERSTE_DAG = date(2000, 1, 1)
BATCH = 1_000  # boekingen that are written at once
MEESTE = 10**12  # minutes, cents or things; more is a slip


@dataclass(frozen=True, slots=True)
class Gebeurtenis:
    """Something that happened: by party what it brought (above zero) or got (below zero), together zero.

    Hours are in minutes and money in cents. `bron` names what caused it ('antwoord:12').
    """

    soort: BoekingSoort
    bron: str
    eenheid: Eenheid
    datum: date
    hoeveelheden: Mapping[Partij, int]
    omschrijving: str = ""
    thema: str = ""
    project_id: int | None = None


def boek(session: so.Session, gebeurtenis: Gebeurtenis, door_id: int | None = None) -> Boeking:
    """Book what happened, or return its boeking when it is there already.

    Raises BoekingError when it cannot be, or was booked with other figures.
    """
    check(gebeurtenis, now().date())
    keep_writers_out(session, Boeking)  # of two who book the same at once, the second finds it there
    found = find_boeking(session, gebeurtenis.soort, gebeurtenis.bron)
    if found is None:
        return _write(session, gebeurtenis, gebeurtenis.soort, door_id)
    if gebeurtenis_of(found) != gebeurtenis:
        raise BoekingError("Dit is al geboekt, met andere gegevens. Storneer de oude boeking eerst.")
    return found


def boek_nieuwe(session: so.Session, gebeurtenissen: Sequence[Gebeurtenis], door_id: int | None = None) -> None:
    """Book many that are not in the book yet, in a few statements.

    Raises BoekingError when one cannot be, IntegrityError when one is there already; then none is booked.
    """
    vandaag = now().date()
    for gebeurtenis in gebeurtenissen:
        check(gebeurtenis, vandaag)
    keep_writers_out(session, Boeking)
    for start in range(0, len(gebeurtenissen), BATCH):
        named = [(uuid.uuid4().hex, gebeurtenis) for gebeurtenis in gebeurtenissen[start : start + BATCH]]
        regels = [regel for kenmerk, event in named for regel in _regels(kenmerk, event, event.soort)]
        session.execute(sa.insert(Regel), regels)
        session.execute(
            sa.insert(Boeking), [_kop(kenmerk, event, event.soort, door_id) for kenmerk, event in named]
        )


def storneer(session: so.Session, boeking: Boeking, door_id: int | None = None, reden: str = "") -> Boeking:
    """Take a boeking back by its opposite, once, on the same day; raises BoekingError when it cannot be."""
    if boeking.soort is BoekingSoort.STORNO:
        raise BoekingError("Een storno wordt niet teruggenomen. Boek opnieuw wat er gebeurde.")
    keep_writers_out(session, Boeking)
    if is_gestorneerd(session, boeking):
        raise BoekingError("Deze boeking is al gestorneerd.")
    opposite = Gebeurtenis(
        BoekingSoort.STORNO,
        f"boeking:{boeking.id}",
        boeking.eenheid,
        boeking.datum,
        {regel.partij_id: -regel.hoeveelheid for regel in boeking.regels},
        reden or f"Storno van: {boeking.omschrijving}"[:500],
        boeking.thema,
        boeking.project_id,
    )
    return _write(session, opposite, boeking.telt_als, door_id, boeking.id)


def is_gestorneerd(session: so.Session, boeking: Boeking) -> bool:
    """Tell whether a boeking was taken back."""
    query = sa.select(sa.exists().where(Boeking.storno_van_id == boeking.id))
    return bool(session.scalar(query))


def find_boeking(session: so.Session, soort: BoekingSoort, bron: str) -> Boeking | None:
    return session.scalar(sa.select(Boeking).where(Boeking.soort == soort, Boeking.bron == bron))


def gebeurtenis_of(boeking: Boeking) -> Gebeurtenis:
    """Return what a boeking says happened."""
    return Gebeurtenis(
        boeking.soort,
        boeking.bron,
        boeking.eenheid,
        boeking.datum,
        {regel.partij_id: regel.hoeveelheid for regel in boeking.regels},
        boeking.omschrijving,
        boeking.thema,
        boeking.project_id,
    )


def check(gebeurtenis: Gebeurtenis, vandaag: date) -> None:
    """Raise BoekingError with what is wrong with a gebeurtenis."""
    hoeveelheden = gebeurtenis.hoeveelheden.values()
    if gebeurtenis.soort is BoekingSoort.STORNO:
        raise BoekingError("Een storno hoort bij een boeking.")
    if not gebeurtenis.bron:
        raise BoekingError("Een boeking noemt waar zij vandaan komt.")
    if len(gebeurtenis.hoeveelheden) < 2 or 0 in hoeveelheden:
        raise BoekingError("Een boeking noemt wie bracht en wie kreeg, en hoeveel.")
    if sum(hoeveelheden):
        raise BoekingError("Wat gebracht en gekregen is, is samen niet gelijk.")
    if max(map(abs, hoeveelheden)) > MEESTE:
        raise BoekingError("Deze hoeveelheid kan niet kloppen.")
    if not EERSTE_DAG <= gebeurtenis.datum <= vandaag + timedelta(days=366):
        raise BoekingError(f"De datum {gebeurtenis.datum:%d-%m-%Y} kan niet kloppen.")


def _write(
    session: so.Session,
    gebeurtenis: Gebeurtenis,
    telt_als: BoekingSoort,
    door_id: int | None,
    storno_van_id: str | None = None,
) -> Boeking:
    """Write the regels and then the boeking, at which the database looks whether they add up."""
    kenmerk, is_storno = uuid.uuid4().hex, storno_van_id is not None
    session.execute(sa.insert(Regel), _regels(kenmerk, gebeurtenis, telt_als, is_storno=is_storno))
    boeking = Boeking(**_kop(kenmerk, gebeurtenis, telt_als, door_id), storno_van_id=storno_van_id)
    session.add(boeking)
    session.flush()
    return boeking


def _regels(
    kenmerk: str, gebeurtenis: Gebeurtenis, telt_als: BoekingSoort, *, is_storno: bool = False
) -> list[dict[str, Any]]:
    return [
        {
            "boeking_id": kenmerk,
            "partij_id": partij,
            "hoeveelheid": hoeveelheid,
            "brengt": telt_als is BoekingSoort.HERINDELING or (hoeveelheid > 0) is not is_storno,
            "eenheid": gebeurtenis.eenheid,
            "datum": gebeurtenis.datum,
            "telt_als": telt_als,
        }
        for partij, hoeveelheid in gebeurtenis.hoeveelheden.items()
    ]


def _kop(kenmerk: str, gebeurtenis: Gebeurtenis, telt_als: BoekingSoort, door_id: int | None) -> dict[str, Any]:
    return {
        "id": kenmerk,
        "soort": gebeurtenis.soort,
        "telt_als": telt_als,
        "bron": gebeurtenis.bron,
        "eenheid": gebeurtenis.eenheid,
        "datum": gebeurtenis.datum,
        "omschrijving": gebeurtenis.omschrijving,
        "thema": gebeurtenis.thema,
        "project_id": gebeurtenis.project_id,
        "geboekt_door_id": door_id,
    }
