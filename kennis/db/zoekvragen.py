"""What was asked, counted per week without who asked it: the knowledge gaps, and what is often asked."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy import orm as so
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import Mapped, mapped_column

from kennis.access import Rol
from kennis.db.base import Base, word_column

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql

MAX_VRAAG = 200  # characters; a longer question is no question that others ask too
BEWAARD_MAANDEN = 13  # so that a month can be laid beside the same month of last year
BEWAARD_WEKEN = BEWAARD_MAANDEN * 52 // 12


class Besluit(StrEnum):
    """Why the regisseur takes a question off the list of gaps."""

    OPGELOST = "opgelost"
    NIET_VOOR_ONS = "niet voor ons"


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


class Vraagbesluit(Base):
    """What the regisseur decided about a question; asked again after `week`, it is a gap again."""

    __tablename__ = "vraagbesluiten"

    vraag: Mapped[str] = mapped_column(sa.String(MAX_VRAAG), primary_key=True)
    besluit: Mapped[Besluit] = mapped_column(word_column(Besluit))
    week: Mapped[date]


@dataclass(frozen=True, slots=True)
class Gesteld:
    """What is counted together: one question, in one week, by readers of one role."""

    week: date
    vraag: str
    rol: Rol


def week_of(dag: date) -> date:
    """Return the Monday of the week in which this day falls."""
    return dag - timedelta(days=dag.weekday())


def count_vraag(session: so.Session, gesteld: Gesteld, *, has_result: bool) -> None:
    """Count that this was asked once more; two at the same moment are both counted."""
    new = _insert(session).values(**asdict(gesteld), aantal=1, zonder_resultaat=int(not has_result), met_klik=0)
    counted = {
        "aantal": Vraagtelling.aantal + 1,
        "zonder_resultaat": Vraagtelling.zonder_resultaat + new.excluded.zonder_resultaat,
    }
    session.execute(new.on_conflict_do_update(index_elements=["week", "vraag", "rol"], set_=counted))


def _insert(session: so.Session) -> sqlite.Insert | postgresql.Insert:
    """Return an insert that may become an update, which each database has in its own way."""
    if session.get_bind().dialect.name == "sqlite":
        return sqlite.insert(Vraagtelling)
    from sqlalchemy.dialects import postgresql  # noqa: PLC0415 (0.1 s of a start on SQLite)

    return postgresql.insert(Vraagtelling)


def count_klik(session: so.Session, gesteld: Gesteld) -> None:
    """Count that a result was opened, at most as often as the question was asked."""
    session.execute(
        sa.update(Vraagtelling)
        .where(
            Vraagtelling.week == gesteld.week,
            Vraagtelling.vraag == gesteld.vraag,
            Vraagtelling.rol == gesteld.rol,
            Vraagtelling.met_klik < Vraagtelling.aantal,
        )
        .values(met_klik=Vraagtelling.met_klik + 1)
    )


def forget_old(session: so.Session, dag: date) -> None:
    """Remove what on this day was kept long enough."""
    last = week_of(dag) - timedelta(weeks=BEWAARD_WEKEN)
    for table in (Vraagtelling, Vraagbesluit):
        session.execute(sa.delete(table).where(table.week <= last))


def find_tellingen(session: so.Session, van: date, tot: date) -> list[Vraagtelling]:
    """Return what was counted in these weeks, both included."""
    query = sa.select(Vraagtelling).where(Vraagtelling.week.between(van, tot)).order_by(Vraagtelling.id)
    return list(session.scalars(query))


def find_besluiten(session: so.Session) -> dict[str, Vraagbesluit]:
    return {row.vraag: row for row in session.scalars(sa.select(Vraagbesluit).order_by(Vraagbesluit.vraag))}


def decide(session: so.Session, vraag: str, besluit: Besluit, week: date) -> None:
    """Take a question off the list of gaps, as far as it was asked up to this week."""
    session.merge(Vraagbesluit(vraag=vraag, besluit=besluit, week=week))


def undo_besluit(session: so.Session, vraag: str) -> None:
    session.execute(sa.delete(Vraagbesluit).where(Vraagbesluit.vraag == vraag))


def erase_vraag(session: so.Session, vraag: str) -> None:
    """Remove all that was counted of a question: it should not have been kept, for it names somebody."""
    undo_besluit(session, vraag)
    session.execute(sa.delete(Vraagtelling).where(Vraagtelling.vraag == vraag))
