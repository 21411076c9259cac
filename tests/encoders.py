"""An encoder for tests in which meaning does not matter: the same words give the same vector, at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray


class HashEncoder:
    """Counts the words of a text, each in the place that its hash names; order and case do not matter."""

    def __init__(self, dimension: int = 64) -> None:
        self.name = f"hash/{dimension}/1"
        self.dimension = dimension

    def encode_query(self, text: str) -> NDArray[np.float32]:
        words = re.findall(r"\w+", text.casefold()) or [""]
        places = [crc32(word.encode("utf-8", "replace")) % self.dimension for word in words]
        counts = np.bincount(places, minlength=self.dimension).astype(np.float32)
        vector: NDArray[np.float32] = counts / np.linalg.norm(counts)
        return vector

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        vectors = [self.encode_query(text) for text in texts]
        return np.array(vectors, np.float32).reshape(len(texts), self.dimension)
