"""The pages of halen en brengen: who sees what, hours in under a minute, and a figure followed to its source."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from kennis.access import Rol
from kennis.db.base import now, transaction
from kennis.db.organisaties import find_organisatie
from kenniskaarten.balans.boeken import Gebeurtenis, boek
from kenniskaarten.balans.models import Balansnorm, BoekingSoort, Eenheid, Inwoners
from kenniskaarten.balans.overzicht import PER_PAGINA
from kenniskaarten.balans.uren import kwartaal_van
from tests.web.conftest import ClientOf
from tests.web.wereld import Wereld

KWARTAAL = kwartaal_van(now().date())
HUIZEN, LAREN = "Gemeente Huizen", "Gemeente Laren"


def id_of(wereld: Wereld, naam: str) -> int:
    with wereld.installatie.sessions() as session:
        found = find_organisatie(session, naam)
        assert found
        return found.id


@pytest.fixture
def huizen(wereld: Wereld) -> int:
    return id_of(wereld, HUIZEN)


@pytest.fixture
def beheerder(client_of: ClientOf) -> FlaskClient:
    return client_of(Rol.BEHEERDER)


def soup(response: TestResponse) -> BeautifulSoup:
    return BeautifulSoup(response.data, "lxml")


def words(response: TestResponse) -> str:
    return " ".join(soup(response).get_text(" ").split())


def uren_path(partij: int) -> str:
    return f"/halen-en-brengen/{partij}/uren/{KWARTAAL.jaar}-{KWARTAAL.nummer}"


def send(client: FlaskClient, path: str, form: str, **fields: str) -> TestResponse:
    token = soup(client.get(form)).select_one("main input[name=csrf_token]")
    assert token is not None
    return client.post(path, data={"csrf_token": str(token["value"]), **fields})


def book(client: FlaskClient, partij: int, **fields: str) -> TestResponse:
    return send(client, uren_path(partij), uren_path(partij), **fields)


def list_path(partij: int) -> str:
    return f"/halen-en-brengen/{partij}/uren?jaar={KWARTAAL.jaar}"


def test_hours_are_entered_seen_followed_and_taken_back(beheerder: FlaskClient, huizen: int) -> None:
    response = book(beheerder, huizen, **{"inzet-wonen": "12,5", "toezegging-wonen": "20"})
    assert response.status_code == 303
    page = words(beheerder.get(response.location or ""))
    assert "De uren zijn geboekt." in page
    assert "Gebracht 12,5" in page
    posten = beheerder.get(list_path(huizen))
    assert "Uren gewerkt, wonen" in words(posten)
    action = soup(posten).select_one("main form[action*=storno]")
    assert action is not None
    terug = send(beheerder, str(action["action"]), list_path(huizen), reden="Dubbel opgegeven")
    assert "teruggenomen" in words(beheerder.get(terug.location or ""))
    again = send(beheerder, str(action["action"]), list_path(huizen))
    assert again.status_code == 400
    assert "al gestorneerd" in words(again)


def test_hours_that_change_leave_what_was_booked_before_in_sight(beheerder: FlaskClient, huizen: int) -> None:
    for uren in ("8", "8", "10"):
        book(beheerder, huizen, **{"inzet-zorg": uren})
    rows = [row.get_text(" ", strip=True) for row in soup(beheerder.get(list_path(huizen))).select("tbody th")]
    assert sum("Uren gewerkt, zorg" in row for row in rows) == 2
    assert sum("gewijzigd" in row for row in rows) == 1
    assert "Gebracht 10 " in words(beheerder.get(f"/halen-en-brengen/{huizen}"))
    form = soup(beheerder.get(uren_path(huizen))).select_one("input[name=inzet-zorg]")
    assert form is not None
    assert form["value"] == "10"


@pytest.mark.parametrize(
    ("typed", "melding"),
    [
        ("veel", "geen aantal uren"),
        ("-3", "onder nul"),
        ("99999", "kan niet kloppen"),
        ("NaN", "geen aantal uren"),
        ("1e999999999", "geen aantal uren"),
        ("1.5", "geen aantal uren"),
    ],
)
def test_absurd_hours_are_refused_and_nothing_is_half_booked(
    beheerder: FlaskClient, huizen: int, typed: str, melding: str
) -> None:
    response = book(beheerder, huizen, **{"inzet-wonen": "4", "inzet-zorg": typed})
    assert response.status_code == 400
    assert melding in words(response)
    field = soup(response).select_one("input[name=inzet-zorg]")
    assert field is not None
    assert field["value"] == typed
    assert "nog niets geboekt" in words(beheerder.get(f"/halen-en-brengen/{huizen}"))


def test_each_sees_his_own_organisatie_and_the_regisseur_all(
    client_of: ClientOf, wereld: Wereld, huizen: int
) -> None:
    laren = id_of(wereld, LAREN)
    expected = {
        Rol.PROFESSIONAL: (404, 404),
        Rol.AMBTENAAR: (200, 404),
        Rol.BEHEERDER: (200, 404),
        Rol.REGISSEUR: (200, 200),
    }
    for rol, statuses in expected.items():
        client = client_of(rol)
        found = tuple(client.get(f"/halen-en-brengen/{partij}").status_code for partij in (huizen, laren))
        assert found == statuses, rol
        assert client.get(f"/halen-en-brengen/{laren}/uren").status_code == statuses[1]


def test_only_a_beheerder_books(client_of: ClientOf, huizen: int) -> None:
    assert client_of(Rol.AMBTENAAR).get(uren_path(huizen)).status_code == 404
    assert client_of(Rol.REGISSEUR).get(uren_path(huizen)).status_code == 200


def test_what_others_brought_is_not_taken_back(beheerder: FlaskClient, wereld: Wereld, huizen: int) -> None:
    laren = id_of(wereld, LAREN)
    event = Gebeurtenis(
        BoekingSoort.TAAK, "taak:1", Eenheid.UREN, date(KWARTAAL.jaar, 1, 2), {laren: 60, huizen: -60}, "Handboek"
    )
    with transaction(wereld.installatie.sessions) as session:
        number = boek(session, event).id
    assert "Handboek Gemeente Laren" in words(beheerder.get(list_path(huizen)))
    response = send(beheerder, f"/halen-en-brengen/{huizen}/storno/{number}", uren_path(huizen))
    assert response.status_code == 404


def test_the_regisseur_sees_the_region_and_takes_it_along(client_of: ClientOf, huizen: int) -> None:
    regisseur = client_of(Rol.REGISSEUR)
    book(regisseur, huizen, **{"inzet-wonen": "1.250,25"})
    assert "Gemeente Huizen 1.250,25" in words(regisseur.get("/halen-en-brengen"))
    table = regisseur.get(f"/halen-en-brengen/{KWARTAAL.jaar}.csv").get_data(as_text=True)
    assert "Gemeente Huizen;uren;1250.25;0;1250.25;0" in table
    assert client_of(Rol.BEHEERDER).get(f"/halen-en-brengen/{KWARTAAL.jaar}.csv").status_code == 404


def test_the_agreements_are_for_everybody_of_the_network(client_of: ClientOf, wereld: Wereld, huizen: int) -> None:
    page = words(client_of(Rol.AMBTENAAR).get("/halen-en-brengen/regels"))
    assert "nog geen norm vastgesteld" in page
    with transaction(wereld.installatie.sessions) as session:
        besluit = {"orgaan": "Portefeuillehoudersoverleg", "besloten_op": date(2024, 12, 5)}
        session.add(Balansnorm(van=date(2025, 1, 1), factoren={str(huizen): "0.9"}, **besluit))
        session.add(Inwoners(organisatie_id=huizen, peildatum=date(2025, 1, 1), aantal=42_000, bron="voorbeeld"))
    page = words(client_of(Rol.AMBTENAAR).get("/halen-en-brengen/regels"))
    assert "Vastgesteld door Portefeuillehoudersoverleg op 5 december 2024" in page
    assert "Gemeente Huizen: factor 0,9" in page
    assert "42.000" in page


def test_a_long_list_is_read_a_page_at_a_time(beheerder: FlaskClient, wereld: Wereld, huizen: int) -> None:
    with transaction(wereld.installatie.sessions) as session:
        for number in range(PER_PAGINA + 3):
            hoeveelheden = {huizen: 60, None: -60}
            dag = date(KWARTAAL.jaar, 1, 2)
            boek(session, Gebeurtenis(BoekingSoort.INZET, f"u:{number}", Eenheid.UREN, dag, hoeveelheden))
    first, last = (soup(beheerder.get(f"{list_path(huizen)}&pagina={number}")) for number in (1, 99))
    assert [len(page.select("tbody tr")) for page in (first, last)] == [PER_PAGINA, 3]
    assert last.select_one("[aria-current=page]")
