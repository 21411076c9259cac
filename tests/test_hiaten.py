"""Knowledge gaps: which questions count, and what the counts say."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennis.access import Rol
from kennis.db.zoekvragen import BEWAARD_WEKEN, MAX_VRAAG, Besluit, Vraagbesluit, Vraagtelling
from kennis.hiaten import (
    COUNTED_AS,
    DEFAULT_WEKEN,
    MAX_WEKEN,
    Tijdvak,
    Weekcijfers,
    countable,
    find_hiaten,
    neighbours,
    read_tijdvak,
    trend,
)

TODAY = date(2026, 11, 24)
WEEK = date(2026, 11, 23)
A_WEEK = timedelta(weeks=1)


def telling(  # noqa: PLR0917 (a row of a table)
    vraag: str,
    aantal: int,
    zonder: int = 0,
    klik: int = 0,
    rol: Rol = Rol.BURGER,
    week: date = WEEK,
) -> Vraagtelling:
    return Vraagtelling(week=week, vraag=vraag, rol=rol, aantal=aantal, zonder_resultaat=zonder, met_klik=klik)


ROWS = [
    telling("a", 3, klik=2),
    telling("b", 2, zonder=2),
    telling("b", 1, zonder=1, rol=Rol.AMBTENAAR, week=WEEK - A_WEEK),
    telling("c", 4),
    telling("d", 5, zonder=4, klik=1),
]


def test_a_gap_is_a_question_without_results_or_without_a_click() -> None:
    found = find_hiaten(ROWS, {})
    assert [(item.vraag, item.zonder_resultaat) for item in found.zonder_resultaat] == [("d", 4), ("b", 3)]
    assert [(item.vraag, item.aantal) for item in found.zonder_klik] == [("c", 4)]
    assert [(item.vraag, item.aantal) for item in found.meest_gesteld] == [("d", 5), ("c", 4), ("a", 3), ("b", 3)]


def test_the_figures_of_a_question_are_those_of_all_weeks_and_roles() -> None:
    b = next(item for item in find_hiaten(ROWS, {}).meest_gesteld if item.vraag == "b")
    assert (b.aantal, b.zonder_resultaat, b.met_klik) == (3, 3, 0)
    assert b.rollen == ((Rol.BURGER, 2), (Rol.AMBTENAAR, 1))


def test_a_click_by_anybody_closes_the_gap_of_a_question_that_finds_something() -> None:
    rows = [telling("c", 4), telling("c", 1, klik=1, rol=Rol.AMBTENAAR)]
    assert find_hiaten(rows, {}).zonder_klik == ()


def test_what_was_decided_about_is_no_gap_until_it_is_asked_again() -> None:
    rows = [telling("b", 2, zonder=2, week=WEEK - A_WEEK)]
    besluiten = {"b": Vraagbesluit(vraag="b", besluit=Besluit.OPGELOST, week=WEEK - A_WEEK)}
    assert find_hiaten(rows, besluiten).zonder_resultaat == ()
    assert [item.aantal for item in find_hiaten(rows, besluiten).meest_gesteld] == [2]
    again = find_hiaten([*rows, telling("b", 1, zonder=1)], besluiten).zonder_resultaat
    assert [(item.vraag, item.zonder_resultaat) for item in again] == [("b", 1)]


def test_without_questions_there_are_no_gaps() -> None:
    found = find_hiaten([], {})
    assert (found.zonder_resultaat, found.zonder_klik, found.meest_gesteld) == ((), (), ())


def test_every_week_of_a_period_has_its_figures() -> None:
    assert trend(ROWS, Tijdvak(WEEK, 3)) == [
        Weekcijfers(WEEK - 2 * A_WEEK, 0, 0),
        Weekcijfers(WEEK - A_WEEK, 1, 1),
        Weekcijfers(WEEK, 14, 6),
    ]


@pytest.mark.parametrize(("aantal", "zonder", "aandeel"), [(0, 0, 0), (3, 1, 33), (3, 2, 67), (5, 5, 100)])
def test_the_share_without_result_is_in_whole_percents(aantal: int, zonder: int, aandeel: int) -> None:
    assert Weekcijfers(WEEK, aantal, zonder).aandeel == aandeel


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hoe helpen we mantelzorgers?", "hoe helpen   we mantelzorgers"),
        ("Privé-vermogen!", "PRIVÉ-VERMOGEN"),
        ("zorg", "zorg ..."),
    ],
)
def test_one_question_is_counted_once_however_it_is_typed(one: str, other: str) -> None:
    assert countable(one) == countable(other) is not None


def test_a_question_is_kept_in_a_form_that_can_be_asked_again() -> None:
    assert countable('"Integraal veiligheidsplan" -politie') == '"integraal veiligheidsplan" -politie'


@pytest.mark.parametrize(
    "vraag",
    [
        "",
        "   ",
        "???",
        "-politie",
        "z" * (MAX_VRAAG + 1),
        "mail jan@voorbeeld.nl",
        "ﷺ" * 30,
        "bel ０６１２３４５６７８",
        "zorg \u202e groz",
    ],
)
def test_some_questions_are_not_kept(vraag: str) -> None:
    """Among them what only becomes too long, or a number, when it is folded."""
    assert countable(vraag) is None


@given(st.text(max_size=250))
def test_what_is_counted_fits_and_stays_the_same(tekst: str) -> None:
    vraag = countable(tekst)
    assert vraag is None or (0 < len(vraag) <= MAX_VRAAG and countable(vraag) == vraag and vraag.isprintable())


def test_no_role_that_few_people_have_is_kept() -> None:
    """Nor can a role be added without a choice about it."""
    assert set(COUNTED_AS.values()) == {Rol.BURGER, Rol.PROFESSIONAL, Rol.AMBTENAAR}
    assert set(Rol) - set(COUNTED_AS) == {Rol.REGISSEUR}


@pytest.mark.parametrize(
    ("tot", "weken", "tijdvak"),
    [
        ("", "", Tijdvak(WEEK, DEFAULT_WEKEN)),
        ("2026-W40", "1", Tijdvak(date(2026, 9, 28), 1)),
        ("2027-W40", "4", Tijdvak(WEEK, 4)),
        ("0001-W01", "4", Tijdvak(WEEK - (BEWAARD_WEKEN - 1) * A_WEEK, 4)),
        ("2026-W60", "0", Tijdvak(WEEK, 1)),
        ("2026-11-02", "-1", Tijdvak(WEEK, DEFAULT_WEKEN)),
        ("x", "99999999", Tijdvak(WEEK, MAX_WEKEN)),
        ("\x00", "٣", Tijdvak(WEEK, DEFAULT_WEKEN)),
    ],
)
def test_a_period_is_read_from_an_address(tot: str, weken: str, tijdvak: Tijdvak) -> None:
    assert read_tijdvak(tot, weken, TODAY) == tijdvak


@given(st.text(max_size=12), st.text(max_size=6))
def test_any_address_names_a_period_of_which_something_is_kept(tot: str, weken: str) -> None:
    tijdvak = read_tijdvak(tot, weken, TODAY)
    assert WEEK - BEWAARD_WEKEN * A_WEEK < tijdvak.tot <= WEEK
    assert 1 <= tijdvak.weken <= MAX_WEKEN


@given(st.integers(0, BEWAARD_WEKEN - 1), st.integers(1, MAX_WEKEN))
def test_a_period_has_a_name_that_leads_back_to_it(weeks: int, weken: int) -> None:
    tijdvak = Tijdvak(WEEK - weeks * A_WEEK, weken)
    assert read_tijdvak(tijdvak.naam, str(weken), TODAY) == tijdvak


@given(st.sampled_from([1, 4, 13, 52]))
def test_going_back_and_back_ends_and_leaves_no_week_out(weken: int) -> None:
    tijdvak: Tijdvak | None = Tijdvak(WEEK, weken)
    assert neighbours(Tijdvak(WEEK, weken), TODAY)[1] is None
    before: Tijdvak | None = None
    steps = 0
    while tijdvak is not None:
        assert before is None or tijdvak.laatste_dag >= before.van - timedelta(days=1)
        before, tijdvak, steps = tijdvak, neighbours(tijdvak, TODAY)[0], steps + 1
    assert steps <= BEWAARD_WEKEN
    assert before is not None
    assert before.van <= WEEK - (BEWAARD_WEKEN - 1) * A_WEEK
