"""Recognising another version of a text, or nearly the same text, by MinHash sketches. Pure."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from itertools import combinations, islice

import numpy as np
from numpy.typing import NDArray

HASHES = 64  # the overlap is then known to about 0.06
SHINGLE_WORDS = 4
TWIN = 0.7  # share of phrases in common that makes two texts nearly the same: a scan, a copy for a neighbour
BAND = 3  # texts that share 0.7 agree in one of 21 bands of three hashes with 0.9999; others hardly ever do
MAX_WORDS = 100_000  # a longer text is recognised by its first part; the rest costs time and memory

_random = np.random.default_rng(2008)
_FACTORS = _random.integers(0, 1 << 63, HASHES, dtype=np.uint64) * np.uint64(2) + np.uint64(1)  # odd: one to one
_OFFSETS = _random.integers(0, 1 << 63, HASHES, dtype=np.uint64)


def sketch(text: str) -> bytes:
    """Return the sketch of a text, HASHES numbers of 64 bits (Broder, 1997, 'On the resemblance of documents')."""
    words = [match.group() for match in islice(re.finditer(r"\w+", text.lower()), MAX_WORDS)]
    starts = range(max(1, len(words) - SHINGLE_WORDS + 1))
    numbers = np.array([_number(" ".join(words[start : start + SHINGLE_WORDS])) for start in starts], np.uint64)
    lowest = [(numbers * factor + offset).min() for factor, offset in zip(_FACTORS, _OFFSETS, strict=True)]
    return np.array(lowest, "<u8").tobytes()


def overlaps(one: bytes, others: list[bytes]) -> NDArray[np.float64]:
    """Return for each of the others about which part of the phrases of both texts they share; shape (n,)."""
    mine = np.frombuffer(one, "<u8")
    theirs = np.frombuffer(b"".join(others), "<u8").reshape(len(others), HASHES)
    return np.asarray((theirs == mine).mean(axis=1))


def shorten(schets: bytes) -> bytes:
    """Return a byte of each number: enough to compare nearly equal texts, and small enough to keep anywhere."""
    return schets[::8] if len(schets) == 8 * HASHES else b""


def twins(shorts: Sequence[bytes]) -> NDArray[np.int64]:
    """Return the pairs of texts that are nearly the same, shape (n, 2), by their shortened sketches.

    A text without a sketch is like no other.
    """
    pairs = np.array(sorted(_candidates(shorts)), np.int64).reshape(-1, 2)
    rows = np.frombuffer(b"".join(short or bytes(HASHES) for short in shorts), np.uint8).reshape(-1, HASHES)
    same = (rows[pairs[:, 0]] == rows[pairs[:, 1]]).mean(axis=1) >= TWIN
    return np.asarray(pairs[same], np.int64)


def _candidates(shorts: Sequence[bytes]) -> set[tuple[int, int]]:
    """Return the pairs that agree in a whole band, so that not every text is compared with every other."""
    found: set[tuple[int, int]] = set()
    for start in range(0, HASHES - BAND + 1, BAND):
        alike: dict[bytes, list[int]] = {}
        for number, short in enumerate(shorts):
            if short:
                alike.setdefault(short[start : start + BAND], []).append(number)
        for numbers in alike.values():
            found.update(combinations(numbers, 2))
    return found


def _number(shingle: str) -> int:
    return int.from_bytes(hashlib.blake2b(shingle.encode(), digest_size=8).digest(), "little")
