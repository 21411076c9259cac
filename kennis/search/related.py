"""Where to look instead, when a question finds nothing: words and terms near it that one reader can find. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kennis.search.completion import Woordbeeld
from kennis.search.dutch import Woord, analyse, split_compound, with_accents
from kennis.search.lexicon import fold
from kennis.search.query import Vraag
from kennis.search.terms import Term, Termen

MAX_RELATED = 6
NEAR_PER_WORD = 2
MIN_PART = 5  # letters; a shorter part of a compound says too little of it
BEGINNING = 6  # letters: respijthuis is akin to respijtzorg


def related(vraag: Vraag, termen: Termen, woordbeeld: Woordbeeld) -> list[str]:
    """Return what to search for instead: words that are nearly the same, terms akin, parts of compounds."""
    asked = {woord.exact for woord in vraag.woorden}
    found: dict[str, str] = {}
    for tekst in _candidates(vraag, termen, woordbeeld):
        if fold(tekst) not in asked:
            found.setdefault(fold(tekst), tekst)
    return list(found.values())[:MAX_RELATED]


def _candidates(vraag: Vraag, termen: Termen, woordbeeld: Woordbeeld) -> Iterator[str]:
    unknown = [woord for woord in vraag.woorden if not woordbeeld.can_find(woord.exact)]
    for woord in unknown:
        yield from (with_accents(nabij.woord) for nabij in woordbeeld.near(woord.exact)[:NEAR_PER_WORD])
    for term in _akin(vraag.woorden, termen.terms):
        if woordbeeld.can_find(term.naam):
            yield term.naam
    for woord in unknown:
        parts = (deel for deel in split_compound(woord.exact) if len(deel) >= MIN_PART)
        yield from (deel for deel in parts if woordbeeld.can_find(deel))


def _akin(woorden: Iterable[Woord], terms: Iterable[Term]) -> list[Term]:
    """Return the terms that share a word, a part or a beginning with the question; most in common first."""
    asked = _traits(woorden)
    shared = [(len(asked & _traits(analyse(term.naam))), term) for term in terms]
    found = [(-number, term.naam, term) for number, term in shared if number]
    return [term for _, _, term in sorted(found, key=lambda item: item[:2])]


def _traits(woorden: Iterable[Woord]) -> set[str]:
    """Return what two words may have in common: their stem, a part that is long enough, how they begin."""
    said = [woord for woord in woorden if not woord.is_stop]
    parts = {deel for woord in said for deel in woord.delen if len(deel) >= MIN_PART}
    beginnings = {woord.exact[:BEGINNING] for woord in said if len(woord.exact) > BEGINNING}
    return {woord.stam for woord in said} | parts | beginnings
