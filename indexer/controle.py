"""Comparing rows, files and index, and mending what differs; the rows are the truth."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy import orm as so

from indexer.worker import Part, Worker
from kennis.config import Config
from kennis.db import wachtrij
from kennis.db.base import keep_writers_out, transaction
from kennis.db.bestanden import FileStore, sha256_of
from kennis.db.documenten import Versie, Vindplaats
from kennis.errors import IndexUnavailableError
from kennis.search.columns import columns_of
from kennis.search.encoder import Encoder
from kennis.search.engine import SearchEngine
from kennis.search.records import IndexRecord
from kennis.search.writer import fingerprint


class Soort(StrEnum):
    WACHTRIJ = "wachtrij"  # something waits for the worker
    INDEX = "index"  # the index as a whole cannot be used
    RECORD = "record"  # a record is missing, too many or different
    BESTAND = "bestand"  # a kept file is missing or damaged
    WEES = "weesbestand"  # a kept file that no row names
    BOEK = "boek"  # the book of halen en brengen does not add up


@dataclass(frozen=True, slots=True)
class Verschil:
    """One difference; `bron` is what must be indexed again or the SHA-256 of a file."""

    soort: Soort
    bron: str
    melding: str


class Controle:
    """The check of one installation."""

    def __init__(
        self, config: Config, sessions: so.sessionmaker[so.Session], encoder: Encoder, parts: Sequence[Part]
    ) -> None:
        self._sessions = sessions
        self._store = FileStore(config.files_dir)
        self._engine = SearchEngine(config.index_dir, encoder)
        self._parts = parts

    def differences(self) -> list[Verschil]:
        """Return all differences between rows, files and index; none means that all is in order."""
        with self._sessions() as session:
            found = [*self._outbox(session), *self._files(session)]
            return [*found, *self._index(session)]

    def _outbox(self, session: so.Session) -> Iterator[Verschil]:
        if waiting := wachtrij.waiting(session):
            yield Verschil(Soort.WACHTRIJ, "", f"{waiting} wijzigingen wachten nog op de zoekindex")

    def _files(self, session: so.Session) -> Iterator[Verschil]:
        rows = dict(iter(session.execute(sa.select(Versie.sha256, Versie.bestandsnaam))))
        for sha256, naam in rows.items():
            path = self._store.path(sha256)
            if not path.is_file():
                yield Verschil(Soort.BESTAND, sha256, f"het bestand van '{naam}' ontbreekt")
            elif sha256_of(path) != sha256:
                yield Verschil(Soort.BESTAND, sha256, f"het bestand van '{naam}' is veranderd")
        for sha256 in sorted(set(self._store.all()) - rows.keys()):
            yield Verschil(Soort.WEES, sha256, f"bestand {sha256[:12]}… hoort bij geen document")

    def _index(self, session: so.Session) -> Iterator[Verschil]:
        try:
            snapshot = self._engine.snapshot()
        except IndexUnavailableError as error:
            yield Verschil(Soort.INDEX, "", str(error))
            return
        indexed = {row["id"]: row for _, row in snapshot.words.columns()}
        for part in self._parts:
            for record in part.records(session, part.all_ids(session)):
                row = indexed.pop(record.id, None)
                if row is None:
                    yield Verschil(Soort.RECORD, record.bron, f"{record.id} ontbreekt in de zoekindex")
                elif not _is_same(record, row):
                    yield Verschil(Soort.RECORD, record.bron, f"{record.id} staat anders in de zoekindex")
        for row in indexed.values():
            yield Verschil(Soort.RECORD, row["bron"], f"{row['id']} staat ten onrechte in de zoekindex")

    def repair(self, differences: list[Verschil], worker: Worker) -> None:
        """Mend what can be mended; a file that is missing or changed comes back at the next `kennis indexeer`."""
        by_soort = {soort: {found.bron for found in differences if found.soort is soort} for soort in Soort}
        with transaction(self._sessions) as session:
            wachtrij.enqueue(session, sorted(by_soort[Soort.RECORD]))
            self._forget_files(session, by_soort[Soort.BESTAND])
            self._remove_orphans(session)
        worker.work_off()

    def _forget_files(self, session: so.Session, hashes: set[str]) -> None:
        """Remove damaged contents, and have the places where they came from read again."""
        for sha256 in hashes:
            self._store.remove(sha256)
        versies = sa.select(Versie.id).where(Versie.sha256.in_(hashes))
        session.execute(sa.update(Vindplaats).where(Vindplaats.versie_id.in_(versies)).values(gewijzigd_ns=0))

    def _remove_orphans(self, session: so.Session) -> None:
        """Remove contents that no row names, while nobody can be between keeping a file and committing its row."""
        keep_writers_out(session, Versie)
        for sha256 in set(self._store.all()) - set(session.scalars(sa.select(Versie.sha256))):
            self._store.remove(sha256)
        self._store.remove_unfinished()


def _is_same(record: IndexRecord, row: dict[str, Any]) -> bool:
    wanted = {**columns_of(record), "vingerafdruk": fingerprint(record)}
    return all(row.get(name) == value for name, value in wanted.items())
