"""The outbox: nothing that was put in is forgotten before it was done."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from kennis.db import wachtrij
from kennis.db.base import transaction
from kennis.db.wachtrij import Wachtrij
from kennis.installatie import Installatie


def put(found: Installatie, *bronnen: str) -> None:
    with transaction(found.sessions) as session:
        wachtrij.enqueue(session, bronnen)


def left(found: Installatie) -> list[str]:
    with found.sessions() as session:
        return list(session.scalars(sa.select(Wachtrij.bron).order_by(Wachtrij.id)))


def take(found: Installatie, aantal: int) -> dict[str, list[int]]:
    with found.sessions() as session:
        return wachtrij.take(session, aantal)


def clear(found: Installatie, ids: list[int]) -> None:
    with transaction(found.sessions) as session:
        wachtrij.clear(session, ids)


def test_the_oldest_come_first_and_stay_until_they_are_cleared(each_installatie: Installatie) -> None:
    put(each_installatie, "versie:1", "versie:2", "versie:3")
    taken = take(each_installatie, 2)
    assert list(taken) == ["versie:1", "versie:2"]
    assert left(each_installatie) == ["versie:1", "versie:2", "versie:3"]
    clear(each_installatie, [number for numbers in taken.values() for number in numbers])
    assert left(each_installatie) == ["versie:3"]


def test_what_was_put_in_twice_is_taken_once(each_installatie: Installatie) -> None:
    put(each_installatie, "versie:1", "versie:2", "versie:1")
    taken = take(each_installatie, 10)
    assert list(taken) == ["versie:1", "versie:2"]
    assert [len(numbers) for numbers in taken.values()] == [2, 1]


def test_what_changes_while_it_is_done_is_done_again(each_installatie: Installatie) -> None:
    put(each_installatie, "versie:1")
    taken = take(each_installatie, 10)
    put(each_installatie, "versie:1")
    clear(each_installatie, taken["versie:1"])
    assert left(each_installatie) == ["versie:1"]


def test_nothing_is_put_in_when_the_transaction_fails(each_installatie: Installatie) -> None:
    def put_and_fail() -> None:
        with transaction(each_installatie.sessions) as session:
            wachtrij.enqueue(session, ["versie:1"])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        put_and_fail()
    assert left(each_installatie) == []


def test_an_empty_outbox_gives_nothing(each_installatie: Installatie) -> None:
    with transaction(each_installatie.sessions) as session:
        wachtrij.clear(session, [])
        wachtrij.enqueue(session, [])
        assert wachtrij.take(session, 5) == {}
        assert (wachtrij.waiting(session), wachtrij.waiting_ids(session)) == (0, [])


def test_more_can_be_cleared_than_one_statement_holds(each_installatie: Installatie) -> None:
    rows = [{"bron": f"versie:{number}"} for number in range(2_500)]
    with transaction(each_installatie.sessions) as session:
        session.execute(sa.insert(Wachtrij), rows)
    with each_installatie.sessions() as session:
        assert wachtrij.waiting(session) == len(rows)
        ids = wachtrij.waiting_ids(session)
    put(each_installatie, "versie:1")
    clear(each_installatie, ids)
    assert left(each_installatie) == ["versie:1"]


@pytest.mark.postgresql
def test_what_somebody_else_is_still_adding_is_not_among_what_waits(
    postgresql_installatie: Installatie,
) -> None:
    """PostgreSQL numbers rows before they are committed: a lower number may turn up later than a higher one."""
    with postgresql_installatie.sessions() as slow:
        wachtrij.enqueue(slow, ["versie:1"])
        slow.flush()
        put(postgresql_installatie, "versie:2")
        with postgresql_installatie.sessions() as session:
            done = wachtrij.waiting_ids(session)
        slow.commit()
    clear(postgresql_installatie, done)
    assert left(postgresql_installatie) == ["versie:1"]
