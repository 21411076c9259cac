"""Endorsing: not oneself, once, only what one sees, five a day, and revocable by both."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import orm as so

from kennis.access import Rol, Zichtbaarheid
from kennis.db.base import now
from kennis.db.organisaties import Gebruiker
from kennis.errors import NotFoundError, UsageError
from kennis.installatie import Installatie
from kenniskaarten.aanbevelen import PER_DAG, aanbevolen_door, beveel_aan, left_today, onderwerpen, trek_in
from kenniskaarten.lijst import retire
from kenniskaarten.models import Aanbeveling, Deskundigheid, Kaart
from tests.kenniskaarten.mensen import LAREN, add_deskundigheid, add_gebruiker, add_kaart, knows


@pytest.fixture
def session(installatie: Installatie) -> Iterator[so.Session]:
    with installatie.sessions() as session:
        yield session


@pytest.fixture
def kaart(session: so.Session) -> Kaart:
    """Add a card with a subject for all ambtenaren and one for the own organisation."""
    kaart = add_kaart(session, add_gebruiker(session, "Kim Kaart"))
    knows(session, kaart, add_deskundigheid(session, "Open"))
    knows(session, kaart, add_deskundigheid(session, "Besloten"), zichtbaarheid=Zichtbaarheid.ORGANISATIE)
    return kaart


@pytest.fixture
def collega(session: so.Session) -> Gebruiker:
    return add_gebruiker(session, "Cor Collega", van=LAREN)


def subject(session: so.Session, naam: str) -> Deskundigheid:
    return session.query(Deskundigheid).filter_by(naam=naam).one()


def test_an_endorsement_counts_once(session: so.Session, kaart: Kaart, collega: Gebruiker) -> None:
    first = beveel_aan(session, collega, kaart, subject(session, "Open").id)
    assert beveel_aan(session, collega, kaart, subject(session, "Open").id) is first
    [stand] = onderwerpen(session, collega.lezer, kaart)
    assert (stand.deskundigheid.naam, stand.aantal, stand.eigen) == ("Open", 1, first)
    assert [row.van for row in aanbevolen_door(session, kaart)] == [collega]


def test_nobody_endorses_himself(session: so.Session, kaart: Kaart) -> None:
    with pytest.raises(UsageError, match="uzelf"):
        beveel_aan(session, kaart.gebruiker, kaart, subject(session, "Open").id)


def test_what_one_does_not_see_cannot_be_endorsed(session: so.Session, kaart: Kaart, collega: Gebruiker) -> None:
    """Nor what is not on the card: a subject that is hidden looks the same as one that is not there."""
    add_deskundigheid(session, "Elders")
    for naam in ("Besloten", "Elders"):
        with pytest.raises(NotFoundError):
            beveel_aan(session, collega, kaart, subject(session, naam).id)
    thuis = add_gebruiker(session, "Tom Thuis")
    assert beveel_aan(session, thuis, kaart, subject(session, "Besloten").id)


def test_a_retired_subject_is_endorsed_no_more(session: so.Session, kaart: Kaart, collega: Gebruiker) -> None:
    retire(session, subject(session, "Open"))
    with pytest.raises(UsageError, match="ingetrokken"):
        beveel_aan(session, collega, kaart, subject(session, "Open").id)


def test_five_a_day_and_no_more(session: so.Session, kaart: Kaart, collega: Gebruiker) -> None:
    for number in range(PER_DAG):
        row = add_deskundigheid(session, f"Onderwerp {number}")
        knows(session, kaart, row)
        session.refresh(kaart)
        beveel_aan(session, collega, kaart, row.id)
    with pytest.raises(UsageError, match="Morgen"):
        beveel_aan(session, collega, kaart, subject(session, "Open").id)
    assert left_today(session, add_gebruiker(session, "Ander", Rol.PROFESSIONAL), now()) == PER_DAG
    session.query(Aanbeveling).update({"gegeven_op": now() - timedelta(hours=25)})
    assert beveel_aan(session, collega, kaart, subject(session, "Open").id)


def test_giver_and_receiver_take_it_away_and_nobody_else(
    session: so.Session, kaart: Kaart, collega: Gebruiker
) -> None:
    ander = add_gebruiker(session, "Ander", Rol.BEHEERDER)
    for who in (collega, kaart.gebruiker):
        given = beveel_aan(session, collega, kaart, subject(session, "Open").id).id
        with pytest.raises(NotFoundError):
            trek_in(session, ander, given)
        trek_in(session, who, given)
        assert aanbevolen_door(session, kaart) == []
    with pytest.raises(NotFoundError):
        trek_in(session, collega, 999)
