"""Everything a visitor can put in an address, cut down to what the search can do anything with; never raises."""

from __future__ import annotations

from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from kennis.search.query import clean_query
from kennis.search.records import FACETTEN, Zoekvraag

MAX_WAARDE = 200  # characters of one value of a filter
MAX_WAARDEN = 20  # values per filter
MAX_PAGINA = 50  # nobody reads on; a crawler might
PER_PAGINA = 10


@dataclass(frozen=True, slots=True)
class Zoekopdracht:
    """What the address asks for; `pagina` counts from 1."""

    tekst: str
    filters: dict[str, frozenset[str]]
    pagina: int = 1

    @property
    def zoekvraag(self) -> Zoekvraag:
        return Zoekvraag(self.tekst, self.filters, offset=(self.pagina - 1) * PER_PAGINA, aantal=PER_PAGINA)


def read_zoekopdracht(args: MultiDict[str, str]) -> Zoekopdracht:
    filters = {facet: _waarden(args.getlist(facet)) for facet in FACETTEN}
    return Zoekopdracht(
        tekst=read_vraag(args),
        filters={facet: waarden for facet, waarden in filters.items() if waarden},
        pagina=_pagina(args.get("pagina", "")),
    )


def read_vraag(args: MultiDict[str, str]) -> str:
    return clean_query(args.get("vraag", ""))


def _waarden(given: list[str]) -> frozenset[str]:
    cleaned = (clean_query(waarde[:MAX_WAARDE]) for waarde in given[:MAX_WAARDEN])
    return frozenset(waarde for waarde in cleaned if waarde)


def _pagina(text: str) -> int:
    if not (text.isascii() and text.isdecimal()):
        return 1
    return max(1, min(int(text[:6]), MAX_PAGINA))
