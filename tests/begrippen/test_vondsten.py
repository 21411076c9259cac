"""Abbreviations gathered over all documents, next to the list of terms."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest
from sqlalchemy import orm as so

from kennis.access import BURGER, Lezer, Rol, Zichtbaarheid
from kennis.begrippen.beheer import save
from kennis.begrippen.beschrijving import Beschrijving
from kennis.begrippen.lijst import Begrippenlijst
from kennis.begrippen.vondsten import Oordeel, Vondst, find_vondsten, propose_again, refuse
from kennis.db.base import now
from kennis.db.begrippen import VariantSoort, retire
from kennis.db.documenten import Document, Passage, Versie
from kennis.installatie import Installatie
from kennis.search.dutch import analyse

REGISSEUR = Lezer(Rol.REGISSEUR)
ZAT = "Het zorgadviesteam (ZAT) helpt."
AFKORTING, SYNONIEM, _ = VariantSoort
Add = Callable[..., Versie]


@pytest.fixture
def document(session: so.Session) -> Add:
    """Give a function that adds a document with some passages."""

    def add(*texts: str, zichtbaarheid: Zichtbaarheid = Zichtbaarheid.OPENBAAR) -> Versie:
        text = repr(texts)
        versie = Versie(
            document=Document(),
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            bestandsnaam="nota.pdf",
            formaat="pdf",
            omvang=1,
            titel=f"Nota {texts[0][:20]}",
            zichtbaarheid=zichtbaarheid,
            schets=b"",
            passages=[Passage(volgnummer=number, tekst=part) for number, part in enumerate(texts)],
        )
        session.add(versie)
        session.flush()
        return versie

    return add


def only(session: so.Session, lezer: Lezer = REGISSEUR) -> Vondst:
    [vondst] = find_vondsten(session, lezer)
    return vondst


def test_a_find_tells_in_how_many_documents_and_where(session: so.Session, document: Add) -> None:
    first = document("Eerst iets anders.", f"{'Veel woorden vooraf. ' * 9}{ZAT}", "Zorgadviesteam (ZAT).")
    document("Ook hier: het Zorgadviesteam (ZAT) komt.")
    document("De Wet maatschappelijke ondersteuning (Wmo) geldt.")
    zat, wmo = find_vondsten(session, REGISSEUR)
    assert (zat.afkorting, zat.documenten, zat.oordeel) == ("ZAT", 2, Oordeel.OPEN)
    assert zat.voluit.casefold() == "zorgadviesteam"
    assert zat.plaats.passage_id == first.passages[1].id
    assert zat.plaats.titel == first.titel
    assert zat.plaats.zin.startswith("…")
    assert zat.plaats.zin.endswith("zorgadviesteam (ZAT) helpt.")
    assert (wmo.afkorting, wmo.documenten) == ("Wmo", 1)


def test_nothing_is_left_of_a_document_that_is_gone(session: so.Session, document: Add) -> None:
    versie = document(ZAT)
    assert only(session)
    versie.ingetrokken_op = now()
    session.flush()
    assert find_vondsten(session, REGISSEUR) == []


def test_a_reader_gets_no_find_from_what_is_closed_to_him(session: so.Session, document: Add) -> None:
    document(ZAT, zichtbaarheid=Zichtbaarheid.BEHEER)
    assert find_vondsten(session, BURGER) == []
    assert only(session).afkorting == "ZAT"


@pytest.mark.parametrize("voluit", ["zorgadviesteam", "Zorg-adviesteam", "zorgadviesteams"])
def test_what_the_list_has_is_known(session: so.Session, document: Add, voluit: str) -> None:
    document(ZAT)
    save(session, Beschrijving(voluit, "Nota", vormen={AFKORTING: ("zat",)}))
    assert only(session).oordeel is Oordeel.BEKEND


def test_what_the_list_has_as_forms_of_another_term_is_known_too(session: so.Session, document: Add) -> None:
    document(ZAT)
    save(session, Beschrijving("adviesteam", "Nota", vormen={AFKORTING: ("ZAT",), SYNONIEM: ("zorgadviesteam",)}))
    assert only(session).oordeel is Oordeel.BEKEND


def test_what_was_retired_is_not_proposed_again(session: so.Session, document: Add) -> None:
    document(ZAT)
    retire(save(session, Beschrijving("zorgadviesteam", "Nota", vormen={AFKORTING: ("ZAT",)})))
    session.flush()
    assert only(session).oordeel is Oordeel.BEKEND


def test_what_the_list_says_otherwise_is_told(session: so.Session, document: Add) -> None:
    document(ZAT)
    save(session, Beschrijving("zaterdag", "Nota", vormen={AFKORTING: ("ZAT",)}))
    vondst = only(session)
    assert (vondst.oordeel, vondst.anders, vondst.begrip) == (Oordeel.OPEN, ["zaterdag"], None)


def test_a_find_that_adds_to_a_term_names_it(session: so.Session, document: Add) -> None:
    document(ZAT)
    begrip = save(session, Beschrijving("zorgadviesteam", "Nota"))
    vondst = only(session)
    assert (vondst.oordeel, vondst.begrip, vondst.anders) == (Oordeel.OPEN, (begrip.id, "zorgadviesteam"), [])


def test_what_is_refused_is_never_proposed_again(session: so.Session, document: Add) -> None:
    document(ZAT)
    for _ in range(2):
        refuse(session, "ZAT", "zorgadviesteam")
    assert only(session).oordeel is Oordeel.GEWEIGERD
    document("Nog een Zorgadviesteam (ZAT).")
    assert only(session).oordeel is Oordeel.GEWEIGERD
    propose_again(session, "ZAT", "Zorgadviesteam")
    assert only(session).oordeel is Oordeel.OPEN


def test_the_search_does_not_use_what_was_only_found(
    leeg: Installatie, document: Add, session: so.Session
) -> None:
    document(ZAT)
    find_vondsten(session, REGISSEUR)
    session.commit()
    assert Begrippenlijst(leeg.sessions).termen().alternatives(analyse("ZAT")) == {}
