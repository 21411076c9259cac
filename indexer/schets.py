"""Recognising another version of the same document, by MinHash sketches of the texts. Pure."""

from __future__ import annotations

import hashlib
import re
from itertools import islice

import numpy as np
from numpy.typing import NDArray

HASHES = 64  # the overlap is then known to about 0.06
SHINGLE_WORDS = 4
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


def _number(shingle: str) -> int:
    return int.from_bytes(hashlib.blake2b(shingle.encode(), digest_size=8).digest(), "little")
