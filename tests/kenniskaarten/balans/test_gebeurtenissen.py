"""What happens elsewhere is booked once: documents brought and used."""

from __future__ import annotations

import sqlalchemy as sa
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from kennis.access import Rol
from kennis.db.organisaties import find_organisatie
from kenniskaarten.balans.gebeurtenissen import boek_documenten
from kenniskaarten.balans.models import Boeking, BoekingSoort
from tests.web.conftest import ClientOf
from tests.web.wereld import BRIEF, WOONVISIE, Wereld

BUTTON = "form[action*=gebruikt]"


def booked(wereld: Wereld, soort: BoekingSoort) -> list[tuple[str, dict[str, int]]]:
    with wereld.installatie.sessions() as session:
        rows = session.scalars(sa.select(Boeking).where(Boeking.soort == soort).order_by(Boeking.bron))
        return [
            (row.bron, {r.partij.naam if r.partij else "netwerk": r.hoeveelheid for r in row.regels})
            for row in rows
        ]


def page(client: FlaskClient, wereld: Wereld, titel: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(f"/document/{wereld.documenten[titel]}").data, "lxml")


def press(client: FlaskClient, form: object) -> int:
    assert form is not None
    token = form.select_one("input[name=csrf_token]")  # type: ignore[attr-defined] # a Tag
    return client.post(str(form["action"]), data={"csrf_token": token["value"]}).status_code  # type: ignore[index] # idem


def test_each_document_that_was_brought_is_booked_once(wereld: Wereld) -> None:
    boek_documenten(wereld.installatie)
    found = dict(booked(wereld, BoekingSoort.DOCUMENT))
    assert len(found) == len({*wereld.documenten.values()})
    assert found[f"document:{wereld.documenten[BRIEF.titel]}"] == {"Gemeente Laren": 1, "netwerk": -1}
    boek_documenten(wereld.installatie)
    assert len(booked(wereld, BoekingSoort.DOCUMENT)) == len(found)


def test_using_a_document_of_another_gemeente_is_one_click_and_counts_once(
    client_of: ClientOf, wereld: Wereld
) -> None:
    client, number = client_of(Rol.AMBTENAAR), wereld.documenten[BRIEF.titel]
    form = page(client, wereld, BRIEF.titel).select_one(BUTTON)
    assert press(client, form) == 303
    assert page(client, wereld, BRIEF.titel).select_one(BUTTON) is None
    assert press(client, form) == 303  # pressed twice, as on a slow line
    with wereld.installatie.sessions() as session:
        huizen = find_organisatie(session, "Gemeente Huizen")
        assert huizen
    assert booked(wereld, BoekingSoort.GEBRUIK) == [
        (f"gebruik:{number}:{huizen.id}", {"Gemeente Laren": 1, "Gemeente Huizen": -1})
    ]


def test_ones_own_document_is_no_gain(client_of: ClientOf, wereld: Wereld) -> None:
    client = client_of(Rol.AMBTENAAR)
    other = page(client, wereld, BRIEF.titel).select_one(BUTTON)
    assert other is not None
    assert page(client, wereld, WOONVISIE.titel).select_one(BUTTON) is None
    other["action"] = f"/halen-en-brengen/gebruikt/{wereld.documenten[WOONVISIE.titel]}"
    assert press(client, other) == 400


def test_who_belongs_to_no_gemeente_is_not_asked(client_of: ClientOf, client: FlaskClient, wereld: Wereld) -> None:
    for browser in (client, client_of(Rol.PROFESSIONAL)):
        assert page(browser, wereld, BRIEF.titel).select_one(BUTTON) is None


def test_what_one_may_not_see_cannot_be_used(client_of: ClientOf, wereld: Wereld) -> None:
    client = client_of(Rol.AMBTENAAR)
    form = page(client, wereld, BRIEF.titel).select_one(BUTTON)
    assert form is not None
    form["action"] = f"/halen-en-brengen/gebruikt/{wereld.documenten['Gesloten zandhagedis']}"
    assert press(client, form) == 404
    assert booked(wereld, BoekingSoort.GEBRUIK) == []


def test_the_list_behind_a_figure_leads_to_a_document_only_for_who_may_see_it(
    client_of: ClientOf, wereld: Wereld
) -> None:
    """A document for beheer is brought by one's own gemeente too: it counts, and its title stays closed."""
    boek_documenten(wereld.installatie)
    with wereld.installatie.sessions() as session:
        huizen = find_organisatie(session, "Gemeente Huizen")
        assert huizen
    path = f"/halen-en-brengen/{huizen.id}/documenten"
    pages = {rol: client_of(rol).get(path).get_data(as_text=True) for rol in (Rol.AMBTENAAR, Rol.BEHEERDER)}
    assert all(f'href="/document/{wereld.documenten[WOONVISIE.titel]}"' in text for text in pages.values())
    assert "Gesloten boomklever" in pages[Rol.BEHEERDER]
    assert "Gesloten boomklever" not in pages[Rol.AMBTENAAR]
    assert f'href="/document/{wereld.documenten["Gesloten boomklever"]}"' not in pages[Rol.AMBTENAAR]
    with wereld.installatie.sessions() as session:
        lines = session.scalars(sa.select(Boeking.omschrijving).where(Boeking.soort == BoekingSoort.DOCUMENT))
        assert {*lines} == {"Document gebracht"}
