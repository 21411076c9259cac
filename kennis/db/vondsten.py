"""Abbreviations found in texts that the regisseur refused; what was found is read from the texts themselves."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from kennis.db.base import Base, Moment, now

MAX_AFKORTING = 50


class GeweigerdeVondst(Base):
    """An abbreviation with the words it stood for in a text; never proposed again."""

    __tablename__ = "geweigerde_vondsten"
    __table_args__ = (sa.UniqueConstraint("afkorting", "voluit"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    afkorting: Mapped[str] = mapped_column(sa.String(MAX_AFKORTING))
    voluit: Mapped[str] = mapped_column(sa.String(200))
    geweigerd_op: Mapped[datetime] = mapped_column(Moment, default=now)
