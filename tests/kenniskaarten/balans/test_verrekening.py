"""Settling a period: what may be agreed, what is proposed, that it is booked once, and that it is taken back."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import orm as so

from kennis.db.base import now, transaction
from kennis.db.organisaties import Organisatie, OrganisatieSoort
from kennis.errors import BoekingError, VerrekeningError
from kennis.installatie import Installatie
from kenniskaarten.balans.afspraakmodels import Verrekening
from kenniskaarten.balans.berekening import berekening
from kenniskaarten.balans.betalingen import centen, geboekt
from kenniskaarten.balans.boeken import Gebeurtenis, boek
from kenniskaarten.balans.jaar import jaarbalans
from kenniskaarten.balans.models import Balansnorm, Boeking, BoekingSoort, Eenheid, Inwoners, Regel
from kenniskaarten.balans.opgebouwd import opgebouwd
from kenniskaarten.balans.regels import Besluit
from kenniskaarten.balans.verrekenen import Betaling
from kenniskaarten.balans.verrekening import (
    Afspraak,
    boek_betalingen,
    draai_terug,
    openstaand,
    wrong_with,
    zet_aan,
    zet_uit,
)
from tests.conftest import add_organisaties

VANDAAG = date(2016, 3, 1)
BESLUIT = Besluit("PHO", date(2016, 2, 1))
AFSPRAAK = Afspraak(date(2015, 1, 1), date(2015, 12, 31), 55_00, BESLUIT)
INWONERS = {"Gemeente Huizen": 50_000, "Gemeente Laren": 25_000, "Gemeente Wijdemeren": 25_000}


@pytest.fixture
def partijen(each_installatie: Installatie) -> list[int]:
    """Give Huizen, Laren, Wijdemeren and the regio, which has no inhabitants."""
    found = add_organisaties(each_installatie)
    with transaction(each_installatie.sessions) as session:
        session.add(Balansnorm(van=date(2014, 1, 1), orgaan="PHO", besloten_op=date(2013, 12, 1), factoren={}))
        for naam, aantal in INWONERS.items():
            peildatum = date(2014, 1, 1)
            session.add(Inwoners(organisatie_id=found[naam], peildatum=peildatum, aantal=aantal, bron="voorbeeld"))
    return list(found.values())


@pytest.fixture
def session(each_installatie: Installatie, partijen: list[int]) -> Iterator[so.Session]:
    """Give a year in which Laren worked 20 hours and the regio 4, of which Huizen should have done half."""
    with each_installatie.sessions() as session:
        work(session, partijen[1], 1200, date(2015, 3, 3))
        work(session, partijen[3], 240, date(2015, 9, 9))
        session.commit()
        yield session


def work(session: so.Session, partij: int, minuten: int, datum: date) -> None:
    bron = f"werk:{partij}:{datum}"
    boek(session, Gebeurtenis(BoekingSoort.INZET, bron, Eenheid.UREN, datum, {partij: minuten, None: -minuten}))


def settle(session: so.Session, verrekening: Verrekening, dag: date = VANDAAG) -> int:
    kenmerk = openstaand(session, verrekening, dag).kenmerk
    return boek_betalingen(session, verrekening, kenmerk, dag, None)


def count(session: so.Session, table: type[Boeking | Regel | Verrekening]) -> int:
    return session.scalar(sa.select(sa.func.count()).select_from(table)) or 0


@pytest.mark.parametrize(
    ("fout", "veld"),
    [
        ({"eerste": date(2015, 7, 1)}, "eerste_jaar"),
        ({"eerste": date(1915, 1, 1)}, "eerste_jaar"),
        ({"eerste": date(2016, 1, 1)}, "laatste_jaar"),
        ({"laatste": date(2015, 6, 30)}, "laatste_jaar"),
        ({"laatste": date(now().year, 12, 31)}, "laatste_jaar"),
        ({"laatste": date(2115, 12, 31)}, "laatste_jaar"),
        ({"tarief": 99}, "tarief"),
        ({"tarief": 1_000_01}, "tarief"),
        ({"tarief": -55_00}, "tarief"),
        ({"besluit": Besluit("", date(2016, 2, 1))}, "orgaan"),
        ({"besluit": Besluit("x" * 201, date(2016, 2, 1))}, "orgaan"),
        ({"besluit": Besluit("PHO", now().date() + timedelta(1))}, "besloten_op"),
        ({"besluit": Besluit("PHO", date(1016, 2, 1))}, "besloten_op"),
    ],
)
def test_what_cannot_be_agreed_is_told_by_field(fout: dict[str, Any], veld: str) -> None:
    assert list(wrong_with(replace(AFSPRAAK, **fout), now().date())) == [veld]


def test_what_cannot_be_agreed_is_not_written(session: so.Session) -> None:
    with pytest.raises(VerrekeningError, match="vóór het eerste"):
        zet_aan(session, replace(AFSPRAAK, eerste=date(2016, 1, 1)), None)
    session.commit()
    assert count(session, Verrekening) == 0


def test_the_bounds_themselves_may_be_agreed() -> None:
    for tarief in (1_00, 1_000_00):
        assert wrong_with(replace(AFSPRAAK, tarief=tarief), VANDAAG) == {}
    assert wrong_with(AFSPRAAK, date(2016, 1, 1)).keys() == {"besloten_op"}
    assert wrong_with(AFSPRAAK, date(2015, 12, 31)).keys() == {"laatste_jaar", "besloten_op"}


def test_a_year_is_settled_in_one_period_only(session: so.Session) -> None:
    first = zet_aan(session, AFSPRAAK, None)
    zet_aan(session, replace(AFSPRAAK, eerste=date(2016, 1, 1), laatste=date(2016, 12, 31)), None)
    with pytest.raises(VerrekeningError, match="Over 2015 wordt al verrekend"):
        zet_aan(session, replace(AFSPRAAK, eerste=date(2013, 1, 1)), None)
    zet_uit(session, first)
    assert zet_aan(session, AFSPRAAK, None).id != first.id


@given(st.integers(1, 10**6), st.integers(1_00, 1_000_00))
def test_a_payment_is_the_nearest_cent(minuten: int, tarief: int) -> None:
    exact = Fraction(minuten * tarief, 60)
    assert -Fraction(1, 2) < centen(minuten, tarief) - exact <= Fraction(1, 2)


def test_the_proposal_is_what_one_reckons_by_hand(session: so.Session, partijen: list[int]) -> None:
    """Of 24 hours Huizen should have done 12, Laren and Wijdemeren 6 each, and the regio none."""
    huizen, laren, wijdemeren, regio = partijen
    verrekening = zet_aan(session, AFSPRAAK, None)
    found = openstaand(session, verrekening, VANDAAG)
    assert dict(found.saldi) == {huizen: -720, laren: 840, wijdemeren: -360, regio: 240}
    assert found.betalingen == (
        Betaling(huizen, laren, 720),
        Betaling(wijdemeren, regio, 240),
        Betaling(wijdemeren, laren, 120),
    )
    assert [centen(betaling.bedrag, 55_00) for betaling in found.betalingen] == [660_00, 220_00, 110_00]


def test_each_payment_is_booked_as_money_and_as_hours(session: so.Session, partijen: list[int]) -> None:
    huizen, laren = partijen[:2]
    before = jaarbalans(session, 2015), jaarbalans(session, 2016)
    verrekening = zet_aan(session, AFSPRAAK, None)
    assert settle(session, verrekening) == 3
    session.commit()
    first = geboekt(session, verrekening)[0]
    assert (first.betaling, first.centen, first.datum) == (Betaling(huizen, laren, 720), 660_00, VANDAAG)
    assert not any(opgebouwd(session, VANDAAG)[Eenheid.UREN].values())
    assert any(opgebouwd(session, date(2016, 2, 29))[Eenheid.UREN].values())
    assert opgebouwd(session, VANDAAG)[Eenheid.EURO] == opgebouwd(session, date(2016, 2, 29))[Eenheid.EURO]
    assert (jaarbalans(session, 2015), jaarbalans(session, 2016)) == before


def test_booking_twice_changes_nothing(session: so.Session) -> None:
    verrekening = zet_aan(session, AFSPRAAK, None)
    kenmerk = openstaand(session, verrekening, VANDAAG).kenmerk
    assert [boek_betalingen(session, verrekening, kenmerk, VANDAAG, None) for _ in range(3)] == [3, 0, 0]
    assert count(session, Boeking) == 2 + 2 * 3


def test_nobody_books_what_he_did_not_see(session: so.Session, partijen: list[int]) -> None:
    verrekening = zet_aan(session, AFSPRAAK, None)
    kenmerk = openstaand(session, verrekening, VANDAAG).kenmerk
    work(session, partijen[2], 600, date(2015, 12, 12))
    with pytest.raises(BoekingError, match="intussen veranderd"):
        boek_betalingen(session, verrekening, kenmerk, VANDAAG, None)
    assert geboekt(session, verrekening) == []


def test_late_hours_are_settled_on_top(session: so.Session, partijen: list[int]) -> None:
    """Of 10 hours more Huizen should have done 5, Laren and Wijdemeren 2,5; Wijdemeren did all."""
    huizen, laren, wijdemeren, _ = partijen
    verrekening = zet_aan(session, AFSPRAAK, None)
    settle(session, verrekening)
    work(session, wijdemeren, 600, date(2015, 12, 12))
    later = date(2016, 6, 1)
    assert openstaand(session, verrekening, later).betalingen == (
        Betaling(huizen, wijdemeren, 300),
        Betaling(laren, wijdemeren, 150),
    )
    settle(session, verrekening, later)
    session.commit()
    assert [row.datum for row in geboekt(session, verrekening)] == [VANDAAG] * 3 + [later] * 2
    assert not any(opgebouwd(session, later)[Eenheid.UREN].values())


def test_taking_back_restores_all_and_says_why(session: so.Session) -> None:
    verrekening = zet_aan(session, AFSPRAAK, None)
    before, proposed = opgebouwd(session, VANDAAG), openstaand(session, verrekening, VANDAAG)
    settle(session, verrekening)
    with pytest.raises(BoekingError, match="Schrijf waarom"):
        draai_terug(session, verrekening, "  ", VANDAAG, None)
    assert draai_terug(session, verrekening, "Verkeerd tarief", VANDAAG, None) == 3
    assert {row.reden for row in geboekt(session, verrekening)} == {"Verkeerd tarief"}
    assert opgebouwd(session, VANDAAG) == before
    assert openstaand(session, verrekening, VANDAAG).betalingen == proposed.betalingen
    with pytest.raises(BoekingError, match="geen betaling"):
        draai_terug(session, verrekening, "Nog eens", VANDAAG, None)
    assert settle(session, verrekening) == 3
    assert len(geboekt(session, verrekening)) == 6


def test_a_period_is_switched_off_only_when_nothing_stands(session: so.Session) -> None:
    verrekening = zet_aan(session, AFSPRAAK, None)
    settle(session, verrekening)
    with pytest.raises(BoekingError, match="Draai die eerst terug"):
        zet_uit(session, verrekening)
    session.refresh(verrekening)
    assert verrekening.uitgezet_op is None
    draai_terug(session, verrekening, "Toch niet", VANDAAG, None)
    zet_uit(session, verrekening)
    session.flush()
    with pytest.raises(BoekingError, match="niet meer verrekend"):
        settle(session, verrekening)


def go_on(session: so.Session, van: int, naam: str, per: date) -> int:
    """Let a gemeente go on in a new one."""
    heir = Organisatie(naam=naam, soort=OrganisatieSoort.GEMEENTE, geldig_van=per)
    session.add(heir)
    session.flush()
    row = session.get_one(Organisatie, van)
    row.opvolger_id, row.geldig_tot = heir.id, per
    session.flush()
    return heir.id


def test_who_went_on_in_another_is_settled_with_that_one(session: so.Session, partijen: list[int]) -> None:
    huizen, laren, wijdemeren, _ = partijen
    heir = go_on(session, huizen, "Gemeente Gooi", date(2016, 1, 1))
    last = go_on(session, heir, "Gemeente Gooiland", date(2016, 2, 1))
    verrekening = zet_aan(session, AFSPRAAK, None)
    assert openstaand(session, verrekening, date(2015, 12, 31)).saldi[huizen] == -720
    assert openstaand(session, verrekening, VANDAAG).saldi[last] == -720
    settle(session, verrekening)
    assert Betaling(last, laren, 720) in [row.betaling for row in geboekt(session, verrekening)]
    go_on(session, wijdemeren, "Gemeente Vecht", date(2016, 5, 1))
    with pytest.raises(BoekingError, match="opgegaan in een andere"):
        draai_terug(session, verrekening, "Verkeerd tarief", date(2016, 5, 1), None)
    assert openstaand(session, verrekening, date(2016, 5, 1)).betalingen == ()


def test_organisaties_that_follow_each_other_in_a_circle_end_too(session: so.Session, partijen: list[int]) -> None:
    one, two = (session.get_one(Organisatie, partij) for partij in partijen[:2])
    one.opvolger_id, one.geldig_tot = two.id, date(2016, 1, 1)
    two.opvolger_id, two.geldig_tot = one.id, date(2016, 1, 1)
    assert sum(openstaand(session, zet_aan(session, AFSPRAAK, None), VANDAAG).saldi.values()) == 0


def test_two_who_book_at_once_book_once(each_installatie: Installatie, session: so.Session) -> None:
    verrekening = zet_aan(session, AFSPRAAK, None)
    kenmerk = openstaand(session, verrekening, VANDAAG).kenmerk
    session.commit()

    def press(_: int) -> int:
        with transaction(each_installatie.sessions) as other:
            found = other.get_one(Verrekening, verrekening.id)
            return boek_betalingen(other, found, kenmerk, VANDAAG, None)

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(press, range(6))) == [0] * 5 + [3]
    assert len(geboekt(session, verrekening)) == 3


def test_two_who_switch_a_year_on_at_once_do_so_once(each_installatie: Installatie, session: so.Session) -> None:
    session.rollback()

    def press(_: int) -> bool:
        try:
            with transaction(each_installatie.sessions) as other:
                zet_aan(other, AFSPRAAK, None)
        except VerrekeningError:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(press, range(6))) == 1
    assert count(session, Verrekening) == 1


def test_the_calculation_shows_what_each_share_rests_on(session: so.Session, partijen: list[int]) -> None:
    extra = Balansnorm(van=date(2015, 7, 1), orgaan="PHO", besloten_op=date(2015, 6, 1))
    extra.factoren = {str(partijen[0]): "0.5"}
    session.add(extra)
    voor, na = berekening(session, AFSPRAAK.eerste, AFSPRAAK.laatste)
    assert (voor.laatste, na.eerste) == (date(2015, 6, 30), date(2015, 7, 1))
    assert (voor.samen, na.samen) == (1200, 240)
    huizen = [(deel.aandelen[0].inwoners, deel.aandelen[0].factor) for deel in (voor, na)]
    assert huizen == [(50_000, 1), (50_000, Fraction(1, 2))]
    assert [deel.aandelen[0].stand.norm for deel in (voor, na)] == [600, 80]
    regio = na.aandelen[-1]
    assert (regio.inwoners, regio.factor, regio.stand.saldo) == (None, None, 240)
    saldi = [aandeel.stand.saldo for deel in (voor, na) for aandeel in deel.aandelen]
    assert sum(saldi) == 0
