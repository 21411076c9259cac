"""Showing why a passage was found: the text itself, with the asked words marked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennis.search.query import read_query
from kennis.search.snippets import SNIPPET_WORDS, Fragment, mark, snippet

WORDS = ["mantelzorg", "woningen", "de", "gemeenten", "huurwoningen", "W&Z", "3D's", "één", "in-", "<b>", "..."]
texts = st.one_of(st.text(), st.lists(st.sampled_from(WORDS), max_size=80).map(" ".join))
questions = st.one_of(st.text(), st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join))


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
    shown = joined(snippet(tekst, read_query(vraag).woorden, length))
    inside = shown.removeprefix("… ").removesuffix(" …")
    assert inside in tekst
    if shown in tekst:  # nothing was cut
        assert shown == tekst or shown.startswith("…") or shown.endswith("…")


@given(texts, questions)
def test_what_is_marked_in_a_snippet_is_marked_in_the_text(tekst: str, vraag: str) -> None:
    woorden = read_query(vraag).woorden
    in_text = {piece.tekst for piece in mark(tekst, woorden) if piece.gemarkeerd}
    assert {piece.tekst for piece in snippet(tekst, woorden) if piece.gemarkeerd} <= in_text


@pytest.mark.parametrize(
    ("tekst", "vraag", "words"),
    [
        ("De gemeenten bouwen.", "gemeente", ["gemeenten"]),
        ("Gemeentelijke zorg in de GEMEENTE", "gemeente", ["Gemeentelijke", "GEMEENTE"]),
        ("Betaalbare huurwoningen", "woningen", ["huurwoningen"]),
        ("De woningen worden verhuurd", "huurwoningen", ["woningen"]),
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
    shown = snippet(tekst, read_query("mantelzorg respijtzorg").woorden)
    assert [piece.tekst for piece in shown if piece.gemarkeerd] == ["mantelzorg", "respijtzorg"]
    assert shown[0].tekst == "… "
    assert shown[-1].tekst == " …"
    assert len(joined(shown).split()) <= SNIPPET_WORDS + 2


def test_a_short_text_is_shown_whole() -> None:
    tekst = "  Een korte tekst over zorg.\n"
    assert joined(snippet(tekst, read_query("zorg").woorden)) == tekst


def test_without_an_asked_word_the_beginning_is_shown() -> None:
    tekst = " ".join(f"woord{number}" for number in range(100))
    shown = joined(snippet(tekst, read_query("zorg").woorden))
    assert shown == " ".join(f"woord{number}" for number in range(SNIPPET_WORDS)) + " …"


def test_markup_in_a_text_stays_text() -> None:
    assert Fragment("<script>alert(1)</script> ") in mark(
        "<script>alert(1)</script> zorg", read_query("zorg").woorden
    )
