"""The outbox: what changed in the rows and is not in the index yet, written in the same transaction."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import islice

import sqlalchemy as sa
from sqlalchemy import orm as so
from sqlalchemy.orm import Mapped, mapped_column

from kennis.db.base import Base, Moment, now

VERGETEN = "vergeten"  # a bron: what was removed from the rows may stand in no file any more
_CLEAR_AT_ONCE = 1_000  # ids in one statement; databases take some tens of thousands at most


class Wachtrij(Base):
    """One thing to index again: `bron` names it ('versie:3'); what became of it is looked up when it is done."""

    __tablename__ = "wachtrij"

    id: Mapped[int] = mapped_column(primary_key=True)
    bron: Mapped[str] = mapped_column(sa.String(100), index=True)
    toegevoegd_op: Mapped[datetime] = mapped_column(Moment, default=now)


def enqueue(session: so.Session, bronnen: Iterable[str]) -> None:
    session.add_all(Wachtrij(bron=bron) for bron in bronnen)


def forget(session: so.Session) -> None:
    """Ask that no file of database or index still holds what this transaction removes; see decision 0015."""
    enqueue(session, [VERGETEN])


def take(session: so.Session, aantal: int) -> dict[str, list[int]]:
    """Return the oldest things to index, each with the ids of its rows; the rows stay until `clear`."""
    rows = session.execute(sa.select(Wachtrij.bron, Wachtrij.id).order_by(Wachtrij.id).limit(aantal))
    taken: dict[str, list[int]] = {}
    for bron, number in rows:
        taken.setdefault(bron, []).append(number)
    return taken


def clear(session: so.Session, ids: Iterable[int]) -> None:
    """Forget rows that were done; what was added for the same thing meanwhile stays and is done again."""
    numbers = iter(ids)
    while batch := list(islice(numbers, _CLEAR_AT_ONCE)):
        session.execute(sa.delete(Wachtrij).where(Wachtrij.id.in_(batch)))


def waiting(session: so.Session) -> int:
    return session.scalar(sa.select(sa.func.count(Wachtrij.id))) or 0


def waiting_bronnen(session: so.Session) -> set[str]:
    return set(session.scalars(sa.select(Wachtrij.bron).distinct()))


def waiting_ids(session: so.Session) -> list[int]:
    """Return the ids of all rows that are there now; what is being added at this moment is not among them."""
    return list(session.scalars(sa.select(Wachtrij.id).order_by(Wachtrij.id)))
