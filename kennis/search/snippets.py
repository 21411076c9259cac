"""Showing why a passage was found: the part with most of the asked words, and those words marked. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from kennis.search.dutch import Woord
from kennis.search.matching import NO_ALTERNATIVES, Asked, Located, Reading, Vondst
from kennis.search.terms import Alternatieven

SNIPPET_WORDS = 45
_LEAD = 8  # words before the first asked one, where no sentence begins near it

_SENTENCE_END = re.compile(r"[.!?…][^\w]*\s|\n")


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of text that is marked, or not."""

    tekst: str
    gemarkeerd: bool = False


Markeer = Callable[[str], tuple[Fragment, ...]]


def marker(woorden: Collection[Woord], alternatieven: Alternatieven = NO_ALTERNATIVES) -> Markeer:
    """Return a function that marks these words in a text; made once for all the passages of a document."""
    if not woorden:
        return lambda tekst: (Fragment(tekst),) if tekst else ()
    asked = Asked(woorden, alternatieven)

    def markeer(tekst: str) -> tuple[Fragment, ...]:
        return _fragments(tekst, 0, len(tekst), Reading(tekst, asked).found)

    return markeer


def mark(
    tekst: str, woorden: Collection[Woord], alternatieven: Alternatieven = NO_ALTERNATIVES
) -> tuple[Fragment, ...]:
    """Return the whole text in pieces, with every form of the words marked; joined they are the text."""
    return marker(woorden, alternatieven)(tekst)


def snippet(reading: Reading, length: int = SNIPPET_WORDS) -> tuple[Fragment, ...]:
    """Return the stretch of at most `length` words with most different asked words, marked, with … where cut.

    It begins with a sentence where it can: of those that show as many words the one that holds most itself.
    """
    located, found = reading.located, reading.found
    tekst, size = located.tekst, len(located.words)
    if not size:
        return (Fragment(tekst),) if tekst else ()
    first = _best_start(located, found, length)
    last = min(first + length, size) - 1
    begin = 0 if first == 0 else located.begins[first]
    eind = len(tekst) if last == size - 1 else located.end(last)
    pieces = _fragments(tekst, begin, eind, [vondst for vondst in found if first <= vondst.nummer <= last])
    before = (Fragment("… "),) if begin else ()
    after = (Fragment(" …"),) if eind < len(tekst) else ()
    return (*before, *pieces, *after)


def _best_start(located: Located, found: Sequence[Vondst], length: int) -> int:
    """Return the number of the word to begin with."""
    size = len(located.words)
    sentences = [0, *_sentence_starts(located)]
    ends = dict(zip(sentences, [*sentences[1:], size], strict=True))
    room = max(0, size - length)

    def worth(start: int) -> tuple[int, int, bool, int]:
        sentence = min(ends.get(start, start), start + length)
        return _company(found, start, start + length), _company(found, start, sentence), start in ends, -start

    loose = [max(0, vondst.nummer - min(_LEAD, length // 2)) for vondst in found]
    best = max({*sentences, *loose}, key=worth)
    if best <= room:
        return best
    # The passage ends before the snippet does: the sentences before the best one fill it.
    return next((start for start in sentences if room <= start <= best), best)


def _sentence_starts(located: Located) -> list[int]:
    """Return the numbers of the words, but the first, with which a sentence or a line begins."""
    tekst, begins = located.tekst, located.begins
    ends = (match.end() for match in _SENTENCE_END.finditer(tekst))
    starts = {bisect_left(begins, end) for end in ends}
    return sorted(
        number
        for number in starts
        if 0 < number < len(begins) and (not tekst[begins[number]].islower() or "\n" in _gap(located, number))
    )


def _gap(located: Located, number: int) -> str:
    """Return what stands between a word and the one before it."""
    return located.tekst[located.end(number - 1) : located.begins[number]]


def _company(found: Sequence[Vondst], start: int, stop: int) -> int:
    """Return how many different asked words stand from one word up to another."""
    return len({number for vondst in found if start <= vondst.nummer < stop for number in vondst.gevraagd})


def _fragments(tekst: str, begin: int, eind: int, found: Sequence[Vondst]) -> tuple[Fragment, ...]:
    pieces: list[Fragment] = []
    position = begin
    for vondst in found:
        pieces.append(Fragment(tekst[position : vondst.begin]))
        pieces.append(Fragment(tekst[vondst.begin : vondst.eind], gemarkeerd=True))
        position = vondst.eind
    pieces.append(Fragment(tekst[position:eind]))
    return tuple(piece for piece in pieces if piece.tekst)
