"""People on the pages: beside results, with a document, and on the page of a subject."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from sqlalchemy import orm as so

from kennis.access import BURGER, Lezer, Rol
from kennis.db.wachtrij import enqueue
from kennis.search.records import Zoekvraag
from kenniskaarten.models import Deskundigheid
from tests.kenniskaarten.vinden.mensen import GEHEIM, de_vraag, index, kaart_van
from tests.web.conftest import ClientOf
from tests.web.wereld import WOONVISIE, Wereld

Page = Callable[..., BeautifulSoup]
PROFESSIONAL = Lezer(Rol.PROFESSIONAL)


@pytest.fixture
def page(client_of: ClientOf) -> Page:
    def read(address: str, rol: Rol = Rol.PROFESSIONAL) -> BeautifulSoup:
        response = client_of(rol).get(address)
        assert response.status_code == 200, address
        return BeautifulSoup(response.text, "html.parser")

    return read


def text(soup: BeautifulSoup, selector: str = "main") -> str:
    return " ".join(" ".join(found.get_text(" ").split()) for found in soup.select(selector))


def titles(soup: BeautifulSoup) -> list[str]:
    return [" ".join(found.get_text(" ").split()) for found in soup.select(".kennis-treffer h2")]


def onderwerp(sessie: so.Session, naam: str) -> Deskundigheid:
    return sessie.scalars(sa.select(Deskundigheid).where(Deskundigheid.naam == naam)).one()


def test_beside_the_results_stands_who_knows_more_and_why(page: Page) -> None:
    shown = text(page("/zoeken?vraag=valpreventie"), ".kennis-kenners")
    assert "Tine Bakker Gemeente Laren Is trekker van Werkgroep valpreventie." in shown
    assert "Petra Janssen Adviseur gezond ouder worden Gemeente Huizen Geeft zelf aan" in shown
    assert page("/zoeken?vraag=euro+beschikbaar+hondenbelasting").select(".kennis-kenners") == []


def test_who_may_not_see_the_cards_sees_no_trace_of_them(page: Page) -> None:
    soup = page("/zoeken?vraag=valpreventie", Rol.BURGER)
    assert "Bakker" not in soup.get_text()
    assert soup.select(".kennis-kenners") == []
    assert "kenniskaart" not in text(soup).lower()


def test_cards_are_no_results_until_one_chooses_them(page: Page) -> None:
    soup = page("/zoeken?vraag=valpreventie")
    assert "Petra Janssen" not in titles(soup)
    chosen = page("/zoeken?vraag=valpreventie&soort=kaart")
    assert "Petra Janssen" in titles(chosen)
    assert chosen.select(".kennis-kenners") == []
    assert text(chosen, "h1").endswith("kenniskaarten over valpreventie")
    typed = page("/zoeken?vraag=valpreventie+soort:kaart")
    assert set(titles(typed)) == set(titles(chosen))


def test_a_question_with_its_answer_is_a_result(page: Page) -> None:
    soup = page("/zoeken?vraag=struikelen+drempels")
    assert titles(soup)[0] == "Hoe voorkom je struikelen over drempels?"
    assert "Vraag en antwoord Gemeente Laren 3 maart 2024 nuttig antwoord" in text(
        soup, ".kennis-treffer .kennis-regel"
    )
    assert "Waarom dit resultaat : Hoe voorkom je struikelen" in text(soup)
    assert "struikelen" not in text(page("/zoeken?vraag=struikelen+drempels", Rol.BURGER), ".kennis-treffer")


def test_a_question_that_is_no_longer_found_is_gone_before_the_index_knows(page: Page, sessie: so.Session) -> None:
    de_vraag(sessie).vindbaar = False
    sessie.commit()
    assert "Hoe voorkom je struikelen over drempels?" not in titles(page("/zoeken?vraag=struikelen+drempels"))


def test_where_nobody_is_found_the_regisseur_is_the_contact(page: Page) -> None:
    shown = text(page("/zoeken?vraag=%22groene+kabouters%22"), ".kennis-iemand")
    assert "aan de regisseur van Gewest Gooi." in shown


def test_with_a_document_stands_who_wrote_it(page: Page, wereld: Wereld) -> None:
    address = f"/document/{wereld.documenten[WOONVISIE.titel]}"
    shown = text(page(address), ".kennis-kenners-rij")
    assert shown.startswith("Wie weet hier meer van? Ad Schrijver")
    assert "Wim Woon" in shown
    assert page(address, Rol.BURGER).select(".kennis-kenners-rij") == []


def test_the_page_of_a_subject_brings_people_of_all_organisations_together(page: Page, sessie: so.Session) -> None:
    val = onderwerp(sessie, "Valpreventie")
    vraag = de_vraag(sessie)
    vraag.deskundigheid = val
    sessie.commit()
    soup = page(f"/onderwerpen/{val.id}")
    names = [found.get_text(strip=True) for found in soup.select(".kennis-kenner__naam")]
    assert names == ["Guus Kuiper", "Petra Janssen", "Tine Bakker"], "by organisation and name, not by rank"
    assert "Hoe voorkom je struikelen over drempels?" in text(soup)
    assert "Beantwoordde op 3 maart 2024" in text(soup)


def test_the_list_of_subjects_leads_to_each_and_hides_what_is_proposed(page: Page, sessie: so.Session) -> None:
    val = onderwerp(sessie, "Valpreventie")
    voorstel = Deskundigheid(naam="Voorgesteld", boven=val)
    oud = Deskundigheid(naam="Valongelukken", vastgesteld_op=val.vastgesteld_op, opvolger=val)
    sessie.add_all([voorstel, oud])
    sessie.commit()
    soup = page("/onderwerpen")
    assert [a["href"] for a in soup.select("h2 a") if a.get_text() == "Valpreventie"] == [f"/onderwerpen/{val.id}"]
    assert "Voorgesteld" not in text(soup)
    assert "Valongelukken" not in text(soup)


def test_a_merged_subject_leads_on_and_a_proposed_one_is_not_there(
    client_of: ClientOf, sessie: so.Session
) -> None:
    val = onderwerp(sessie, "Valpreventie")
    oud = Deskundigheid(naam="Valongelukken", vastgesteld_op=val.vastgesteld_op, opvolger=val)
    voorstel = Deskundigheid(naam="Voorgesteld")
    sessie.add_all([oud, voorstel])
    sessie.commit()
    client: FlaskClient = client_of(Rol.PROFESSIONAL)
    assert client.get(f"/onderwerpen/{oud.id}").location == f"/onderwerpen/{val.id}"
    assert client.get(f"/onderwerpen/{voorstel.id}").status_code == 404
    assert client.get("/onderwerpen/99999").status_code == 404


def test_a_closed_subject_changes_no_word_count_or_suggestion(wereld: Wereld, sessie: so.Session) -> None:
    """What is on a card for colleagues only makes no difference to others, whatever they ask the search."""
    dienst = wereld.zoekdienst
    asked = [GEHEIM, "Knotwilgen beheer", "knotwilg", "Knotwilgenbeheeer", "kuiper", "valpreventie"]

    def all_that_shows(lezer: Lezer) -> list[object]:
        shown: list[object] = []
        for tekst in asked:
            for filters in ({}, {"soort": frozenset({"kaart"})}):
                found = dienst.zoek(Zoekvraag(tekst, filters), lezer)
                shown.append(
                    (found.totaal, found.facetten, found.verbeterd, [g.hoofd.snippet for g in found.groepen])
                )
            shown.append((dienst.suggesties(tekst, lezer), dienst.verwante_termen(tekst, lezer)))
        return shown

    before = {lezer: all_that_shows(lezer) for lezer in (BURGER, PROFESSIONAL)}
    kaart = kaart_van(sessie, "Guus Kuiper")
    closed = next(entry for entry in kaart.deskundigheden if entry.vrij)
    sessie.delete(closed)
    enqueue(sessie, [f"kaart:{kaart.id}"])
    sessie.commit()
    index(wereld)
    assert {lezer: all_that_shows(lezer) for lezer in before} == before


def test_a_soort_that_nobody_draws_is_not_counted(wereld: Wereld) -> None:
    bare = type(wereld.zoekdienst)(wereld.zoekdienst._engine, wereld.installatie.sessions)
    found = bare.zoek(Zoekvraag("valpreventie"), PROFESSIONAL)
    assert set(found.facetten.get("soort", {})) <= {"document"}
    assert all(groep.hoofd.soort == "document" for groep in found.groepen)
    assert bare.zoek(Zoekvraag("valpreventie", {"soort": frozenset({"kaart"})}), PROFESSIONAL).totaal == 0


def test_what_resembles_a_document_is_a_document(wereld: Wereld) -> None:
    ids = set(wereld.documenten.values())
    for document_id in ids:
        assert set(wereld.zoekdienst.vergelijkbaar(document_id, PROFESSIONAL, 50)) <= ids
