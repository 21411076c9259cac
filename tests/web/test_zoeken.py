from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import quote_plus

import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kennis.access import Rol
from kennis.search.records import FACETTEN
from kennis.zoeken import Zoekdienst
from tests.web.conftest import ClientOf
from tests.web.wereld import Wereld

Page = Callable[[str], BeautifulSoup]


@pytest.fixture
def page(client: FlaskClient) -> Page:
    return lambda path: BeautifulSoup(client.get(path).data, "lxml")


def titles(soup: BeautifulSoup) -> list[str]:
    return [title.get_text(strip=True) for title in soup.select("article h2")]


def link(soup: BeautifulSoup | Tag, words: str) -> str:
    """Return the address of the link that says this."""
    for found in soup.select("a[href]"):
        if words in " ".join(found.get_text(" ").split()):
            return str(found["href"])
    raise AssertionError(f"no link says '{words}'")


def test_the_start_page_invites(page: Page) -> None:
    soup = page("/")
    assert soup.select_one("form[role=search] input[name=vraag]") is not None
    assert len(soup.select("[aria-labelledby=voorbeelden] a")) >= 3
    facts = soup.select_one("[aria-labelledby=feiten]")
    assert facts is not None
    assert "U doorzoekt 15 documenten" in facts.get_text()
    assert "Gemeente Laren 1" in " ".join(facts.get_text(" ").split())


@pytest.mark.parametrize("path", ["/zoeken", "/zoeken?vraag=", "/zoeken?vraag=%20%00%0A"])
def test_without_a_question_one_is_asked_for_it(page: Page, path: str) -> None:
    assert "Typ een vraag" in page(path).get_text()


def test_a_result_says_what_it_is_and_where_the_answer_stands(page: Page) -> None:
    soup = page("/zoeken?vraag=respijtzorg+woonvisie")
    first = soup.select_one("article")
    assert first is not None
    text = " ".join(first.get_text(" ").split())
    assert "Woonvisie Huizen" in text
    assert "Gemeente Huizen beleidsnota 3 maart 2025 vastgesteld" in text
    assert "1. Inleiding › 1.1 Aanpak, pagina 2" in text
    assert "respijtzorg" in [mark.get_text() for mark in first.select("mark")]
    assert "Nog 2 passages" in text


def test_a_result_opens_at_the_passage_and_its_file_at_the_page(page: Page, wereld: Wereld) -> None:
    first = page("/zoeken?vraag=respijtzorg+woonvisie").select("article")[0]
    href = link(first, "Woonvisie Huizen")
    assert href.startswith(f"/document/{wereld.documenten['Woonvisie Huizen']}?")
    assert href.endswith(f"#passage-{wereld.passages['Woonvisie Huizen']}")
    assert link(first, "Open PDF op pagina 2").endswith("/woonvisie-huizen.pdf#page=2")
    assert link(first, "Meer zoals dit").endswith("#meer-zoals-dit")


def test_a_result_without_pages_has_no_link_to_a_page(page: Page) -> None:
    article = page("/zoeken?vraag=mantelzorg&organisatie=Gemeente+Laren").select("article")[0]
    assert "pagina" not in article.get_text()


def test_a_result_says_why_it_is_one(page: Page) -> None:
    article = page("/zoeken?vraag=Respijtzorg+woonvisie+fietspad").select("article")[0]
    (why,) = [found for found in article.select("details") if "Waarom dit resultaat" in found.get_text()]
    reasons = [" ".join(reason.get_text().split()) for reason in why.select("li")]
    assert reasons[:3] == [
        "‘Respijtzorg’ staat letterlijk in de tekst.",
        "‘woonvisie’ staat alleen in de titel of een kop.",
        "‘fietspad’ staat er niet.",
    ]


def test_the_question_stays_in_the_box_and_in_the_title(page: Page) -> None:
    soup = page("/zoeken?vraag=%3Cb%3Ehulp%3C%2Fb%3E")
    box = soup.select_one("input[name=vraag]")
    assert box is not None
    assert box["value"] == "<b>hulp</b>"
    assert soup.title is not None
    assert soup.title.get_text().startswith("<b>hulp</b> – zoeken")
    assert soup.select("h1 b") == []


def test_a_long_question_is_repeated_in_short(page: Page) -> None:
    soup = page("/zoeken?vraag=" + "mantelzorg+" * 40)
    box = soup.select_one("input[name=vraag]")
    assert box is not None
    assert len(str(box["value"])) > 400
    assert len(soup.select("h1")[0].get_text()) < 150


