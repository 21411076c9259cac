"""Abbreviations that the texts explain, gathered over all documents, and what the list of terms says of each.

Read from the texts whenever somebody asks, so that nothing is left of a document that is gone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.access import Lezer
from kennis.begrippen.afkortingen import Verklaring, find_afkortingen
from kennis.db.begrippen import MAX_TERM, Begrip, BegripVariant
from kennis.db.documenten import Passage, Versie, visible
from kennis.db.vondsten import GeweigerdeVondst
from kennis.search.dutch import analyse
from kennis.search.lexicon import fold

AROUND = 90  # characters of the text to show on each side


class Oordeel(StrEnum):
    """What became of a find; `BEKEND` when the list has it."""

    OPEN = "open"
    BEKEND = "bekend"
    GEWEIGERD = "geweigerd"


@dataclass(frozen=True, slots=True)
class Plaats:
    """The first passage that explains it, with the words around."""

    passage_id: int
    titel: str
    zin: str


@dataclass(slots=True)
class Vondst:
    """An abbreviation with what it stands for, in how many documents, and what the list has against it.

    `begrip` has these words already (id and term); `anders` are others with this abbreviation.
    """

    afkorting: str
    voluit: str
    plaats: Plaats
    documenten: int
    oordeel: Oordeel = Oordeel.OPEN
    begrip: tuple[int, str] | None = None
    anders: list[str] = field(default_factory=list)


Key = tuple[str, str]


@dataclass(slots=True)
class _Gevonden:
    """What was found of one abbreviation: how it was written each time, in which documents, and first where."""

    plaats: Plaats
    spellings: Counter[tuple[str, str]] = field(default_factory=Counter)
    documenten: set[int] = field(default_factory=set)


@dataclass(slots=True)
class _Bekend:
    """A begrip in the list, with all its forms as `key_of` writes words."""

    id: int
    term: str
    geldt: bool
    vormen: set[str] = field(default_factory=set)


def find_vondsten(session: so.Session, lezer: Lezer) -> list[Vondst]:
    """Return what the documents of this reader explain, the most used first."""
    vondsten = {key: _vondst(found) for key, found in _gather(_passages(session, lezer)).items()}
    _judge(session, vondsten)
    return sorted(vondsten.values(), key=lambda found: (-found.documenten, fold(found.afkorting)))


def refuse(session: so.Session, afkorting: str, voluit: str) -> None:
    """Never propose this again; also when it was refused before."""
    known = sa.select(GeweigerdeVondst.id).filter_by(afkorting=afkorting, voluit=voluit)
    if session.scalar(known) is None:
        session.add(GeweigerdeVondst(afkorting=afkorting, voluit=voluit))
        session.flush()


def propose_again(session: so.Session, afkorting: str, voluit: str) -> None:
    for row in session.scalars(sa.select(GeweigerdeVondst)):
        if key_of(row.afkorting, row.voluit) == key_of(afkorting, voluit):
            session.delete(row)


def key_of(afkorting: str, voluit: str) -> Key:
    """Return the form in which two ways to write the same are equal, as they are to the search."""
    return _plain(afkorting), _plain(voluit)


def _plain(text: str) -> str:
    return " ".join(woord.stam for woord in analyse(text.replace("-", "")))


def _passages(session: so.Session, lezer: Lezer) -> Iterable[sa.Row[int, str, int, str]]:
    query = (
        sa.select(Passage.id, Passage.tekst, Versie.document_id, Versie.titel)
        .join(Passage.versie)
        .where(visible(lezer), Passage.tekst.contains("("))
        .order_by(Passage.id)
    )
    return session.execute(query)


def _gather(passages: Iterable[sa.Row[int, str, int, str]]) -> dict[Key, _Gevonden]:
    found: dict[Key, _Gevonden] = {}
    for passage_id, tekst, document_id, titel in passages:
        for verklaring in _explained(tekst):
            key = key_of(verklaring.afkorting, verklaring.voluit)
            if key not in found:
                found[key] = _Gevonden(Plaats(passage_id, titel, _around(tekst, verklaring)))
            found[key].spellings[verklaring.afkorting, verklaring.voluit] += 1
            found[key].documenten.add(document_id)
    return found


@lru_cache(maxsize=20_000)
def _explained(text: str) -> tuple[Verklaring, ...]:
    """Remember what a text explains: the same texts are read each time somebody asks."""
    return tuple(u for u in find_afkortingen(text) if len(u.voluit) <= MAX_TERM)


def _around(text: str, verklaring: Verklaring) -> str:
    before, behind = max(0, verklaring.begin - AROUND), verklaring.eind + AROUND
    words = " ".join(text[before:behind].split())
    if before:
        words = "… " + words.partition(" ")[2]
    return words.rpartition(" ")[0] + " …" if behind < len(text) else words


def _vondst(found: _Gevonden) -> Vondst:
    afkorting, voluit = found.spellings.most_common(1)[0][0]
    return Vondst(afkorting, voluit, found.plaats, len(found.documenten))


def _judge(session: so.Session, vondsten: Mapping[Key, Vondst]) -> None:
    """Tell of each find whether it is refused, known, or at odds with the list."""
    for row in session.scalars(sa.select(GeweigerdeVondst)):
        if vondst := vondsten.get(key_of(row.afkorting, row.voluit)):
            vondst.oordeel = Oordeel.GEWEIGERD
    by_form: dict[str, list[_Bekend]] = {}
    for begrip in _known(session):
        for form in begrip.vormen:
            by_form.setdefault(form, []).append(begrip)
    for (afkorting, voluit), vondst in vondsten.items():
        same_letters, same_words = by_form.get(afkorting, []), by_form.get(voluit, [])
        if any(begrip in same_words for begrip in same_letters):
            vondst.oordeel = Oordeel.BEKEND
        vondst.begrip = next(((begrip.id, begrip.term) for begrip in same_words if begrip.geldt), None)
        vondst.anders = [begrip.term for begrip in same_letters if begrip.geldt and begrip not in same_words]


def _known(session: so.Session) -> Iterable[_Bekend]:
    """Return all begrippen; one that was retired is known too, and not proposed again."""
    query = sa.select(Begrip.id, Begrip.term, Begrip.ingetrokken_op, BegripVariant.variant)
    known: dict[int, _Bekend] = {}
    for begrip_id, term, ingetrokken_op, variant in session.execute(query.outerjoin(Begrip.varianten)):
        begrip = known.setdefault(begrip_id, _Bekend(begrip_id, term, ingetrokken_op is None, {_plain(term)}))
        if variant is not None:
            begrip.vormen.add(_plain(variant))
    return known.values()
