"""Measuring the search by questions with known answers: nDCG, reciprocal rank and hits. Pure."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

OVERLAP = 0.4  # share of word trigrams of the shorter text that makes a returned passage the right one
FEW_WORDS = 3  # texts this short are compared by words


@dataclass(frozen=True, slots=True)
class Score:
    """What one question scored, each from 0 to 1."""

    ndcg: float
    reciprocal_rank: float
    hit: float


def is_same_text(one: str, other: str) -> bool:
    """Tell whether two passages share enough of their words, in order, to be the same text."""
    first, second = _words(one), _words(other)
    if min(len(first), len(second)) <= FEW_WORDS:
        return _share(set(first), set(second))
    return _share(_trigrams(first), _trigrams(second))


def _share(first: AbstractSet[object], second: AbstractSet[object]) -> bool:
    shorter = min(len(first), len(second))
    return shorter > 0 and len(first & second) >= OVERLAP * shorter


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _trigrams(words: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(words[place : place + 3]) for place in range(len(words) - 2)}


def score(relevant: Sequence[bool]) -> Score:
    """Score a list of returned passages, best first, of which it is known which are right.

    The ideal list has as many right passages as were returned, and at least one; so nothing found scores 0.
    """
    gains = [1 / math.log2(rank + 1) for rank, right in enumerate(relevant, start=1) if right]
    ideal = sum(1 / math.log2(rank + 1) for rank in range(1, max(1, len(gains)) + 1))
    first = next((rank for rank, right in enumerate(relevant, start=1) if right), None)
    return Score(sum(gains) / ideal, 1 / first if first else 0.0, 1.0 if first else 0.0)


def graded_ndcg(grades: Sequence[float], ideal: Iterable[float], depth: int = 10) -> float:
    """Return nDCG of a list, best first, by the grade of each; `ideal` are all the grades there are."""
    best = _gain(sorted(ideal, reverse=True)[:depth])
    return _gain(grades[:depth]) / best if best else 0.0


def _gain(grades: Iterable[float]) -> float:
    return sum((2**grade - 1) / math.log2(rank + 1) for rank, grade in enumerate(grades, start=1))


def mean(scores: Iterable[Score]) -> Score:
    """Return the mean of scores; of none it is zero."""
    rows = list(scores)
    if not rows:
        return Score(0.0, 0.0, 0.0)
    return Score(
        sum(row.ndcg for row in rows) / len(rows),
        sum(row.reciprocal_rank for row in rows) / len(rows),
        sum(row.hit for row in rows) / len(rows),
    )
