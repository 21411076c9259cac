"""Begrippen: the managed list of abbreviations, synonyms, spellings and definitions, each with its source."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from enum import StrEnum
from itertools import groupby
from operator import itemgetter

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy import orm as so
from sqlalchemy.orm import Mapped, mapped_column

from kennis.db.base import Base, Moment, now, word_column

MAX_TERM = 200  # characters of a term or another form of it
MAX_BRON = 500


class VariantSoort(StrEnum):
    AFKORTING = "afkorting"
    SYNONIEM = "synoniem"
    SPELLING = "spelling"


class Begrip(Base):
    """One concept under its preferred term; `bereik` says where it holds, since ZAT means two things.

    One that was retired is kept, with the begrip in which it was merged if there is one.
    """

    __tablename__ = "begrippen"

    id: Mapped[int] = mapped_column(primary_key=True)
    term: Mapped[str] = mapped_column(sa.String(MAX_TERM), unique=True)
    definitie: Mapped[str] = mapped_column(sa.Text, default="")
    bron: Mapped[str] = mapped_column(sa.String(MAX_BRON))
    bereik: Mapped[str] = mapped_column(sa.String(200), default="")
    ingetrokken_op: Mapped[datetime | None] = mapped_column(Moment)
    opvolger_id: Mapped[int | None] = mapped_column(sa.ForeignKey("begrippen.id"), index=True)

    opvolger: Mapped[Begrip | None] = so.relationship(remote_side="Begrip.id")
    varianten: Mapped[list[BegripVariant]] = so.relationship(
        back_populates="begrip", cascade="all, delete-orphan", order_by="BegripVariant.variant"
    )

    def vormen_van(self, soort: VariantSoort) -> list[str]:
        return sorted(variant.variant for variant in self.varianten if variant.soort == soort)


class BegripVariant(Base):
    """Another way to write or say a begrip; one that is `dubbelzinnig` means something else too.

    Its own `bron` is empty when it has that of the begrip.
    """

    __tablename__ = "begrip_varianten"
    __table_args__ = (sa.UniqueConstraint("begrip_id", "variant"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    begrip_id: Mapped[int] = mapped_column(sa.ForeignKey("begrippen.id"))
    variant: Mapped[str] = mapped_column(sa.String(MAX_TERM), index=True)
    soort: Mapped[VariantSoort] = mapped_column(word_column(VariantSoort))
    dubbelzinnig: Mapped[bool] = mapped_column(default=False)
    bron: Mapped[str] = mapped_column(sa.String(MAX_BRON), default="")

    begrip: Mapped[Begrip] = so.relationship(back_populates="varianten")


class Begrippenstand(Base):
    """One row with a number that every change of the list raises; no row means that the list was never filled."""

    __tablename__ = "begrippenstand"

    id: Mapped[int] = mapped_column(primary_key=True)
    nummer: Mapped[int] = mapped_column(default=0)


@event.listens_for(so.Session, "after_flush")
def _raise_stand(session: so.Session, _context: object) -> None:
    """Raise the number in the same transaction, so that who reads it knows whether his copy is still right."""
    changed = (*session.new, *session.dirty, *session.deleted)
    if any(isinstance(row, Begrip | BegripVariant) for row in changed):
        session.execute(sa.update(Begrippenstand).values(nummer=Begrippenstand.nummer + 1))


def read_stand(session: so.Session) -> int | None:
    return session.scalar(sa.select(Begrippenstand.nummer))


def live_vormen(session: so.Session) -> Iterator[tuple[str, list[tuple[str, VariantSoort, bool]]]]:
    """Yield each live term with its other forms: text, kind and whether it is ambiguous; abbreviations first."""
    columns = (Begrip.id, Begrip.term, BegripVariant.variant, BegripVariant.soort, BegripVariant.dubbelzinnig)
    query = (
        sa.select(*columns)
        .outerjoin(Begrip.varianten)
        .where(Begrip.ingetrokken_op.is_(None))
        .order_by(Begrip.id, BegripVariant.soort, BegripVariant.variant)
    )
    for (_, term), rows in groupby(session.execute(query), itemgetter(0, 1)):
        yield term, [(row[2], row[3], row[4]) for row in rows if row[2] is not None]


def read_bereik(session: so.Session, terms: Collection[str]) -> dict[str, str]:
    """Return where each of these terms holds."""
    query = sa.select(Begrip.term, Begrip.bereik).where(Begrip.term.in_(terms))
    return {row.term: row.bereik for row in session.execute(query)}


def live_begrippen(session: so.Session) -> Sequence[Begrip]:
    """Return all terms that hold, with their variants, in the order of the alphabet."""
    query = sa.select(Begrip).where(Begrip.ingetrokken_op.is_(None)).options(so.selectinload(Begrip.varianten))
    return sorted(session.scalars(query), key=lambda begrip: sort_key(begrip.term))


def sort_key(term: str) -> str:
    """Return what a term is sorted by in a Dutch list: capitals and accents make no difference."""
    return unicodedata.normalize("NFKD", term).encode("ascii", "ignore").decode().casefold() or term.casefold()


def find_begrip(session: so.Session, term: str) -> Begrip | None:
    """Return the begrip with this term, live or retired, whatever its capitals."""
    query = sa.select(Begrip).where(sa.or_(Begrip.term == term, sa.func.lower(Begrip.term) == term.lower()))
    return session.scalars(query.order_by(Begrip.id)).first()


def retire(begrip: Begrip) -> None:
    begrip.ingetrokken_op = begrip.ingetrokken_op or now()


def bring_back(begrip: Begrip) -> None:
    begrip.ingetrokken_op, begrip.opvolger = None, None
