"""Asking, answering and accepting with the keyboard on a phone, and confirming a card by the link of a mail."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from kennis.access import Rol
from kennis.db.base import now, transaction
from kennis.db.organisaties import Gebruiker
from kenniskaarten.models import Kaart
from kenniskaarten.sleutels import make_sleutel
from kenniskaarten.versheid import VERS
from kenniskaarten.vraagmodels import SleutelSoort
from tests.browser.conftest import OpenPage
from tests.browser.test_pages import assert_reads_well, violations
from tests.web.wereld import Wereld, email

pytestmark = pytest.mark.browser

MANY = 60  # presses of Tab that bring one past everything on a page


def tab_to(page: Page, name: str, role: str = "button") -> None:
    """Go with the Tab key to a control."""
    wanted = page.get_by_role(role, name=name, exact=True)  # type: ignore[arg-type] # a role of ARIA
    for _ in range(MANY):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"de toetsen leiden niet naar ‘{name}’")


@pytest.mark.parametrize("script", [True, False])
def test_asking_answering_and_accepting_with_the_keyboard_on_a_phone(open_page: OpenPage, *, script: bool) -> None:
    titel = f"Wie weet iets van valpreventie met script {script}?"
    asker = open_page(360, script=script, rol=Rol.AMBTENAAR)
    asker.goto("/vragen/nieuw")
    tab_to(asker, "Uw vraag in één zin", "textbox")
    asker.keyboard.type(titel)
    tab_to(asker, "Verder")
    asker.keyboard.press("Enter")
    expect(asker.get_by_role("heading", name="Is dit al beantwoord?")).to_be_visible()
    tab_to(asker, "Verstuur mijn vraag")
    asker.keyboard.press("Enter")
    expect(asker.locator(".utrecht-alert[role=status]")).to_contain_text("Uw vraag is verstuurd")
    path = asker.url.partition("?")[0]
    answerer = open_page(360, script=script, rol=Rol.REGISSEUR)
    answerer.goto("/vragen")
    answerer.get_by_role("link", name=titel).focus()
    answerer.keyboard.press("Enter")
    tab_to(answerer, "Uw antwoord of reactie", "textbox")
    answerer.keyboard.type("Begin bij de fysiotherapeut.")
    tab_to(answerer, "Plaats antwoord")
    answerer.keyboard.press("Enter")
    expect(answerer.locator(".utrecht-alert[role=status]")).to_contain_text("Uw antwoord is geplaatst")
    asker.goto(path)
    tab_to(asker, "Dit antwoord hielp mij")
    asker.keyboard.press("Enter")
    expect(asker.get_by_text("hielp de vraagsteller")).to_be_visible()


def test_finding_somebody_and_reading_his_card_leads_to_asking_him(open_page: OpenPage) -> None:
    page = open_page(360, rol=Rol.AMBTENAAR)
    page.goto("/kaarten?naam=kiki")
    tab_to(page, "Kiki Kaarthouder", "link")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Kiki Kaarthouder", level=1)).to_be_visible()
    assert violations(page) == []
    tab_to(page, "Stel een vraag", "link")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Stel een vraag aan Kiki Kaarthouder")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 360, 320])
def test_the_pages_of_questions_read_well(open_page: OpenPage, width: int) -> None:
    page = open_page(width, rol=Rol.BEHEERDER)
    for path in ("/vragen", "/vragen/nieuw", "/vragen/1"):
        assert_reads_well(page, path)
    page.goto("/vragen/nieuw?vraag=Hoe+begint+een+steunpunt+voor+mantelzorgers%3F")
    page.get_by_role("button", name="Verder").click()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_one_press_in_the_mail_confirms_a_card(open_page: OpenPage, wereld: Wereld) -> None:
    with transaction(wereld.installatie.sessions) as session:
        gebruiker = session.query(Gebruiker).filter_by(email=email(Rol.PROFESSIONAL)).one()
        session.add(Kaart(gebruiker=gebruiker, bevestigd_op=now() - VERS))
        secret = make_sleutel(session, gebruiker.id, SleutelSoort.BEVESTIGEN, now())
    page = open_page(360)
    assert_reads_well(page, f"/bevestigen?sleutel={secret}")
    tab_to(page, "Ja, mijn kaart klopt")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Dank u wel")).to_be_visible()
    assert_reads_well(page, f"/bevestigen?sleutel={secret}")
    expect(page.get_by_role("heading", name="U hebt dit al bevestigd")).to_be_visible()
