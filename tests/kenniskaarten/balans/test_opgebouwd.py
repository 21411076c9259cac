"""The opgebouwd saldo: the years together, with what was settled and handed on."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import orm as so

from kennis.installatie import Installatie
from kenniskaarten.balans.boeken import Gebeurtenis, boek, storneer
from kenniskaarten.balans.jaar import standen_over
from kenniskaarten.balans.models import Balansnorm, BoekingSoort, Eenheid, Inwoners
from kenniskaarten.balans.opgebouwd import opgebouwd
from kenniskaarten.balans.verrekenen import stel_voor

UREN, EURO = Eenheid.UREN, Eenheid.EURO
FIRST, LAST = date(2014, 6, 1), date(2018, 12, 31)
INWONERS = (32_870, 87_161, 41_315, 17_209)

brought = st.tuples(
    st.sampled_from([UREN, EURO]),
    st.integers(0, len(INWONERS) - 1),
    st.integers(0, (LAST - FIRST).days).map(lambda days: FIRST + timedelta(days)),
    st.integers(1, 10_000),
)
book = st.lists(brought, max_size=12)
law = settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])  # each rolls back


@pytest.fixture
def session(installatie: Installatie, organisaties: dict[str, int]) -> Iterator[so.Session]:
    """Give a region that agreed a norm in the course of a year, and has other inhabitants in the next one."""
    with installatie.sessions() as session:
        session.add(Balansnorm(van=date(2015, 4, 1), orgaan="PHO", besloten_op=date(2014, 12, 1), factoren={}))
        for partij, aantal in zip(organisaties.values(), INWONERS, strict=True):
            for extra, jaar in enumerate((2015, 2017)):
                peildatum = date(jaar, 1, 1)
                session.add(
                    Inwoners(organisatie_id=partij, peildatum=peildatum, aantal=aantal + 777 * extra, bron="CBS")
                )
        session.commit()
        yield session


@pytest.fixture
def partijen(organisaties: dict[str, int]) -> list[int]:
    return list(organisaties.values())


def write(session: so.Session, partijen: list[int], found: list[tuple[Eenheid, int, date, int]]) -> None:
    session.rollback()  # what another example wrote
    for number, (eenheid, place, datum, hoeveelheid) in enumerate(found):
        hoeveelheden = {partijen[place]: hoeveelheid, None: -hoeveelheid}
        boek(session, Gebeurtenis(BoekingSoort.INZET, f"w:{number}", eenheid, datum, hoeveelheden))


def settle(session: so.Session, eenheid: Eenheid = UREN) -> None:
    for number, betaling in enumerate(stel_voor(opgebouwd(session, LAST)[eenheid])):
        hoeveelheden: dict[int | None, int] = {betaling.van: betaling.bedrag, betaling.aan: -betaling.bedrag}
        boek(session, Gebeurtenis(BoekingSoort.VERREKENING, f"v:{number}", eenheid, LAST, hoeveelheden))


@law
@given(book, st.integers(0, (LAST - FIRST).days))
def test_it_is_zero_together_on_any_day(
    session: so.Session, partijen: list[int], found: list[tuple[Eenheid, int, date, int]], days: int
) -> None:
    write(session, partijen, found)
    for saldi in opgebouwd(session, FIRST + timedelta(days)).values():
        assert sum(saldi.values()) == 0


@law
@given(book)
def test_it_is_the_sum_of_the_years(
    session: so.Session, partijen: list[int], found: list[tuple[Eenheid, int, date, int]]
) -> None:
    write(session, partijen, found)
    years = [standen_over(session, date(jaar, 1, 1), date(jaar, 12, 31)) for jaar in range(2014, 2019)]
    for eenheid, saldi in opgebouwd(session, LAST).items():
        for partij, saldo in saldi.items():
            assert saldo == sum(year[eenheid][partij].saldo for year in years if partij in year[eenheid])


@law
@given(book)
def test_settling_everything_brings_all_to_zero(
    session: so.Session, partijen: list[int], found: list[tuple[Eenheid, int, date, int]]
) -> None:
    write(session, partijen, found)
    settle(session)
    assert not any(opgebouwd(session, LAST)[UREN].values())


@law
@given(book, st.permutations(range(len(INWONERS))))
def test_handing_on_moves_it_exactly(
    session: so.Session, partijen: list[int], found: list[tuple[Eenheid, int, date, int]], order: list[int]
) -> None:
    write(session, partijen, found)
    van, naar = (partijen[place] for place in order[:2])
    before = opgebouwd(session, LAST)
    for eenheid in (UREN, EURO):
        if saldo := before[eenheid].get(van, 0):
            hoeveelheden: dict[int | None, int] = {van: -saldo, naar: saldo}
            boek(session, Gebeurtenis(BoekingSoort.HERINDELING, f"h:{eenheid}", eenheid, LAST, hoeveelheden))
    after = opgebouwd(session, LAST)
    for eenheid, partij in itertools.product((UREN, EURO), partijen):
        gone = before[eenheid].get(van, 0)
        expected = before[eenheid].get(partij, 0) + (gone if partij == naar else -gone if partij == van else 0)
        assert after[eenheid].get(partij, 0) == expected


def test_what_is_paid_is_no_contribution_of_euro(session: so.Session, partijen: list[int]) -> None:
    write(session, partijen, [(EURO, 0, date(2016, 1, 1), 100_00)])
    before = opgebouwd(session, LAST)[EURO]
    settle(session, EURO)
    assert opgebouwd(session, LAST)[EURO] == before


def test_a_settlement_that_is_taken_back_leaves_nothing(session: so.Session, partijen: list[int]) -> None:
    write(session, partijen, [(UREN, 0, date(2016, 1, 1), 600)])
    before = opgebouwd(session, LAST)
    hoeveelheden: dict[int | None, int] = {partijen[1]: 60, partijen[0]: -60}
    event = Gebeurtenis(BoekingSoort.VERREKENING, "v", UREN, date(2017, 1, 1), hoeveelheden)
    boeking = boek(session, event)
    assert opgebouwd(session, LAST)[UREN][partijen[1]] == before[UREN][partijen[1]] + 60
    assert opgebouwd(session, date(2016, 12, 31))[UREN] == opgebouwd(session, date(2016, 1, 1))[UREN]
    storneer(session, boeking)
    assert opgebouwd(session, LAST) == before


def test_before_anything_is_booked_there_is_nothing(session: so.Session, partijen: list[int]) -> None:
    nothing: dict[Eenheid, dict[int, int]] = {eenheid: {} for eenheid in Eenheid}
    assert opgebouwd(session, LAST) == nothing
    write(session, partijen, [(UREN, 0, LAST, 600)])
    assert opgebouwd(session, date(2018, 12, 30)) == nothing


def test_what_was_undone_is_not_remembered(session: so.Session, partijen: list[int]) -> None:
    write(session, partijen, [(UREN, 0, date(2016, 1, 1), 600)])
    assert opgebouwd(session, LAST)[UREN][partijen[1]] < 0
    write(session, partijen, [(UREN, 1, date(2016, 1, 1), 900)])  # on the same numbers
    assert opgebouwd(session, LAST)[UREN][partijen[1]] > 0
    session.rollback()
    assert not any(opgebouwd(session, LAST)[UREN].values())
