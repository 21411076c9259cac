"""Taking in: from paths to rows and the outbox, one transaction a file; a failure becomes a line of the report."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import sqlalchemy as sa
import structlog
from sqlalchemy import orm as so

from indexer.clientdata import refuse_client_data
from indexer.folders import FoundFile, Unreachable, look_at, path_key, reason, shown, walk
from indexer.metadata import Metadata, Opgaaf, suggest
from indexer.passages import split_passages
from indexer.rapport import Rapport, Uitkomst
from indexer.sandbox import Sandbox
from indexer.versies import Gelezen, Plaats, record, remove_place
from kennis.config import Config
from kennis.db.base import transaction
from kennis.db.bestanden import FileStore, sha256_of
from kennis.db.documenten import Versie, Vindplaats
from kennis.db.organisaties import Organisatie
from kennis.errors import EmptyFileError, KennisError, TooLargeError
from kennis.search.schets import sketch

log = structlog.get_logger()
Progress = Callable[[int, int, str], None]  # files done, files in all, the file at hand


@dataclass(frozen=True, slots=True)
class _Known:
    """What the last run knew of a file."""

    size: int
    mtime_ns: int
    opgaaf: str

    def is_unchanged(self, file: FoundFile, said: Metadata | None) -> bool:
        """Tell whether neither the file nor what is said of it changed; the file is not opened for it."""
        same_file = (self.size, self.mtime_ns) == (file.size, file.mtime_ns)
        return same_file and (said is None or said.fingerprint == self.opgaaf)


class Inname:
    """Takes in files and folders; use it as a context, which ends the process that reads the files."""

    def __init__(
        self, config: Config, sessions: so.sessionmaker[so.Session], opgaaf: Opgaaf | None = None
    ) -> None:
        self._limits = config.limits
        self._sessions = sessions
        self._opgaaf = opgaaf or Opgaaf()
        self._store = FileStore(config.files_dir)
        self._sandbox = Sandbox(config.limits)
        self._found: list[tuple[Path, Path]] = []  # each file with the folder that it was looked for in
        self.rapport = Rapport()

    def __enter__(self) -> Self:
        self._sandbox.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._sandbox.__exit__(kind, error, trace)

    def take_in(self, paths: Iterable[Path], progress: Progress | None = None) -> Rapport:
        """Take in every file under these paths; the report also holds all failures."""
        began = time.perf_counter()
        for klacht in self._opgaaf.klachten:
            self.rapport.fail(shown(self._opgaaf.pad or Path()), klacht)
        for path in paths:
            self._take_in_path(Path(os.path.abspath(path)), progress)  # noqa: PTH100 (resolve() would follow links)
        if any(path != root for path, root in self._found):  # who names single files leaves others out on purpose
            for naam in self._opgaaf.without_file(self._found):
                self.rapport.meldingen.append(f"De metadata noemt '{naam}', maar dat bestand is er niet.")
        self.rapport.seconden += time.perf_counter() - began
        return self.rapport

    def _take_in_path(self, root: Path, progress: Progress | None) -> None:
        found = list(walk(root, self._limits.folder_depth)) if root.is_dir() else [look_at(root)]
        unreachable = [item for item in found if isinstance(item, Unreachable)]
        files = [item for item in found if isinstance(item, FoundFile) and not self._is_opgaaf(item.path)]
        for item in unreachable:
            self.rapport.fail(shown(item.path), item.reason)
        self._found.extend((file.path, root) for file in files)
        known = self._known(root)
        for number, file in enumerate(files):
            if progress:
                progress(number, len(files), shown(file.path))
            self._take_in_file(file, root, known.get(path_key(file.path)))
        if root.is_dir():
            gone = known.keys() - {path_key(file.path) for file in files}
            closed = [
                path_key(item.path) for item in unreachable
            ]  # what could not be looked at may still be there
            self._withdraw(pad for pad in gone if not any(_is_under(pad, place) for place in closed))

    def _is_opgaaf(self, path: Path) -> bool:
        """Tell whether this is the metadata CSV itself, which may lie between the documents."""
        return (
            self._opgaaf.pad is not None
            and path.name == self._opgaaf.pad.name
            and path.resolve() == self._opgaaf.pad
        )

    def _known(self, root: Path) -> dict[str, _Known]:
        """Return what is known of the files under this path, by one query."""
        key = path_key(root)
        under = sa.or_(Vindplaats.pad == key, Vindplaats.pad.startswith(f"{key}/", autoescape=True))
        columns = Vindplaats.pad, Vindplaats.omvang, Vindplaats.gewijzigd_ns, Vindplaats.opgaaf
        with self._sessions() as session:
            rows = session.execute(sa.select(*columns).where(under))
            known = {pad: _Known(size, mtime, opgaaf) for pad, size, mtime, opgaaf in rows}
        # SQLite's LIKE takes 'MAP/' for 'map/', so what it gives is looked at once more.
        return {pad: what for pad, what in known.items() if _is_under(pad, key)}

    def _take_in_file(self, file: FoundFile, root: Path, known: _Known | None) -> None:
        try:
            said = self._opgaaf.find(file.path, root)
            if known and known.is_unchanged(file, said):
                self.rapport.count(Uitkomst.ONGEWIJZIGD)
            else:
                self._store_or_look_again(file, said)
        except KennisError as error:
            self.rapport.fail(shown(file.path), str(error))
        except OSError as error:
            self.rapport.fail(shown(file.path), f"bestand kan niet worden gelezen ({reason(error)})")
        except Exception as error:
            log.exception("file_failed", file=shown(file.path))
            self.rapport.fail(shown(file.path), f"onverwachte fout ({type(error).__name__})")

    def _store_or_look_again(self, file: FoundFile, said: Metadata | None) -> None:
        """Store a file; when another run stored it between our looking and writing, look again, once."""
        try:
            self._store_file(file, said)
        except sa.exc.IntegrityError:
            self._store_file(file, said)

    def _store_file(self, file: FoundFile, said: Metadata | None) -> None:
        self._refuse_by_size(file)
        plaats = Plaats(path_key(file.path), shown(file.path), file.size, file.mtime_ns, sha256_of(file.path))
        gelezen = None if self._is_known(plaats.sha256) else self._read(file.path)
        with transaction(self._sessions) as session:
            vastgelegd = record(session, plaats, said, gelezen)
            self._store.keep(file.path, plaats.sha256)  # a row that is committed never names a file that is not
        self.rapport.count(vastgelegd.uitkomst)
        self.rapport.meldingen.extend(vastgelegd.meldingen)
        self.rapport.passages += len(gelezen.passages) if gelezen else 0

    def _refuse_by_size(self, file: FoundFile) -> None:
        if file.size == 0:
            raise EmptyFileError("bestand is leeg (0 bytes)")
        if file.size > self._limits.file_bytes:
            raise TooLargeError(f"bestand is groter dan {self._limits.file_bytes // 1024 // 1024} MB")

    def _is_known(self, sha256: str) -> bool:
        with self._sessions() as session:
            return session.scalar(sa.select(Versie.id).where(Versie.sha256 == sha256)) is not None

    def _read(self, path: Path) -> Gelezen:
        extract = self._sandbox.extract(path)
        tekst = extract.tekst
        if len(tekst.split()) > self._limits.words:
            raise TooLargeError(f"bestand heeft meer dan {self._limits.words} woorden; splits het op")
        refuse_client_data(tekst)
        passages = split_passages(extract.blocks)
        if not passages:
            raise EmptyFileError
        with self._sessions() as session:
            namen = list(session.scalars(sa.select(Organisatie.naam).order_by(Organisatie.id)))
        voorstel = suggest(extract, path.name, namen)
        return Gelezen(extract.formaat, passages, sketch(tekst), voorstel, extract.paginas, extract.ocr)

    def _withdraw(self, paths: Iterable[str]) -> None:
        for pad in sorted(paths):
            with transaction(self._sessions) as session:
                remove_place(session, pad)
            self.rapport.count(Uitkomst.VERWIJDERD)


def _is_under(pad: str, folder: str) -> bool:
    return pad == folder or pad.startswith(f"{folder}/")
