"""Endorsing a colleague on a subject: once, not oneself, and only where one may see it. Never commits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.access import Lezer
from kennis.db.base import now
from kennis.db.organisaties import Gebruiker
from kennis.errors import NotFoundError, UsageError
from kenniskaarten.models import Aanbeveling, Deskundigheid, Kaart, KaartDeskundigheid
from kenniskaarten.zicht import is_own, level_of_deskundigheid, sees

PER_DAG = 5


@dataclass(frozen=True, slots=True)
class Onderwerpstand:
    """A subject on a card as one reader sees it: by how many colleagues it is endorsed, and by him."""

    deskundigheid: Deskundigheid
    aantal: int
    eigen: Aanbeveling | None
    is_ingetrokken: bool


def onderwerpen(session: so.Session, lezer: Lezer, kaart: Kaart) -> list[Onderwerpstand]:
    """Return the subjects of the list that this reader sees on a card, with what colleagues say of them."""
    given = session.scalars(sa.select(Aanbeveling).where(Aanbeveling.kaart_id == kaart.id)).all()
    return [
        Onderwerpstand(
            deskundigheid=row.deskundigheid,
            aantal=sum(found.deskundigheid_id == row.deskundigheid_id for found in given),
            eigen=_own(given, row.deskundigheid, lezer),
            is_ingetrokken=row.deskundigheid.ingetrokken_op is not None,
        )
        for row in _visible(lezer, kaart)
        if row.deskundigheid is not None
    ]


def _visible(lezer: Lezer, kaart: Kaart) -> list[KaartDeskundigheid]:
    return [row for row in kaart.deskundigheden if sees(lezer, kaart, level_of_deskundigheid(row))]


def _own(given: Sequence[Aanbeveling], deskundigheid: Deskundigheid, lezer: Lezer) -> Aanbeveling | None:
    mine = (row for row in given if row.deskundigheid_id == deskundigheid.id and row.van_id == lezer.gebruiker_id)
    return next(mine, None)


def aanbevolen_door(session: so.Session, kaart: Kaart) -> list[Aanbeveling]:
    """Return who endorsed this person on what; only he himself may read it."""
    query = sa.select(Aanbeveling).where(Aanbeveling.kaart_id == kaart.id).order_by(Aanbeveling.id)
    return list(session.scalars(query))


def beveel_aan(session: so.Session, van: Gebruiker, kaart: Kaart, deskundigheid_id: int) -> Aanbeveling:
    """Endorse somebody; doing it again changes nothing.

    Raises NotFoundError for a subject that the giver does not see on the card, UsageError when he may not.
    """
    if is_own(van.lezer, kaart):
        raise UsageError("U kunt uzelf niet aanbevelen.")
    seen = onderwerpen(session, van.lezer, kaart)
    stand = next((found for found in seen if found.deskundigheid.id == deskundigheid_id), None)
    if stand is None:
        raise NotFoundError
    if stand.eigen is not None:
        return stand.eigen
    if stand.is_ingetrokken:
        raise UsageError("Dit onderwerp is ingetrokken. U kunt er niemand meer op aanbevelen.")
    if left_today(session, van, now()) == 0:
        raise UsageError(f"U beval vandaag al {PER_DAG} keer iemand aan. Morgen kan het weer.")
    row = Aanbeveling(van_id=van.id, kaart_id=kaart.id, deskundigheid_id=deskundigheid_id)
    session.add(row)
    session.flush()
    return row


def left_today(session: so.Session, van: Gebruiker, moment: datetime) -> int:
    """Return how often somebody may still endorse; a day is the last 24 hours."""
    recent = sa.select(sa.func.count(Aanbeveling.id)).where(
        Aanbeveling.van_id == van.id, Aanbeveling.gegeven_op > moment - timedelta(days=1)
    )
    return max(PER_DAG - (session.scalar(recent) or 0), 0)


def trek_in(session: so.Session, gebruiker: Gebruiker, aanbeveling_id: int) -> None:
    """Take an endorsement back, or take it off one's own card; for others it does not exist."""
    row = session.get(Aanbeveling, aanbeveling_id)
    if row is None or gebruiker.id not in {row.van_id, row.kaart.gebruiker_id}:
        raise NotFoundError
    session.delete(row)
    session.flush()
