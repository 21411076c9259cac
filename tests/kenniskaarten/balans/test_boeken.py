"""The book: what happened is in it once, adds up to zero, and never changes; on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.db.base import now, transaction
from kennis.errors import BoekingError
from kennis.installatie import Installatie
from kenniskaarten.balans.boeken import Gebeurtenis, boek, boek_nieuwe, gebeurtenis_of, storneer
from kenniskaarten.balans.models import Boeking, BoekingSoort, Eenheid, Regel
from kenniskaarten.balans.saldo import Som, sommen
from tests.conftest import add_organisaties

DAG = date(2025, 3, 3)
ONE_MORE = """
    INSERT INTO boekregels (boeking_id, hoeveelheid, brengt, eenheid, datum, telt_als)
    SELECT id, 5, TRUE, eenheid, datum, telt_als FROM boekingen"""
WITHOUT_REGELS = """
    INSERT INTO boekingen (id, soort, telt_als, bron, eenheid, datum, omschrijving, thema, geboekt_op)
    SELECT 'leeg', soort, telt_als, 'leeg', eenheid, datum, '', '', geboekt_op FROM boekingen"""
JAAR = date(2025, 1, 1), date(2025, 12, 31)


@pytest.fixture
def partijen(each_installatie: Installatie) -> list[int]:
    return list(add_organisaties(each_installatie).values())


@pytest.fixture
def session(each_installatie: Installatie, partijen: list[int]) -> Iterator[so.Session]:
    assert partijen
    with each_installatie.sessions() as session:
        yield session


def inzet(partijen: list[int], bron: str = "urenstaat:1", minuten: int = 480, **other: Any) -> Gebeurtenis:
    """Let the first party work for the second one, and the network get a quarter of it."""
    verdeling: dict[int | None, int] = {
        partijen[0]: minuten,
        partijen[1]: -(minuten - minuten // 4),
        None: -(minuten // 4),
    }
    fields = {"soort": BoekingSoort.INZET, "eenheid": Eenheid.UREN, "datum": DAG, "hoeveelheden": verdeling}
    return Gebeurtenis(bron=bron, **{**fields, **other})


def count(session: so.Session, table: type[Boeking | Regel]) -> int:
    return session.scalar(sa.select(sa.func.count()).select_from(table)) or 0


def test_what_happened_stands_in_the_book_with_its_regels(session: so.Session, partijen: list[int]) -> None:
    boeking = boek(session, inzet(partijen))
    session.commit()
    assert [regel.hoeveelheid for regel in boeking.regels] == [480, -360, -120]
    assert sommen(session, Eenheid.UREN, *JAAR) == {partijen[0]: Som(480, 0), partijen[1]: Som(0, 360)}


def test_a_repeat_is_no_second_boeking(session: so.Session, partijen: list[int]) -> None:
    first = boek(session, inzet(partijen))
    session.commit()
    assert boek(session, inzet(partijen)) is first
    session.commit()
    assert (count(session, Boeking), count(session, Regel)) == (1, 3)


def test_the_same_thing_with_other_figures_is_refused(session: so.Session, partijen: list[int]) -> None:
    boek(session, inzet(partijen))
    with pytest.raises(BoekingError, match="andere gegevens"):
        boek(session, inzet(partijen, minuten=600))


def test_a_storno_restores_the_balance_and_comes_once(session: so.Session, partijen: list[int]) -> None:
    boeking = boek(session, inzet(partijen))
    boek(session, inzet(partijen, bron="urenstaat:2", minuten=60))
    before = sommen(session, Eenheid.UREN, *JAAR)
    other = boek(session, inzet(partijen, bron="urenstaat:3", minuten=1200))
    terug = storneer(session, other, reden="Verkeerde gemeente")
    session.commit()
    assert (terug.storno_van_id, terug.datum, terug.telt_als) == (other.id, other.datum, BoekingSoort.INZET)
    assert sommen(session, Eenheid.UREN, *JAAR) == before
    with pytest.raises(BoekingError, match="al gestorneerd"):
        storneer(session, other)
    with pytest.raises(BoekingError, match="niet teruggenomen"):
        storneer(session, terug)
    assert boeking.id != other.id


def test_a_pledge_and_a_settlement_are_no_contribution(session: so.Session, partijen: list[int]) -> None:
    boek(session, inzet(partijen, soort=BoekingSoort.TOEZEGGING))
    boek(session, inzet(partijen, soort=BoekingSoort.VERREKENING, eenheid=Eenheid.EURO))
    assert sommen(session, Eenheid.UREN, *JAAR) == sommen(session, Eenheid.EURO, *JAAR) == {}


def test_only_what_lies_in_the_period_counts(session: so.Session, partijen: list[int]) -> None:
    boek(session, inzet(partijen, datum=date(2024, 12, 31)))
    assert sommen(session, Eenheid.UREN, *JAAR) == {}
    assert sommen(session, Eenheid.UREN, date(2024, 1, 1), date(2024, 12, 31)) != {}


@pytest.mark.parametrize(
    ("fout", "melding"),
    [
        ({"bron": ""}, "waar zij vandaan komt"),
        ({"hoeveelheden": {1: 60, 2: -59}}, "samen niet gelijk"),
        ({"hoeveelheden": {1: 60}}, "wie bracht en wie kreeg"),
        ({"hoeveelheden": {1: 0, 2: 0}}, "wie bracht en wie kreeg"),
        ({"hoeveelheden": {1: 10**13, 2: -(10**13)}}, "kan niet kloppen"),
        ({"datum": now().date() + timedelta(days=400)}, "kan niet kloppen"),
        ({"datum": date(1925, 1, 1)}, "kan niet kloppen"),
        ({"soort": BoekingSoort.STORNO}, "hoort bij een boeking"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    session: so.Session, partijen: list[int], fout: dict[str, Any], melding: str
) -> None:
    with pytest.raises(BoekingError, match=melding):
        boek(session, inzet(partijen, **fout))
    session.commit()
    assert (count(session, Boeking), count(session, Regel)) == (0, 0)


def test_an_unknown_party_is_refused(session: so.Session, partijen: list[int]) -> None:
    def work() -> None:  # SQLite looks at once, PostgreSQL at the end
        boek(session, inzet([partijen[0], 999_999]))
        session.commit()

    with pytest.raises(sa.exc.IntegrityError):
        work()
    session.rollback()
    assert count(session, Regel) == 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE boekingen SET omschrijving = 'anders'",
        "UPDATE boekregels SET hoeveelheid = 1",
        "DELETE FROM boekingen",
        "DELETE FROM boekregels",
        ONE_MORE,
        WITHOUT_REGELS,
    ],
)
def test_the_database_itself_refuses_to_change_the_book(
    each_installatie: Installatie, session: so.Session, partijen: list[int], statement: str
) -> None:
    boek(session, inzet(partijen))
    session.commit()
    with each_installatie.engine.connect() as connection, pytest.raises(sa.exc.DBAPIError):
        connection.execute(sa.text(statement))
    assert (count(session, Boeking), count(session, Regel)) == (1, 3)


def raw(partijen: list[int], *hoeveelheden: int, bron: str = "scheef") -> list[sa.Executable]:
    """Return the statements that write a boeking past the program."""
    shared = {"eenheid": Eenheid.UREN, "datum": DAG, "telt_als": BoekingSoort.INZET}
    regels = [
        {"boeking_id": bron, "partij_id": partij, "hoeveelheid": hoeveelheid, "brengt": hoeveelheid > 0, **shared}
        for partij, hoeveelheid in zip(partijen, hoeveelheden, strict=False)
    ]
    boeking = {"id": bron, "soort": BoekingSoort.INZET, "bron": bron, **shared}
    return [sa.insert(Regel).values(regels), sa.insert(Boeking).values(boeking)]


def write(installatie: Installatie, statements: list[sa.Executable]) -> None:
    with transaction(installatie.sessions) as session:
        for statement in statements:
            session.execute(statement)


def test_the_database_itself_refuses_regels_that_do_not_add_up(
    each_installatie: Installatie, session: so.Session, partijen: list[int]
) -> None:
    write(each_installatie, raw(partijen, 5, -5, bron="recht"))
    with pytest.raises(sa.exc.DBAPIError):
        write(each_installatie, raw(partijen, 5, -4))
    assert (count(session, Boeking), count(session, Regel)) == (1, 2)


def test_regels_without_a_boeking_do_not_stay(each_installatie: Installatie, partijen: list[int]) -> None:
    with pytest.raises(sa.exc.IntegrityError):
        write(each_installatie, raw(partijen, 5, -5)[:1])


def test_two_who_book_the_same_at_once_make_one_boeking(
    each_installatie: Installatie, partijen: list[int]
) -> None:
    def work(number: int) -> str:
        with transaction(each_installatie.sessions) as session:
            return boek(session, inzet(partijen, bron=f"urenstaat:{number % 3}")).id

    with ThreadPoolExecutor(6) as pool:
        ids = list(pool.map(work, range(12)))
    assert len(set(ids)) == 3
    with each_installatie.sessions() as session:
        assert (count(session, Boeking), count(session, Regel)) == (3, 9)


def test_many_that_are_new_are_booked_as_one_by_one(session: so.Session, partijen: list[int]) -> None:
    events = [inzet(partijen, bron=f"urenstaat:{number}", minuten=60 + number) for number in range(3)]
    boek_nieuwe(session, events)
    session.commit()
    assert [
        gebeurtenis_of(boeking) for boeking in session.scalars(sa.select(Boeking).order_by(Boeking.bron))
    ] == events
    assert sommen(session, Eenheid.UREN, *JAAR)[partijen[0]] == Som(183, 0)


def test_of_many_of_which_one_is_there_or_cannot_be_none_is_booked(
    session: so.Session, partijen: list[int]
) -> None:
    boek(session, inzet(partijen))
    session.commit()
    for other, error in ((inzet(partijen), sa.exc.IntegrityError), (inzet(partijen, bron=""), BoekingError)):
        with pytest.raises(error):
            boek_nieuwe(session, [inzet(partijen, bron="urenstaat:2"), other])
        session.rollback()
        assert (count(session, Boeking), count(session, Regel)) == (1, 3)
