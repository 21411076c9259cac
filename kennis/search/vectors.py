"""The vectors of a build: files of rows that only grow; a row counts once a record names it."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
from numpy.typing import DTypeLike, NDArray

Vectors = NDArray[np.float32]


class VectorFile:
    """Rows of `dimension` numbers in one file; appending is safe beside readers of earlier rows."""

    def __init__(self, path: Path, dimension: int, kind: DTypeLike = np.float32) -> None:
        self._path = path
        self._dimension = dimension
        self._kind = np.dtype(kind)
        self._row_bytes = self._kind.itemsize * dimension

    def __len__(self) -> int:
        return self._path.stat().st_size // self._row_bytes if self._path.exists() else 0

    def append(self, vectors: Vectors) -> int:
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

    def read(self) -> Vectors:
        """Return all whole rows, shape (n, dimension), mapped from disk and read-only."""
        rows = len(self)
        if not rows:
            return np.zeros((0, self._dimension), dtype=self._kind)
        return np.memmap(self._path, dtype=self._kind, mode="r", shape=(rows, self._dimension))


def similarities(vectors: Vectors, query: Vectors) -> Vectors:
    """Return the cosine of the query, shape (dimension,), with each row, shape (n,); all are of length one."""
    return np.asarray(vectors @ query, dtype=np.float32)
