"""Finding nothing, and what the regisseur sees of it, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.test_pages import assert_reads_well, violations

pytestmark = pytest.mark.browser

NIETS = "/zoeken?vraag=%22groene+kabouters%22+mantelzorg+-muts&jaar=1850&thema=zorg"
HIATEN = "/beheer/kennishiaten"


def ask(page: Page, vraag: str) -> None:
    page.goto("/")
    page.locator("input[name=vraag]").fill(vraag)
    page.get_by_role("button", name="Zoeken").click()


@pytest.mark.parametrize("width", [1280, 360, 320])
def test_who_finds_nothing_reads_what_to_do(open_page: OpenPage, width: int) -> None:
    page = open_page(width)
    assert_reads_well(page, NIETS)
    page.get_by_role("link", name="Alleen de woorden, zonder filters en tekens").click()
    expect(page.get_by_role("article").first).to_be_visible()


@pytest.mark.parametrize("width", [1280, 360, 320])
def test_the_regisseur_reads_and_handles_the_gaps(open_page: OpenPage, width: int) -> None:
    vraag = f"paarse krokodillen {width}"
    ask(open_page(width), f'"{vraag}"')
    page = open_page(width, rol="regisseur")
    assert_reads_well(page, HIATEN)
    gap = page.get_by_role("region", name="Niets gevonden").get_by_role("listitem").filter(has_text=vraag)
    gap.locator("summary").click()
    assert violations(page) == []
    gap.get_by_role("button", name="Opgelost").click()
    expect(page.locator(".utrecht-alert[role=status]")).to_contain_text("Gedaan")
    expect(gap).to_have_count(0)
    handled = page.get_by_role("region", name="Afgehandeld").get_by_role("listitem").filter(has_text=vraag)
    expect(handled.get_by_role("button", name="Zet terug")).to_be_visible()
    page.get_by_text("Wis een andere vraag").click()
    assert violations(page) == []
    page.get_by_label("De vraag, zoals zij in de lijst").fill(f'"{vraag}"')
    page.get_by_role("button", name="Wis deze vraag").click()
    expect(page.get_by_text(vraag)).to_have_count(0)
    assert_reads_well(page, page.url)


def test_opening_a_result_is_seen_without_cookie_and_without_script(open_page: OpenPage) -> None:
    page = open_page(script=False)
    for vraag in ("woonvisie respijtzorg", "woonvisie steunpunt"):
        ask(page, vraag)
    page.get_by_role("article").first.get_by_role("link").first.click()
    page.get_by_role("link", name="Terug naar de resultaten").click()
    assert page.context.cookies() == []
    regisseur = open_page(rol="regisseur")
    regisseur.goto(HIATEN)
    unopened = regisseur.get_by_role("region", name="niets geopend")
    expect(unopened.get_by_role("link", name="woonvisie respijtzorg")).to_be_visible()
    expect(unopened.get_by_role("link", name="woonvisie steunpunt")).to_have_count(0)
    most = regisseur.get_by_role("region", name="Meest gesteld").get_by_role("listitem")
    expect(most.filter(has_text="woonvisie steunpunt")).to_contain_text("1 keer iets geopend")
    expect(most.filter(has_text="woonvisie steunpunt").get_by_text("1", exact=True)).to_be_visible()


def test_on_paper_the_lists_remain_and_the_buttons_go(open_page: OpenPage) -> None:
    ask(open_page(), '"paarse krokodillen op papier"')
    page = open_page(rol="regisseur")
    page.goto(HIATEN)
    page.emulate_media(media="print")
    expect(page.get_by_role("link", name="krokodillen op papier").first).to_be_visible()
    expect(page.get_by_text("Afhandelen").first).to_be_hidden()
    expect(page.get_by_text("Download alles als CSV")).to_be_hidden()
