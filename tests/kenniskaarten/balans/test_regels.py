"""What was agreed holds from its day on, and never changes the past."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennis.errors import UsageError
from kenniskaarten.balans.regels import (
    Besluit,
    Drempel,
    Inwonertal,
    Norm,
    Normen,
    drempel_fouten,
    factor_fouten,
    gewichten,
    inwoner_fouten,
    inwoners_op,
    waarde_fouten,
)

days = st.dates(date(2008, 1, 1), date(2030, 12, 31))


def norm(van: date, **factoren: str) -> Norm:
    return Norm(van, Besluit("PHO", van), {int(k[1:]): Fraction(v) for k, v in factoren.items()})


NORMEN = Normen([norm(date(2024, 1, 1)), norm(date(2025, 7, 1), p1="0.5")])


def test_a_norm_holds_until_the_next_one() -> None:
    assert NORMEN.on(date(2023, 12, 31)) is None
    assert NORMEN.on(date(2025, 6, 30)) == norm(date(2024, 1, 1))
    assert NORMEN.on(date(2025, 7, 1)) == norm(date(2025, 7, 1), p1="0.5")


@given(st.sets(days, max_size=5), days, days)
def test_the_pieces_of_a_period_follow_each_other_and_have_one_norm_each(
    starts: set[date], one: date, other: date
) -> None:
    eerste, laatste = sorted((one, other))
    normen = Normen(norm(start) for start in starts)
    pieces = normen.pieces(eerste, laatste)
    assert (pieces[0][0], pieces[-1][1]) == (eerste, laatste)
    assert all(end.toordinal() + 1 == begin.toordinal() for (_, end), (begin, _) in itertools.pairwise(pieces))
    assert all(normen.on(begin) == normen.on(end) for begin, end in pieces)


@given(st.sets(days, min_size=1, max_size=5), days, days, days)
def test_a_new_norm_changes_nothing_before_it_nor_a_year_that_is_over(
    starts: set[date], new: date, vandaag: date, dag: date
) -> None:
    normen, nieuw = Normen(norm(start) for start in starts), norm(new, p1="2")
    if normen.fouten(nieuw, vandaag):
        return
    after = Normen([*normen.all, nieuw])
    if dag < new or dag.year < vandaag.year:
        assert after.on(dag) == normen.on(dag)


VANDAAG = date(2026, 3, 10)
GOED = Norm(date(2026, 7, 1), Besluit("PHO", date(2026, 2, 1)))


def fouten(**values: object) -> dict[str, str]:
    return NORMEN.fouten(replace(GOED, **values), VANDAAG)  # type: ignore[arg-type] # fields of the norm


def test_what_was_decided_for_later_is_adopted() -> None:
    assert fouten() == {}
    assert fouten(van=date(2026, 2, 1)) == {}, "decided before today, and about this year"


@pytest.mark.parametrize(
    ("van", "reden"),
    [
        (date(2026, 1, 31), "niet voor het verleden"),
        (date(2025, 12, 31), "niet voor het verleden"),
        (date(2126, 1, 1), "jaar vooruit"),
    ],
)
def test_a_norm_about_the_past_or_the_next_century_is_refused(van: date, reden: str) -> None:
    assert reden in fouten(van=van)["van"]


def test_a_year_that_is_over_does_not_change_by_an_old_decision_that_is_entered_late() -> None:
    late = fouten(van=date(2025, 9, 1), besluit=Besluit("PHO", date(2025, 8, 1)))
    assert "2025 verandert niet meer" in late["van"]


def test_a_norm_that_overlaps_another_is_refused_with_its_day() -> None:
    normen = Normen([*NORMEN.all, GOED])
    for van in (GOED.van, date(2026, 5, 1)):
        assert "overlapt de afspraak van 01-07-2026" in normen.fouten(replace(GOED, van=van), VANDAAG)["van"]


@pytest.mark.parametrize(
    ("besluit", "veld"),
    [
        (Besluit("PHO", date(2026, 3, 11)), "besloten_op"),
        (Besluit("PHO", date(1026, 1, 1)), "besloten_op"),
        (Besluit("", date(2026, 1, 1)), "orgaan"),
        (Besluit("x" * 201, date(2026, 1, 1)), "orgaan"),
    ],
)
def test_a_decision_was_made_by_somebody_and_before_tomorrow(besluit: Besluit, veld: str) -> None:
    assert list(fouten(besluit=besluit)) == [veld]


@pytest.mark.parametrize("factor", ["-0.1", "10.1", "1000000"])
def test_a_factor_that_makes_no_sense_is_refused(factor: str) -> None:
    assert list(factor_fouten({1: Fraction(factor)}, [1, 2])) == ["factor-1"]


def test_a_factor_is_for_a_gemeente_that_exists_and_not_all_are_zero() -> None:
    assert "bestaat niet" in factor_fouten({9: Fraction(2)}, [1, 2])["factor-9"]
    assert "factoren" in factor_fouten({1: Fraction(0), 2: Fraction(0)}, [1, 2])
    assert factor_fouten({1: Fraction(0), 2: Fraction(10)}, [1, 2]) == {}


@pytest.mark.parametrize("waarde", ["-1", "0", "100000.01", "1.001"])
def test_a_value_is_some_whole_cents(waarde: str) -> None:
    assert list(waarde_fouten({"uren": Decimal(waarde), "gegevens": Decimal(5)})) == ["waarde-uren"]


def test_a_waardering_values_something() -> None:
    assert list(waarde_fouten({})) == ["waarden"]
    assert waarde_fouten({"uren": Decimal("0.01")}) == {}


@pytest.mark.parametrize(
    ("aandacht", "overleg", "velden"),
    [
        (20, 40, []),
        (99, 100, []),
        (0, 40, ["aandacht"]),
        (-5, 40, ["aandacht"]),
        (40, 40, ["overleg"]),
        (20, 101, ["overleg"]),
    ],
)
def test_the_second_threshold_lies_above_the_first(aandacht: int, overleg: int, velden: list[str]) -> None:
    assert list(drempel_fouten(Drempel(GOED.van, GOED.besluit, aandacht, overleg))) == velden


def test_two_norms_on_one_day_cannot_be() -> None:
    with pytest.raises(UsageError):
        Normen([norm(date(2025, 1, 1)), norm(date(2025, 1, 1), p1="2")])


TALLEN = [
    Inwonertal(1, date(2024, 1, 1), 90_000),
    Inwonertal(2, date(2024, 1, 1), 12_000),
    Inwonertal(1, date(2025, 1, 1), 92_000),
]


def test_the_newest_number_of_inhabitants_on_the_day_counts() -> None:
    assert inwoners_op(TALLEN, date(2024, 12, 31)) == {1: 90_000, 2: 12_000}
    assert inwoners_op(TALLEN, date(2025, 1, 1)) == {1: 92_000, 2: 12_000}
    assert inwoners_op(TALLEN, date(2023, 1, 1)) == {}


@pytest.mark.parametrize(
    ("tal", "bron", "velden"),
    [
        (Inwonertal(1, date(2026, 1, 1), 93_000), "CBS", []),
        (Inwonertal(3, date(2026, 1, 1), 7_000), "CBS", []),
        (Inwonertal(1, date(2025, 1, 1), 93_000), "CBS", ["peildatum"]),
        (Inwonertal(3, date(2025, 12, 31), 7_000), "CBS", ["peildatum"]),
        (Inwonertal(3, date(2126, 1, 1), 7_000), "CBS", ["peildatum"]),
        (Inwonertal(1, date(2026, 1, 1), 0), "", ["aantal", "bron"]),
        (Inwonertal(1, date(2026, 1, 1), 9_300_000), "x" * 201, ["aantal", "bron"]),
    ],
)
def test_a_new_number_of_inhabitants_comes_after_the_others_and_has_a_source(
    tal: Inwonertal, bron: str, velden: list[str]
) -> None:
    assert list(inwoner_fouten(tal, bron, TALLEN, VANDAAG)) == velden


def test_a_party_weighs_its_inhabitants_times_its_factor() -> None:
    found = gewichten(norm(date(2025, 7, 1), p1="0.5"), TALLEN, date(2025, 8, 1), [1, 2, 9])
    assert found == {1: Fraction(46_000), 2: Fraction(12_000)}
