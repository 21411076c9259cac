"""The façade of the search: a question and a reader in, results out; what is behind it may be replaced."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from kennis.access import Lezer
from kennis.errors import IndexUnavailableError
from kennis.search import fusion
from kennis.search.builds import Builds, Manifest, read_manifest
from kennis.search.columns import Columns, Mask
from kennis.search.dutch import Woord, analyse
from kennis.search.encoder import Encoder
from kennis.search.keywords import KeywordIndex, KeywordReader
from kennis.search.mentions import count_words
from kennis.search.query import Vraag, read_query
from kennis.search.records import Zoekvraag
from kennis.search.relevance import OFF_TOPIC, is_answered
from kennis.search.scoring import WordScores, score_words
from kennis.search.similar import similar
from kennis.search.terms import NO_TERMS, Alternatieven, Termen
from kennis.search.vectors import VectorFile, Vectors, similarities

WORDS_FOLDER = "woorden"
VECTORS_FILE = "vectoren.f32"

# Taken off the score of a text that is not the one to go by; a clearly better answer still comes first.
SUPERSEDED_PENALTY = 0.10
STATUS_PENALTY = {"vervallen": 0.10, "concept": 0.05}


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that was found; `vervangen` when this reader may see a newer version of the same thing.

    `woorden` and `betekenis` are what words and meaning each added to the score.
    """

    id: str
    groep: str
    score: float
    vervangen: bool = False
    woorden: float = 0.0
    betekenis: float = 0.0


