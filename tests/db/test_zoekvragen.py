"""Questions are counted per week and role, and nothing else of them is kept."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from kennis.access import Rol
from kennis.db import zoekvragen
from kennis.db.base import transaction
from kennis.db.zoekvragen import (
    BEWAARD_WEKEN,
    MAX_VRAAG,
    Besluit,
    Gesteld,
    Vraagbesluit,
    Vraagtelling,
    find_besluiten,
    find_tellingen,
    week_of,
)
from kennis.installatie import Installatie

WEEK = date(2026, 11, 23)
Figures = tuple[int, int, int]


def ask(found: Installatie, vraag: str = "zorg", *, has_result: bool = True, rol: Rol = Rol.BURGER) -> None:
    with transaction(found.sessions) as session:
        zoekvragen.count_vraag(session, Gesteld(WEEK, vraag, rol), has_result=has_result)


def click(found: Installatie, vraag: str = "zorg", week: date = WEEK) -> None:
    with transaction(found.sessions) as session:
        zoekvragen.count_klik(session, Gesteld(week, vraag, Rol.BURGER))


def counted(found: Installatie, van: date = WEEK, tot: date = WEEK) -> dict[tuple[str, Rol], Figures]:
    with found.sessions() as session:
        rows = find_tellingen(session, van, tot)
    return {(row.vraag, row.rol): (row.aantal, row.zonder_resultaat, row.met_klik) for row in rows}


def decide(found: Installatie, vraag: str, besluit: Besluit, week: date = WEEK) -> None:
    with transaction(found.sessions) as session:
        zoekvragen.decide(session, vraag, besluit, week)


def decided(found: Installatie) -> dict[str, tuple[Besluit, date]]:
    with found.sessions() as session:
        return {vraag: (row.besluit, row.week) for vraag, row in find_besluiten(session).items()}


def test_a_question_is_counted_by_role_with_whether_it_found_anything(each_installatie: Installatie) -> None:
    ask(each_installatie)
    ask(each_installatie, has_result=False)
    ask(each_installatie, rol=Rol.AMBTENAAR)
    ask(each_installatie, "z" * MAX_VRAAG)
    assert counted(each_installatie) == {
        ("zorg", Rol.BURGER): (2, 1, 0),
        ("zorg", Rol.AMBTENAAR): (1, 0, 0),
        ("z" * MAX_VRAAG, Rol.BURGER): (1, 0, 0),
    }


def test_a_click_belongs_to_a_question_that_was_asked(each_installatie: Installatie) -> None:
    ask(each_installatie)
    ask(each_installatie)
    for _ in range(3):
        click(each_installatie)
    click(each_installatie, "wonen")
    click(each_installatie, week=WEEK + timedelta(weeks=1))
    assert counted(each_installatie) == {("zorg", Rol.BURGER): (2, 0, 2)}


def test_questions_at_the_same_moment_are_all_counted(each_installatie: Installatie) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: ask(each_installatie, has_result=False), range(20)))
    assert counted(each_installatie) == {("zorg", Rol.BURGER): (20, 20, 0)}


def test_nothing_is_kept_but_week_role_and_question() -> None:
    """A column that is added here is a question to the privacy officer first."""
    columns = set(Vraagtelling.__table__.columns.keys())
    assert columns == {"id", "week", "vraag", "rol", "aantal", "zonder_resultaat", "met_klik"}
    assert set(Vraagbesluit.__table__.columns.keys()) == {"vraag", "besluit", "week"}


def test_only_the_weeks_that_are_asked_for_are_given(each_installatie: Installatie) -> None:
    ask(each_installatie)
    week = timedelta(weeks=1)
    assert counted(each_installatie, WEEK - week, WEEK) != {}
    assert counted(each_installatie, WEEK, WEEK + week) != {}
    assert counted(each_installatie, WEEK + week, WEEK + 2 * week) == {}
    assert counted(each_installatie, WEEK - week, WEEK - week) == {}


@pytest.mark.parametrize(("weeks", "stays"), [(BEWAARD_WEKEN - 1, True), (BEWAARD_WEKEN, False)])
def test_what_was_kept_long_enough_is_removed(each_installatie: Installatie, weeks: int, *, stays: bool) -> None:
    ask(each_installatie)
    decide(each_installatie, "zorg", Besluit.OPGELOST)
    with transaction(each_installatie.sessions) as session:
        zoekvragen.forget_old(session, WEEK + timedelta(weeks=weeks, days=6))
    assert bool(counted(each_installatie)) is stays
    assert bool(decided(each_installatie)) is stays


def test_thirteen_months_are_never_exceeded() -> None:
    """On the day on which a week goes, its oldest day is no older than that."""
    assert timedelta(weeks=BEWAARD_WEKEN) <= date(2027, 3, 1) - date(2026, 2, 1)


def test_a_later_decision_takes_the_place_of_an_earlier_one(each_installatie: Installatie) -> None:
    later = WEEK + timedelta(weeks=1)
    decide(each_installatie, "zorg", Besluit.OPGELOST)
    decide(each_installatie, "zorg", Besluit.NIET_VOOR_ONS, later)
    assert decided(each_installatie) == {"zorg": (Besluit.NIET_VOOR_ONS, later)}


def test_a_decision_can_be_undone(each_installatie: Installatie) -> None:
    decide(each_installatie, "zorg", Besluit.OPGELOST)
    decide(each_installatie, "wonen", Besluit.OPGELOST)
    with transaction(each_installatie.sessions) as session:
        zoekvragen.undo_besluit(session, "zorg")
    assert list(decided(each_installatie)) == ["wonen"]


def test_of_a_question_that_is_erased_nothing_is_left(each_installatie: Installatie) -> None:
    for vraag in ("jansen", "zorg"):
        ask(each_installatie, vraag)
        ask(each_installatie, vraag, rol=Rol.PROFESSIONAL)
        decide(each_installatie, vraag, Besluit.OPGELOST)
    with transaction(each_installatie.sessions) as session:
        zoekvragen.erase_vraag(session, "jansen")
    assert {vraag for vraag, _ in counted(each_installatie)} == {"zorg"}
    assert list(decided(each_installatie)) == ["zorg"]


def test_an_unknown_word_is_no_decision(each_installatie: Installatie) -> None:
    with pytest.raises(sa.exc.StatementError), transaction(each_installatie.sessions) as session:
        session.add(Vraagbesluit(vraag="zorg", besluit="misschien", week=WEEK))


@pytest.mark.parametrize("days", range(7))
def test_a_week_begins_on_monday(days: int) -> None:
    assert week_of(WEEK + timedelta(days=days)) == WEEK
