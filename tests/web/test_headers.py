from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kennis.web.headers import HEADERS
from tests.web.conftest import ClientOf
from tests.web.wereld import BRIEF, WACHTWOORD, Wereld, close_site, email, open_site

PAGES = (
    "/",
    "/zoeken?vraag=zorg",
    "/inloggen",
    "/over",
    "/bestaat-niet",
    "/static/kennis.css",
    "/gezondheid",
    "/account",
)


@pytest.fixture
def production(wereld: Wereld) -> Iterator[Flask]:
    site = open_site(wereld, replace(wereld.installatie.config, production=True, trusted_proxies=1))
    yield site
    close_site(site)


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_says_what_the_browser_must_not_do(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    assert {name: headers.get(name) for name in HEADERS} == HEADERS


def test_no_page_needs_script_style_or_source_from_elsewhere(client: FlaskClient) -> None:
    """Script comes from files of the site itself, and may not make elements out of text."""
    policy = client.get("/").headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "http" not in policy
    rules = [rule.strip() for rule in policy.split(";")]
    assert {rule for rule in rules if "script" in rule} == {
        "script-src 'self'",
        "require-trusted-types-for 'script'",
    }


@pytest.mark.parametrize("path", PAGES)
def test_no_page_holds_script_or_style_of_its_own(client: FlaskClient, path: str) -> None:
    text = client.get(path).get_data(as_text=True)
    scripts = re.findall(r"<script[^>]*>(.*?)</script>", text, re.DOTALL)
    assert set(scripts) <= {""}, "only the address of a file"
    assert text.count("<script") == text.count('<script src="/static/zoekvak.js?v=')
    for forbidden in ("<style", " style=", " onclick=", "javascript:"):
        assert forbidden not in text


def test_what_is_shown_to_who_is_logged_in_is_kept_nowhere(client_of: ClientOf, wereld: Wereld) -> None:
    path = f"/bestand/{wereld.versies[BRIEF.titel]}/{BRIEF.naam}"
    for page in ("/", "/zoeken?vraag=zorg", "/account", "/bestaat-niet", path):
        headers = client_of("regisseur").get(page).headers
        assert headers["Cache-Control"] == "private, no-store", page
        assert headers["Vary"] == "Cookie", page


def test_suggestions_are_kept_nowhere(client: FlaskClient) -> None:
    assert client.get("/suggesties?vraag=zorg").headers["Cache-Control"] == "private, no-store"


def test_a_public_page_is_asked_for_again(client: FlaskClient) -> None:
    assert client.get("/over").headers["Cache-Control"] == "no-cache"


def test_styles_are_kept_for_a_year_under_an_address_that_changes_with_them(client: FlaskClient) -> None:
    text = client.get("/").get_data(as_text=True)
    address = text.split('rel="stylesheet" href="')[2].split('"')[0]
    response = client.get(address)
    assert address.startswith("/static/kennis.css?v=")
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert client.get("/static/kennis.css").headers["Cache-Control"] == "no-cache"


def test_a_visitor_gets_no_cookie(client: FlaskClient) -> None:
    for page in ("/", "/zoeken?vraag=zorg", "/over", "/privacy", "/bestaat-niet"):
        assert "Set-Cookie" not in client.get(page).headers, page


def test_the_cookie_is_for_this_site_and_not_for_scripts(client: FlaskClient) -> None:
    cookie = client.get("/inloggen").headers["Set-Cookie"]
    assert cookie.startswith("kennis=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie  # at home, on http://127.0.0.1
    assert "Strict-Transport-Security" not in client.get("/").headers


def test_in_production_everything_goes_over_https(production: Flask) -> None:
    client = production.test_client()
    through_proxy = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "10.1.2.3", "X-Forwarded-Host": "kennis.nl"}
    response = client.get("/inloggen", headers=through_proxy)
    cookie = response.headers["Set-Cookie"]
    assert cookie.startswith("__Host-kennis=")
    assert "Secure" in cookie
    assert "Path=/" in cookie
    assert "Domain" not in cookie
    assert response.headers["Strict-Transport-Security"] == "max-age=31536000"
    security = client.get("/.well-known/security.txt", headers=through_proxy).get_data(as_text=True)
    assert "Canonical: https://kennis.nl/.well-known/security.txt" in security


def test_in_production_one_can_log_in(production: Flask) -> None:
    client = production.test_client()
    https = {"base_url": "https://kennis.nl", "headers": {"Referer": "https://kennis.nl/inloggen"}}
    page = client.get("/inloggen", **https).get_data(as_text=True)
    token = page.split('name="csrf_token" value="')[1].split('"')[0]
    fields = {"csrf_token": token, "email": email("regisseur"), "wachtwoord": WACHTWOORD}
    assert client.post("/inloggen", data=fields, **https).status_code == 303
    assert client.get("/account", **https).status_code == 200


def test_without_a_proxy_of_ours_nobody_chooses_his_own_address(app: Flask) -> None:
    with app.test_client() as client:
        response = client.get("/.well-known/security.txt", headers={"X-Forwarded-Host": "elders.nl"})
    assert "elders.nl" not in response.get_data(as_text=True)
