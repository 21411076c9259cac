"""Searching as a reader: the engine finds, the rows give the texts, and both ask what the reader may see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import structlog
from sqlalchemy import orm as so

from kennis.access import Lezer, Rol
from kennis.begrippen.lijst import Begrippenlijst
from kennis.config import Config
from kennis.db.begrippen import read_bereik
from kennis.db.documenten import Versie, current_versies
from kennis.errors import IndexUnavailableError, ModelError
from kennis.search.dutch import analyse, locate
from kennis.search.encoder import open_query_encoder
from kennis.search.engine import Found, SearchEngine
from kennis.search.filters import Namen
from kennis.search.grouping import Bundel, bundle
from kennis.search.mentions import most
from kennis.search.query import Vraag, clean_query, read_query
from kennis.search.records import Zoekvraag
from kennis.search.related import related
from kennis.search.snippets import Markeer, marker
from kennis.search.suggest import Suggestie
from kennis.search.terms import NO_TERMS, Termen
from kennis.search.velden import Waarde
from kennis.suggesties import Suggestiedienst
from kennis.treffers import (
    DOCUMENT,
    DocumentTreffer,
    Groep,
    Lader,
    Treffer,
    load_documenten,
    load_treffers,
    make_groep,
    number_of,
)

APART = frozenset({"kaart"})  # soorten that stand beside the results, unless one asks for them
log = structlog.get_logger()
Senses = dict[str, tuple[str, ...]]  # by word the terms that it may stand for


@dataclass(frozen=True, slots=True)
class Betekenis:
    """What an ambiguous word of a question may stand for, and the question with that written out."""

    term: str
    bereik: str
    vraag: str


@dataclass(frozen=True, slots=True)
class Resultaat:
    """A page of documents; `totaal` and `facetten` count all documents that were found.

    `gelezen` is how the question was read, and `namen` what the values in it stand for. `verbeterd` is it without
    typing errors, when it had any. `alternatieven` tells by word what it may also be called, `betekenissen` what
    an ambiguous word may mean.
    """

    vraag: str
    gelezen: Vraag
    namen: Namen
    totaal: int
    groepen: tuple[Groep, ...]
    facetten: dict[str, dict[str, int]]
    verbeterd: str | None = None
    alternatieven: dict[str, tuple[str, ...]] = field(default_factory=dict)
    betekenissen: dict[str, tuple[Betekenis, ...]] = field(default_factory=dict)
    gevonden: Found = field(default_factory=lambda: Found(Vraag("")))  # all of it, of which this is a page


@dataclass(frozen=True, slots=True)
class InVersie:
    """How to find one's way in a version with a question: what marks it, and the passages that hold most of it."""

    markeer: Markeer
    vindplekken: frozenset[int] = frozenset()


