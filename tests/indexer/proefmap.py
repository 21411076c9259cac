"""A folder of small documents with an installation beside it: what tests of taking in and indexing work on."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

import sqlalchemy as sa
from sqlalchemy import orm as so

from indexer.blocks import Extract
from indexer.metadata import COLUMNS, Opgaaf, read_opgaaf
from indexer.pipeline import Inname
from indexer.rapport import Rapport, Uitkomst
from indexer.records import DOCUMENTEN
from indexer.sandbox import Sandbox
from indexer.worker import Worker
from kennis.access import Lezer, Rol
from kennis.db.documenten import Document, Versie, Vindplaats
from kennis.db.wachtrij import Wachtrij
from kennis.installatie import Installatie
from kennis.search.encoder import Encoder
from kennis.search.engine import SearchEngine
from kennis.search.records import Zoekvraag
from kennis.search.vectors import Vectors
from tests.encoders import HashEncoder

ABOUT = ["wonen", "zorg", "welzijn", "jeugd", "inkomen"]
SYLLABLES = ["ba", "de", "fo", "gu", "ki", "la", "me", "no", "pu", "ri", "sa", "te", "vo", "wu", "zi"]


def nota(about: str, words: int = 120) -> str:
    """Return a text of its own: the same for the same subject, with no phrase in common with another one."""
    chance = random.Random(about)  # noqa: S311 (no secret)
    rest = ("".join(chance.choices(SYLLABLES, k=3)) for _ in range(words))
    return f"Dit gaat over {about}. {' '.join(rest)}."


def edited(text: str, part: float = 0.05) -> str:
    """Return the text with a part of its words replaced."""
    chance = random.Random(8)  # noqa: S311 (no secret)
    return " ".join("herzien" if chance.random() < part else word for word in text.split())


class Crash(BaseException):
    """As sudden as `kill -9`: nothing catches it."""


class CountingEncoder(HashEncoder):
    """Remembers what it encoded; breaks off at the given text."""

    def __init__(self, dimension: int = 64, crash_at: int | None = None) -> None:
        super().__init__(dimension)
        self.texts: list[str] = []
        self._crash_at = crash_at

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        for text in texts:
            if self._crash_at is not None and len(self.texts) >= self._crash_at:
                raise Crash
            self.texts.append(text)
        return super().encode_passages(texts)


class SharedSandbox:
    """The reading process of all tests together: starting one for each would take most of the time."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self.read: list[str] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave the process for the next test."""

    def extract(self, path: Path) -> Extract:
        self.read.append(path.name)
        return self._sandbox.extract(path)


@dataclass
class Proefmap:
    """The folder, and what happened to it; `read` names the files that were opened for reading."""

    map: Path
    installatie: Installatie
    sandbox: SharedSandbox
    encoder: Encoder = field(default_factory=HashEncoder)

    def write(self, name: str, text: str) -> Path:
        path = self.map / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def fill(self) -> Self:
        """Write some documents and take them in; they are not indexed yet."""
        for about in ABOUT:
            self.write(f"{about}.txt", nota(about))
        self.take_in()
        return self

    def opgaaf(self, *rows: str) -> Opgaaf:
        """Read a metadata CSV with these rows, which lies outside the folder."""
        path = self.map.parent / "metadata.csv"
        path.write_text("\n".join([";".join(COLUMNS), *rows]), encoding="utf-8")
        return read_opgaaf(path)

    def take_in(self, *paths: Path, opgaaf: Opgaaf | None = None) -> Rapport:
        with Inname(self.installatie.config, self.installatie.sessions, opgaaf) as inname:
            inname._sandbox = self.sandbox  # type: ignore[assignment] # the same promise
            return inname.take_in(paths or [self.map])

    def described(self, *rows: str) -> Rapport:
        """Take in the folder with these rows of a metadata CSV."""
        return self.take_in(opgaaf=self.opgaaf(*rows))

    @property
    def read(self) -> list[str]:
        return self.sandbox.read

    def worker(self, encoder: Encoder | None = None) -> Worker:
        config = self.installatie.config
        return Worker(self.installatie.sessions, config.index_dir, encoder or self.encoder, [DOCUMENTEN])

    def engine(self) -> SearchEngine:
        return SearchEngine(self.installatie.config.index_dir, self.encoder)

    def found(self, text: str, lezer: Lezer | None = None) -> list[str]:
        """Return which records are found by these words, best first."""
        return [hit.id for hit in self.engine().search(Zoekvraag(text), lezer or Lezer(Rol.REGISSEUR)).hits]

    def indexed(self) -> dict[str, str]:
        """Return what the index holds: the content of each record, by id."""
        columns = self.engine().snapshot().columns
        numbers = [number for number, alive in enumerate(columns.alive) if alive]
        assert len({columns.ids[number] for number in numbers}) == len(numbers), "a record stands in it twice"
        return {columns.ids[number]: columns.vingerafdrukken[number] for number in numbers}

    def expected(self) -> set[str]:
        """Return which records the rows ask for."""
        with self.installatie.sessions() as session:
            return {record.id for record in DOCUMENTEN.records(session, DOCUMENTEN.all_ids(session))}

    def ends_well(self) -> None:
        """Run the worker as if nothing had happened, and check that the index is what the rows say."""
        self.worker().work_off()
        assert self.outbox() == set()
        assert set(self.indexed()) == self.expected()

    # -- the rows --

    def versies(self) -> list[Versie]:
        """Return all versions in the order in which they came, with all that belongs to them."""
        options = (
            so.selectinload(Versie.passages),
            so.joinedload(Versie.organisatie),
            so.joinedload(Versie.document).selectinload(Document.versies),
        )
        with self.installatie.sessions() as session:
            return list(session.scalars(sa.select(Versie).order_by(Versie.id).options(*options)))

    def versie(self) -> Versie:
        """Return the one version that there is."""
        (versie,) = self.versies()
        return versie

    def live(self) -> list[str]:
        return [versie.bestandsnaam for versie in self.versies() if versie.ingetrokken_op is None]

    def places(self) -> list[str]:
        with self.installatie.sessions() as session:
            return sorted(Path(pad).name for pad in session.scalars(sa.select(Vindplaats.pad)))

    def outbox(self) -> set[str]:
        with self.installatie.sessions() as session:
            return set(session.scalars(sa.select(Wachtrij.bron)))

    def kept(self) -> set[str]:
        folder = self.installatie.config.files_dir
        return {path.name for path in folder.rglob("*") if path.is_file()}


def counts(rapport: Rapport) -> dict[str, int]:
    """Return what was counted, without the zeros."""
    return {uitkomst.value: rapport.aantallen[uitkomst] for uitkomst in Uitkomst if rapport.aantallen[uitkomst]}


def reasons(rapport: Rapport) -> dict[str, str]:
    return {fout.bestand: fout.reden for fout in rapport.mislukt}


def levels(versies: Sequence[Versie]) -> list[str]:
    return [versie.zichtbaarheid.value for versie in versies]
