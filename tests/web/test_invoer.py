from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from kennis.search.periode import ALTIJD, Periode
from kennis.search.records import FACETTEN, Volgorde
from kennis.search.velden import OpmerkingSoort
from kennis.web.invoer import MAX_PAGINA, MAX_WAARDE, MAX_WAARDEN, Zoekopdracht, read_zoekopdracht


def read(*pairs: tuple[str, str]) -> Zoekopdracht:
    return read_zoekopdracht(MultiDict(list(pairs)))


def test_an_address_becomes_a_question() -> None:
    opdracht = read(("vraag", " wat  nu "), ("thema", "zorg"), ("thema", "wonen"), ("pagina", "3"), ("x", "y"))
    assert opdracht == Zoekopdracht("wat nu", {"thema": frozenset({"zorg", "wonen"})}, 3)
    assert (opdracht.zoekvraag.offset, opdracht.zoekvraag.aantal) == (20, 10)


@pytest.mark.parametrize(
    ("text", "number"),
    [("", 1), ("0", 1), ("-3", 1), ("2", 2), ("007", 7), ("9" * 50, MAX_PAGINA), ("1e3", 1), ("٣", 1), ("²", 1)],
)
def test_a_page_is_a_number_within_reason(text: str, number: int) -> None:
    assert read(("pagina", text)).pagina == number


def test_filters_are_cut_to_size() -> None:
    many = [("thema", f"{number:03}" + "x" * 1000) for number in range(500)]
    values = read(*many).filters["thema"]
    assert len(values) == MAX_WAARDEN
    assert {len(value) for value in values} == {MAX_WAARDE}


@pytest.mark.parametrize(
    ("van", "tot", "periode"),
    [
        ("2008", "2012", Periode(date(2008, 1, 1), date(2012, 12, 31))),
        ("2012", "2008", Periode(date(2008, 1, 1), date(2012, 12, 31))),
        ("2012-03-05", "", Periode(date(2012, 3, 5), None)),
        ("", "5-3-2012", Periode(None, date(2012, 3, 5))),
        ("", "", ALTIJD),
        ("abc", "2012", Periode(None, date(2012, 12, 31))),
        ("99999", "-1", ALTIJD),
    ],
)
def test_a_period_has_two_sides_in_any_order(van: str, tot: str, periode: Periode) -> None:
    assert read(("van", van), ("tot", tot)).periode == periode


def test_a_side_that_is_no_year_is_remarked() -> None:
    opmerking, *more = read(("van", "abc\x00"), ("tot", "2012")).opmerkingen
    assert (opmerking.soort, opmerking.tekst, more) == (OpmerkingSoort.GEEN_JAAR, "abc", [])
    assert read(("van", "2008"), ("tot", "")).opmerkingen == ()


@pytest.mark.parametrize(("text", "volgorde"), [("datum", "datum"), ("", "relevantie"), ("x", "relevantie")])
def test_the_order_is_one_of_two(text: str, volgorde: str) -> None:
    assert read(("volgorde", text)).volgorde is Volgorde(volgorde)
    assert read(("volgorde", text)).zoekvraag.volgorde is Volgorde(volgorde)


def test_only_filters_are_something_to_ask() -> None:
    assert read(("vraag", " "), ("pagina", "3"), ("volgorde", "datum")).is_empty
    assert not read(("vraag", "x")).is_empty
    assert not read(("thema", "zorg")).is_empty
    assert not read(("van", "2012")).is_empty


def test_an_empty_filter_is_none() -> None:
    assert read(("thema", ""), ("status", " \x00 ")).filters == {}


@given(st.lists(st.tuples(st.sampled_from(["vraag", "pagina", "van", "tot", "volgorde", *FACETTEN]), st.text())))
def test_anything_can_be_read(pairs: list[tuple[str, str]]) -> None:
    opdracht = read(*pairs)
    assert 1 <= opdracht.pagina <= MAX_PAGINA
    assert opdracht.filters.keys() <= set(FACETTEN)
    again = [(name, value) for name, values in opdracht.parameters.items() for value in values]
    assert replace(opdracht, opmerkingen=()) == read(*again)
    assert "\x00" not in opdracht.tekst + "".join(v for values in opdracht.filters.values() for v in values)
