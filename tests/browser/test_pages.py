"""Every page in a real browser: accessible to all, on any screen, without a mouse and without script."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.web.wereld import CONCEPT, OUD, WACHTWOORD, WOONVISIE, Wereld, email

pytestmark = pytest.mark.browser

AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
OUTLINE = "(e => [parseFloat(getComputedStyle(e).outlineWidth), e.outerHTML])(document.activeElement)"
FOR_ALL = (
    "/",
    "/zoeken",
    "/zoeken?vraag=mantelzorg",
    "/zoeken?vraag=mantelzorg&organisatie=Gemeente+Huizen&thema=zorg",
    "/zoeken?vraag=mantelzorg&jaar=1850",
    "/document/{woonvisie}?vraag=respijtzorg+gemeente&passage={passage}#passage-{passage}",
    "/zoeken?vraag=mantelzorg+organisatie:huizen+jaar:2026-2019+foo:bar&van=2019&tot=2026&volgorde=datum",
    "/zoeken?vraag=soort:beleidsnota",
    "/document/{oud}?versie={oude_versie}",
    "/begrippen?letter=W",
    "/begrippen?filter=zat",
    "/begrippen/1",
    "/zoeken?vraag=het+ZAT+en+mantelzorg",
    "/kaarten?naam=kiki",
    "/kaarten/1",
    "/kenniskaarten-en-privacy",
    "/inloggen?volgende=/account",
    "/over",
    "/zoektips",
    "/privacy",
    "/toegankelijkheid",
    "/bestaat-niet",
)
WITH_ACCOUNT = (
    "/",
    "/zoeken?vraag=welzijn",
    "/document/{oud}?versie={concept}",
    "/account",
    "/account/wachtwoord",
    "/mijn-kaart",
    "/kaarten/1",
    "/mijn-gegevens",
    "/mijn-gegevens/verwijderen",
    "/mijn-organisatie/kaarten",
    "/mijn-organisatie/kaarten/inlezen",
    "/deskundigheden/voorstellen",
    "/beheer/deskundigheden",
    "/beheer/deskundigheden/1",
    "/beheer/deskundigheden/1/samenvoegen?opvolger=mantelzorg",
    "/begrippen?letter=A",
    "/beheer",
    "/beheer/begrippen?filter=zorg",
    "/beheer/begrippen/nieuw",
    "/beheer/begrippen/1",
    "/beheer/begrippen/1/samenvoegen",
    "/beheer/vondsten",
    "/beheer/zoekproef?vraag=mantelzorg",
)


def fill(path: str, wereld: Wereld) -> str:
    return path.format(
        woonvisie=wereld.documenten[WOONVISIE.titel],
        passage=wereld.passages[WOONVISIE.titel],
        oud=wereld.documenten[OUD.titel],
        oude_versie=wereld.versies[OUD.titel],
        concept=wereld.versies[CONCEPT.titel],
    )


def violations(page: Page) -> list[str]:
    """Return what axe finds, each with the first place where it is."""
    found = Axe().run(page, options=AXE).response["violations"]
    return [f"{item['id']}: {item['nodes'][0]['html']} ({item['nodes'][0]['failureSummary']})" for item in found]


def assert_reads_well(page: Page, path: str) -> None:
    page.goto(path)
    assert violations(page) == [], path
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, f"{path} is too wide"


@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing_on_any_page(open_page: OpenPage, wereld: Wereld, width: int) -> None:
    page = open_page(width)
    for path in FOR_ALL:
        assert_reads_well(page, fill(path, wereld))


@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing_behind_the_login(open_page: OpenPage, wereld: Wereld, width: int) -> None:
    page = open_page(width, rol="regisseur")
    for path in WITH_ACCOUNT:
        assert_reads_well(page, fill(path, wereld))


@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing_in_what_is_unfolded(open_page: OpenPage, width: int) -> None:
    page = open_page(width)
    page.goto("/zoeken?vraag=mantelzorg&organisatie=Gemeente+Huizen")
    for summary in page.locator("summary").all():
        if summary.is_visible():
            summary.click()
    assert violations(page) == []


def test_axe_finds_nothing_when_a_form_is_refused(open_page: OpenPage) -> None:
    page = open_page(360)
    page.goto("/inloggen")
    page.get_by_label("E-mailadres").fill("iemand@voorbeeld.nl")
    page.get_by_label("Wachtwoord").fill("verkeerd")
    page.get_by_label("Wachtwoord").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("horen niet bij elkaar")
    assert violations(page) == []


@pytest.mark.parametrize("width", [1280, 360])
def test_a_term_is_kept_and_what_is_wrong_can_be_read(open_page: OpenPage, width: int) -> None:
    page = open_page(width, rol="regisseur")
    page.goto("/beheer/begrippen/nieuw")
    page.get_by_label("Term").fill(f"zorgzoekkaart {width}")
    page.get_by_label("Bron").fill("Nota")
    page.get_by_label("Afkortingen").fill("de")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_role("alert")).to_contain_text("nog niet bewaard")
    expect(page.get_by_label("Afkortingen")).to_have_accessible_description(re.compile("heel gewone woorden"))
    assert violations(page) == []
    page.get_by_label("Afkortingen").fill(f"ZZK{width}")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.locator(".utrecht-alert[role=status]")).to_contain_text("is toegevoegd")
    page.goto(f"/beheer/zoekproef?vraag=ZZK{width}")
    expect(page.get_by_role("main")).to_contain_text(f"zorgzoekkaart {width}")


def test_nothing_is_too_wide_for_the_smallest_screen(open_page: OpenPage, wereld: Wereld) -> None:
    page = open_page(320, rol="regisseur")
    for path in (*FOR_ALL, *WITH_ACCOUNT):
        page.goto(fill(path, wereld))
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path


def test_filters_stand_beside_the_results_or_fold_away(open_page: OpenPage) -> None:
    wide, narrow = open_page(1280), open_page(360)
    for page in (wide, narrow):
        page.goto("/zoeken?vraag=mantelzorg")
    expect(wide.get_by_role("link", name="Gemeente Laren")).to_be_visible()
    expect(narrow.get_by_role("link", name="Gemeente Laren")).to_be_hidden()
    narrow.get_by_text("Filters", exact=True).click()
    expect(narrow.get_by_role("link", name="Gemeente Laren")).to_be_visible()


def test_order_and_years_are_chosen_without_script_on_a_phone(open_page: OpenPage) -> None:
    page = open_page(360, script=False)
    page.goto("/zoeken?vraag=mantelzorg")
    page.get_by_role("link", name="datum").click()
    expect(page.get_by_role("article").first.get_by_role("link").first).to_have_text("Woonvisie Huizen")
    page.get_by_text("Filters", exact=True).click()
    page.get_by_label("Van", exact=True).fill("2023")
    page.get_by_label("Tot en met").fill("2024")
    page.get_by_role("button", name="Toon deze jaren").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("2 documenten")
    expect(page.get_by_role("article").first.get_by_role("link").first).to_have_text("Brief over mantelzorg")
    page.get_by_role("link", name="Uit 2023 tot en met 2024").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("15 documenten")


def test_the_passage_that_was_found_stands_out(open_page: OpenPage, wereld: Wereld) -> None:
    page = open_page()
    page.goto("/zoeken?vraag=respijtzorg+woonvisie")
    page.get_by_role("link", name="Woonvisie Huizen", exact=True).click()
    passage = page.locator(f"#passage-{wereld.passages[WOONVISIE.titel]}")
    expect(passage).to_be_in_viewport()
    expect(passage).to_have_css("outline-style", "solid")
    expect(passage.locator("mark")).to_have_text(["respijtzorg"])


def test_one_searches_and_reads_with_the_keyboard_alone(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.type("respijtzorg woonvisie")
    page.keyboard.press("Enter")
    page.wait_for_url("**/zoeken?vraag=*")
    tab_to(page, "Naar de resultaten")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("article").first.get_by_role("link").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Woonvisie Huizen")


def test_one_logs_in_and_out_with_the_keyboard_alone(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/")
    tab_to(page, "Inloggen")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Inloggen")).to_be_visible()
    page.get_by_role("main").focus()
    for text in (email("ambtenaar"), WACHTWOORD):
        page.keyboard.press("Tab")
        page.keyboard.type(text)
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Mijn account")).to_be_visible()
    tab_to(page, "Uitloggen")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Inloggen")).to_be_visible()


def test_where_the_keyboard_is_can_be_seen(open_page: OpenPage, wereld: Wereld) -> None:
    page = open_page()
    for path in ("/", "/zoeken?vraag=mantelzorg", fill("/document/{woonvisie}", wereld), "/inloggen"):
        page.goto(path)
        for _ in range(30):
            page.keyboard.press("Tab")
            width, tag = page.evaluate(OUTLINE)
            assert width >= 2 or tag.startswith("<body"), f"{path}: {tag}"


def test_without_script_everything_works(open_page: OpenPage) -> None:
    page = open_page(360, script=False, rol="ambtenaar")
    page.get_by_role("searchbox").fill("mantelzorg")
    page.get_by_role("button", name="Zoeken").click()
    page.get_by_text("Filters", exact=True).click()
    page.get_by_role("link", name="Gemeente Laren").click()
    page.get_by_role("link", name="Brief over mantelzorg", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Brief over mantelzorg")
    page.get_by_text("Inhoudsopgave", exact=True).first.click()
    page.get_by_role("link", name="2. Geld").click()
    expect(page.get_by_role("heading", name="2. Geld")).to_be_in_viewport()


def test_no_page_asks_anything_of_another_site(open_page: OpenPage, wereld: Wereld, site: str) -> None:
    page = open_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    for path in FOR_ALL:
        page.goto(fill(path, wereld))
    assert {url for url in asked if not url.startswith(site)} == set()
    assert [text for text in complaints if "404" not in text] == []
    assert any(url.endswith(".woff2") for url in asked)


def tab_to(page: Page, words: str) -> None:
    """Press Tab until the control with these words has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText").strip() == words:
            return
    raise AssertionError(f"the keyboard does not reach '{words}'")
