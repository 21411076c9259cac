"""The vectors of a build: files of rows that only grow; a row counts once a record names it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

Vectors = NDArray[np.float32]
Directions = NDArray[np.int8]


class VectorFile:
    """Rows of `dimension` numbers in one file; appending is safe beside readers of earlier rows."""

    def __init__(self, path: Path, dimension: int, kind: DTypeLike = np.float32) -> None:
        self._path = path
        self._dimension = dimension
        self._kind = np.dtype(kind)
        self._row_bytes = self._kind.itemsize * dimension

    def __len__(self) -> int:
        return self._path.stat().st_size // self._row_bytes if self._path.exists() else 0

    def append(self, vectors: NDArray[Any]) -> int:
        """Write rows, shape (n, dimension), through to disk; return the number of the first.

        A row that a crash left half written is overwritten.
        """
        if vectors.shape[1:] != (self._dimension,):
            raise ValueError(f"expected rows of {self._dimension}, got {vectors.shape}")
        first = len(self)
        with self._path.open("r+b" if self._path.exists() else "w+b") as file:
            file.seek(first * self._row_bytes)
            file.write(np.ascontiguousarray(vectors, dtype=self._kind).tobytes())
            file.truncate()
            file.flush()
            os.fsync(file.fileno())
        return first

    def read(self) -> NDArray[Any]:
        """Return all whole rows, shape (n, dimension), mapped from disk and read-only."""
        rows = len(self)
        if not rows:
            return np.zeros((0, self._dimension), dtype=self._kind)
        return np.memmap(self._path, dtype=self._kind, mode="r", shape=(rows, self._dimension))


def unit(vectors: Vectors) -> Vectors:
    """Return one vector or rows of them, shape (d,) or (n, d), at length one; those of length nothing stay so."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-9), np.float32)


def as_directions(vectors: Vectors) -> Directions:
    """Return rows of the same direction in whole numbers up to 127, shape (n, dimension).

    A quarter of the room, for where two digits do: the cosine of two vectors moves 0.0002, at most 0.002.
    """
    most = np.abs(vectors).max(axis=1, keepdims=True, initial=1e-9)
    return np.asarray(np.round(vectors * (127 / most)), np.int8)


def direction_similarities(directions: Directions, query: Vectors) -> Vectors:
    """Return the cosine of the query, shape (dimension,) and of length one, with each row, shape (n,)."""
    rows = directions.astype(np.float32)
    lengths = np.sqrt(np.einsum("ij,ij->i", rows, rows))
    return np.asarray(rows @ query / np.maximum(lengths, 1), np.float32)


def similarities(vectors: Vectors, query: Vectors) -> Vectors:
    """Return the cosine of the query, shape (dimension,), with each row, shape (n,); all are of length one."""
    return np.asarray(vectors @ query, dtype=np.float32)
