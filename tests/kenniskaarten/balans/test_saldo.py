"""Balances: the laws that always hold, and a worked example."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from kenniskaarten.balans.saldo import Som, Stand, Stuk, standen

GEWICHTEN = {1: Fraction(90_000), 2: Fraction(40_000), 3: Fraction(40_000) / 2}

amounts = st.integers(0, 10**6)
happened = st.dictionaries(st.integers(1, 5), st.builds(Som, amounts, amounts), max_size=5)
weights = st.dictionaries(st.integers(1, 5), st.fractions(0, 100_000, max_denominator=10), max_size=5)
stukken = st.lists(st.builds(Stuk, happened, weights), max_size=4)


@given(stukken)
def test_the_balances_together_are_zero(found: list[Stuk]) -> None:
    assert sum(stand.saldo for stand in standen(found).values()) == 0


@given(stukken)
def test_the_order_of_the_stretches_does_not_matter(found: list[Stuk]) -> None:
    assert standen(found) == standen(found[::-1])


@given(stukken)
def test_what_is_got_changes_no_balance(found: list[Stuk]) -> None:
    without = [
        Stuk({partij: Som(som.gebracht) for partij, som in stuk.sommen.items()}, stuk.gewichten) for stuk in found
    ]
    one, other = standen(found), standen(without)
    assert {partij: stand.saldo for partij, stand in one.items()} == {p: s.saldo for p, s in other.items()}


def test_a_year_of_three_gemeenten_by_hand() -> None:
    """Weights 90, 40 and 20 thousand of 150: of 300 hours 180, 80 and 40."""
    found = standen([Stuk({1: Som(100, 50), 2: Som(160, 0), 3: Som(40, 250)}, GEWICHTEN)])
    assert found == {1: Stand(100, 50, 180), 2: Stand(160, 0, 80), 3: Stand(40, 250, 40)}
    assert [found[partij].saldo for partij in (1, 2, 3)] == [-80, 80, 0]


def test_where_nothing_was_agreed_nobody_owes_anything() -> None:
    assert standen([Stuk({1: Som(100, 0), 2: Som(0, 100)}, {})]) == {1: Stand(100, 0, 100), 2: Stand(0, 100, 0)}


def test_who_has_no_share_brings_all_the_same() -> None:
    found = standen([Stuk({9: Som(150, 0)}, GEWICHTEN)])
    assert [found[partij].saldo for partij in (9, 1, 2, 3)] == [150, -90, -40, -20]
