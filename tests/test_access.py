"""Who may see what: the table in words, and one answer from the rule, the database and the index."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pytest
import sqlalchemy as sa
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import orm as so

from kennis.access import (
    BURGER,
    Lezer,
    Rol,
    Zichtbaarheid,
    exclusion_of_gebruiker,
    exclusion_of_organisatie,
    may_see,
)
from kennis.db.base import migrate, open_engine, transaction
from kennis.db.documenten import Document, Uitsluiting, Versie, visible
from kennis.db.organisaties import Gebruiker, Organisatie, OrganisatieSoort
from kennis.search.columns import Columns
from tests.rijen import new_record, new_versie, stored_row

HOME, ELSEWHERE, THIRD = 1, 2, 3
ME, SOMEBODY = 1, 2
EVERY_LEVEL = list(Zichtbaarheid)
OPEN = ["openbaar"]
FOR_PROFESSIONALS = [*OPEN, "professional"]
FOR_AMBTENAREN = [*FOR_PROFESSIONALS, "ambtenaar"]

# What each role sees of other organisations, and of its own.
TABLE = {
    Rol.BURGER: (OPEN, OPEN),
    Rol.PROFESSIONAL: (FOR_PROFESSIONALS, FOR_PROFESSIONALS),
    Rol.AMBTENAAR: (FOR_AMBTENAREN, [*FOR_AMBTENAREN, "organisatie"]),
    Rol.BEHEERDER: (FOR_AMBTENAREN, [*FOR_AMBTENAREN, "organisatie", "beheer"]),
    Rol.REGISSEUR: (EVERY_LEVEL, EVERY_LEVEL),
}


def seen(lezer: Lezer, organisatie_id: int | None) -> list[Zichtbaarheid]:
    return [level for level in Zichtbaarheid if may_see(lezer, level, organisatie_id)]


@pytest.mark.parametrize("rol", Rol)
def test_each_role_sees_what_the_table_says(rol: Rol) -> None:
    elsewhere, at_home = TABLE[rol]
    assert seen(Lezer(rol, HOME), ELSEWHERE) == elsewhere
    assert seen(Lezer(rol, HOME), HOME) == at_home


@pytest.mark.parametrize("rol", Rol)
def test_what_belongs_to_nobody_is_home_to_nobody(rol: Rol) -> None:
    """A reader without an organisation and a record without one have nothing in common."""
    assert seen(Lezer(rol, HOME), None) == TABLE[rol][0]
    assert seen(Lezer(rol), None) == TABLE[rol][0]
    assert seen(Lezer(rol), HOME) == TABLE[rol][0]


def test_somebody_without_an_account_is_a_burger() -> None:
    assert seen(BURGER, HOME) == OPEN
    assert BURGER.names == frozenset()


@pytest.mark.parametrize("rol", Rol)
def test_who_is_excluded_sees_nothing_whatever_his_role(rol: Rol) -> None:
    by_party = frozenset({exclusion_of_organisatie(HOME)})
    by_name = frozenset({exclusion_of_gebruiker(ME)})
    assert not may_see(Lezer(rol, HOME, SOMEBODY), Zichtbaarheid.OPENBAAR, HOME, by_party)
    assert not may_see(Lezer(rol, ELSEWHERE, ME), Zichtbaarheid.OPENBAAR, HOME, by_name)
    assert may_see(Lezer(rol, ELSEWHERE, SOMEBODY), Zichtbaarheid.OPENBAAR, HOME, by_party | by_name)


def test_a_person_and_an_organisation_with_one_number_are_not_confused() -> None:
    assert may_see(Lezer(Rol.AMBTENAAR, HOME, 7), Zichtbaarheid.OPENBAAR, 7, frozenset({"organisatie:7"}))
    assert not may_see(Lezer(Rol.AMBTENAAR, 7, ME), Zichtbaarheid.OPENBAAR, HOME, frozenset({"organisatie:7"}))


@pytest.mark.parametrize("rol", Rol)
def test_what_was_of_a_voorganger_is_seen_as_at_home_by_the_people_of_its_successor_only(rol: Rol) -> None:
    elsewhere, at_home = TABLE[rol]
    merged = frozenset({ELSEWHERE})
    assert seen(Lezer(rol, HOME, ME, merged), ELSEWHERE) == at_home
    assert seen(Lezer(rol, HOME, ME, merged), THIRD) == elsewhere
    assert seen(Lezer(rol, THIRD, ME), ELSEWHERE) == elsewhere
    assert seen(Lezer(rol, ELSEWHERE, ME), HOME) == elsewhere, "who stayed behind gets nothing of the successor"
    assert seen(Lezer(rol, None, ME, merged), ELSEWHERE) == elsewhere, "no organisation has no voorgangers"


@pytest.mark.parametrize("rol", Rol)
def test_where_a_voorganger_is_excluded_its_successor_is(rol: Rol) -> None:
    excluded = frozenset({exclusion_of_organisatie(ELSEWHERE)})
    assert not may_see(Lezer(rol, HOME, ME, frozenset({ELSEWHERE})), Zichtbaarheid.OPENBAAR, HOME, excluded)
    assert may_see(Lezer(rol, HOME, ME), Zichtbaarheid.OPENBAAR, HOME, excluded)


# --- one rule in three places --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Thing:
    """What decides who sees a record."""

    level: Zichtbaarheid
    party: int | None
    excluded: frozenset[str]


names = st.sampled_from(["organisatie:1", "organisatie:2", "gebruiker:1", "gebruiker:2"])
numbers = st.sampled_from([None, 1, 2])
# Organisation 2 went on in the organisation of the reader, or did not.
lezers = st.builds(
    lambda rol, home, person, merged: Lezer(rol, home, person, frozenset({ELSEWHERE} if merged else ())),
    st.sampled_from(Rol),
    numbers,
    numbers,
    st.booleans(),
)
things = st.builds(Thing, st.sampled_from(Zichtbaarheid), numbers, st.frozensets(names, max_size=3))


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sa.Engine]:
    """Give a database with two organisations and two people, numbered 1 and 2."""
    engine = open_engine(f"sqlite:///{tmp_path_factory.mktemp('db') / 'kennis.sqlite3'}")
    migrate(engine)
    with transaction(so.sessionmaker(engine)) as session:
        for naam in ("a@huizen.nl", "b@laren.nl"):
            session.add(Organisatie(naam=naam, soort=OrganisatieSoort.GEMEENTE))
            session.add(Gebruiker(naam=naam, email=naam, wachtwoord_hash="", rol=Rol.AMBTENAAR, sessie=""))
    yield engine
    engine.dispose()


@given(st.lists(lezers, min_size=1, max_size=6), st.lists(things, min_size=1, max_size=12))
@example([Lezer(rol) for rol in Rol], [Thing(level, None, frozenset()) for level in Zichtbaarheid])
def test_rule_database_and_index_give_one_answer(
    engine: sa.Engine, readers: list[Lezer], records: list[Thing]
) -> None:
    columns = Columns(len(records), (_stored(number, thing) for number, thing in enumerate(records)))
    with so.Session(engine) as session:
        rows = [_row(thing) for thing in records]
        session.add_all(rows)
        session.flush()
        for lezer in readers:
            may = [may_see(lezer, thing.level, thing.party, thing.excluded) for thing in records]
            in_sql = set(session.scalars(sa.select(Versie.id).where(visible(lezer))))
            assert [row.id in in_sql for row in rows] == may
            assert columns.visible(lezer).tolist() == may
        session.rollback()


def _row(thing: Thing) -> Versie:
    uitsluitingen = [
        Uitsluiting(**{f"{soort}_id": int(number)})
        for soort, _, number in (name.partition(":") for name in thing.excluded)
    ]
    document = Document(uitsluitingen=uitsluitingen)
    return new_versie(document=document, zichtbaarheid=thing.level, organisatie_id=thing.party)


def _stored(number: int, thing: Thing) -> tuple[int, dict[str, object]]:
    record = new_record(number, zichtbaarheid=thing.level, organisatie_id=thing.party, uitgesloten=thing.excluded)
    return stored_row(number, record)


@given(lezers, st.lists(things, max_size=12))
def test_a_removed_record_is_visible_to_nobody(lezer: Lezer, records: list[Thing]) -> None:
    columns = Columns(2 * len(records), (_stored(2 * number, thing) for number, thing in enumerate(records)))
    assert not columns.visible(lezer)[1::2].any()
    assert not np.any(columns.visible(lezer) & ~columns.alive)
