"""The inverted index, in Whoosh: which record holds which word, stem or part of a compound, and how often.

Whoosh keeps and merges the postings; the weighing is done elsewhere, on arrays (see `scoring`).
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from whoosh import fields, index
from whoosh.codec.whoosh3 import W3Codec, W3LeafMatcher
from whoosh.query import Phrase, Term
from whoosh.reading import TermNotFound

from kennis.search.dutch import Woord, analyse
from kennis.search.records import IndexRecord

SCHEMA_VERSION = "6"
WRITER_MEMORY_MB = 128
BLOCK_POSTINGS = 2_048  # that are read at once; with Whoosh's 128 the words of a new question take a sixth longer
POSTINGS_CACHE = 4_000  # terms; at 50,000 passages a usual word takes about 50 kB

# One field a kind of term. The words of 'zin' keep their places, for quoted phrases only: a question that is not
# quoted would read them all for nothing.
_SCHEMA = fields.Schema(
    id=fields.ID(unique=True),
    bron=fields.ID(),
    zin=fields.TEXT(phrase=True),
    exact=fields.TEXT(phrase=False),
    stam=fields.TEXT(phrase=False),
    deel=fields.TEXT(phrase=False),
    context=fields.TEXT(phrase=False),
    kolommen=fields.STORED(),
)

Row = tuple[IndexRecord, Mapping[str, Any]]  # with what the index keeps of it
Docs = NDArray[np.int32]
Counts = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Postings:
    """The records that hold a term, shape (n,), and how often each does, shape (n,)."""

    docs: Docs
    counts: Counts


_NONE = Postings(np.zeros(0, np.int32), np.zeros(0, np.float32))


class KeywordIndex:
    """One Whoosh index in a folder, which must hold one; `create` makes it."""

    def __init__(self, folder: Path) -> None:
        self._index = index.open_dir(folder)

    @classmethod
    def create(cls, folder: Path) -> Self:
        """Make an index of nothing in a new folder."""
        folder.mkdir(parents=True)
        index.create_in(folder, _SCHEMA)
        return cls(folder)

    @property
    def generation(self) -> int:
        """The number of the last commit; a higher one means that a new reader sees more."""
        return int(self._index.latest_generation())

    def reader(self) -> KeywordReader:
        return KeywordReader(self._index.reader())

    def replace(self, bronnen: Iterable[str], rows: Iterable[Row]) -> None:
        """Put these records in the place of all records of these bronnen, at once."""
        with self._writer() as writer:
            for bron in bronnen:
                writer.delete_by_term("bron", bron)
            for record, columns in rows:
                writer.add_document(**_document(record, columns))

    @contextmanager
    def filling(self) -> Iterator[Callable[[Iterable[Row]], None]]:
        """Let one add records, which are there at the end; they lie together, and are read faster for that."""
        with self._writer() as writer:

            def add(rows: Iterable[Row]) -> None:
                for record, columns in rows:
                    writer.add_document(**_document(record, columns))

            yield add

    @contextmanager
    def _writer(self) -> Iterator[Any]:
        """Commit at the end, or leave everything as it was."""
        writer = self._index.writer(limitmb=WRITER_MEMORY_MB, codec=W3Codec(blocklimit=BLOCK_POSTINGS))
        try:
            yield writer
        except BaseException:
            writer.cancel()
            raise
        writer.commit()


class KeywordReader:
    """What the index holds at one moment; safe to share between threads."""

    def __init__(self, reader: Any) -> None:
        self._reader = reader
        self._lock = threading.Lock()  # Whoosh's readers may not be used by two threads at once
        self._cache: dict[tuple[str, str], Postings] = {}

    @property
    def size(self) -> int:
        """Number of records, removed ones included: the length of every array by record."""
        return int(self._reader.doc_count_all())

    def columns(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """Yield the number and the columns of every record that is not removed."""
        with self._lock:
            for doc in range(self.size):
                if not self._reader.is_deleted(doc):
                    yield doc, self._reader.stored_fields(doc)["kolommen"]

    def words(self, field: str) -> Sequence[str]:
        """Return all terms of a field; some may stand in removed records only. Half a second for 150,000 terms."""
        with self._lock:
            return [term.decode() for term in self._reader.lexicon(field)]

    def postings(self, field: str, term: str) -> Postings:
        """Return where a term stands in a field; nothing when it is nowhere."""
        key = (field, term)
        found = self._cache.get(key)
        if found is None:
            with self._lock:
                found = self._read_postings(field, term)
            if len(self._cache) >= POSTINGS_CACHE:
                self._cache.clear()
            self._cache[key] = found
        return found

    def _read_postings(self, field: str, term: str) -> Postings:
        docs: list[NDArray[np.int32]] = []
        counts: list[NDArray[np.float32]] = []
        for leaf, offset in self._reader.leaf_readers():
            for ids, weights in _blocks(leaf, field, term):
                docs.append(ids + offset)
                counts.append(weights)
        return Postings(np.concatenate(docs), np.concatenate(counts)) if docs else _NONE

    def docs_with_phrase(self, words: Sequence[str]) -> Docs:
        """Return the records in which these exact words stand beside each other."""
        query = Phrase("zin", list(words)) if len(words) > 1 else Term("zin", words[0])
        with self._lock:
            searcher = _searcher(self._reader)
            found = list(searcher.docs_for_query(query))
        return np.array(found, np.int32)


def _blocks(leaf: Any, field: str, term: str) -> Iterator[tuple[Docs, Counts]]:
    """Yield the numbers and counts of a term in one segment, removed records among them, a block at a time.

    Whoosh's own way, a posting at a time, takes many times as long and is most of what a question costs. The
    version is pinned, and a test compares both ways.
    """
    try:
        matcher = leaf.postings(field, term)
    except TermNotFound:
        return
    while hasattr(matcher, "child"):  # a wrapper that leaves out removed records; no mask holds them anyway
        matcher = matcher.child
    if not isinstance(matcher, W3LeafMatcher):  # of a rare term, whose postings stand beside it
        yield np.array(matcher._ids, np.int32), np.array(matcher._weights, np.float32)  # noqa: SLF001
        return
    while matcher.is_active():
        yield _read_block(matcher)
        matcher._next_block()  # noqa: SLF001


def _read_block(matcher: Any) -> tuple[Docs, Counts]:
    """Return the numbers in a block, which it keeps as steps, and the counts: for each, or one for all."""
    matcher._read_data()  # noqa: SLF001
    steps, weights, _ = matcher._data  # noqa: SLF001
    ids = np.cumsum(np.array(steps, np.int32), dtype=np.int32)
    counts = np.empty(len(ids), np.float32)
    counts[:] = 1.0 if weights is None else weights
    return ids, counts


def _searcher(reader: Any) -> Any:
    from whoosh.searching import Searcher  # noqa: PLC0415 (only quoted questions need it)

    return Searcher(reader)


def _document(record: IndexRecord, columns: Mapping[str, Any]) -> dict[str, Any]:
    words = analyse(record.tekst)
    around = analyse(record.context)
    exact = [word.exact for word in words]
    return {
        "id": record.id,
        "bron": record.bron,
        "zin": exact,
        "exact": exact,
        "stam": _stems(words),
        "deel": [deel for word in (*words, *around) for deel in word.delen],
        "context": _stems(around),
        "kolommen": {**columns, "lengte": len(words)},
    }


def _stems(words: Sequence[Woord]) -> list[str]:
    return [word.stam for word in words if not word.is_stop]
