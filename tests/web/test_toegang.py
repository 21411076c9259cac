from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.routing import Rule

from kennis.access import Rol
from kennis.db.base import now
from kennis.web.toegang import BEHEER, PUBLIC_ENDPOINTS, safe_path
from tests.web.conftest import ClientOf
from tests.web.wereld import GESLOTEN, WOONVISIE, Wereld, email

# Written out again: whoever opens a page to everybody does so here too, on purpose.
OPEN_TO_ALL = {
    "/",
    "/zoeken",
    "/suggesties",
    "/document/<int(max=2147483647):document_id>",
    "/passage/<int(max=2147483647):passage_id>",
    "/bestand/<int(max=2147483647):versie_id>/<naam>",
    "/begrippen",
    "/begrippen/<int(max=2147483647):begrip_id>",
    "/kaarten",
    "/kaarten/<int(max=2147483647):kaart_id>",
    "/kaarten/<int(max=2147483647):kaart_id>.vcf",
    "/kaarten/<int(max=2147483647):kaart_id>/qr.svg",
    "/kaarten/<int(max=2147483647):kaart_id>/foto",
    "/vragen/<int(max=2147483647):vraag_id>",
    "/projecten",
    "/projecten/<int(max=2147483647):project_id>",
    "/bevestigen",
    "/inloggen",
    "/over",
    "/zoektips",
    "/privacy",
    "/toegankelijkheid",
    "/kenniskaarten-en-privacy",
    "/verwijderd",
    "/.well-known/security.txt",
    "/robots.txt",
    "/gezondheid",
    "/static/<path:filename>",
}

ALL_WITH_ACCOUNT = frozenset(Rol) - {Rol.BURGER}
OF_A_GEMEENTE = frozenset({Rol.AMBTENAAR, Rol.BEHEERDER, Rol.REGISSEUR})
THAT_BOOK = frozenset({Rol.BEHEERDER, Rol.REGISSEUR})

# For whom a page exists, by the beginning of its route; for everybody else with an account it does not.
EXISTS_FOR = {
    BEHEER: frozenset({Rol.REGISSEUR}),
    "/mijn-organisatie": frozenset({Rol.BEHEERDER, Rol.REGISSEUR}),
    "/halen-en-brengen": OF_A_GEMEENTE,
    "/halen-en-brengen/<int:organisatie_id>/uren/": THAT_BOOK,
    "/halen-en-brengen/<int:organisatie_id>/bijdrage": THAT_BOOK,
    "/halen-en-brengen/inlezen": THAT_BOOK,
    "/projecten/nieuw": THAT_BOOK,
    "/projecten/<int(max=2147483647):project_id>/wijzig/": THAT_BOOK,
    "/projecten/<int(max=2147483647):project_id>/<any(": THAT_BOOK,
    "/projecten/<int(max=2147483647):project_id>/resultaten": THAT_BOOK,
    "/projecten/<int(max=2147483647):project_id>/einde": THAT_BOOK,
    "/halen-en-brengen/regels": ALL_WITH_ACCOUNT,
    "/halen-en-brengen/regels/": frozenset({Rol.REGISSEUR}),
    "/halen-en-brengen/verrekenen/nieuw": frozenset({Rol.REGISSEUR}),
    "/halen-en-brengen/<int:jaar>.": frozenset({Rol.REGISSEUR}),
    "/halen-en-brengen/rapport/": frozenset({Rol.REGISSEUR}),
}


def exists_for(route: str, rol: Rol) -> bool:
    fitting = [beginning for beginning in EXISTS_FOR if route.startswith(beginning)]
    return rol in (EXISTS_FOR[max(fitting, key=len)] if fitting else ALL_WITH_ACCOUNT)


