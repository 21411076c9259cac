"""The adapter: moves the vector of a question towards the texts that answer it in other words.

Questions are asked in everyday words, texts are written in the words of policy, and the built-in model was trained
on neither. `tools/train_adapter.py` makes the matrix from pairs of both (docs/adr/0014-adapter.md).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np

from kennis.search.encoder import BUILTIN_NAME
from kennis.search.vectors import Vectors

ADAPTER = Path(__file__).parent / "adapter.npy"


def adapt(question: Vectors, model: str) -> Vectors:
    """Return the vector of a question, halfway to where the answers are; one of another model stays as it is."""
    return blend(question, _matrix()) if model == BUILTIN_NAME else question


def blend(question: Vectors, matrix: Vectors) -> Vectors:
    """Return the mean of a question and what the matrix, shape (d, d), adds to it; of length one.

    Half of the question stays, so that what the model knows of words counts too.
    """
    moved = _unit(question + question @ matrix)
    return _unit(question + moved)


@cache
def _matrix() -> Vectors:
    return np.asarray(np.load(ADAPTER), np.float32)


def _unit(vector: Vectors) -> Vectors:
    return np.asarray(vector / np.linalg.norm(vector, axis=-1, keepdims=True), np.float32)
