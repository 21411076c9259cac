from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from kennis.search.records import FACETTEN
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


def test_an_empty_filter_is_none() -> None:
    assert read(("thema", ""), ("status", " \x00 ")).filters == {}


@given(st.lists(st.tuples(st.sampled_from(["vraag", "pagina", *FACETTEN]), st.text())))
def test_anything_can_be_read(pairs: list[tuple[str, str]]) -> None:
    opdracht = read(*pairs)
    assert 1 <= opdracht.pagina <= MAX_PAGINA
    assert opdracht.filters.keys() <= set(FACETTEN)
    assert "\x00" not in opdracht.tekst + "".join(v for values in opdracht.filters.values() for v in values)
