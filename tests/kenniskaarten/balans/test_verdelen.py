"""Dividing always adds up."""

from __future__ import annotations

import itertools
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennis.errors import UsageError
from kenniskaarten.balans.verdelen import verdeel

weights = st.dictionaries(st.integers(1, 30), st.integers(0, 200_000), min_size=1).filter(
    lambda found: any(found.values())
)


@given(st.integers(-(10**9), 10**9), weights)
def test_the_parts_add_up_and_none_is_off_by_one(totaal: int, gewichten: dict[int, int]) -> None:
    parts = verdeel(totaal, gewichten)
    heel = sum(gewichten.values())
    assert sum(parts.values()) == totaal
    assert all(abs(parts[p] - Fraction(totaal * gewicht, heel)) < 1 for p, gewicht in gewichten.items())


@given(st.integers(0, 10**6), weights)
def test_the_order_of_the_parties_does_not_matter(totaal: int, gewichten: dict[int, int]) -> None:
    assert verdeel(totaal, gewichten) == verdeel(totaal, dict(reversed(gewichten.items())))


@given(st.integers(0, 10**6), weights)
def test_who_weighs_more_does_not_get_less(totaal: int, gewichten: dict[int, int]) -> None:
    parts = verdeel(totaal, gewichten)
    ordered = sorted(gewichten, key=lambda partij: gewichten[partij])
    pairs = itertools.pairwise(ordered)
    assert all(parts[one] <= parts[other] for one, other in pairs if gewichten[one] < gewichten[other])


def test_an_hour_over_three_gemeenten_by_hand() -> None:
    """60 minutes by 90, 45 and 15 thousand inhabitants: 36, 18 and 6."""
    assert verdeel(60, {1: 90_000, 2: 45_000, 3: 15_000}) == {1: 36, 2: 18, 3: 6}


def test_what_is_left_goes_to_the_largest_remainder() -> None:
    """100 over 3, 3 and 1: 42.86, 42.86 and 14.29; the two left go to the first two."""
    assert verdeel(100, {1: 3, 2: 3, 3: 1}) == {1: 43, 2: 43, 3: 14}


@pytest.mark.parametrize("gewichten", [{}, {1: 0}, {1: 5, 2: -1}])
def test_weights_that_say_nothing_are_refused(gewichten: dict[int, int]) -> None:
    with pytest.raises(UsageError):
        verdeel(10, gewichten)
