"""The page of one's own card: each part with its own small form, and what is wrong in the one that was sent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from flask import render_template, request
from sqlalchemy import orm as so

from kennis.access import Lezer
from kennis.db.base import now
from kennis.db.documenten import Titel, Versie, visible, visible_titels
from kennis.db.organisaties import Gebruiker
from kennis.search.lexicon import fold
from kennis.search.query import clean_query
from kennis.web.diensten import db
from kennis.web.sessies import ingelogde, lezer
from kenniskaarten.formulieren import (
    DAGEN,
    TALEN,
    Aanspreekbaar,
    Afwezig,
    AlleenZicht,
    Bereikbaar,
    Deel,
    Openheid,
    Talen,
    Werkdagen,
)
from kenniskaarten.instemming import valid_instemming
from kenniskaarten.kaart import collegas, kaart_of
from kenniskaarten.kaartregels import choosable_organisaties, live_deskundigheden
from kenniskaarten.models import InstemmingSoort, Kaart
from kenniskaarten.regelinvoer import DeelnameInvoer, DeskundigheidInvoer, FunctieInvoer
from kenniskaarten.versheid import is_oud
from kenniskaarten.volledigheid import volledigheid
from kenniskaarten.weergave import jaren

MAX_TITEL = 100  # characters of a title that one looks for
MAX_DOCUMENTEN = 10  # documents to choose from

DELEN: Mapping[str, type[Deel]] = {
    "kaart": Openheid,
    "aanspreekbaar": Aanspreekbaar,
    "bereikbaar": Bereikbaar,
    "werkdagen": Werkdagen,
    "afwezig": Afwezig,
    "talen": Talen,
    "zicht": AlleenZicht,
}
NIEUW: Mapping[str, Callable[[], object]] = {
    "functies": FunctieInvoer,
    "deskundigheden": DeskundigheidInvoer,
    "deelnames": DeelnameInvoer,
}
OF_ROW: Mapping[str, Callable[[Any], object]] = {
    "functies": FunctieInvoer.of,
    "deskundigheden": DeskundigheidInvoer.of,
    "deelnames": DeelnameInvoer.of,
}


@dataclass(frozen=True, slots=True)
class Afgewezen:
    """What was sent and not kept: for which part, and for which line of it (0 for a new one)."""

    deel: str = ""
    regel_id: int = 0
    invoer: object = None
    fouten: Mapping[str, str] = field(default_factory=dict)

    def of(self, deel: str, regel_id: int = 0) -> Mapping[str, str]:
        """Return what is wrong in this part or line."""
        return self.fouten if (deel, regel_id) == (self.deel, self.regel_id) else {}


NIETS = Afgewezen()


def myself() -> Gebruiker:
    """Return who is logged in, on a page that is for people with an account only."""
    gebruiker = ingelogde()
    assert gebruiker is not None  # noqa: S101 (the guard lets nobody else in)
    return gebruiker


def own_kaart() -> Kaart | None:
    return kaart_of(db(), myself().id)


def show(kaart: Kaart, afgewezen: Afgewezen = NIETS) -> str:
    """Return the page; of what was rejected it shows what was typed, with what is wrong with it."""
    gezocht = clean_query(request.args.get("document", ""))[:MAX_TITEL]
    titels = titels_of(db(), lezer(), kaart)
    return render_template(
        "kenniskaarten/eigen.html",
        kaart=kaart,
        titels=titels,
        delen=_delen(kaart, afgewezen),
        invoer=_line_reader(afgewezen),
        afgewezen=afgewezen,
        volledigheid=volledigheid(kaart),
        is_oud=is_oud(kaart, now()),
        bewaard=request.args.get("bewaard", ""),
        organisaties=pairs(choosable_organisaties(db(), kaart)),
        onderwerpen=_grouped(live_deskundigheden(db())),
        collegas=pairs(collegas(db(), kaart)),
        dagen=DAGEN,
        talen=sorted({*TALEN, *kaart.talen}),
        instemming=valid_instemming(db(), kaart.gebruiker_id, InstemmingSoort.FOTO),
        jaren=jaren,
        gezocht=gezocht,
        gevonden=find_titels(db(), lezer(), gezocht) if gezocht else [],
    )


def pairs(rows: Iterable[Any]) -> list[tuple[int, str]]:
    """Return what one can choose from: the id of each row with its name."""
    return [(row.id, row.naam) for row in rows]


def titels_of(session: so.Session, reader: Lezer, kaart: Kaart) -> dict[int, str]:
    """Return the titles of the documents on a card, those that this reader may see, by document."""
    ids = {row.document_id for row in kaart.betrokkenheden}
    return {titel.document_id: titel.titel for titel in visible_titels(session, reader, ids)} if ids else {}


def find_titels(session: so.Session, reader: Lezer, woorden: str) -> list[Titel]:
    """Return some documents that this reader may see, with these words in a title."""
    query = sa.select(Versie.document_id).where(visible(reader)).distinct().order_by(Versie.document_id.desc())
    for woord in woorden.split():
        query = query.where(Versie.titel.icontains(woord, autoescape=True))
    ids = session.scalars(query.limit(MAX_DOCUMENTEN)).all()
    return sorted(visible_titels(session, reader, ids), key=lambda titel: fold(titel.titel))


def _delen(kaart: Kaart, afgewezen: Afgewezen) -> dict[str, object]:
    delen: dict[str, object] = {naam: soort.of(kaart) for naam, soort in DELEN.items()}
    return delen | {afgewezen.deel: afgewezen.invoer} if afgewezen.deel in DELEN else delen


def _line_reader(afgewezen: Afgewezen) -> Callable[[str, Any], object]:
    """Return what gives the form of a line: as it stands, or as it was typed where that was rejected."""

    def read(deel: str, row: Any = None) -> object:
        regel_id = row.id if row else 0
        if (deel, regel_id) == (afgewezen.deel, afgewezen.regel_id):
            return afgewezen.invoer
        return OF_ROW[deel](row) if row else NIEUW[deel]()

    return read


def _grouped(live: Sequence[Any]) -> list[tuple[Any, list[Any]]]:
    """Return the wider subjects, each with the specialisaties within it."""
    tops = [entry for entry in live if entry.boven_id is None]
    return [(top, [entry for entry in live if entry.boven_id == top.id]) for top in tops]
