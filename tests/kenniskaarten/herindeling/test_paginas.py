"""What the pages show after a herindeling: old balances to read, own documents, and the regisseur who decides."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from kennis.access import Rol
from kennis.db.base import now, transaction
from kennis.db.organisaties import find_organisatie
from kenniskaarten.balans.gebeurtenissen import boek_documenten
from kenniskaarten.herindeling.samenvoegen import voeg_samen
from tests.web.conftest import ClientOf
from tests.web.wereld import BRIEF, HUIZEN, LAREN, Wereld

LIJST = "/beheer/herindelingen"


def words(response: TestResponse) -> str:
    return " ".join(BeautifulSoup(response.data, "lxml").get_text(" ").split())


@pytest.fixture
def laren(wereld: Wereld) -> int:
    """Let Laren go on in Huizen as of today; give its id."""
    with transaction(wereld.installatie.sessions) as session:
        return voeg_samen(session, LAREN, HUIZEN, now().date()).van_id


def decide(client: FlaskClient, laren: int, besluit: str) -> TestResponse:
    token = BeautifulSoup(client.get(LIJST).data, "lxml").select_one("main input[name=csrf_token]")
    assert token is not None
    data = {"csrf_token": str(token["value"]), "besluit": besluit}
    return client.post(f"{LIJST}/{laren}", data=data, follow_redirects=True)


def test_the_balance_of_a_voorganger_can_be_read_but_not_booked(client_of: ClientOf, laren: int) -> None:
    beheerder = client_of(Rol.BEHEERDER)
    assert "Hierin gingen op: Gemeente Laren" in words(beheerder.get("/halen-en-brengen", follow_redirects=True))
    page = beheerder.get(f"/halen-en-brengen/{laren}")
    assert "op in Gemeente Huizen" in words(page)
    assert "Vul de uren" not in words(page)
    assert beheerder.get(f"/halen-en-brengen/{laren}/uren/{date.today().year}-1").status_code == 404  # noqa: DTZ011


def test_before_it_the_balance_of_another_gemeente_does_not_exist(client_of: ClientOf, wereld: Wereld) -> None:
    with wereld.installatie.sessions() as session:
        found = find_organisatie(session, LAREN)
        assert found is not None
    assert client_of(Rol.BEHEERDER).get(f"/halen-en-brengen/{found.id}").status_code == 404


@pytest.mark.usefixtures("laren")
def test_a_document_of_a_voorganger_is_ones_own_to_read_and_no_gain_to_use(
    client_of: ClientOf, wereld: Wereld
) -> None:
    client = client_of(Rol.AMBTENAAR)
    assert client.get(f"/document/{wereld.documenten['Gesloten zandhagedis']}").status_code == 200
    assert client.get(f"/document/{wereld.documenten['Gesloten wespendief']}").status_code == 404, "for beheer"
    page = client.get(f"/document/{wereld.documenten[BRIEF.titel]}")
    assert "Gemeente Laren" in words(page)
    assert "Dit hebben wij gebruikt" not in words(page)


def test_what_is_booked_from_now_on_is_of_the_successor(client_of: ClientOf, wereld: Wereld, laren: int) -> None:
    """A document of Laren that is taken in today is brought by the gemeente that is there today."""
    boek_documenten(wereld.installatie)
    assert "Documenten" not in words(client_of(Rol.REGISSEUR).get(f"/halen-en-brengen/{laren}"))


def test_the_regisseur_confirms(client_of: ClientOf, laren: int) -> None:
    client = client_of(Rol.REGISSEUR)
    assert "Gemeente Laren naar Gemeente Huizen" in words(client.get(LIJST))
    assert "De samenvoeging is bevestigd." in words(decide(client, laren, "bevestig"))
    assert "Bevestig Gemeente Laren" not in words(client.get(LIJST))


def test_the_regisseur_takes_it_back_and_only_once(client_of: ClientOf, laren: int) -> None:
    client = client_of(Rol.REGISSEUR)
    token = BeautifulSoup(client.get(LIJST).data, "lxml").select_one("main input[name=csrf_token]")
    assert token is not None
    assert "is teruggedraaid op" in words(decide(client, laren, "draai-terug"))
    assert client_of(Rol.BEHEERDER).get(f"/halen-en-brengen/{laren}").status_code == 404
    again = client.post(f"{LIJST}/{laren}", data={"csrf_token": str(token["value"]), "besluit": "draai-terug"})
    assert again.status_code == 400
    assert "geen samenvoeging vastgelegd" in words(again)
