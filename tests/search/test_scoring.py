"""Scoring by words: an example that can be done on paper, and the laws of BM25."""

from __future__ import annotations

from collections.abc import Mapping
from math import log
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennis.search.dutch import Woord, analyse
from kennis.search.keywords import Postings
from kennis.search.scoring import (
    K1,
    WEIGHTS,
    Lookup,
    Scores,
    WordScores,
    inverse_frequency,
    score_words,
    weighted_counts,
)
from kennis.search.understanding import own_way

Counts = Mapping[tuple[str, str], Mapping[int, float]]


def lookup(counts: Counts) -> Lookup:
    """Give postings from {(field, term): {record: count}}."""

    def find(field: str, term: str) -> Postings:
        found = counts.get((field, term), {})
        return Postings(np.array(list(found), np.int32), np.array(list(found.values()), np.float32))

    return find


def scored(woorden: list[Woord], counts: Counts, lengths: list[float]) -> WordScores:
    return score_words(
        [[own_way(woord)] for woord in woorden],
        lookup(counts),
        np.array(lengths, np.float32),
        np.ones(len(lengths), np.bool_),
    )


def test_one_word_in_one_of_two_equally_long_records() -> None:
    """The word stands once, exactly: 0.4 + 1.0 = 1.4 counts. Of two records one has it: ln(1 + 1.5 / 1.5) = ln 2.

    Both are of mean length, so what saturates is k1 = 1.2: the score is ln 2 × 1.4 / 2.6 = 0.3732.
    """
    zorg = Woord("zorg", "zorg")
    found = scored([zorg], {("exact", "zorg"): {1: 1}, ("stam", "zorg"): {1: 1}}, [100, 100])
    assert found.scores.tolist() == pytest.approx([0.0, 0.3732], abs=1e-4)
    assert found.mass == pytest.approx(log(2))


def test_a_short_record_scores_higher_than_a_long_one() -> None:
    """Lengths 50 and 150, mean 100: what saturates is 1.2 × 0.75 = 0.9 and 1.2 × 1.25 = 1.5.

    Both have the word: ln(1 + 0.5 / 2.5) = ln 1.2. Scores: ln 1.2 × 1.0 / 1.9 and ln 1.2 × 1.0 / 2.5.
    """
    zorg = Woord("zorg", "zorg")
    found = scored([zorg], {("stam", "zorg"): {0: 1, 1: 1}}, [50, 150])
    assert found.scores.tolist() == pytest.approx([log(1.2) / 1.9, log(1.2) / 2.5], abs=1e-6)


def test_each_place_weighs_what_the_table_says() -> None:
    zorg = Woord("zorg", "zorg")
    for field, weight in WEIGHTS.items():
        counts = weighted_counts(zorg, lookup({(field, "zorg"): {0: 2}}), 1)
        assert counts.tolist() == pytest.approx([2 * weight])


def test_all_parts_of_a_compound_must_be_there() -> None:
    """Asked is 'huurwoning'; record 0 has 'huur' twice and 'woning' once, record 1 has 'huur' only."""
    huurwoning = Woord("huurwoning", "huurwoning", ("huur", "woning"))
    counts = {("stam", "huur"): {0: 2.0, 1: 5.0}, ("deel", "woning"): {0: 1.0}}
    assert weighted_counts(huurwoning, lookup(counts), 3).tolist() == pytest.approx([WEIGHTS["deel"], 0, 0])


def test_a_whole_word_scores_above_its_parts() -> None:
    huurwoning = Woord("huurwoning", "huurwoning", ("huur", "woning"))
    whole = {("exact", "huurwoning"): {0: 1.0}, ("stam", "huurwoning"): {0: 1.0}}
    found = scored([huurwoning], {**whole, ("stam", "huur"): {1: 1}, ("stam", "woning"): {1: 1}}, [100, 100])
    assert found.scores[0] > found.scores[1] > 0


def test_a_word_that_nobody_has_counts_for_the_most_that_could_be_scored() -> None:
    """So that a record with half of the question is known to have half."""
    zorg, wonen = Woord("zorg", "zorg"), Woord("wonen", "won")
    found = scored([zorg, wonen], {("stam", "zorg"): {0: 1}}, [100, 100])
    assert found.mass == pytest.approx(inverse_frequency(1, 2) + inverse_frequency(0, 2))
    assert found.scores[0] < found.mass


def test_no_words_or_no_records_score_nothing() -> None:
    assert scored([], {}, [100]).scores.tolist() == [0.0]
    assert scored([], {}, [100]).mass == 0.0
    assert scored([Woord("zorg", "zorg")], {}, []).scores.shape == (0,)


def test_a_rare_word_weighs_more_and_none_weighs_less_than_nothing() -> None:
    weights = [inverse_frequency(holders, 1_000) for holders in (0, 1, 10, 100, 1_000)]
    assert weights == sorted(weights, reverse=True)
    assert weights[-1] > 0
    assert inverse_frequency(1_200, 1_000) > 0  # removed records may still stand in the postings


words = st.sampled_from(analyse("zorg wonen huurwoningen mantelzorg gemeente"))
terms = st.tuples(st.sampled_from(list(WEIGHTS)), st.sampled_from(["zorg", "won", "huur", "woning", "mantelzorg"]))
postings = st.dictionaries(terms, st.dictionaries(st.integers(0, 4), st.integers(1, 20), max_size=5), max_size=8)
lengths = st.lists(st.integers(0, 400), min_size=5, max_size=5)


@given(st.lists(words, max_size=5), postings, lengths)
def test_scores_lie_between_nothing_and_the_mass(asked: list[Woord], counts: Counts, sizes: list[float]) -> None:
    found = scored(asked, counts, sizes)
    assert found.scores.dtype == np.float32
    assert np.isfinite(found.scores).all()
    assert (found.scores >= 0).all()
    assert (found.scores <= found.mass + 1e-4).all()
    assert 0 <= found.missing <= 1


def test_what_no_record_holds_is_missing_by_its_weight() -> None:
    known, unknown = analyse("zorg wonen")
    counts = {("stam", known.stam): {0: 10_000}}  # so often that it counts in full
    assert scored([known], counts, [100, 100]).missing == pytest.approx(0, abs=0.01)
    weights = inverse_frequency(1, 2), inverse_frequency(0, 2)
    expected = weights[1] / sum(weights)
    assert scored([known, unknown], counts, [100, 100]).missing == pytest.approx(expected, abs=0.01)
    assert scored([unknown], {}, [100, 100]).missing == 1
    assert scored([], {}, [100, 100]).missing == 1


@given(st.lists(words, min_size=1, max_size=5), postings, lengths, st.randoms())
def test_the_order_of_the_words_makes_no_difference(
    asked: list[Woord], counts: Counts, sizes: list[float], chance: Random
) -> None:
    shuffled = list(asked)
    chance.shuffle(shuffled)
    assert scored(shuffled, counts, sizes).scores == pytest.approx(scored(asked, counts, sizes).scores, abs=1e-4)


@given(st.integers(1, 50), st.integers(1, 50))
def test_more_of_a_word_never_scores_less(fewer: int, more: int) -> None:
    zorg = Woord("zorg", "zorg")
    few, many = sorted((fewer, more))
    found: Scores = scored([zorg], {("stam", "zorg"): {0: few, 1: many}}, [100, 100]).scores
    assert found[1] >= found[0]
    assert found[1] < inverse_frequency(2, 2) * (1 + K1)