def address(app: Flask, rule: Rule, wereld: Wereld, titel: str = WOONVISIE.titel) -> str:
    """Return an address of this route that exists."""
    values: dict[str, Any] = {
        "document_id": wereld.documenten[titel],
        "passage_id": wereld.passages[titel],
        "versie_id": wereld.versies[titel],
        "naam": f"{titel.lower().replace(' ', '-')}.pdf",
        "filename": "kennis.css",
        "begrip_id": 1,
        "onderwerp_id": 1,
        "organisatie_id": 1,
        "eenheid": "uren",
        "boeking_id": "geen",
        "bijdragesoort": "geld",
        "openbijdrage_id": 1,
        "jaar": now().year,
        "nummer": 1,
        "deskundigheid_id": 1,
        "kaart_id": 1,
        "melding_id": 1,
        "aanbeveling_id": 1,
        "regel_id": 1,
        "deel": "wie" if rule.endpoint.startswith("projectbeheer.") else "functies",
        "lijst": "deelnemers",
        "vraag_id": 1,
        "antwoord_id": 1,
        "project_id": 1,
        "verrekening_id": 1,
    }
    wanted = {name: values[name] for name in rule.arguments}
    with app.test_request_context():
        return app.url_for(rule.endpoint, **wanted)


def routes(app: Flask, method: str) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if method in (rule.methods or ())]


def test_a_visitor_reaches_the_public_pages_and_no_others(app: Flask, client: FlaskClient, wereld: Wereld) -> None:
    reached = set()
    for rule in routes(app, "GET"):
        response = client.get(address(app, rule, wereld))
        if response.location and response.location.startswith("/inloggen"):
            assert response.status_code == 303, rule
        else:
            reached.add(rule.rule)
    assert reached == OPEN_TO_ALL


def test_the_list_of_public_pages_names_only_pages_that_exist(app: Flask) -> None:
    assert set(app.view_functions) >= PUBLIC_ENDPOINTS


@pytest.mark.parametrize("rol", [rol for rol in Rol if rol is not Rol.BURGER])
def test_everybody_with_an_account_reaches_the_pages_that_exist_for_him(
    app: Flask, client_of: ClientOf, wereld: Wereld, rol: Rol
) -> None:
    """For others those do not exist: a 403 would tell that there is something."""
    client = client_of(rol)
    answers = {rule.rule: client.get(address(app, rule, wereld)) for rule in routes(app, "GET")}
    closed = {rule: answer.status_code for rule, answer in answers.items() if answer.status_code >= 400}
    assert closed == {rule: 404 for rule in answers if not exists_for(rule, rol)}
    sent_away = [rule for rule, answer in answers.items() if "/inloggen" in (answer.location or "")]
    assert sent_away == []


@pytest.mark.parametrize("rol", Rol)
def test_no_form_is_taken_without_its_token(app: Flask, client_of: ClientOf, wereld: Wereld, rol: Rol) -> None:
    """A form on another site cannot do anything here in the name of somebody who is logged in."""
    client = client_of(rol)
    methods = {"POST", "PUT", "PATCH", "DELETE"}
    for method in methods:
        for rule in routes(app, method):
            response = client.open(address(app, rule, wereld), method=method, data={"email": email("regisseur")})
            sent_away = "/inloggen" in (response.location or "")
            hidden = rule.rule.startswith(BEHEER) and rol is not Rol.REGISSEUR and response.status_code == 404
            assert response.status_code == 400 or sent_away or hidden, (rule, response.status_code)


@pytest.mark.parametrize("rol", Rol)
@pytest.mark.parametrize("opzet", GESLOTEN, ids=lambda opzet: opzet.titel)
def test_a_closed_document_exists_only_for_those_who_may_see_it(
    client_of: ClientOf, wereld: Wereld, rol: Rol, opzet: object
) -> None:
    """Its page, passage and file are there or are not: a 403 would tell that there is something to hide."""
    seen_by = next(rollen for key, rollen in GESLOTEN.items() if key is opzet)
    titel = next(key.titel for key in GESLOTEN if key is opzet)
    client = client_of(rol)
    naam = f"{titel.lower().replace(' ', '-')}.pdf"
    answers = [
        client.get(f"/document/{wereld.documenten[titel]}").status_code,
        client.get(f"/passage/{wereld.passages[titel]}", follow_redirects=True).status_code,
        client.get(f"/bestand/{wereld.versies[titel]}/{naam}").status_code,
    ]
    assert answers == [200 if rol in seen_by else 404] * 3


