"""The pages of questions: asking in two steps, answering, and what others see of it."""

from __future__ import annotations

import re
from typing import Any

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from sqlalchemy import orm as so
from werkzeug.test import TestResponse

from indexer.worker import Worker
from kennis.access import Rol, Zichtbaarheid
from kennis.db.base import now, transaction
from kennis.db.organisaties import Gebruiker, Organisatie
from kennis.db.wachtrij import enqueue
from kenniskaarten.models import Deskundigheid, Kaart, KaartDeskundigheid, Niveau
from kenniskaarten.records import VRAGEN
from kenniskaarten.vraagmodels import Antwoord, Bericht, Ontvanger, Vraag
from tests.encoders import HashEncoder
from tests.web.conftest import ClientOf
from tests.web.wereld import LAREN, WOONVISIE, Wereld, email

TITEL = "Wie helpt ons met valpreventie bij ouderen?"
NIEUW = "/vragen/nieuw"


def soup(client: FlaskClient, path: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(path).data, "lxml")


def words(response: TestResponse) -> str:
    return " ".join(BeautifulSoup(response.data, "lxml").get_text(" ").split())


def send(client: FlaskClient, path: str, form: str = NIEUW, **fields: Any) -> TestResponse:
    token = soup(client, form).select_one("input[name=csrf_token]")
    assert token is not None
    return client.post(path, data={"csrf_token": str(token["value"]), **fields})


def ask(client: FlaskClient, **fields: Any) -> str:
    """Ask a question; give its path."""
    response = send(client, NIEUW, titel=TITEL, stap="verstuur", **fields)
    assert response.status_code == 303, words(response)
    return str(response.location).partition("?")[0]


def row(wereld: Wereld, path: str) -> Vraag:
    with wereld.installatie.sessions() as session:
        vraag = session.get_one(Vraag, int(path.rpartition("/")[2]))
        session.refresh(vraag, ["ontvangers", "antwoorden", "documenten"])
        return vraag


def add_person(session: so.Session, naam: str, **values: object) -> Kaart:
    """Add somebody of Laren with a card that every ambtenaar sees."""
    laren = session.query(Organisatie).filter_by(naam=LAREN).one()
    gebruiker = Gebruiker(
        naam=naam, email=email(naam), wachtwoord_hash="-", rol=Rol.AMBTENAAR, organisatie=laren, sessie=naam
    )
    kaart = Kaart(gebruiker=gebruiker, zichtbaarheid=Zichtbaarheid.AMBTENAAR, **values)
    session.add(kaart)
    session.flush()
    return kaart


@pytest.fixture
def kaart_id(wereld: Wereld) -> int:
    with transaction(wereld.installatie.sessions) as session:
        return add_person(session, "Dirk", telefoon="035 555 55 55", email="dirk@laren.nl").id


@pytest.fixture
def ambtenaar(client_of: ClientOf) -> FlaskClient:
    return client_of(Rol.AMBTENAAR)


def test_a_question_is_typed_then_looked_at_and_then_sent(ambtenaar: FlaskClient, wereld: Wereld) -> None:
    first = send(ambtenaar, NIEUW, titel="Val", stap="kijk")
    assert first.status_code == 400
    assert "Schrijf uw vraag in één zin" in words(first)
    second = send(ambtenaar, NIEUW, titel=TITEL, tekst="Voor 80-plussers.\n\nEn thuis.", stap="kijk")
    assert "Is dit al beantwoord?" in words(second)
    page = BeautifulSoup(second.data, "lxml")
    typed = {str(x["name"]): str(x["value"]) for x in page.select("main form input[type=hidden]")}
    assert typed["titel"] == TITEL
    again = ambtenaar.post(NIEUW, data={**typed, "stap": "terug"})
    assert "Voor 80-plussers." in again.get_data(as_text=True)
    with wereld.installatie.sessions() as session:
        assert session.scalar(sa.select(sa.func.count(Vraag.id)).where(Vraag.titel == TITEL)) == 0
    sent = ambtenaar.post(NIEUW, data={**typed, "stap": "verstuur", "aan": "netwerk"})
    shown = words(ambtenaar.get(str(sent.location)))
    assert "Uw vraag is verstuurd" in shown
    assert "Mail staat op deze site nog niet aan" in shown
    assert "Gevraagd aan het netwerk." in shown


