"""The adapter of questions."""

from __future__ import annotations

import numpy as np
import pytest

from kennis.search.adapter import ADAPTER, adapt, blend
from kennis.search.encoder import BUILTIN_DIMENSION, BUILTIN_NAME, open_query_encoder


def test_a_question_keeps_its_length_and_half_of_itself() -> None:
    question = np.array([1, 0], np.float32)
    moved = blend(question, np.array([[-1, 1], [0, 0]], np.float32))  # all the way to the other axis
    assert moved == pytest.approx([0.5**0.5, 0.5**0.5])


def test_a_matrix_of_nothing_changes_nothing() -> None:
    question = np.array([0.6, 0.8], np.float32)
    assert blend(question, np.zeros((2, 2), np.float32)) == pytest.approx(question)


def test_another_model_has_no_adapter() -> None:
    question = np.array([0.6, 0.8], np.float32)
    assert adapt(question, "een-ander-model/2/1") is question


def test_the_matrix_fits_the_built_in_model_and_is_small() -> None:
    matrix = np.load(ADAPTER)
    assert matrix.shape == (BUILTIN_DIMENSION, BUILTIN_DIMENSION)
    assert ADAPTER.stat().st_size < 400_000
    assert np.isfinite(matrix).all()


@pytest.mark.model
def test_everyday_words_come_nearer_to_what_policy_calls_it() -> None:
    encoder = open_query_encoder(None)
    question = encoder.encode_query("oma valt steeds in haar huis")
    right, *others = encoder.encode_passages(
        [
            "Valpreventie bij ouderen: een ergotherapeut beoordeelt de woning.",
            "Het college stelt de begroting vast en biedt die aan de raad aan.",
            "De verhuurder meldt een betalingsachterstand bij de schuldhulp.",
        ]
    )
    adapted = adapt(question, BUILTIN_NAME)
    before = [float(question @ right - question @ other) for other in others]
    after = [float(adapted @ right - adapted @ other) for other in others]
    assert all(later > earlier for earlier, later in zip(before, after, strict=True))
