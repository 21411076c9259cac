"""The adapter: moves the vector of a question towards the texts that answer it in other words.

Questions are asked in everyday words, texts are written in the words of policy and law, and the built-in model was
trained on neither. `tools/train_adapter.py` learns from pairs of both (docs/adr/0014-vensters-en-adapter.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Self

import numpy as np

from kennis.search.encoder import BUILTIN_NAME
from kennis.search.vectors import Directions, Vectors, as_directions, unit

ADAPTER = Path(__file__).parent / "adapter.npz"
PULL = 0.2  # of the texts of the nearest pairs, beside a question of length one
SHARPNESS = 0.03  # a pair that is this much less near counts 1/e of the nearest one


@dataclass(frozen=True, slots=True)
class Adapter:
    """What was learnt from pairs: a rule for all questions, and the pairs themselves.

    `matrix` has shape (d, d); `questions` and `texts`, shape (n, d), are directions as seen from the mean
    question, `centre` of shape (d,), and from the mean text.
    """

    matrix: Vectors
    centre: Vectors
    questions: Vectors
    texts: Directions

    @classmethod
    def of_pairs(cls, matrix: Vectors, questions: Vectors, texts: Vectors) -> Self:
        """Return the adapter that remembers these pairs, both of shape (n, d)."""
        centre = np.asarray(questions.mean(axis=0), np.float32)
        return cls(matrix, centre, unit(questions - centre), as_directions(texts - texts.mean(axis=0)))

    @classmethod
    def load(cls, path: Path) -> Self:
        with np.load(path) as file:
            matrix, centre = file["matrix"].astype(np.float32), file["centre"]
            return cls(matrix, centre, unit(file["questions"].astype(np.float32)), file["texts"])

    def save(self, path: Path) -> None:
        """Write it small: what is lost moves a question less than another word would."""
        questions, matrix = as_directions(self.questions), self.matrix.astype(np.float16)
        np.savez_compressed(path, matrix=matrix, centre=self.centre, questions=questions, texts=self.texts)

    def move(self, question: Vectors, missing: float) -> Vectors:
        """Return a question, shape (d,), halfway to where the matrix leads and a little towards the nearest pairs.

        `missing`, from 0 to 1, is the share of its words that no text holds: where the words are there, the
        question means what it says and stays as it is.
        """
        led = unit(question + missing * unit(question + question @ self.matrix))
        return unit(led + PULL * missing**2 * self._answers(question))

    def _answers(self, question: Vectors) -> Vectors:
        """Return the direction of the texts whose questions resemble this one, the nearest counting most."""
        nearness = self.questions @ unit(question - self.centre)
        weights = np.exp((nearness - nearness.max()) / SHARPNESS)
        counting = np.flatnonzero(weights > 0.001)
        texts = unit(self.texts[counting].astype(np.float32))
        return unit(weights[counting] @ texts)


def adapt(question: Vectors, model: str, missing: float) -> Vectors:
    """Return the vector of a question, nearer to its answers; that of a model of one's own stays as it is."""
    return adapter().move(question, missing) if model == BUILTIN_NAME else question


@cache
def adapter() -> Adapter:
    """Return this process's adapter of the built-in model."""
    return Adapter.load(ADAPTER)
