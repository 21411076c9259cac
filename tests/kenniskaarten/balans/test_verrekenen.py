"""Settling takes the fewest payments, and leaves everybody at zero."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennis.errors import UsageError
from kenniskaarten.balans.verrekenen import EXACT, Betaling, stel_voor


def balanced(amounts: list[int]) -> dict[int, int]:
    return dict(enumerate([*amounts, -sum(amounts)], start=1))


saldi = st.lists(st.integers(-50, 50), max_size=6).map(balanced)
large = st.lists(st.integers(-(10**7), 10**7), min_size=EXACT, max_size=20).map(balanced)


@given(st.one_of(saldi, large))
def test_after_the_payments_everybody_stands_at_zero(found: dict[int, int]) -> None:
    rest = dict(found)
    for betaling in stel_voor(found):
        assert betaling.bedrag > 0
        rest[betaling.van] += betaling.bedrag
        rest[betaling.aan] -= betaling.bedrag
    assert not any(rest.values())


@given(saldi)
def test_there_is_no_way_with_fewer_payments(found: dict[int, int]) -> None:
    """The fewest are the open balances less the most groups of them that add up to zero."""
    open_saldi = [saldo for saldo in found.values() if saldo]
    assert len(stel_voor(found)) == len(open_saldi) - most_groups(open_saldi)


def most_groups(amounts: list[int]) -> int:
    """Count them in the plainest way: take any group off and count the rest."""
    if not amounts:
        return 0
    places = range(1, len(amounts))
    groups = (set(chosen) | {0} for size in range(len(amounts)) for chosen in combinations(places, size))
    return max(
        1 + most_groups([amount for place, amount in enumerate(amounts) if place not in group])
        for group in groups
        if sum(amounts[place] for place in group) == 0
    )


@given(saldi)
def test_nobody_pays_who_is_owed(found: dict[int, int]) -> None:
    assert all(found[betaling.van] < 0 < found[betaling.aan] for betaling in stel_voor(found))


def test_two_pairs_settle_apart_by_hand() -> None:
    """Largest first would take three payments: 1 and 2 owe 5 and 3, 3 and 4 are owed 5 and 3."""
    assert stel_voor({1: -500, 2: -300, 3: 500, 4: 300}) == [Betaling(2, 4, 300), Betaling(1, 3, 500)]


def test_balances_that_do_not_add_up_are_refused() -> None:
    with pytest.raises(UsageError, match="samen niet nul"):
        stel_voor({1: 100, 2: -99})
