"""What the forms of one’s own card and the filters of the gids say, as far as it has a meaning; never raises."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TypeVar

from flask import request

from kennis.access import Zichtbaarheid
from kennis.begrippen.tabel import tidy
from kennis.web.documenten import MAX_ID
from kennis.web.invoer import read_pagina
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
    Zicht,
)
from kenniskaarten.gids import Gidsvraag
from kenniskaarten.models import DeelnameRol, Interesse, Kaart, Niveau, Veld
from kenniskaarten.regelinvoer import DeelnameInvoer, DeskundigheidInvoer, FunctieInvoer

MAX_NAAM = 100  # characters of a name in the filter
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]+")

Word = TypeVar("Word", bound=StrEnum)


def read_gidsvraag() -> Gidsvraag:
    return Gidsvraag(
        naam=tidy(request.args.get("naam", "")[:MAX_NAAM]),
        organisatie_id=_number(request.args.get("organisatie", "")),
        deskundigheid_id=_number(request.args.get("deskundigheid", "")),
        taal=tidy(request.args.get("taal", "")[:MAX_NAAM]),
        beschikbaar="beschikbaar" in request.args,
        pagina=read_pagina(request.args),
    )


def read_functie() -> FunctieInvoer:
    return FunctieInvoer(
        naam=line("naam"), organisatie_id=number("organisatie_id"), van=line("van"), tot=line("tot")
    )


def read_deelname() -> DeelnameInvoer:
    return DeelnameInvoer(
        naam=line("naam"),
        rol=word("rol", DeelnameRol.LID),
        deskundigheid_id=number("deskundigheid_id"),
        van=line("van"),
        tot=line("tot"),
    )


def read_deskundigheid() -> DeskundigheidInvoer:
    return DeskundigheidInvoer(
        deskundigheid_id=number("deskundigheid_id"),
        vrij=line("vrij"),
        niveau=word("niveau", Niveau.GEVORDERD),
        interesse=word("interesse", Interesse.GEWOON),
        zichtbaarheid=word("zichtbaarheid", Zichtbaarheid.ORGANISATIE),
    )


def line(naam: str) -> str:
    return tidy(request.form.get(naam, ""))


def number(naam: str) -> int | None:
    """Return an id, or None where nothing was chosen; what is no id is that of nothing."""
    return _number(request.form.get(naam, ""))


def word(naam: str, otherwise: Word) -> Word:
    """Return one of the words of a list; anything else counts as what one begins with."""
    words = type(otherwise)
    given = request.form.get(naam, "")
    return words(given) if given in set(words) else otherwise


def _openheid(_kaart: Kaart) -> Openheid:
    return Openheid(zichtbaarheid=word("zichtbaarheid", Zichtbaarheid.ORGANISATIE))


def _aanspreekbaar(_kaart: Kaart) -> Aanspreekbaar:
    return Aanspreekbaar(
        aanspreekbaar=_lines("aanspreekbaar"), over=_lines("over"), zicht=_zicht(Veld.AANSPREEKBAAR, Veld.OVER)
    )


def _bereikbaar(_kaart: Kaart) -> Bereikbaar:
    return Bereikbaar(
        email=line("email"),
        telefoon=line("telefoon"),
        teams=line("teams"),
        spreekuur=line("spreekuur"),
        rechtstreeks="rechtstreeks" in request.form,
        zicht=_zicht(Veld.EMAIL, Veld.TELEFOON, Veld.TEAMS, Veld.SPREEKUUR),
    )


def _werkdagen(_kaart: Kaart) -> Werkdagen:
    chosen = tuple(dag for dag in request.form.getlist("werkdagen") if dag in DAGEN)
    return Werkdagen(werkdagen=chosen, zicht=_zicht(Veld.WERKDAGEN))


def _afwezig(_kaart: Kaart) -> Afwezig:
    return Afwezig(
        van=line("van"), tot=line("tot"), vervanger_id=number("vervanger_id"), zicht=_zicht(Veld.AFWEZIG)
    )


def _talen(kaart: Kaart) -> Talen:
    chosen = set(request.form.getlist("talen"))
    offered = sorted({*TALEN, *kaart.talen})
    return Talen(talen=tuple(taal for taal in offered if taal in chosen), zicht=_zicht(Veld.TALEN))


def _alleen(veld: Veld) -> Callable[[Kaart], AlleenZicht]:
    return lambda _kaart: AlleenZicht(zicht=_zicht(veld))


# How each part is read; the names are those of the parts of the page, and of its anchors.
DELEN: Mapping[str, Callable[[Kaart], Deel]] = {
    "kaart": _openheid,
    "aanspreekbaar": _aanspreekbaar,
    "bereikbaar": _bereikbaar,
    "werkdagen": _werkdagen,
    "afwezig": _afwezig,
    "talen": _talen,
    "functies": _alleen(Veld.FUNCTIES),
    "deelnames": _alleen(Veld.DEELNAMES),
    "documenten": _alleen(Veld.DOCUMENTEN),
    "foto": _alleen(Veld.FOTO),
}


def _zicht(*velden: Veld) -> Zicht:
    return {veld: word(f"zicht-{veld}", Zichtbaarheid.ORGANISATIE) for veld in velden}


def _lines(naam: str) -> str:
    """Return a text of more lines, without what no keyboard types."""
    text = request.form.get(naam, "").replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("", text).strip()


def _number(text: str) -> int | None:
    if not text.strip():
        return None
    return int(text) if text.isascii() and text.isdecimal() and int(text[:12]) <= MAX_ID else 0
