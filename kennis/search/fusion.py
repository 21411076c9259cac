"""Bringing words and meaning together in one order, so that neither drags the other down. Pure."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kennis.search.relevance import answers
from kennis.search.scoring import WordScores

Scores = NDArray[np.float32]
Docs = NDArray[np.int64]

CANDIDATES = 300  # of each part; more no longer changes the first pages
WORD_WEIGHT = 0.6  # of the words, at most; the rest is meaning
SURENESS = 1.5  # 1 would let a usual word count, 3 would ask for nearly all words
BROAD = 60  # a difference in meaning is measured against the candidate at this place


@dataclass(frozen=True, slots=True)
class Fused:
    """Records in order, best first, with their score and what words and meaning each add to it; shapes (n,)."""

    docs: Docs
    scores: Scores
    words: Scores
    meaning: Scores


_NONE = np.zeros(0, np.float32)
NOTHING = Fused(np.zeros(0, np.int64), _NONE, _NONE, _NONE)


def best(scores: Scores, mask: NDArray[np.bool_], count: int) -> Docs:
    """Return at most `count` records of the mask with the highest scores above zero, best first."""
    allowed = np.flatnonzero(mask & (scores > 0))
    if len(allowed) > count:
        allowed = allowed[np.argpartition(-scores[allowed], count)[:count]]
    return allowed[np.argsort(-scores[allowed], kind="stable")]


def fuse(words: WordScores, meaning: Scores, mask: NDArray[np.bool_], background: float) -> Fused:
    """Order the records of the mask by words and meaning.

    The words count as much as they are sure: a record that holds all rare words of the question is worth the
    full weight, one that shares a usual word next to nothing. So a paraphrase, which shares no word with its
    answer, is left to the meaning.
    """
    docs = np.union1d(best(words.scores, mask, CANDIDATES), best(meaning, mask, CANDIDATES))
    if not len(docs):
        return NOTHING
    coverage = words.scores[docs] / words.mass if words.mass > 0 else np.zeros(len(docs), np.float32)
    near = _scaled(meaning[docs])
    keep = answers(coverage, meaning[docs], background)
    docs, coverage, near = docs[keep], coverage[keep], near[keep]
    by_words, by_meaning = WORD_WEIGHT * _sure(coverage), (1 - WORD_WEIGHT) * near
    scores = np.asarray(by_words + by_meaning, np.float32)
    order = np.argsort(-scores, kind="stable")
    return Fused(docs[order], scores[order], by_words[order], by_meaning[order])


def _scaled(meaning: Scores) -> Scores:
    """Return similarities on a scale where the best is 1 and a middling candidate 0; worse ones fall below 0."""
    ordered = np.sort(meaning)[::-1]
    top, broad = ordered[0], ordered[min(BROAD, len(ordered) - 1)]
    return np.asarray((meaning - broad) / max(float(top - broad), 1e-6), np.float32)


def _sure(coverage: Scores) -> Scores:
    """Return what the words are worth: less than their share of the question, the smaller that share is."""
    return np.asarray(coverage**SURENESS, np.float32)
