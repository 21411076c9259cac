"""The pages for entering what was brought: choose, fill in, see the split, book once; and a file of them."""

from __future__ import annotations

import io

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from kennis.access import Rol
from kennis.db.base import now, transaction
from kennis.db.organisaties import Organisatie, OrganisatieSoort, find_organisatie
from kenniskaarten.balans.bijdragen_inlezen import VORM
from kenniskaarten.balans.models import Boeking
from tests.web.conftest import ClientOf
from tests.web.wereld import HUIZEN, LAREN, Wereld

VANDAAG = now().date()
FIELDS = {
    "omschrijving": "Handboek valpreventie",
    "datum": VANDAAG.isoformat(),
    "hoeveelheid": "10",
    "thema": "zorg",
}
INLEZEN = "/halen-en-brengen/inlezen"
HEAD = ";".join(VORM.kolommen)
ROW = f"geld bijgedragen;;{VANDAAG.isoformat()};Huizen;Laren;12,50;=Onderzoek;wonen;"


@pytest.fixture
def partijen(wereld: Wereld) -> dict[str, int]:
    """Give the ids of two gemeenten, the gewest and a party outside."""
    with transaction(wereld.installatie.sessions) as session:
        session.add(Organisatie(naam="Gewest", soort=OrganisatieSoort.REGIO))
        session.add(Organisatie(naam="Woonstichting", soort=OrganisatieSoort.EXTERN))
        session.flush()
        rows = {naam: find_organisatie(session, naam) for naam in (HUIZEN, LAREN, "Gewest", "Woonstichting")}
        return {naam: row.id for naam, row in rows.items() if row}


@pytest.fixture
def beheerder(client_of: ClientOf, partijen: dict[str, int]) -> FlaskClient:
    assert partijen
    return client_of(Rol.BEHEERDER)


def soup(response: TestResponse) -> BeautifulSoup:
    return BeautifulSoup(response.data, "lxml")


def words(response: TestResponse) -> str:
    return " ".join(soup(response).get_text(" ").split())


def path(partij: int, wat: str = "") -> str:
    return f"/halen-en-brengen/{partij}/bijdrage{'/' + wat if wat else ''}"


def hidden(response: TestResponse, form: str = "main form") -> dict[str, str]:
    """Return what a form sends along unseen."""
    return {
        str(field["name"]): str(field["value"]) for field in soup(response).select(f"{form} input[type=hidden]")
    }


def fill_in(client: FlaskClient, address: str, **fields: object) -> TestResponse:
    return client.post(address, data={**hidden(client.get(address)), **FIELDS, "stap": "bekijk", **fields})


def confirm(client: FlaskClient, seen: TestResponse, address: str) -> TestResponse:
    return client.post(address, data={**hidden(seen), "stap": "boek"})


def booked(wereld: Wereld) -> list[Boeking]:
    with wereld.installatie.sessions() as session:
        return list(session.scalars(sa.select(Boeking).order_by(Boeking.geboekt_op)))


def test_a_task_for_others_is_seen_divided_before_it_is_booked(
    beheerder: FlaskClient, wereld: Wereld, partijen: dict[str, int]
) -> None:
    huizen, address = partijen[HUIZEN], path(partijen[HUIZEN], "taak")
    assert "Een taak voor anderen gedaan" in words(beheerder.get(path(huizen)))
    shares: dict[str, object] = {
        "krijgt": [partijen[LAREN], partijen["Woonstichting"]],
        "verdeling": "eigen",
        f"gewicht-{partijen[LAREN]}": "3",
        f"gewicht-{partijen['Woonstichting']}": "1",
    }
    seen = fill_in(beheerder, address, **shares)
    assert "Gemeente Laren 7:30 Woonstichting 2:30" in words(seen)
    assert booked(wereld) == []
    data = [(field["name"], field["value"]) for field in soup(seen).select("main form input[type=hidden]")]
    sent = {"stap": "boek", **{str(naam): [v for n, v in data if n == naam] for naam, _ in data}}
    answers = [beheerder.post(address, data=sent) for _ in range(2)]  # pressed twice
    assert {answer.status_code for answer in answers} == {303}
    page = words(beheerder.get(answers[0].location or ""))
    assert "De bijdrage is geboekt." in page
    assert "Gebracht 10" in page
    assert len(booked(wereld)) == 1


def test_what_looks_booked_already_is_asked_about(
    beheerder: FlaskClient, wereld: Wereld, partijen: dict[str, int]
) -> None:
    address = path(partijen[HUIZEN], "geld")
    first, second = (fill_in(beheerder, address) for _ in range(2))
    assert "Toch boeken" not in words(second)
    confirm(beheerder, first, address)
    asked = confirm(beheerder, second, address)
    assert "Toch boeken?" in words(asked)
    assert len(booked(wereld)) == 1
    assert "Toch boeken?" in words(fill_in(beheerder, address))  # told at once
    assert confirm(beheerder, asked, address).status_code == 303
    assert len(booked(wereld)) == 2


