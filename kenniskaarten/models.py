"""A kenniskaart and what stands on it; each part has its own visibility, closed beyond one's organisation."""

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
MAX_REGEL = 500
MAX_TEKST = 4_000


class Veld(StrEnum):
    """The parts of a card of which a person decides who sees them; of the name `Kaart.zichtbaarheid` tells."""

    FUNCTIES = "functies"
    AANSPREEKBAAR = "aanspreekbaar"
    OVER = "over"
    EMAIL = "email"
    TELEFOON = "telefoon"
    TEAMS = "teams"
    SPREEKUUR = "spreekuur"
    WERKDAGEN = "werkdagen"
    AFWEZIG = "afwezig"
    DEELNAMES = "deelnames"
    TALEN = "talen"
    DOCUMENTEN = "documenten"  # the betrokkenheden
    FOTO = "foto"


class Niveau(StrEnum):
    """How well somebody knows a subject, from least to most."""

    BASIS = "basis"
    GEVORDERD = "gevorderd"
    ERVAREN = "ervaren"
    EXPERT = "expert"


class Interesse(StrEnum):
    """Whether somebody wants to be asked about a subject."""

    GRAAG = "graag"
    GEWOON = "gewoon"
    LIEVER_NIET = "liever niet meer"


class DeelnameRol(StrEnum):
    TREKKER = "trekker"
    LID = "lid"
    AMBASSADEUR = "ambassadeur"
    REGISSEUR = "regisseur"


class BetrokkenRol(StrEnum):
    AUTEUR = "auteur"
    CONTACT = "contact"


class Kaart(Base):
    """What a gebruiker tells of himself. `zichtbaarheid` is of the card as such: name and organisation.

    `velden` has the visibility of each `Veld` that differs from it; `kenniskaarten.zicht` tells what that means.
    """

    __tablename__ = "kaarten"

    id: Mapped[int] = mapped_column(primary_key=True)
    gebruiker_id: Mapped[int] = mapped_column(sa.ForeignKey("gebruikers.id"), unique=True)
    zichtbaarheid: Mapped[Zichtbaarheid] = mapped_column(
        word_column(Zichtbaarheid), default=Zichtbaarheid.ORGANISATIE
    )
    velden: Mapped[dict[str, str]] = mapped_column(sa.JSON, default=dict)  # Veld -> Zichtbaarheid
    aanspreekbaar: Mapped[str] = mapped_column(sa.Text, default="")  # what one may be asked about, in own words
    over: Mapped[str] = mapped_column(sa.Text, default="")
    email: Mapped[str] = mapped_column(sa.String(254), default="")
    telefoon: Mapped[str] = mapped_column(sa.String(50), default="")
    teams: Mapped[str] = mapped_column(sa.String(254), default="")
    spreekuur: Mapped[str] = mapped_column(sa.String(MAX_REGEL), default="")
    werkdagen: Mapped[list[str]] = mapped_column(sa.JSON, default=list)  # 'ma' … 'zo'
    talen: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    afwezig_van: Mapped[date | None]
    afwezig_tot: Mapped[date | None]  # the last day of being away
    vervanger_id: Mapped[int | None] = mapped_column(sa.ForeignKey("gebruikers.id"), index=True)
    rechtstreeks: Mapped[bool] = mapped_column(default=False)  # may be asked from outside without the network
    foto_sha256: Mapped[str | None] = mapped_column(sa.String(64))
    aangemaakt_op: Mapped[datetime] = mapped_column(Moment, default=now)
    bevestigd_op: Mapped[datetime] = mapped_column(Moment, default=now)  # last changed or said to be right
    herinnerd_op: Mapped[datetime | None] = mapped_column(Moment)
    vertrokken_op: Mapped[date | None]  # when he left; from then on nobody finds the card

    gebruiker: Mapped[Gebruiker] = so.relationship(foreign_keys=[gebruiker_id], lazy="joined")
    vervanger: Mapped[Gebruiker | None] = so.relationship(foreign_keys=[vervanger_id])
    functies: Mapped[list[Functie]] = so.relationship(
        back_populates="kaart", cascade="all, delete-orphan", order_by="Functie.id"
    )
    deskundigheden: Mapped[list[KaartDeskundigheid]] = so.relationship(
        back_populates="kaart", cascade="all, delete-orphan", order_by="KaartDeskundigheid.id"
    )
    deelnames: Mapped[list[Deelname]] = so.relationship(
        back_populates="kaart", cascade="all, delete-orphan", order_by="Deelname.id"
    )
    betrokkenheden: Mapped[list[Betrokkenheid]] = so.relationship(
        back_populates="kaart", cascade="all, delete-orphan", order_by="Betrokkenheid.id"
    )


