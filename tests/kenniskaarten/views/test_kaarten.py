"""The gids and a card, as each reader gets them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from kennis.access import Rol, Zichtbaarheid
from kennis.db.base import now, transaction
from kennis.db.organisaties import Organisatie
from kenniskaarten.gids import PER_PAGINA
from kenniskaarten.models import Kaart, Veld
from tests.kenniskaarten.kaarten_wereld import add_gebruiker, add_kaart, fill, know
from tests.kenniskaarten.views.formulier import soup
from tests.web.conftest import ClientOf
from tests.web.wereld import LAREN, WOONVISIE, Wereld

# Who sees what of somebody in Laren; all accounts of the tests belong to Huizen.
SEEN_BY = {
    Zichtbaarheid.OPENBAAR: set(Rol),
    Zichtbaarheid.PROFESSIONAL: set(Rol) - {Rol.BURGER},
    Zichtbaarheid.AMBTENAAR: {Rol.AMBTENAAR, Rol.BEHEERDER, Rol.REGISSEUR},
    Zichtbaarheid.ORGANISATIE: {Rol.REGISSEUR},
    Zichtbaarheid.BEHEER: {Rol.REGISSEUR},
}


def add(wereld: Wereld, level: Zichtbaarheid = Zichtbaarheid.OPENBAAR, **values: Any) -> int:
    """Add somebody in Laren with a card of this level; return its id."""
    with transaction(wereld.installatie.sessions) as session:
        laren = session.scalars(sa.select(Organisatie).where(Organisatie.naam == LAREN)).one()
        return add_kaart(session, add_gebruiker(session, "Marietje Zonderling", laren), level, **values).id


def pages(number: int) -> list[str]:
    return [f"/kaarten/{number}{rest}" for rest in ("", ".vcf", "/qr.svg")]


@pytest.mark.parametrize("rol", Rol)
@pytest.mark.parametrize("level", Zichtbaarheid)
def test_a_card_exists_only_for_who_may_see_it(
    client_of: ClientOf, wereld: Wereld, rol: Rol, level: Zichtbaarheid
) -> None:
    number = add(wereld, level)
    client = client_of(rol)
    sees = rol in SEEN_BY[level]
    assert [client.get(path).status_code for path in pages(number)] == [200 if sees else 404] * 3
    for path in ("/kaarten", "/kaarten?naam=zonderling"):
        page = soup(client, path).select_one("main")
        assert page is not None
        assert ("Marietje Zonderling" in page.get_text()) == sees
        assert (LAREN in page.get_text()) == sees


@pytest.mark.parametrize("rol", Rol)
@pytest.mark.parametrize("level", Zichtbaarheid)
def test_a_part_stands_on_no_page_of_who_may_not_see_it(
    client_of: ClientOf, wereld: Wereld, rol: Rol, level: Zichtbaarheid
) -> None:
    number = add(wereld, velden=dict.fromkeys(Veld, level.value), rechtstreeks=True)
    with transaction(wereld.installatie.sessions) as session:
        kaart = session.get_one(Kaart, number)
        words = fill(session, kaart, wereld.documenten[WOONVISIE.titel])
        words[Veld.DOCUMENTEN] = WOONVISIE.titel
        words[Veld.FOTO] = f"/kaarten/{number}/foto"
        know(kaart, "woordonderwerp", level)
    client = client_of(rol)
    text = "".join(client.get(path).text for path in (*pages(number), "/kaarten"))
    text = text.replace("\r\n ", "")  # a long line of a vCard
    shown = {word for word in (*words.values(), "woordonderwerp") if word in text}
    assert shown == ({*words.values(), "woordonderwerp"} if rol in SEEN_BY[level] else set())


def test_no_address_is_shown_to_who_goes_through_the_network(client: FlaskClient, wereld: Wereld) -> None:
    values: dict[str, Any] = {"email": "m@laren.nl", "velden": dict.fromkeys(Veld, "openbaar")}
    number = add(wereld, **values)
    assert not any("m@laren.nl" in client.get(path).text for path in pages(number))
    with transaction(wereld.installatie.sessions) as session:
        session.get_one(Kaart, number).rechtstreeks = True
    assert [("m@laren.nl" in client.get(path).text) for path in pages(number)] == [True, True, False]


def test_a_card_that_is_old_or_whose_person_is_away_says_so(client: FlaskClient, wereld: Wereld) -> None:
    opened: dict[str, Any] = {"velden": dict.fromkeys(Veld, "openbaar"), "afwezig_tot": date(2090, 5, 3)}
    number = add(wereld, bevestigd_op=now() - timedelta(days=400), **opened)
    for path in (f"/kaarten/{number}", "/kaarten?naam=zonderling"):
        text = client.get(path).text
        assert "niet bevestigd sinds" in text
        assert "Afwezig tot en met 3 mei 2090" in text


def test_a_vcard_comes_as_a_file_with_the_address_of_the_card(client: FlaskClient) -> None:
    answer = client.get("/kaarten/1.vcf")
    assert answer.mimetype == "text/vcard"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="kaart-1.vcf"'
    assert "URL:http://localhost/kaarten/1\r\n" in answer.text
    assert "FN:Kiki Kaarthouder\r\n" in answer.text


def test_the_qr_code_is_a_picture_that_runs_nothing(client: FlaskClient) -> None:
    answer = client.get("/kaarten/1/qr.svg")
    assert answer.mimetype == "image/svg+xml"
    assert "<script" not in answer.text
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/kaarten/99999", "/kaarten/99999.vcf", "/kaarten/99999/foto", "/kaarten/0"])
def test_what_does_not_exist_is_not_there(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "query",
    ["organisatie=x&deskundigheid=99999999999&pagina=-1", "naam=%00%ff&taal=%27&pagina=999999", "deskundigheid=²"],
)
def test_nonsense_in_the_address_finds_nobody_or_is_passed_over(client: FlaskClient, query: str) -> None:
    assert client.get(f"/kaarten?{query}").status_code == 200


def test_nobody_found_gets_the_regisseur(client: FlaskClient) -> None:
    text = client.get("/kaarten?naam=bestaat-niet").text
    assert "Geen mensen gevonden" in text
    assert "mail uw vraag aan de regisseur" in text


def test_pages_keep_the_filters(client: FlaskClient, wereld: Wereld) -> None:
    with transaction(wereld.installatie.sessions) as session:
        for number in range(PER_PAGINA + 1):
            add_kaart(session, add_gebruiker(session, f"Vele {number}"))
    links = [str(link["href"]) for link in soup(client, "/kaarten?naam=vele").select(".kennis-paginas a")]
    assert links == ["/kaarten?naam=vele", "/kaarten?naam=vele&pagina=2"]


def test_a_card_has_a_button_to_ask(client: FlaskClient, wereld: Wereld) -> None:
    number = add(wereld)
    assert soup(client, f"/kaarten/{number}").select_one(f'a[href="/vragen/nieuw?aan={number}"]')