@dataclass(frozen=True, slots=True)
class Found:
    """All that was found, best first; `totaal` and `facetten` count groups.

    A facet that is filtered by counts as if it were not, so that a second value of it can be chosen.
    """

    vraag: Vraag
    hits: tuple[Hit, ...] = ()
    alternatieven: Alternatieven = field(default_factory=dict)
    totaal: int = 0
    facetten: dict[str, dict[str, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The index as it was at one moment; safe to share between threads."""

    build: Path
    index: KeywordIndex
    generation: int
    words: KeywordReader
    columns: Columns
    vectors: Vectors
    _off_topic: list[Vectors] = field(default_factory=list)

    def background(self, encoder: Encoder, visible: Mask) -> float:
        """Return how near the nearest visible record is to questions about something else."""
        if not self._off_topic:  # worked out once, for all readers
            meanings = [similarities(self.vectors, encoder.encode_query(text)) for text in OFF_TOPIC]
            self._off_topic.append(np.max(meanings, axis=0)[self.columns.rows])
        return float(self._off_topic[0][visible].max(initial=-1))


@dataclass(frozen=True, slots=True)
class _Scored:
    """What every record is worth to a question, by its words and by its meaning."""

    words: WordScores
    meaning: Vectors
    background: float

    def fuse(self, mask: Mask) -> fusion.Fused:
        """Order the records of the mask that answer."""
        if not is_answered(self.words.scores, self.meaning, mask, self.background):
            return fusion.NOTHING
        return fusion.fuse(self.words, self.meaning, mask, self.background)


class SearchEngine:
    """Answers questions from the index in `folder`; takes up what the writer adds by itself."""

    def __init__(self, folder: Path, encoder: Encoder) -> None:
        self._builds = Builds(folder)
        self._encoder = encoder
        self._snapshot: Snapshot | None = None
        self._lock = threading.Lock()
        # One matrix times one vector is done before a second thread has begun, and threads that wait for more
        # hold up the language model: a question took 49 ms (p95) with one and 74 ms with two.
        threadpool_limits(1, user_api="blas")

    def search(self, zoekvraag: Zoekvraag, lezer: Lezer, termen: Termen = NO_TERMS) -> Found:
        """Find what answers the question among what the reader may see; an empty question finds nothing.

        `termen` tells what its words may also be called.
        Raises IndexUnavailableError when there is no index that fits this program.
        """
        vraag = read_query(zoekvraag.tekst)
        if vraag.is_empty:
            return Found(vraag)
        snapshot = self.snapshot()
        columns = snapshot.columns
        visible = columns.visible(lezer)
        wanted = visible & _wanted(vraag, snapshot)
        alternatieven = termen.alternatives(analyse(vraag.tekst))
        scored = self._score(vraag, snapshot, visible, alternatieven)
        fused = scored.fuse(wanted & columns.having(zoekvraag.filters))
        facetten = columns.count(fused.docs)
        for facet in zoekvraag.filters.keys() & facetten.keys():
            others = {name: values for name, values in zoekvraag.filters.items() if name != facet}
            facetten[facet] = columns.count(scored.fuse(wanted & columns.having(others)).docs)[facet]
        hits = _hits(snapshot, fused, columns.superseded(visible))
        return Found(vraag, hits, alternatieven, len({hit.groep for hit in hits}), facetten)

    def _score(self, vraag: Vraag, snapshot: Snapshot, visible: Mask, alternatieven: Alternatieven) -> _Scored:
        columns = snapshot.columns
        words = score_words(vraag.woorden, snapshot.words.postings, columns.lengths, visible, alternatieven)
        meaning = similarities(snapshot.vectors, self._encoder.encode_query(vraag.tekst))[columns.rows]
        return _Scored(words, meaning, snapshot.background(self._encoder, visible))

    def snapshot(self) -> Snapshot:
        """Return the newest state of the index; raises IndexUnavailableError when none can be opened."""
        build = self._builds.current()
        if build is None:
            raise IndexUnavailableError("Er is nog geen zoekindex: er zijn nog geen documenten opgenomen.")
        with self._lock:
            if not self._is_fresh(build):
                self._snapshot = self._open(build)
            assert self._snapshot is not None  # noqa: S101 (set one line up)
            return self._snapshot

    def _is_fresh(self, build: Path) -> bool:
        known = self._snapshot
        return known is not None and known.build == build and known.generation == known.index.generation

    def _open(self, build: Path) -> Snapshot:
        expected = expected_manifest(self._encoder)
        if read_manifest(build) != expected:
            raise IndexUnavailableError("De zoekindex past niet bij deze versie en wordt opnieuw gemaakt.")
        return open_snapshot(build, expected.dimension)

    def families(self, hits: Sequence[Hit]) -> dict[str, str]:
        """Return for each groep of these hits the groep whose result it is: itself or one with nearly its text."""
        columns = self.snapshot().columns
        docs = columns.find(hit.id for hit in hits)
        joined, names = columns.joined(docs), columns.groep_names
        return {names[number]: names[joined[number]] for number in np.unique(columns.groepen[docs])}

    def mentions(self, vraag: Vraag, groep: str, lezer: Lezer, termen: Termen = NO_TERMS) -> dict[str, int]:
        """Return of each record of a groep that this reader may see how many of the asked words it holds."""
        snapshot = self.snapshot()
        columns = snapshot.columns
        alternatieven = termen.alternatives(analyse(vraag.tekst))
        counts = count_words(vraag.woorden, snapshot.words.postings, len(columns.ids), alternatieven)
        docs = columns.docs_of(groep, columns.visible(lezer))
        return {columns.ids[doc]: int(counts[doc]) for doc in docs}

    def similar(self, groep: str, lezer: Lezer, aantal: int) -> tuple[str, ...]:
        """Return the groepen that this reader may see and that resemble one most; raises IndexUnavailableError."""
        snapshot = self.snapshot()
        visible = snapshot.columns.visible(lezer)
        current = visible & ~snapshot.columns.superseded(visible)
        return similar(snapshot.vectors, snapshot.columns, current, groep, aantal)


def open_snapshot(build: Path, dimension: int) -> Snapshot:
    """Open a build; raises IndexUnavailableError when its files are damaged."""
    try:
        index = KeywordIndex(build / WORDS_FOLDER)
        generation = index.generation
        reader = index.reader()
        columns = Columns(reader.size, reader.columns())
        vectors = VectorFile(build / VECTORS_FILE, dimension).read()
    except Exception as error:  # whatever a damaged file makes Whoosh raise
        raise IndexUnavailableError("De zoekindex is beschadigd.") from error
    if len(columns.rows) and int(columns.rows.max()) >= len(vectors):
        raise IndexUnavailableError("De zoekindex mist vectoren.")
    return Snapshot(build, index, generation, reader, columns, vectors)


def expected_manifest(encoder: Encoder) -> Manifest:
    """Return what an index must be made with to be used by this program and model."""
    return Manifest(model=encoder.name, dimension=encoder.dimension)


def _wanted(vraag: Vraag, snapshot: Snapshot) -> Mask:
    """Return which records hold every quoted phrase and nothing of what stands after a minus."""
    mask = snapshot.columns.alive.copy()
    for zin in vraag.zinnen:
        holds = np.zeros(len(mask), np.bool_)
        holds[_holders(zin, snapshot)] = True
        mask &= holds
    for zin in vraag.zonder:
        mask[_holders(zin, snapshot)] = False
        if len(zin) == 1:  # a loose word is unwanted in its other forms too
            mask[snapshot.words.postings("stam", zin[0].stam).docs] = False
    return mask


def _holders(zin: Sequence[Woord], snapshot: Snapshot) -> NDArray[np.int32]:
    return snapshot.words.docs_with_phrase([woord.exact for woord in zin])


def _hits(snapshot: Snapshot, fused: fusion.Fused, superseded: Mask) -> tuple[Hit, ...]:
    """Return what was found, best first, after taking off what a text that is not the one to go by loses."""
    columns = snapshot.columns
    scores = fused.scores - SUPERSEDED_PENALTY * superseded[fused.docs]
    for status, penalty in STATUS_PENALTY.items():
        scores = scores - penalty * columns.with_value("status", status)[fused.docs]
    return tuple(
        Hit(
            id=columns.ids[doc],
            groep=columns.groep_names[columns.groepen[doc]],
            score=float(scores[place]),
            vervangen=bool(superseded[doc]),
            woorden=float(fused.words[place]),
            betekenis=float(fused.meaning[place]),
        )
        for place in np.argsort(-scores, kind="stable")
        for doc in (fused.docs[place],)
    )


def index_fits(folder: Path, encoder: Encoder) -> bool:
    """Tell whether there is an index that was made with this program and model, without opening it."""
    build = Builds(folder).current()
    try:
        return build is not None and read_manifest(build) == expected_manifest(encoder)
    except IndexUnavailableError:
        return False
