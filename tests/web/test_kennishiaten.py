"""The page on which the regisseur sees what people do not find, and nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from kennis.access import Rol
from kennis.db.base import now, transaction
from kennis.db.zoekvragen import BEWAARD_MAANDEN, Gesteld, count_klik, count_vraag, week_of
from tests.web.conftest import ClientOf
from tests.web.wereld import Wereld

PAGE, CSV = "/beheer/kennishiaten", "/beheer/kennishiaten.csv"
OTHERS = [rol for rol in Rol if rol not in {Rol.BURGER, Rol.REGISSEUR}]


@pytest.fixture
def regisseur(client_of: ClientOf) -> FlaskClient:
    return client_of(Rol.REGISSEUR)


def ask(
    wereld: Wereld, vraag: str, *, found: bool = False, opened: bool = False, rol: Rol = Rol.BURGER, weeks: int = 0
) -> None:
    gesteld = Gesteld(week_of(now().date()) - timedelta(weeks=weeks), vraag, rol)
    with transaction(wereld.installatie.sessions) as session:
        count_vraag(session, gesteld, has_result=found)
        if opened:
            count_klik(session, gesteld)


def words(tag: Tag | BeautifulSoup) -> str:
    return " ".join(tag.get_text(" ").split())


def page(client: FlaskClient, path: str = PAGE) -> BeautifulSoup:
    response = client.get(path)
    assert response.status_code == 200
    return BeautifulSoup(response.data, "lxml")


def questions(soup: BeautifulSoup, name: str) -> list[str]:
    """Return the questions of a list, each with its number before it."""
    return [
        f"{words(item.select('strong')[0])} {words(item.select('a')[0])}"
        for item in soup.select(f"[aria-labelledby={name}] li.kennis-hiaat")
    ]


def decide(client: FlaskClient, vraag: str, besluit: str, path: str = PAGE) -> TestResponse:
    soup = page(client, "/account")
    token = soup.select("[name=csrf_token]")[0]["value"]
    return client.post(path, data={"csrf_token": token, "vraag": vraag, "besluit": besluit})


@pytest.mark.parametrize("rol", OTHERS)
def test_for_others_with_an_account_it_does_not_exist(client_of: ClientOf, wereld: Wereld, rol: Rol) -> None:
    ask(wereld, "skaeve huse")
    client = client_of(rol)
    answers = [client.get(PAGE), client.get(CSV), decide(client, "skaeve huse", "wissen")]
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert not any("skaeve" in answer.get_data(as_text=True) for answer in answers)
    assert PAGE not in client.get("/account").get_data(as_text=True)
    assert questions(page(client_of(Rol.REGISSEUR)), "zonder-resultaat") == ["1 skaeve huse"]


def test_a_visitor_is_asked_to_log_in(client: FlaskClient) -> None:
    for path in (PAGE, CSV):
        assert client.get(path).location.startswith("/inloggen")


def test_the_regisseur_finds_it_on_his_account_page(regisseur: FlaskClient) -> None:
    assert f'href="{PAGE}"' in regisseur.get("/account").get_data(as_text=True)


def test_it_shows_what_is_missing_and_what_is_asked_most(regisseur: FlaskClient, wereld: Wereld) -> None:
    for _ in range(3):
        ask(wereld, "skaeve huse")
    ask(wereld, "skaeve huse", rol=Rol.AMBTENAAR, weeks=3)
    ask(wereld, "zonnepanelen", weeks=4)
    ask(wereld, "urgentie", found=True)
    ask(wereld, "mantelzorg", found=True, opened=True)
    soup = page(regisseur)
    assert questions(soup, "zonder-resultaat") == ["4 skaeve huse"]
    assert questions(soup, "zonder-klik") == ["1 urgentie"]
    assert questions(soup, "meest-gesteld") == ["4 skaeve huse", "1 mantelzorg", "1 urgentie"]
    assert "burger 3, ambtenaar 1" in words(soup)
    assert "6 vragen gesteld. Bij 4 vragen is niets gevonden" in words(soup)
    assert soup.select("[aria-labelledby=zonder-resultaat] a")[0]["href"] == "/zoeken?vraag=skaeve+huse"


def test_a_trend_says_in_numbers_what_its_bars_show(regisseur: FlaskClient, wereld: Wereld) -> None:
    ask(wereld, "skaeve huse")
    ask(wereld, "urgentie", found=True)
    ask(wereld, "zonnepanelen", weeks=11)
    rows = page(regisseur).select("[aria-labelledby=per-week] tbody tr")
    figures = [[words(cell) for cell in row.select("td")][:2] for row in rows]
    assert figures == [["1", "1 (100%)"], *[["0", "0"]] * 10, ["2", "1 (50%)"]]
    assert [bar["width"] for bar in rows[-1].select("rect")] == ["2", "1"]


def test_one_leafs_back_and_forth_through_the_weeks(regisseur: FlaskClient, wereld: Wereld) -> None:
    ask(wereld, "skaeve huse", weeks=1)
    soup = page(regisseur, f"{PAGE}?weken=1")
    assert questions(soup, "zonder-resultaat") == []
    assert soup.select("a[rel=next]") == []
    earlier = page(regisseur, str(soup.select("a[rel=prev]")[0]["href"]))
    assert questions(earlier, "zonder-resultaat") == ["1 skaeve huse"]
    assert questions(page(regisseur, str(earlier.select("a[rel=next]")[0]["href"])), "zonder-resultaat") == []


@pytest.mark.parametrize("query", ["tot=%00&weken=-1", "tot=9999-W99&weken=999999", "tot=0001-W01&weken=0"])
def test_a_strange_address_gives_a_page(regisseur: FlaskClient, query: str) -> None:
    for path in (PAGE, CSV):
        assert regisseur.get(f"{path}?{query}").status_code == 200


def test_without_questions_it_explains_what_will_stand_here(regisseur: FlaskClient) -> None:
    soup = page(regisseur)
    assert "Zodra mensen zoeken, staat hier" in words(soup)
    assert f"verdwijnt na {BEWAARD_MAANDEN} maanden" in words(soup)
    assert soup.select("table") == []


def test_a_question_cannot_become_markup(regisseur: FlaskClient, wereld: Wereld) -> None:
    ask(wereld, "<script>alert(1)</script>")
    soup = page(regisseur)
    assert soup.select("script:not([src])") == []
    assert questions(soup, "zonder-resultaat") == ["1 <script>alert(1)</script>"]


@pytest.mark.parametrize("besluit", ["opgelost", "niet voor ons"])
def test_what_is_decided_leaves_the_list_and_can_be_put_back(
    regisseur: FlaskClient, wereld: Wereld, besluit: str
) -> None:
    ask(wereld, "skaeve huse")
    ask(wereld, "urgentie")
    after = decide(regisseur, "skaeve huse", besluit, f"{PAGE}?weken=13")
    assert "weken=13" in after.location
    soup = page(regisseur, after.location)
    assert "Gedaan" in words(soup.select("[role=status]")[0])
    assert questions(soup, "zonder-resultaat") == ["1 urgentie"]
    assert f"skaeve huse {besluit}" in words(soup.select("[aria-labelledby=afgehandeld]")[0])
    soup = page(regisseur, decide(regisseur, "skaeve huse", "terug").location)
    assert questions(soup, "zonder-resultaat") == ["1 skaeve huse", "1 urgentie"]
    assert soup.select("[aria-labelledby=afgehandeld]") == []


def test_a_question_that_names_somebody_is_erased(regisseur: FlaskClient, wereld: Wereld) -> None:
    ask(wereld, "jan jansen")
    ask(wereld, "jan jansen", rol=Rol.AMBTENAAR, weeks=2)
    decide(regisseur, "jan jansen", "wissen")
    assert "jansen" not in words(page(regisseur, f"{PAGE}?weken=52")).replace("Regisseur Jansen", "")


@pytest.mark.parametrize(("vraag", "besluit"), [("zorg", "onzin"), ("", "opgelost"), ("z" * 201, "opgelost")])
def test_a_form_that_was_tampered_with_is_refused(regisseur: FlaskClient, vraag: str, besluit: str) -> None:
    assert decide(regisseur, vraag, besluit).status_code == 400


def test_the_list_can_be_taken_along(regisseur: FlaskClient, wereld: Wereld) -> None:
    ask(wereld, '=hyperlink("http://elders.nl")')
    ask(wereld, "urgentie", found=True, rol=Rol.PROFESSIONAL)
    response = regisseur.get(f"{CSV}?weken=13")
    assert response.content_type == "text/csv; charset=utf-8"
    week = f"{now():%G-w%V}"
    assert response.headers["Content-Disposition"] == f"attachment; filename=kennishiaten-{week}-13-weken.csv"
    lines = response.get_data(as_text=True).splitlines()
    assert lines[0] == "\ufefflijst;vraag;keer gesteld;keer zonder resultaat;keer geopend;gesteld door"
    assert lines[1] == 'zonder resultaat;"\'=hyperlink(""http://elders.nl"")";1;1;0;burger 1'
    assert lines[2] == "niet geopend;urgentie;1;0;0;professional 1"
    assert [line.split(";")[0] for line in lines[3:]] == ["meest gesteld"] * 2
