from __future__ import annotations

import pytest
from flask import Flask, abort
from flask.testing import FlaskClient

from kennis.access import Lezer
from kennis.app import create_app
from kennis.errors import IndexUnavailableError, KennisError, NotFoundError
from kennis.search.records import Zoekvraag
from kennis.web.fouten import TEKSTEN
from kennis.zoeken import Resultaat, Zoekdienst
from tests.web.wereld import Wereld, close_site, open_site


class WithoutIndex(Zoekdienst):
    """The search while the index is being made."""

    def zoek(self, zoekvraag: Zoekvraag, lezer: Lezer, *, met_begrippen: bool = True) -> Resultaat:  # noqa: ARG002 (as the real one)
        raise IndexUnavailableError("De zoekindex wordt nog gemaakt.")


class Broken(Zoekdienst):
    """The search with a mistake in it."""

    def zoek(self, zoekvraag: Zoekvraag, lezer: Lezer, *, met_begrippen: bool = True) -> Resultaat:  # noqa: ARG002 (as the real one)
        raise RuntimeError("geheim detail")


@pytest.mark.parametrize("status", [code for code in TEKSTEN if code != 416])
def test_everything_that_goes_wrong_has_a_page_in_plain_words(app: Flask, status: int) -> None:
    app.view_functions["teksten.over"] = lambda: abort(status)
    response = app.test_client().get("/over")
    text = response.get_data(as_text=True)
    assert response.status_code == status
    for words in (*TEKSTEN[status], "Naar de startpagina", f"Foutnummer {status}", '<html lang="nl"'):
        assert words.replace("'", "&#39;") in text


@pytest.mark.parametrize(("status", "like"), [(418, 400), (403, 400), (502, 500), (504, 500)])
def test_a_rare_error_uses_the_words_of_its_hundred(app: Flask, status: int, like: int) -> None:
    app.view_functions["teksten.over"] = lambda: abort(status)
    response = app.test_client().get("/over")
    assert response.status_code == status
    assert TEKSTEN[like][0] in response.get_data(as_text=True)


def test_an_error_of_our_own_says_what_it_knows(app: Flask) -> None:
    def fail() -> str:
        raise KennisError("De <printer> is op.")

    app.view_functions["teksten.over"] = fail
    response = app.test_client().get("/over")
    assert response.status_code == 500
    assert "De &lt;printer&gt; is op." in response.get_data(as_text=True)


def test_an_error_that_knows_no_more_uses_the_words_of_its_status(app: Flask) -> None:
    def fail() -> str:
        raise NotFoundError

    app.view_functions["teksten.over"] = fail
    assert TEKSTEN[404][1] in app.test_client().get("/over").get_data(as_text=True)


def site_with(wereld: Wereld, kind: type[Zoekdienst]) -> Flask:
    real = wereld.zoekdienst
    wrong = kind(real._engine, real._sessions)
    return create_app(wereld.installatie.config, zoekdienst=wrong)


def test_without_an_index_the_rest_of_the_site_works(wereld: Wereld) -> None:
    site = site_with(wereld, WithoutIndex)
    client = site.test_client()
    response = client.get("/zoeken?vraag=zorg")
    assert response.status_code == 503
    assert "De zoekindex wordt nog gemaakt." in response.get_data(as_text=True)
    assert client.get("/").status_code == 200
    assert client.get(f"/document/{wereld.documenten['Woonvisie Huizen']}").status_code == 200
    close_site(site)


def test_a_mistake_shows_a_page_and_no_details(wereld: Wereld) -> None:
    site = site_with(wereld, Broken)
    response = site.test_client().get("/zoeken?vraag=zorg")
    assert response.status_code == 500
    text = response.get_data(as_text=True)
    assert TEKSTEN[500][0] in text
    assert "geheim detail" not in text
    assert "Traceback" not in text
    close_site(site)


def test_the_error_page_does_not_need_the_database(wereld: Wereld) -> None:
    """When the database is what failed, asking it who is logged in would fail again."""
    site = open_site(wereld, wereld.installatie.config)
    site.testing = False
    client = site.test_client()
    with wereld.installatie.engine.begin() as connection:
        for table in ("versies", "gebruikers"):
            connection.exec_driver_sql(f"ALTER TABLE {table} RENAME TO weg_{table}")
    response = client.get("/")
    assert response.status_code == 500
    assert TEKSTEN[500][0] in response.get_data(as_text=True)
    close_site(site)


def test_a_wrong_method_says_which_are_right(client: FlaskClient) -> None:
    response = client.delete("/over")
    assert response.status_code == 405
    assert set(response.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
    assert TEKSTEN[405][0] in response.get_data(as_text=True)


def test_a_form_that_is_too_large_is_refused(client: FlaskClient) -> None:
    response = client.post("/inloggen", data={"email": "x" * 2_000_000})
    assert response.status_code == 413
    assert TEKSTEN[413][0] in response.get_data(as_text=True)


def test_a_form_whose_page_was_open_too_long_says_so(client: FlaskClient) -> None:
    response = client.post("/inloggen", data={"email": "a", "wachtwoord": "b"})
    assert response.status_code == 400
    assert "stond te lang open" in response.get_data(as_text=True)
