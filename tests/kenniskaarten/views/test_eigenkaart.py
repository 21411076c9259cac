"""The page of one's own card, as its person uses it."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from PIL import Image

from kennis.access import Rol
from kennis.db.base import transaction
from kennis.db.organisaties import Gebruiker
from kenniskaarten.models import Instemming, Kaart
from kenniskaarten.volledigheid import _STAPPEN
from tests.kenniskaarten.views.formulier import send, send_file, soup
from tests.web.conftest import ClientOf
from tests.web.wereld import GESLOTEN, WOONVISIE, Wereld, email


@pytest.fixture
def client(client_of: ClientOf) -> FlaskClient:
    """Give the browser of an ambtenaar who just made his card."""
    found = client_of(Rol.AMBTENAAR)
    assert send(found, "/mijn-kaart", {"instemming": "ja"}).status_code == 303
    return found


def own(wereld: Wereld, rol: Rol = Rol.AMBTENAAR) -> Kaart | None:
    with wereld.installatie.sessions() as session:
        query = sa.select(Kaart).join(Gebruiker, Kaart.gebruiker_id == Gebruiker.id)
        return session.scalar(query.where(Gebruiker.email == email(rol)))


def text(client: FlaskClient, path: str = "/mijn-kaart") -> str:
    return soup(client, path).select_one("main").get_text(" ", strip=True)  # type: ignore[union-attr] # each page has it


def test_a_card_is_made_by_who_agrees_and_by_nobody_else(client_of: ClientOf, wereld: Wereld) -> None:
    client = client_of(Rol.AMBTENAAR)
    assert "U hebt nog geen kenniskaart" in text(client)
    refused = send(client, "/mijn-kaart")
    assert (refused.status_code, "Zet een vinkje" in refused.text) == (400, True)
    assert own(wereld) is None
    assert send(client, "/mijn-kaart", {"instemming": "ja"}).location == "/mijn-kaart"
    assert own(wereld) is not None
    with wereld.installatie.sessions() as session:
        given = session.scalars(sa.select(Instemming.soort).order_by(Instemming.id.desc())).first()
    assert given == "kaart"


def test_without_a_card_there_is_nothing_to_fill_in(client_of: ClientOf) -> None:
    client = client_of(Rol.AMBTENAAR)
    for path in ("bevestigen", "werkdagen", "functies/regel", "functies/regel/1/weg", "foto/weg"):
        assert send(client, f"/mijn-kaart/{path}", {"naam": "x"}).status_code == 404
    assert client.get("/mijn-kaart/voorbeeld").location == "/mijn-kaart"


def test_every_next_step_leads_to_a_part_of_the_page(client: FlaskClient) -> None:
    page = soup(client, "/mijn-kaart")
    assert {step.anker for step, _ in _STAPPEN} <= {str(part["id"]) for part in page.select("section[id]")}
    assert "Uw kaart is voor 0% ingevuld" in page.get_text(" ", strip=True)
    send(client, "/mijn-kaart/functies/regel", {"naam": "Adviseur"})
    assert "Uw kaart is voor 15% ingevuld" in text(client)


def test_each_form_of_the_page_can_be_sent_as_it_stands(client: FlaskClient) -> None:
    """What a form shows is what is kept: sending it changes nothing."""
    send(client, "/mijn-kaart/functies/regel", {"naam": "Adviseur", "van": "2019"})
    send(client, "/mijn-kaart/deelnames/regel", {"naam": "Werkgroep", "rol": "trekker"})
    send(client, "/mijn-kaart/deskundigheden/regel", {"vrij": "valpreventie", "interesse": "graag"})
    send(client, "/mijn-kaart/werkdagen", {"werkdagen": ["ma", "do"], "zicht-werkdagen": "openbaar"})
    before = text(client)
    forms = soup(client, "/mijn-kaart").select("main form[method=post]")
    kept = [form for form in forms if str(form["action"]).count("/") == 2 or "/regel/" in str(form["action"])]
    sent = 0
    for form in kept:
        if str(form["action"]).endswith(("/weg", "/regel")):
            continue
        fields: dict[str, list[str]] = {}
        for field in form.select("input[name], textarea[name], select[name]"):
            if field.get("type") == "checkbox" and not field.has_attr("checked"):
                continue
            chosen = field.select_one("option[selected]")
            value = str(chosen["value"]) if chosen else str(field.get("value") or field.get_text().strip("\n"))
            fields.setdefault(str(field["name"]), []).append(
                "" if field.name == "select" and not chosen else value
            )
        assert client.post(str(form["action"]), data=fields).status_code == 303, form["action"]
        sent += 1
    assert sent >= 13
    assert text(client) == before


def test_what_is_wrong_stands_beside_the_field_with_what_was_typed(client: FlaskClient) -> None:
    answer = send(client, "/mijn-kaart/bereikbaar", {"email": "geen adres", "telefoon": "035 123 45 67"})
    assert answer.status_code == 400
    page = answer.text
    assert 'value="geen adres"' in page
    assert 'value="035 123 45 67"' in page
    assert 'aria-describedby="bereikbaar-email-fout"' in page
    assert 'href="#bereikbaar"' in page
    assert "geen adres" not in client.get("/mijn-kaart").text


def test_a_line_that_was_rejected_stays_open_with_what_was_typed(client: FlaskClient) -> None:
    send(client, "/mijn-kaart/functies/regel", {"naam": "Adviseur"})
    form = soup(client, "/mijn-kaart").select_one("#functies details form")
    assert form is not None
    answer = send(client, str(form["action"]), {"naam": "", "van": "ooit"})
    assert answer.status_code == 400
    assert 'value="ooit"' in answer.text
    assert "Vul de naam van uw functie in." in answer.text


def test_a_word_that_no_form_has_closes_instead_of_opening(client: FlaskClient, wereld: Wereld) -> None:
    send(client, "/mijn-kaart/kaart", {"zichtbaarheid": "iedereen"})
    send(client, "/mijn-kaart/talen", {"talen": ["Engels", "Klingon"], "zicht-talen": "alles"})
    kaart = own(wereld)
    assert kaart is not None
    assert (kaart.zichtbaarheid, kaart.talen, kaart.velden["talen"]) == ("organisatie", ["Engels"], "organisatie")


def test_one_button_says_that_all_is_right(client: FlaskClient, wereld: Wereld) -> None:
    with transaction(wereld.installatie.sessions) as session:
        for kaart in session.scalars(sa.select(Kaart)):
            kaart.bevestigd_op -= timedelta(days=200)
    assert "Klopt dit nog?" in text(client)
    send(client, "/mijn-kaart/bevestigen")
    assert "Klopt dit nog?" not in text(client)


def test_a_document_is_found_by_words_of_its_title_where_one_may_see_it(client: FlaskClient) -> None:
    assert titels(client, "huizen WOONVISIE") == [WOONVISIE.titel]
    for opzet, rollen in GESLOTEN.items():
        assert titels(client, opzet.titel) == ([opzet.titel] if "ambtenaar" in rollen else [])


def titels(client: FlaskClient, woorden: str) -> list[str]:
    """Return the documents that one can choose from."""
    found = soup(client, f"/mijn-kaart?document={woorden}").select("#documenten li > span:first-child")
    return [titel.get_text().split("\n")[0].removesuffix(" 3 maart 2025") for titel in found]


def test_a_document_goes_on_the_card_and_off_it(client: FlaskClient, wereld: Wereld) -> None:
    number = wereld.documenten[WOONVISIE.titel]
    send(client, "/mijn-kaart/documenten/regel", {"document_id": number, "rol": "auteur"})
    assert "U schreef dit" in text(client)
    line = soup(client, "/mijn-kaart").select_one("#documenten form[action$='/weg']")
    assert line is not None
    send(client, str(line["action"]))
    assert "U schreef dit" not in text(client)
    hidden = next(opzet for opzet, rollen in GESLOTEN.items() if "ambtenaar" not in rollen)
    fields = {"document_id": wereld.documenten[hidden.titel], "rol": "auteur"}
    assert send(client, "/mijn-kaart/documenten/regel", fields).status_code == 404


def photo(size: int = 300) -> bytes:
    """Return a photo that does not shrink, as one of a telephone."""
    target = io.BytesIO()
    Image.effect_noise((size, size), 90).convert("RGB").save(target, "PNG")
    return target.getvalue()


def test_a_photo_larger_than_any_form_is_taken_and_goes_at_one_click(client: FlaskClient, wereld: Wereld) -> None:
    large = photo(1_200)
    assert len(large) > 1024 * 1024
    assert send_file(client, "/mijn-kaart/foto/nieuw", large, {"instemming": "ja"}).status_code == 303
    kaart = own(wereld)
    assert kaart is not None
    shown = client.get(f"/kaarten/{kaart.id}/foto")
    assert (shown.status_code, shown.mimetype) == (200, "image/jpeg")
    send(client, "/mijn-kaart/foto/weg")
    assert client.get(f"/kaarten/{kaart.id}/foto").status_code == 404


@pytest.mark.parametrize(
    ("content", "fields", "words"),
    [
        (b"dit is geen foto", {"instemming": "ja"}, "Dit bestand is geen foto"),
        (b"", {"instemming": "ja"}, "Dit bestand is geen foto"),
        (photo(), {}, "Zet een vinkje"),
        (b"x" * (10 * 1024 * 1024 + 1), {"instemming": "ja"}, "Deze foto is te groot"),
    ],
)
def test_a_photo_that_is_refused_says_why(
    client: FlaskClient, content: bytes, fields: dict[str, str], words: str
) -> None:
    answer = send_file(client, "/mijn-kaart/foto/nieuw", content, fields)
    assert answer.status_code == 400
    assert words in answer.text


def test_what_is_far_too_large_is_not_even_read(client: FlaskClient) -> None:
    assert send_file(client, "/mijn-kaart/foto/nieuw", b"x" * (11 * 1024 * 1024), {}).status_code == 413
    assert send(client, "/mijn-kaart/aanspreekbaar", {"over": "x" * 1_100_000}).status_code == 413


@pytest.mark.parametrize(("als", "sees"), [("burger", False), ("professional", False), ("collega", True)])
def test_one_sees_ones_card_as_others_do(client: FlaskClient, als: str, sees: bool) -> None:  # noqa: FBT001 (a parameter)
    send(client, "/mijn-kaart/kaart", {"zichtbaarheid": "openbaar"})
    send(
        client, "/mijn-kaart/aanspreekbaar", {"aanspreekbaar": "geheimwoord", "zicht-aanspreekbaar": "organisatie"}
    )
    page = text(client, f"/mijn-kaart/voorbeeld?als={als}")
    assert "Ambtenaar Jansen" in page
    assert ("geheimwoord" in page) == sees


def test_a_closed_card_does_not_exist_in_the_eyes_of_others(client: FlaskClient) -> None:
    assert "bestaat uw kaart niet" in text(client, "/mijn-kaart/voorbeeld?als=burger")
    assert "bestaat uw kaart niet" not in text(client, "/mijn-kaart/voorbeeld?als=collega")