def test_a_person_is_asked_without_anybodys_address(ambtenaar: FlaskClient, wereld: Wereld, kaart_id: int) -> None:
    first = ambtenaar.get(f"{NIEUW}?aan={kaart_id}&vraag={TITEL}")
    assert "Stel een vraag aan Dirk" in words(first)
    assert "via het netwerk: de regisseur" in words(first)
    second = send(ambtenaar, NIEUW, titel=TITEL, aan=f"kaart:{kaart_id}", stap="kijk")
    path = ask(ambtenaar, aan=f"kaart:{kaart_id}")
    last = ambtenaar.get(path)
    assert "Gevraagd aan Dirk, via het netwerk: de regisseur krijgt de vraag ook" in words(last)
    for page in (first, second, last):
        text = page.get_data(as_text=True)
        assert email("Dirk") not in text.lower()
        assert "dirk@laren.nl" not in text
        assert "035" not in text
    with wereld.installatie.sessions() as session:
        told = session.scalars(sa.select(Bericht.over)).all()
        assert told == [path.replace("/vragen/", "vraag:")] * 2


def test_who_may_be_asked_directly_is(ambtenaar: FlaskClient, wereld: Wereld) -> None:
    with transaction(wereld.installatie.sessions) as session:
        direct = add_person(session, "Carla", rechtstreeks=True).id
    assert "gaat rechtstreeks naar Carla" in words(ambtenaar.get(f"{NIEUW}?aan={direct}"))
    assert [x.via_netwerk for x in row(wereld, ask(ambtenaar, aan=f"kaart:{direct}")).ontvangers] == [False]


@pytest.mark.parametrize("aan", ["999999", "-1", "kaart:x", "groep:", "99999999999999999999", "javascript:1", "²"])
def test_whatever_stands_in_the_address_the_form_opens(ambtenaar: FlaskClient, aan: str) -> None:
    response = ambtenaar.get(NIEUW, query_string={"aan": aan, "onderwerp": aan, "document": aan})
    assert response.status_code == 200
    assert "Stel een vraag" in words(response)


def test_a_hidden_card_cannot_be_asked_and_is_as_one_that_is_not_there(client_of: ClientOf, kaart_id: int) -> None:
    professional = client_of(Rol.PROFESSIONAL)
    assert "Dirk" not in words(professional.get(f"{NIEUW}?aan={kaart_id}"))
    for number in (kaart_id, 999_999):
        answer = send(professional, NIEUW, titel=TITEL, aan=f"kaart:{number}", stap="verstuur")
        assert answer.status_code == 404


def test_documents_and_subject_go_along(ambtenaar: FlaskClient, wereld: Wereld) -> None:
    with transaction(wereld.installatie.sessions) as session:
        subject = Deskundigheid(naam="Valpreventie", vastgesteld_op=now())
        session.add(subject)
        session.flush()
        number = subject.id
    document, hidden = (wereld.documenten[titel] for titel in (WOONVISIE.titel, "Gesloten zandhagedis"))
    first = ambtenaar.get(f"{NIEUW}?document={document}&document={hidden}&onderwerp={number}")
    assert f"Uw vraag gaat over {WOONVISIE.titel}" in words(first)
    assert "zandhagedis" not in first.get_data(as_text=True)
    path = ask(ambtenaar, document=[document, hidden], onderwerp=number)
    assert [x.document_id for x in row(wereld, path).documenten] == [document]
    assert "Valpreventie" in words(ambtenaar.get(path))


def test_people_who_know_the_subject_are_named_and_get_what_is_put_to_the_network(
    ambtenaar: FlaskClient, wereld: Wereld
) -> None:
    with transaction(wereld.installatie.sessions) as session:
        subject = Deskundigheid(naam="Valpreventie", vastgesteld_op=now())
        own = KaartDeskundigheid(
            deskundigheid=subject, niveau=Niveau.EXPERT, zichtbaarheid=Zichtbaarheid.AMBTENAAR
        )
        dirk = add_person(session, "Dirk", deskundigheden=[own])
        hidden = KaartDeskundigheid(deskundigheid=subject)
        gerda = add_person(session, "Gerda", deskundigheden=[hidden])
        session.flush()
        number, ids = subject.id, {dirk.gebruiker_id, gerda.gebruiker_id}
    second = words(send(ambtenaar, NIEUW, titel=TITEL, onderwerp=number, stap="kijk"))
    assert "Dirk, Gemeente Laren Geeft zelf aan: Valpreventie (expert)" in second
    assert "Gerda" not in second
    got = {x.gebruiker_id for x in row(wereld, ask(ambtenaar, onderwerp=number)).ontvangers}
    assert got & ids == {dirk.gebruiker_id}


def index(wereld: Wereld) -> None:
    with transaction(wereld.installatie.sessions) as session:
        enqueue(session, ["vraag:1"])
    folder = wereld.installatie.config.index_dir
    Worker(wereld.installatie.sessions, folder, HashEncoder(), [VRAGEN]).work_off()


