"""Showing why a passage was found: the part with most of the asked words, and those words marked. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from kennis.search.dutch import Plek, Woord, locate

SNIPPET_WORDS = 45


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of text that is marked, or not."""

    tekst: str
    gemarkeerd: bool = False


def mark(tekst: str, woorden: Collection[Woord]) -> tuple[Fragment, ...]:
    """Return the whole text in pieces, with every form of the words marked; joined they are the text."""
    asked = _Asked(woorden)
    return _fragments(tekst, 0, len(tekst), [plek for plek in locate(tekst) if asked.matches(plek.woord)])


def snippet(tekst: str, woorden: Collection[Woord], length: int = SNIPPET_WORDS) -> tuple[Fragment, ...]:
    """Return the stretch of about `length` words with most different asked words, marked, with … where cut."""
    plekken = list(locate(tekst))
    if not plekken:
        return (Fragment(tekst),) if tekst else ()
    asked = _Asked(woorden)
    hits = [index for index, plek in enumerate(plekken) if asked.matches(plek.woord)]
    first = _best_start(plekken, hits, length)
    last = min(first + length, len(plekken)) - 1
    begin = 0 if first == 0 else plekken[first].begin
    eind = len(tekst) if last == len(plekken) - 1 else plekken[last].eind
    inside = [plekken[index] for index in hits if first <= index <= last]
    pieces = _fragments(tekst, begin, eind, inside)
    before = (Fragment("… "),) if begin else ()
    after = (Fragment(" …"),) if eind < len(tekst) else ()
    return (*before, *pieces, *after)


def _best_start(plekken: Sequence[Plek], hits: Sequence[int], length: int) -> int:
    """Return the number of the word to begin with: a little before the hit that has most company."""
    if not hits:
        return 0
    company = [
        len({plekken[other].woord.stam for other in hits if start <= other < start + length - length // 5})
        for start in hits
    ]
    start = hits[company.index(max(company))] - length // 5
    return max(0, min(start, len(plekken) - length))


def _fragments(tekst: str, begin: int, eind: int, hits: Sequence[Plek]) -> tuple[Fragment, ...]:
    pieces: list[Fragment] = []
    position = begin
    for plek in hits:
        pieces.append(Fragment(tekst[position : plek.begin]))
        pieces.append(Fragment(tekst[plek.begin : plek.eind], gemarkeerd=True))
        position = plek.eind
    pieces.append(Fragment(tekst[position:eind]))
    return tuple(piece for piece in pieces if piece.tekst)


class _Asked:
    """The asked words, arranged so that a word of a text is compared with all of them at once."""

    def __init__(self, woorden: Collection[Woord]) -> None:
        self._exact = {woord.exact for woord in woorden}
        self._stammen = {woord.stam for woord in woorden}
        self._delen = {deel for woord in woorden for deel in woord.delen}

    def matches(self, woord: Woord) -> bool:
        """Tell whether a word is a form of an asked word, or one is a part of the other."""
        if woord.is_stop:
            return woord.exact in self._exact
        if woord.stam in self._stammen or woord.stam in self._delen:
            return True
        return not self._stammen.isdisjoint(woord.delen)
