"""The pages about the cards of an organisation, and the table that is taken in there."""

from __future__ import annotations

import io
import random
from string import ascii_letters, digits

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from kennis.access import Rol
from kennis.db.base import transaction
from kennis.db.organisaties import Gebruiker
from kenniskaarten.melden import meld
from kenniskaarten.models import Kaart, MeldingSoort
from tests.kenniskaarten.mensen import add_gebruiker, add_kaart
from tests.web.conftest import ClientOf
from tests.web.wereld import LAREN, Wereld, email

KAARTEN = "/mijn-organisatie/kaarten"
INLEZEN = f"{KAARTEN}/inlezen"


@pytest.fixture
def beheerder(client_of: ClientOf) -> FlaskClient:
    return client_of(Rol.BEHEERDER)


@pytest.fixture
def kaart(wereld: Wereld) -> int:
    """Add a card of Huizen that a colleague says is of somebody who left; give its id."""
    with transaction(wereld.installatie.sessions) as session:
        row = add_kaart(session, add_gebruiker(session, "Kim Kaart"), aanspreekbaar="=stoepen")
        melder = session.query(Gebruiker).filter_by(email=email(Rol.AMBTENAAR)).one()
        meld(session, melder, row, MeldingSoort.VERTROKKEN, "al maanden weg")
        return row.id


def token(client: FlaskClient, path: str = INLEZEN) -> str:
    found = BeautifulSoup(client.get(path).data, "lxml").select_one("main [name=csrf_token]")
    assert found is not None
    return str(found["value"])


def send(client: FlaskClient, path: str, **fields: str) -> TestResponse:
    return client.post(path, data={"csrf_token": token(client), **fields})


def upload(client: FlaskClient, content: bytes, **fields: str) -> TestResponse:
    data = {"csrf_token": token(client), "bestand": (io.BytesIO(content), "kaarten.csv"), **fields}
    return client.post(INLEZEN, data=data, content_type="multipart/form-data")


def words(response: TestResponse) -> str:
    return " ".join(BeautifulSoup(response.data, "lxml").select_one("main").get_text(" ").split())  # type: ignore[union-attr] # each page has one


def plan_of(response: TestResponse) -> str:
    field = BeautifulSoup(response.data, "lxml").select_one("[name=plan]")
    assert field is not None, words(response)
    return str(field["value"])


@pytest.mark.usefixtures("kaart")
def test_the_beheerder_sees_numbers_and_no_marks_of_people(beheerder: FlaskClient) -> None:
    text = words(beheerder.get(KAARTEN))
    assert "2 kaarten." in text
    assert "mensen met een account hebben geen kaart" in text
    assert "20 tot en met 49 procent 1" in text
    assert "Korter dan drie maanden geleden 2" in text
    assert "%" not in text


def test_for_others_there_is_nothing(client_of: ClientOf, wereld: Wereld, kaart: int) -> None:
    with wereld.installatie.sessions() as session:
        laren = session.query(Gebruiker).first().organisatie_id + 1  # type: ignore[union-attr,operator] # Huizen is first
    for rol in (Rol.PROFESSIONAL, Rol.AMBTENAAR):
        for path in (KAARTEN, f"{KAARTEN}/kaarten.csv", INLEZEN):
            assert client_of(rol).get(path).status_code == 404
    beheerder = client_of(Rol.BEHEERDER)
    for path in (KAARTEN, f"{KAARTEN}/kaarten.csv", INLEZEN):
        assert beheerder.get(f"{path}?organisatie={laren}").status_code == 404
        assert client_of(Rol.REGISSEUR).get(f"{path}?organisatie={laren}").status_code == 200
    with transaction(wereld.installatie.sessions) as session:
        elders = add_kaart(session, add_gebruiker(session, "Elders", van=LAREN))
        melder = session.query(Gebruiker).filter_by(email=email(Rol.AMBTENAAR)).one()
        report = meld(session, melder, elders, MeldingSoort.VERTROKKEN, "").id
    assert send(beheerder, f"{KAARTEN}/melding/{report}", vertrokken="ja").status_code == 404
    assert send(beheerder, f"{KAARTEN}/{elders.id}/terug").status_code == 404
    assert send(beheerder, f"{KAARTEN}/{kaart}/terug").status_code == 404, "who did not leave cannot come back"


