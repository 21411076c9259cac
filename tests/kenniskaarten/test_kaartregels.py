"""The lines of a card, added, changed and removed one by one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.access import Lezer, Rol, Zichtbaarheid
from kennis.db.documenten import Versie
from kennis.db.organisaties import Organisatie, OrganisatieSoort
from kennis.db.wachtrij import Wachtrij
from kennis.errors import KaartError, NotFoundError
from kenniskaarten.kaartregels import (
    MAX_REGELS,
    add_betrokkenheid,
    add_deskundigheid,
    change_deskundigheid,
    put_deelname,
    put_functie,
    remove,
)
from kenniskaarten.models import BetrokkenRol, DeelnameRol, Functie, Interesse, Kaart, Niveau
from kenniskaarten.regelinvoer import DeelnameInvoer, DeskundigheidInvoer, FunctieInvoer
from tests.kenniskaarten import kaarten_wereld
from tests.kenniskaarten.kaarten_wereld import add_gebruiker, add_kaart
from tests.rijen import new_versie


@pytest.fixture
def kaart(session: so.Session, organisaties: dict[str, int]) -> Kaart:
    huizen = session.get_one(Organisatie, organisaties["Gemeente Huizen"])
    return add_kaart(session, add_gebruiker(session, "Anne", huizen))


def fouten(action: Callable[[], None]) -> dict[str, str]:
    with pytest.raises(KaartError) as error:
        action()
    return error.value.fouten


def test_a_function_is_added_and_changed_and_each_time_indexed(session: so.Session, kaart: Kaart) -> None:
    put_functie(session, kaart, FunctieInvoer(naam="Adviseur", van="2019"))
    put_functie(session, kaart, FunctieInvoer(naam="Strateeg", van="2019", tot="1-3-2024"), kaart.functies[0].id)
    [functie] = kaart.functies
    assert (functie.naam, functie.van, functie.tot) == ("Strateeg", date(2019, 1, 1), date(2024, 3, 1))
    assert list(session.scalars(sa.select(Wachtrij.bron))) == [f"kaart:{kaart.id}"] * 2
    assert FunctieInvoer.of(functie) == FunctieInvoer(naam="Strateeg", van="2019", tot="2024-03-01")


def test_a_function_at_a_party_that_one_cannot_know_is_refused(session: so.Session, kaart: Kaart) -> None:
    """The names of outside parties may come out of closed documents."""
    outside = Organisatie(naam="Stichting Stil", soort=OrganisatieSoort.EXTERN)
    session.add(outside)
    session.flush()
    invoer = FunctieInvoer(naam="Adviseur", organisatie_id=outside.id)
    assert list(fouten(lambda: put_functie(session, kaart, invoer))) == ["organisatie_id"]
    kaart.functies.append(Functie(naam="Adviseur", organisatie=outside))
    session.flush()
    put_functie(session, kaart, invoer, kaart.functies[0].id)


@pytest.mark.parametrize(
    ("invoer", "field"),
    [
        (FunctieInvoer(), "naam"),
        (FunctieInvoer(naam="a" * 201), "naam"),
        (FunctieInvoer(naam="a", van="ooit"), "van"),
        (FunctieInvoer(naam="a", van="2020", tot="2019"), "tot"),
        (FunctieInvoer(naam="a", organisatie_id=999), "organisatie_id"),
    ],
)
def test_a_function_that_is_wrong_is_not_kept(
    session: so.Session, kaart: Kaart, invoer: FunctieInvoer, field: str
) -> None:
    assert list(fouten(lambda: put_functie(session, kaart, invoer))) == [field]
    assert kaart.functies == []


def test_a_subject_comes_from_the_list_or_in_free_words(session: so.Session, kaart: Kaart) -> None:
    entry = kaarten_wereld.add_deskundigheid(session, "Valpreventie")
    add_deskundigheid(session, kaart, DeskundigheidInvoer(deskundigheid_id=entry.id, niveau=Niveau.EXPERT))
    add_deskundigheid(session, kaart, DeskundigheidInvoer(vrij="dansen met ouderen"))
    assert [(row.naam, row.deskundigheid_id) for row in kaart.deskundigheden] == [
        ("Valpreventie", entry.id),
        ("dansen met ouderen", None),
    ]


def test_free_words_that_the_list_has_are_that_entry(session: so.Session, kaart: Kaart) -> None:
    entry = kaarten_wereld.add_deskundigheid(session, "Coördinatie")
    add_deskundigheid(session, kaart, DeskundigheidInvoer(vrij="coordinatie"))
    assert (kaart.deskundigheden[0].deskundigheid, kaart.deskundigheden[0].vrij) == (entry, "")


def test_a_subject_stands_once_on_a_card(session: so.Session, kaart: Kaart) -> None:
    entry = kaarten_wereld.add_deskundigheid(session, "Wonen")
    add_deskundigheid(session, kaart, DeskundigheidInvoer(deskundigheid_id=entry.id))
    add_deskundigheid(session, kaart, DeskundigheidInvoer(vrij="Dansen"))
    for invoer in (
        DeskundigheidInvoer(deskundigheid_id=entry.id),
        DeskundigheidInvoer(vrij="wonen"),
        DeskundigheidInvoer(vrij="dansen"),
    ):
        assert "staat al op uw kaart" in " ".join(
            fouten(lambda invoer=invoer: add_deskundigheid(session, kaart, invoer)).values()  # type: ignore[misc] # bound now
        )


def test_only_entries_that_hold_can_be_chosen(session: so.Session, kaart: Kaart) -> None:
    proposed = kaarten_wereld.add_deskundigheid(session, "Voorgesteld")
    proposed.vastgesteld_op = None
    retired = kaarten_wereld.add_deskundigheid(session, "Ingetrokken")
    retired.ingetrokken_op = retired.vastgesteld_op
    for entry in (proposed, retired):
        invoer, deelname = DeskundigheidInvoer(deskundigheid_id=entry.id), DeelnameInvoer(naam="W")
        deelname = DeelnameInvoer(naam="W", deskundigheid_id=entry.id)
        assert fouten(lambda invoer=invoer: add_deskundigheid(session, kaart, invoer))  # type: ignore[misc] # bound now
        assert fouten(lambda deelname=deelname: put_deelname(session, kaart, deelname))  # type: ignore[misc] # bound now


@pytest.mark.parametrize(
    ("invoer", "field"),
    [
        (DeskundigheidInvoer(), "deskundigheid_id"),
        (DeskundigheidInvoer(deskundigheid_id=1, vrij="wonen"), "vrij"),
        (DeskundigheidInvoer(vrij="a" * 101), "vrij"),
    ],
)
def test_a_subject_that_is_wrong_is_not_kept(
    session: so.Session, kaart: Kaart, invoer: DeskundigheidInvoer, field: str
) -> None:
    assert list(fouten(lambda: add_deskundigheid(session, kaart, invoer))) == [field]


def test_changing_a_subject_leaves_what_it_is(session: so.Session, kaart: Kaart) -> None:
    add_deskundigheid(session, kaart, DeskundigheidInvoer(vrij="dansen"))
    invoer = DeskundigheidInvoer(
        vrij="zingen", niveau=Niveau.BASIS, interesse=Interesse.LIEVER_NIET, zichtbaarheid=Zichtbaarheid.OPENBAAR
    )
    [row] = kaart.deskundigheden
    change_deskundigheid(session, kaart, invoer, row.id)
    assert (row.vrij, row.niveau, row.interesse, row.zichtbaarheid) == (
        "dansen",
        Niveau.BASIS,
        Interesse.LIEVER_NIET,
        Zichtbaarheid.OPENBAAR,
    )


def test_a_place_in_a_project_keeps_a_subject_that_was_retired(session: so.Session, kaart: Kaart) -> None:
    entry = kaarten_wereld.add_deskundigheid(session, "Wonen")
    invoer = DeelnameInvoer(naam="Werkgroep", rol=DeelnameRol.TREKKER, deskundigheid_id=entry.id)
    put_deelname(session, kaart, invoer)
    entry.ingetrokken_op = entry.vastgesteld_op
    put_deelname(session, kaart, invoer, kaart.deelnames[0].id)
    assert DeelnameInvoer.of(kaart.deelnames[0]) == invoer


def test_a_document_is_put_on_a_card_once_and_only_by_who_may_see_it(session: so.Session, kaart: Kaart) -> None:
    lezer = kaart.gebruiker.lezer
    versies: list[Versie] = [new_versie(), new_versie(zichtbaarheid=Zichtbaarheid.BEHEER)]
    session.add_all(versies)
    session.flush()
    for _ in range(2):
        add_betrokkenheid(session, kaart, lezer, versies[0].document_id, BetrokkenRol.AUTEUR)
    assert [row.document_id for row in kaart.betrokkenheden] == [versies[0].document_id]
    with pytest.raises(NotFoundError):
        add_betrokkenheid(session, kaart, lezer, versies[1].document_id, BetrokkenRol.AUTEUR)
    add_betrokkenheid(session, kaart, Lezer(Rol.REGISSEUR), versies[1].document_id, BetrokkenRol.CONTACT)


def test_nobody_reaches_a_line_of_another_card(session: so.Session, kaart: Kaart) -> None:
    other = add_kaart(session, add_gebruiker(session, "Ander"))
    put_functie(session, other, FunctieInvoer(naam="Adviseur"))
    theirs = other.functies[0].id
    with pytest.raises(NotFoundError):
        put_functie(session, kaart, FunctieInvoer(naam="Gekaapt"), theirs)
    with pytest.raises(NotFoundError):
        remove(session, kaart, kaart.functies, theirs)
    remove(session, other, other.functies, theirs)
    assert session.scalars(sa.select(Functie)).all() == []


def test_a_card_holds_so_many_lines_and_no_more(session: so.Session, kaart: Kaart) -> None:
    kaart.functies = [Functie(naam="a") for _ in range(MAX_REGELS)]
    session.flush()
    assert list(fouten(lambda: put_functie(session, kaart, FunctieInvoer(naam="b")))) == ["naam"]
    put_functie(session, kaart, FunctieInvoer(naam="b"), kaart.functies[0].id)
