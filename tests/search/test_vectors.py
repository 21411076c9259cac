"""The file of vectors: rows are added at the end and read back as they were, whatever a crash left."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennis.search.vectors import VectorFile, Vectors, as_directions, direction_similarities, similarities

DIMENSION = 4


def rows(*numbers: float) -> Vectors:
    return np.array([[number] * DIMENSION for number in numbers], np.float32).reshape(len(numbers), DIMENSION)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "vectoren.f32"


def test_rows_come_back_in_the_order_in_which_they_were_added(path: Path) -> None:
    file = VectorFile(path, DIMENSION)
    assert file.append(rows(1, 2)) == 0
    assert file.append(rows()) == 2
    assert file.append(rows(3)) == 2
    assert len(file) == 3
    assert VectorFile(path, DIMENSION).read().tolist() == rows(1, 2, 3).tolist()


def test_a_file_that_is_not_there_is_empty(path: Path) -> None:
    assert len(VectorFile(path, DIMENSION)) == 0
    assert VectorFile(path, DIMENSION).read().shape == (0, DIMENSION)
    path.touch()
    assert VectorFile(path, DIMENSION).read().shape == (0, DIMENSION)


@pytest.mark.parametrize("left", [1, 4, 15])
def test_a_row_that_a_crash_left_half_is_not_read_and_is_overwritten(path: Path, left: int) -> None:
    file = VectorFile(path, DIMENSION)
    file.append(rows(1))
    with path.open("ab") as broken:
        broken.write(b"\xff" * left)
    assert file.read().tolist() == rows(1).tolist()
    assert file.append(rows(2)) == 1
    assert file.read().tolist() == rows(1, 2).tolist()
    assert path.stat().st_size == 2 * 4 * DIMENSION


def test_a_reader_keeps_what_it_opened_while_rows_are_added(path: Path) -> None:
    file = VectorFile(path, DIMENSION)
    file.append(rows(1))
    before = file.read()
    file.append(rows(2))
    assert before.tolist() == rows(1).tolist()


def test_what_was_read_cannot_be_changed(path: Path) -> None:
    file = VectorFile(path, DIMENSION)
    file.append(rows(1))
    with pytest.raises(ValueError, match="read-only"):
        file.read()[0, 0] = 5


def test_rows_of_another_width_are_refused(path: Path) -> None:
    file = VectorFile(path, DIMENSION)
    for wrong in (np.zeros((1, DIMENSION + 1), np.float32), np.zeros(DIMENSION, np.float32)):
        with pytest.raises(ValueError, match="expected rows of 4"):
            file.append(wrong)
    assert not path.exists()


@pytest.mark.parametrize("kind", [np.float64, np.float16])
def test_rows_are_kept_as_float32_whatever_they_were(path: Path, kind: type) -> None:
    file = VectorFile(path, DIMENSION)
    file.append(np.asfortranarray(rows(1, 2).astype(kind)))
    assert file.read().dtype == np.float32
    assert file.read().tolist() == rows(1, 2).tolist()


@given(st.lists(st.integers(0, 5), max_size=6))
def test_batches_of_any_size_are_one_list(tmp_path_factory: pytest.TempPathFactory, sizes: list[int]) -> None:
    file = VectorFile(tmp_path_factory.mktemp("rijen") / "vectoren.f32", DIMENSION)
    firsts = [file.append(np.full((size, DIMENSION), size, np.float32)) for size in sizes]
    assert firsts == [sum(sizes[:number]) for number in range(len(sizes))]
    assert file.read()[:, 0].tolist() == [size for size in sizes for _ in range(size)]


def test_similarity_is_the_cosine_of_vectors_of_length_one() -> None:
    vectors = np.array([[1, 0], [0, 1], [0.6, 0.8], [-1, 0]], np.float32)
    found = similarities(vectors, np.array([1, 0], np.float32))
    assert found.dtype == np.float32
    assert found.tolist() == pytest.approx([1, 0, 0.6, -1])
    assert similarities(np.zeros((0, 2), np.float32), np.zeros(2, np.float32)).shape == (0,)


@given(st.integers(0, 2**32 - 1), st.integers(1, 400))
def test_a_direction_in_whole_numbers_means_nearly_the_same(seed: int, dimension: int) -> None:
    chance = np.random.default_rng(seed)
    vectors = chance.normal(size=(5, dimension)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    near = direction_similarities(as_directions(vectors), vectors[0])
    assert np.abs(near - similarities(vectors, vectors[0])).max() < 0.02


def test_a_direction_that_is_written_again_stays_the_same() -> None:
    known = as_directions(np.array([[0.6, -0.8, 0.0], [0.0, 0.0, 0.0]], np.float32))
    assert known.tolist() == [[95, -127, 0], [0, 0, 0]]
    assert as_directions(known.astype(np.float32)).tolist() == known.tolist()
