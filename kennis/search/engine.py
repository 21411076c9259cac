"""The façade of the search: a question and a reader in, results out; what is behind it may be replaced."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from kennis.access import Lezer
from kennis.errors import IndexUnavailableError
from kennis.search import filters, fusion
from kennis.search.builds import Builds, read_manifest
from kennis.search.columns import Mask, most_first
from kennis.search.dutch import Woord
from kennis.search.encoder import Encoder
from kennis.search.lijst import Lijst
from kennis.search.meaning import Meaning
from kennis.search.mentions import count_words
from kennis.search.neighbours import lifted
from kennis.search.query import Vraag, read_query
from kennis.search.records import Volgorde, Zoekvraag
from kennis.search.scoring import WordScores, score_words
from kennis.search.similar import similar
from kennis.search.snapshot import Snapshot, expected_manifest, open_snapshot
from kennis.search.spelling import Correctie
from kennis.search.terms import NO_TERMS, Alternatieven, Termen
from kennis.search.understanding import Begrepen, Understanding

# Taken off the score of a text that is not the one to go by; a clearly better answer still comes first.
SUPERSEDED_PENALTY = 0.10
STATUS_PENALTY = {"vervallen": 0.10, "concept": 0.05}


class Hit(NamedTuple):
    """A record that was found; `vervangen` when this reader may see a newer version of the same thing.

    `woorden` and `betekenis` are what words and meaning each added to the score. Those compare the hits of one
    question; `dekking`, the share of its words by weight, and `nabij`, how much nearer it is by meaning than
    anything of its soort is to questions about something else, tell whether it answers at all.
    """

    id: str
    groep: str
    score: float
    vervangen: bool = False
    woorden: float = 0.0
    betekenis: float = 0.0
    datum: date | None = None
    dekking: float = 0.0
    nabij: float = 0.0


@dataclass(frozen=True, slots=True)
class Found:
    """All that was found, best first; `totaal` and `facetten` count groups.

    A facet that is filtered by counts as if it were not, so that a second value of it can be chosen. `namen`
    tells what the values of typed fields stand for, `correctie` which typing errors were mended.
    """

    vraag: Vraag
    hits: tuple[Hit, ...] = ()
    alternatieven: Alternatieven = field(default_factory=dict)
    totaal: int = 0
    facetten: dict[str, dict[str, int]] = field(default_factory=dict)
    namen: filters.Namen = field(default_factory=dict)
    correctie: Correctie | None = None

    @property
    def verbeterd(self) -> str | None:
        """The question without typing errors, or None when it has none."""
        return self.correctie.tekst if self.correctie and self.correctie.verbeteringen else None


@dataclass(frozen=True, slots=True)
class _Scored:
    """What every record is worth to a question, by its words and by its meaning."""

    words: WordScores
    meaning: Meaning
    background: float
    word_weight: float

    @property
    def missing(self) -> float:
        return self.words.missing

    def fuse(self, mask: Mask) -> fusion.Fused:
        """Order the records of the mask that answer."""
        return fusion.fuse(self.words, self.meaning, mask, self.background, self.word_weight)


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

        A question without words that filters finds all that passes, the newest first.

        `termen` tells what its words may also be called.
        Raises IndexUnavailableError when there is no index that fits this program.
        """
        vraag = read_query(zoekvraag.tekst)
        if vraag.is_empty and not (vraag.is_narrowed or zoekvraag.is_narrowed):
            return Found(vraag)
        snapshot = self.snapshot()
        visible = snapshot.columns.visible(lezer)
        understanding = Understanding(snapshot, visible, termen)
        begrepen = understanding.understand(zoekvraag.tekst, literally=zoekvraag.letterlijk)
        return _answer(zoekvraag, begrepen, snapshot, visible)

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
        if read_manifest(build) != expected_manifest(self._encoder):
            raise IndexUnavailableError("De zoekindex past niet bij deze versie en wordt opnieuw gemaakt.")
        return open_snapshot(build, self._encoder)

    def families(self, hits: Sequence[Hit]) -> dict[str, str]:
        """Return for each groep of these hits the groep whose result it is: itself or one with nearly its text."""
        columns = self.snapshot().columns
        docs = columns.find(hit.id for hit in hits)
        joined, names = columns.joined(docs), columns.groep_names
        return {names[number]: names[joined[number]] for number in np.unique(columns.groepen[docs])}

    def understand(self, tekst: str, lezer: Lezer, termen: Termen = NO_TERMS) -> Begrepen:
        """Return what the search makes of a question of this reader."""
        snapshot = self.snapshot()
        visible = snapshot.columns.visible(lezer)
        return Understanding(snapshot, visible, termen).understand(tekst, literally=False)

    def mentions(self, begrepen: Begrepen, groep: str, lezer: Lezer) -> dict[str, int]:
        """Return of each record of a groep that this reader may see how many of the asked words it holds."""
        snapshot = self.snapshot()
        columns = snapshot.columns
        words = begrepen.vraag.woorden, snapshot.words.postings, len(columns.ids), begrepen.alternatieven
        counts = count_words(*words)
        return {columns.ids[doc]: int(counts[doc]) for doc in columns.docs_of(groep, columns.visible(lezer))}

    def similar(self, groep: str, lezer: Lezer, aantal: int) -> tuple[str, ...]:
        """Return the groepen of its soort that this reader may see and that resemble one most.

        Raises IndexUnavailableError.
        """
        snapshot = self.snapshot()
        visible = snapshot.columns.visible(lezer)
        same = snapshot.columns.with_value("soort", groep.partition(":")[0])
        current = visible & same & ~snapshot.columns.superseded(visible)
        return similar(snapshot.vectors, snapshot.columns, current, groep, aantal)


