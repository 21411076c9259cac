"""Where the answers end: by meaning everything is found a little, and a list of everything is no answer. Pure."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]

# Questions that no collection of policy answers. What they still resemble is the resemblance that means nothing,
# whatever the model; it is measured on the collection itself.
OFF_TOPIC = (
    "xqzwv blorp fnord",
    "asdf jklp",
    "recept voor appeltaart",
    "wie won de wedstrijd van gisteravond",
    "gitaar leren spelen",
    "zwarte gaten in het heelal",
)
NEAR = 0.06  # of nearness below the best; 95 of 100 right passages lie within it
NEAREST = 0.015
SHARED = 0.2  # of the weight of a question's words: about one of two words, once; such a record answers too


def is_answered(words: Scores, meaning: Scores, background: float) -> bool:
    """Tell whether any of the candidates answers: it holds a word, or means more than the background."""
    return bool(words.any()) or float(meaning.max(initial=-1.0)) > background


def answers(coverage: Scores, meaning: Scores, background: float) -> NDArray[np.bool_]:
    """Return which candidates are answers, shape (n,); `coverage` is the share of the question's words.

    By meaning those near the best are, as long as they mean more than the background; the nearest always are.
    """
    top = float(meaning.max())
    limit = max(top - NEAR, min(top - NEAREST, background))
    return np.asarray((meaning >= limit) | (coverage >= SHARED))
