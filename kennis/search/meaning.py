"""What records mean to a question: the nearness of a passage, corrected by that of the nearest window in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from kennis.search.vectors import Directions, Vectors, direction_similarities

Numbers = NDArray[np.int64]

WINDOW_WEIGHT = 0.6  # the passage tells what it is about, a window what it says


@dataclass(frozen=True, slots=True)
class WindowRows:
    """Where the windows of each record stand: the number of the first one and how many follow, shapes (n,)."""

    first: Numbers
    count: Numbers


class Meaning:
    """The nearness of all records to one question, as cosines; not safe to share between threads.

    That of whole passages is known at once. Windows are many, so theirs is worked out for what is asked for only.
    """

    def __init__(self, question: Vectors, of_passages: Vectors, windows: Directions, rows: WindowRows) -> None:
        self.of_passages = of_passages
        self._question = question
        self._windows = windows
        self._rows = rows

    def of(self, docs: Numbers) -> Vectors:
        """Return the nearness of these records, shape (len(docs),)."""
        new = docs[np.isnan(self._known[docs])]
        if len(new):
            self._known[new] = (1 - WINDOW_WEIGHT) * self.of_passages[new] + WINDOW_WEIGHT * self._nearest(new)
        return self._known[docs]

    def of_all(self) -> Vectors:
        """Return the nearness of all records, shape (n,)."""
        return self.of(np.arange(len(self.of_passages)))

    @cached_property
    def _known(self) -> Vectors:
        return np.full(len(self.of_passages), np.nan, np.float32)

    def _nearest(self, docs: Numbers) -> Vectors:
        """Return the nearness of the nearest window of each record; a record without windows is its passage."""
        counts = self._rows.count[docs]
        nearest = self.of_passages[docs].copy()
        some = counts > 0
        if not some.any():
            return nearest
        counts, first = counts[some], self._rows.first[docs[some]]
        ends = np.cumsum(counts)
        begins = ends - counts
        rows = np.arange(ends[-1]) + np.repeat(first - begins, counts)
        near = direction_similarities(self._windows[rows], self._question)
        nearest[some] = np.maximum.reduceat(near, begins)
        return nearest
