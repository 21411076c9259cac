"""Searching as a reader: the engine finds, the rows give the texts, and both ask what the reader may see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import orm as so

from kennis.access import Lezer, Zichtbaarheid
from kennis.config import Config
from kennis.db.documenten import Passage, Versie, current_versies, visible_passages
from kennis.search.encoder import open_query_encoder
from kennis.search.engine import Found, Hit, SearchEngine
from kennis.search.explain import Reden, explain
from kennis.search.grouping import Bundel, bundle
from kennis.search.matching import NO_ALTERNATIVES, Asked, Located
from kennis.search.mentions import most
from kennis.search.query import clean_query, read_query
from kennis.search.records import Zoekvraag
from kennis.search.snippets import Fragment, Markeer, marker, snippet
from kennis.search.terms import Alternatieven

GROEP = "document"  # what the index calls a document: 'document:2'


@dataclass(frozen=True, slots=True)
class Treffer:
    """A passage that answers, with all that is shown of it; `vervangen` when a newer version can be seen."""

    id: str
    soort: str
    titel: str
    passage: str
    snippet: tuple[Fragment, ...]
    waarom: tuple[Reden, ...]
    koppen: tuple[str, ...]
    pagina: int | None
    organisatie: str | None
    documentsoort: str | None
    status: str | None
    datum: date | None
    zichtbaarheid: Zichtbaarheid
    bestand: str
    formaat: str
    document_id: int
    versie_id: int
    passage_id: int
    vervangen: bool
    score: float


@dataclass(frozen=True, slots=True)
class Groep:
    """A document: its best passage, the next best ones, and how many there are; `kop` is of the current version.

    `ouder` has a passage of each older version, `ook` one of each other file or document with nearly its text.
    """

    kop: Treffer
    hoofd: Treffer
    meer: tuple[Treffer, ...] = ()
    aantal: int = 1
    ouder: tuple[Treffer, ...] = ()
    ook: tuple[Treffer, ...] = ()


@dataclass(frozen=True, slots=True)
class Resultaat:
    """A page of documents; `totaal` and `facetten` count all documents that were found."""

    vraag: str
    totaal: int
    groepen: tuple[Groep, ...]
    facetten: dict[str, dict[str, int]]


class Zoekdienst:
    """Search for the pages and the commands; safe to share between threads."""

    def __init__(self, engine: SearchEngine, sessions: so.sessionmaker[so.Session]) -> None:
        self._engine = engine
        self._sessions = sessions

    def zoek(self, zoekvraag: Zoekvraag, lezer: Lezer) -> Resultaat:
        """Return a page of documents, best first, each with its best passages."""
        found, bundels = self._find(zoekvraag, lezer)
        page = bundels[zoekvraag.offset : zoekvraag.offset + zoekvraag.aantal]
        with self._sessions() as session:
            shown = _load(session, [hit for bundel in page for hit in bundel.hits], lezer, found)
            old = {treffer.document_id for treffer in shown.values() if treffer.vervangen}
            current = current_versies(session, lezer, old)
        groepen = (_groep(bundel, shown, current) for bundel in page)
        return Resultaat(
            vraag=clean_query(zoekvraag.tekst),
            totaal=found.totaal,
            groepen=tuple(groep for groep in groepen if groep),
            facetten=found.facetten,
        )

    def treffers(self, zoekvraag: Zoekvraag, lezer: Lezer) -> tuple[list[Treffer], Found]:
        """Return single passages, best first, and all that was found."""
        found, _ = self._find(zoekvraag, lezer)
        page = found.hits[zoekvraag.offset : zoekvraag.offset + zoekvraag.aantal]
        with self._sessions() as session:
            shown = _load(session, page, lezer, found)
        return [shown[hit.id] for hit in page if hit.id in shown], found

    def _find(self, zoekvraag: Zoekvraag, lezer: Lezer) -> tuple[Found, list[Bundel]]:
        """Return what was found, and as results; the total counts these."""
        found = self._engine.search(zoekvraag, lezer)
        bundels = bundle(found.hits, self._engine.families(found.hits) if found.hits else {})
        return replace(found, totaal=len(bundels)), bundels

    def markeer(self, vraag: str, alternatieven: Alternatieven = NO_ALTERNATIVES) -> Markeer:
        """Return a function that marks the words of a question in a text."""
        return marker(read_query(vraag).woorden, alternatieven)

    def vindplekken(self, vraag: str, versie: Versie, lezer: Lezer) -> frozenset[int]:
        """Return the passages of a version that hold most of the asked words."""
        gelezen = read_query(vraag)
        if gelezen.is_empty:
            return frozenset()
        counts = self._engine.mentions(gelezen, f"{GROEP}:{versie.document_id}", lezer)
        names = {f"passage:{passage.id}" for passage in versie.passages}
        return frozenset(map(number_of, most({name: counts[name] for name in names & counts.keys()})))

    def vergelijkbaar(self, document_id: int, lezer: Lezer, aantal: int) -> list[int]:
        """Return the documents that resemble one most, best first, among what the reader may see."""
        return [number_of(groep) for groep in self._engine.similar(f"{GROEP}:{document_id}", lezer, aantal)]


def open_zoekdienst(config: Config, sessions: so.sessionmaker[so.Session]) -> Zoekdienst:
    """Return the search of this installation; model and index are opened at the first question."""
    return Zoekdienst(SearchEngine(config.index_dir, open_query_encoder(config.model)), sessions)


def number_of(name: str) -> int:
    """Return the number in a name of the index: 12 of 'passage:12'."""
    return int(name.partition(":")[2])


def _load(session: so.Session, hits: Sequence[Hit], lezer: Lezer, found: Found) -> dict[str, Treffer]:
    """Return what is shown of hits, by id; the rows have the last word on what the reader may see."""
    passages = visible_passages(session, lezer, [number_of(hit.id) for hit in hits])
    asked = Asked(found.vraag.woorden, found.alternatieven)
    known = ((hit, passages.get(number_of(hit.id))) for hit in hits)
    return {hit.id: _treffer(hit, passage, found, asked) for hit, passage in known if passage}


def _groep(bundel: Bundel, shown: Mapping[str, Treffer], current: Mapping[int, Versie]) -> Groep | None:
    """Return a result; what is left of it when rows were withdrawn since, or None when nothing is."""
    own = [shown[hit.id] for hit in (*bundel.passages, *bundel.ouder) if hit.id in shown]
    if not own:
        return None
    hoofd = own[0]
    meer = [treffer for treffer in own[1:] if treffer.versie_id == hoofd.versie_id]
    others = _first_of_each_versie(treffer for treffer in own if treffer.versie_id != hoofd.versie_id)
    same = [treffer for treffer in others if _is_other_form(treffer, hoofd)]
    newest = current.get(hoofd.document_id)
    return Groep(
        kop=replace(hoofd, **_facts(newest)) if hoofd.vervangen and newest else hoofd,
        hoofd=hoofd,
        meer=tuple(meer),
        aantal=max(bundel.aantal, 1 + len(meer)),
        ouder=tuple(treffer for treffer in others if treffer not in same),
        ook=(*same, *(shown[hit.id] for hit in bundel.tweelingen if hit.id in shown)),
    )


def _first_of_each_versie(treffers: Iterable[Treffer]) -> list[Treffer]:
    found: dict[int, Treffer] = {}
    for treffer in treffers:
        found.setdefault(treffer.versie_id, treffer)
    return list(found.values())


def _is_other_form(treffer: Treffer, hoofd: Treffer) -> bool:
    """Tell whether a version is no older one but the same as another file: a PDF of what came as Word."""
    return treffer.datum == hoofd.datum and treffer.formaat != hoofd.formaat


def _treffer(hit: Hit, passage: Passage, found: Found, asked: Asked) -> Treffer:
    versie = passage.versie
    located, context = Located.of(passage.tekst), "\n".join([versie.titel, *passage.koppen])
    return Treffer(
        id=hit.id,
        soort="document",
        passage=passage.tekst,
        snippet=snippet(located, asked),
        waarom=explain(located, context, found.vraag, found.alternatieven, hit.betekenis),
        koppen=tuple(passage.koppen),
        pagina=passage.pagina,
        document_id=versie.document_id,
        passage_id=passage.id,
        vervangen=hit.vervangen,
        score=hit.score,
        **_facts(versie),
    )


def _facts(versie: Versie) -> dict[str, Any]:
    """Return what a treffer tells of a versie."""
    return {
        "titel": versie.titel,
        "organisatie": versie.organisatie.naam if versie.organisatie else None,
        "documentsoort": versie.documentsoort,
        "status": versie.status.value if versie.status else None,
        "datum": versie.datum,
        "zichtbaarheid": versie.zichtbaarheid,
        "bestand": versie.bestandsnaam,
        "formaat": versie.formaat,
        "versie_id": versie.id,
    }
