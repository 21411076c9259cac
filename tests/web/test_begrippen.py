"""The public list of terms, and what a question with an ambiguous word offers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kennis.access import Rol
from kennis.begrippen.beheer import save
from kennis.begrippen.beschrijving import Beschrijving
from kennis.db.base import transaction
from kennis.db.begrippen import VariantSoort, find_begrip, retire
from kennis.web import begrippen
from tests.web.conftest import ClientOf
from tests.web.wereld import Wereld

AFKORTING, SYNONIEM, _ = VariantSoort
Text = Callable[[str], str]


def words(soup: BeautifulSoup) -> str:
    return " ".join(soup.get_text(" ").split())


@pytest.fixture
def text(client: FlaskClient) -> Text:
    """Give a function that reads a page as a visitor."""
    return lambda path: words(BeautifulSoup(client.get(path).data, "lxml"))


def terms(client: FlaskClient, path: str) -> list[str]:
    return [title.get_text(strip=True) for title in BeautifulSoup(client.get(path).data, "lxml").select("main h2")]


def id_of(wereld: Wereld, term: str) -> int:
    with wereld.installatie.sessions() as session:
        begrip = find_begrip(session, term)
        assert begrip is not None
        return begrip.id


def test_everybody_reads_the_list_with_its_sources(text: Text) -> None:
    assert (
        "Wet maatschappelijke ondersteuning Wet die gemeenten opdraagt inwoners te helpen om mee te doen en "
        "zelfstandig te blijven wonen. Afkorting Wmo Geldt voor landelijk Bron Uitvoeringsplan WWZ 2008"
    ) in text("/begrippen")


def test_the_list_can_be_narrowed_to_a_letter(client: FlaskClient) -> None:
    found = terms(client, "/begrippen?letter=W")
    assert "Wet langdurige zorg" in found
    assert {term[0].upper() for term in found} == {"W"}
    assert terms(client, "/begrippen?letter=0-9") == ["24-uurs"]
    assert terms(client, "/begrippen?letter=%3Cx%3E") == terms(client, "/begrippen")


def test_the_list_can_be_narrowed_to_some_words(client: FlaskClient, text: Text) -> None:
    assert terms(client, "/begrippen?filter=WMO-TAXI") == ["collectief vervoer"]
    assert terms(client, "/begrippen?filter=xyzzy") == []
    assert "Geen begrippen met xyzzy" in text("/begrippen?filter=xyzzy")


def test_a_long_list_begins_at_its_first_letter(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(begrippen, "MAX_SHOWN", 5)
    assert terms(client, "/begrippen") == ["24-uurs"]
    assert len(terms(client, "/begrippen?letter=")) > 5


def test_a_word_with_two_meanings_shows_both(client: FlaskClient, text: Text) -> None:
    assert terms(client, "/begrippen?filter=zat") == ["zorgadviesteam", "zorgadviesteam voor mantelzorgers"]
    assert "ZAT betekent ook zorgadviesteam voor mantelzorgers (mantelzorg)" in text("/begrippen?filter=zat")


def test_an_abbreviation_that_two_terms_have_shows_both_without_being_marked(text: Text, wereld: Wereld) -> None:
    with transaction(wereld.installatie.sessions) as session:
        for term in ("zorgzoekkaart", "zacht zorgkussen"):
            save(session, Beschrijving(term, "Nota", vormen={AFKORTING: ("ZZK",)}))
    assert "ZZK betekent ook zacht zorgkussen" in text("/begrippen?filter=zoekkaart")


def test_a_term_has_a_page_that_searches(client: FlaskClient, wereld: Wereld, text: Text) -> None:
    path = f"/begrippen/{id_of(wereld, 'respijtzorg')}"
    assert "Ook wel kortdurend verblijf, logeeropvang" in text(path)
    assert 'href="/zoeken?vraag=respijtzorg"' in client.get(path).get_data(as_text=True)


def test_what_was_retired_is_not_in_the_list(client: FlaskClient, wereld: Wereld) -> None:
    number = id_of(wereld, "respijtzorg")
    with transaction(wereld.installatie.sessions) as session:
        begrip = find_begrip(session, "respijtzorg")
        assert begrip is not None
        retire(begrip)
    assert "respijtzorg" not in terms(client, "/begrippen")
    assert client.get(f"/begrippen/{number}").status_code == 404
    assert client.get("/begrippen/999999").status_code == 404


@pytest.mark.parametrize("rol", Rol)
def test_only_the_regisseur_is_offered_to_change_a_term(client_of: ClientOf, rol: Rol) -> None:
    page = client_of(rol).get("/begrippen?filter=wmo").get_data(as_text=True)
    assert ("/beheer" in page) == (rol is Rol.REGISSEUR)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(st.text(max_size=300), st.text(max_size=5))
def test_no_address_breaks_the_list(client: FlaskClient, filter_: str, letter: str) -> None:
    assert client.get("/begrippen", query_string={"filter": filter_, "letter": letter}).status_code == 200


def test_the_search_uses_the_list(client: FlaskClient, wereld: Wereld) -> None:
    """The texts say respijtzorg; nothing in them is called ZZK."""
    assert "Woonvisie Huizen" not in client.get("/zoeken?vraag=ZZK").get_data(as_text=True)
    with transaction(wereld.installatie.sessions) as session:
        save(
            session,
            Beschrijving("zorg zoekt kracht", "Nota", vormen={AFKORTING: ("ZZK",), SYNONIEM: ("respijtzorg",)}),
        )
    assert "Woonvisie Huizen" in client.get("/zoeken?vraag=ZZK").get_data(as_text=True)


def test_an_ambiguous_word_is_asked_about(client: FlaskClient, text: Text) -> None:
    asked = "Bedoelt u met ZAT: zorgadviesteam (onderwijs) of zorgadviesteam voor mantelzorgers (mantelzorg)?"
    assert asked in text("/zoeken?vraag=het+ZAT+en+mantelzorg")
    page = client.get("/zoeken?vraag=het+ZAT+en+mantelzorg").get_data(as_text=True)
    assert 'href="/zoeken?vraag=het+zorgadviesteam+en+mantelzorg"' in page


@pytest.mark.parametrize(("vraag", "is_asked"), [("BOS", True), ("bos", False), ("Bos", False), ("zat", True)])
def test_an_ordinary_word_is_asked_about_only_in_capitals(text: Text, vraag: str, *, is_asked: bool) -> None:
    """Of ZAT even the list knows two meanings."""
    assert ("Bedoelt u met" in text(f"/zoeken?vraag={vraag}+en+mantelzorg")) is is_asked


def test_a_clear_question_is_not_asked_about(text: Text) -> None:
    assert "Bedoelt u met" not in text("/zoeken?vraag=respijtzorg")
