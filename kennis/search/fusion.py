"""Bringing words and meaning together in one order, so that neither drags the other down. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from kennis.search.relevance import answers, is_answered
from kennis.search.scoring import WordScores

Scores = NDArray[np.float32]
Docs = NDArray[np.int64]

CANDIDATES = 300  # of each part; more no longer changes the first pages
WORD_WEIGHT = 0.5  # of the words, at most; the rest is meaning
TERM_WEIGHT = 0.75  # the same, where a managed term helped: of abbreviations the model knows little
SURENESS = 2.5  # 1 would let a usual word count, 4 would ask for nearly all words
SHARED, AHEAD = 0.8, 1.25  # words are worth less where others hold as many, more where one record stands alone
BROAD = 60  # a difference in meaning is measured against the candidate at this place


class Nearness(Protocol):
    """How near records are to a question by meaning; that of whole passages is known of all, shape (n,)."""

    @property
    def of_passages(self) -> Scores: ...

    def of(self, docs: Docs, /) -> Scores: ...


@dataclass(frozen=True, slots=True)
class Fused:
    """Records in order, best first, with their score and what words and meaning each add to it; shapes (n,).

    `coverage` is the share of the question's words, by weight, and `nearness` that of the meaning as it is.
    """

    docs: Docs
    scores: Scores
    words: Scores
    meaning: Scores
    coverage: Scores
    nearness: Scores


_NONE = np.zeros(0, np.float32)
NOTHING = Fused(np.zeros(0, np.int64), _NONE, _NONE, _NONE, _NONE, _NONE)


def best(scores: Scores, mask: NDArray[np.bool_], count: int) -> Docs:
    """Return at most `count` records of the mask with the highest scores above zero, best first."""
    allowed = np.flatnonzero(mask & (scores > 0))
    if len(allowed) > count:
        allowed = allowed[np.argpartition(-scores[allowed], count)[:count]]
    return allowed[np.argsort(-scores[allowed], kind="stable")]


def fuse(
    words: WordScores,
    meaning: Nearness,
    mask: NDArray[np.bool_],
    background: float,
    word_weight: float = WORD_WEIGHT,
) -> Fused:
    """Order the records of the mask that answer by words and meaning; nothing when none does.

    The words count as much as they are sure: where some record holds all rare words of the question they have the
    full weight, where none holds more than a usual one next to nothing, and the further one record is ahead the
    more. So a paraphrase, which shares no word with its answer, is left to the meaning.
    """
    docs = np.union1d(best(words.scores, mask, CANDIDATES), best(meaning.of_passages, mask, CANDIDATES))
    found, near = words.scores[docs], meaning.of(docs)
    if not is_answered(found, near, background):
        return NOTHING
    coverage = found / words.mass if words.mass > 0 else found
    keep = answers(coverage, near, background)
    by_words = word_weight * _sure(found, words)
    by_meaning = (1 - word_weight) * _scaled(near)
    scores = np.asarray(by_words + by_meaning, np.float32)
    order = np.flatnonzero(keep)[np.argsort(-scores[keep], kind="stable")]
    known = (scores, by_words, by_meaning, coverage, near)
    return Fused(docs[order], *(np.asarray(values[order], np.float32) for values in known))


def _scaled(meaning: Scores) -> Scores:
    """Return similarities on a scale where the best is 1 and a middling candidate 0; worse ones fall below 0."""
    ordered = np.sort(meaning)[::-1]
    top, broad = ordered[0], ordered[min(BROAD, len(ordered) - 1)]
    return np.asarray((meaning - broad) / max(float(top - broad), 1e-6), np.float32)


def _sure(found: Scores, words: WordScores) -> Scores:
    """Return what the words are worth, from 0 to 1.

    For the record that holds most it is about the share of the question that it holds; less counts ever less.
    """
    if words.best <= 0:
        return np.zeros(len(found), np.float32)
    most = min(1.0, words.best / words.mass * (SHARED + AHEAD * words.lead))
    return np.asarray(most * (found / words.best) ** SURENESS, np.float32)
