"""The adapter of questions."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from kennis.search.adapter import ADAPTER, PULL, Adapter, adapt, adapter
from kennis.search.encoder import BUILTIN_DIMENSION, BUILTIN_NAME, open_query_encoder
from kennis.search.vectors import Vectors

# Two pairs in a plane and a bit: questions along the first axis, texts along the last one.
QUESTIONS = np.array([[0.8, 0.6, 0], [0.8, -0.6, 0]], np.float32)
TEXTS = np.array([[0.8, 0, 0.6], [0.8, 0, -0.6]], np.float32)
NOWHERE = np.zeros((3, 3), np.float32)


def learnt(matrix: Vectors = NOWHERE) -> Adapter:
    return Adapter.of_pairs(matrix, QUESTIONS, TEXTS)


def test_a_question_whose_words_are_found_stays_as_it_is() -> None:
    matrix = np.array([[-1, 1, 0], [0, 0, 0], [0, 0, 0]], np.float32)
    assert learnt(matrix).move(QUESTIONS[0], missing=0) == pytest.approx(QUESTIONS[0])


def test_a_question_goes_halfway_to_where_the_matrix_leads() -> None:
    question = np.array([1, 0, 0], np.float32)  # lies between the pairs: their texts outweigh each other
    matrix = np.array([[-1, 1, 0], [0, 0, 0], [0, 0, 0]], np.float32)  # all the way to the other axis
    assert learnt(matrix).move(question, missing=1) == pytest.approx([0.5**0.5, 0.5**0.5, 0], abs=1e-6)


@pytest.mark.parametrize("missing", [0.5, 1.0])
def test_a_question_is_pulled_towards_the_text_of_the_pair_that_resembles_it(missing: float) -> None:
    moved = learnt().move(QUESTIONS[1], missing)
    pulled = QUESTIONS[1] + PULL * missing**2 * np.array([0, 0, -1], np.float32)
    assert moved == pytest.approx(pulled / np.linalg.norm(pulled), abs=1e-6)


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "adapter.npz"
    learnt().save(path)
    for question in QUESTIONS:
        assert Adapter.load(path).move(question, 1) == pytest.approx(learnt().move(question, 1), abs=0.01)


def test_another_model_has_no_adapter() -> None:
    question = np.array([0.6, 0.8], np.float32)
    assert adapt(question, "een-ander-model/2/1", missing=1) is question


def test_what_was_learnt_fits_the_built_in_model_and_is_small() -> None:
    known = adapter()
    assert known.matrix.shape == (BUILTIN_DIMENSION, BUILTIN_DIMENSION)
    assert known.questions.shape == known.texts.shape == (len(known.texts), BUILTIN_DIMENSION)
    assert all(np.isfinite(part).all() for part in (known.matrix, known.centre, known.questions))
    assert ADAPTER.stat().st_size < 5_000_000


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
    adapted = adapt(question, BUILTIN_NAME, missing=1)
    before = [float(question @ right - question @ other) for other in others]
    after = [float(adapted @ right - adapted @ other) for other in others]
    assert all(later > earlier for earlier, later in zip(before, after, strict=True))
