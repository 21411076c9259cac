"""Years and days as they are typed in a form or an address."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennis.search.periode import ALTIJD, FIRST_YEAR, LAST_YEAR, Periode, as_typed, between, read_moment

DAY = Periode(date(2012, 3, 5), date(2012, 3, 5))
days = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2012", Periode(date(2012, 1, 1), date(2012, 12, 31))),
        (" 2012 ", Periode(date(2012, 1, 1), date(2012, 12, 31))),
        ("2012-03-05", DAY),
        ("5-3-2012", DAY),
        ("", ALTIJD),
    ],
)
def test_a_year_and_a_day_are_read(text: str, moment: Periode) -> None:
    assert read_moment(text) == moment


@pytest.mark.parametrize(
    "text", ["abc", "12", "0999", "3000", "99999", "2012-13-01", "31-2-2012", "٢٠١٢", "-2012"]
)
def test_anything_else_is_no_moment(text: str) -> None:
    assert read_moment(text) is None


@given(st.text())
def test_any_text_can_be_typed(text: str) -> None:
    assert read_moment(text) is None or isinstance(read_moment(text), Periode)


@given(days, days)
def test_the_order_of_both_sides_does_not_matter(one: date, other: date) -> None:
    found = between(Periode(one, one), Periode(other, other))
    assert found == between(Periode(other, other), Periode(one, one))
    assert found == Periode(min(one, other), max(one, other))


@given(st.none() | days, st.none() | days)
def test_what_is_shown_reads_back_as_the_same(van: date | None, tot: date | None) -> None:
    begin, eind = Periode(van, van), Periode(tot, tot)
    found = between(begin, eind)
    shown = [read_moment(text) for text in as_typed(found)]
    assert None not in shown
    assert between(shown[0] or ALTIJD, shown[1] or ALTIJD) == found


def test_a_whole_year_is_shown_as_a_year() -> None:
    assert as_typed(Periode(date(2008, 1, 1), date(2012, 12, 31))) == ("2008", "2012")
    assert as_typed(Periode(date(2008, 1, 2), None)) == ("2008-01-02", "")
