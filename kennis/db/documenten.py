"""Documenten, their versies and passages, where their files were found, and who is excluded from them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy import orm as so
from sqlalchemy.orm import Mapped, mapped_column

from kennis.access import Lezer, Zichtbaarheid, exclusion_of_gebruiker, exclusion_of_organisatie
from kennis.db.base import Base, Moment, now, word_column
from kennis.db.organisaties import Organisatie


class Status(StrEnum):
    CONCEPT = "concept"
    TER_BESLUITVORMING = "ter besluitvorming"
    VASTGESTELD = "vastgesteld"
    DEFINITIEF = "definitief"
    VERVALLEN = "vervallen"


# Which version of a document is the current one: the most settled, and of those the newest.
_SETTLED = {
    Status.VASTGESTELD: 0,
    Status.DEFINITIEF: 0,
    Status.TER_BESLUITVORMING: 1,
    Status.CONCEPT: 2,
    Status.VERVALLEN: 3,
}


class Document(Base):
    """What people call one document; all that is said of it stands in its versies."""

    __tablename__ = "documenten"

    id: Mapped[int] = mapped_column(primary_key=True)
    aangemaakt_op: Mapped[datetime] = mapped_column(Moment, default=now)

    versies: Mapped[list[Versie]] = so.relationship(back_populates="document", order_by="Versie.id")
    uitsluitingen: Mapped[list[Uitsluiting]] = so.relationship(back_populates="document")


class Versie(Base):
    """One text of a document, with its own title, status and visibility; its file is kept by `sha256`."""

    __tablename__ = "versies"

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(sa.ForeignKey("documenten.id"), index=True)
    sha256: Mapped[str] = mapped_column(sa.String(64), unique=True)
    bestandsnaam: Mapped[str] = mapped_column(sa.String(255))
    formaat: Mapped[str] = mapped_column(sa.String(20))
    omvang: Mapped[int]  # bytes
    paginas: Mapped[int | None]
    ocr: Mapped[bool] = mapped_column(default=False)
    titel: Mapped[str] = mapped_column(sa.String(500))
    organisatie_id: Mapped[int | None] = mapped_column(sa.ForeignKey("organisaties.id"), index=True)
    documentsoort: Mapped[str | None] = mapped_column(sa.String(100))
    themas: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    status: Mapped[Status | None] = mapped_column(word_column(Status))
    datum: Mapped[date | None]
    zichtbaarheid: Mapped[Zichtbaarheid] = mapped_column(word_column(Zichtbaarheid))
    schets: Mapped[bytes] = mapped_column(sa.LargeBinary)  # MinHash of the text, to recognise another version
    toegevoegd_op: Mapped[datetime] = mapped_column(Moment, default=now)
    ingetrokken_op: Mapped[datetime | None] = mapped_column(Moment)

    document: Mapped[Document] = so.relationship(back_populates="versies")
    organisatie: Mapped[Organisatie | None] = so.relationship()
    passages: Mapped[list[Passage]] = so.relationship(
        back_populates="versie", order_by="Passage.volgnummer", cascade="all, delete-orphan"
    )


class Passage(Base):
    """About 140 words of a versie, in whole sentences: what is found and shown."""

    __tablename__ = "passages"
    __table_args__ = (sa.UniqueConstraint("versie_id", "volgnummer"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    versie_id: Mapped[int] = mapped_column(sa.ForeignKey("versies.id"))
    volgnummer: Mapped[int]
    pagina: Mapped[int | None]
    koppen: Mapped[list[str]] = mapped_column(sa.JSON, default=list)  # from the outermost heading inwards
    tekst: Mapped[str] = mapped_column(sa.Text)

    versie: Mapped[Versie] = so.relationship(back_populates="passages")


class Vindplaats(Base):
    """A file on disk that holds a versie, with what its folder said of it when it was last taken in."""

    __tablename__ = "vindplaatsen"

    id: Mapped[int] = mapped_column(primary_key=True)
    pad: Mapped[str] = mapped_column(sa.Text, unique=True)
    omvang: Mapped[int]  # bytes
    gewijzigd_ns: Mapped[int] = mapped_column(sa.BigInteger)  # the file's own time stamp
    opgaaf: Mapped[str] = mapped_column(sa.String(64))  # fingerprint of its row in the metadata CSV
    versie_id: Mapped[int] = mapped_column(sa.ForeignKey("versies.id"), index=True)

    versie: Mapped[Versie] = so.relationship()


class Uitsluiting(Base):
    """Somebody who may not know of a document, whatever his role: a party that bids may not also steer."""

    __tablename__ = "uitsluitingen"
    __table_args__ = (sa.CheckConstraint("(organisatie_id IS NULL) <> (gebruiker_id IS NULL)", name="een_partij"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(sa.ForeignKey("documenten.id"), index=True)
    organisatie_id: Mapped[int | None] = mapped_column(sa.ForeignKey("organisaties.id"))
    gebruiker_id: Mapped[int | None] = mapped_column(sa.ForeignKey("gebruikers.id"))
    reden: Mapped[str] = mapped_column(sa.String(500), default="")

    document: Mapped[Document] = so.relationship(back_populates="uitsluitingen")

    @property
    def naam(self) -> str:
        """The excluded party as `Lezer.names` calls it."""
        if self.organisatie_id is not None:
            return exclusion_of_organisatie(self.organisatie_id)
        assert self.gebruiker_id is not None  # noqa: S101 (the table's own constraint)
        return exclusion_of_gebruiker(self.gebruiker_id)


def visible(lezer: Lezer) -> sa.ColumnElement[bool]:
    """Return the condition on Versie that `kennis.access.may_see` states, for use inside a query."""
    by_role = Versie.zichtbaarheid.in_(lezer.everywhere)
    at_home = sa.and_(Versie.zichtbaarheid.in_(lezer.at_home), Versie.organisatie_id.in_(lezer.eigen))
    return sa.and_(Versie.ingetrokken_op.is_(None), sa.or_(by_role, at_home), ~_excluded(lezer))


def _excluded(lezer: Lezer) -> sa.ColumnElement[bool]:
    mine = sa.or_(
        Uitsluiting.organisatie_id.in_(lezer.eigen),
        sa.and_(Uitsluiting.gebruiker_id.is_not(None), Uitsluiting.gebruiker_id == lezer.gebruiker_id),
    )
    return sa.exists().where(Uitsluiting.document_id == Versie.document_id, mine)


def current_first(versies: Iterable[Versie]) -> list[Versie]:
    """Order versions of one document: the current one first."""
    return sorted(versies, key=_currency)


def _currency(versie: Versie) -> tuple[int, int, bool, int]:
    """Settled before unsettled, new before old, a text before the scan of it, the last that came before others."""
    settled = _SETTLED.get(versie.status, 1) if versie.status else 1
    return settled, -(versie.datum or date.min).toordinal(), versie.ocr, -versie.id


def visible_versies(session: so.Session, lezer: Lezer, document_id: int) -> list[Versie]:
    """Return the versions of a document that this reader may see, the current one first."""
    query = sa.select(Versie).where(Versie.document_id == document_id, visible(lezer))
    return current_first(session.scalars(query.options(so.joinedload(Versie.organisatie))))


@dataclass(frozen=True, slots=True)
class Titel:
    """What a document is called now."""

    document_id: int
    titel: str
    datum: date | None


def visible_titels(session: so.Session, lezer: Lezer, document_ids: Collection[int]) -> list[Titel]:
    """Return those of the documents that this reader may see, under the title of their current version for him."""
    columns = (Versie.id, Versie.document_id, Versie.titel, Versie.status, Versie.datum, Versie.ocr)
    query = sa.select(*columns).where(Versie.document_id.in_(document_ids), visible(lezer))
    rows: Iterable[Any] = session.execute(query)
    found: dict[int, Titel] = {}
    for row in sorted(rows, key=_currency):
        found.setdefault(row.document_id, Titel(row.document_id, row.titel, row.datum))
    return list(found.values())


def current_versies(session: so.Session, lezer: Lezer, document_ids: Collection[int]) -> dict[int, Versie]:
    """Return of each of these documents the current version that this reader may see, by document."""
    if not document_ids:
        return {}
    query = sa.select(Versie).where(Versie.document_id.in_(document_ids), visible(lezer))
    ordered = current_first(session.scalars(query.options(so.joinedload(Versie.organisatie))))
    return {versie.document_id: versie for versie in reversed(ordered)}


def visible_passages(session: so.Session, lezer: Lezer, ids: Sequence[int]) -> dict[int, Passage]:
    """Return those of the passages that this reader may see, with their versie and organisation, by id."""
    query = (
        sa.select(Passage)
        .join(Passage.versie)
        .where(Passage.id.in_(ids), visible(lezer))
        .options(so.contains_eager(Passage.versie).joinedload(Versie.organisatie))
    )
    return {passage.id: passage for passage in session.scalars(query)}
