"""Who finds nothing is offered the wider questions that find something."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kennis.search.periode import ALTIJD, Periode
from kennis.search.query import read_query
from kennis.web.invoer import Zoekopdracht
from kennis.web.niets import MAX_TRIED, Verruiming, kansen, typed_words, verruimingen

FILTERS = {"thema": frozenset({"zorg", "wonen"}), "jaar": frozenset({"2024"})}
SINCE = Periode(date(2020, 1, 1))


def wider(tekst: str, filters: dict[str, frozenset[str]] | None = None) -> list[Verruiming]:
    return list(verruimingen(Zoekopdracht(tekst, filters or {}), read_query(tekst), {}))


def asked(tekst: str, soort: str) -> list[str]:
    return [item.opdracht.tekst for item in wider(tekst) if item.soort == soort]


def test_each_filter_is_left_out_by_itself_and_then_all() -> None:
    opdracht = Zoekopdracht("zorg titel:visie", FILTERS, pagina=3, periode=SINCE)
    found = list(verruimingen(opdracht, read_query(opdracht.tekst), {}))
    assert [(item.soort, item.wat) for item in found] == [
        ("filter", "met “visie” in de titel"),
        ("filter", "wonen"),
        ("filter", "zorg"),
        ("filter", "2024"),
        ("filter", "vanaf 2020"),
        ("filters", ""),
    ]
    assert [item.opdracht.tekst for item in found] == ["zorg", *["zorg titel:visie"] * 4, "zorg"]
    assert found[2].opdracht.filters == {"thema": frozenset({"wonen"}), "jaar": frozenset({"2024"})}
    assert [item.opdracht.periode for item in found] == [SINCE] * 4 + [ALTIJD] * 2
    assert {item.opdracht.pagina for item in found} == {1}


def test_signs_are_left_out_a_kind_at_a_time_and_then_together() -> None:
    tekst = '"groene kabouters" -muts'
    assert asked(tekst, "aanhalingstekens") == ["groene kabouters -muts"]
    assert asked(tekst, "mintekens") == ['"groene kabouters"']
    assert asked(tekst, "tekens") == ["groene kabouters"]
    assert asked('"groene kabouters"', "tekens") == []


def test_with_signs_and_filters_the_last_resort_has_neither() -> None:
    found = wider('"groene kabouters" jaar:2020', FILTERS)
    assert [item.opdracht for item in found if item.soort == "tekens"] == [Zoekopdracht("groene kabouters", {})]


def test_each_word_that_says_something_is_tried_alone_as_it_was_typed() -> None:
    assert asked("Hoe helpen we Mantelzorgers?", "woord") == ["helpen", "Mantelzorgers"]
    assert asked("mantelzorg", "woord") == []
    assert len(asked(" ".join(f"woord{number}" for number in range(20)), "woord")) == MAX_TRIED


def test_only_what_finds_something_is_offered_with_its_number() -> None:
    opdracht = Zoekopdracht("groene kabouters", {"thema": frozenset({"zorg"})})
    found = kansen(
        opdracht,
        read_query(opdracht.tekst),
        {},
        count_of=lambda wider: 3 if wider.wat == "groene" else 0,
        url_of=lambda wider: wider.tekst,
    )
    assert [(kans.soort, kans.wat, kans.aantal, kans.url) for kans in found] == [("woord", "groene", 3, "groene")]


def test_the_words_that_were_searched_for_are_told_as_they_were_typed() -> None:
    assert typed_words(read_query("Hulp „In Huis” in- en uitstroom -politie")) == ("Hulp", "Huis", "uitstroom")


@given(st.text(max_size=60), st.sampled_from([FILTERS, {}]))
def test_any_question_can_be_widened(tekst: str, filters: dict[str, frozenset[str]]) -> None:
    found = wider(tekst, filters)
    assert len(found) <= 2 * MAX_TRIED + 4
    assert all(item.opdracht != Zoekopdracht(tekst, filters) for item in found)
