"""What was agreed holds from its day on, and never changes the past."""

from __future__ import annotations

import itertools
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennis.errors import UsageError
from kenniskaarten.balans.regels import Besluit, Inwonertal, Norm, Normen, gewichten, inwoners_op

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


@given(st.sets(days, min_size=1, max_size=5), days, days)
def test_a_new_norm_changes_nothing_before_it(starts: set[date], new: date, dag: date) -> None:
    normen = Normen(norm(start) for start in starts)
    try:
        after = normen.add(norm(new, p1="2"))
    except UsageError:
        assert new <= max(starts)
        return
    if dag < new:
        assert after.on(dag) == normen.on(dag)


def test_a_norm_about_the_past_is_refused() -> None:
    with pytest.raises(UsageError, match="niet voor het verleden"):
        NORMEN.add(Norm(date(2026, 1, 1), Besluit("PHO", date(2026, 2, 1))))


def test_a_norm_that_overlaps_another_is_refused_with_its_day() -> None:
    with pytest.raises(UsageError, match="01-07-2025"):
        NORMEN.add(norm(date(2025, 7, 1)))


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


def test_a_party_weighs_its_inhabitants_times_its_factor() -> None:
    found = gewichten(norm(date(2025, 7, 1), p1="0.5"), TALLEN, date(2025, 8, 1), [1, 2, 9])
    assert found == {1: Fraction(46_000), 2: Fraction(12_000)}
