"""Who stands in the gids, and who is found by its filters: never by what the reader may not see."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import product

import pytest
import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.access import BURGER, Lezer, Rol, Zichtbaarheid
from kennis.db.organisaties import Gebruiker, Organisatie
from kennis.installatie import Installatie
from kenniskaarten.gids import PER_PAGINA, Gidsvraag, find_kaarten, keuzes
from kenniskaarten.models import Deskundigheid, Kaart, Veld
from kenniskaarten.zicht import sees_veld, visible_velden
from tests.conftest import add_organisaties
from tests.kenniskaarten.kaarten_wereld import DINSDAG, add_deskundigheid, add_gebruiker, add_kaart, know

OPEN = dict.fromkeys(Veld, Zichtbaarheid.OPENBAAR.value)


@pytest.fixture
def huizen(session: so.Session, organisaties: dict[str, int]) -> Organisatie:
    return session.get_one(Organisatie, organisaties["Gemeente Huizen"])


def names(session: so.Session, lezer: Lezer = BURGER, *, vandaag: date = DINSDAG, **vraag: object) -> list[str]:
    found, totaal = find_kaarten(session, lezer, Gidsvraag(**vraag), vandaag)  # type: ignore[arg-type] # named by each test
    assert totaal == len(found)
    return [kaart.gebruiker.naam for kaart in found]


def test_the_query_sees_a_part_where_the_rule_does(each_installatie: Installatie) -> None:
    """For every reader, level of the card and level of the part, on every database."""
    organisaties = add_organisaties(each_installatie)
    with each_installatie.sessions() as session:
        for number, (level, own) in enumerate(product(Zichtbaarheid, [*Zichtbaarheid, None])):
            home = session.get_one(Organisatie, organisaties["Gemeente Huizen"])
            velden = {Veld.TALEN.value: own.value} if own else {}
            add_kaart(session, add_gebruiker(session, f"mens {number}", home), level, velden=velden)
        kaarten = session.scalars(sa.select(Kaart)).all()
        for rol, place, gebruiker_id in product(
            Rol, (*organisaties.values(), None), (kaarten[0].gebruiker_id, None)
        ):
            lezer = Lezer(rol, place, gebruiker_id, frozenset({organisaties["Gemeente Huizen"]}))
            query = sa.select(Kaart.id).join(Gebruiker, Kaart.gebruiker_id == Gebruiker.id)
            found = set(session.scalars(query.where(visible_velden(lezer, Veld.TALEN))))
            assert found == {kaart.id for kaart in kaarten if sees_veld(lezer, kaart, Veld.TALEN)}


def test_a_card_that_the_reader_may_not_see_is_not_there_nor_counted(
    session: so.Session, huizen: Organisatie
) -> None:
    add_kaart(session, add_gebruiker(session, "Open", huizen))
    closed = add_kaart(session, add_gebruiker(session, "Dicht", huizen), Zichtbaarheid.ORGANISATIE)
    assert names(session) == ["Open"]
    assert names(session, naam="dicht") == []
    assert names(session, Lezer(Rol.AMBTENAAR, huizen.id)) == ["Dicht", "Open"]
    closed.vertrokken_op = DINSDAG
    assert names(session, Lezer(Rol.AMBTENAAR, huizen.id, closed.gebruiker_id)) == ["Open"]


def test_a_name_is_found_by_each_of_its_parts_and_by_nothing_special(session: so.Session) -> None:
    add_kaart(session, add_gebruiker(session, "Johanna van der Berg"))
    assert names(session, naam="berg JO") == ["Johanna van der Berg"]
    assert names(session, naam="berg piet") == []
    assert names(session, naam="%") == []


def test_a_subject_finds_its_specialisaties_and_what_was_merged_into_them(session: so.Session) -> None:
    zorg = add_deskundigheid(session, "Zorg")
    val = add_deskundigheid(session, "Valpreventie", zorg)
    old = add_deskundigheid(session, "Vallen")
    old.opvolger = val
    for naam, onderwerp in (("A", zorg), ("B", val), ("C", old), ("D", add_deskundigheid(session, "Wonen"))):
        know(add_kaart(session, add_gebruiker(session, naam)), onderwerp, Zichtbaarheid.OPENBAAR)
    assert names(session, deskundigheid_id=zorg.id) == ["A", "B", "C"]
    assert names(session, deskundigheid_id=val.id) == ["B", "C"]


def test_a_closed_subject_finds_nobody_and_is_offered_to_nobody(session: so.Session, huizen: Organisatie) -> None:
    onderwerp = add_deskundigheid(session, "Fraude")
    kaart = add_kaart(session, add_gebruiker(session, "Anne", huizen))
    know(kaart, onderwerp, Zichtbaarheid.ORGANISATIE)
    for lezer, found in ((BURGER, []), (Lezer(Rol.AMBTENAAR), []), (Lezer(Rol.AMBTENAAR, huizen.id), ["Anne"])):
        assert names(session, lezer, deskundigheid_id=onderwerp.id) == found
        assert bool(keuzes(session, lezer).deskundigheden) == bool(found)


@pytest.mark.parametrize("taal", ["Engels", "Oekraïens", '50% \\ "x"'])
def test_a_language_finds_who_lets_the_reader_know_that_he_speaks_it(session: so.Session, taal: str) -> None:
    add_kaart(session, add_gebruiker(session, "Open"), talen=["Fries", taal], velden=OPEN)
    add_kaart(session, add_gebruiker(session, "Dicht"), talen=[taal])
    assert names(session, taal=taal) == ["Open"]
    assert names(session, taal=taal[:-1]) == []
    assert list(keuzes(session, BURGER).talen) == sorted(["Fries", taal])


def test_available_is_who_works_today_and_is_not_away(session: so.Session) -> None:
    day = timedelta(days=1)

    def add(naam: str, **values: object) -> None:
        add_kaart(session, add_gebruiker(session, naam), **{"werkdagen": ["di"], "velden": OPEN, **values})  # type: ignore[arg-type] # columns

    add("Er")
    add("Maandag", werkdagen=["ma"])
    add("Terug", afwezig_van=DINSDAG - 5 * day, afwezig_tot=DINSDAG - day)
    add("Straks", afwezig_van=DINSDAG + day)
    add("Weg", afwezig_van=DINSDAG - day, afwezig_tot=DINSDAG)
    add("Lang weg", afwezig_van=DINSDAG)
    assert names(session, beschikbaar=True) == ["Er", "Straks", "Terug"]


def test_that_somebody_is_away_changes_nothing_for_who_may_not_know(session: so.Session) -> None:
    velden = OPEN | {Veld.AFWEZIG.value: "organisatie"}
    add_kaart(session, add_gebruiker(session, "Weg"), werkdagen=["di"], velden=velden, afwezig_van=DINSDAG)
    add_kaart(session, add_gebruiker(session, "Dagen dicht"), werkdagen=["di"])
    assert names(session, beschikbaar=True) == ["Weg"]


def test_an_organisation_is_offered_when_one_of_its_cards_is_seen(
    session: so.Session, huizen: Organisatie
) -> None:
    add_kaart(session, add_gebruiker(session, "Dicht", huizen), Zichtbaarheid.ORGANISATIE)
    assert list(keuzes(session, BURGER).organisaties) == []
    add_kaart(session, add_gebruiker(session, "Open", huizen))
    assert list(keuzes(session, BURGER).organisaties) == [huizen]


def test_pages_hold_each_card_once(session: so.Session) -> None:
    for number in range(PER_PAGINA + 5):
        add_kaart(session, add_gebruiker(session, f"Mens {number}"))
    pages: list[Sequence[Kaart]] = []
    for pagina in (1, 2, 3):
        found, totaal = find_kaarten(session, BURGER, Gidsvraag(pagina=pagina), DINSDAG)
        assert totaal == PER_PAGINA + 5
        pages.append(found)
    assert [len(page) for page in pages] == [PER_PAGINA, 5, 0]
    assert len({kaart.id for page in pages for kaart in page}) == PER_PAGINA + 5


def test_a_retired_subject_is_not_offered(session: so.Session) -> None:
    onderwerp = add_deskundigheid(session, "Oud")
    know(add_kaart(session, add_gebruiker(session, "A")), onderwerp, Zichtbaarheid.OPENBAAR)
    onderwerp.ingetrokken_op = onderwerp.vastgesteld_op
    assert [
        entry.naam for entry in keuzes(session, BURGER).deskundigheden if isinstance(entry, Deskundigheid)
    ] == []
