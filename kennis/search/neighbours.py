"""Passages that lift each other: what stands beside a sure answer in one text is likely to answer too. Pure."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Numbers = NDArray[np.int64]

LIFT = 0.5  # of the score of a neighbour that is as sure as can be
SURENESS = 3  # so a neighbour of half the score lifts by an eighth


def lifted(docs: Numbers, scores: Scores, texts: Numbers) -> Scores:
    """Return the scores of records, each with what the better of its neighbours in the same text adds.

    `texts` tells by record, shape (all records,), to which text it belongs; the records of a text stand in order.
    """
    beside = np.zeros(len(texts) + 2, np.float32)  # one place more at both ends
    beside[docs + 1] = np.clip(scores, 0, 1)
    owner = np.concatenate([[-1], texts, [-2]])
    places = docs + 1
    before = np.where(owner[places - 1] == owner[places], beside[places - 1], 0)
    after = np.where(owner[places + 1] == owner[places], beside[places + 1], 0)
    return np.asarray(scores + LIFT * np.maximum(before, after) ** SURENESS, np.float32)
