"""What is offered to somebody who writes a question: answers that are there, and people who may know."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.db.documenten import Titel, visible_titels
from kennis.errors import IndexUnavailableError, ModelError
from kennis.search.records import Zoekvraag
from kennis.treffers import number_of
from kennis.web.diensten import db, diensten
from kennis.web.sessies import lezer
from kenniskaarten.models import Interesse, Kaart, KaartDeskundigheid
from kenniskaarten.records import VRAAG
from kenniskaarten.vraaglijst import Regel, find_answered
from kenniskaarten.zicht import visible_deskundigheden

SHOWN = 3  # of each kind; who wants more searches

_SIGNS = re.compile(r'["“”„:]|(?<!\w)-')  # in a sentence they are no commands to the search


@dataclass(frozen=True, slots=True)
class Kenner:
    """Somebody who may know the answer, and why one thinks so."""

    gebruiker_id: int
    kaart_id: int
    naam: str
    organisatie: str
    waarom: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gevonden:
    """What may answer a question already."""

    vragen: Sequence[Regel] = ()
    documenten: Sequence[Titel] = ()
    woorden: str = ""  # that were searched for


def find_kenners(deskundigheid_id: int | None, aantal: int = SHOWN) -> list[Kenner]:
    """Return who can be asked about a subject, of those whom the reader may see.

    The one place where asking meets the ranking of people: what is suggested, and to whom the network sends it.
    """
    query = (
        sa.select(KaartDeskundigheid)
        .join(KaartDeskundigheid.kaart)
        .join(Kaart.gebruiker)
        .where(
            visible_deskundigheden(lezer()),
            KaartDeskundigheid.deskundigheid_id == deskundigheid_id,
            KaartDeskundigheid.interesse != Interesse.LIEVER_NIET,
            Kaart.gebruiker_id != lezer().gebruiker_id,
        )
        .options(so.contains_eager(KaartDeskundigheid.kaart).contains_eager(Kaart.gebruiker))
        .order_by(KaartDeskundigheid.id)
    )
    return [_kenner(row) for row in db().scalars(query.limit(aantal))]


def find_existing(titel: str) -> Gevonden:
    """Return questions and documents that a new question resembles; without an index nothing is offered."""
    words = " ".join(_SIGNS.sub(" ", titel).split())
    try:
        vragen, documenten = (_found(words, soort) for soort in (VRAAG, "document"))
    except (IndexUnavailableError, ModelError):
        return Gevonden()
    titels = {titel.document_id: titel for titel in visible_titels(db(), lezer(), documenten)}
    shown = [titels[number] for number in documenten if number in titels]
    return Gevonden(find_answered(db(), lezer(), vragen), shown, words)


def _found(words: str, soort: str) -> list[int]:
    """Return the ids of what answers best: the hits say what, the rows are asked again whether one may see it."""
    asked = Zoekvraag(words, {"soort": frozenset({soort})}, aantal=0)
    _, found = diensten().zoekdienst.treffers(asked, lezer())
    return list(dict.fromkeys(number_of(hit.groep) for hit in found.hits))[:SHOWN]


def _kenner(row: KaartDeskundigheid) -> Kenner:
    gebruiker = row.kaart.gebruiker
    organisatie = gebruiker.organisatie.naam if gebruiker.organisatie else ""
    return Kenner(gebruiker.id, row.kaart_id, gebruiker.naam, organisatie, (f"{row.naam}: {row.niveau}",))
