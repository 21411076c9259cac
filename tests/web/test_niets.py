"""Who finds nothing is told what was searched, and which wider questions find something."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennis.search.query import read_query
from kennis.web.invoer import Zoekopdracht
from kennis.web.niets import MAX_TRIED, Gezocht, Verruiming, gezocht, kansen, verruimingen

FILTERS = {"thema": frozenset({"zorg", "wonen"}), "jaar": frozenset({"2024"})}


def wider(tekst: str, filters: dict[str, frozenset[str]] | None = None, pagina: int = 1) -> list[Verruiming]:
    return list(verruimingen(Zoekopdracht(tekst, filters or {}, pagina), read_query(tekst)))


def asked(tekst: str, soort: str) -> list[str]:
    return [item.opdracht.tekst for item in wider(tekst) if item.soort == soort]


def test_each_filter_is_left_out_by_itself_and_then_all() -> None:
    found = wider("zorg", FILTERS, pagina=3)
    assert [(item.soort, item.wat, item.opdracht.filters) for item in found] == [
        ("filter", "wonen", {"thema": frozenset({"zorg"}), "jaar": frozenset({"2024"})}),
        ("filter", "zorg", {"thema": frozenset({"wonen"}), "jaar": frozenset({"2024"})}),
        ("filter", "2024", {"thema": frozenset({"zorg", "wonen"})}),
        ("filters", "", {}),
    ]
    assert {item.opdracht.pagina for item in found} == {1}


@pytest.mark.parametrize(
    ("tekst", "loose"),
    [
        ('"groene kabouters"', "groene kabouters"),
        ('huis "groene kabouters" tuin', "huis groene kabouters tuin"),
        ("„groene kabouters”", "groene kabouters"),
        ('"groene kabouters" -"rode muts"', 'groene kabouters -"rode muts"'),
        ('zorg "wonen" "', "zorg wonen"),
    ],
)
def test_the_quotes_are_left_out(tekst: str, loose: str) -> None:
    assert asked(tekst, "aanhalingstekens") == [loose]


@pytest.mark.parametrize(
    ("tekst", "rest"),
    [
        ("zorg -politie", "zorg"),
        ('zorg -"rode muts" wonen', "zorg wonen"),
        ('"groene kabouters" -muts', '"groene kabouters"'),
        ("in-huis -politie", "in-huis"),
    ],
)
def test_the_minus_words_are_left_out(tekst: str, rest: str) -> None:
    assert asked(tekst, "mintekens") == [rest]


def test_where_there_is_much_to_leave_out_all_of_it_is_tried_at_once() -> None:
    found = wider('"groene kabouters" -muts', FILTERS)
    assert [(i.opdracht.tekst, i.opdracht.filters) for i in found if i.soort == "tekens"] == [
        ("groene kabouters", {})
    ]
    assert asked('"groene kabouters"', "tekens") == []


def test_each_word_that_says_something_is_tried_alone_as_it_was_typed() -> None:
    assert asked("Hoe helpen we Mantelzorgers?", "woord") == ["helpen", "Mantelzorgers"]
    assert asked("mantelzorg", "woord") == []
    assert len(asked(" ".join(f"woord{number}" for number in range(20)), "woord")) == MAX_TRIED


def test_only_what_finds_something_is_offered_with_its_number() -> None:
    opdracht = Zoekopdracht("groene kabouters", {"thema": frozenset({"zorg"})})
    counts = {"groene": 3, "kabouters": 0, "groene kabouters": 0}
    vraag = read_query(opdracht.tekst)
    found = kansen(opdracht, vraag, lambda wider: counts[wider.opdracht.tekst], lambda wider: wider.tekst)
    assert [(kans.soort, kans.wat, kans.aantal, kans.url) for kans in found] == [("woord", "groene", 3, "groene")]


def test_it_says_what_was_searched_as_it_was_typed() -> None:
    tekst = 'Hulp „In Huis” -politie -"rode muts"'
    assert gezocht(tekst, read_query(tekst)) == Gezocht(("Hulp", "Huis"), ("In Huis",), ("politie", "rode muts"))


@given(st.text(max_size=60), st.sampled_from([FILTERS, {}]))
def test_any_question_can_be_widened(tekst: str, filters: dict[str, frozenset[str]]) -> None:
    found = wider(tekst, filters)
    assert len(found) <= 2 * MAX_TRIED + 4
    assert all(item.opdracht != Zoekopdracht(tekst, filters) for item in found)
    gezocht(tekst, read_query(tekst))


@given(st.text('ab -"“„ ', max_size=30))
def test_left_out_signs_are_gone(tekst: str) -> None:
    for item in wider(tekst):
        vraag = read_query(item.opdracht.tekst)
        assert not (item.soort == "aanhalingstekens" and vraag.zinnen)
        assert not (item.soort == "mintekens" and vraag.zonder)
