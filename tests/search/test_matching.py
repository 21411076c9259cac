"""Which words of a text answer to the asked ones, also under another name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennis.search.dutch import analyse
from kennis.search.matching import Asked, Reading
from kennis.search.terms import Term, Termen, Vorm

TERMEN = Termen(
    [
        Term("Wet maatschappelijke ondersteuning", (Vorm("Wmo", "afkorting"),)),
        Term("Wlz", (Vorm("langdurige zorg", "synoniem"),)),
    ]
)


def asked(vraag: str) -> Asked:
    woorden = analyse(vraag)
    return Asked([woord for woord in woorden if not woord.is_stop], TERMEN.alternatives(woorden))


def found(tekst: str, vraag: str) -> list[tuple[str, set[int]]]:
    vondsten = Reading(tekst, asked(vraag)).found
    return [(tekst[vondst.begin : vondst.eind], set(vondst.gevraagd)) for vondst in vondsten]


@pytest.mark.parametrize(
    ("tekst", "vraag", "words"),
    [
        ("De Wet op de maatschappelijke ondersteuning", "wmo", ["Wet", "maatschappelijke", "ondersteuning"]),
        ("De Wmo helpt", "wet maatschappelijke ondersteuning", ["Wmo"]),
        ("Zorg die langdurig is", "wlz", ["Zorg", "langdurig"]),
        ("Langdurige gesprekken", "wlz", []),
        ("Een langdurig gesprek over de dure, goede en dringend nodige zorg", "wlz", []),
        ("Wmo-beleid", "wet maatschappelijke ondersteuning", ["Wmo"]),
    ],
)
def test_another_name_counts_where_all_its_words_stand_together(tekst: str, vraag: str, words: list[str]) -> None:
    assert [word for word, _ in found(tekst, vraag)] == words


def test_one_word_may_meet_several_asked_ones() -> None:
    assert found("mantelzorgbeleid", "beleid over mantelzorg") == [("mantelzorgbeleid", {0, 1})]
    assert found("de Wmo", "wet maatschappelijke ondersteuning") == [("Wmo", {0, 1, 2})]


def test_the_parts_of_a_compound_count_when_all_of_them_are_there() -> None:
    assert found("De woningzorg", "zorgwoning") == [("woningzorg", {0})]
    assert found("Zorg in een woning met zorg", "zorgwoning") == [("Zorg", {0}), ("woning", {0}), ("zorg", {0})]
    assert found("Zorg in een flat", "zorgwoning") == []


def test_letters_that_fold_into_more_leave_a_word_whole() -> None:
    """In 'ﬁnancieel' the first sign is two letters, so places in the folded word are not those in the text."""
    tekst = "Huurﬁnanciering"
    assert found(tekst, "huur") == [(tekst, {0})]


@given(st.text(), st.text())
def test_what_is_found_stands_in_order_and_inside_the_text(tekst: str, vraag: str) -> None:
    vondsten = Reading(tekst, asked(vraag)).found
    places = [place for vondst in vondsten for place in (vondst.begin, vondst.eind)]
    assert places == sorted(places)
    assert all(0 <= place <= len(tekst) for place in places)
    assert all(vondst.begin < vondst.eind for vondst in vondsten)
