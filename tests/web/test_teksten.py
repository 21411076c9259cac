from __future__ import annotations

from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient

from kennis.db.zoekvragen import BEWAARD_MAANDEN, MAX_VRAAG
from kennis.search.query import read_query
from kennis.search.velden import Veldnaam
from kennis.web.zoektips import TIPS


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/over", "op uw woorden en op wat u bedoelt"),
        ("/zoektips", "tussen aanhalingstekens"),
        ("/privacy", "Autoriteit Persoonsgegevens"),
        ("/privacy", f"Alle tellingen verdwijnen na {BEWAARD_MAANDEN} maanden"),
        ("/privacy", f"Een vraag van meer dan {MAX_VRAAG} tekens tellen wij niet"),
        ("/toegankelijkheid", "nog geen officiële toegankelijkheidsverklaring"),
    ],
)
def test_the_site_explains_itself(client: FlaskClient, path: str, words: str) -> None:
    assert words in client.get(path).get_data(as_text=True)


@pytest.mark.parametrize("voorbeeld", [voorbeeld for _, _, voorbeelden in TIPS for voorbeeld, _ in voorbeelden])
def test_every_tip_is_read_as_it_is_explained(voorbeeld: str) -> None:
    vraag = read_query(voorbeeld)
    assert vraag.opmerkingen == ()
    assert vraag.velden or vraag.zinnen or vraag.zonder


def test_the_tips_explain_every_field(client: FlaskClient) -> None:
    text = client.get("/zoektips").get_data(as_text=True)
    assert [naam for naam in Veldnaam if f"{naam}:" not in text] == []


def test_who_finds_a_leak_knows_where_to_go(client: FlaskClient) -> None:
    response = client.get("/.well-known/security.txt")
    fields = dict(line.split(": ", 1) for line in response.get_data(as_text=True).splitlines())
    assert response.content_type == "text/plain; charset=utf-8"
    assert fields["Contact"] == "mailto:kennisnetwerk@voorbeeld.nl"
    days = (datetime.fromisoformat(fields["Expires"]) - datetime.now(UTC)).days
    assert 30 < days < 365


def test_search_engines_are_kept_out_of_endless_results(client: FlaskClient) -> None:
    text = client.get("/robots.txt").get_data(as_text=True)
    assert "Disallow: /zoeken" in text
    assert "Disallow: /kaarten" in text


def test_a_monitor_hears_that_all_is_well(client: FlaskClient) -> None:
    assert client.get("/gezondheid").json == {"status": "goed"}
