"""Which words of a text answer to the asked words, and which part of a compound does. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from kennis.search.dutch import (
    Plek,
    Woord,
    analyse_word,
    pieces_of,
    word_begins,
    written_words,
)
from kennis.search.terms import Alternatief, Alternatieven

NO_ALTERNATIVES: Alternatieven = {}

Numbers = frozenset[int]
_NONE: Numbers = frozenset()
Place = tuple[int, Plek]  # a word and its number in the text


class Located:
    """A text with its words and their places: worked out once for all that is told of it."""

    def __init__(self, tekst: str) -> None:
        self.tekst = tekst
        self.words = written_words(tekst)

    @cached_property
    def begins(self) -> list[int]:
        """Where each word begins."""
        return word_begins(self.tekst)

    def end(self, nummer: int) -> int:
        """Return where a word ends."""
        return self.begins[nummer] + len(self.words[nummer])

    def written(self, plek: Plek) -> str:
        """Return a word as it is written."""
        return self.tekst[plek.begin : plek.eind]


@dataclass(frozen=True, slots=True)
class Vondst:
    """A word of a text that answers: its number there, the part of it that does, and the asked words it meets."""

    nummer: int
    begin: int
    eind: int
    gevraagd: Numbers


class Asked:
    """The asked words, arranged so that a word of a text is compared with all of them at once."""

    def __init__(self, woorden: Collection[Woord], alternatieven: Alternatieven = NO_ALTERNATIVES) -> None:
        asked = list(enumerate(woorden))
        self._exact = _by_key((woord.exact, number) for number, woord in asked)
        self._stems = _by_key((woord.stam, number) for number, woord in asked)
        self._parts = _by_key((deel, number) for number, woord in asked for deel in woord.delen)
        self._compounds = [(frozenset(woord.delen), number) for number, woord in asked if woord.delen]
        self._others = [
            (Asked(alternatief.woorden), len(alternatief.woorden), numbers)
            for alternatief, numbers in _others(asked, alternatieven).items()
        ]
        own = (*self._exact, *self._stems, *self._parts)
        self.keys: frozenset[str] = frozenset(own).union(*(other.keys for other, _, _ in self._others))
        self._near = _NearWords(self.keys)

    def near(self, located: Located) -> list[Place]:
        """Return the words of a text that may answer; most do not, and this is soon told."""
        near = self._near
        return [
            (nummer, Plek(woord, located.begins[nummer], located.end(nummer)))
            for nummer, word in enumerate(located.words)
            if (woord := near[word])
        ]

    def among(self, places: Sequence[Place], located: Located) -> list[Vondst]:
        """Return which of these words of a text answer, in order.

        Another name counts where all its words stand near, a part of an asked compound where all its parts stand.
        """
        found = {vondst.nummer: vondst for vondst in self._under_other_names(places, located)}
        compounds = self._complete(places)
        for nummer, plek in places:
            gevraagd = self.answered_by(plek.woord) | (self._part_of(plek.woord) & compounds)
            if gevraagd:
                also = found[nummer].gevraagd if nummer in found else _NONE
                found[nummer] = Vondst(nummer, *self._stretch(located, plek), gevraagd | also)
        return [found[nummer] for nummer in sorted(found)]

    def answered_by(self, woord: Woord) -> Numbers:
        """Return which asked words this is a form of or has as a part; a stop word only as typed."""
        if woord.is_stop:
            return self._exact.get(woord.exact, _NONE)
        return self._stems.get(woord.stam, _NONE).union(*(self._stems.get(deel, _NONE) for deel in woord.delen))

    def _part_of(self, woord: Woord) -> Numbers:
        """Return of which asked compounds this is a part, or has one as a part."""
        if not self._parts or woord.is_stop:
            return _NONE
        return self._parts.get(woord.stam, _NONE).union(*(self._parts.get(deel, _NONE) for deel in woord.delen))

    def _complete(self, places: Sequence[Place]) -> Numbers:
        """Return the asked compounds of which a text holds all parts, loose or in other words."""
        if not self._compounds:
            return _NONE
        stems = {stam for _, plek in places for stam in (plek.woord.stam, *plek.woord.delen)}
        return frozenset(number for delen, number in self._compounds if delen <= stems)

    def _under_other_names(self, places: Sequence[Place], located: Located) -> Iterator[Vondst]:
        for other, size, numbers in self._others:
            for vondst in _near_together(other.among(places, located), size):
                yield replace(vondst, gevraagd=numbers)

    def _stretch(self, located: Located, plek: Plek) -> tuple[int, int]:
        """Return where the part of a word stands that was asked for; mostly that is all of it."""
        whole = plek.begin, plek.eind
        if not plek.woord.delen or plek.woord.stam in self._stems or plek.woord.stam in self._parts:
            return whole
        asked = [(begin, eind) for stam, begin, eind in pieces_of(located.written(plek)) if self._has(stam)]
        return (plek.begin + asked[0][0], plek.begin + asked[-1][1]) if asked else whole

    def _has(self, stam: str) -> bool:
        return stam in self._stems or stam in self._parts


class _NearWords(dict[str, Woord | None]):
    """By word as it is written what it is, when that may answer: each is looked at once for a whole page."""

    def __init__(self, keys: frozenset[str]) -> None:
        super().__init__()
        self._keys = keys

    def __missing__(self, word: str) -> Woord | None:
        woord = analyse_word(word)
        found = woord if self._answers(woord) else None
        self[word] = found
        return found

    def _answers(self, woord: Woord) -> bool:
        keys = self._keys
        return woord.stam in keys or woord.exact in keys or not keys.isdisjoint(woord.delen)


class Reading:
    """A text as one reads it with a question: its words, those that may answer and those that do."""

    def __init__(self, tekst: str, asked: Asked) -> None:
        self.located = Located(tekst)
        self._asked = asked

    @cached_property
    def near(self) -> list[Place]:
        """The words that may answer, each with its number."""
        return self._asked.near(self.located)

    @cached_property
    def found(self) -> list[Vondst]:
        """The words that answer, in order."""
        return self._asked.among(self.near, self.located)


def _by_key(pairs: Iterator[tuple[str, int]]) -> Mapping[str, Numbers]:
    found: dict[str, Numbers] = {}
    for key, number in pairs:
        found[key] = found.get(key, _NONE) | {number}
    return found


def _others(asked: Sequence[tuple[int, Woord]], alternatieven: Alternatieven) -> dict[Alternatief, Numbers]:
    """Return the other names, each with the numbers of the asked words that it stands for."""
    found: dict[Alternatief, Numbers] = {}
    for number, woord in asked:
        for alternatief in alternatieven.get(woord, ()):
            found[alternatief] = found.get(alternatief, _NONE) | {number}
    return found


def _near_together(found: Sequence[Vondst], size: int) -> Iterator[Vondst]:
    """Yield what belongs to a stretch of twice the length of a name that holds all of its words."""
    for start, first in enumerate(found):
        near = [other for other in found[start:] if other.nummer <= first.nummer + 2 * size]
        if len(frozenset[int]().union(*(vondst.gevraagd for vondst in near))) == size:
            yield from near