class Functie(Base):
    """A function that somebody has or had; without an end he still has it."""

    __tablename__ = "functies"

    id: Mapped[int] = mapped_column(primary_key=True)
    kaart_id: Mapped[int] = mapped_column(sa.ForeignKey("kaarten.id"), index=True)
    naam: Mapped[str] = mapped_column(sa.String(MAX_NAAM))
    organisatie_id: Mapped[int | None] = mapped_column(sa.ForeignKey("organisaties.id"), index=True)
    van: Mapped[date | None]
    tot: Mapped[date | None]

    kaart: Mapped[Kaart] = so.relationship(back_populates="functies")
    organisatie: Mapped[Organisatie | None] = so.relationship(lazy="joined")


class Deskundigheid(Base):
    """An entry of the managed list: a field of work, or a specialisatie within one (`boven`).

    It is only proposed until it is `vastgesteld_op`; retired or merged into `opvolger` it stays to be read.
    """

    __tablename__ = "deskundigheden"

    id: Mapped[int] = mapped_column(primary_key=True)
    naam: Mapped[str] = mapped_column(sa.String(MAX_NAAM), unique=True)
    omschrijving: Mapped[str] = mapped_column(sa.String(MAX_REGEL), default="")
    boven_id: Mapped[int | None] = mapped_column(sa.ForeignKey("deskundigheden.id"), index=True)
    opvolger_id: Mapped[int | None] = mapped_column(sa.ForeignKey("deskundigheden.id"), index=True)
    voorgesteld_door_id: Mapped[int | None] = mapped_column(sa.ForeignKey("gebruikers.id"), index=True)
    vastgesteld_op: Mapped[datetime | None] = mapped_column(Moment)
    ingetrokken_op: Mapped[datetime | None] = mapped_column(Moment)

    boven: Mapped[Deskundigheid | None] = so.relationship(foreign_keys=[boven_id], remote_side="Deskundigheid.id")
    opvolger: Mapped[Deskundigheid | None] = so.relationship(
        foreign_keys=[opvolger_id], remote_side="Deskundigheid.id"
    )


