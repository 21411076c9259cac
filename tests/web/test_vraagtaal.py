"""Fields, period and order on the page with results: what one chooses stays, and is let go with one click."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qsl, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient

from kennis.access import Rol
from tests.web.conftest import ClientOf

Page = Callable[[str], BeautifulSoup]
ALL = {"vraag": "mantelzorg", "organisatie": "Gemeente Huizen", "van": "2020", "tot": "2026", "volgorde": "datum"}
ADDRESS = "/zoeken?vraag=mantelzorg&organisatie=Gemeente+Huizen&van=2020&tot=2026&volgorde=datum"


@pytest.fixture
def page(client: FlaskClient) -> Page:
    return lambda path: BeautifulSoup(client.get(path).data, "lxml")


def titles(soup: BeautifulSoup) -> list[str]:
    return [title.get_text(strip=True) for title in soup.select("article h2")]


def words(soup: BeautifulSoup | Tag) -> str:
    return " ".join(soup.get_text(" ").split())


def chips(soup: BeautifulSoup) -> dict[str, str]:
    return {words(chip).removesuffix(" weghalen"): str(chip["href"]) for chip in soup.select(".kennis-chip")}


def asked(address: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(address).query))


def link(soup: BeautifulSoup, selector: str, text: str) -> str:
    return next(str(found["href"]) for found in soup.select(selector) if text in words(found))


def all_but(name: str) -> dict[str, str]:
    return {key: value for key, value in ALL.items() if key != name}


def test_a_typed_field_narrows_and_is_told(page: Page) -> None:
    soup = page("/zoeken?vraag=mantelzorg+organisatie%3Alaren")
    assert titles(soup) == ["Brief over mantelzorg"]
    assert "Gezocht naar mantelzorg, van Gemeente Laren." in words(soup)
    assert words(soup.select("h1")[0]) == "1 document over mantelzorg"


def test_a_plain_question_is_not_explained(page: Page) -> None:
    assert page("/zoeken?vraag=mantelzorg").select(".kennis-lezing") == []


def test_a_typed_field_is_let_go_with_one_click(page: Page) -> None:
    soup = page("/zoeken?vraag=mantelzorg+organisatie%3Alaren+jaar%3A2024&thema=zorg&volgorde=datum")
    assert list(chips(soup)) == ["Van Gemeente Laren", "Uit 2024", "Zorg"]
    less = chips(soup)["Van Gemeente Laren"]
    assert asked(less) == {"vraag": "mantelzorg jaar:2024", "thema": "zorg", "volgorde": "datum"}
    assert list(chips(page(less))) == ["Uit 2024", "Zorg"]


def test_only_fields_list_the_newest_first(page: Page) -> None:
    soup = page("/zoeken?vraag=titel%3Anota+titel%3Abrief+titel%3Awoonvisie")
    assert titles(soup) == ["Woonvisie Huizen", "Brief over mantelzorg", "Nota welzijn nieuw"]
    assert "Het nieuwste staat bovenaan." in words(soup)
    assert "relevantie" not in words(soup)


def test_letting_go_of_the_only_field_asks_for_a_question(page: Page) -> None:
    less = chips(page("/zoeken?vraag=jaar%3A2024"))["Uit 2024"]
    assert "Typ een vraag" in words(page(less))


def test_filters_without_a_question_list_what_fits(page: Page) -> None:
    soup = page("/zoeken?organisatie=Gemeente+Laren")
    assert titles(soup) == ["Brief over mantelzorg"]
    assert words(soup.select("h1")[0]) == "1 document"
    assert soup.title is not None
    assert soup.title.get_text().startswith("Alle documenten")


def test_results_can_be_ordered_by_date(page: Page) -> None:
    soup = page("/zoeken?vraag=mantelzorg&thema=zorg")
    by_date = page(link(soup, ".kennis-sorteren a", "datum"))
    assert titles(by_date) == ["Woonvisie Huizen", "Brief over mantelzorg", "Nota welzijn nieuw"]
    assert words(by_date.select(".kennis-sorteren [aria-current]")[0]) == "datum"
    assert titles(page(link(by_date, ".kennis-sorteren a", "relevantie"))) == titles(soup)


def test_a_period_narrows_and_is_let_go(page: Page) -> None:
    soup = page("/zoeken?vraag=mantelzorg&van=2024&tot=2023")
    assert set(titles(soup)) == {"Brief over mantelzorg", "Nota welzijn nieuw"}
    assert [field["value"] for field in soup.select(".kennis-periode input:not([type=hidden])")] == [
        "2023",
        "2024",
    ]
    assert asked(chips(soup)["Uit 2023 tot en met 2024"]) == {"vraag": "mantelzorg"}


@pytest.mark.parametrize("side", ["van", "tot"])
def test_a_side_of_a_period_that_is_no_year_is_told(page: Page, side: str) -> None:
    soup = page(f"/zoeken?vraag=mantelzorg&{side}=%3Cb%3E")
    assert "‘<b>’ is geen jaar en telt niet mee." in words(soup)
    assert chips(soup) == {}


def test_every_choice_is_kept_by_the_others(page: Page) -> None:
    """Pages, facets, order and chips change one thing, and the form with years carries the rest."""
    soup = page(ADDRESS)
    assert asked(link(soup, ".kennis-paginas a", "2")) == {**ALL, "pagina": "2"}
    assert asked(link(soup, ".kennis-keuze", "Welzijn")) == {**ALL, "thema": "welzijn"}
    assert asked(link(soup, ".kennis-sorteren a", "relevantie")) == all_but("volgorde")
    assert asked(chips(soup)["Gemeente Huizen"]) == all_but("organisatie")
    form = {str(field["name"]): str(field["value"]) for field in soup.select(".kennis-periode input")}
    assert form == ALL


def test_the_form_with_years_begins_at_the_first_page(page: Page) -> None:
    soup = page("/zoeken?vraag=mantelzorg&pagina=2&thema=welzijn&thema=zorg")
    given = [(field["name"], field["value"]) for field in soup.select(".kennis-periode input")]
    assert given == [("vraag", "mantelzorg"), ("thema", "welzijn"), ("thema", "zorg"), ("van", ""), ("tot", "")]


def test_a_page_past_the_end_keeps_what_was_chosen(client: FlaskClient) -> None:
    response = client.get(f"{ADDRESS}&pagina=40")
    assert asked(response.location or "") == {**ALL, "pagina": "2"}


def test_a_facet_counts_what_one_gets_with_the_typed_fields(page: Page) -> None:
    soup = page("/zoeken?vraag=mantelzorg+jaar%3A2024&organisatie=Gemeente+Laren")
    huizen = next(found for found in soup.select(".kennis-keuze") if "Gemeente Huizen" in words(found))
    assert "1 resultaat" in words(huizen)
    both = page(str(huizen["href"]))
    assert set(titles(both)) == {"Brief over mantelzorg", "Nota welzijn nieuw"}


def test_a_field_that_does_not_exist_is_told_with_a_way_to_the_tips(page: Page) -> None:
    soup = page("/zoeken?vraag=mantelzorg+auteur%3A%3Cscript%3E")
    assert "‘auteur:’ is geen veld" in words(soup)
    assert link(soup, ".kennis-lezing a", "Zoektips") == "/zoektips"
    assert soup.select("script:not([src])") == []


def test_a_field_names_nothing_that_the_reader_may_not_see(page: Page, client_of: ClientOf) -> None:
    closed = "/zoeken?vraag=titel%3Akamperfoelie"
    assert titles(page(closed)) == []
    official = BeautifulSoup(client_of(Rol.AMBTENAAR).get(closed).data, "lxml")
    assert titles(official) == ["Gesloten kamperfoelie"]
