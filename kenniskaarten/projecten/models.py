"""A project as its projectblad describes it, with who takes part, its planning, its progress and its results."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy import orm as so
from sqlalchemy.orm import Mapped, mapped_column

from kennis.access import Zichtbaarheid
from kennis.db.base import Base, Moment, now, word_column
from kennis.db.documenten import Document
from kennis.db.organisaties import Gebruiker, Organisatie

MAX_NAAM = 200
MAX_TEKST = 4_000


class ProjectStatus(StrEnum):
    VOORSTEL = "voorstel"
    LOOPT = "loopt"
    AFGEROND = "afgerond"
    GESTOPT = "gestopt"


class ProjectRol(StrEnum):
    """As what a party takes part."""

    PROJECTLEIDING = "projectleiding"
    DEELNEMER = "deelnemer"


class Project(Base):
    """The fields are those of a projectblad of 2008; `organisatie` keeps it, `trekker` says in words who pulls it.

    What nobody knows yet of hours and money is nothing (None) and not zero. `uren_opgave` is the total as the
    projectblad states it, to hold against the sum of its parts.
    """

    __tablename__ = "projecten"

    id: Mapped[int] = mapped_column(primary_key=True)
    naam: Mapped[str] = mapped_column(sa.String(MAX_NAAM))
    status: Mapped[ProjectStatus] = mapped_column(word_column(ProjectStatus), default=ProjectStatus.VOORSTEL)
    thema: Mapped[str] = mapped_column(sa.String(100), default="")
    zichtbaarheid: Mapped[Zichtbaarheid] = mapped_column(
        word_column(Zichtbaarheid), default=Zichtbaarheid.AMBTENAAR
    )
    organisatie_id: Mapped[int] = mapped_column(sa.ForeignKey("organisaties.id"), index=True)
    wat: Mapped[str] = mapped_column(sa.Text, default="")
    kader: Mapped[str] = mapped_column(sa.Text, default="")
    doelen: Mapped[str] = mapped_column(sa.Text, default="")
    hoe: Mapped[str] = mapped_column(sa.Text, default="")
    trekker: Mapped[str] = mapped_column(sa.String(MAX_NAAM), default="")
    trekker_id: Mapped[int | None] = mapped_column(sa.ForeignKey("gebruikers.id"), index=True)
    projectgroep: Mapped[str] = mapped_column(sa.Text, default="")  # who takes part, in words
    projectleider: Mapped[str] = mapped_column(sa.String(MAX_NAAM), default="")  # these three answer for it
    ambtelijk: Mapped[str] = mapped_column(sa.String(MAX_NAAM), default="")
    bestuurlijk: Mapped[str] = mapped_column(sa.String(MAX_NAAM), default="")
    uren_opgave: Mapped[int | None]  # in minutes
    geld: Mapped[str] = mapped_column(sa.Text, default="")  # about money, in words
    geld_begroot: Mapped[int | None] = mapped_column(sa.BigInteger)  # in cents
    van: Mapped[date | None]
    tot: Mapped[date | None]  # the last day
    aangemaakt_op: Mapped[datetime] = mapped_column(Moment, default=now)
    aangemaakt_door_id: Mapped[int | None] = mapped_column(sa.ForeignKey("gebruikers.id"), index=True)

    organisatie: Mapped[Organisatie] = so.relationship(lazy="joined")
    trekkende: Mapped[Gebruiker | None] = so.relationship(foreign_keys=[trekker_id])
    deelnemers: Mapped[list[Projectdeelnemer]] = so.relationship(
        back_populates="project", cascade="all, delete-orphan", order_by="Projectdeelnemer.id"
    )
    fasen: Mapped[list[Projectfase]] = so.relationship(
        back_populates="project", cascade="all, delete-orphan", order_by="Projectfase.eerste_maand, Projectfase.id"
    )
    voortgangen: Mapped[list[Voortgang]] = so.relationship(
        back_populates="project",
        cascade="all, delete-orphan",
        order_by="Voortgang.datum.desc(), Voortgang.id.desc()",
    )
    resultaten: Mapped[list[Projectresultaat]] = so.relationship(
        back_populates="project", cascade="all, delete-orphan", order_by="Projectresultaat.id"
    )


class Projectdeelnemer(Base):
    """Who takes part and with how many hours: an organisatie, or in words those who are not named yet."""

    __tablename__ = "projectdeelnemers"

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(sa.ForeignKey("projecten.id"), index=True)
    organisatie_id: Mapped[int | None] = mapped_column(sa.ForeignKey("organisaties.id"), index=True)
    rol: Mapped[ProjectRol] = mapped_column(word_column(ProjectRol), default=ProjectRol.DEELNEMER)
    omschrijving: Mapped[str] = mapped_column(sa.String(MAX_NAAM), default="")
    aantal: Mapped[int | None]  # people
    uren_begroot: Mapped[int | None]  # in minutes, of all of them together; nothing is 'nog onbekend'

    project: Mapped[Project] = so.relationship(back_populates="deelnemers")
    organisatie: Mapped[Organisatie | None] = so.relationship(lazy="joined")


class Projectfase(Base):
    """A part of the planning, in whole months; both are the first day of a month, and the last one counts too."""

    __tablename__ = "projectfasen"
    __table_args__ = (sa.CheckConstraint("eerste_maand <= laatste_maand", name="vooruit"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(sa.ForeignKey("projecten.id"), index=True)
    naam: Mapped[str] = mapped_column(sa.String(MAX_NAAM))
    eerste_maand: Mapped[date]
    laatste_maand: Mapped[date]

    project: Mapped[Project] = so.relationship(back_populates="fasen")


class Voortgang(Base):
    """What somebody tells of how a project goes."""

    __tablename__ = "voortgangen"

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(sa.ForeignKey("projecten.id"), index=True)
    datum: Mapped[date]
    tekst: Mapped[str] = mapped_column(sa.Text)
    schrijver_id: Mapped[int | None] = mapped_column(sa.ForeignKey("gebruikers.id"), index=True)
    geschreven_op: Mapped[datetime] = mapped_column(Moment, default=now)

    project: Mapped[Project] = so.relationship(back_populates="voortgangen")
    schrijver: Mapped[Gebruiker | None] = so.relationship()


class Projectresultaat(Base):
    """A document that came out of a project."""

    __tablename__ = "projectresultaten"
    __table_args__ = (sa.UniqueConstraint("project_id", "document_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(sa.ForeignKey("projecten.id"), index=True)
    document_id: Mapped[int] = mapped_column(sa.ForeignKey("documenten.id"), index=True)

    project: Mapped[Project] = so.relationship(back_populates="resultaten")
    document: Mapped[Document] = so.relationship()
