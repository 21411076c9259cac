"""Balances: the laws that always hold, and a worked example."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from kenniskaarten.balans.regels import Besluit, Inwonertal, Norm, Normen
from kenniskaarten.balans.saldo import Som, Sommen, Stand, standen

BEGIN = date(2025, 1, 1)
NORMEN = Normen([Norm(BEGIN, Besluit("PHO", BEGIN), {3: Fraction(1, 2)})])
TALLEN = [Inwonertal(1, BEGIN, 90_000), Inwonertal(2, BEGIN, 40_000), Inwonertal(3, BEGIN, 40_000)]

amounts = st.integers(0, 10**6)
happened = st.dictionaries(st.integers(1, 5), st.builds(Som, amounts, amounts), max_size=5)
days = st.dates(date(2024, 1, 1), date(2026, 12, 31))


@given(st.lists(st.tuples(days, happened), max_size=4))
def test_the_balances_together_are_zero(per_stuk: list[tuple[date, Sommen]]) -> None:
    found = standen(per_stuk, NORMEN, TALLEN, [1, 2, 3])
    assert sum(stand.saldo for stand in found.values()) == 0


@given(st.lists(st.tuples(days, happened), max_size=4))
def test_the_order_of_the_pieces_does_not_matter(per_stuk: list[tuple[date, Sommen]]) -> None:
    assert standen(per_stuk, NORMEN, TALLEN, [1]) == standen(per_stuk[::-1], NORMEN, TALLEN, [1])


@given(happened, days)
def test_what_is_got_changes_no_balance(found: Sommen, dag: date) -> None:
    without = {partij: Som(som.gebracht, 0) for partij, som in found.items()}
    pairs = (standen([(dag, some)], NORMEN, TALLEN, [1, 2, 3]) for some in (found, without))
    one, other = ({partij: stand.saldo for partij, stand in standen_.items()} for standen_ in pairs)
    assert one == other


def test_a_year_of_three_gemeenten_by_hand() -> None:
    """Weights 90, 40 and 20 thousand of 150: of 300 hours 180, 80 and 40."""
    found = standen([(BEGIN, {1: Som(100, 50), 2: Som(160, 0), 3: Som(40, 250)})], NORMEN, TALLEN, [1, 2, 3])
    assert found == {1: Stand(100, 50, 180), 2: Stand(160, 0, 80), 3: Stand(40, 250, 40)}
    assert [found[partij].saldo for partij in (1, 2, 3)] == [-80, 80, 0]


def test_where_nothing_was_agreed_nobody_owes_anything() -> None:
    found = standen([(date(2024, 5, 1), {1: Som(100, 0)})], NORMEN, TALLEN, [1, 2])
    assert found == {1: Stand(100, 0, 100), 2: Stand(0, 0, 0)}


def test_who_has_no_inhabitants_has_no_share_but_brings_all_the_same() -> None:
    found = standen([(BEGIN, {9: Som(150, 0)})], NORMEN, TALLEN, [1, 2, 3])
    assert (found[9].saldo, found[1].saldo, found[2].saldo, found[3].saldo) == (150, -90, -40, -20)
