"""What was added up over the book, kept in memory; of what is booked afterwards only that is added.

Nothing in the book ever changes, so what was added up to some regel stays right. The boeking of that regel tells
whether this is still the same book: in another database, or after a transaction was undone, there is another one.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeVar, cast

import sqlalchemy as sa
from sqlalchemy import orm as so

from kenniskaarten.balans.models import BoekingSoort, Eenheid, Regel

Antwoord = TypeVar("Antwoord")

MOST = 2_000  # answers: of ten years in all units some hundreds
MOST_NEW = 1_000  # regels; with more it is as quick to add up all


class Plaats(NamedTuple):
    """How far in the book was counted: up to and including this regel."""

    regel_id: int
    boeking_id: str


class Nieuw(NamedTuple):
    """A regel that was written since, with what a sum may ask of it."""

    partij_id: int | None
    eenheid: Eenheid
    datum: date
    telt_als: BoekingSoort
    brengt: bool
    hoeveelheid: int


Bijgeteld = Callable[[Antwoord, Sequence[Nieuw]], Antwoord]
_kept: dict[Hashable, tuple[Plaats, Any]] = {}
_last: tuple[Plaats | None, Plaats | None, Sequence[Nieuw] | None] = (None, None, None)  # from, to, and between


def onthoud(
    session: so.Session, vraag: Hashable, reken: Callable[[int], Antwoord], tel_bij: Bijgeteld[Antwoord]
) -> Antwoord:
    """Return what the book says now: what is kept with the new regels added by `tel_bij`, or else all of it.

    `reken` counts the regels up to and including one, by its id, so that what is written meanwhile counts once.
    """
    newest = _newest(session)
    place, answer = _kept.get(vraag, (None, None))
    if place != newest:
        new = _since(session, place, newest) if place else None
        answer = reken(newest.regel_id) if new is None else tel_bij(cast("Antwoord", answer), new)
        if len(_kept) >= MOST:
            _kept.clear()
        _kept[vraag] = newest, answer
    return cast("Antwoord", answer)


def _newest(session: so.Session) -> Plaats:
    found = session.execute(sa.select(Regel.id, Regel.boeking_id).order_by(Regel.id.desc()).limit(1)).first()
    return Plaats(*found) if found else Plaats(0, "")


def _since(session: so.Session, place: Plaats, newest: Plaats) -> Sequence[Nieuw] | None:
    """Return the regels after a place, or None when they are many or that place is not in this book."""
    global _last  # noqa: PLW0603 (replaced as a whole; a page asks the same some tens of times)
    if _last[:2] != (place, newest):
        _last = (place, newest, _read_since(session, place, newest))
    return _last[2]


def _read_since(session: so.Session, place: Plaats, newest: Plaats) -> Sequence[Nieuw] | None:
    is_here = sa.exists().where(Regel.id == place.regel_id, Regel.boeking_id == place.boeking_id)
    if place.regel_id and not session.scalar(sa.select(is_here)):
        return None
    columns = (Regel.partij_id, Regel.eenheid, Regel.datum, Regel.telt_als, Regel.brengt, Regel.hoeveelheid)
    query = sa.select(*columns).where(Regel.id > place.regel_id, Regel.id <= newest.regel_id)
    rows = session.execute(query.limit(MOST_NEW + 1)).all()
    return None if len(rows) > MOST_NEW else [Nieuw(*row) for row in rows]
