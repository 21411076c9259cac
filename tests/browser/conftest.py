from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from kennis.config import load_config
from tests.web.wereld import WACHTWOORD, Wereld, close_site, email, make_wereld, open_site

ARGUMENTS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking")
BUILT = "kennis/static/vendor/basis.css"

OpenPage = Callable[..., Page]


class Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002 (werkzeug's name)
        """Write nothing for each request."""


@pytest.fixture(scope="session")
def wereld(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wereld]:
    found = make_wereld(load_config({}, data=tmp_path_factory.mktemp("browser")))
    yield found
    found.installatie.close()


@pytest.fixture(scope="session")
def site(wereld: Wereld) -> Iterator[str]:
    """Serve the example region; give its address."""
    app = open_site(wereld, wereld.installatie.config)
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
    close_site(app)


@pytest.fixture(scope="session")
def browser(pytestconfig: pytest.Config) -> Iterator[Browser]:
    """Start Chromium; without it the tests are skipped, except where they must run."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    missing = None if chromium else "Chromium is niet geïnstalleerd"
    if not (pytestconfig.rootpath / BUILT).exists():
        missing = f"{BUILT} ontbreekt: voer tools/bouw_static.py uit"
    if missing and os.environ.get("CI"):  # noqa: TID251 (a setting of the test run, not of the program)
        pytest.fail(missing)
    if missing:
        pytest.skip(missing)
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        yield found
        found.close()


@pytest.fixture
def open_page(browser: Browser, site: str) -> Iterator[OpenPage]:
    """Give a function that opens a window of some width, logged in as some role or not."""
    with ExitStack() as stack:

        def make(width: int = 1280, *, script: bool = True, rol: str | None = None) -> Page:
            context = browser.new_context(
                base_url=site,
                viewport={"width": width, "height": 800},
                java_script_enabled=script,
                locale="nl-NL",
            )
            stack.callback(context.close)
            page = context.new_page()
            page.set_default_timeout(10_000)  # milliseconds
            if rol:
                log_in(page, rol)
            return page

        yield make


def log_in(page: Page, rol: str) -> None:
    page.goto("/inloggen")
    page.get_by_label("E-mailadres").fill(email(rol))
    page.get_by_label("Wachtwoord").fill(WACHTWOORD)
    page.get_by_role("main").get_by_role("button", name="Inloggen").click()
    expect(page.get_by_role("link", name="Mijn account")).to_be_visible()
