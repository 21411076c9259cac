"""The forms of a project in a browser: made, filled in, given results, stopped; and hours in it."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from kennis.access import Rol, Zichtbaarheid
from kennis.db.base import now, transaction
from kenniskaarten.balans.uren import kwartaal_van
from kenniskaarten.projecten.models import Project
from tests.web.conftest import ClientOf
from tests.web.wereld import WOONVISIE, Wereld

KWARTAAL = kwartaal_van(now().date())
UREN = f"/halen-en-brengen/1/uren/{KWARTAAL.jaar}-{KWARTAAL.nummer}"


@pytest.fixture
def beheerder(client_of: ClientOf) -> FlaskClient:
    return client_of(Rol.BEHEERDER)


def soup(response: TestResponse) -> BeautifulSoup:
    return BeautifulSoup(response.data, "lxml")


def words(response: TestResponse) -> str:
    return " ".join(soup(response).get_text(" ").split())


def fill_in(client: FlaskClient, path: str, target: str = "", **fields: str) -> TestResponse:
    """Send the form of a page as it stands, but for these fields."""
    form = soup(client.get(path))
    found = {str(tag["name"]): str(tag.get("value", "")) for tag in form.select("main input[name]")}
    found |= {str(tag["name"]): tag.get_text().removeprefix("\n") for tag in form.select("main textarea")}
    for choice in form.select("main select"):
        chosen = choice.select_one("option[selected]") or choice.select_one("option")
        assert chosen is not None
        found[str(choice["name"])] = str(chosen["value"])
    return client.post(target or path, data=found | fields)


def project(wereld: Wereld, naam: str) -> Project:
    with wereld.installatie.sessions() as session:
        return session.scalars(sa.select(Project).where(Project.naam == naam)).one()


def test_a_project_is_made_and_filled_in_part_by_part(beheerder: FlaskClient, wereld: Wereld) -> None:
    made = fill_in(beheerder, "/projecten/nieuw", naam="Atlas", thema="wonen", wat="Kaarten van de regio")
    assert made.status_code == 303
    found = project(wereld, "Atlas")
    assert (made.location or "").startswith(f"/projecten/{found.id}?")
    assert "Kaarten van de regio" in words(beheerder.get(made.location or ""))
    done = fill_in(beheerder, f"/projecten/{found.id}/wijzig/kop", status="loopt", van="2026")
    assert done.location == f"/projecten/{found.id}?bewaard=kop#kop"
    assert project(wereld, "Atlas").status == "loopt"


def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(
    beheerder: FlaskClient, wereld: Wereld
) -> None:
    response = fill_in(beheerder, "/projecten/1/wijzig/middelen", uren_opgave="-3", geld="In het plan")
    assert response.status_code == 400
    field = soup(response).select_one("#project-uren_opgave")
    assert field is not None
    assert field["value"] == "-3"
    assert field["aria-invalid"] == "true"
    assert "kan niet onder nul zijn" in words(response)
    assert "In het plan" in words(response)
    assert project(wereld, "Steunpunten").geld == ""


def test_of_two_who_save_at_once_the_second_decides_after_seeing_the_first(
    beheerder: FlaskClient, client_of: ClientOf, wereld: Wereld
) -> None:
    path = "/projecten/1/wijzig/inhoud"
    old = soup(beheerder.get(path))
    fields = {str(tag["name"]): str(tag["value"]) for tag in old.select("main input[type=hidden]")}
    fill_in(client_of(Rol.REGISSEUR), path, wat="Van de regisseur")
    late = beheerder.post(path, data={**fields, "wat": "Van de beheerder"})
    assert late.status_code == 400
    assert "Nu staat er: Van de regisseur" in words(late)
    again = {str(tag["name"]): str(tag["value"]) for tag in soup(late).select("main input[type=hidden]")}
    assert beheerder.post(path, data={**again, "wat": "Van de beheerder"}).status_code == 303
    assert project(wereld, "Steunpunten").wat == "Van de beheerder"


def test_a_line_is_added_changed_and_taken_out(beheerder: FlaskClient) -> None:
    path = "/projecten/1/deelnemers"
    fill_in(beheerder, f"{path}/nieuw", omschrijving="Corporaties", uren_begroot="240")
    assert fill_in(beheerder, f"{path}/2", uren_begroot="").status_code == 303
    assert "Corporaties" in str(soup(beheerder.get(f"{path}/2")))
    assert fill_in(beheerder, f"{path}/2", f"{path}/2/weg").status_code == 303
    assert beheerder.get(f"{path}/2").status_code == 404


def test_a_result_is_looked_for_by_its_title_and_is_there_for_who_may_see_it(
    beheerder: FlaskClient, client_of: ClientOf, wereld: Wereld
) -> None:
    path, woonvisie = "/projecten/1/resultaten", wereld.documenten[WOONVISIE.titel]
    gesloten = wereld.documenten["Gesloten zandhagedis"]
    found = words(beheerder.get(f"{path}?document=woonvisie"))
    assert "1 document met woonvisie in de titel" in found
    assert fill_in(beheerder, f"{path}?document=woonvisie", path).status_code == 303
    assert WOONVISIE.titel in words(beheerder.get(path))
    assert fill_in(beheerder, f"{path}?document=woonvisie", path, document_id=str(gesloten)).status_code == 404
    regisseur = client_of(Rol.REGISSEUR)
    fill_in(regisseur, f"{path}?document=zandhagedis", path, document_id=str(gesloten))
    assert "zandhagedis" in words(regisseur.get(path))
    assert "zandhagedis" not in words(beheerder.get(path))
    assert fill_in(beheerder, path, f"{path}/{gesloten}/weg").status_code == 404
    assert fill_in(beheerder, path, f"{path}/{woonvisie}/weg").status_code == 303


def test_hours_in_a_project_are_entered_beside_the_themes_and_followed_to_it(
    beheerder: FlaskClient, client_of: ClientOf
) -> None:
    assert "Steunpunten" in words(beheerder.get(UREN))
    assert (
        fill_in(beheerder, UREN, **{"inzet-1": "12,5", "toezegging-1": "40", "inzet-zorg": "2"}).status_code == 303
    )
    posten = beheerder.get(f"/halen-en-brengen/1/uren?jaar={KWARTAAL.jaar}")
    assert soup(posten).select_one("main a[href='/projecten/1']")
    assert "Gebracht 14,5" in words(beheerder.get("/halen-en-brengen/1"))
    assert "kan het niet worden verwijderd" in words(beheerder.get("/projecten/1/einde"))
    fill_in(beheerder, "/projecten/1/einde")
    assert client_of(Rol.AMBTENAAR).get("/projecten/1").status_code == 200


def test_a_project_that_is_out_of_sight_has_no_name_in_the_book(
    beheerder: FlaskClient, client_of: ClientOf, wereld: Wereld
) -> None:
    fill_in(beheerder, UREN, **{"inzet-1": "8"})
    with transaction(wereld.installatie.sessions) as session:
        session.get_one(Project, 1).zichtbaarheid = Zichtbaarheid.BEHEER
    ambtenaar = client_of(Rol.AMBTENAAR)
    page = words(ambtenaar.get(f"/halen-en-brengen/1/uren?jaar={KWARTAAL.jaar}"))
    assert "Uren gewerkt, in een project" in page
    assert "Steunpunten" not in page
    assert ambtenaar.get("/projecten/1").status_code == 404


def test_who_takes_part_tells_how_it_goes_and_changes_nothing_else(client_of: ClientOf) -> None:
    ambtenaar = client_of(Rol.AMBTENAAR)
    assert fill_in(ambtenaar, "/projecten/1/voortgang/nieuw", tekst="Er is een plan.").status_code == 303
    assert fill_in(ambtenaar, "/projecten/1/voortgang/1", tekst="Er is een goed plan.").status_code == 303
    for closed in ("fasen/nieuw", "deelnemers/1", "wijzig/kop", "resultaten", "einde"):
        assert ambtenaar.get(f"/projecten/1/{closed}").status_code == 404
    token = soup(ambtenaar.get("/projecten/1/voortgang/nieuw")).select_one("input[name=csrf_token]")
    assert token is not None
    assert ambtenaar.post("/projecten/1/einde", data={"csrf_token": token["value"]}).status_code == 404


def test_a_project_without_hours_is_removed(beheerder: FlaskClient) -> None:
    assert fill_in(beheerder, "/projecten/1/einde").location == "/projecten"
    assert beheerder.get("/projecten/1").status_code == 404
