"""The one writer of the index: it replaces what changed, or builds a whole index beside the current one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
import structlog

from kennis.errors import IndexUnavailableError
from kennis.search.builds import Builds, read_manifest
from kennis.search.columns import columns_of
from kennis.search.encoder import Encoder
from kennis.search.engine import VECTORS_FILE, WORDS_FOLDER, Snapshot, expected_manifest, open_snapshot
from kennis.search.keywords import KeywordIndex
from kennis.search.records import IndexRecord
from kennis.search.vectors import VectorFile, Vectors

REBUILD_BATCH = 2_000  # records that are written at once when everything is built anew

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
        build = self._builds.current()
        if build is None:
            return None
        try:
            if read_manifest(build) != expected_manifest(self._encoder):
                log.info("index_outdated", build=build.name)
                return None
            return open_snapshot(build, self._encoder.dimension)
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
        self._write(snapshot.build, bronnen, records, _KnownVectors(snapshot))

    def rebuild(self, records: Iterable[IndexRecord]) -> None:
        """Build a whole index beside the current one and let it take its place; known vectors are used again."""
        known = _KnownVectors(self.open())
        build = self._builds.begin(expected_manifest(self._encoder))
        KeywordIndex.create(build / WORDS_FOLDER)
        for batch in _batches(records, REBUILD_BATCH):
            self._write(build, (), batch, known)
        self._builds.finish(build)
        log.info("index_built", build=build.name)

    def _write(
        self, build: Path, bronnen: Iterable[str], records: Sequence[IndexRecord], known: _KnownVectors
    ) -> None:
        vectors = self._encode(records, known)
        first = VectorFile(build / VECTORS_FILE, self._encoder.dimension).append(vectors)
        rows = (
            (record, {**columns_of(record), "rij": first + number, "vingerafdruk": fingerprint(record)})
            for number, record in enumerate(records)
        )
        KeywordIndex(build / WORDS_FOLDER).replace(bronnen, rows)

    def _encode(self, records: Sequence[IndexRecord], known: _KnownVectors) -> Vectors:
        """Return the vectors of records, shape (n, dimension); only texts that are new go through the model."""
        result = np.zeros((len(records), self._encoder.dimension), np.float32)
        new: list[int] = []
        for number, record in enumerate(records):
            vector = known.find(record)
            if vector is None:
                new.append(number)
            else:
                result[number] = vector
        if new:
            result[new] = self._encoder.encode_passages([passage_text(records[number]) for number in new])
        return result


class _KnownVectors:
    """The vectors of an earlier index, by the text that they were made of."""

    def __init__(self, snapshot: Snapshot | None) -> None:
        self._vectors = snapshot.vectors if snapshot else None
        prints = snapshot.columns.vingerafdrukken if snapshot else []
        rows = snapshot.columns.rows.tolist() if snapshot else []
        self._rows = {name: row for name, row in zip(prints, rows, strict=True) if name}

    def find(self, record: IndexRecord) -> Vectors | None:
        row = self._rows.get(fingerprint(record))
        return None if row is None or self._vectors is None else self._vectors[row]


def passage_text(record: IndexRecord) -> str:
    """Return what the model reads of a record: where it stands, and what it says."""
    return f"{record.context}\n{record.tekst}" if record.context else record.tekst


def fingerprint(record: IndexRecord) -> str:
    return hashlib.blake2b(passage_text(record).encode(), digest_size=12).hexdigest()


def _batches(records: Iterable[IndexRecord], size: int) -> Iterator[list[IndexRecord]]:
    source = iter(records)
    while batch := list(islice(source, size)):
        yield batch
