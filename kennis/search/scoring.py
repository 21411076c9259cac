"""How well a record matches the words of a question: BM25 over words, stems and parts of compounds. Pure.

BM25 with fields (Robertson and Zaragoza, 2009, 'The Probabilistic Relevance Framework', section 3.6): the
counts of one word in the different fields are added up with weights before they are saturated.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kennis.search.dutch import Woord
from kennis.search.keywords import Postings
from kennis.search.terms import Alternatief

Scores = NDArray[np.float32]
Lookup = Callable[[str, str], Postings]
Ways = Sequence[Alternatief]  # to say one thing; the first is the one asked in

K1 = 1.2
B = 0.5
# An exact word adds to its stem, which is always there too. A part of a compound is worth less than a word.
WEIGHTS = {"exact": 0.4, "stam": 1.0, "deel": 0.4, "context": 0.5}
ALTERNATIVE_WEIGHT = 0.8  # of a word that stands in a record under another name


@dataclass(frozen=True, slots=True)
class WordScores:
    """Scores by record, shape (n,); `mass` is the most that one could reach.

    `best` is what a visible one reaches, and `second` the next one.
    """

    scores: Scores
    mass: float
    best: float
    second: float

    @property
    def missing(self) -> float:
        """The share of what is asked, by weight, that even the best record does not hold, from 0 to 1."""
        return max(0.0, 1 - self.best / self.mass) if self.mass > 0 else 1.0

    @property
    def lead(self) -> float:
        """How far the best record is ahead of the next one, from 0 to 1."""
        return 1 - self.second / self.best if self.best > 0 else 0.0


def score_words(asked: Iterable[Ways], lookup: Lookup, lengths: Scores, visible: NDArray[np.bool_]) -> WordScores:
    """Score all records for what is asked, said in one way or another; `lengths` is in words.

    How rare a thing is and how long a record is on average is taken over the visible records only: what a reader
    may not see changes nothing for him.
    """
    total = np.zeros(len(lengths), np.float32)
    mass = 0.0
    alive = int(visible.sum())
    mean = float(lengths[visible].mean()) if alive else 1.0
    norm = K1 * (1 - B + B * lengths / max(mean, 1.0))
    for own, *others in asked:
        counts = counts_of(own, lookup, len(lengths))
        for other in others:
            np.maximum(counts, ALTERNATIVE_WEIGHT * counts_of(other, lookup, len(lengths)), out=counts)
        hits = np.flatnonzero(counts)
        weight = inverse_frequency(int(visible[hits].sum()), alive)
        mass += weight
        total[hits] += weight * counts[hits] / (counts[hits] + norm[hits])
    return WordScores(total, mass, *two_best(total[visible]))


def two_best(scores: Scores) -> tuple[float, float]:
    """Return the highest score and the next one; 0 for what is not there."""
    second, best = np.partition(np.concatenate([scores, np.zeros(2, np.float32)]), -2)[-2:]
    return float(best), float(second)


def weighted_counts(woord: Woord, lookup: Lookup, size: int) -> Scores:
    """Return how often each record holds this word, in any of its forms, weighted; shape (size,)."""
    counts = np.zeros(size, np.float32)
    for field, term in (
        ("exact", woord.exact),
        ("stam", woord.stam),
        ("context", woord.stam),
        ("deel", woord.stam),
    ):
        _add(counts, lookup(field, term), WEIGHTS[field])
    if woord.delen:
        counts += WEIGHTS["deel"] * _all_parts(woord.delen, lookup, size)
    return counts


def counts_of(way: Alternatief, lookup: Lookup, size: int) -> Scores:
    """Return how often a record says it in this way: the count of the rarest of its words."""
    rarest = np.full(size, np.inf, np.float32)
    for woord in way.woorden:
        np.minimum(rarest, weighted_counts(woord, lookup, size), out=rarest)
    return rarest


def _all_parts(delen: Sequence[str], lookup: Lookup, size: int) -> Scores:
    """Return how often all parts stand in a record, loose or in a compound: the count of the rarest."""
    rarest = np.full(size, np.inf, np.float32)
    for deel in delen:
        counts = np.zeros(size, np.float32)
        for field in ("stam", "deel", "context"):
            _add(counts, lookup(field, deel), 1.0)
        np.minimum(rarest, counts, out=rarest)
    return rarest


def _add(counts: Scores, postings: Postings, weight: float) -> None:
    counts[postings.docs] += weight * postings.counts  # a record stands once in a list of postings


def inverse_frequency(holders: int, alive: int) -> float:
    """Return the weight of a word by its rarity, never negative."""
    return math.log(1 + (max(alive, holders) - holders + 0.5) / (holders + 0.5))
