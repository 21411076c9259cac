"""Who sees a question and its answers: the rule for a row in hand and that of a query say the same."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import orm as so

from kennis.access import Lezer, Rol, Zichtbaarheid
from kennis.installatie import Installatie
from kenniskaarten.vraagmodels import Antwoord, Gericht, Ontvanger, Vraag
from kenniskaarten.vraagzicht import (
    betrokken_vragen,
    is_betrokken,
    sees_antwoord,
    sees_vraag,
    visible_antwoorden,
    visible_vragen,
)
from tests.kenniskaarten.vraagwereld import Vraagwereld, make_vraagwereld

PEOPLE = ["anna", "bram", "carla", "dirk", "peter"]


@pytest.fixture
def wereld(installatie: Installatie) -> Vraagwereld:
    return make_vraagwereld(installatie)


@pytest.fixture
def session(wereld: Vraagwereld) -> Iterator[so.Session]:
    with wereld.installatie.sessions() as session:
        yield session


def add_vraag(
    wereld: Vraagwereld,
    session: so.Session,
    *,
    steller: str = "anna",
    ontvangers: tuple[str, ...] = ("bram",),
    zichtbaarheid: Zichtbaarheid = Zichtbaarheid.AMBTENAAR,
    antwoord: tuple[str, bool] = ("bram", True),
    vindbaar: bool = True,
) -> Vraag:
    asker, (schrijver, toestemming) = wereld.gebruiker(session, steller), antwoord
    vraag = Vraag(
        titel="Wie helpt ons met valpreventie?",
        tekst="Wie helpt ons met valpreventie?",
        steller=asker,
        organisatie_id=asker.organisatie_id,
        gericht=Gericht.NETWERK,
        zichtbaarheid=zichtbaarheid,
        vindbaar=vindbaar,
        ontvangers=[Ontvanger(gebruiker_id=wereld.mensen[naam]) for naam in ontvangers],
        antwoorden=[Antwoord(schrijver_id=wereld.mensen[schrijver], tekst="Wij.", vindbaar=toestemming)],
    )
    session.add(vraag)
    session.flush()
    return vraag


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_row_and_query_agree_about_every_reader(
    wereld: Vraagwereld, session: so.Session, data: st.DataObject
) -> None:
    vraag = add_vraag(
        wereld,
        session,
        steller=data.draw(st.sampled_from(PEOPLE)),
        ontvangers=tuple(data.draw(st.sets(st.sampled_from(PEOPLE), max_size=2))),
        zichtbaarheid=data.draw(st.sampled_from(Zichtbaarheid)),
        antwoord=(data.draw(st.sampled_from(PEOPLE)), data.draw(st.booleans())),
        vindbaar=data.draw(st.booleans()),
    )
    lezer = Lezer(
        data.draw(st.sampled_from(Rol)),
        data.draw(st.sampled_from([None, 1, 2])),
        data.draw(st.sampled_from([None, *wereld.mensen.values()])),
        data.draw(st.sampled_from([frozenset(), frozenset({1})])),
    )
    antwoord = vraag.antwoorden[0]
    try:
        one, own = sa.select(Vraag).where(Vraag.id == vraag.id), Antwoord.id == antwoord.id
        found = session.scalar(one.where(visible_vragen(lezer))) is not None
        involved = session.scalar(one.where(betrokken_vragen(lezer))) is not None
        answers = sa.select(Antwoord).join(Antwoord.vraag).where(own, visible_antwoorden(lezer))
        assert found == sees_vraag(lezer, vraag)
        assert involved == is_betrokken(lezer, vraag)
        assert (session.scalar(answers) is not None) == sees_antwoord(lezer, antwoord)
        assert found or session.scalar(answers) is None, "an answer never shows without its question"
    finally:
        session.rollback()


@pytest.mark.parametrize("naam", ["anna", "bram", "rik"])
def test_those_involved_see_all_without_consent(wereld: Vraagwereld, session: so.Session, naam: str) -> None:
    vraag = add_vraag(wereld, session, antwoord=("bram", False), vindbaar=False)
    lezer = wereld.gebruiker(session, naam).lezer
    assert sees_vraag(lezer, vraag)
    assert sees_antwoord(lezer, vraag.antwoorden[0])


def test_others_see_a_question_with_consent_and_of_its_answers_those_with_consent(
    wereld: Vraagwereld, session: so.Session
) -> None:
    carla = wereld.gebruiker(session, "carla").lezer
    assert not sees_vraag(carla, add_vraag(wereld, session, vindbaar=False))
    kept = add_vraag(wereld, session, antwoord=("bram", False))
    assert sees_vraag(carla, kept)
    assert not sees_antwoord(carla, kept.antwoorden[0])
    assert sees_antwoord(carla, add_vraag(wereld, session).antwoorden[0])


def test_consent_opens_a_question_no_further_than_its_level(wereld: Vraagwereld, session: so.Session) -> None:
    home = add_vraag(wereld, session, ontvangers=(), zichtbaarheid=Zichtbaarheid.ORGANISATIE)
    assert sees_vraag(wereld.gebruiker(session, "bram").lezer, home)
    assert not sees_vraag(wereld.gebruiker(session, "carla").lezer, home)
    assert not sees_vraag(Lezer(), home)
