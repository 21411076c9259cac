"""The pages about one's own data."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from kennis.access import Rol
from kennis.db.base import transaction
from kennis.db.organisaties import Gebruiker
from kennis.db.wachtrij import VERGETEN, waiting_bronnen
from kenniskaarten.models import Instemming, InstemmingSoort, Kaart
from kenniskaarten.sporen import VERWIJDERD
from tests.web.conftest import ClientOf
from tests.web.wereld import Wereld, email

MIJN = "/mijn-gegevens"


@pytest.fixture
def kaart(wereld: Wereld) -> int:
    """Give the ambtenaar a card with a photo to which she agreed."""
    with transaction(wereld.installatie.sessions) as session:
        gebruiker = session.query(Gebruiker).filter_by(email=email(Rol.AMBTENAAR)).one()
        row = Kaart(gebruiker=gebruiker, over="ik weet van dakgoten", foto_sha256="f" * 64)
        session.add(row)
        session.add_all(
            Instemming(gebruiker_id=gebruiker.id, soort=soort, tekstversie="1") for soort in InstemmingSoort
        )
        session.flush()
        return row.id


@pytest.fixture
def ambtenaar(client_of: ClientOf) -> FlaskClient:
    return client_of(Rol.AMBTENAAR)


def send(client: FlaskClient, path: str, **fields: str) -> TestResponse:
    token = BeautifulSoup(client.get("/mijn-gegevens/verwijderen").data, "lxml").select_one("[name=csrf_token]")
    assert token is not None
    return client.post(path, data={"csrf_token": str(token["value"]), **fields})


def instemmingen(wereld: Wereld) -> set[str]:
    with wereld.installatie.sessions() as session:
        return {row.soort for row in session.query(Instemming) if row.ingetrokken_op is None}


@pytest.mark.usefixtures("kaart")
def test_one_sees_all_about_oneself_and_takes_it_along(ambtenaar: FlaskClient) -> None:
    assert "ik weet van dakgoten" in ambtenaar.get(MIJN).get_data(as_text=True)
    as_json = ambtenaar.get(f"{MIJN}.json")
    assert (as_json.mimetype, "dakgoten" in as_json.get_data(as_text=True)) == ("application/json", True)
    as_pdf = ambtenaar.get(f"{MIJN}.pdf")
    assert (as_pdf.mimetype, as_pdf.data[:5]) == ("application/pdf", b"%PDF-")
    for response in (as_json, as_pdf):
        assert response.headers["Content-Disposition"].startswith("attachment")
        assert response.headers["Cache-Control"] == "private, no-store"


@pytest.mark.usefixtures("kaart")
def test_nobody_sees_it_of_another(client_of: ClientOf) -> None:
    assert "dakgoten" not in client_of(Rol.REGISSEUR).get(MIJN).get_data(as_text=True)
    assert client_of(Rol.BURGER).get(f"{MIJN}.json").status_code == 303


def test_consent_to_a_photo_is_taken_back_at_once(ambtenaar: FlaskClient, wereld: Wereld, kaart: int) -> None:
    assert send(ambtenaar, f"{MIJN}/instemming", soort="foto").status_code == 303
    with wereld.installatie.sessions() as session:
        assert session.get_one(Kaart, kaart).foto_sha256 is None
    assert instemmingen(wereld) == {"kaart"}
    assert "Haal mijn foto weg" not in ambtenaar.get(MIJN).get_data(as_text=True)


def test_a_card_goes_only_after_a_second_yes(ambtenaar: FlaskClient, wereld: Wereld, kaart: int) -> None:
    assert "Ja, haal mijn kaart weg" in send(ambtenaar, f"{MIJN}/instemming", soort="kaart").get_data(as_text=True)
    with wereld.installatie.sessions() as session:
        assert session.get(Kaart, kaart) is not None
    assert send(ambtenaar, f"{MIJN}/instemming", soort="kaart", zeker="ja").status_code == 303
    with wereld.installatie.sessions() as session:
        assert session.get(Kaart, kaart) is None
        assert f"kaart:{kaart}" in waiting_bronnen(session)
    assert instemmingen(wereld) == set()


def test_consent_to_something_unknown_is_no_consent(ambtenaar: FlaskClient) -> None:
    assert send(ambtenaar, f"{MIJN}/instemming", soort="alles").status_code == 400


@pytest.mark.usefixtures("kaart")
def test_removing_takes_two_steps_and_ends_the_account(ambtenaar: FlaskClient, wereld: Wereld) -> None:
    path = f"{MIJN}/verwijderen"
    assert send(ambtenaar, path).status_code == 400
    with wereld.installatie.sessions() as session:
        assert session.query(Gebruiker).filter_by(naam=VERWIJDERD).count() == 0
    response = send(ambtenaar, path, zeker="verwijder mij")
    assert response.location == "/verwijderd"
    assert ambtenaar.get("/verwijderd").status_code == 200
    assert ambtenaar.get(MIJN).status_code == 303
    with wereld.installatie.sessions() as session:
        assert session.query(Gebruiker).filter_by(naam=VERWIJDERD).count() == 1
        assert session.query(Gebruiker).filter_by(email=email(Rol.AMBTENAAR)).count() == 0
        assert VERGETEN in waiting_bronnen(session)


def test_the_page_on_privacy_is_for_everybody_and_names_the_terms(client: FlaskClient) -> None:
    text = client.get("/kenniskaarten-en-privacy").get_data(as_text=True)
    assert [
        term for term in ("365 dagen", "30 dagen", "90 dagen", "Verwijderde gebruiker") if term not in text
    ] == []
    assert "/kenniskaarten-en-privacy" in client.get("/privacy").get_data(as_text=True)
