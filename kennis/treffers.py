"""What a reader sees of what was found: passages and other things with their texts, put together as results."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import orm as so

from kennis.access import Lezer, Zichtbaarheid
from kennis.db.documenten import Passage, Versie, visible_passages
from kennis.search.engine import Found, Hit
from kennis.search.explain import Explainer, Reden
from kennis.search.grouping import Bundel
from kennis.search.matching import Asked, Reading
from kennis.search.snippets import Fragment, snippet

DOCUMENT = "document"


@dataclass(frozen=True, slots=True, kw_only=True)
class Treffer:
    """Something that answers, with what is shown of it whatever its soort; `groep` is what it is a part of."""

    id: str
    groep: str
    soort: str
    titel: str
    passage: str
    snippet: tuple[Fragment, ...]
    waarom: tuple[Reden, ...]
    organisatie: str | None
    datum: date | None
    zichtbaarheid: Zichtbaarheid
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentTreffer(Treffer):
    """A passage of a document; `vervangen` when a newer version can be seen."""

    koppen: tuple[str, ...]
    pagina: int | None
    documentsoort: str | None
    status: str | None
    bestand: str
    formaat: str
    document_id: int
    versie_id: int
    passage_id: int
    vervangen: bool


# Loads what is shown of hits of one soort, by id, asking again what the reader may see.
Lader = Callable[[so.Session, Sequence[Hit], Lezer, Found], Mapping[str, Treffer]]


@dataclass(frozen=True, slots=True)
class Groep:
    """A result: its best passage, the next best ones, and how many there are; `kop` is of the current version.

    Of a document `ouder` has a passage of each older version, `ook` one of each other file or document with nearly
    its text.
    """

    kop: Treffer
    hoofd: Treffer
    meer: tuple[Treffer, ...] = ()
    aantal: int = 1
    ouder: tuple[Treffer, ...] = ()
    ook: tuple[Treffer, ...] = ()


def number_of(name: str) -> int:
    """Return the number in a name of the index: 12 of 'passage:12'."""
    return int(name.partition(":")[2])


def soort_of(groep: str) -> str:
    """Return of which soort a groep of the index is: document for 'document:12'."""
    return groep.partition(":")[0]


def load_treffers(
    session: so.Session, hits: Iterable[Hit], lezer: Lezer, found: Found, laders: Mapping[str, Lader]
) -> dict[str, Treffer]:
    """Return what is shown of hits, by id; the rows have the last word on what the reader may see.

    A soort without a lader, of a newer program perhaps, is not shown.
    """
    by_soort: dict[str, list[Hit]] = {}
    for hit in hits:
        by_soort.setdefault(soort_of(hit.groep), []).append(hit)
    shown: dict[str, Treffer] = {}
    for soort in by_soort.keys() & laders.keys():
        shown.update(laders[soort](session, by_soort[soort], lezer, found))
    return shown


def load_documenten(
    session: so.Session, hits: Sequence[Hit], lezer: Lezer, found: Found
) -> dict[str, DocumentTreffer]:
    passages = visible_passages(session, lezer, [number_of(hit.id) for hit in hits])
    asked = Asked(found.vraag.woorden, found.alternatieven)
    explainer = Explainer(found)
    known = ((hit, passages.get(number_of(hit.id))) for hit in hits)
    return {hit.id: _treffer(hit, passage, asked, explainer) for hit, passage in known if passage}


def make_groep(bundel: Bundel, shown: Mapping[str, Treffer], current: Mapping[int, Versie]) -> Groep | None:
    """Return a result; what is left of it when rows were withdrawn since, or None when nothing is."""
    own = [shown[hit.id] for hit in (*bundel.passages, *bundel.ouder) if hit.id in shown]
    if not own:
        return None
    hoofd = own[0]
    if not isinstance(hoofd, DocumentTreffer):
        return Groep(kop=hoofd, hoofd=hoofd, meer=tuple(own[1:]), aantal=max(bundel.aantal, len(own)))
    return _document(
        bundel, hoofd, [treffer for treffer in own if isinstance(treffer, DocumentTreffer)], shown, current
    )


def _document(
    bundel: Bundel,
    hoofd: DocumentTreffer,
    own: Sequence[DocumentTreffer],
    shown: Mapping[str, Treffer],
    current: Mapping[int, Versie],
) -> Groep:
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


def _first_of_each_versie(treffers: Iterable[DocumentTreffer]) -> list[DocumentTreffer]:
    found: dict[int, DocumentTreffer] = {}
    for treffer in treffers:
        found.setdefault(treffer.versie_id, treffer)
    return list(found.values())


def _is_other_form(treffer: DocumentTreffer, hoofd: DocumentTreffer) -> bool:
    """Tell whether a version is no older one but the same as another file: a PDF of what came as Word."""
    is_same = (treffer.datum, treffer.status) == (hoofd.datum, hoofd.status)
    return is_same and treffer.formaat != hoofd.formaat


def _treffer(hit: Hit, passage: Passage, asked: Asked, explainer: Explainer) -> DocumentTreffer:
    versie = passage.versie
    reading, context = Reading(passage.tekst, asked), Reading("\n".join([versie.titel, *passage.koppen]), asked)
    return DocumentTreffer(
        id=hit.id,
        groep=hit.groep,
        soort=DOCUMENT,
        passage=passage.tekst,
        snippet=snippet(reading),
        waarom=explainer.explain(reading, context, hit.betekenis),
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
