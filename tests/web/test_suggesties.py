from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kennis.access import Rol
from tests.web.conftest import ClientOf
from tests.web.wereld import GESLOTEN, WOONVISIE, Wereld


def asked(client: FlaskClient, vraag: str) -> list[dict[str, Any]]:
    response = client.get("/suggesties", query_string={"vraag": vraag})
    assert response.status_code == 200
    found: list[dict[str, Any]] = response.get_json()
    return found


def test_a_title_comes_with_its_address_and_what_was_typed_marked(client: FlaskClient, wereld: Wereld) -> None:
    assert [item for item in asked(client, "visie woonvisie hui") if item["soort"] == "document"] == []
    assert asked(client, "woonvisie hui")[0] == {
        "soort": "document",
        "tekst": "Woonvisie Huizen",
        "stukken": [["Woonvisie", True], [" ", False], ["Hui", True], ["zen", False]],
        "adres": f"/document/{wereld.documenten[WOONVISIE.titel]}",
    }


def test_a_word_has_no_address_and_is_searched(client: FlaskClient) -> None:
    found = asked(client, "jaarl")
    assert [(item["soort"], item["tekst"], item["adres"]) for item in found] == [("woord", "jaarlijks", None)]


@pytest.mark.parametrize("rol", Rol)
def test_nobody_is_suggested_what_he_may_not_see(client_of: ClientOf, rol: Rol) -> None:
    """Neither the title of a closed document, nor a word that stands only there."""
    client = client_of(rol)
    for opzet, rollen in GESLOTEN.items():
        word = opzet.titel.split()[1]
        shown = {item["soort"] for item in asked(client, word[:5])}
        assert shown == ({"document", "woord"} if rol in rollen else set()), opzet


@pytest.mark.parametrize(
    "vraag", ["", " ", "m", "?", '"', "-", "x" * 10_000, "\x00\ud800", "a b " * 400, "%", "<b>"]
)
def test_what_cannot_be_completed_gives_nothing(client: FlaskClient, vraag: str) -> None:
    response = client.get("/suggesties", query_string={"vraag": vraag.encode("utf-8", "replace")})
    assert (response.status_code, response.get_json()) == (200, [])
    assert client.get("/suggesties").get_json() == []


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(vraag=st.text(max_size=40))
def test_no_input_is_too_strange(client: FlaskClient, vraag: str) -> None:
    asked(client, vraag.encode("utf-8", "replace").decode())


def test_nobody_needs_an_account_or_a_cookie(client: FlaskClient) -> None:
    response = client.get("/suggesties?vraag=woon")
    assert "Set-Cookie" not in response.headers
    assert response.mimetype == "application/json"
