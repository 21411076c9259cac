"""Booking hours, following them to their list and taking them back; and the report on paper, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from kennis.access import Rol
from kennis.db.base import now
from kenniskaarten.balans.uren import kwartaal_van
from tests.browser.conftest import OpenPage
from tests.browser.test_pages import assert_reads_well, violations

pytestmark = pytest.mark.browser

KWARTAAL = kwartaal_van(now().date())


def brought(page: Page) -> str:
    """Return the hours that the page of an organisatie says were brought."""
    return page.get_by_role("region", name="Uren", exact=True).get_by_role("row", name="Gebracht").inner_text()


def enter_hours(page: Page, uren: str) -> None:
    page.goto("/halen-en-brengen")
    page.get_by_role("link", name="Vul de uren van dit kwartaal in").click()
    page.get_by_label("Gewerkte uren voor wonen").fill(uren)
    page.get_by_role("button", name="Boek deze uren").click()
    expect(page.get_by_text("De uren zijn geboekt.")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 360])
def test_hours_change_the_saldo_lead_to_their_list_and_are_taken_back(open_page: OpenPage, width: int) -> None:
    page = open_page(width, rol=Rol.BEHEERDER)
    enter_hours(page, "12,5")
    assert "12,5" in brought(page)
    expect(page.get_by_text(f"Huizen bracht in {KWARTAAL.jaar} 12,5 uur")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("link", name="Waar komen deze cijfers vandaan? Uren").click()
    expect(page.get_by_role("rowheader", name="Uren gewerkt, wonen").first).to_be_visible()
    assert violations(page) == []
    page.get_by_text("Neem terug: Uren gewerkt, wonen").first.click()
    page.get_by_role("button", name="Neem terug").click()
    expect(page.get_by_text("De boeking is teruggenomen.")).to_be_visible()
    page.get_by_role("link", name="Halen en brengen van Gemeente Huizen").click()
    assert page.get_by_text("nog niets geboekt").count() > 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [1280, 360])
def test_the_pages_of_the_regisseur_read_well(open_page: OpenPage, width: int) -> None:
    page = open_page(width, rol=Rol.REGISSEUR)
    for path in ("/halen-en-brengen", f"/halen-en-brengen/rapport/{KWARTAAL.jaar}", "/halen-en-brengen/1"):
        assert_reads_well(page, path)


def test_on_paper_the_report_has_no_navigation(open_page: OpenPage) -> None:
    enter_hours(open_page(rol=Rol.BEHEERDER), "8")
    page = open_page(rol=Rol.REGISSEUR)
    page.goto(f"/halen-en-brengen/rapport/{KWARTAAL.jaar}")
    navigation = page.get_by_role("navigation").or_(page.get_by_role("link", name="Download dit rapport als PDF"))
    expect(navigation.first).to_be_visible()
    page.emulate_media(media="print")
    for number in range(navigation.count()):
        expect(navigation.nth(number)).to_be_hidden()
    expect(page.get_by_role("search")).to_be_hidden()
    expect(page.get_by_role("heading", name=f"Halen en brengen in {KWARTAAL.jaar}")).to_be_visible()
    expect(page.get_by_role("row", name="Gemeente Huizen").first).to_be_visible()
