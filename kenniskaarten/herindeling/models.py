"""A samenvoeging of organisaties, with what is needed to take it back as long as nobody confirmed it."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy import orm as so
from sqlalchemy.orm import Mapped, mapped_column

from kennis.db.base import Base, Moment, now
from kennis.db.organisaties import Organisatie


class SamenvoegingStatus(StrEnum):
    """How far a samenvoeging is: laid down for its day, done, no longer to be taken back, or taken back."""

    GEPLAND = "gepland"
    VERWERKT = "verwerkt"
    BEVESTIGD = "bevestigd"
    TERUGGEDRAAID = "teruggedraaid"


class Samenvoeging(Base):
    """That `van` goes on in `naar` from the day `per` on; `verwerkt_op` is when all had moved."""

    __tablename__ = "samenvoegingen"

    id: Mapped[int] = mapped_column(primary_key=True)
    van_id: Mapped[int] = mapped_column(sa.ForeignKey("organisaties.id"), index=True)
    naar_id: Mapped[int] = mapped_column(sa.ForeignKey("organisaties.id"), index=True)
    per: Mapped[date]
    geldig_tot_was: Mapped[date | None]  # of `van`, to put back
    aangemaakt_op: Mapped[datetime] = mapped_column(Moment, default=now)
    verwerkt_op: Mapped[datetime | None] = mapped_column(Moment)
    bevestigd_op: Mapped[datetime | None] = mapped_column(Moment)  # from then on it is not taken back
    teruggedraaid_op: Mapped[datetime | None] = mapped_column(Moment)

    van: Mapped[Organisatie] = so.relationship(foreign_keys=[van_id])
    naar: Mapped[Organisatie] = so.relationship(foreign_keys=[naar_id])
    verhuizingen: Mapped[list[Verhuizing]] = so.relationship(
        cascade="all, delete-orphan", order_by="Verhuizing.id"
    )

    @property
    def status(self) -> SamenvoegingStatus:
        """How far it is."""
        if self.teruggedraaid_op is not None:
            return SamenvoegingStatus.TERUGGEDRAAID
        if self.bevestigd_op is not None:
            return SamenvoegingStatus.BEVESTIGD
        return SamenvoegingStatus.GEPLAND if self.verwerkt_op is None else SamenvoegingStatus.VERWERKT


class Verhuizing(Base):
    """Somebody who came along with his organisatie."""

    __tablename__ = "verhuizingen"

    id: Mapped[int] = mapped_column(primary_key=True)
    samenvoeging_id: Mapped[int] = mapped_column(sa.ForeignKey("samenvoegingen.id"), index=True)
    gebruiker_id: Mapped[int] = mapped_column(sa.ForeignKey("gebruikers.id"), index=True)
