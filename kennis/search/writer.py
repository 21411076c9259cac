"""The one writer of the index: it replaces what changed, or builds a whole index beside the current one."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np
import structlog
from numpy.typing import DTypeLike, NDArray

from kennis.errors import IndexUnavailableError
from kennis.search.builds import Builds, Manifest, read_manifest
from kennis.search.columns import columns_of
from kennis.search.encoder import Encoder
from kennis.search.keywords import KeywordIndex, Row
from kennis.search.records import IndexRecord
from kennis.search.snapshot import (
    WORDS_FOLDER,
    Snapshot,
    expected_manifest,
    open_snapshot,
    vector_file,
    window_file,
)
from kennis.search.vectors import Directions, Vectors, as_directions
from kennis.search.windows import windows

REBUILD_BATCH = 2_000  # records whose vectors are held at once when everything is built anew

log = structlog.get_logger()


class IndexWriter:
    """Writes the index in `folder`; use it as a context, which makes it the only writer.

    A batch is one commit of Whoosh: a crash leaves all of it or nothing. Vectors are written before it, so
    a crash in between leaves rows that no record names, which do no harm.
    """

    def __init__(self, folder: Path, encoder: Encoder, *, wait_seconds: float = -1) -> None:
        self._builds = Builds(folder)
        self._encoder = encoder
        self._turn = self._builds.writing(wait_seconds)

    def __enter__(self) -> Self:
        self._turn.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._turn.__exit__(kind, error, trace)

    @property
    def has_build(self) -> bool:
        """Tell whether there is an index at all, fit or not."""
        return self._builds.current() is not None

    def open(self) -> Snapshot | None:
        """Return the current build when it fits this program and is whole; otherwise None: it must be built."""
        return self._open(Manifest.__eq__)

    def _open(self, fits: Callable[[Manifest, Manifest], bool]) -> Snapshot | None:
        build = self._builds.current()
        if build is None:
            return None
        try:
            if not fits(read_manifest(build), expected_manifest(self._encoder)):
                log.info("index_outdated", build=build.name)
                return None
            return open_snapshot(build, self._encoder)
        except IndexUnavailableError as error:
            log.warning("index_damaged", build=build.name, reason=str(error.__cause__ or error))
            return None

    def replace(self, bronnen: Iterable[str], records: Sequence[IndexRecord]) -> None:
        """Put these records in the place of all that the index holds of these bronnen.

        Raises IndexUnavailableError when there is no index to write in; `rebuild` makes one.
        """
        snapshot = self.open()
        if snapshot is None:
            raise IndexUnavailableError
        rows = self._with_vectors(snapshot.build, records, _KnownVectors(snapshot))
        KeywordIndex(snapshot.build / WORDS_FOLDER).replace(bronnen, rows)

    def rebuild(self, records: Iterable[IndexRecord]) -> None:
        """Build a whole index beside the current one and let it take its place; known vectors are used again."""
        known = _KnownVectors(self._open(Manifest.has_vectors_of))
        build = self._builds.begin(expected_manifest(self._encoder))
        with KeywordIndex.create(build / WORDS_FOLDER).filling() as add:
            for batch in _batches(records, REBUILD_BATCH):
                add(self._with_vectors(build, batch, known))
        self._builds.finish(build)
        log.info("index_built", build=build.name)

    def _with_vectors(self, build: Path, records: Sequence[IndexRecord], known: _KnownVectors) -> list[Row]:
        """Write the vectors of records, and return for each what the index keeps of it."""
        encoded = self._encode(records, known)
        first = vector_file(build, self._encoder).append(_stacked([one.vector for one in encoded], self._encoder))
        window = window_file(build, self._encoder).append(
            _stacked([one.windows for one in encoded], self._encoder, np.int8)
        )
        rows: list[Row] = []
        for number, (record, one) in enumerate(zip(records, encoded, strict=True)):
            places = {"rij": first + number, "vensters": (window, len(one.windows))}
            rows.append((record, {**columns_of(record), **places, "vingerafdruk": fingerprint(record)}))
            window += len(one.windows)
        return rows

    def _encode(self, records: Sequence[IndexRecord], known: _KnownVectors) -> list[_Encoded]:
        """Return the vectors of records and of their windows; only texts that are new go through the model."""
        found = [known.find(record) for record in records]
        new = [record for record, vectors in zip(records, found, strict=True) if vectors is None]
        texts = [[passage_text(record), *windows(record.tekst)] for record in new]
        vectors = self._encoder.encode_passages(list(chain.from_iterable(texts)))
        ends = list(accumulate(map(len, texts)))
        encoded = iter(
            _Encoded(vectors[end - len(own)], as_directions(vectors[end - len(own) + 1 : end]))
            for own, end in zip(texts, ends, strict=True)
        )
        return [next(encoded) if vectors is None else vectors for vectors in found]


@dataclass(frozen=True, slots=True)
class _Encoded:
    """The vector of a record, shape (dimension,), and those of its windows, shape (windows, dimension)."""

    vector: Vectors
    windows: Directions


def _stacked(vectors: Sequence[NDArray[Any]], encoder: Encoder, kind: DTypeLike = np.float32) -> NDArray[Any]:
    return np.vstack(vectors) if vectors else np.zeros((0, encoder.dimension), kind)


class _KnownVectors:
    """The vectors of an earlier index, by the text that they were made of."""

    def __init__(self, snapshot: Snapshot | None) -> None:
        self._snapshot = snapshot
        prints = snapshot.columns.vingerafdrukken if snapshot else []
        self._docs = {name: doc for doc, name in enumerate(prints) if name}

    def find(self, record: IndexRecord) -> _Encoded | None:
        doc = self._docs.get(fingerprint(record))
        if doc is None or self._snapshot is None:
            return None
        columns = self._snapshot.columns
        first, count = columns.windows.first[doc], columns.windows.count[doc]
        return _Encoded(self._snapshot.vectors[columns.rows[doc]], self._snapshot.windows[first : first + count])


def passage_text(record: IndexRecord) -> str:
    """Return what the model reads of a record: where it stands, and what it says."""
    return f"{record.context}\n{record.tekst}" if record.context else record.tekst


def fingerprint(record: IndexRecord) -> str:
    return hashlib.blake2b(passage_text(record).encode(), digest_size=12).hexdigest()


def _batches(records: Iterable[IndexRecord], size: int) -> Iterator[list[IndexRecord]]:
    source = iter(records)
    while batch := list(islice(source, size)):
        yield batch
