"""What records mean to a question: passages and their windows."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from kennis.search.meaning import Meaning, WindowRows
from kennis.search.vectors import as_directions, similarities

QUESTION = np.array([1, 0], np.float32)
PASSAGES = np.array([[0.6, 0.8], [0.8, 0.6], [0, 1]], np.float32)
# Record 0 has windows 2 and 3, record 1 has window 0, record 2 has none; window 1 is of a record that is gone.
WINDOWS = as_directions(np.array([[0.8, 0.6], [1, 0], [0, 1], [1, 0]], np.float32))
ROWS = WindowRows(first=np.array([2, 0, 0]), count=np.array([2, 1, 0]))


def meaning() -> Meaning:
    return Meaning(QUESTION, similarities(PASSAGES, QUESTION), WINDOWS, ROWS)


def near(*docs: int) -> NDArray[np.float32]:
    return meaning().of(np.array(docs, np.int64))


def test_the_nearest_window_counts_beside_the_passage() -> None:
    assert near(0) == pytest.approx([0.4 * 0.6 + 0.6 * 1.0])
    assert near(1) == pytest.approx([0.8], abs=1e-3)  # a window has two digits


def test_a_record_without_windows_is_its_passage() -> None:
    assert near(2) == pytest.approx([0.0])


def test_the_order_and_company_of_what_is_asked_changes_nothing() -> None:
    found = meaning()
    assert found.of(np.array([1])) == pytest.approx(near(1))
    assert found.of(np.array([2, 1, 0])) == pytest.approx(np.concatenate([near(2), near(1), near(0)]))
    assert found.of_all() == pytest.approx(near(0, 1, 2))


def test_of_nothing_the_meaning_is_nothing() -> None:
    assert len(near()) == 0
