"""What one takes along of a year: the report on paper and as PDF, and a workbook in which nothing is a formula."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from pypdf import PdfReader
from werkzeug.test import TestResponse

from kennis.access import Rol, Zichtbaarheid
from kennis.db.base import now, transaction
from kennis.db.organisaties import find_organisatie
from kenniskaarten.balans.afspraakmodels import OpenBijdrage
from kenniskaarten.balans.boeken import Gebeurtenis, boek
from kenniskaarten.balans.models import Balansnorm, BoekingSoort, Eenheid, Inwoners
from kenniskaarten.projecten.models import Project, Projectdeelnemer, ProjectStatus
from tests.web.conftest import ClientOf
from tests.web.wereld import Wereld

JAAR = now().year
HUIZEN, LAREN = "Gemeente Huizen", "Gemeente Laren"
FORMULE = '=HYPERLINK("http://elders.nl","klik")'


@pytest.fixture
def jaar(wereld: Wereld) -> int:
    """Book a year with what makes a report: two gemeenten, a norm, last year, a project and something unknown."""
    with transaction(wereld.installatie.sessions) as session:
        huizen, laren = (find_organisatie(session, naam) for naam in (HUIZEN, LAREN))
        assert huizen
        assert laren
        events: tuple[tuple[BoekingSoort, str, date, dict[int | None, int], str], ...] = (
            (BoekingSoort.INZET, "nu", date(JAAR, 1, 2), {huizen.id: 2_460, None: -2_460}, FORMULE),
            (BoekingSoort.TAAK, "taak", date(JAAR, 1, 3), {laren.id: 3_540, huizen.id: -3_540}, "Handboek"),
            (BoekingSoort.TOEZEGGING, "belofte", date(JAAR, 1, 2), {huizen.id: 3_000, None: -3_000}, ""),
            (BoekingSoort.INZET, "toen", date(JAAR - 1, 5, 2), {huizen.id: 600, None: -600}, ""),
        )
        for soort, bron, dag, hoeveelheden, omschrijving in events:
            boek(session, Gebeurtenis(soort, bron, Eenheid.UREN, dag, hoeveelheden, omschrijving, "wonen"))
        besluit = {"orgaan": "Portefeuillehoudersoverleg", "besloten_op": date(2000, 1, 5)}
        session.add(Balansnorm(van=date(2000, 1, 6), **besluit))
        session.add(Inwoners(organisatie_id=huizen.id, peildatum=date(2000, 1, 1), aantal=40_000, bron="x"))
        for naam, level in (("Handboek regie", Zichtbaarheid.AMBTENAAR), ("Geheim", Zichtbaarheid.BEHEER)):
            session.add(
                Project(
                    naam=naam,
                    status=ProjectStatus.LOOPT,
                    organisatie_id=huizen.id,
                    zichtbaarheid=level,
                    deelnemers=[Projectdeelnemer(uren_begroot=28_800), Projectdeelnemer()],
                )
            )
        session.add(
            OpenBijdrage(
                organisatie_id=laren.id,
                soort=BoekingSoort.INZET,
                eenheid=Eenheid.UREN,
                jaar=JAAR,
                omschrijving="Uren van de woonstichting",
            )
        )
    return JAAR


@pytest.fixture
def regisseur(client_of: ClientOf) -> FlaskClient:
    return client_of(Rol.REGISSEUR)


def words(response: TestResponse) -> str:
    return " ".join(BeautifulSoup(response.data, "lxml").get_text(" ").split())


EXPECTED = (
    f"Samen brachten de organisaties in {JAAR} tot nu toe 100 uur.",
    "Laren brengt 59% van alle uren.",
    "De helft komt van één organisatie, van de 2 die iets brachten.",
    "Gemeente Huizen 41 59 100 −59",
    f"{JAAR - 1} {JAAR} tot nu toe",
    "Gemeente Huizen 10 41",
    "Handboek regie loopt 480 uur, deels nog onbekend",
    "Deze norm is vastgesteld door Portefeuillehoudersoverleg op 5 januari 2000.",
    "Van Laren is het aantal inwoners niet bekend",
    "Laren brengt ook nog: Uren van de woonstichting. Hoeveel uren dat is, is nog onbekend.",
)


def test_page_and_pdf_of_the_report_say_the_same(regisseur: FlaskClient, jaar: int) -> None:
    page = words(regisseur.get(f"/halen-en-brengen/rapport/{jaar}"))
    response = regisseur.get(f"/halen-en-brengen/rapport/{jaar}.pdf")
    assert response.mimetype == "application/pdf"
    reader = PdfReader(io.BytesIO(response.data))
    printed = " ".join(" ".join(leaf.extract_text() for leaf in reader.pages).split())
    for text in EXPECTED:
        assert text in page
        assert text in printed
    assert "Geheim" not in page + printed


def test_the_pdf_has_a_title_a_language_and_numbered_pages(regisseur: FlaskClient, jaar: int) -> None:
    reader = PdfReader(io.BytesIO(regisseur.get(f"/halen-en-brengen/rapport/{jaar}.pdf").data))
    assert reader.metadata
    assert reader.metadata.title == f"Halen en brengen in {jaar}"
    assert str(reader.root_object["/Lang"]) == "nl"
    assert f"1 van {len(reader.pages)}" in reader.pages[0].extract_text()


def test_a_year_without_anything_is_a_report_too(regisseur: FlaskClient) -> None:
    assert "Over 2003 is nog niets geboekt." in words(regisseur.get("/halen-en-brengen/rapport/2003"))
    assert regisseur.get("/halen-en-brengen/rapport/2003.pdf").data.startswith(b"%PDF")
    assert regisseur.get("/halen-en-brengen/2003.xlsx").status_code == 200


def test_nothing_in_the_workbook_is_a_formula_and_numbers_are_numbers(regisseur: FlaskClient, jaar: int) -> None:
    response = regisseur.get(f"/halen-en-brengen/{jaar}.xlsx")
    with zipfile.ZipFile(io.BytesIO(response.data)) as book:
        sheets = {name: book.read(name).decode() for name in book.namelist() if name.startswith("xl/worksheets/")}
        texts, names = book.read("xl/sharedStrings.xml").decode(), book.read("xl/workbook.xml").decode()
    assert len(sheets) == len(Eenheid) + 1
    assert not any("<f>" in sheet or "<hyperlink" in sheet for sheet in sheets.values())
    assert "=HYPERLINK(" in texts
    assert re.findall(r'sheet name="(\w+)"', names)[::5] == ["Uren", "Boekingen"]
    assert "<v>41</v>" in sheets["xl/worksheets/sheet1.xml"]
    assert sheets["xl/worksheets/sheet6.xml"].count("<row ") == 1 + 6  # two parties of each of three boekingen


@pytest.mark.parametrize("path", ["rapport/{}", "rapport/{}.pdf", "{}.xlsx", "{}.csv"])
def test_of_a_year_that_cannot_be_there_is_nothing(regisseur: FlaskClient, client_of: ClientOf, path: str) -> None:
    assert regisseur.get(f"/halen-en-brengen/{path.format(99999)}").status_code == 404
    assert client_of(Rol.BEHEERDER).get(f"/halen-en-brengen/{path.format(JAAR)}").status_code == 404


def test_the_page_of_an_organisatie_says_what_it_did_and_with_whom(client_of: ClientOf, jaar: int) -> None:
    page = words(client_of(Rol.BEHEERDER).get("/halen-en-brengen", follow_redirects=True))
    assert f"Huizen bracht in {jaar} 41 uur. Tot de norm is er nu nog 59 uur te gaan." in page
    assert "Van anderen kreeg Huizen 59 uur." in page
    assert "Laren – 59 uur" in page
    assert "Het netwerk 41 uur –" in page
    assert "Wonen 50 41" in page
    assert f"Van de toegezegde uren in {jaar} zijn er nog 9 te werken." in page
