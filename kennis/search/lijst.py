"""Answering a question that only filters: everything that passes, a record of each group."""

from __future__ import annotations

import numpy as np

from kennis.search.columns import Columns, Mask
from kennis.search.fusion import Docs, Fused


class Lijst:
    """Takes the place of what weighs words and meaning: all records are worth the same."""

    missing = 1.0  # of the words of a question without words

    def __init__(self, columns: Columns) -> None:
        self._columns = columns

    def fuse(self, mask: Mask) -> Fused:
        return _unscored(np.flatnonzero(mask))

    def heads(self, found: Fused) -> Fused:
        """Return of each group the first record of its most current version."""
        docs = found.docs[np.lexsort((found.docs, self._columns.rangen[found.docs]))]
        _, first = np.unique(self._columns.groepen[docs], return_index=True)
        return _unscored(docs[first])


def _unscored(docs: Docs) -> Fused:
    nothing = np.zeros(len(docs), np.float32)
    return Fused(docs, nothing, nothing, nothing, nothing, nothing)
