"""Questions to people, their answers, the mails about them, and the links in those mails."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy import orm as so
from sqlalchemy.orm import Mapped, mapped_column

from kennis.access import Zichtbaarheid
from kennis.db.base import Base, Moment, now, word_column
from kennis.db.documenten import Document
from kennis.db.organisaties import Gebruiker, Organisatie
from kenniskaarten.models import MAX_NAAM, Deskundigheid


class Gericht(StrEnum):
    """To whom a question is put."""

    PERSOON = "persoon"
    GROEP = "groep"
    NETWERK = "netwerk"


class AntwoordSoort(StrEnum):
    ANTWOORD = "antwoord"
    REACTIE = "reactie"  # a follow-up by who asked, or by somebody else


class Vraag(Base):
    """A question that somebody put to a person, a werkgroep or the network; `organisatie` is the asker's then.

    Found by the search only with consent (`vindbaar`), and then by whom `zichtbaarheid` allows. Those it was put
    to and who asked it always see it.
    """

    __tablename__ = "vragen"

    id: Mapped[int] = mapped_column(primary_key=True)
    titel: Mapped[str] = mapped_column(sa.String(MAX_NAAM))
    tekst: Mapped[str] = mapped_column(sa.Text)
    steller_id: Mapped[int] = mapped_column(sa.ForeignKey("gebruikers.id"), index=True)
    organisatie_id: Mapped[int | None] = mapped_column(sa.ForeignKey("organisaties.id"), index=True)
    deskundigheid_id: Mapped[int | None] = mapped_column(sa.ForeignKey("deskundigheden.id"), index=True)
    gericht: Mapped[Gericht] = mapped_column(word_column(Gericht))
    groep: Mapped[str] = mapped_column(sa.String(MAX_NAAM), default="")  # name of the werkgroep, for Gericht.GROEP
    zichtbaarheid: Mapped[Zichtbaarheid] = mapped_column(word_column(Zichtbaarheid))
    vindbaar: Mapped[bool] = mapped_column(default=False)  # the asker consents that others find it
    gesteld_op: Mapped[datetime] = mapped_column(Moment, default=now)
    gesloten_op: Mapped[datetime | None] = mapped_column(Moment)

    steller: Mapped[Gebruiker] = so.relationship()
    organisatie: Mapped[Organisatie | None] = so.relationship()
    deskundigheid: Mapped[Deskundigheid | None] = so.relationship()
    antwoorden: Mapped[list[Antwoord]] = so.relationship(
        back_populates="vraag", cascade="all, delete-orphan", order_by="Antwoord.id"
    )
    ontvangers: Mapped[list[Ontvanger]] = so.relationship(
        back_populates="vraag", cascade="all, delete-orphan", order_by="Ontvanger.id"
    )
    documenten: Mapped[list[VraagDocument]] = so.relationship(
        back_populates="vraag", cascade="all, delete-orphan", order_by="VraagDocument.id"
    )


class VraagDocument(Base):
    """A document that a question is about."""

    __tablename__ = "vraag_documenten"
    __table_args__ = (sa.UniqueConstraint("vraag_id", "document_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    vraag_id: Mapped[int] = mapped_column(sa.ForeignKey("vragen.id"), index=True)
    document_id: Mapped[int] = mapped_column(sa.ForeignKey("documenten.id"), index=True)

    vraag: Mapped[Vraag] = so.relationship(back_populates="documenten")
    document: Mapped[Document] = so.relationship()


class Ontvanger(Base):
    """Somebody to whom a question was put; that he declined never counts against him.

    `via_netwerk` when he got it for the network, and not because the asker chose him or his werkgroep.
    """

    __tablename__ = "vraag_ontvangers"
    __table_args__ = (sa.UniqueConstraint("vraag_id", "gebruiker_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    vraag_id: Mapped[int] = mapped_column(sa.ForeignKey("vragen.id"), index=True)
    gebruiker_id: Mapped[int] = mapped_column(sa.ForeignKey("gebruikers.id"), index=True)
    via_netwerk: Mapped[bool] = mapped_column(default=False)
    gevraagd_op: Mapped[datetime] = mapped_column(Moment, default=now)
    afgezien_op: Mapped[datetime | None] = mapped_column(Moment)

    vraag: Mapped[Vraag] = so.relationship(back_populates="ontvangers")
    gebruiker: Mapped[Gebruiker] = so.relationship()


class Antwoord(Base):
    """An answer or a follow-up; `nuttig_op` when who asked accepted it as helpful."""

    __tablename__ = "antwoorden"

    id: Mapped[int] = mapped_column(primary_key=True)
    vraag_id: Mapped[int] = mapped_column(sa.ForeignKey("vragen.id"), index=True)
    schrijver_id: Mapped[int] = mapped_column(sa.ForeignKey("gebruikers.id"), index=True)
    soort: Mapped[AntwoordSoort] = mapped_column(word_column(AntwoordSoort), default=AntwoordSoort.ANTWOORD)
    tekst: Mapped[str] = mapped_column(sa.Text)
    vindbaar: Mapped[bool] = mapped_column(default=False)  # the writer consents that others find it
    geschreven_op: Mapped[datetime] = mapped_column(Moment, default=now)
    nuttig_op: Mapped[datetime | None] = mapped_column(Moment)

    vraag: Mapped[Vraag] = so.relationship(back_populates="antwoorden")
    schrijver: Mapped[Gebruiker] = so.relationship()


class Bericht(Base):
    """A mail to send; written with what caused it in one transaction, and tried until it is sent or given up.

    `over` names what it is about ('vraag:3'): then its text is made when it is sent, out of what the receiver may
    read at that moment. Otherwise `onderwerp` and `tekst` are sent as they stand.
    """

    __tablename__ = "berichten"

    id: Mapped[int] = mapped_column(primary_key=True)
    gebruiker_id: Mapped[int] = mapped_column(
        sa.ForeignKey("gebruikers.id"), index=True
    )  # his address is looked up
    over: Mapped[str] = mapped_column(sa.String(50), default="")
    onderwerp: Mapped[str] = mapped_column(sa.String(MAX_NAAM), default="")
    tekst: Mapped[str] = mapped_column(sa.Text, default="")
    gemaakt_op: Mapped[datetime] = mapped_column(Moment, default=now)
    niet_voor: Mapped[datetime] = mapped_column(Moment, default=now, index=True)  # tried again from then on
    pogingen: Mapped[int] = mapped_column(default=0)
    verstuurd_op: Mapped[datetime | None] = mapped_column(Moment)
    fout: Mapped[str] = mapped_column(sa.String(MAX_NAAM), default="")

    gebruiker: Mapped[Gebruiker] = so.relationship()


class SleutelSoort(StrEnum):
    """What a link in a mail does."""

    BEVESTIGEN = "bevestigen"  # 'klopt dit nog?'


class Sleutel(Base):
    """A link in a mail, kept as the SHA-256 of its secret: for one person, one use and a while."""

    __tablename__ = "sleutels"

    id: Mapped[int] = mapped_column(primary_key=True)
    hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    soort: Mapped[SleutelSoort] = mapped_column(word_column(SleutelSoort))
    gebruiker_id: Mapped[int] = mapped_column(sa.ForeignKey("gebruikers.id"), index=True)
    gemaakt_op: Mapped[datetime] = mapped_column(Moment, default=now)
    verloopt_op: Mapped[datetime] = mapped_column(Moment)
    gebruikt_op: Mapped[datetime | None] = mapped_column(Moment)

    gebruiker: Mapped[Gebruiker] = so.relationship()
