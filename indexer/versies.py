"""The rows of one file that is taken in: a new versie or a known one, its document, its place, and the outbox.

Nothing here commits; the caller does, once a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy import orm as so

from indexer.metadata import Metadata
from indexer.passages import PassageTekst
from indexer.rapport import Uitkomst
from kennis.access import Zichtbaarheid
from kennis.db.base import now
from kennis.db.documenten import Document, Passage, Versie, Vindplaats, current_first
from kennis.db.organisaties import ensure_organisatie
from kennis.db.wachtrij import enqueue
from kennis.search.schets import overlaps

BRON = "versie"  # what the outbox and the index call a versie: 'versie:3'
SAME_TEXT = 0.5  # share of phrases in common that makes two texts versions of one document
SAME_TEXT_AND_TITLE = 0.2  # the same, when title and organisation are equal too
DEFAULT_LEVEL = Zichtbaarheid.AMBTENAAR

_LEVELS = list(Zichtbaarheid)
# What versions of one document add to its title.
_NUMBER = r"\d+(?:[.,]\d+)*"
_TITLE_NOISE = re.compile(
    rf"\b(?:concept|definitief|def|scan|versie)\b[\s.]*(?:{_NUMBER})?|\bv[\s.]?{_NUMBER}|[^\w\s]", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Plaats:
    """Where a content was found: the file's full path as text, its shown name, size, time stamp and SHA-256."""

    pad: str
    naam: str
    omvang: int
    mtime_ns: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Gelezen:
    """What reading a file gave."""

    formaat: str
    passages: Sequence[PassageTekst]
    schets: bytes
    voorstel: Metadata
    paginas: int | None = None
    ocr: bool = False


@dataclass(slots=True)
class Vastgelegd:
    """What recording a file did to the rows."""

    uitkomst: Uitkomst
    meldingen: list[str] = field(default_factory=list)


def record(session: so.Session, plaats: Plaats, said: Metadata | None, gelezen: Gelezen | None) -> Vastgelegd:
    """Record that this content lies at this place; `gelezen` is needed when no versie has it yet."""
    place = session.scalar(sa.select(Vindplaats).where(Vindplaats.pad == plaats.pad))
    versie = session.scalar(sa.select(Versie).where(Versie.sha256 == plaats.sha256))
    before = place.versie if place else None
    meldingen: list[str] = []
    if versie is not None:
        changed = _restore(versie) | _apply(session, versie, said or Metadata(), meldingen)
        uitkomst = Uitkomst.GEWIJZIGD if changed else Uitkomst.ONGEWIJZIGD
    elif gelezen is not None:
        metadata = (said or Metadata()).over(_inherited(before)).over(gelezen.voorstel)
        versie = _add(session, _new_versie(plaats, gelezen), metadata, before, meldingen)
        uitkomst = Uitkomst.GEWIJZIGD if before else Uitkomst.NIEUW
    else:
        raise ValueError("a content that is not known yet must be read first")
    _move(session, place, plaats, versie, said)
    if before is not None and before is not versie:
        withdraw_if_nowhere(session, before)
    if uitkomst is not Uitkomst.ONGEWIJZIGD:
        enqueue_document(session, versie.document)
    return Vastgelegd(uitkomst, meldingen)


def _new_versie(plaats: Plaats, gelezen: Gelezen) -> Versie:
    return Versie(
        sha256=plaats.sha256,
        bestandsnaam=plaats.naam[:255],
        formaat=gelezen.formaat,
        omvang=plaats.omvang,
        paginas=gelezen.paginas,
        ocr=gelezen.ocr,
        titel=gelezen.voorstel.titel or plaats.naam,
        themas=[],
        zichtbaarheid=DEFAULT_LEVEL,
        schets=gelezen.schets,
        passages=[
            Passage(volgnummer=number, tekst=passage.tekst, koppen=list(passage.koppen), pagina=passage.pagina)
            for number, passage in enumerate(gelezen.passages, start=1)
        ],
    )


def _add(
    session: so.Session, versie: Versie, metadata: Metadata, before: Versie | None, meldingen: list[str]
) -> Versie:
    """Put a new versie under its document, with what is said of it."""
    _apply(session, versie, metadata, meldingen)
    alike = before.document if before else _find_document(session, versie)
    if metadata.zichtbaarheid is None:
        versie.zichtbaarheid = _strictest([versie, *(alike.versies if alike else ())])
    is_copy = not before and alike and all(_is_anothers(old.organisatie_id, versie) for old in alike.versies)
    versie.document = Document() if is_copy or not alike else alike
    session.add(versie)
    session.flush()  # the outbox needs its id
    return versie