def test_what_is_answered_already_is_shown_before_one_sends(ambtenaar: FlaskClient, wereld: Wereld) -> None:
    index(wereld)
    second = send(ambtenaar, NIEUW, titel="Hoe begint een steunpunt voor mantelzorg?", stap="kijk")
    page = BeautifulSoup(second.data, "lxml")
    assert page.select_one("main a[href='/vragen/1']") is not None
    documents = [str(a["href"]) for a in page.select("main a[href^='/document/']")]
    assert documents
    assert all(link.endswith("?vraag=Hoe+begint+een+steunpunt+voor+mantelzorg?") for link in documents)


def test_without_an_index_one_can_still_ask(ambtenaar: FlaskClient, wereld: Wereld) -> None:
    for path in sorted(wereld.installatie.config.index_dir.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    second = send(ambtenaar, NIEUW, titel=TITEL, stap="kijk")
    assert "Wij vonden geen vraag of document" in words(second)
    assert ask(ambtenaar)


# --- answering ---------------------------------------------------------------------------------------------------


def test_the_regisseur_answers_and_who_asked_accepts(client_of: ClientOf, wereld: Wereld) -> None:
    ambtenaar, regisseur = client_of(Rol.AMBTENAAR), client_of(Rol.REGISSEUR)
    path = ask(ambtenaar)
    assert "wachten op uw antwoord" in words(regisseur.get("/"))
    waiting = soup(regisseur, "/vragen").select_one("section[aria-labelledby=voor-mij]")
    assert waiting is not None
    assert TITEL in waiting.get_text()
    send(regisseur, f"{path}/antwoord", path, tekst="Bel de\n\nfysiotherapeut.", soort="antwoord")
    assert "wachten op uw antwoord" not in words(regisseur.get("/"))
    [antwoord] = row(wereld, path).antwoorden
    assert "Bel de fysiotherapeut." in words(ambtenaar.get(path))
    accepted = send(ambtenaar, f"/vragen/antwoord/{antwoord.id}/nuttig", path)
    assert str(accepted.location).endswith(f"#antwoord-{antwoord.id}")
    assert "hielp de vraagsteller" in words(regisseur.get(path))
    send(ambtenaar, f"/vragen/antwoord/{antwoord.id}/nuttig", path, terug="ja")
    assert "hielp de vraagsteller" not in words(regisseur.get(path))
    assert send(regisseur, f"/vragen/antwoord/{antwoord.id}/nuttig", path).status_code == 404


def test_an_answer_to_a_closed_question_is_refused_and_kept_in_the_form(client_of: ClientOf) -> None:
    ambtenaar, regisseur = client_of(Rol.AMBTENAAR), client_of(Rol.REGISSEUR)
    path = ask(ambtenaar)
    send(ambtenaar, f"{path}/sluiten", path)
    refused = send(
        regisseur, f"{path}/antwoord", path, tekst="Lang en <b>zorgvuldig</b> getypt.", soort="antwoord"
    )
    assert refused.status_code == 400
    page = BeautifulSoup(refused.data, "lxml")
    assert "Deze vraag is gesloten" in page.get_text()
    box = page.select_one("textarea[name=tekst]")
    assert box is not None
    assert box.get_text().strip() == "Lang en <b>zorgvuldig</b> getypt."
    assert "textarea" not in regisseur.get(path).get_data(as_text=True)
    send(regisseur, f"{path}/heropenen", path)
    assert "textarea" in regisseur.get(path).get_data(as_text=True)


def test_who_got_a_question_leaves_it_to_others(client_of: ClientOf, wereld: Wereld) -> None:
    ambtenaar, regisseur = client_of(Rol.AMBTENAAR), client_of(Rol.REGISSEUR)
    path = ask(ambtenaar)
    left = send(regisseur, f"{path}/afzien", path)
    assert "telt nooit tegen u" in words(regisseur.get(str(left.location)))
    assert row(wereld, path).ontvangers[0].afgezien_op is not None
    assert send(ambtenaar, f"{path}/afzien", path).status_code == 404


def test_an_empty_answer_is_none(client_of: ClientOf) -> None:
    path = ask(client_of(Rol.AMBTENAAR))
    refused = send(client_of(Rol.REGISSEUR), f"{path}/antwoord", path, tekst=" \r\n ")
    assert (refused.status_code, "Schrijf eerst uw antwoord" in words(refused)) == (400, True)


# --- who sees it -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rol", [Rol.BURGER, Rol.PROFESSIONAL, Rol.BEHEERDER])
def test_for_others_a_question_does_not_exist_without_consent(client_of: ClientOf, rol: Rol) -> None:
    path, other = ask(client_of(Rol.AMBTENAAR)), client_of(rol)
    assert other.get(path).status_code == 404
    if rol is not Rol.BURGER:
        for action in ("antwoord", "afzien", "sluiten", "heropenen", "vindbaar"):
            assert send(other, f"{path}/{action}", NIEUW, tekst="Hallo daar.").status_code == 404
        assert TITEL not in words(other.get("/vragen"))


def test_with_consent_others_see_it_as_far_as_the_level_goes(client_of: ClientOf, wereld: Wereld) -> None:
    ambtenaar = client_of(Rol.AMBTENAAR)
    path = ask(ambtenaar, zichtbaarheid="professional")
    send(client_of(Rol.REGISSEUR), f"{path}/antwoord", path, tekst="Besloten antwoord.")
    seen = words(client_of(Rol.PROFESSIONAL).get(path))
    assert TITEL in seen
    assert "Besloten antwoord" not in seen
    assert "Gevraagd aan" not in seen
    assert client_of(Rol.BURGER).get(path).status_code == 404
    [antwoord] = row(wereld, path).antwoorden
    send(client_of(Rol.REGISSEUR), f"/vragen/antwoord/{antwoord.id}/vindbaar", path)
    assert "Besloten antwoord" in words(client_of(Rol.PROFESSIONAL).get(path))
    send(ambtenaar, f"{path}/vindbaar", path, zichtbaarheid="niemand")
    assert client_of(Rol.PROFESSIONAL).get(path).status_code == 404


def test_who_has_no_account_reads_no_names(client: FlaskClient, ambtenaar: FlaskClient) -> None:
    assert "Beheerder Jansen" in words(ambtenaar.get("/vragen/1"))
    seen = words(client.get("/vragen/1"))
    assert "Begin klein, met koffie." in seen
    assert "Jansen" not in seen
    assert "Iemand van Gemeente Huizen" in seen
    assert "textarea" not in client.get("/vragen/1").get_data(as_text=True)


def test_a_wider_level_than_others_agreed_to_is_refused_with_the_reason(
    client_of: ClientOf, wereld: Wereld
) -> None:
    ambtenaar = client_of(Rol.AMBTENAAR)
    path = ask(ambtenaar, zichtbaarheid="ambtenaar")
    send(client_of(Rol.REGISSEUR), f"{path}/antwoord", path, tekst="Wij.", vindbaar="ja")
    refused = send(ambtenaar, f"{path}/vindbaar", path, zichtbaarheid="openbaar")
    assert refused.status_code == 400
    assert "Dit kan alleen beperkter" in words(refused)
    assert row(wereld, path).zichtbaarheid is Zichtbaarheid.AMBTENAAR


def test_a_level_that_one_does_not_have_is_not_offered_or_taken(client_of: ClientOf) -> None:
    professional = client_of(Rol.PROFESSIONAL)
    page = send(professional, NIEUW, titel=TITEL, stap="kijk").get_data(as_text=True)
    assert re.findall(r'name="zichtbaarheid" value="(\w*)"', page) == ["", "professional", "openbaar"]
    refused = send(professional, NIEUW, titel=TITEL, stap="verstuur", zichtbaarheid="ambtenaar")
    assert (refused.status_code, "Kies wie uw vraag mag vinden" in words(refused)) == (400, True)


def test_the_lists_put_first_what_waits_and_count_only_what_one_sees(client_of: ClientOf, wereld: Wereld) -> None:
    ask(client_of(Rol.AMBTENAAR), zichtbaarheid="ambtenaar")
    page = soup(client_of(Rol.BEHEERDER), "/vragen")
    assert [h.get_text(" ").split()[0] for h in page.select("main h2")] == ["Wachten", "Door", "Andere"]
    with transaction(wereld.installatie.sessions) as session:
        session.get_one(Antwoord, 1).nuttig_op = now()
    answered = soup(client_of(Rol.PROFESSIONAL), "/vragen").select_one("section[aria-labelledby=beantwoord]")
    assert answered is not None
    assert "steunpunt" in answered.get_text()


def test_the_regisseur_reads_that_mail_is_not_set_up(client_of: ClientOf) -> None:
    ask(client_of(Rol.AMBTENAAR))
    assert "Er is geen mailserver ingesteld. 1 mail wacht." in words(client_of(Rol.REGISSEUR).get("/vragen"))
    assert "mailserver" not in words(client_of(Rol.AMBTENAAR).get("/vragen"))


def test_a_group_that_one_may_not_know_cannot_be_asked(client_of: ClientOf, wereld: Wereld) -> None:
    refused = send(client_of(Rol.AMBTENAAR), NIEUW, titel=TITEL, aan="groep:Geheime groep", stap="verstuur")
    assert (refused.status_code, "zit niemand anders" in words(refused)) == (400, True)
    with wereld.installatie.sessions() as session:
        assert session.scalar(sa.select(sa.func.count(Ontvanger.id))) == 0
