"""What to suggest to a reader while he types, or instead of a question that nothing answers: what he may see."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from datetime import date
from itertools import islice

import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.access import Lezer, Rol
from kennis.db.documenten import Titel, visible_titels
from kennis.db.zoekvragen import Vraagtelling
from kennis.errors import IndexUnavailableError
from kennis.search.completion import Woordbeeld
from kennis.search.dutch import with_accents
from kennis.search.engine import SearchEngine
from kennis.search.suggest import (
    MAX_SUGGESTIES,
    PER_SOORT,
    Begin,
    Suggestie,
    SuggestieSoort,
    choose,
    fits,
    fits_term,
    is_fitting,
    read_begin,
)
from kennis.search.terms import NO_TERMS, Termen

LITTLE = 5  # with fewer suggestions of the other kinds, single words are welcome
OFTEN, WEEKS = 3, 2  # how often, and in how many weeks, a question was asked before others hear of it
OFTEN_ASKED_SECONDS = 60.0  # one that the regisseur erases is gone within a minute


class Suggestiedienst:
    """Suggestions for the pages; safe to share between threads."""

    def __init__(
        self,
        engine: SearchEngine,
        sessions: so.sessionmaker[so.Session],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._engine = engine
        self._sessions = sessions
        self._clock = clock
        self._often_asked: dict[Rol, tuple[float, list[str]]] = {}

    def suggesties(self, tekst: str, lezer: Lezer, termen: Termen = NO_TERMS) -> list[Suggestie]:
        """Return what the reader may want to go on with; nothing while there is no index."""
        begin = read_begin(tekst)
        if not begin.woorden:
            return []
        try:
            woordbeeld = self.woordbeeld(lezer)
        except IndexUnavailableError:
            return []
        kinds = [
            _begrippen(begin, termen, woordbeeld),
            _vragen(begin, self._asked(lezer.rol), woordbeeld),
            _documenten(begin, self._titels(begin, lezer)),
        ]
        if sum(min(len(kind), PER_SOORT) for kind in kinds) < LITTLE:
            kinds.append(_woorden(begin, woordbeeld))
        return choose(begin, kinds)

    def woordbeeld(self, lezer: Lezer) -> Woordbeeld:
        """Return the words of the index as this reader has them; raises IndexUnavailableError."""
        snapshot = self._engine.snapshot()
        return Woordbeeld(snapshot.spelling, snapshot.columns.visible(lezer))

    def _titels(self, begin: Begin, lezer: Lezer) -> list[Titel]:
        """Return the documents with a title that fits; the index finds them, the rows have the last word."""
        columns = self._engine.snapshot().columns
        records = columns.titled(lambda titel: is_fitting(titel, begin)) & columns.visible(lezer)
        groepen = (groep.partition(":") for groep in columns.groups(records))
        ids = [int(number) for soort, _, number in groepen if soort == SuggestieSoort.DOCUMENT]
        with self._sessions() as session:
            return visible_titels(session, lezer, ids)

    def _asked(self, rol: Rol) -> list[str]:
        known = self._often_asked.get(rol)
        if known and self._clock() - known[0] < OFTEN_ASKED_SECONDS:
            return known[1]
        with self._sessions() as session:
            found = often_asked(session, rol)
        self._often_asked[rol] = (self._clock(), found)
        return found


def often_asked(session: so.Session, rol: Rol) -> list[str]:
    """Return what readers of this role, and of lower ones, ask again and again, most often asked first."""
    lower = tuple(Rol)[: tuple(Rol).index(rol) + 1]
    times = sa.func.sum(Vraagtelling.aantal)
    query = (
        sa.select(Vraagtelling.vraag)
        .where(Vraagtelling.rol.in_(lower))
        .group_by(Vraagtelling.vraag)
        .having(times >= OFTEN, sa.func.count(sa.distinct(Vraagtelling.week)) >= WEEKS)
        .order_by(times.desc(), Vraagtelling.vraag)
    )
    return list(session.scalars(query))


def _begrippen(begin: Begin, termen: Termen, woordbeeld: Woordbeeld) -> list[Suggestie]:
    """Return the terms of which a form fits and a form can be found, the shortest names first."""
    found = [(past, term) for term in termen.terms if (past := fits_term(term, begin))]
    found.sort(key=lambda pair: (pair[0].plaats, len(pair[1].naam), pair[1].naam))
    known = (
        Suggestie(term.naam, SuggestieSoort.BEGRIP, past.stukken)
        for past, term in found
        if any(woordbeeld.can_find(tekst) for tekst in (term.naam, *(vorm.tekst for vorm in term.vormen)))
    )
    return list(islice(known, MAX_SUGGESTIES))


def _vragen(begin: Begin, asked: Iterable[str], woordbeeld: Woordbeeld) -> list[Suggestie]:
    known = (
        Suggestie(vraag, SuggestieSoort.VRAAG, past.stukken)
        for vraag in asked
        if (past := fits(vraag, begin)) and woordbeeld.can_find(vraag)
    )
    return list(islice(known, MAX_SUGGESTIES))


def _documenten(begin: Begin, titels: Iterable[Titel]) -> list[Suggestie]:
    """Return the titles that fit, those that begin so first, and of these the newest."""
    found = [(past, titel) for titel in titels if (past := fits(titel.titel, begin))]
    found.sort(key=lambda pair: (pair[0].plaats, -(pair[1].datum or date.min).toordinal(), pair[1].document_id))
    return [
        Suggestie(titel.titel, SuggestieSoort.DOCUMENT, past.stukken, titel.document_id)
        for past, titel in found[:MAX_SUGGESTIES]
    ]


def _woorden(begin: Begin, woordbeeld: Woordbeeld) -> list[Suggestie]:
    texts = (begin.ervoor + with_accents(word) for word in woordbeeld.completions(begin)[: PER_SOORT + 1])
    fitting = ((text, fits(text, begin)) for text in texts)
    return [Suggestie(text, SuggestieSoort.WOORD, past.stukken) for text, past in fitting if past][:PER_SOORT]
