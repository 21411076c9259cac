"""Showing why a passage was found: the text itself, with the asked words marked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennis.search.matching import Asked, Reading
from kennis.search.query import read_query
from kennis.search.snippets import SNIPPET_WORDS, Fragment, mark, snippet

WORDS = ["mantelzorg", "woningen", "de", "gemeenten", "huurwoningen", "W&Z", "3D's", "één", "in-", "<b>", "..."]
texts = st.one_of(st.text(), st.lists(st.sampled_from(WORDS), max_size=80).map(" ".join))
questions = st.one_of(st.text(), st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join))


def asked(vraag: str) -> Asked:
    return Asked(read_query(vraag).woorden)


def shown(tekst: str, vraag: str, length: int = SNIPPET_WORDS) -> str:
    return joined(snippet(Reading(tekst, asked(vraag)), length))


def marked(tekst: str, vraag: str) -> list[str]:
    return [piece.tekst for piece in mark(tekst, read_query(vraag).woorden) if piece.gemarkeerd]


def joined(pieces: tuple[Fragment, ...]) -> str:
    return "".join(piece.tekst for piece in pieces)


@given(texts, questions)
def test_the_pieces_together_are_the_text(tekst: str, vraag: str) -> None:
    pieces = mark(tekst, read_query(vraag).woorden)
    assert joined(pieces) == tekst
    assert all(piece.tekst for piece in pieces)


@given(texts, questions, st.integers(1, 60))
def test_a_snippet_is_a_stretch_of_the_text(tekst: str, vraag: str, length: int) -> None:
    found = shown(tekst, vraag, length)
    inside = found.removeprefix("… ").removesuffix(" …")
    assert inside in tekst
    if found in tekst:  # nothing was cut
        assert found == tekst or found.startswith("…") or found.endswith("…")


@given(texts, questions)
def test_what_is_marked_in_a_snippet_is_marked_in_the_text(tekst: str, vraag: str) -> None:
    woorden = read_query(vraag).woorden
    in_text = {piece.tekst for piece in mark(tekst, woorden) if piece.gemarkeerd}
    assert {piece.tekst for piece in snippet(Reading(tekst, Asked(woorden))) if piece.gemarkeerd} <= in_text


@pytest.mark.parametrize(
    ("tekst", "vraag", "words"),
    [
        ("De gemeenten bouwen.", "gemeente", ["gemeenten"]),
        ("Gemeentelijke zorg in de GEMEENTE", "gemeente", ["Gemeentelijke", "GEMEENTE"]),
        ("Betaalbare huurwoningen", "woningen", ["woningen"]),
        ("Het mantelzorgbeleid", "mantelzorg", ["mantelzorg"]),
        ("Het mantelzorgbeleid", "beleid voor mantelzorg", ["mantelzorgbeleid"]),
        ("Het Wmo-beleid", "wmo", ["Wmo"]),
        ("De woningen worden verhuurd", "huurwoningen", []),
        ("Goedkope huur en nieuwe woningen", "huurwoningen", ["huur", "woningen"]),
        ("Eén mantelzorger", "mantelzorgers", ["mantelzorger"]),
        ("Wonen en W&Z", "wz", ["W&Z"]),
        ("De mantelzorg van de buurt", "de mantelzorg", ["mantelzorg"]),
        ("cliënten en clienten", "cliënt", ["cliënten", "clienten"]),
        ("Niets", "zorg", []),
        ("", "zorg", []),
    ],
)
def test_every_form_of_an_asked_word_is_marked(tekst: str, vraag: str, words: list[str]) -> None:
    assert marked(tekst, vraag) == words


def test_stop_words_are_marked_only_when_nothing_else_was_asked() -> None:
    assert marked("voor in de toegang", "in de") == ["in", "de"]


def test_the_snippet_shows_the_part_with_most_of_the_asked_words() -> None:
    filler = "Hier staat iets anders. " * 30
    tekst = f"Over mantelzorg. {filler}Hier gaat mantelzorg over respijtzorg. {filler}"
    found = snippet(Reading(tekst, asked("mantelzorg respijtzorg")))
    assert [piece.tekst for piece in found if piece.gemarkeerd] == ["mantelzorg", "respijtzorg"]
    assert joined(found).startswith("… Hier gaat mantelzorg over respijtzorg. Hier staat")
    assert found[-1].tekst == " …"
    assert len(joined(found).split()) <= SNIPPET_WORDS + 2


def test_a_word_said_often_is_no_more_than_one_asked_word() -> None:
    """Three forms of one word do not outweigh two words."""
    tekst = "Wonen, woning en woningen. " + "Iets anders. " * 30 + "Woningen voor ouderen."
    assert shown(tekst, "woningen ouderen").endswith("Woningen voor ouderen.")


def test_the_last_sentence_comes_with_those_before_it() -> None:
    """A snippet that could show 45 words does not show three."""
    tekst = "Dit is een zin van zeven woorden. " * 20 + "Hier staat mantelzorg."
    assert shown(tekst, "mantelzorg") == "… " + "Dit is een zin van zeven woorden. " * 6 + "Hier staat mantelzorg."


def test_in_a_sentence_without_end_it_begins_a_little_before_the_word() -> None:
    tekst = "en dan nog iets " * 40 + "over mantelzorg " + "en dan nog iets " * 40
    found = shown(tekst, "mantelzorg")
    assert found.startswith("… ")
    assert "over mantelzorg en dan" in found
    assert found.split().index("mantelzorg") < 12


def test_an_abbreviation_or_a_number_ends_no_sentence() -> None:
    tekst = "Zie bijv. de regels in art. zes van de wet over mantelzorg. " + "Iets anders. " * 40
    assert shown(tekst, "mantelzorg").startswith("Zie bijv. de regels")


def test_a_row_of_a_table_begins_where_its_line_does() -> None:
    rows = "\n".join(f"Gemeente: {naam}; Mantelzorgers: 12%" for naam in ("Laren", "Huizen", "Weesp") * 9)
    assert shown(rows + "\nGemeente: Hilversum; Mantelzorgers: 9%", "Hilversum").count("Gemeente: Hilversum") == 1
    assert shown(rows, "Weesp").startswith("… Gemeente: Weesp")


def test_a_short_text_is_shown_whole() -> None:
    tekst = "  Een korte tekst over zorg.\n"
    assert shown(tekst, "zorg") == tekst
    assert shown("Zorg in Huizen", "wonen") == "Zorg in Huizen"
    assert shown("...", "wonen") == "..."


def test_without_an_asked_word_the_beginning_is_shown() -> None:
    tekst = " ".join(f"woord{number}" for number in range(100))
    assert shown(tekst, "zorg") == " ".join(f"woord{number}" for number in range(SNIPPET_WORDS)) + " …"


def test_markup_in_a_text_stays_text() -> None:
    assert Fragment("<script>alert(1)</script> ") in mark(
        "<script>alert(1)</script> zorg", read_query("zorg").woorden
    )
