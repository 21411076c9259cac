"""The list of terms as the search uses it, read again as soon as somebody changes it."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from sqlalchemy import orm as so

from kennis.db.begrippen import live_vormen, read_stand
from kennis.search.terms import NO_TERMS, Term, Termen, Vorm


class Begrippenlijst:
    """Gives the terms as they are now; safe to share between threads.

    The number of the list is asked at every question, so a change made by any process counts at the next one.
    """

    def __init__(self, sessions: so.sessionmaker[so.Session]) -> None:
        self._sessions = sessions
        self._lock = threading.Lock()
        self._known: tuple[int | None, Termen] = (None, NO_TERMS)

    def termen(self) -> Termen:
        with self._sessions() as session:
            stand = read_stand(session)  # before the rows: what changes meanwhile is read again next time
            with self._lock:
                if self._known[0] != stand:
                    self._known = (stand, Termen(_term(*row) for row in live_vormen(session)))
                return self._known[1]


def _term(naam: str, vormen: Sequence[tuple[str, str, bool]]) -> Term:
    return Term(naam, tuple(Vorm(tekst, str(soort), dubbelzinnig) for tekst, soort, dubbelzinnig in vormen))
