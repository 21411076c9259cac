from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from kennis.search.vocabulary import Vocabulary

words = st.text("abcdeéœ", min_size=1, max_size=7)


@given(st.lists(words, unique=True), words, st.integers(1, 2))
def test_all_words_that_are_close_are_found(some: list[str], word: str, distance: int) -> None:
    """What is passed over without comparing letters is really further away."""
    expected = {(other, OSA.distance(word, other)) for other in some if other != word}
    found = Vocabulary(some).close_to(word, distance)
    assert sorted(found) == sorted(pair for pair in expected if pair[1] <= distance)


@given(st.lists(words, unique=True), st.text("abcdeéœ", max_size=3))
def test_all_words_that_begin_so_are_found(some: list[str], beginning: str) -> None:
    expected = sorted(word for word in some if word.startswith(beginning))
    assert Vocabulary(some).starting_with(beginning) == expected


def test_letters_that_are_swapped_are_one_slip() -> None:
    assert Vocabulary(["mantelzorg"]).close_to("mantelzrog", 1) == (("mantelzorg", 1),)


def test_only_words_of_letters_are_known() -> None:
    vocabulary = Vocabulary(["2026", "w2", "zorg"])
    assert "zorg" in vocabulary
    assert "2026" not in vocabulary
    assert vocabulary.close_to("2027", 1) == ()


def test_a_collection_without_words_has_nothing_close() -> None:
    assert Vocabulary([]).close_to("zorg", 2) == ()
