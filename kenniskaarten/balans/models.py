"""The book of halen en brengen: boekingen with their regels, which the database itself never lets change.

Triggers, made by migration 0005, hold that the regels of a boeking add up to zero and that nothing is changed or
removed. They look when the boeking is written, so its regels are written before it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy import orm as so
from sqlalchemy.orm import Mapped, mapped_column

from kennis.db.base import Base, Moment, now, word_column
from kennis.db.organisaties import Gebruiker, Organisatie
from kenniskaarten.projecten.models import Project


class Eenheid(StrEnum):
    """What is counted; units are never added together. Hours are kept in minutes and money in cents."""

    UREN = "uren"
    DOCUMENTEN = "documenten"
    ANTWOORDEN = "antwoorden"
    GEGEVENS = "gegevens"
    EURO = "euro"


# How many of what is kept go into one of what people speak of.
PER_STUK: Mapping[Eenheid, int] = dict.fromkeys(Eenheid, 1) | {Eenheid.UREN: 60, Eenheid.EURO: 100}


class BoekingSoort(StrEnum):
    """What happened."""

    DOCUMENT = "document gebracht"
    GEBRUIK = "document gebruikt"
    ANTWOORD = "vraag beantwoord"
    TOEZEGGING = "uren toegezegd"
    INZET = "uren gewerkt"
    GEGEVENS = "gegevens geleverd"
    GELD = "geld bijgedragen"
    TAAK = "taak voor anderen gedaan"
    OVERHEAD = "overhead van de regio"
    VERREKENING = "verrekening"
    HERINDELING = "herindeling"
    STORNO = "storno"


# What does not count as bringing: a pledge is not yet work, a settlement is money for what was brought before, a
# herindeling hands on the balance of who is no longer there, and overhead of the regio is paid for by its budget.
GEEN_BIJDRAGE = frozenset(
    {BoekingSoort.TOEZEGGING, BoekingSoort.OVERHEAD, BoekingSoort.VERREKENING, BoekingSoort.HERINDELING}
)

# What is not taken back by itself, but with all that was booked along with it.
ALS_GEHEEL = frozenset({BoekingSoort.VERREKENING, BoekingSoort.HERINDELING})


class Boeking(Base):
    """One thing that happened, once: unique by (soort, bron). `datum` is when it counts.

    `telt_als` is the soort itself, or for a storno the soort of what it takes back.
    """

    __tablename__ = "boekingen"
    __table_args__ = (sa.UniqueConstraint("soort", "bron"),)

    id: Mapped[str] = mapped_column(sa.String(32), primary_key=True)  # made by us: the regels come first
    soort: Mapped[BoekingSoort] = mapped_column(word_column(BoekingSoort))
    telt_als: Mapped[BoekingSoort] = mapped_column(word_column(BoekingSoort))
    bron: Mapped[str] = mapped_column(sa.String(200))  # what caused it: 'antwoord:12'
    eenheid: Mapped[Eenheid] = mapped_column(word_column(Eenheid))
    datum: Mapped[date]
    omschrijving: Mapped[str] = mapped_column(sa.String(500), default="")
    thema: Mapped[str] = mapped_column(sa.String(100), default="")
    project_id: Mapped[int | None] = mapped_column(sa.ForeignKey("projecten.id"), index=True)
    geboekt_op: Mapped[datetime] = mapped_column(Moment, default=now)
    geboekt_door_id: Mapped[int | None] = mapped_column(sa.ForeignKey("gebruikers.id"), index=True)
    storno_van_id: Mapped[str | None] = mapped_column(sa.ForeignKey("boekingen.id"), unique=True)

    project: Mapped[Project | None] = so.relationship()
    geboekt_door: Mapped[Gebruiker | None] = so.relationship()
    regels: Mapped[list[Regel]] = so.relationship(
        primaryjoin="Boeking.id == foreign(Regel.boeking_id)", order_by="Regel.id", viewonly=True
    )


class Regel(Base):
    """What a boeking is to one party: above zero it brought, below it got; no party is the network as a whole.

    In a storno the signs are turned around and `brengt` is not: it takes back what was brought. What a herindeling
    hands on is of both sides something brought, before or from now on.
    """

    __tablename__ = "boekregels"
    __table_args__ = (
        sa.CheckConstraint("hoeveelheid <> 0", name="niet_niets"),
        # All that a balance needs, so that half a million of them are added up without looking further.
        sa.Index("ix_boekregels_saldo", "eenheid", "datum", "telt_als", "partij_id", "brengt", "hoeveelheid"),
        sa.Index("ix_boekregels_partij", "partij_id", "datum"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    boeking_id: Mapped[str] = mapped_column(
        sa.ForeignKey("boekingen.id", deferrable=True, initially="DEFERRED"), index=True
    )
    partij_id: Mapped[int | None] = mapped_column(sa.ForeignKey("organisaties.id"))
    hoeveelheid: Mapped[int] = mapped_column(sa.BigInteger)
    brengt: Mapped[bool]
    eenheid: Mapped[Eenheid] = mapped_column(word_column(Eenheid))  # these three as in its boeking
    datum: Mapped[date]
    telt_als: Mapped[BoekingSoort] = mapped_column(word_column(BoekingSoort))

    partij: Mapped[Organisatie | None] = so.relationship()


class Balansnorm(Base):
    """A norm as it was adopted, from `van` on; see `kenniskaarten.balans.regels.Norm`."""

    __tablename__ = "balansnormen"

    id: Mapped[int] = mapped_column(primary_key=True)
    van: Mapped[date] = mapped_column(unique=True)
    orgaan: Mapped[str] = mapped_column(sa.String(200))
    besloten_op: Mapped[date]
    factoren: Mapped[dict[str, str]] = mapped_column(sa.JSON, default=dict)  # organisatie id -> fraction, '0.8'


class Inwoners(Base):
    """The number of inhabitants of a gemeente on a day, with where it comes from."""

    __tablename__ = "inwonertallen"
    __table_args__ = (sa.UniqueConstraint("organisatie_id", "peildatum"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisatie_id: Mapped[int] = mapped_column(sa.ForeignKey("organisaties.id"), index=True)
    peildatum: Mapped[date]
    aantal: Mapped[int]
    bron: Mapped[str] = mapped_column(sa.String(200))
