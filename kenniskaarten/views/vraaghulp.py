"""What is offered to somebody who writes a question: answers that are there, and people who may know."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kennis.db.documenten import Titel, visible_titels
from kennis.errors import IndexUnavailableError, ModelError
from kennis.mensen import Persoon
from kennis.search.records import Zoekvraag
from kennis.treffers import number_of
from kennis.web.diensten import db, diensten
from kennis.web.sessies import lezer
from kenniskaarten.records import VRAAG
from kenniskaarten.vraaglijst import Regel, find_answered

SHOWN = 3  # of each kind; who wants more searches

_SIGNS = re.compile(r'["“”„:]|(?<!\w)-')  # in a sentence they are no commands to the search


@dataclass(frozen=True, slots=True)
class Gevonden:
    """What may answer a question already."""

    vragen: Sequence[Regel] = ()
    documenten: Sequence[Titel] = ()
    woorden: str = ""  # that were searched for


def find_kenners(titel: str, deskundigheid_id: int | None, aantal: int = SHOWN) -> list[Persoon]:
    """Return who can be asked, of those whom the reader may see: who knows the chosen subject, then the words.

    The one place where asking meets the ranking of people: what is suggested, and to whom the network sends it.
    """
    wegwijzer = diensten().wegwijzer
    chosen = wegwijzer.bij_onderwerp(db(), [deskundigheid_id], lezer()) if deskundigheid_id else []
    try:
        by_words = wegwijzer.bij_vraag(db(), _plain(titel), lezer(), aantal)
    except (IndexUnavailableError, ModelError):
        by_words = []
    others = {persoon.gebruiker_id: persoon for persoon in (*chosen, *by_words)}
    others.pop(lezer().gebruiker_id or 0, None)
    return list(others.values())[:aantal]


def find_existing(titel: str) -> Gevonden:
    """Return questions and documents that a new question resembles; without an index nothing is offered."""
    words = _plain(titel)
    try:
        vragen, documenten = (_found(words, soort) for soort in (VRAAG, "document"))
    except (IndexUnavailableError, ModelError):
        return Gevonden()
    titels = {titel.document_id: titel for titel in visible_titels(db(), lezer(), documenten)}
    shown = [titels[number] for number in documenten if number in titels]
    return Gevonden(find_answered(db(), lezer(), vragen), shown, words)


def _plain(titel: str) -> str:
    return " ".join(_SIGNS.sub(" ", titel).split())


def _found(words: str, soort: str) -> list[int]:
    """Return the ids of what answers best: the hits say what, the rows are asked again whether one may see it."""
    found = diensten().zoekdienst.hits(Zoekvraag(words, {"soort": frozenset({soort})}), lezer())
    return list(dict.fromkeys(number_of(hit.groep) for hit in found.hits))[:SHOWN]
