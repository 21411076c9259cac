"""What cannot be joined, and how many people a gemeente has after others went on in it."""

from __future__ import annotations

from datetime import date

import pytest

from kennis.db.base import transaction
from kennis.db.organisaties import Organisatie, OrganisatieSoort
from kennis.errors import HerindelingError
from kennis.installatie import Installatie
from kenniskaarten.balans.regels import Inwonertal, Opvolging, inwoners_op
from kenniskaarten.herindeling import samenvoegen

PER = date(2016, 1, 1)


@pytest.fixture
def found(installatie: Installatie) -> Installatie:
    """Give an installation in which Bussum goes on in Gooise Meren, and that in Groot Gooi."""
    rows = {
        naam: Organisatie(naam=naam, soort=OrganisatieSoort.GEMEENTE)
        for naam in ("Bussum", "Gooise Meren", "Groot Gooi", "Huizen", "Oud", "Nieuw")
    }
    rows["Oud"].geldig_tot = date(2010, 1, 1)
    rows["Nieuw"].geldig_van = date(2020, 1, 1)
    with transaction(installatie.sessions) as session:
        session.add_all(rows.values())
        session.flush()
        samenvoegen.voeg_samen(session, "Bussum", "Gooise Meren", PER)
        samenvoegen.voeg_samen(session, "Gooise Meren", "Groot Gooi", date(2018, 1, 1))
    return installatie


@pytest.mark.parametrize(
    ("van", "naar", "per", "reason"),
    [
        ("Huizen", "huizen", PER, "in zichzelf"),
        ("Groot Gooi", "Gooise Meren", PER, "kring"),
        ("Groot Gooi", "Bussum", PER, "kring"),
        ("Bussum", "Huizen", PER, "gaat al op in Gooise Meren"),
        ("Nergens", "Huizen", PER, "'Nergens' is niet bekend"),
        ("Huizen", "Nergens", PER, "'Nergens' is niet bekend"),
        ("Oud", "Huizen", PER, "Oud bestaat niet op de dag vóór 01-01-2016"),
        ("Nieuw", "Huizen", date(2020, 1, 1), "Nieuw bestaat niet op de dag vóór"),
        ("Huizen", "Nieuw", PER, "Nieuw bestaat niet op 01-01-2016"),
        ("Huizen", "Bussum", PER, "Bussum bestaat niet op 01-01-2016"),
        ("Groot Gooi", "Huizen", date(2018, 1, 1), "Gooise Meren gaat pas op die dag of later op in Groot Gooi"),
        ("Huizen", "Groot Gooi", date(1815, 1, 1), "kan niet kloppen"),
        ("Huizen", "Groot Gooi", date(2116, 1, 1), "kan niet kloppen"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(
    found: Installatie, van: str, naar: str, per: date, reason: str
) -> None:
    for attempt in (samenvoegen.plan, samenvoegen.voeg_samen):
        with found.sessions() as session, pytest.raises(HerindelingError, match=reason):
            attempt(session, van, naar, per)


def test_a_chain_is_taken_back_from_its_end(found: Installatie) -> None:
    with pytest.raises(HerindelingError, match="Draai die eerst terug"), transaction(found.sessions) as session:
        samenvoegen.draai_terug(session, "Bussum")
    with transaction(found.sessions) as session:
        samenvoegen.draai_terug(session, "Gooise Meren")
        samenvoegen.draai_terug(session, "Bussum")
    with found.sessions() as session, pytest.raises(HerindelingError, match="geen samenvoeging vastgelegd"):
        samenvoegen.draai_terug(session, "Bussum")


A, B, C = 1, 2, 3
OUD, LATER, NU = date(2015, 1, 1), date(2017, 1, 1), date(2019, 6, 1)
STAP = Opvolging(A, B, PER)


def inwoners(*tallen: Inwonertal, dag: date = NU, stappen: tuple[Opvolging, ...] = (STAP,)) -> dict[int, int]:
    return inwoners_op(tallen, dag, stappen)


def test_the_numbers_of_voorgangers_count_until_the_successor_has_one_of_its_own() -> None:
    old = Inwonertal(A, OUD, 30), Inwonertal(B, OUD, 100)
    assert inwoners(*old, dag=date(2015, 12, 31)) == {A: 30, B: 100}
    assert inwoners(*old, dag=PER) == {B: 130}
    assert inwoners(*old[:1]) == {B: 30}
    assert inwoners(*old, Inwonertal(B, LATER, 133)) == {B: 133}
    assert inwoners(*old, Inwonertal(B, PER, 131)) == {B: 131}
    assert inwoners(*old[1:]) == {B: 100}


def test_numbers_go_along_through_a_chain_and_are_counted_once() -> None:
    old = Inwonertal(A, OUD, 30), Inwonertal(B, OUD, 100), Inwonertal(C, OUD, 1000)
    chain = (Opvolging(B, C, date(2018, 1, 1)), STAP)
    assert inwoners(*old, stappen=chain) == {C: 1130}
    assert inwoners(*old, Inwonertal(B, LATER, 135), stappen=chain) == {C: 1135}
    both = (STAP, Opvolging(C, B, date(2018, 1, 1)))
    assert inwoners(*old, Inwonertal(B, LATER, 135), stappen=both) == {B: 1135}
