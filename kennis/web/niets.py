"""What somebody can do who found nothing: the same question a little wider. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from kennis.search.dutch import as_written
from kennis.search.filters import Namen
from kennis.search.query import Vraag, loosened
from kennis.web.invoer import Zoekopdracht
from kennis.web.zoekpagina import UrlOf, losgelaten, zonder_filters

FEW = 3  # results; with so few a person may know more
MAX_TRIED = 5  # filters, and as many words: each costs a search


@dataclass(frozen=True, slots=True)
class Verruiming:
    """The question with less to it.

    `soort` says what is left out: filter, filters, aanhalingstekens, mintekens, tekens (all of these), or, with
    woord, all words but one. `wat` is that filter or word.
    """

    soort: str
    wat: str
    opdracht: Zoekopdracht


CountOf = Callable[[Verruiming], int]


@dataclass(frozen=True, slots=True)
class Kans:
    """A wider question that finds something."""

    soort: str
    wat: str
    aantal: int
    url: str


def kansen(opdracht: Zoekopdracht, gelezen: Vraag, namen: Namen, count_of: CountOf, url_of: UrlOf) -> list[Kans]:
    """Return the wider questions that find something, the nearest to what was asked first."""
    counted = ((wider, count_of(wider)) for wider in verruimingen(opdracht, gelezen, namen))
    return [Kans(wider.soort, wider.wat, aantal, url_of(wider.opdracht)) for wider, aantal in counted if aantal]


def verruimingen(opdracht: Zoekopdracht, gelezen: Vraag, namen: Namen) -> Iterator[Verruiming]:
    """Yield the questions that ask one thing less, and then those that ask nothing but words."""
    first = replace(opdracht, pagina=1)
    filters = losgelaten(first, gelezen, namen)
    for naam, less in filters[:MAX_TRIED]:
        yield Verruiming("filter", naam, less)
    if len(filters) > 1:
        yield Verruiming("filters", "", zonder_filters(first, gelezen))
    if gelezen.zinnen:
        yield Verruiming("aanhalingstekens", "", replace(first, tekst=loosened(first.tekst, quotes=True)))
    if gelezen.zonder:
        yield Verruiming("mintekens", "", replace(first, tekst=loosened(first.tekst, minus=True)))
    if [bool(gelezen.zinnen), bool(gelezen.zonder), bool(filters)].count(True) > 1:
        yield Verruiming("tekens", "", Zoekopdracht(gelezen.tekst, {}))
    words = typed_words(gelezen)
    for word in words[:MAX_TRIED] if len(words) > 1 else ():
        yield Verruiming("woord", word, replace(first, tekst=word))


def typed_words(gelezen: Vraag) -> tuple[str, ...]:
    """Return the words that were searched for, as they were typed; what was filled in is left out."""
    typed = as_written(gelezen.tekst)
    return tuple(typed[woord] for woord in gelezen.woorden if woord in typed)
