"""Windows of a text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kennis.search.windows import STEP, WORDS, windows

words = st.lists(st.text("abcdé", min_size=1, max_size=6), max_size=400)


def numbered(count: int) -> str:
    return " ".join(map(str, range(count)))


@given(words)
def test_every_word_stands_in_a_window(text: list[str]) -> None:
    found = windows(" ".join(text))
    assert set(text) == {word for window in found for word in window.split()}


@given(words)
def test_a_window_is_a_piece_of_the_text_and_never_too_long(text: list[str]) -> None:
    joined = f" {' '.join(text)} "
    for window in windows(" ".join(text)):
        assert len(window.split()) <= WORDS
        assert not text or f" {window} " in joined


def test_a_short_text_is_one_window() -> None:
    assert windows("Zorg\tvoor  een naaste") == ["Zorg voor een naaste"]
    assert windows("") == [""]


def test_windows_overlap_and_the_last_one_is_full() -> None:
    found = [window.split() for window in windows(numbered(120))]
    assert [int(window[0]) for window in found] == [0, STEP, 2 * STEP, 120 - WORDS]
    assert {len(window) for window in found} == {WORDS}