def test_the_words_of_a_document_cannot_become_markup(page: Page) -> None:
    assert page("/zoeken?vraag=respijtzorg").select("vast") == []


def test_a_value_of_a_facet_narrows_and_can_be_let_go(page: Page) -> None:
    soup = page("/zoeken?vraag=mantelzorg")
    narrowed = page(link(soup, "Gemeente Laren"))
    assert titles(narrowed) == ["Brief over mantelzorg"]
    again = page(link(narrowed, "Gemeente Laren weghalen"))
    assert titles(again) == titles(soup)


def test_a_facet_takes_several_values(page: Page) -> None:
    """Beside a chosen value the others stay in sight, with what they would add."""
    narrowed = page("/zoeken?vraag=mantelzorg&organisatie=Gemeente+Laren")
    both = page(link(narrowed, "Gemeente Huizen 14 resultaten"))
    heading = both.select_one("h1")
    assert heading is not None
    assert "15 documenten" in heading.get_text()
    assert len(both.select(".kennis-chip")) == 2
    assert "Haal alle filters weg" in both.get_text()


def test_an_unknown_value_of_a_facet_finds_nothing_and_can_be_let_go(page: Page) -> None:
    soup = page("/zoeken?vraag=mantelzorg&thema=%3Cscript%3Eonzin%3C/script%3E")
    assert "met het filter <script>onzin</script>" in " ".join(soup.get_text().split())
    assert titles(page(link(soup, "Zonder het filter"))) != []
    assert soup.select("script:not([src])") == []


def test_an_empty_result_says_what_was_searched_and_what_to_do(page: Page) -> None:
    soup = page("/zoeken?vraag=%22Groene+kabouters%22+-politie&jaar=1850&thema=zorg")
    text = " ".join(soup.get_text(" ").split())
    assert "Geen documenten over" in text
    assert "met precies “Groene kabouters”, zonder “politie”" in text
    assert "gezocht in openbare documenten , op de woorden Groene , kabouters en op wat u daarmee bedoelt" in text
    assert "met de filters zorg , 1850 ." in text
    assert "Gebruik andere of minder woorden" in text
    mail = link(soup, "Mail uw vraag")
    assert mail.startswith("mailto:kennisnetwerk@voorbeeld.nl?subject=Mijn%20vraag%3A%20%22Groene%20kabouters%22")
    assert link(soup, "log in").startswith("/inloggen?volgende=/zoeken")


def test_who_is_logged_in_searched_in_more(client_of: ClientOf) -> None:
    text = client_of(Rol.AMBTENAAR).get("/zoeken?vraag=mantelzorg&jaar=1850").get_data(as_text=True)
    assert "alle documenten die u mag zien" in text
    assert "log in" not in text


@pytest.mark.parametrize(
    ("query", "words", "number"),
    [
        ("vraag=mantelzorg&jaar=1850&thema=zorg", "Zonder het filter ‘1850’", 3),
        ("vraag=mantelzorg&jaar=1850&jaar=1851&thema=niets", "Zonder filters", 15),
        ("vraag=%22mantelzorg+steunpunt%22", "Zonder aanhalingstekens", 15),
        ("vraag=mantelzorg+-gemeente+-euro", "Zonder de woorden met een minteken", 15),
        ("vraag=%22mantelzorg+steunpunt%22+-gemeente", "Alleen de woorden, zonder tekens", 15),
        ("vraag=%22mantelzorg+kabouters%22", "Alleen ‘mantelzorg’", 15),
    ],
)
def test_a_wider_question_is_one_click_and_says_what_it_finds(
    page: Page, query: str, words: str, number: int
) -> None:
    soup = page(f"/zoeken?{query}")
    assert f"{words} {number} documenten" in " ".join(soup.get_text(" ").split())
    heading = page(link(soup, words)).select_one("h1")
    assert heading is not None
    assert heading.get_text().startswith(f"{number} documenten")


def test_a_word_that_stands_nowhere_is_no_wider_question(page: Page) -> None:
    """By its meaning alone every word finds something."""
    text = page("/zoeken?vraag=%22mantelzorg+xqzwv%22").get_text()
    assert "Alleen ‘mantelzorg’" in text
    assert "xqzwv’" not in text.split("Zoek ruimer")[1]


@pytest.mark.parametrize("rol", Rol)
def test_what_is_closed_widens_no_question(client_of: ClientOf, rol: Rol) -> None:
    """What only a closed document holds is offered to nobody else."""
    text = client_of(rol).get("/zoeken?vraag=%22wespendief%22&thema=onzin").get_data(as_text=True)
    assert ("Zonder het filter ‘onzin’" in text) is (rol is Rol.REGISSEUR)


