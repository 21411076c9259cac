"""What stands behind the figures of one organisatie: its boekingen, from whom and to whom, and its years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.db.organisaties import Organisatie
from kenniskaarten.balans.models import Boeking, Eenheid, Regel

HET_NETWERK = "het netwerk"
PER_PAGINA = 50


@dataclass(frozen=True, slots=True)
class Post:
    """A boeking as one organisatie sees it; `anderen` got what it brought, or brought what it got."""

    boeking: Boeking
    hoeveelheid: int
    brengt: bool
    anderen: tuple[str, ...]
    gestorneerd: bool

    @property
    def document_id(self) -> int | None:
        """The document that was brought or used; whether a reader may know its title is asked elsewhere."""
        match self.boeking.bron.split(":"):
            case ["document" | "gebruik", number, *_] if number.isdecimal():
                return int(number)
        return None


def count_posten(session: so.Session, partij: int, eenheid: Eenheid, jaar: int) -> int:
    query = sa.select(sa.func.count(Regel.id)).where(_of(partij, eenheid, jaar))
    return session.scalar(query) or 0


def posten(session: so.Session, partij: int, eenheid: Eenheid, jaar: int, pagina: int = 1) -> list[Post]:
    """Return a page of the boekingen of a year in which an organisatie has a part, the newest first."""
    query = (
        sa.select(Regel, Boeking)
        .join(Boeking, Boeking.id == Regel.boeking_id)
        .where(_of(partij, eenheid, jaar))
        .limit(PER_PAGINA)
        .offset((pagina - 1) * PER_PAGINA)
        .order_by(Regel.datum.desc(), Boeking.geboekt_op.desc(), Boeking.id)
        .options(so.joinedload(Boeking.geboekt_door))
    )
    rows = session.execute(query).all()
    ids = [boeking.id for _, boeking in rows]
    others, taken_back = _others(session, ids), _taken_back(session, ids)
    return [
        Post(
            boeking,
            regel.hoeveelheid,
            regel.brengt,
            tuple(naam for naam, brengt in others[boeking.id] if brengt is not regel.brengt),
            boeking.id in taken_back,
        )
        for regel, boeking in rows
    ]


def jaren(session: so.Session) -> list[int]:
    """Return the years of which something is booked, the newest first."""
    ends = [
        session.scalar(
            sa.select(end(Regel.datum)).where(Regel.eenheid == eenheid)
        )  # the index starts with the unit
        for eenheid in Eenheid
        for end in (sa.func.min, sa.func.max)
    ]
    years = [dag.year for dag in ends if dag]
    return list(range(max(years), min(years) - 1, -1)) if years else []


def _of(partij: int, eenheid: Eenheid, jaar: int) -> sa.ColumnElement[bool]:
    year = Regel.datum.between(date(jaar, 1, 1), date(jaar, 12, 31))
    return sa.and_(Regel.partij_id == partij, Regel.eenheid == eenheid, year)


def _others(session: so.Session, ids: Sequence[str]) -> dict[str, list[tuple[str, bool]]]:
    """Return by boeking the names of its parties and whether each brought."""
    found: dict[str, list[tuple[str, bool]]] = {name: [] for name in ids}
    query = sa.select(Regel.boeking_id, Organisatie.naam, Regel.brengt).outerjoin(Regel.partij)
    for name, naam, brengt in session.execute(query.where(Regel.boeking_id.in_(ids)).order_by(Regel.id)):
        found[name].append((naam or HET_NETWERK, brengt))
    return found


def _taken_back(session: so.Session, ids: Sequence[str]) -> set[str | None]:
    return set(session.scalars(sa.select(Boeking.storno_van_id).where(Boeking.storno_van_id.in_(ids))))
