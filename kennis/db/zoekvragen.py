"""What was asked, counted per week without who asked it: the knowledge gaps, and what is often asked."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from kennis.access import Rol
from kennis.db.base import Base, word_column

MAX_VRAAG = 200  # characters; a longer question is no question that others ask too


class Vraagtelling(Base):
    """How often a question was asked in a week by readers of one role; `week` is its Monday."""

    __tablename__ = "vraagtellingen"
    __table_args__ = (sa.UniqueConstraint("week", "vraag", "rol"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    week: Mapped[date]
    vraag: Mapped[str] = mapped_column(sa.String(MAX_VRAAG))
    rol: Mapped[Rol] = mapped_column(word_column(Rol))
    aantal: Mapped[int] = mapped_column(default=0)
    zonder_resultaat: Mapped[int] = mapped_column(default=0)
    met_klik: Mapped[int] = mapped_column(default=0)