def test_terms_that_are_near_are_one_click(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Zoekdienst, "verwante_termen", lambda *_: ("mantelzorg", "zorg & hulp"))
    soup = BeautifulSoup(client.get("/zoeken?vraag=%22groene+kabouters%22&thema=zorg").data, "lxml")
    links = soup.select("[aria-labelledby=bedoelde-u] a")
    assert [(a.get_text(), a["href"]) for a in links] == [
        ("mantelzorg", "/zoeken?vraag=mantelzorg"),
        ("zorg & hulp", "/zoeken?vraag=zorg+%26+hulp"),
    ]


def test_with_few_results_one_is_told_who_to_ask(page: Page) -> None:
    assert "Mail uw vraag" in page("/zoeken?vraag=mantelzorg&organisatie=Gemeente+Laren").get_text()
    assert "Mail uw vraag" not in page("/zoeken?vraag=mantelzorg").get_text()


def test_results_come_in_pages_with_addresses_of_their_own(page: Page) -> None:
    first = page("/zoeken?vraag=mantelzorg&organisatie=Gemeente+Huizen")
    assert len(titles(first)) == 10
    second = page(link(first, "Pagina 2"))
    assert len(titles(second)) == 4
    assert set(titles(first)) & set(titles(second)) == set()
    assert second.title is not None
    assert "pagina 2" in second.title.get_text()
    current = second.select_one("nav a[aria-current=page]")
    assert current is not None
    assert "2" in current.get_text()


def test_a_page_past_the_end_leads_to_the_last(client: FlaskClient) -> None:
    response = client.get("/zoeken?vraag=mantelzorg&pagina=40")
    assert response.location == "/zoeken?vraag=mantelzorg&pagina=2"


def test_a_result_that_is_not_for_everybody_says_so(client_of: ClientOf) -> None:
    text = client_of(Rol.AMBTENAAR).get("/zoeken?vraag=kamperfoelie").get_data(as_text=True)
    assert "niet openbaar" in text


def test_marking_is_the_only_markup_in_a_passage(page: Page) -> None:
    for passage in page("/zoeken?vraag=steunpunt").select(".kennis-fragment"):
        assert {tag.name for tag in passage.find_all(True)} <= {"mark"}


@pytest.mark.parametrize(
    "query",
    [
        "vraag=" + "a" * 10_000,
        "vraag=" + quote_plus("woord " * 2_000),
        "vraag=de+het+een+en+van",
        "vraag=%22niet+gesloten",
        "vraag=%22%22%22",
        "vraag=-mantelzorg",
        "vraag=%00%01%02%1b%7f",
        "vraag=%ff%fe%80",
        "vraag=%ED%A0%80",
        "vraag=mantelzorg&pagina=-1",
        "vraag=mantelzorg&pagina=9999999999999999999999",
        "vraag=mantelzorg&pagina=%D9%A3",
        "vraag=mantelzorg&pagina=1e9",
        "vraag=mantelzorg&organisatie=%00&thema=%ff",
        "vraag=mantelzorg" + "&thema=zorg" * 500,
        "vraag=mantelzorg&onbekend=1&vraag=anders",
        "vraag=%F0%9F%92%A7%E2%80%AE%C2%ADzorg",
        "vraag=" + quote_plus("' OR 1=1; DROP TABLE versies --"),
        "vraag=" + quote_plus("{{ 7*7 }} ${7*7} titel:zorg [a TO z] *"),
        "%ff=%ff&&&=&vraag",
    ],
)
def test_a_strange_question_gives_a_page(client: FlaskClient, query: str) -> None:
    response = client.get(f"/zoeken?{query}", follow_redirects=True)
    assert response.status_code == 200
    assert "<h1" in response.get_data(as_text=True)


@given(
    vraag=st.text(max_size=80),
    facet=st.sampled_from(FACETTEN),
    waarde=st.text(max_size=20),
    pagina=st.text(max_size=6),
)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_question_breaks_the_page(
    client: FlaskClient, vraag: str, facet: str, waarde: str, pagina: str
) -> None:
    query = {"vraag": vraag, facet: waarde, "pagina": pagina}
    safe = {key: value.encode("utf-8", "replace") for key, value in query.items()}
    response = client.get("/zoeken", query_string=safe, follow_redirects=True)
    assert response.status_code == 200
    assert re.search(rb"<h1[ >]", response.data)
