"""Begrippen: the managed list of abbreviations, synonyms, spellings and definitions, each with its source."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy import orm as so
from sqlalchemy.orm import Mapped, mapped_column

from kennis.db.base import Base, Moment, word_column


class VariantSoort(StrEnum):
    AFKORTING = "afkorting"
    SYNONIEM = "synoniem"
    SPELLING = "spelling"


class Begrip(Base):
    """One concept under its preferred term; `bereik` says where it holds, since ZAT means two things."""

    __tablename__ = "begrippen"

    id: Mapped[int] = mapped_column(primary_key=True)
    term: Mapped[str] = mapped_column(sa.String(200), unique=True)
    definitie: Mapped[str] = mapped_column(sa.Text, default="")
    bron: Mapped[str] = mapped_column(sa.String(500))
    bereik: Mapped[str] = mapped_column(sa.String(200), default="")
    ingetrokken_op: Mapped[datetime | None] = mapped_column(Moment)

    varianten: Mapped[list[BegripVariant]] = so.relationship(
        back_populates="begrip", cascade="all, delete-orphan", order_by="BegripVariant.variant"
    )


class BegripVariant(Base):
    """Another way to write or say a begrip."""

    __tablename__ = "begrip_varianten"
    __table_args__ = (sa.UniqueConstraint("begrip_id", "variant"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    begrip_id: Mapped[int] = mapped_column(sa.ForeignKey("begrippen.id"))
    variant: Mapped[str] = mapped_column(sa.String(200), index=True)
    soort: Mapped[VariantSoort] = mapped_column(word_column(VariantSoort))

    begrip: Mapped[Begrip] = so.relationship(back_populates="varianten")
