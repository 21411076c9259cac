"""Where in a document the asked words stand, by what the index knows of each passage. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from kennis.search.dutch import Woord
from kennis.search.matching import NO_ALTERNATIVES
from kennis.search.scoring import Lookup
from kennis.search.terms import Alternatieven

Counts = NDArray[np.int64]
_Held = NDArray[np.bool_]


def count_words(
    woorden: Sequence[Woord], lookup: Lookup, size: int, alternatieven: Alternatieven = NO_ALTERNATIVES
) -> Counts:
    """Return how many of the asked words each record holds in its own text, in any form; shape (size,)."""
    counts = np.zeros(size, np.int64)
    for woord in woorden:
        held = _holds(woord, lookup, size)
        for alternatief in alternatieven.get(woord, ()):
            held |= _all((_holds(other, lookup, size) for other in alternatief.woorden), size)
        counts += held
    return counts


def most(counts: dict[str, int]) -> frozenset[str]:
    """Return which records hold more than half as many asked words as the one with most: where to look."""
    highest = max(counts.values(), default=0)
    return frozenset(name for name, count in counts.items() if count > highest / 2)


def _holds(woord: Woord, lookup: Lookup, size: int) -> _Held:
    held = _any((("exact", woord.exact), ("stam", woord.stam), ("deel", woord.stam)), lookup, size)
    if woord.delen:
        held |= _all((_any((("stam", deel), ("deel", deel)), lookup, size) for deel in woord.delen), size)
    return held


def _any(terms: Iterable[tuple[str, str]], lookup: Lookup, size: int) -> _Held:
    held = np.zeros(size, np.bool_)
    for field, term in terms:
        held[lookup(field, term).docs] = True
    return held


def _all(several: Iterable[_Held], size: int) -> _Held:
    held = np.ones(size, np.bool_)
    for one in several:
        held &= one
    return held
