"""Merging two deskundigheden: nothing is lost on a card, and nobody sees more than before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import orm as so

from kennis.access import Zichtbaarheid
from kennis.db.base import transaction
from kennis.db.wachtrij import Wachtrij, waiting_bronnen
from kennis.errors import LijstError
from kennis.installatie import Installatie
from kenniskaarten.lijst import retire
from kenniskaarten.models import (
    Aanbeveling,
    Deelname,
    Deskundigheid,
    Interesse,
    KaartDeskundigheid,
    Niveau,
)
from kenniskaarten.samenvoegen import merge
from kenniskaarten.vraagmodels import Gericht, Vraag
from kenniskaarten.zicht import narrowest
from tests.kenniskaarten.mensen import add_deskundigheid, add_gebruiker, add_kaart

START = datetime(2025, 1, 1, tzinfo=UTC)
NAMES = ("oud", "nieuw", "ander")


@dataclass(frozen=True, slots=True)
class Held:
    """How a card has a subject."""

    niveau: Niveau
    interesse: Interesse
    zichtbaarheid: Zichtbaarheid
    dag: int


HELD = st.builds(
    Held, st.sampled_from(Niveau), st.sampled_from(Interesse), st.sampled_from(Zichtbaarheid), st.integers(0, 99)
)
CARDS = st.lists(st.dictionaries(st.sampled_from(NAMES), HELD), min_size=1, max_size=3)
ENDORSED = st.dictionaries(
    st.tuples(st.integers(0, 1), st.integers(0, 2), st.sampled_from(NAMES)), st.integers(0, 99), max_size=8
)


@pytest.fixture
def session(installatie: Installatie) -> Iterator[so.Session]:
    with installatie.sessions() as session:
        yield session


def fill(session: so.Session, cards: list[dict[str, Held]], endorsed: dict[tuple[int, int, str], int]) -> None:
    rows = {naam: add_deskundigheid(session, naam) for naam in NAMES}
    givers = [add_gebruiker(session, f"Gever {number}") for number in range(2)]
    for number, card in enumerate(cards):
        kaart = add_kaart(session, add_gebruiker(session, f"Kaart {number}"))
        for naam, held in card.items():
            values = {"niveau": held.niveau, "interesse": held.interesse, "zichtbaarheid": held.zichtbaarheid}
            moment = START + timedelta(days=held.dag)
            session.add(KaartDeskundigheid(kaart=kaart, deskundigheid=rows[naam], toegevoegd_op=moment, **values))
            session.add(Deelname(kaart=kaart, naam=f"project {naam}", deskundigheid=rows[naam]))
        for (giver, place, naam), dag in endorsed.items():
            if place == number:
                moment = START + timedelta(days=dag)
                row = Aanbeveling(van=givers[giver], kaart=kaart, deskundigheid=rows[naam], gegeven_op=moment)
                session.add(row)
    session.flush()


def find(session: so.Session, naam: str) -> Deskundigheid:
    return session.scalars(sa.select(Deskundigheid).where(Deskundigheid.naam == naam)).one()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(cards=CARDS, endorsed=ENDORSED)
def test_nothing_is_lost_on_a_card(
    session: so.Session, cards: list[dict[str, Held]], endorsed: dict[tuple[int, int, str], int]
) -> None:
    fill(session, cards, endorsed)
    merge(session, find(session, "oud"), find(session, "nieuw"))
    found = {(row.kaart.gebruiker.naam, row.naam): row for row in session.query(KaartDeskundigheid)}
    expected = {
        (f"Kaart {number}", "nieuw" if naam == "oud" else naam)
        for number, card in enumerate(cards)
        for naam in card
    }
    assert set(found) == expected
    for number, card in enumerate(cards):
        merged = [held for naam, held in card.items() if naam != "ander"]
        if merged:
            row = found[f"Kaart {number}", "nieuw"]
            assert row.niveau == max((held.niveau for held in merged), key=list(Niveau).index)
            assert row.interesse == max((held.interesse for held in merged), key=list(Interesse).index)
            assert row.zichtbaarheid == narrowest(*(held.zichtbaarheid for held in merged))
            assert row.toegevoegd_op == START + timedelta(days=min(held.dag for held in merged))
    assert sorted(row.naam for row in session.query(Deelname)) == sorted(f"project {n}" for c in cards for n in c)
    assert {row.deskundigheid.naam for row in session.query(Deelname) if row.deskundigheid} <= {"nieuw", "ander"}
    earliest: dict[tuple[int, int, str], int] = {}
    for (giver, place, naam), dag in endorsed.items():
        key = (giver, place, "nieuw" if naam == "oud" else naam)
        if place < len(cards):
            earliest[key] = min(dag, earliest.get(key, dag))
    assert {
        (int(row.van.naam[-1]), int(row.kaart.gebruiker.naam[-1]), row.deskundigheid.naam): (
            row.gegeven_op - START
        ).days
        for row in session.query(Aanbeveling)
    } == earliest
    session.rollback()


def test_all_cards_and_questions_are_indexed_again_and_the_name_stays(installatie: Installatie) -> None:
    held = Held(Niveau.BASIS, Interesse.GEWOON, Zichtbaarheid.AMBTENAAR, 1)
    with transaction(installatie.sessions) as session:
        fill(session, [{"oud": held}, {"nieuw": held}, {"ander": held}], {})
        oud, steller = find(session, "oud"), add_gebruiker(session, "Vera Vraag")
        vraag = Vraag(
            titel="t",
            tekst="t",
            steller=steller,
            deskundigheid=oud,
            gericht=Gericht.NETWERK,
            zichtbaarheid=Zichtbaarheid.OPENBAAR,
        )
        session.add(vraag)
        session.flush()
        session.execute(sa.delete(Wachtrij))
        merge(session, oud, find(session, "nieuw"))
    with installatie.sessions() as session:
        assert waiting_bronnen(session) == {"kaart:1", "kaart:2", "vraag:1"}
        oud = find(session, "oud")
        assert oud.ingetrokken_op is not None
        assert oud.opvolger is find(session, "nieuw")
        assert session.query(Vraag).one().deskundigheid is oud.opvolger


def refusal(session: so.Session, row: Deskundigheid, into: Deskundigheid) -> str:
    with pytest.raises(LijstError) as caught:
        merge(session, row, into)
    return caught.value.fouten["opvolger"]


def test_what_cannot_be_merged_is_refused_with_the_reason(session: so.Session) -> None:
    oud, nieuw, ander = (add_deskundigheid(session, naam) for naam in NAMES)
    add_deskundigheid(session, "onder", ander)
    assert "in zichzelf" in refusal(session, oud, oud)
    assert "staan specialisaties" in refusal(session, ander, oud)
    merge(session, oud, nieuw)
    assert "is ingetrokken" in refusal(session, oud, nieuw)
    assert "zelf opgegaan in ‘nieuw’" in refusal(session, nieuw, oud)
    retire(session, ander)
    assert "geldt niet" in refusal(session, nieuw, ander)
    proposed = Deskundigheid(naam="voorstel")
    session.add(proposed)
    session.flush()
    assert "geldt niet" in refusal(session, nieuw, proposed)
