"""The list of deskundigheden has two levels, and each name stands for one thing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import orm as so

from kennis.db.base import transaction
from kennis.db.wachtrij import waiting_bronnen
from kennis.errors import LijstError
from kennis.installatie import Installatie
from kenniskaarten.lijst import (
    MAX_VOORSTELLEN,
    Omschrijving,
    bring_back,
    find_deskundigheid,
    is_kiesbaar,
    propose,
    refuse,
    retire,
    save,
)
from kenniskaarten.models import Deskundigheid
from kenniskaarten.samenvoegen import merge
from tests.kenniskaarten.mensen import add_deskundigheid, add_gebruiker, add_kaart, knows


@pytest.fixture
def session(installatie: Installatie) -> Iterator[so.Session]:
    with transaction(installatie.sessions) as session:
        yield session


def wrong(session: so.Session, row: Deskundigheid | None = None, **written: str) -> dict[str, str]:
    with pytest.raises(LijstError) as caught:
        save(session, Omschrijving(**written), row)
    return caught.value.fouten


def test_a_field_and_a_specialisatie_are_added_and_can_be_chosen(session: so.Session) -> None:
    zorg = save(session, Omschrijving("Zorg"))
    val = save(session, Omschrijving("Valpreventie", "Vallen voorkomen", "zorg"))
    assert (val.boven, val.omschrijving) == (zorg, "Vallen voorkomen")
    assert is_kiesbaar(val)


def test_there_are_two_levels_and_no_more(session: so.Session) -> None:
    zorg, wonen = (add_deskundigheid(session, naam) for naam in ("Zorg", "Wonen"))
    val = add_deskundigheid(session, "Valpreventie", zorg)
    assert "zelf een specialisatie" in wrong(session, naam="Drempels", boven="Valpreventie")["boven"]
    assert "Verplaats die eerst" in wrong(session, zorg, naam="Zorg", boven="Wonen")["boven"]
    assert "zichzelf" in wrong(session, wonen, naam="Wonen", boven="Wonen")["boven"]
    assert "staat niet in de lijst" in wrong(session, naam="Drempels", boven="Onzin")["boven"]
    save(session, Omschrijving("Valpreventie", boven="Wonen"), val)
    save(session, Omschrijving("Zorg", boven="Wonen"), zorg)
    assert (val.boven, zorg.boven) == (wonen, wonen)


@pytest.mark.parametrize("naam", ["valpreventie", "VALPREVENTIE", "Valpreventië"])
def test_a_name_in_another_spelling_is_the_same_name(session: so.Session, naam: str) -> None:
    val = add_deskundigheid(session, "Valpreventie")
    assert "staat al in de lijst" in wrong(session, naam=naam)["naam"]
    save(session, Omschrijving(naam), val)  # its own name in another spelling is no other name


def test_what_has_no_name_or_is_too_long_is_refused(session: so.Session) -> None:
    assert wrong(session, naam="") == {"naam": "Vul een naam in."}
    assert set(wrong(session, naam="x" * 201, omschrijving="x" * 501)) == {"naam", "omschrijving"}


def test_a_proposal_waits_until_it_is_accepted(session: so.Session) -> None:
    row = propose(session, "Stoepranden", add_gebruiker(session, "Vera Voorstel"))
    assert not is_kiesbaar(row)
    assert "al voorgesteld" in wrong(session, naam="stoepranden")["naam"]
    save(session, Omschrijving("Stoepranden en drempels"), row)
    assert is_kiesbaar(row)


def test_a_refused_proposal_is_gone_and_what_is_in_the_list_cannot_be_refused(session: so.Session) -> None:
    refuse(session, propose(session, "Onzin", add_gebruiker(session, "Vera Voorstel")))
    assert find_deskundigheid(session, "Onzin") is None
    with pytest.raises(LijstError, match="Trek het in"):
        refuse(session, add_deskundigheid(session, "Zorg"))


def test_one_person_proposes_only_so_much(session: so.Session) -> None:
    vera = add_gebruiker(session, "Vera Voorstel")
    for number in range(MAX_VOORSTELLEN):
        propose(session, f"Voorstel {number}", vera)
    with pytest.raises(LijstError, match="Wacht tot"):
        propose(session, "Nog een", vera)
    propose(session, "Van een ander", add_gebruiker(session, "Wim Ander"))


def test_what_is_retired_stays_on_cards_and_can_be_brought_back(session: so.Session) -> None:
    val = add_deskundigheid(session, "Valpreventie")
    kaart = add_kaart(session, add_gebruiker(session, "Kim Kaart"))
    held = knows(session, kaart, val)
    retire(session, val)
    assert held.deskundigheid is val
    assert not is_kiesbaar(val)
    assert "terugbrengen" in wrong(session, naam="Valpreventie")["naam"]
    bring_back(session, val)
    assert is_kiesbaar(val)


def test_every_change_has_the_cards_indexed_again(session: so.Session) -> None:
    val = add_deskundigheid(session, "Valpreventie")
    kaart = add_kaart(session, add_gebruiker(session, "Kim Kaart"))
    knows(session, kaart, val)
    add_kaart(session, add_gebruiker(session, "Andere Kaart"))
    save(session, Omschrijving("Vallen voorkomen"), val)
    session.flush()
    assert waiting_bronnen(session) == {f"kaart:{kaart.id}"}


def test_an_old_name_leads_to_what_it_became(session: so.Session) -> None:
    oud, tussen, nieuw = (add_deskundigheid(session, naam) for naam in ("Wvg", "Voorzieningen", "Wmo"))
    merge(session, oud, tussen)
    merge(session, tussen, nieuw)
    found = find_deskundigheid(session, "wvg")
    assert found is not None
    assert found.naam == "Wmo"
    assert "opgegaan in ‘Wmo’" in wrong(session, naam="Wvg")["naam"]