class KaartDeskundigheid(Base):
    """A subject on a card, from the list or in free words, with a visibility of its own."""

    __tablename__ = "kaart_deskundigheden"
    __table_args__ = (
        sa.UniqueConstraint("kaart_id", "deskundigheid_id"),
        sa.CheckConstraint("(deskundigheid_id IS NULL) <> (vrij = '')", name="lijst_of_vrij"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kaart_id: Mapped[int] = mapped_column(sa.ForeignKey("kaarten.id"), index=True)
    deskundigheid_id: Mapped[int | None] = mapped_column(sa.ForeignKey("deskundigheden.id"), index=True)
    vrij: Mapped[str] = mapped_column(sa.String(MAX_NAAM), default="")
    niveau: Mapped[Niveau] = mapped_column(word_column(Niveau), default=Niveau.GEVORDERD)
    interesse: Mapped[Interesse] = mapped_column(word_column(Interesse), default=Interesse.GEWOON)
    zichtbaarheid: Mapped[Zichtbaarheid] = mapped_column(
        word_column(Zichtbaarheid), default=Zichtbaarheid.ORGANISATIE
    )
    toegevoegd_op: Mapped[datetime] = mapped_column(Moment, default=now)

    kaart: Mapped[Kaart] = so.relationship(back_populates="deskundigheden")
    deskundigheid: Mapped[Deskundigheid | None] = so.relationship(lazy="joined")

    @property
    def naam(self) -> str:
        """What the subject is called on the card."""
        return self.deskundigheid.naam if self.deskundigheid else self.vrij


class Deelname(Base):
    """A place in a project or werkgroep, with its subject where that is known."""

    __tablename__ = "deelnames"

    id: Mapped[int] = mapped_column(primary_key=True)
    kaart_id: Mapped[int] = mapped_column(sa.ForeignKey("kaarten.id"), index=True)
    naam: Mapped[str] = mapped_column(sa.String(MAX_NAAM))  # of the project or werkgroep
    rol: Mapped[DeelnameRol] = mapped_column(word_column(DeelnameRol), default=DeelnameRol.LID)
    deskundigheid_id: Mapped[int | None] = mapped_column(sa.ForeignKey("deskundigheden.id"), index=True)
    van: Mapped[date | None]
    tot: Mapped[date | None]

    kaart: Mapped[Kaart] = so.relationship(back_populates="deelnames")
    deskundigheid: Mapped[Deskundigheid | None] = so.relationship(lazy="joined")


class Betrokkenheid(Base):
    """That somebody wrote a document or can be asked about it; only he himself puts it on his card."""

    __tablename__ = "betrokkenheden"
    __table_args__ = (sa.UniqueConstraint("kaart_id", "document_id", "rol"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kaart_id: Mapped[int] = mapped_column(sa.ForeignKey("kaarten.id"), index=True)
    document_id: Mapped[int] = mapped_column(sa.ForeignKey("documenten.id"), index=True)
    rol: Mapped[BetrokkenRol] = mapped_column(word_column(BetrokkenRol))
    toegevoegd_op: Mapped[datetime] = mapped_column(Moment, default=now)

    kaart: Mapped[Kaart] = so.relationship(back_populates="betrokkenheden")
    document: Mapped[Document] = so.relationship()


class Aanbeveling(Base):
    """That a colleague knows somebody to know a subject; once per person and subject, and revocable."""

    __tablename__ = "aanbevelingen"
    __table_args__ = (sa.UniqueConstraint("van_id", "kaart_id", "deskundigheid_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    van_id: Mapped[int] = mapped_column(sa.ForeignKey("gebruikers.id"), index=True)
    kaart_id: Mapped[int] = mapped_column(sa.ForeignKey("kaarten.id"), index=True)
    deskundigheid_id: Mapped[int] = mapped_column(sa.ForeignKey("deskundigheden.id"), index=True)
    gegeven_op: Mapped[datetime] = mapped_column(Moment, default=now)

    van: Mapped[Gebruiker] = so.relationship()
    kaart: Mapped[Kaart] = so.relationship()
    deskundigheid: Mapped[Deskundigheid] = so.relationship()


class MeldingSoort(StrEnum):
    VERTROKKEN = "werkt hier niet meer"
    FOUT = "er klopt iets niet"


class Melding(Base):
    """What a colleague reports about a card: a fault goes to the person, that he left to the beheerder."""

    __tablename__ = "meldingen"

    id: Mapped[int] = mapped_column(primary_key=True)
    kaart_id: Mapped[int] = mapped_column(sa.ForeignKey("kaarten.id"), index=True)
    melder_id: Mapped[int] = mapped_column(sa.ForeignKey("gebruikers.id"), index=True)
    soort: Mapped[MeldingSoort] = mapped_column(word_column(MeldingSoort))
    toelichting: Mapped[str] = mapped_column(sa.String(MAX_REGEL), default="")
    gemeld_op: Mapped[datetime] = mapped_column(Moment, default=now)
    afgehandeld_op: Mapped[datetime | None] = mapped_column(Moment)

    kaart: Mapped[Kaart] = so.relationship()
    melder: Mapped[Gebruiker] = so.relationship()


class InstemmingSoort(StrEnum):
    KAART = "kaart"
    FOTO = "foto"


class Instemming(Base):
    """That somebody agreed to something, when, and to which version of the text; a new row for each time."""

    __tablename__ = "instemmingen"

    id: Mapped[int] = mapped_column(primary_key=True)
    gebruiker_id: Mapped[int] = mapped_column(sa.ForeignKey("gebruikers.id"), index=True)
    soort: Mapped[InstemmingSoort] = mapped_column(word_column(InstemmingSoort))
    tekstversie: Mapped[str] = mapped_column(sa.String(20))
    gegeven_op: Mapped[datetime] = mapped_column(Moment, default=now)
    ingetrokken_op: Mapped[datetime | None] = mapped_column(Moment)