class Zoekdienst:
    """Search for the pages and the commands; safe to share between threads.

    `laders` load what is shown of other soorten than documents; a soort without one is as good as not there.
    """

    def __init__(
        self,
        engine: SearchEngine,
        sessions: so.sessionmaker[so.Session],
        laders: Mapping[str, Lader] | None = None,
    ) -> None:
        self._laders: Mapping[str, Lader] = {DOCUMENT: load_documenten, **(laders or {})}
        self._engine = engine
        self._sessions = sessions
        self._begrippen = Begrippenlijst(sessions)
        self._suggesties = Suggestiedienst(engine, sessions)

    def warm_up(self) -> None:
        """Open what the first question would wait for; without an index or a model there is nothing to open."""
        try:
            self.zoek(Zoekvraag("opwarmen en inlezen"), Lezer(Rol.BURGER))
        except (IndexUnavailableError, ModelError) as error:
            log.info("not_warmed_up", reason=str(error))

    def zoek(self, zoekvraag: Zoekvraag, lezer: Lezer, *, met_begrippen: bool = True) -> Resultaat:
        """Return a page of documents, best first, each with its best passages."""
        termen = self._begrippen.termen() if met_begrippen else NO_TERMS
        found, bundels = self._find(zoekvraag, lezer, termen)
        senses = termen.senses(analyse(found.vraag.tekst))
        page = bundels[zoekvraag.offset : zoekvraag.offset + zoekvraag.aantal]
        return Resultaat(
            vraag=clean_query(zoekvraag.tekst),
            gelezen=found.vraag,
            namen=found.namen,
            totaal=found.totaal,
            groepen=self._groepen(page, found, lezer),
            facetten=found.facetten,
            verbeterd=found.verbeterd,
            alternatieven={w.exact: tuple(a.tekst for a in ways) for w, ways in found.alternatieven.items()},
            betekenissen=self._betekenissen(clean_query(zoekvraag.tekst), senses),
            gevonden=found,
        )

    def treffers(self, zoekvraag: Zoekvraag, lezer: Lezer) -> tuple[list[Treffer], Found]:
        """Return single passages and the like, best first, and all that was found."""
        found, _ = self._find(zoekvraag, lezer, self._begrippen.termen())
        page = found.hits[zoekvraag.offset : zoekvraag.offset + zoekvraag.aantal]
        with self._sessions() as session:
            shown = load_treffers(session, page, lezer, found, self._laders)
        return [shown[hit.id] for hit in page if hit.id in shown], found

    def hits(self, zoekvraag: Zoekvraag, lezer: Lezer) -> Found:
        """Return what the index finds, of the soorten that the question names or else of all, without any text."""
        return self._engine.search(zoekvraag, lezer, self._begrippen.termen())

    def suggesties(self, tekst: str, lezer: Lezer) -> list[Suggestie]:
        """Return what to suggest to somebody who typed this so far."""
        return self._suggesties.suggesties(tekst, lezer, self._begrippen.termen())

    def verwante_termen(self, vraag: str, lezer: Lezer) -> list[str]:
        """Return what to search for instead of a question that nothing answers."""
        return related(read_query(vraag), self._begrippen.termen(), self._suggesties.woordbeeld(lezer))

    def in_versie(self, vraag: str, versie: Versie, lezer: Lezer) -> InVersie:
        """Return how to find one's way in a version with a question; without an index only how to mark it."""
        gelezen = read_query(vraag)
        if gelezen.is_empty:
            return InVersie(marker(()))
        try:
            begrepen = self._engine.understand(vraag, lezer, self._begrippen.termen())
            counts = self._engine.mentions(begrepen, f"{DOCUMENT}:{versie.document_id}", lezer)
        except IndexUnavailableError:
            return InVersie(marker(gelezen.woorden))
        names = {f"passage:{passage.id}" for passage in versie.passages}
        places = most({name: count for name, count in counts.items() if name in names})
        return InVersie(marker(begrepen.vraag.woorden, begrepen.alternatieven), frozenset(map(number_of, places)))

    def vergelijkbaar(self, document_id: int, lezer: Lezer, aantal: int) -> list[int]:
        """Return the documents that resemble one most, best first, among what the reader may see."""
        try:
            return [number_of(groep) for groep in self._engine.similar(f"{DOCUMENT}:{document_id}", lezer, aantal)]
        except IndexUnavailableError:  # one can read without it
            return []

    def _find(self, zoekvraag: Zoekvraag, lezer: Lezer, termen: Termen) -> tuple[Found, list[Bundel]]:
        """Return what was found, and as results; the total counts these."""
        found = self._engine.search(self._among_shown(zoekvraag), lezer, termen)
        bundels = bundle(found.hits, self._engine.families(found.hits) if found.hits else {})
        facetten = {**found.facetten}
        if "soort" in facetten:
            facetten["soort"] = {soort: n for soort, n in facetten["soort"].items() if soort in self._laders}
        return replace(found, totaal=len(bundels), facetten=facetten), bundels

    def _among_shown(self, zoekvraag: Zoekvraag) -> Zoekvraag:
        """Return the question for the soorten that can be shown; those that stand apart only where asked for."""
        gelezen = read_query(zoekvraag.tekst)
        if gelezen.is_empty and not (gelezen.is_narrowed or zoekvraag.is_narrowed):
            return zoekvraag
        shown = frozenset(self._laders)
        typed = any(isinstance(veld.eis, Waarde) and veld.eis.facet == "soort" for veld in gelezen.velden)
        soorten = zoekvraag.filters.get("soort", shown if typed else shown - APART) & shown
        return replace(zoekvraag, filters={**zoekvraag.filters, "soort": soorten})

    def _groepen(self, bundels: Sequence[Bundel], found: Found, lezer: Lezer) -> tuple[Groep, ...]:
        with self._sessions() as session:
            hits = [hit for bundel in bundels for hit in bundel.hits]
            shown = load_treffers(session, hits, lezer, found, self._laders)
            old = {t.document_id for t in shown.values() if isinstance(t, DocumentTreffer) and t.vervangen}
            current = current_versies(session, lezer, old)
        groepen = (make_groep(bundel, shown, current) for bundel in bundels)
        return tuple(groep for groep in groepen if groep)

    def _betekenissen(self, vraag: str, senses: Senses) -> dict[str, tuple[Betekenis, ...]]:
        """Return by ambiguous word, as it was typed, what it may mean.

        One that differs from an ordinary word by its capitals only, like BOS, counts when it has them.
        """
        asked = {
            vraag[plek.begin : plek.eind]: (plek, senses[plek.woord.exact])
            for plek in locate(vraag)
            if plek.woord.exact in senses
        }
        asked = {word: found for word, found in asked.items() if len(found[1]) > 1 or word.isupper()}
        if not asked:
            return {}
        with self._sessions() as session:
            bereik = read_bereik(session, {term for _, terms in asked.values() for term in terms})
        return {
            word: tuple(
                Betekenis(term, bereik.get(term, ""), vraag[: plek.begin] + term + vraag[plek.eind :])
                for term in terms
            )
            for word, (plek, terms) in asked.items()
        }


def open_zoekdienst(
    config: Config, sessions: so.sessionmaker[so.Session], laders: Mapping[str, Lader] | None = None
) -> Zoekdienst:
    """Return the search of this installation; model and index are opened at the first question."""
    return Zoekdienst(SearchEngine(config.index_dir, open_query_encoder(config.model)), sessions, laders)
