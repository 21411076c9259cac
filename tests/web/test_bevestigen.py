"""The link of a reminder: opening it does nothing, one press confirms, and then it is of no use any more."""

from __future__ import annotations

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from kennis.access import Rol
from kennis.db.base import now, transaction
from kennis.db.organisaties import Gebruiker
from kenniskaarten.models import Kaart
from kenniskaarten.sleutels import GELDIG, JUST, make_sleutel
from kenniskaarten.versheid import VERS
from kenniskaarten.vraagmodels import Sleutel, SleutelSoort
from tests.web.conftest import ClientOf
from tests.web.wereld import Wereld, email

OUD = now() - VERS


@pytest.fixture
def secret(wereld: Wereld) -> str:
    """Give the ambtenaar an old card, and the secret of the link to confirm it."""
    with transaction(wereld.installatie.sessions) as session:
        gebruiker = session.query(Gebruiker).filter_by(email=email(Rol.AMBTENAAR)).one()
        session.add(Kaart(gebruiker=gebruiker, bevestigd_op=OUD))
        return make_sleutel(session, gebruiker.id, SleutelSoort.BEVESTIGEN, now())


def is_confirmed(wereld: Wereld) -> bool:
    with wereld.installatie.sessions() as session:
        return (
            session.query(Kaart).join(Kaart.gebruiker).filter_by(email=email(Rol.AMBTENAAR)).one().bevestigd_op
            > OUD
        )


def open_link(client: FlaskClient, secret: str) -> TestResponse:
    return client.get("/bevestigen", query_string={"sleutel": secret})


def press(client: FlaskClient, secret: str) -> TestResponse:
    token = BeautifulSoup(client.get("/inloggen").data, "lxml").select_one("input[name=csrf_token]")
    csrf = str(token["value"]) if token else ""
    if not csrf:  # who is logged in finds one on his own pages
        form = BeautifulSoup(client.get("/account").data, "lxml").select_one("input[name=csrf_token]")
        csrf = str(form["value"]) if form else ""
    return client.post("/bevestigen", data={"csrf_token": csrf, "sleutel": secret})


def text(response: TestResponse) -> str:
    return " ".join(BeautifulSoup(response.data, "lxml").get_text(" ").split())


def test_opening_the_link_asks_and_pressing_confirms_without_logging_in(
    client: FlaskClient, wereld: Wereld, secret: str
) -> None:
    for _ in range(2):  # the scanner of the mail, and then the person
        page = open_link(client, secret)
        assert page.status_code == 200
        assert page.headers["Cache-Control"] == "no-store"
        assert len(BeautifulSoup(page.data, "lxml").select("main button")) == 1
    assert not is_confirmed(wereld)
    assert "Dank u wel" in text(press(client, secret))
    assert is_confirmed(wereld)


def test_a_second_press_says_that_it_was_done_and_later_that_it_is_over(
    client: FlaskClient, wereld: Wereld, secret: str
) -> None:
    press(client, secret)
    again = press(client, secret)
    assert (again.status_code, "al bevestigd" in text(again)) == (200, True)
    with transaction(wereld.installatie.sessions) as session:
        session.query(Sleutel).one().gebruikt_op = now() - JUST
    for late in (press(client, secret), open_link(client, secret)):
        assert (late.status_code, "al gebruikt" in text(late)) == (410, True)


def test_who_is_logged_in_as_himself_confirms_too(client_of: ClientOf, wereld: Wereld, secret: str) -> None:
    assert "Dank u wel" in text(press(client_of(Rol.AMBTENAAR), secret))
    assert is_confirmed(wereld)


@pytest.mark.parametrize("rol", [Rol.BEHEERDER, Rol.REGISSEUR])
def test_somebody_else_changes_nothing(client_of: ClientOf, wereld: Wereld, secret: str, rol: Rol) -> None:
    other = client_of(rol)
    for answer in (open_link(other, secret), press(other, secret)):
        assert (answer.status_code, "voor iemand anders" in text(answer)) == (404, True)
        assert "Ambtenaar Jansen" not in text(answer)
    assert not is_confirmed(wereld)


def test_after_its_time_a_link_changes_nothing(client: FlaskClient, wereld: Wereld, secret: str) -> None:
    with transaction(wereld.installatie.sessions) as session:
        session.query(Sleutel).one().verloopt_op = now() - GELDIG - timedelta(days=1)
    for answer in (open_link(client, secret), press(client, secret)):
        assert (answer.status_code, "werkt niet meer" in text(answer)) == (410, True)
    assert not is_confirmed(wereld)


@pytest.mark.parametrize("wrong", ["x", "a" * 43, "é" * 300, "<script>"])
def test_a_link_that_is_none_is_said(client: FlaskClient, wrong: str) -> None:
    for answer in (open_link(client, wrong), press(client, wrong)):
        assert (answer.status_code, "Deze link werkt niet" in text(answer)) == (404, True)
    assert "Open de link uit de mail" in text(client.get("/bevestigen"))
