"""Measuring: worked examples that can be checked by hand, and the laws of the measures."""

from __future__ import annotations

from dataclasses import astuple
from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennis.search.evaluation import Score, is_same_text, mean, score

ranked = st.lists(st.booleans(), max_size=20)


def test_nothing_found_is_zero() -> None:
    assert score([]) == score([False] * 10) == Score(0.0, 0.0, 0.0)


def test_the_right_passage_first_is_one() -> None:
    assert score([True]) == score([True, False, False]) == Score(1.0, 1.0, 1.0)


def test_one_right_passage_at_rank_three() -> None:
    """The gain at rank 3 is 1 / log2(4) = 0.5; the ideal is 1."""
    assert score([False, False, True, False]) == Score(0.5, 1 / 3, 1.0)


def test_two_right_passages_are_measured_against_two() -> None:
    """At 1 and 3: (1 + 0.5) of (1 + 1 / log2 3) = 1.5 / 1.6309 = 0.9197."""
    assert score([True, False, True]).ndcg == pytest.approx(0.9197, abs=1e-4)
    assert score([True, True]).ndcg == 1.0
    assert score([False, True, True]).ndcg == pytest.approx((1 / log2(3) + 0.5) / (1 + 1 / log2(3)))


@given(ranked)
def test_each_measure_lies_between_zero_and_one(relevant: list[bool]) -> None:
    found = score(relevant)
    for value in (found.ndcg, found.reciprocal_rank, found.hit):
        assert 0.0 <= value <= 1.0 + 1e-12
    assert (found.hit == 1.0) == any(relevant) == (found.ndcg > 0) == (found.reciprocal_rank > 0)


@given(ranked, ranked)
def test_a_right_passage_that_moves_up_never_scores_less(before: list[bool], after: list[bool]) -> None:
    worse = score([*before, False, True, *after])
    better = score([*before, True, False, *after])
    assert better.ndcg >= worse.ndcg
    assert better.reciprocal_rank >= worse.reciprocal_rank


@given(ranked)
def test_wrong_passages_at_the_end_change_nothing(relevant: list[bool]) -> None:
    assert score([*relevant, False, False]) == score(relevant)


def test_the_mean_is_taken_over_questions_also_those_without_an_answer() -> None:
    found = mean([score([True]), score([False, False, True]), score([])])
    assert astuple(found) == pytest.approx((0.5, 4 / 9, 2 / 3))
    assert mean([]) == Score(0.0, 0.0, 0.0)
    assert mean(iter([score([True])])) == Score(1.0, 1.0, 1.0)


# --- the same text -----------------------------------------------------------------------------------------------

PASSAGE = "De gemeente Huizen bouwt in 2025 honderdtwintig sociale huurwoningen aan de rand van het dorp."


def test_a_passage_is_the_same_text_however_it_was_cut() -> None:
    assert is_same_text(PASSAGE, PASSAGE)
    assert is_same_text(PASSAGE, f"Inleiding. {PASSAGE} Daarna volgt nog heel veel andere tekst over zorg.")
    assert is_same_text(PASSAGE, "  DE gemeente Huizen\nbouwt (in 2025) honderdtwintig sociale huurwoningen")


def test_another_passage_of_the_same_document_is_another_text() -> None:
    assert not is_same_text(
        PASSAGE, "De gemeente Huizen ondersteunt in 2025 zeshonderd mantelzorgers met respijtzorg."
    )
    assert not is_same_text(PASSAGE, " ".join(reversed(PASSAGE.split())))


def test_enough_is_two_fifths_of_the_shorter_text() -> None:
    """Of seven words there are five rows of three; two of them are enough, one is not."""
    other = "x y z u v w"
    assert is_same_text("a b c d e f g", f"a b c d {other}")
    assert not is_same_text("a b c d e f g", f"a b c {other}")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("zorg", "zorg", True),
        ("zorg", "wonen", False),
        ("zorg en", "en zorg", True),
        ("", "", False),
        ("!", "zorg", False),
    ],
)
def test_very_short_texts_are_compared_by_words(one: str, other: str, *, same: bool) -> None:
    assert is_same_text(one, other) is same


@given(st.text(), st.text())
def test_the_order_of_the_two_makes_no_difference(one: str, other: str) -> None:
    assert is_same_text(one, other) == is_same_text(other, one)
