"""What the result page shows beside the results: filters with counts, the chosen ones, and the pages. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from kennis.search.filters import Namen
from kennis.search.periode import ALTIJD
from kennis.search.query import Vraag, without
from kennis.search.records import FACETTEN, Volgorde
from kennis.uitleg import periode_in_woorden, veld_in_woorden
from kennis.web.invoer import MAX_PAGINA, PER_PAGINA, Zoekopdracht

# How a facet is called above its values.
TITELS: Mapping[str, str] = {
    "soort": "Soort resultaat",
    "organisatie": "Organisatie",
    "documentsoort": "Soort document",
    "thema": "Thema",
    "status": "Status",
    "jaar": "Jaar",
}
# How a value of a facet is called, where that is not what it is called in the index.
NAMEN: Mapping[str, Mapping[str, str]] = {"soort": {"kaart": "kenniskaart", "vraag": "vraag en antwoord"}}
# What results of one soort are called, one and many; of several they are results.
EENHEDEN: Mapping[str, tuple[str, str]] = {
    "document": ("document", "documenten"),
    "kaart": ("kenniskaart", "kenniskaarten"),
    "vraag": ("vraag", "vragen"),
    "project": ("project", "projecten"),
}
RESULTAAT = ("resultaat", "resultaten")
SHOWN = 6  # values of a facet in sight; the rest unfolds
NEIGHBOURS = 2  # pages on both sides of the current one

UrlOf = Callable[[Zoekopdracht], str]


@dataclass(frozen=True, slots=True)
class Keuze:
    """What one can filter or order by; `url` chooses it, or lets go of it when it is chosen."""

    naam: str
    aantal: int
    gekozen: bool
    url: str


@dataclass(frozen=True, slots=True)
class Facet:
    naam: str
    titel: str
    waarden: tuple[Keuze, ...]

    @property
    def voorop(self) -> tuple[Keuze, ...]:
        """The values in sight: the first ones and all that are chosen."""
        return tuple(w for index, w in enumerate(self.waarden) if index < SHOWN or w.gekozen)

    @property
    def overige(self) -> tuple[Keuze, ...]:
        return tuple(w for w in self.waarden if w not in self.voorop)


@dataclass(frozen=True, slots=True)
class Pagina:
    """A page of results to go to; `nummer` is None where some are left out."""

    nummer: int | None
    url: str = ""
    huidig: bool = False


def facetten(opdracht: Zoekopdracht, counts: Mapping[str, Mapping[str, int]], url_of: UrlOf) -> list[Facet]:
    """Return the facets that offer a choice, each with its values in the order one looks for them."""
    found = [_facet(naam, opdracht, counts.get(naam, {}), url_of) for naam in FACETTEN]
    return [facet for facet in found if len(facet.waarden) > 1 or any(w.gekozen for w in facet.waarden)]


def gekozen(opdracht: Zoekopdracht, gelezen: Vraag, namen: Namen, url_of: UrlOf) -> list[Keuze]:
    """Return what is filtered by, each with the address that lets go of it."""
    chosen = losgelaten(opdracht, gelezen, namen)
    return [Keuze(naam, 0, gekozen=True, url=url_of(less)) for naam, less in chosen]


def losgelaten(opdracht: Zoekopdracht, gelezen: Vraag, namen: Namen) -> list[tuple[str, Zoekopdracht]]:
    """Return what is filtered by, typed or chosen, each with the question that lets go of it."""
    chosen: list[tuple[str, Zoekopdracht]] = [
        (veld_in_woorden(veld, namen), replace(opdracht, tekst=without(opdracht.tekst, [veld]), pagina=1))
        for veld in gelezen.velden
    ]
    for facet in FACETTEN:
        values = sorted(opdracht.filters.get(facet, ()))
        chosen.extend((naam_van(facet, naam), toggle(opdracht, facet, naam)) for naam in values)
    if not opdracht.periode.is_open:
        chosen.append((periode_in_woorden(opdracht.periode), replace(opdracht, periode=ALTIJD, pagina=1)))
    return chosen


def eenheid(opdracht: Zoekopdracht, counts: Mapping[str, Mapping[str, int]]) -> tuple[str, str]:
    """Return what the results are called, one and many."""
    soorten = opdracht.filters.get("soort") or counts.get("soort", {}).keys() - {"kaart"} or {"document"}
    return EENHEDEN.get(next(iter(soorten)), RESULTAAT) if len(soorten) == 1 else RESULTAAT


def naam_van(facet: str, value: str) -> str:
    """Return how a value of a facet is called."""
    return NAMEN.get(facet, {}).get(value, value)


def zonder_filters(opdracht: Zoekopdracht, gelezen: Vraag) -> Zoekopdracht:
    """Return the same question with nothing to filter by."""
    tekst = without(opdracht.tekst, gelezen.velden)
    return replace(opdracht, tekst=tekst, filters={}, periode=ALTIJD, pagina=1)


def volgordes(opdracht: Zoekopdracht, url_of: UrlOf) -> list[Keuze]:
    """Return what one can order by."""
    return [
        Keuze(v.value, 0, v is opdracht.volgorde, url_of(replace(opdracht, volgorde=v, pagina=1)))
        for v in Volgorde
    ]


def toggle(opdracht: Zoekopdracht, facet: str, naam: str) -> Zoekopdracht:
    """Return the same question with one value more, or less, to filter by; on the first page."""
    changed = {**opdracht.filters, facet: opdracht.filters.get(facet, frozenset()) ^ {naam}}
    return replace(opdracht, filters={key: values for key, values in changed.items() if values}, pagina=1)


def paginas(opdracht: Zoekopdracht, totaal: int, url_of: UrlOf) -> list[Pagina]:
    """Return the pages to offer, the first, the last and those around the current one; none when one is all."""
    return pages_around(
        opdracht.pagina, last_page(totaal), lambda number: url_of(replace(opdracht, pagina=number))
    )


def pages_around(current: int, last: int, url_of: Callable[[int], str]) -> list[Pagina]:
    """Return the pages to offer out of so many; none when one is all."""
    if last <= 1:
        return []
    near = range(current - NEIGHBOURS, current + NEIGHBOURS + 1)
    numbers = sorted({1, last, *(number for number in near if 1 <= number <= last)})
    pages: list[Pagina] = []
    for before, number in zip([0, *numbers], numbers, strict=False):
        if number - before > 1:
            pages.append(Pagina(None))
        pages.append(Pagina(number, url_of(number), number == current))
    return pages


def last_page(totaal: int) -> int:
    return max(1, min(-(-totaal // PER_PAGINA), MAX_PAGINA))


def _facet(naam: str, opdracht: Zoekopdracht, counts: Mapping[str, int], url_of: UrlOf) -> Facet:
    chosen = opdracht.filters.get(naam, frozenset())
    known = {**dict.fromkeys(chosen, 0), **counts}
    newest_first = naam == "jaar"
    order = sorted(known) if not newest_first else sorted(known, reverse=True)
    if not newest_first:
        order.sort(key=lambda value: -known[value])
    waarden = (
        Keuze(naam_van(naam, value), known[value], value in chosen, url_of(toggle(opdracht, naam, value)))
        for value in order
    )
    return Facet(naam, TITELS[naam], tuple(waarden))
