"""Passages that lift each other."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennis.search.neighbours import LIFT, lifted

TEXTS = np.array([7, 7, 7, 8, 8])


def lift(**scores: float) -> list[float]:
    """Return what is added to each score; the names are a, b and c of one text, d and e of the next."""
    docs = np.array(["abcde".index(name) for name in scores])
    given_scores = np.array(list(scores.values()), np.float32)
    return [round(float(value), 4) for value in lifted(docs, given_scores, TEXTS) - given_scores]


def test_a_sure_answer_lifts_what_stands_beside_it() -> None:
    assert lift(a=1.0, b=0.2, c=0.2) == pytest.approx([LIFT * 0.2**3, LIFT, LIFT * 0.2**3])


def test_half_an_answer_lifts_little() -> None:
    assert lift(a=0.5, b=0.4)[1] == pytest.approx(LIFT / 8)


def test_the_end_of_one_text_does_not_lift_the_beginning_of_the_next() -> None:
    assert lift(c=1.0, d=0.3) == [0, 0]


def test_what_is_not_an_answer_lifts_nothing() -> None:
    assert lift(a=0.4, c=0.9, e=-0.2) == [0, 0, 0]


@given(st.lists(st.floats(-1, 1, width=32), min_size=1, max_size=30), st.integers(1, 5))
def test_nobody_sinks_and_the_order_of_the_records_does_not_matter(values: list[float], length: int) -> None:
    scores = np.array(values, np.float32)
    docs, texts = np.arange(len(scores)), np.arange(len(scores)) // length
    found = lifted(docs, scores, texts)
    assert (found >= scores).all()
    shuffled = np.random.default_rng(len(values)).permutation(len(scores))
    assert lifted(shuffled, scores[shuffled], texts).tolist() == found[shuffled].tolist()