def _answer(zoekvraag: Zoekvraag, begrepen: Begrepen, snapshot: Snapshot, visible: Mask) -> Found:
    vraag, columns = begrepen.vraag, snapshot.columns
    namen = filters.resolve(vraag.velden, columns, visible)
    wanted = visible & _wanted(vraag, snapshot, visible)
    wanted &= filters.holding(vraag.velden, namen, columns) & columns.within(zoekvraag.periode)
    lijst = Lijst(columns)
    scored = lijst if vraag.is_empty else _score(begrepen, snapshot, visible)
    passing = wanted & columns.having(zoekvraag.filters)
    fused = scored.fuse(passing)
    facetten = columns.count(fused.docs)
    for facet in zoekvraag.filters.keys() & facetten.keys():
        others = {name: values for name, values in zoekvraag.filters.items() if name != facet}
        without = wanted & columns.having(others)
        if not np.array_equal(without, passing):  # the filter holds for all there is: nothing new to count
            counted = columns.count(scored.fuse(without).docs)[facet]
            facetten[facet] = _as_shown(facetten[facet], counted, zoekvraag.filters[facet])
    shown = lijst.heads(fused) if vraag.is_empty else fused
    hits = _hits(snapshot, shown, visible, scored.missing)
    if vraag.is_empty or zoekvraag.volgorde is Volgorde.DATUM:
        hits = _newest_first(hits)
    return Found(
        vraag=vraag,
        hits=hits,
        totaal=len({hit.groep for hit in hits}),
        facetten=facetten,
        namen=namen,
        correctie=begrepen.correctie,
        alternatieven=begrepen.alternatieven,
    )


def _as_shown(shown: Mapping[str, int], counted: Mapping[str, int], chosen: AbstractSet[str]) -> dict[str, int]:
    """Return how often each value of a facet is counted without its filter, but what is chosen as it is shown.

    Where the answers end depends on the best of them, so a filter may show more than is counted without it.
    """
    own = {value: shown.get(value, 0) for value in chosen & (shown.keys() | counted.keys())}
    return most_first({**counted, **own})


def _score(begrepen: Begrepen, snapshot: Snapshot, visible: Mask) -> _Scored:
    columns = snapshot.columns
    words = score_words(begrepen.asked, snapshot.words.postings, columns.lengths, visible)
    weight = fusion.TERM_WEIGHT if begrepen.uses_terms else fusion.WORD_WEIGHT
    meaning = snapshot.meaning(begrepen.tekst, words.missing)
    return _Scored(words, meaning, snapshot.background(visible, words.missing), weight)


def _wanted(vraag: Vraag, snapshot: Snapshot, visible: Mask) -> Mask:
    """Return which records hold every quoted phrase and nothing of what stands after a minus.

    Where no words are asked for one looks at whole documents: nothing in them may stand after a minus.
    """
    mask = snapshot.columns.alive.copy()
    for zin in vraag.zinnen:
        holds = np.zeros(len(mask), np.bool_)
        holds[_holders(zin.woorden, snapshot)] = True
        mask &= holds
    unwanted = np.zeros(len(mask), np.bool_)
    for zin in vraag.zonder:
        unwanted[_holders(zin.woorden, snapshot)] = True
        if len(zin.woorden) == 1:  # a loose word is unwanted in its other forms too
            unwanted[snapshot.words.postings("stam", zin.woorden[0].stam).docs] = True
    if vraag.is_empty:
        unwanted = snapshot.columns.whole_groups(unwanted & visible)
    return mask & ~unwanted


def _holders(zin: Sequence[Woord], snapshot: Snapshot) -> NDArray[np.int32]:
    return snapshot.words.docs_with_phrase([woord.exact for woord in zin])


def _hits(snapshot: Snapshot, fused: fusion.Fused, visible: Mask, missing: float) -> tuple[Hit, ...]:
    """Return what was found, best first, after taking off what a text that is not the one to go by loses."""
    columns, superseded = snapshot.columns, snapshot.columns.superseded(visible)
    scores = lifted(fused.docs, fused.scores, columns.bron_numbers) - SUPERSEDED_PENALTY * superseded[fused.docs]
    for status, penalty in STATUS_PENALTY.items():
        scores = scores - penalty * columns.with_value("status", status)[fused.docs]
    order = np.argsort(-scores, kind="stable")
    docs = fused.docs[order]
    return tuple(
        map(
            Hit,
            [columns.ids[doc] for doc in docs.tolist()],
            [columns.groep_names[groep] for groep in columns.groepen[docs].tolist()],
            scores[order].tolist(),
            superseded[docs].tolist(),
            fused.words[order].tolist(),
            fused.meaning[order].tolist(),
            columns.dates(docs),
            fused.coverage[order].tolist(),
            _beyond(snapshot, fused, visible, missing)[order].tolist(),
        )
    )


def _beyond(snapshot: Snapshot, fused: fusion.Fused, visible: Mask, missing: float) -> fusion.Scores:
    """Return how much nearer each record is than visible ones of its soort are to questions about something else.

    Short texts lie nearer to everything than long ones, so cards and passages each have their own measure.
    """
    beyond = fused.nearness.copy()
    for soort in snapshot.columns.values("soort", visible):
        of_soort = snapshot.columns.with_value("soort", soort)
        beyond[of_soort[fused.docs]] -= snapshot.background(visible & of_soort, missing)
    return beyond


def _newest_first(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Order hits by the date of what is shown of their group: a version that is not replaced, if there is one."""
    heads: dict[str, Hit] = {}
    for hit in sorted(hits, key=lambda hit: hit.vervangen):
        heads.setdefault(hit.groep, hit)
    return tuple(sorted(hits, key=lambda hit: heads[hit.groep].datum or date.min, reverse=True))
