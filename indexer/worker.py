"""The worker: takes the outbox, encodes, writes one batch to the index, clears those rows, and begins again."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
import structlog
from sqlalchemy import orm as so

from kennis.db import wachtrij
from kennis.db.base import erase_traces, transaction
from kennis.errors import IndexUnavailableError
from kennis.search.encoder import Encoder
from kennis.search.records import IndexRecord
from kennis.search.vectors import Vectors
from kennis.search.writer import IndexWriter

BATCH = 8  # things of the outbox in one commit of the index: about ten seconds of encoding

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the program whose rows can be found: `bron` is its name in the outbox ('versie' in 'versie:3').

    `records` turns ids into records, and ids that are gone into none; `all_ids` gives all that should be there.
    """

    bron: str
    records: Callable[[so.Session, Sequence[int]], list[IndexRecord]]
    all_ids: Callable[[so.Session], list[int]]


class Worker:
    """Brings the index up to date with the rows; safe to kill at any moment and to start beside another."""

    def __init__(
        self, sessions: so.sessionmaker[so.Session], folder: Path, encoder: Encoder, parts: Sequence[Part]
    ) -> None:
        self._sessions = sessions
        self._folder = folder
        self._encoder = TimedEncoder(encoder)
        self._parts = {part.bron: part for part in parts}

    @property
    def seconds_in_model(self) -> float:
        return self._encoder.seconds

    def work_off(self, progress: Callable[[int], None] | None = None, *, wait_seconds: float = -1) -> None:
        """Empty the outbox; `progress` hears after each batch how much is left.

        Where there is no index yet it begins one, of which each batch stays; one that does not fit is built anew
        beside it. Raises IndexUnavailableError when another process is writing for longer than `wait_seconds`.
        """
        with IndexWriter(self._folder, self._encoder, wait_seconds=wait_seconds) as writer:
            if not writer.has_build:
                self._begin(writer)
            elif writer.open() is None:
                self._rebuild(writer)
            while left := self._one_batch(writer):
                if progress:
                    progress(left)

    def rebuild(self) -> None:
        """Build the whole index anew, beside the current one."""
        with IndexWriter(self._folder, self._encoder) as writer:
            self._rebuild(writer)

    def _begin(self, writer: IndexWriter) -> None:
        """Make an index of nothing, after asking for all that should be in it; each batch then stays done."""
        with transaction(self._sessions) as session:
            missing = self._all_bronnen(session) - wachtrij.waiting_bronnen(session)
            wachtrij.enqueue(session, sorted(missing))
        writer.rebuild([])

    def _all_bronnen(self, session: so.Session) -> set[str]:
        return {f"{part.bron}:{number}" for part in self._parts.values() for number in part.all_ids(session)}

    def _rebuild(self, writer: IndexWriter) -> None:
        with self._sessions() as session:
            done = wachtrij.waiting_ids(session)
        writer.rebuild(self._all_records())
        with transaction(self._sessions) as session:
            wachtrij.clear(session, done)

    def _forget(self, writer: IndexWriter) -> None:
        """Leave no file in which something stands that was removed; what else waits is done with it."""
        with self._sessions() as session:
            engine = session.get_bind()
        assert isinstance(engine, sa.Engine)  # noqa: S101 (so are all our sessions made)
        try:
            erase_traces(engine)
        except sa.exc.OperationalError as error:
            raise IndexUnavailableError("De database is nu te druk om te wissen wat weg moet.") from error
        self._rebuild(writer)

    def _all_records(self) -> Iterator[IndexRecord]:
        for part in self._parts.values():
            with self._sessions() as session:
                ids = part.all_ids(session)
            for start in range(0, len(ids), BATCH):
                with self._sessions() as session:
                    yield from part.records(session, ids[start : start + BATCH])

    def _one_batch(self, writer: IndexWriter) -> int:
        """Index the oldest part of the outbox; return how many were waiting before it, 0 when there were none."""
        with self._sessions() as session:
            waiting = wachtrij.waiting(session)
            taken = wachtrij.take(session, BATCH)
            must_forget = wachtrij.VERGETEN in taken
            records = [] if must_forget else self._records(session, list(taken))
        if must_forget:
            self._forget(writer)
            return waiting
        if not taken:
            return 0
        began = time.perf_counter()
        writer.replace(taken, records)
        with transaction(self._sessions) as session:
            wachtrij.clear(session, [number for numbers in taken.values() for number in numbers])
        seconds = round(time.perf_counter() - began, 2)
        log.info("batch_indexed", bronnen=len(taken), records=len(records), seconds=seconds)
        return waiting

    def _records(self, session: so.Session, bronnen: Sequence[str]) -> list[IndexRecord]:
        ids: dict[str, list[int]] = {}
        for bron in bronnen:
            name, _, number = bron.partition(":")
            ids.setdefault(name, []).append(int(number))
        for name in ids.keys() - self._parts.keys():
            log.error("unknown_part", part=name)  # of a newer program; it will ask again when it needs to
        known = [(self._parts[name], numbers) for name, numbers in ids.items() if name in self._parts]
        return [record for part, numbers in known for record in part.records(session, numbers)]


class TimedEncoder:
    """An encoder that adds up the seconds spent in the model."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.name = encoder.name
        self.dimension = encoder.dimension
        self.seconds = 0.0

    def encode_query(self, text: str) -> Vectors:
        return self._encoder.encode_query(text)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        began = time.perf_counter()
        try:
            return self._encoder.encode_passages(texts)
        finally:
            self.seconds += time.perf_counter() - began