def _inherited(before: Versie | None) -> Metadata:
    """Return what a file keeps when its text changes: an edit may not open up what was closed."""
    if before is None:
        return Metadata()
    return Metadata(
        organisatie=before.organisatie.naam if before.organisatie else None,
        documentsoort=before.documentsoort,
        themas=tuple(before.themas) or None,
        zichtbaarheid=before.zichtbaarheid,
    )


def _strictest(versies: Iterable[Versie]) -> Zichtbaarheid:
    """Return the most closed level among versions: a copy that nobody described opens up nothing."""
    return max((versie.zichtbaarheid for versie in versies), key=_LEVELS.index)


def _apply(session: so.Session, versie: Versie, metadata: Metadata, meldingen: list[str]) -> bool:
    """Set what the metadata says; tell whether anything changed."""
    wanted: dict[str, object] = {
        "titel": metadata.titel and metadata.titel[:500],
        "documentsoort": metadata.documentsoort and metadata.documentsoort[:100],
        "themas": list(metadata.themas) if metadata.themas is not None else None,
        "status": metadata.status,
        "datum": metadata.datum,
        "zichtbaarheid": metadata.zichtbaarheid,
    }
    if metadata.organisatie:
        organisatie, is_new = ensure_organisatie(session, metadata.organisatie[:200])
        wanted["organisatie_id"] = organisatie.id
        if is_new:
            meldingen.append(f"Nieuwe externe organisatie: {organisatie.naam}.")
    changes = {
        name: value for name, value in wanted.items() if value is not None and getattr(versie, name) != value
    }
    for name, value in changes.items():
        setattr(versie, name, value)
    return bool(changes)


def _find_document(session: so.Session, versie: Versie) -> Document | None:
    """Return the document with enough in common to be the same: of the own organisation, and of those with most.

    What another organisation calls its own is no version of it: two gemeenten may well send the same letter.
    """
    columns = Versie.document_id, Versie.schets, Versie.titel, Versie.organisatie_id
    rows = session.execute(sa.select(*columns).order_by(Versie.id)).all()
    mine = title_key(versie.titel), versie.organisatie_id
    alike = [
        (not _is_anothers(row.organisatie_id, versie), share, row.document_id)
        for share, row in zip(overlaps(versie.schets, [row.schets for row in rows]), rows, strict=True)
        if share >= SAME_TEXT
        or (share >= SAME_TEXT_AND_TITLE and (title_key(row.titel), row.organisatie_id) == mine)
    ]
    return session.get(Document, max(alike)[2]) if alike else None


def _is_anothers(organisatie_id: int | None, versie: Versie) -> bool:
    return None not in {organisatie_id, versie.organisatie_id} and organisatie_id != versie.organisatie_id


def title_key(titel: str) -> str:
    """Return a title without what tells its versions apart."""
    return " ".join(_TITLE_NOISE.sub(" ", titel.lower()).split())


def _move(
    session: so.Session, place: Vindplaats | None, plaats: Plaats, versie: Versie, said: Metadata | None
) -> None:
    """Note that the file at this place now holds this versie, and what the CSV said of it, if anything."""
    if place is None:
        place = Vindplaats(pad=plaats.pad, opgaaf="")
        session.add(place)
    place.omvang = plaats.omvang
    place.gewijzigd_ns = plaats.mtime_ns
    place.opgaaf = said.fingerprint if said else place.opgaaf
    place.versie = versie
    session.flush()


def remove_place(session: so.Session, pad: str) -> bool:
    """Forget a file that is gone; tell whether its versie was withdrawn by it."""
    place = session.scalar(sa.select(Vindplaats).where(Vindplaats.pad == pad))
    if place is None:
        return False
    versie = place.versie
    session.delete(place)
    session.flush()
    return withdraw_if_nowhere(session, versie)


def withdraw_if_nowhere(session: so.Session, versie: Versie) -> bool:
    """Withdraw a versie of which no file is left; its rows and its kept file stay."""
    places = sa.select(sa.func.count(Vindplaats.id)).where(Vindplaats.versie_id == versie.id)
    if versie.ingetrokken_op is not None or session.scalar(places):
        return False
    versie.ingetrokken_op = now()
    enqueue_document(session, versie.document)
    return True


def _restore(versie: Versie) -> bool:
    was_withdrawn = versie.ingetrokken_op is not None
    versie.ingetrokken_op = None
    return was_withdrawn


def enqueue_document(session: so.Session, document: Document) -> None:
    """Have all versions indexed again: one that comes or goes changes which of them is the current one."""
    session.flush()
    enqueue(session, (f"{BRON}:{versie.id}" for versie in document.versies))


def live_order(document: Document) -> list[Versie]:
    """Return the versions that are not withdrawn, the current one first."""
    return current_first(versie for versie in document.versies if versie.ingetrokken_op is None)
