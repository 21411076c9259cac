"""Searching as a reader: the engine finds, the rows give the texts, and both ask what the reader may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import orm as so

from kennis.access import Lezer, Zichtbaarheid
from kennis.begrippen.lijst import Begrippenlijst
from kennis.config import Config
from kennis.db.begrippen import read_bereik
from kennis.db.documenten import Passage, visible_passages
from kennis.search.dutch import analyse, locate
from kennis.search.encoder import open_query_encoder
from kennis.search.engine import Found, Hit, SearchEngine
from kennis.search.filters import Namen
from kennis.search.query import Vraag, clean_query, read_query
from kennis.search.records import Zoekvraag
from kennis.search.related import related
from kennis.search.snippets import Fragment, mark, snippet
from kennis.search.suggest import Suggestie
from kennis.search.terms import NO_TERMS
from kennis.suggesties import Suggestiedienst

Senses = dict[str, tuple[str, ...]]  # by word the terms that it may stand for
MORE_PASSAGES = 2  # beside the best one of a document


@dataclass(frozen=True, slots=True)
class Treffer:
    """A passage that answers, with all that is shown of it; `vervangen` when a newer version can be seen."""

    id: str
    soort: str
    titel: str
    passage: str
    snippet: tuple[Fragment, ...]
    koppen: tuple[str, ...]
    pagina: int | None
    organisatie: str | None
    documentsoort: str | None
    status: str | None
    datum: date | None
    zichtbaarheid: Zichtbaarheid
    bestand: str
    document_id: int
    versie_id: int
    passage_id: int
    vervangen: bool
    score: float


@dataclass(frozen=True, slots=True)
class Groep:
    """A document: its best passage, and the next best ones."""

    hoofd: Treffer
    meer: tuple[Treffer, ...] = ()


@dataclass(frozen=True, slots=True)
class Betekenis:
    """What an ambiguous word of a question may stand for, and the question with that written out."""

    term: str
    bereik: str
    vraag: str


@dataclass(frozen=True, slots=True)
class Resultaat:
    """A page of documents; `totaal` and `facetten` count all documents that were found.

    `gelezen` is how the question was read, and `namen` what the values in it stand for. `alternatieven` tells by
    word what it may also be called, `betekenissen` what an ambiguous word may mean.
    """

    vraag: str
    gelezen: Vraag
    namen: Namen
    totaal: int
    groepen: tuple[Groep, ...]
    facetten: dict[str, dict[str, int]]
    alternatieven: dict[str, tuple[str, ...]] = field(default_factory=dict)
    betekenissen: dict[str, tuple[Betekenis, ...]] = field(default_factory=dict)


class Zoekdienst:
    """Search for the pages and the commands; safe to share between threads."""

    def __init__(self, engine: SearchEngine, sessions: so.sessionmaker[so.Session]) -> None:
        self._engine = engine
        self._sessions = sessions
        self._begrippen = Begrippenlijst(sessions)
        self._suggesties = Suggestiedienst(engine, sessions)

    def zoek(self, zoekvraag: Zoekvraag, lezer: Lezer, *, met_begrippen: bool = True) -> Resultaat:
        """Return a page of documents, best first, each with its best passages."""
        termen = self._begrippen.termen() if met_begrippen else NO_TERMS
        found = self._engine.search(zoekvraag, lezer, termen)
        senses = termen.senses(analyse(found.vraag.tekst))
        groups = _grouped(found.hits)
        page = groups[zoekvraag.offset : zoekvraag.offset + zoekvraag.aantal]
        shown = self._load([hit for group in page for hit in group], lezer, found.vraag)
        groepen = tuple(_groep([shown[hit.id] for hit in group if hit.id in shown]) for group in page)
        return Resultaat(
            vraag=clean_query(zoekvraag.tekst),
            gelezen=found.vraag,
            namen=found.namen,
            totaal=found.totaal,
            groepen=tuple(groep for groep in groepen if groep),
            facetten=found.facetten,
            alternatieven={w.exact: tuple(a.tekst for a in ways) for w, ways in found.alternatieven.items()},
            betekenissen=self._betekenissen(clean_query(zoekvraag.tekst), senses),
        )

    def treffers(self, zoekvraag: Zoekvraag, lezer: Lezer) -> tuple[list[Treffer], Found]:
        """Return single passages, best first, and all that was found."""
        found = self._engine.search(zoekvraag, lezer, self._begrippen.termen())
        page = found.hits[zoekvraag.offset : zoekvraag.offset + zoekvraag.aantal]
        shown = self._load(page, lezer, found.vraag)
        return [shown[hit.id] for hit in page if hit.id in shown], found

    def suggesties(self, tekst: str, lezer: Lezer) -> list[Suggestie]:
        """Return what to suggest to somebody who typed this so far."""
        return self._suggesties.suggesties(tekst, lezer, self._begrippen.termen())

    def verwante_termen(self, vraag: str, lezer: Lezer) -> list[str]:
        """Return what to search for instead of a question that nothing answers."""
        return related(read_query(vraag), self._begrippen.termen(), self._suggesties.woordbeeld(lezer))

    def markeer(self, tekst: str, vraag: str) -> tuple[Fragment, ...]:
        """Return a whole text with the words of a question marked."""
        return mark(tekst, read_query(vraag).woorden)

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

    def _load(self, hits: Sequence[Hit], lezer: Lezer, vraag: Vraag) -> dict[str, Treffer]:
        """Return what is shown of hits, by id; the rows have the last word on what the reader may see."""
        ids = [int(hit.id.partition(":")[2]) for hit in hits]
        with self._sessions() as session:
            passages = visible_passages(session, lezer, ids)
            return {
                hit.id: _treffer(hit, passages[number], vraag)
                for hit, number in zip(hits, ids, strict=True)
                if number in passages
            }


def open_zoekdienst(config: Config, sessions: so.sessionmaker[so.Session]) -> Zoekdienst:
    """Return the search of this installation; model and index are opened at the first question."""
    return Zoekdienst(SearchEngine(config.index_dir, open_query_encoder(config.model)), sessions)


def _grouped(hits: Sequence[Hit]) -> list[list[Hit]]:
    """Put the hits of one group together, in the order of their best; passages of the current version first."""
    groups: dict[str, list[Hit]] = {}
    for hit in hits:
        groups.setdefault(hit.groep, []).append(hit)
    return [sorted(group, key=lambda hit: hit.vervangen)[: 1 + MORE_PASSAGES] for group in groups.values()]


def _groep(treffers: Sequence[Treffer]) -> Groep | None:
    return Groep(treffers[0], tuple(treffers[1:])) if treffers else None


def _treffer(hit: Hit, passage: Passage, vraag: Vraag) -> Treffer:
    versie = passage.versie
    return Treffer(
        id=hit.id,
        soort="document",
        titel=versie.titel,
        passage=passage.tekst,
        snippet=snippet(passage.tekst, vraag.woorden),
        koppen=tuple(passage.koppen),
        pagina=passage.pagina,
        organisatie=versie.organisatie.naam if versie.organisatie else None,
        documentsoort=versie.documentsoort,
        status=versie.status.value if versie.status else None,
        datum=versie.datum,
        zichtbaarheid=versie.zichtbaarheid,
        bestand=versie.bestandsnaam,
        document_id=versie.document_id,
        versie_id=versie.id,
        passage_id=passage.id,
        vervangen=hit.vervangen,
        score=hit.score,
    )
