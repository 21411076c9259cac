"""The words of a collection, arranged so that the ones close to some word are found among a hundred thousand."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

CACHE = 4_000  # words that were asked for
_ROOM = 64  # bits of a letter set; letters further apart in Unicode than this share a bit, which does no harm

Close = tuple[tuple[str, int], ...]


class Vocabulary:
    """Words with the distance between them: letters to add, leave out, replace, or swap with their neighbour.

    Words of which the length or the set of letters differs too much cannot be close. That is told on arrays, for
    all words at once, and leaves a few hundred to compare letter by letter.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = [word for word in words if word.isalpha()]
        self._known = frozenset(self._words)
        self._lengths = np.array([len(word) for word in self._words], np.int64)
        self._letters = _letter_sets(self._words, self._lengths)
        self._cache: dict[tuple[str, int], Close] = {}

    def __contains__(self, word: str) -> bool:
        return word in self._known

    def close_to(self, word: str, distance: int) -> Close:
        """Return the other words within this distance of a word, each with its own distance; safe for threads."""
        key = (word, distance)
        found = self._cache.get(key)
        if found is None:
            if len(self._cache) >= CACHE:
                self._cache.clear()
            found = self._cache[key] = self._close_to(word, distance)
        return found

    def _close_to(self, word: str, distance: int) -> Close:
        letters = _letter_sets([word], np.array([len(word)]))[0]
        near = np.abs(self._lengths - len(word)) <= distance
        near &= np.bitwise_count(self._letters ^ letters) <= 2 * distance  # a letter replaced changes two
        some = [self._words[place] for place in np.flatnonzero(near)]
        matches = process.extract(word, some, scorer=OSA.distance, score_cutoff=distance, limit=None)
        return tuple((other, int(apart)) for other, apart, _ in matches if other != word)


def _letter_sets(words: list[str], lengths: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Return which letters each word holds, as bits."""
    if not words:
        return np.zeros(0, np.uint64)
    codes = np.frombuffer("".join(words).encode("utf-32-le"), np.uint32).astype(np.uint64)
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    sets: NDArray[np.uint64] = np.bitwise_or.reduceat(np.uint64(1) << codes % np.uint64(_ROOM), starts)
    return sets