@pytest.mark.parametrize("rol", Rol)
def test_no_page_names_what_its_reader_may_not_see(client_of: ClientOf, wereld: Wereld, rol: Rol) -> None:
    """Neither title nor word of a closed document stands on any page, nor is it counted."""
    client = client_of(rol)
    hidden = [opzet.titel for opzet, rollen in GESLOTEN.items() if rol not in rollen]
    pages = ["/", "/zoeken?vraag=mantelzorg", "/zoeken?vraag=mantelzorg&pagina=2", "/account"]
    pages += [f"/zoeken?vraag={titel.split()[1]}" for titel in hidden]
    pages += ["/suggesties?vraag=gesl", *(f"/suggesties?vraag={titel.split()[1][:5]}" for titel in hidden)]
    pages += [f"/document/{number}" for number in range(1, max(wereld.documenten.values()) + 2)]
    texts = [client.get(page).get_data(as_text=True) for page in pages]
    shown = {titel for titel in hidden for text in texts if titel in text}
    assert shown == set()


@pytest.mark.parametrize("rol", Rol)
def test_counts_hold_only_what_the_reader_may_see(client_of: ClientOf, rol: Rol) -> None:
    total = 15 + sum(rol in rollen for rollen in GESLOTEN.values())
    client = client_of(rol)
    assert f"U doorzoekt {total} documenten" in client.get("/").get_data(as_text=True)
    assert f"{total} documenten over" in client.get("/zoeken?vraag=mantelzorg").get_data(as_text=True)


def test_a_facet_of_closed_documents_does_not_show(client_of: ClientOf) -> None:
    """Only the concept is one, and a visitor may not know that it is there."""
    address = "/zoeken?vraag=welzijn"
    assert "status=concept" not in client_of(Rol.BURGER).get(address).get_data(as_text=True)
    assert "status=concept" in client_of(Rol.AMBTENAAR).get(address).get_data(as_text=True)


def test_filtering_by_what_is_closed_finds_nothing(client: FlaskClient) -> None:
    text = client.get("/zoeken?vraag=welzijn&status=concept").get_data(as_text=True)
    assert "Geen documenten over" in text


def test_after_logging_in_one_comes_back(client: FlaskClient) -> None:
    assert client.get("/account?gewijzigd=").location == "/inloggen?volgende=/account?gewijzigd%3D"


def test_an_address_that_does_not_exist_is_no_reason_to_log_in(client: FlaskClient) -> None:
    assert client.get("/bestaat-niet").status_code == 404
    assert client.get("/document/99999999999999999999").status_code == 404


@pytest.mark.parametrize("path", ["/", "/zoeken?vraag=a%20b&pagina=2", "/document/3?versie=4"])
def test_a_path_of_this_site_is_safe_to_go_to(path: str) -> None:
    assert safe_path(path) == path


@pytest.mark.parametrize(
    "path",
    [
        "",
        "zoeken",
        "//elders.nl",
        "///elders.nl",
        "/\\elders.nl",
        "https://elders.nl/",
        "https:/elders.nl",
        "javascript:alert(1)",
        "/\t/elders.nl",
        "/a\r\nSet-Cookie: x=1",
        "/" + "a" * 3_000,
    ],
)
def test_anything_else_is_not(path: str) -> None:
    assert safe_path(path) is None


@given(st.text())
def test_a_safe_path_never_leads_elsewhere(path: str) -> None:
    safe = safe_path(path)
    assert safe is None or (safe.startswith("/") and not safe.startswith(("//", "/\\")))