def test_a_report_is_handled_and_can_be_undone(beheerder: FlaskClient, wereld: Wereld, kaart: int) -> None:
    assert "al maanden weg" in words(beheerder.get(KAARTEN))
    assert send(beheerder, f"{KAARTEN}/melding/1", vertrokken="misschien").status_code == 400
    send(beheerder, f"{KAARTEN}/melding/1", vertrokken="ja")
    text = words(beheerder.get(KAARTEN))
    assert "al maanden weg" not in text
    assert "Kim Kaart sinds" in text
    send(beheerder, f"{KAARTEN}/{kaart}/terug")
    with wereld.installatie.sessions() as session:
        assert session.get_one(Kaart, kaart).vertrokken_op is None


@pytest.mark.usefixtures("kaart")
def test_what_was_taken_out_is_taken_in_as_unchanged(beheerder: FlaskClient) -> None:
    content = beheerder.get(f"{KAARTEN}/kaarten.csv").data
    assert "'=stoepen" in content.decode()
    assert "0 nieuw, 0 gewijzigd, 2 hetzelfde, 0 fout" in words(upload(beheerder, content))


def test_a_table_is_shown_and_then_done_as_shown(beheerder: FlaskClient, wereld: Wereld, kaart: int) -> None:
    csv = "naam;email;spreekuur\nKim Kaart;kim.kaart@huizen.voorbeeld.nl;dinsdag\nNieuw Hier;nieuw@huizen.nl;"
    shown = upload(beheerder, csv.encode())
    assert "1 nieuw, 1 gewijzigd" in words(shown)
    with wereld.installatie.sessions() as session:
        assert session.get_one(Kaart, kaart).spreekuur == ""
    plan = plan_of(shown)
    assert send(beheerder, f"{INLEZEN}/uitvoeren", plan=f"x{plan}").status_code == 400
    assert send(beheerder, f"{INLEZEN}/uitvoeren", plan=plan).status_code == 303
    with wereld.installatie.sessions() as session:
        assert session.get_one(Kaart, kaart).spreekuur == "dinsdag"
        assert session.query(Gebruiker).filter_by(email="nieuw@huizen.nl").count() == 1
    again = send(beheerder, f"{INLEZEN}/uitvoeren", plan=plan)
    assert (again.status_code, "intussen veranderd" in words(again)) == (400, True)


def test_what_another_was_shown_is_not_done(beheerder: FlaskClient, client_of: ClientOf) -> None:
    plan = plan_of(upload(beheerder, b"naam;email\nNieuw Hier;nieuw@huizen.nl"))
    assert send(client_of(Rol.REGISSEUR), f"{INLEZEN}/uitvoeren", plan=plan).status_code == 404


def test_what_is_wrong_is_told_and_cannot_be_done(beheerder: FlaskClient) -> None:
    shown = upload(beheerder, b"naam;email;organisatie\nJan;geen;Gemeente Hilvermeer")
    assert "regel 2 De organisatie" in words(shown).replace("‘geen’ is geen e-mailadres. ", "")
    assert "Voer dit uit" not in words(shown)
    for content, reason in ((b"", "niets in"), (b"PK\x03\x04", "Opslaan als"), (b"\xe9", "UTF-8")):
        refused = upload(beheerder, content)
        assert (refused.status_code, reason in words(refused)) == (400, True)
    assert "Kies een bestand" in words(send(beheerder, INLEZEN))


def test_a_million_rows_are_refused_in_dutch(beheerder: FlaskClient) -> None:
    content = b"naam;email\n" + b"Jan Jansen;jan@huizen.nl\n" * 1_000_000
    refused = beheerder.post(INLEZEN, data=content, content_type="multipart/form-data; boundary=x")
    assert refused.status_code == 413
    assert "kleiner bestand" in words(refused)


def test_the_largest_table_that_is_shown_can_also_be_done(beheerder: FlaskClient) -> None:
    """Or it is refused at once: the form that sends it back is as large as forms may be."""
    chance = random.Random(7)  # noqa: S311 (no secret)
    rows = ("".join(chance.choices(ascii_letters + digits, k=120)) for _ in range(4_000))
    text = "naam;email\n" + "\n".join(f"{row[:80]};{row[80:]}@x.nl" for row in rows)
    shown = upload(beheerder, text[:490_000].encode())
    assert (shown.status_code, "Verdeel" in words(shown)) == (400, True)
    rows = (f"Nieuw Hier {number};nieuw.hier.{number}@huizen.nl" for number in range(4_900))
    shown = upload(beheerder, ("naam;email\n" + "\n".join(rows)).encode())
    assert send(beheerder, f"{INLEZEN}/uitvoeren", plan=plan_of(shown)).status_code == 303
