"""Words and meaning in one order: what must hold whatever the weights are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from kennis.search.fusion import CANDIDATES, Docs, Fused, best, fuse
from kennis.search.scoring import WordScores, two_best

Scores = NDArray[np.float32]
Mask = NDArray[np.bool_]


def scores(*values: float) -> Scores:
    return np.array(values, np.float32)


@dataclass(frozen=True)
class Near:
    """Passages of one window: what they mean is known at once."""

    of_passages: Scores

    def of(self, docs: Docs, /) -> Scores:
        return self.of_passages[docs]


@dataclass(frozen=True)
class Case:
    """What fusion gets; `fused` is what it makes of it."""

    words: Scores
    mass: float
    meaning: Scores
    mask: Mask
    background: float

    @property
    def fused(self) -> Fused:
        words = WordScores(self.words, self.mass, *two_best(self.words[self.mask]))  # the mask is what may be seen
        return fuse(words, Near(self.meaning), self.mask, self.background)

    @property
    def docs(self) -> list[int]:
        return [int(doc) for doc in self.fused.docs]


def case(words: Scores, meaning: Scores, mass: float = 5.0) -> Case:
    """Give a case in which all may be seen, and all means more than the background."""
    return Case(words, mass, meaning, np.ones(len(words), np.bool_), background=-1.0)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Give any number of records; rough values make many ties, and closeness makes many answers."""
    size = draw(st.integers(0, 120))
    chance = np.random.default_rng(draw(st.integers(0, 1_000_000)))
    rough = draw(st.sampled_from([3, 20, 10**6]))
    low = draw(st.sampled_from([-1.0, 0.0, 0.75, 0.88]))
    words = (np.round(chance.random(size) * rough) / rough * (chance.random(size) < 0.5)).astype(np.float32)
    meaning = (low + (0.95 - low) * np.round(chance.random(size) * rough) / rough).astype(np.float32)
    mass = float(words.max(initial=0.0)) * draw(st.floats(1, 3))
    return Case(words, mass, meaning, chance.random(size) < 0.7, draw(st.sampled_from([-1.0, 0.8, 0.9, 1.0])))


@given(cases())
def test_only_what_may_be_seen_is_found_once_and_best_first(some: Case) -> None:
    found = some.fused
    assert found.docs.shape == found.scores.shape
    assert len(set(some.docs)) == len(some.docs)
    assert some.mask[found.docs].all()
    assert np.isfinite(found.scores).all()
    assert (np.diff(found.scores) <= 0).all()


@given(cases())
def test_what_may_not_be_seen_has_no_influence(some: Case) -> None:
    """Not even on the scores: they would tell that there is something."""
    words, meaning = np.where(some.mask, some.words, 1), np.where(some.mask, some.meaning, 1)
    other = Case(words, some.mass, meaning, some.mask, some.background)
    assert other.docs == some.docs
    assert other.fused.scores.tolist() == some.fused.scores.tolist()


@given(cases())
def test_the_nearest_and_the_fullest_are_always_among_what_is_found(some: Case) -> None:
    """Who means most, and who holds all words of the question."""
    visible = np.flatnonzero(some.mask & (some.meaning > 0))
    found = some.docs
    if len(visible) and found:
        assert some.meaning[found].max() >= some.meaning[visible].max()
    full = np.flatnonzero(some.mask & (some.words > 0) & (some.words >= some.mass))
    assert set(full.tolist()) <= set(found)


@given(cases())
def test_who_is_better_in_both_comes_first(some: Case) -> None:
    found = some.fused
    words, meaning = some.words[found.docs], some.meaning[found.docs]
    better = (words[:, None] > words) & (meaning[:, None] > meaning)
    assert (found.scores[:, None] >= found.scores)[better].all()


@given(cases())
def test_the_same_question_gives_the_same_answer(some: Case) -> None:
    first, second = some.fused, some.fused
    assert first.docs.tolist() == second.docs.tolist()
    assert first.scores.tolist() == second.scores.tolist()


def test_words_decide_sooner_where_one_record_alone_holds_them() -> None:
    """Three of five parts of the question: others that hold as much tell that these words are usual ones."""
    meaning = scores(0.84, 0.89, 0.83)
    assert case(scores(3, 0, 0), meaning).docs[0] == 0
    assert case(scores(3, 0, 3), meaning).docs[0] == 1


def test_without_a_shared_word_the_order_is_that_of_the_meaning() -> None:
    assert case(scores(0, 0, 0), scores(0.89, 0.91, 0.90)).docs == [1, 2, 0]


def test_with_equal_meaning_the_order_is_that_of_the_words() -> None:
    assert case(scores(1, 3, 2), scores(0.8, 0.8, 0.8)).docs == [1, 2, 0]


def test_a_usual_word_does_not_drag_the_better_answer_down() -> None:
    """One record shares a tenth of the question's words; the other is what was meant."""
    assert case(scores(0.5, 0.0), scores(0.88, 0.90)).docs == [1, 0]


def test_all_rare_words_beat_a_slightly_better_meaning() -> None:
    meaning = scores(0.90, 0.89, *np.linspace(0.85, 0.70, 80))
    words = np.zeros(82, np.float32)
    words[1] = 4.8
    assert case(words, meaning).docs[:2] == [1, 0]


def test_one_record_or_none() -> None:
    assert case(scores(), scores()).docs == []
    assert case(scores(0), scores(0)).docs == []
    assert case(scores(1), scores(0.8)).docs == [0]
    assert case(scores(0), scores(0.8), mass=0.0).docs == [0]
    assert Case(scores(1), 1.0, scores(0.8), np.zeros(1, np.bool_), -1.0).docs == []


def test_of_each_part_only_the_best_go_on() -> None:
    size = 3 * CANDIDATES
    meaning = np.linspace(0.895, 0.900, size, dtype=np.float32)
    assert case(np.zeros(size, np.float32), meaning).docs == list(range(size - 1, size - 1 - CANDIDATES, -1))


@given(st.lists(st.floats(-1, 1, width=32), max_size=40), st.integers(1, 50))
def test_the_best_are_those_of_a_full_sort(values: list[float], count: int) -> None:
    found = best(scores(*values), np.ones(len(values), np.bool_), count)
    wanted = sorted((value for value in values if value > 0), reverse=True)[:count]
    assert [values[doc] for doc in found] == pytest.approx(wanted)
