"""What is held about somebody as the maker of something: bookings, projects, settlements."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.db.organisaties import Gebruiker
from kenniskaarten.balans.afspraakmodels import OpenBijdrage, Verrekening
from kenniskaarten.balans.models import Boeking
from kenniskaarten.herindeling.models import Samenvoeging, Verhuizing
from kenniskaarten.projecten.models import Project, Voortgang
from kenniskaarten.rubriek import Rij, Rubriek


def of_work(session: so.Session, gebruiker: Gebruiker) -> list[Rubriek]:
    """Return what the rows hold about what somebody did for the balance and in projects."""
    return [
        _booked(session, gebruiker),
        _decided(session, gebruiker),
        *_projects(session, gebruiker),
        _moved(session, gebruiker),
    ]


def _booked(session: so.Session, gebruiker: Gebruiker) -> Rubriek:
    rows = session.scalars(
        sa.select(Boeking).where(Boeking.geboekt_door == gebruiker).order_by(Boeking.geboekt_op, Boeking.id)
    )
    rijen: list[Rij] = [
        {
            "soort": row.soort.value,
            "datum": row.datum,
            "omschrijving": row.omschrijving,
            "geboekt": row.geboekt_op,
        }
        for row in rows
    ]
    return Rubriek("Wat u boekte bij halen en brengen", "Wat eenmaal is geboekt, verandert niet meer.", rijen)


def _decided(session: so.Session, gebruiker: Gebruiker) -> Rubriek:
    open_ = session.scalars(
        sa.select(OpenBijdrage).where(OpenBijdrage.gemeld_door_id == gebruiker.id).order_by(OpenBijdrage.id)
    )
    settled = session.scalars(
        sa.select(Verrekening).where(Verrekening.aangezet_door_id == gebruiker.id).order_by(Verrekening.id)
    )
    rijen: list[Rij] = [{"nog onbekend": row.omschrijving, "gemeld": row.gemeld_op} for row in open_]
    rijen += [{"verrekening vanaf": row.eerste, "aangezet": row.aangezet_op} for row in settled]
    return Rubriek("Wat u meldde of aanzette bij halen en brengen", "Zo weten anderen van wie het komt.", rijen)


def _projects(session: so.Session, gebruiker: Gebruiker) -> list[Rubriek]:
    mine = sa.or_(Project.trekker_id == gebruiker.id, Project.aangemaakt_door_id == gebruiker.id)
    projecten = session.scalars(sa.select(Project).where(mine).order_by(Project.id))
    written = session.scalars(
        sa.select(Voortgang).where(Voortgang.schrijver_id == gebruiker.id).order_by(Voortgang.id)
    )
    return [
        Rubriek(
            "Projecten die u trekt of aanmaakte",
            "Zo weten anderen wie ze kunnen vragen.",
            [
                {"project": row.naam, "u trekt het": row.trekker_id == gebruiker.id, "gemaakt": row.aangemaakt_op}
                for row in projecten
            ],
        ),
        Rubriek(
            "Voortgang die u schreef",
            "Wie het project mag zien, leest dit.",
            [
                {"project": row.project.naam, "tekst": row.tekst, "geschreven": row.geschreven_op}
                for row in written
            ],
        ),
    ]


def _moved(session: so.Session, gebruiker: Gebruiker) -> Rubriek:
    query = sa.select(Samenvoeging).join(Verhuizing, Verhuizing.samenvoeging_id == Samenvoeging.id)
    rows = session.scalars(query.where(Verhuizing.gebruiker_id == gebruiker.id).order_by(Samenvoeging.id))
    return Rubriek(
        "Met uw organisatie mee",
        "Uw organisatie ging op in een andere.",
        [{"van": row.van.naam, "naar": row.naar.naam, "per": row.per} for row in rows],
    )