def test_a_form_that_was_used_books_nothing_else(
    beheerder: FlaskClient, wereld: Wereld, partijen: dict[str, int]
) -> None:
    address = path(partijen[HUIZEN], "geld")
    seen = fill_in(beheerder, address)
    confirm(beheerder, seen, address)
    other = beheerder.post(address, data={**hidden(seen), "stap": "boek", "hoeveelheid": "11"})
    assert other.status_code == 400
    assert "met andere gegevens" in words(other)
    assert beheerder.post(address, data={**hidden(seen), "kenmerk": "x"}).status_code == 400
    assert len(booked(wereld)) == 1


@pytest.mark.parametrize(
    ("veld", "typed", "melding"),
    [
        ("hoeveelheid", "-1", "onder nul"),
        ("hoeveelheid", "999999999", "kan niet kloppen"),
        ("datum", f"1-1-{VANDAAG.year + 100}", "moet nog komen"),
        ("omschrijving", "", "in een paar woorden"),
        ("krijgt", "2147483647", "kennen wij niet"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field_and_kept(
    client_of: ClientOf, partijen: dict[str, int], veld: str, typed: str, melding: str
) -> None:
    beheerder, page = client_of(Rol.BEHEERDER), f"/halen-en-brengen/{partijen[HUIZEN]}"
    response = fill_in(beheerder, path(partijen[HUIZEN], "taak"), stap="boek", **{veld: typed})
    assert response.status_code == 400
    wrong = soup(response).select_one(".utrecht-form-field-description--invalid")
    assert wrong is not None
    assert melding in wrong.get_text()
    kept = soup(response).select_one("input[name=hoeveelheid]")
    assert kept is not None
    assert kept["value"] == (typed if veld == "hoeveelheid" else "10")
    assert "nog niets geboekt" in words(beheerder.get(page))


def test_somebody_may_go_back_and_change_it(beheerder: FlaskClient, partijen: dict[str, int]) -> None:
    address = path(partijen[HUIZEN], "taak")
    seen = fill_in(beheerder, address, krijgt=partijen[LAREN])
    back = beheerder.post(address, data={**hidden(seen), "stap": "terug"})
    assert soup(back).select_one(f"input[name=krijgt][value='{partijen[LAREN]}'][checked]")
    assert hidden(back)["kenmerk"] == hidden(seen)["kenmerk"]


def test_who_books_for_whom(client_of: ClientOf, partijen: dict[str, int]) -> None:
    addresses = [path(partijen[HUIZEN], "geld"), path(partijen["Woonstichting"], "geld"), INLEZEN]
    expected = {
        Rol.PROFESSIONAL: [404, 404, 404],
        Rol.AMBTENAAR: [404, 404, 404],
        Rol.BEHEERDER: [200, 404, 200],
        Rol.REGISSEUR: [200, 200, 200],
    }
    for rol, statuses in expected.items():
        assert [client_of(rol).get(address).status_code for address in addresses] == statuses, rol


def test_only_the_regio_has_overhead(client_of: ClientOf, partijen: dict[str, int]) -> None:
    regisseur = client_of(Rol.REGISSEUR)
    assert regisseur.get(path(partijen[HUIZEN], "overhead")).status_code == 404
    address = path(partijen["Gewest"], "overhead")
    assert "aantal inwoners" in words(fill_in(regisseur, address, eenheid="uren"))


def test_what_is_not_known_yet_is_shown_so_and_filled_in_later(
    client_of: ClientOf, wereld: Wereld, partijen: dict[str, int]
) -> None:
    regisseur, partij = client_of(Rol.REGISSEUR), partijen["Woonstichting"]
    address, page = path(partij, "onbekend"), f"/halen-en-brengen/{partij}"
    wrong = fill_in(regisseur, address, soort="geld", jaar="1066")
    assert "Vul een jaar in van 2000" in words(wrong)
    told = fill_in(
        regisseur, address, soort="geld", jaar=str(VANDAAG.year), omschrijving="Bijdrage aan de woonagenda"
    )
    assert "Bijdrage aan de woonagenda: nog onbekend" in words(regisseur.get(told.location or ""))
    assert "Woonstichting : Bijdrage aan de woonagenda, nog onbekend" in words(regisseur.get("/halen-en-brengen"))
    link = soup(regisseur.get(page)).select_one("main a[href*=onbekend]")
    assert link is not None
    form = str(link["href"])
    assert "Bijdrage aan de woonagenda" in regisseur.get(form).get_data(as_text=True)
    seen = fill_in(regisseur, form, hoeveelheid="1.000")
    assert confirm(regisseur, seen, path(partij, "geld")).status_code == 303
    assert "nog onbekend" not in words(regisseur.get(page))
    assert regisseur.get(form).status_code == 404
    again = fill_in(regisseur, path(partij, "geld"), stap="boek", onbekend="1", omschrijving="Iets anders")
    assert "intussen al ingevuld" in words(again)
    assert len(booked(wereld)) == 1


def test_what_does_not_come_falls_away(client_of: ClientOf, partijen: dict[str, int]) -> None:
    regisseur, partij = client_of(Rol.REGISSEUR), partijen["Woonstichting"]
    told = fill_in(regisseur, path(partij, "onbekend"), soort="gegevens", jaar=str(VANDAAG.year))
    page = regisseur.get(told.location or "")
    form = soup(page).select_one("main form[action*=vervalt]")
    assert form is not None
    address = str(form["action"])
    elsewhere = address.replace(f"/{partij}/", f"/{partijen[HUIZEN]}/")
    assert regisseur.post(elsewhere, data=hidden(page)).status_code == 404
    gone = regisseur.post(address, data=hidden(page))
    assert "De bijdrage is vervallen." in words(regisseur.get(gone.location or ""))
    assert regisseur.post(address, data=hidden(page)).status_code == 404


def upload(client: FlaskClient, *rows: str, content: bytes | None = None) -> TestResponse:
    file = content if content is not None else "\n".join([HEAD, *rows]).encode()
    fields = {**hidden(client.get(INLEZEN)), "bestand": FileStorage(io.BytesIO(file), "bijdragen.csv")}
    boundary, body = encode_multipart(fields)
    return client.post(INLEZEN, data=body, content_type=f"multipart/form-data; boundary={boundary}")


def carry_out(client: FlaskClient, seen: TestResponse) -> TestResponse:
    return client.post(f"{INLEZEN}/uitvoeren", data=hidden(seen))


def test_a_file_is_seen_booked_and_told_to_be_there(beheerder: FlaskClient, wereld: Wereld) -> None:
    seen = upload(beheerder, ROW, ROW)
    assert "2 regels nieuw. Er is nog niets geboekt." in words(seen)
    assert "=Onderzoek" in words(seen)
    answers = [carry_out(beheerder, seen) for _ in range(2)]  # pressed twice
    assert {answer.status_code for answer in answers} == {303}
    assert "Alle regels van het bestand staan in het boek." in words(beheerder.get(answers[0].location or ""))
    assert len(booked(wereld)) == 2
    again = words(upload(beheerder, ROW, ROW))
    assert "0 regels nieuw, 2 regels staan er al" in again
    assert "Er is niets te doen." in again


def test_a_wrong_row_is_told_and_nothing_is_booked(beheerder: FlaskClient, wereld: Wereld) -> None:
    seen = words(upload(beheerder, ROW, ROW.replace("Huizen", "Laren"), ROW.replace("12,50", "veel")))
    assert "1 regel nieuw, 2 regels fout" in seen
    assert "Regel 3 =Onderzoek Brengt: U boekt alleen wat uw eigen organisatie bracht." in seen
    assert "Hoeveelheid: Vul een getal in" in seen
    assert booked(wereld) == []


def test_what_is_no_table_or_was_not_seen_is_refused(client_of: ClientOf, wereld: Wereld) -> None:
    regisseur, beheerder = client_of(Rol.REGISSEUR), client_of(Rol.BEHEERDER)
    assert "geen CSV" in words(upload(regisseur, content=b"%PDF-1.4"))
    assert "Kies een bestand." in words(regisseur.post(INLEZEN, data=hidden(regisseur.get(INLEZEN))))
    seen = hidden(upload(regisseur, ROW))
    forged = regisseur.post(f"{INLEZEN}/uitvoeren", data={**seen, "plan": seen["plan"] + "x"})
    assert forged.status_code == 400
    other = beheerder.post(f"{INLEZEN}/uitvoeren", data={**hidden(beheerder.get(INLEZEN)), "plan": seen["plan"]})
    assert other.status_code == 404
    assert booked(wereld) == []


def test_a_large_file_comes_through_and_a_larger_one_does_not(beheerder: FlaskClient) -> None:
    """A file that does not compress, so that its form is as large as it gets."""
    noise = "".join(chr(0x4E00 + number * 7919 % 20_000) for number in range(600_000))
    rows = [ROW.replace("=Onderzoek", noise[start : start + 400]) for start in range(0, 600_000, 400)]
    seen = upload(beheerder, *rows)
    assert "1.500 regels nieuw" in words(seen)
    assert carry_out(beheerder, seen).status_code == 303
    assert "hoogstens 5 MB" in words(upload(beheerder, content=b"x" * 5_000_001))
    assert upload(beheerder, content=b"x" * 6_000_000).status_code == 413
