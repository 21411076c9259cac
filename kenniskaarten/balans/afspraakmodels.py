"""What the region agreed and told about the balance: values, thresholds, settlements, and what is not known yet.

An agreement is dated and adopted; a newer one holds from its own day on and changes nothing before it.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy import orm as so
from sqlalchemy.orm import Mapped, mapped_column

from kennis.db.base import Base, Moment, now, word_column
from kennis.db.organisaties import Organisatie
from kenniskaarten.balans.models import Boeking, BoekingSoort, Eenheid


class Balanswaardering(Base):
    """What one of each unit is worth, as it was adopted; see `kenniskaarten.balans.regels.Waardering`."""

    __tablename__ = "waarderingen"

    id: Mapped[int] = mapped_column(primary_key=True)
    van: Mapped[date] = mapped_column(unique=True)
    orgaan: Mapped[str] = mapped_column(sa.String(200))
    besloten_op: Mapped[date]
    waarden: Mapped[dict[str, str]] = mapped_column(sa.JSON, default=dict)  # Eenheid -> euro, '55.00'


class Balansdrempel(Base):
    """How far a party may stay behind, as it was adopted; see `kenniskaarten.balans.regels.Drempel`."""

    __tablename__ = "drempels"
    __table_args__ = (sa.CheckConstraint("0 < aandacht AND aandacht < overleg", name="oplopend"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    van: Mapped[date] = mapped_column(unique=True)
    orgaan: Mapped[str] = mapped_column(sa.String(200))
    besloten_op: Mapped[date]
    aandacht: Mapped[int]  # the beheerder is told
    overleg: Mapped[int]  # the regisseur too, to talk about it


class SeinSoort(StrEnum):
    AANDACHT = "aandacht"
    OVERLEG = "overleg"


class Sein(Base):
    """That a party was told, once for a year and unit, that it stays behind by more than a threshold."""

    __tablename__ = "seinen"
    __table_args__ = (sa.UniqueConstraint("organisatie_id", "jaar", "eenheid", "soort"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisatie_id: Mapped[int] = mapped_column(sa.ForeignKey("organisaties.id"), index=True)
    jaar: Mapped[int]
    eenheid: Mapped[Eenheid] = mapped_column(word_column(Eenheid))
    soort: Mapped[SeinSoort] = mapped_column(word_column(SeinSoort))
    gegeven_op: Mapped[datetime] = mapped_column(Moment, default=now)


class Verrekening(Base):
    """That the hours of a period are settled in money at a rate; what was paid stands in the book."""

    __tablename__ = "verrekeningen"
    __table_args__ = (sa.CheckConstraint("eerste <= laatste AND tarief > 0", name="kan"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    eerste: Mapped[date]
    laatste: Mapped[date]
    tarief: Mapped[int]  # cents for an hour
    orgaan: Mapped[str] = mapped_column(sa.String(200))
    besloten_op: Mapped[date]
    aangezet_op: Mapped[datetime] = mapped_column(Moment, default=now)
    aangezet_door_id: Mapped[int | None] = mapped_column(sa.ForeignKey("gebruikers.id"), index=True)
    uitgezet_op: Mapped[datetime | None] = mapped_column(Moment)


class OpenBijdrage(Base):
    """A contribution of which it is known that it comes and not how much: 'nog onbekend', which is not zero."""

    __tablename__ = "openbijdragen"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisatie_id: Mapped[int] = mapped_column(sa.ForeignKey("organisaties.id"), index=True)
    soort: Mapped[BoekingSoort] = mapped_column(word_column(BoekingSoort))
    eenheid: Mapped[Eenheid] = mapped_column(word_column(Eenheid))
    jaar: Mapped[int]
    omschrijving: Mapped[str] = mapped_column(sa.String(500))
    thema: Mapped[str] = mapped_column(sa.String(100), default="")
    gemeld_op: Mapped[datetime] = mapped_column(Moment, default=now)
    gemeld_door_id: Mapped[int | None] = mapped_column(sa.ForeignKey("gebruikers.id"), index=True)
    boeking_id: Mapped[str | None] = mapped_column(sa.ForeignKey("boekingen.id"), index=True)  # when it is known
    vervallen_op: Mapped[datetime | None] = mapped_column(Moment)  # it does not come

    organisatie: Mapped[Organisatie] = so.relationship(lazy="joined")
    boeking: Mapped[Boeking | None] = so.relationship()
