"""Endorsing and reporting, as the page of a card offers it."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from flask import Flask, render_template
from flask.testing import FlaskClient
from flask_login import login_user
from werkzeug.test import TestResponse

from kennis.access import Rol, Zichtbaarheid
from kennis.db.base import transaction
from kennis.db.organisaties import Gebruiker
from kennis.web.diensten import db
from kennis.web.sessies import Account
from kenniskaarten.melden import meld
from kenniskaarten.models import Aanbeveling, Deskundigheid, Kaart, Melding, MeldingSoort
from tests.kenniskaarten.mensen import add_deskundigheid, add_gebruiker, add_kaart, knows
from tests.web.conftest import ClientOf
from tests.web.wereld import LAREN, Wereld, email


@pytest.fixture
def kaart(wereld: Wereld) -> int:
    """Add a card of Laren with a subject that all ambtenaren see, and one that only Laren sees; give its id."""
    with transaction(wereld.installatie.sessions) as session:
        row = add_kaart(session, add_gebruiker(session, "Kim Kaart", van=LAREN))
        knows(session, row, session.query(Deskundigheid).filter_by(naam="Mantelzorg").one())
        knows(session, row, add_deskundigheid(session, "Geheimhouding"), zichtbaarheid=Zichtbaarheid.ORGANISATIE)
        return row.id


def shown(app: Flask, name: str, kaart_id: int, adres: str) -> BeautifulSoup:
    """Render a partial as this person sees it on the page of the card."""
    with app.test_request_context("/kaart-van-de-ander"):
        gebruiker = db().query(Gebruiker).filter_by(email=adres).one_or_none()
        if gebruiker:
            login_user(Account(gebruiker))
        page = render_template(f"kenniskaarten/{name}.html", kaart=db().get_one(Kaart, kaart_id))
    return BeautifulSoup(page, "lxml")


def send(client: FlaskClient, path: str, **fields: str) -> TestResponse:
    found = BeautifulSoup(client.get("/mijn-gegevens/verwijderen").data, "lxml").select_one("[name=csrf_token]")
    assert found is not None
    return client.post(path, data={"csrf_token": str(found["value"]), "terug": "/over?x=1", **fields})


@pytest.fixture
def ambtenaar(client_of: ClientOf) -> FlaskClient:
    return client_of(Rol.AMBTENAAR)


def test_a_colleague_endorses_what_he_sees_and_takes_it_back(
    app: Flask, ambtenaar: FlaskClient, wereld: Wereld, kaart: int
) -> None:
    me = email(Rol.AMBTENAAR)
    before = shown(app, "_aanbevelen", kaart, me)
    assert "Geheimhouding" not in before.get_text()
    assert "nog niet aanbevolen" in before.get_text()
    assert before.select_one("[name=terug]")["value"] == "/kaart-van-de-ander"  # type: ignore[index] # else it fails
    assert send(ambtenaar, f"/collega/{kaart}/aanbevelen", deskundigheid="1").location == "/over?x=1"
    assert "aanbevolen door 1 collega" in " ".join(shown(app, "_aanbevelen", kaart, me).get_text().split())
    hers = shown(app, "_aanbevelen", kaart, "kim.kaart@laren.voorbeeld.nl").get_text()
    assert "Ambtenaar Jansen" in hers
    send(ambtenaar, "/aanbeveling/1/weg")
    with wereld.installatie.sessions() as session:
        assert session.query(Aanbeveling).count() == 0


def test_what_one_does_not_see_cannot_be_endorsed_nor_reported(
    ambtenaar: FlaskClient, client_of: ClientOf, wereld: Wereld, kaart: int
) -> None:
    assert send(ambtenaar, f"/collega/{kaart}/aanbevelen", deskundigheid="2").status_code == 404
    for wrong in ("", "x", "²", "9" * 30):
        assert send(ambtenaar, f"/collega/{kaart}/aanbevelen", deskundigheid=wrong).status_code == 400
    professional = client_of(Rol.PROFESSIONAL)
    assert send(professional, f"/collega/{kaart}/aanbevelen", deskundigheid="1").status_code == 404
    assert send(professional, f"/collega/{kaart}/melden", soort="er klopt iets niet").status_code == 404
    with wereld.installatie.sessions() as session:
        assert (session.query(Aanbeveling).count(), session.query(Melding).count()) == (0, 0)


def test_a_fault_is_reported_and_its_person_sees_it(
    app: Flask, ambtenaar: FlaskClient, client_of: ClientOf, wereld: Wereld, kaart: int
) -> None:
    assert "Klopt er iets niet?" in shown(app, "_melden", kaart, email(Rol.AMBTENAAR)).get_text()
    path = f"/collega/{kaart}/melden"
    assert send(ambtenaar, path, soort="iets anders").status_code == 400
    done = send(ambtenaar, path, soort="er klopt iets niet", toelichting="oud nummer <b>")
    page = ambtenaar.get(str(done.location))
    assert page.status_code == 200
    assert 'href="/over?x=1"' in page.get_data(as_text=True)
    assert "“oud nummer <b>”" in shown(app, "_melden", kaart, "kim.kaart@laren.voorbeeld.nl").get_text()
    assert send(client_of(Rol.BEHEERDER), "/melding/1/gezien").status_code == 404
    with wereld.installatie.sessions() as session:
        assert session.query(Melding).one().afgehandeld_op is None


def test_who_has_a_card_sees_reports_on_his_own_page_and_says_that_he_looked(
    client_of: ClientOf, wereld: Wereld
) -> None:
    with transaction(wereld.installatie.sessions) as session:
        mine = add_kaart(session, session.query(Gebruiker).filter_by(email=email(Rol.AMBTENAAR)).one())
        meld(session, add_gebruiker(session, "Mia Melder"), mine, MeldingSoort.FOUT, "oud nummer")
    ambtenaar = client_of(Rol.AMBTENAAR)
    assert "oud nummer" in ambtenaar.get("/mijn-kaart").get_data(as_text=True)
    send(ambtenaar, "/melding/1/gezien")
    assert "oud nummer" not in ambtenaar.get("/mijn-kaart").get_data(as_text=True)


def test_a_visitor_is_offered_neither(app: Flask, kaart: int) -> None:
    for name in ("_aanbevelen", "_melden"):
        assert shown(app, name, kaart, "").get_text().strip() == ""
