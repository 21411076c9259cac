"""The pages of the regisseur about the list of deskundigheden, and proposing a subject."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from kennis.access import Rol
from kenniskaarten.lijst import find_deskundigheid, is_kiesbaar
from kenniskaarten.models import Deskundigheid
from tests.web.conftest import ClientOf
from tests.web.wereld import Wereld

LIJST, VOORSTEL = "/beheer/deskundigheden", "/deskundigheden/voorstellen"


@pytest.fixture
def regisseur(client_of: ClientOf) -> FlaskClient:
    return client_of(Rol.REGISSEUR)


def send(client: FlaskClient, path: str, form: str = f"{LIJST}/nieuw", **fields: str) -> TestResponse:
    token = BeautifulSoup(client.get(form).data, "lxml").select_one("main [name=csrf_token]")
    assert token is not None
    return client.post(path, data={"csrf_token": str(token["value"]), **fields})


def row_of(wereld: Wereld, naam: str) -> Deskundigheid | None:
    with wereld.installatie.sessions() as session:
        row = find_deskundigheid(session, naam)
        if row:
            _ = row.boven, row.opvolger  # loaded while the session is there
        return row


def words(client: FlaskClient, path: str = LIJST) -> str:
    return " ".join(BeautifulSoup(client.get(path).data, "lxml").get_text(" ").split())


def test_the_regisseur_finds_the_list(regisseur: FlaskClient) -> None:
    links = [link["href"] for link in BeautifulSoup(regisseur.get("/beheer").data, "lxml").select("main a")]
    assert LIJST in links
    assert "Mantelzorg geen kaarten" in words(regisseur)


def test_adding_moving_and_what_is_wrong(regisseur: FlaskClient, wereld: Wereld) -> None:
    form = f"{LIJST}/nieuw"
    assert send(regisseur, form, naam=" Zorg  thuis ").status_code == 303
    assert send(regisseur, form, naam="Respijtzorg", boven="zorg thuis").status_code == 303
    row = row_of(wereld, "respijtzorg")
    assert row is not None
    assert row.boven is not None
    assert row.boven.naam == "Zorg thuis"
    wrong = send(regisseur, form, naam="mantelzorg", boven="Onzin")
    assert wrong.status_code == 400
    fields = BeautifulSoup(wrong.data, "lxml").select("[aria-invalid]")
    assert [(field["name"], field["value"]) for field in fields] == [("naam", "mantelzorg"), ("boven", "Onzin")]
    assert send(regisseur, f"{LIJST}/{row.id}", naam="Respijt", boven="Mantelzorg").status_code == 303
    moved = row_of(wereld, "Respijt")
    assert moved is not None
    assert moved.boven is not None
    assert moved.boven.naam == "Mantelzorg"


def test_retiring_and_bringing_back(regisseur: FlaskClient, wereld: Wereld) -> None:
    send(regisseur, f"{LIJST}/1/intrekken")
    row = row_of(wereld, "Mantelzorg")
    assert row is not None
    assert not is_kiesbaar(row)
    assert "De lijst is nog leeg" in words(regisseur)
    send(regisseur, f"{LIJST}/1/terugbrengen")
    row = row_of(wereld, "Mantelzorg")
    assert row is not None
    assert is_kiesbaar(row)


def test_merging_shows_what_it_does_first(regisseur: FlaskClient, wereld: Wereld) -> None:
    send(regisseur, f"{LIJST}/nieuw", naam="Informele zorg")
    row = row_of(wereld, "Informele zorg")
    assert row is not None
    path = f"{LIJST}/{row.id}/samenvoegen"
    assert "‘Informele zorg’ wordt ‘Mantelzorg’" in words(regisseur, f"{path}?opvolger=mantelzorg")
    for naam, reason in (("Onzin", "staat niet in de lijst"), ("Informele zorg", "in zichzelf")):
        response = regisseur.get(f"{path}?opvolger={naam}")
        assert (response.status_code, reason in response.get_data(as_text=True)) == (400, True)
    assert row_of(wereld, "Informele zorg") is not None
    assert send(regisseur, path, opvolger="Mantelzorg").status_code == 303
    found = row_of(wereld, "Informele zorg")
    assert found is not None
    assert found.naam == "Mantelzorg"
    assert "opgegaan in Mantelzorg" in words(regisseur)


def test_anybody_proposes_and_the_regisseur_decides(
    client_of: ClientOf, regisseur: FlaskClient, wereld: Wereld
) -> None:
    ambtenaar = client_of(Rol.AMBTENAAR)
    for naam in ("Stoepranden", "Onzin"):
        assert send(ambtenaar, VOORSTEL, VOORSTEL, naam=naam).status_code == 303
    assert "staat al in de lijst" in send(ambtenaar, VOORSTEL, VOORSTEL, naam="mantelzorg").get_data(as_text=True)
    assert "Voorgesteld 2" in words(regisseur)
    stoep, onzin = row_of(wereld, "Stoepranden"), row_of(wereld, "Onzin")
    assert stoep is not None
    assert onzin is not None
    send(regisseur, f"{LIJST}/{stoep.id}", naam="Stoepranden", boven="Mantelzorg")
    send(regisseur, f"{LIJST}/{onzin.id}/afwijzen")
    accepted = row_of(wereld, "Stoepranden")
    assert accepted is not None
    assert is_kiesbaar(accepted)
    assert row_of(wereld, "Onzin") is None
    assert send(regisseur, f"{LIJST}/{stoep.id}/afwijzen").status_code == 400


def test_what_is_not_there_is_not_there(regisseur: FlaskClient) -> None:
    for path in (f"{LIJST}/999", f"{LIJST}/999/samenvoegen"):
        assert regisseur.get(path).status_code == 404
