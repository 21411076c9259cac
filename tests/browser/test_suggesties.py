"""The suggestions under the search box: by keyboard, by mouse, read aloud, and without them."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import OpenPage
from tests.browser.test_pages import violations
from tests.web.wereld import WOONVISIE, Wereld

pytestmark = pytest.mark.browser


def typed(page: Page, text: str, path: str = "/") -> Locator:
    """Type in the search box of a page; return the box when the list is there."""
    page.goto(path)
    box = page.get_by_role("combobox")
    box.fill("")
    box.press_sequentially(text)
    expect(page.get_by_role("listbox")).to_be_visible()
    return box


def active(page: Page) -> str:
    """Return the text of the option that a screen reader speaks, or nothing."""
    found: str = page.evaluate(
        "document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))?.innerText ?? ''"
    )
    return " ".join(found.split())


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("path", ["/", "/zoeken?vraag=zorg"])
def test_axe_finds_nothing_in_the_open_list(open_page: OpenPage, width: int, path: str) -> None:
    page = open_page(width)
    box = typed(page, "ver", path)
    assert violations(page) == []
    box.press("ArrowDown")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_the_list_says_how_many_there_are_and_what_each_is(open_page: OpenPage) -> None:
    page = open_page()
    box = typed(page, "woonvisie hui")
    options = page.get_by_role("option")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("form").or_(page.get_by_role("search")).get_by_role("status")).to_have_text(
        re.compile(r"^\d suggesties?$")
    )
    expect(options.first).to_have_accessible_name("Woonvisie Huizen document")
    expect(options.first.locator("b")).to_have_text(["Woonvisie", "Hui"])


def test_arrows_walk_the_list_and_come_back_to_the_text(open_page: OpenPage) -> None:
    page = open_page()
    box = typed(page, "verslag")
    count = page.get_by_role("option").count()
    assert count > 2
    seen = []
    for _ in range(count):
        box.press("ArrowDown")
        seen.append(active(page))
    assert len(set(seen)) == count
    expect(page.get_by_role("option", selected=True)).to_have_count(1)
    box.press("ArrowDown")
    assert active(page) == ""
    box.press("ArrowUp")
    assert active(page) == seen[-1]
    expect(box).to_have_value("verslag")
    expect(box).to_be_focused()


def test_keys_for_the_text_go_to_the_text(open_page: OpenPage) -> None:
    page = open_page()
    box = typed(page, "verslag")
    box.press("ArrowDown")
    box.press("Home")
    assert active(page) == ""
    assert page.evaluate("document.activeElement.selectionStart") == 0
    box.press("End")
    assert page.evaluate("document.activeElement.selectionStart") == len("verslag")


def test_escape_closes_the_list_and_keeps_the_text(open_page: OpenPage) -> None:
    page = open_page()
    box = typed(page, "verslag")
    box.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("verslag")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press("ArrowDown")
    expect(page.get_by_role("listbox")).to_be_visible()
    assert active(page) != ""


def test_tab_leaves_without_choosing(open_page: OpenPage) -> None:
    page = open_page()
    box = typed(page, "verslag")
    box.press("ArrowDown")
    box.press("Tab")
    expect(page.get_by_role("button", name="Zoeken")).to_be_focused()
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("verslag")


def test_enter_searches_what_is_typed_unless_something_is_chosen(open_page: OpenPage) -> None:
    page = open_page()
    typed(page, "woonvisie hui").press("Enter")
    page.wait_for_url("**/zoeken?vraag=woonvisie+hui")


def test_a_title_leads_to_its_document(open_page: OpenPage, wereld: Wereld) -> None:
    page = open_page()
    box = typed(page, "woonvisie hui")
    box.press("ArrowDown")
    assert active(page) == "Woonvisie Huizen document"
    box.press("Enter")
    page.wait_for_url(f"**/document/{wereld.documenten[WOONVISIE.titel]}")


def test_a_word_is_searched_when_it_is_clicked(open_page: OpenPage) -> None:
    page = open_page(360)
    typed(page, "jaarl", "/over")
    page.get_by_role("option", name="jaarlijks").click()
    page.wait_for_url("**/zoeken?vraag=jaarlijks")


def test_when_the_server_does_not_answer_one_just_searches(open_page: OpenPage) -> None:
    page = open_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.route("**/suggesties?*", lambda route: route.abort())
    page.goto("/")
    box = page.get_by_role("combobox")
    with page.expect_event("requestfailed"):
        box.press_sequentially("woonvisie")
    expect(page.get_by_role("listbox")).to_be_hidden()
    box.press("Enter")
    page.wait_for_url("**/zoeken?vraag=woonvisie")
    assert errors == []


def test_an_answer_that_comes_too_late_is_not_shown(open_page: OpenPage) -> None:
    """The list is always about what stands in the box."""
    page = open_page()
    late: list[Route] = []

    def keep(route: Route) -> None:
        late.append(route)

    page.route("**/suggesties?vraag=ver", keep)
    page.goto("/")
    box = page.get_by_role("combobox")
    with page.expect_request("**/suggesties?vraag=ver"):
        box.press_sequentially("ver")
    box.fill("woonvisie hui")
    first = page.get_by_role("option").first
    expect(first).to_have_accessible_name("Woonvisie Huizen document")
    late[0].fulfill(json=[{"soort": "woord", "tekst": "verslag", "stukken": [["verslag", False]], "adres": None}])
    page.wait_for_timeout(300)
    expect(first).to_have_accessible_name("Woonvisie Huizen document")
    box.fill("w")
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_without_script_the_box_is_a_plain_one(open_page: OpenPage) -> None:
    page = open_page(360, script=False)
    page.goto("/")
    expect(page.get_by_role("searchbox")).to_be_visible()
    expect(page.get_by_role("listbox")).to_have_count(0)
