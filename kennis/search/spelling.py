"""Typing errors: what was probably meant, judged by the words that one reader can see and by nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial

import numpy as np
from numpy.typing import NDArray

from kennis.search.dutch import Woord, analyse_word, locate, stem
from kennis.search.keywords import KeywordReader
from kennis.search.lexicon import fold, usualness, words_from
from kennis.search.query import loose_pieces
from kennis.search.scoring import weighted_counts
from kennis.search.slips import (
    MIN_PART,
    USUAL,
    Nabij,
    allowed_slips,
    in_case,
    is_believable,
    is_part,
    is_possible,
    is_same_word,
    likelihood,
    may_be_slip,
)
from kennis.search.vocabulary import Vocabulary

SLIP_LETTERS = 6  # of a word of which the collection may hold misspelt forms
MAX_VARIANTS = 8
MIN_PIECE = 2  # letters of a word that was typed onto another

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Verbetering:
    """A word of a question, as typed and as probably meant."""

    getypt: str
    bedoeld: str


@dataclass(frozen=True, slots=True)
class Correctie:
    """A question without its typing errors, else as typed; nothing in `verbeteringen` when it had none."""

    tekst: str
    verbeteringen: tuple[Verbetering, ...] = ()


class Spelling:
    """The spelling of one index; safe to share between threads. Each answer is for who sees the records `visible`.

    Words of other records are passed over before anything is chosen, counted or cut off.
    """

    def __init__(self, reader: KeywordReader) -> None:
        self._reader = reader
        self._words = Vocabulary(reader.words("exact"))

    def holders(self, word: str, visible: Mask) -> int:
        """Return how many of these records hold a folded word as it is written."""
        return int(visible[self._reader.postings("exact", word).docs].sum())

    def holding(self, woord: Woord) -> Mask:
        """Return in which records the search finds a word, in any of its forms."""
        found: Mask = weighted_counts(woord, self._reader.postings, self._reader.size) > 0
        return found

    def held_by(self, woord: Woord, visible: Mask) -> int:
        """Return in how many of these records the search finds a word."""
        return int(np.count_nonzero(self.holding(woord) & visible))

    def is_held(self, woord: Woord, visible: Mask) -> bool:
        """Tell whether the search finds a word in one of these records."""
        stam = woord.stam
        for field, term in (("exact", woord.exact), ("stam", stam), ("context", stam), ("deel", stam)):
            if visible[self._reader.postings(field, term).docs].any():
                return True
        return bool(woord.delen) and self.held_by(woord, visible) > 0

    def starting_with(self, beginning: str) -> Sequence[str]:
        """Return all words that begin so, whoever may see them: ask `holders` before anything is shown."""
        return self._words.starting_with(beginning)

    def near(self, woord: str, visible: Mask) -> list[Nabij]:
        """Return the words that a folded word may be a slip of, the likeliest first."""
        return self._near(woord, allowed_slips(woord), visible)

    def _near(self, woord: str, distance: int, visible: Mask) -> list[Nabij]:
        found = [
            Nabij(other, afstand, dragers)
            for other, afstand in (self._words.close_to(woord, distance) if distance else ())
            if (dragers := self.holders(other, visible))
        ]
        return sorted(found, key=lambda nabij: likelihood(woord, nabij))

    def variants(self, woord: str, visible: Mask) -> tuple[str, ...]:
        """Return the words that are probably this folded word with a slip in it, or without the slip it has."""
        if len(woord) < SLIP_LETTERS:
            return ()
        close = (nabij for nabij in self._near(woord, _at_most_one(woord), visible))
        slips = [nabij.woord for nabij in close if is_same_word(woord, nabij.woord)]
        return tuple(slips[:MAX_VARIANTS])

    def correct(self, tekst: str, visible: Mask) -> Correctie:
        """Return a question as it was probably meant; what stands in quotes or behind a minus stays."""
        words = self._joined(_loose_words(tekst), tekst, visible)
        meant = [replace(word, bedoeld=self._intended(word.bedoeld, visible)) for word in words]
        return _correctie(tekst, self._joined(meant, tekst, visible))

    def _joined(self, words: Iterable[_Typed], tekst: str, visible: Mask) -> list[_Typed]:
        """Take words together that are known only together: 'huis houdelijke'."""
        done: list[_Typed] = []
        for word in words:
            last = word
            while done and self._belong_together(done[-1], last, tekst, visible):
                last = done.pop().with_next(last)
            done.append(last)
        return done

    def _belong_together(self, one: _Typed, other: _Typed, tekst: str, visible: Mask) -> bool:
        left, right = one.bedoeld.split()[-1], other.bedoeld.split()[0]
        return (
            tekst[one.eind : other.begin] == " "
            and may_be_slip(left + right)
            and not (self._is_known(left, visible) and self._is_known(right, visible))
            and self.holders(fold(left + right), visible) > 0
        )

    def _intended(self, getypt: str, visible: Mask) -> str:
        woord = analyse_word(getypt)
        if not may_be_slip(getypt) or self._is_known(getypt, visible):
            return getypt
        likely = [nabij for nabij in self._candidates(woord, visible) if is_believable(woord, nabij)]
        if any(stem(nabij.woord) == woord.stam for nabij in likely):
            return getypt  # the search finds the right word as it is
        if likely:
            return self._intended(in_case(likely[0].woord, getypt), visible)  # a compound may itself be a slip
        return getypt if is_possible(woord) else next(self._pairs(woord.exact, visible), getypt)

    def _is_known(self, getypt: str, visible: Mask) -> bool:
        """Tell whether a visible record holds a word, or people use it all the same."""
        woord = analyse_word(getypt)
        if usualness(woord.exact) >= USUAL or self.holders(woord.exact, visible):
            return True
        return is_possible(woord) and self.is_held(woord, visible)  # the stem of a slip says little

    def _candidates(self, woord: Woord, visible: Mask) -> list[Nabij]:
        near = self.near(woord.exact, visible)
        if is_possible(woord):
            return near
        near = sorted([*near, *_near_usual(woord.exact)], key=partial(likelihood, woord.exact))
        if near and near[0].afstand == 1:
            return near
        return sorted([*near, *self._compounds(woord.exact, visible)], key=partial(likelihood, woord.exact))

    def _compounds(self, word: str, visible: Mask) -> list[Nabij]:
        """Return the compounds that `word` is but for a slip in one half; records may hold them in parts only."""
        found = []
        for compound in sorted({*self._with_slip(word, visible)}):
            parts = [self.held_by(Woord(deel, deel), visible) for deel in analyse_word(compound).delen]
            if parts and all(parts):
                found.append(Nabij(compound, 1, min(parts)))
        return found

    def _with_slip(self, word: str, visible: Mask) -> Iterator[str]:
        for cut in range(MIN_PART, len(word) - MIN_PART + 1):
            head, tail = word[:cut], word[cut:]
            if is_part(head):
                yield from (head + nabij.woord for nabij in self._one_slip(tail, visible))
            if is_part(tail):
                yield from (nabij.woord + tail for nabij in self._one_slip(head, visible))

    def _one_slip(self, half: str, visible: Mask) -> list[Nabij]:
        return [*self._near(half, _at_most_one(half), visible), *_near_usual(half)]

    def _pairs(self, word: str, visible: Mask) -> Iterator[str]:
        """Yield the two words that `word` is without its space, when they stand so in a visible record."""
        for cut in range(MIN_PIECE, len(word) - MIN_PIECE + 1):
            halves = word[:cut], word[cut:]
            both_words = all(half in self._words for half in halves)
            if both_words and visible[self._reader.docs_with_phrase(halves)].any():
                yield " ".join(halves)


def _at_most_one(word: str) -> int:
    """Return how many slips a word may hold where more than one would be too many."""
    return min(1, allowed_slips(word))


def _near_usual(word: str) -> Iterator[Nabij]:
    """Yield the usual words with one letter less, more or other, though no record may hold them.

    What is meant is found by its meaning all the same, and that of a word with a slip is anything.
    """
    for other, afstand in _usual_words().close_to(word, _at_most_one(word)):
        yield Nabij(other, afstand, dragers=0)


@cache
def _usual_words() -> Vocabulary:
    return Vocabulary(words_from(USUAL))


@dataclass(frozen=True, slots=True)
class _Typed:
    """A word of a question and where it stands; `bedoeld` is what it was probably meant to be."""

    getypt: str
    begin: int
    eind: int
    bedoeld: str

    def with_next(self, other: _Typed) -> _Typed:
        """Return this word and the next one as one."""
        bedoeld = self.bedoeld + other.bedoeld[0].lower() + other.bedoeld[1:]
        return _Typed(f"{self.getypt} {other.getypt}", self.begin, other.eind, bedoeld)


def _loose_words(tekst: str) -> Iterator[_Typed]:
    for begin, eind in loose_pieces(tekst):
        for plek in locate(tekst[begin:eind]):
            getypt = tekst[begin + plek.begin : begin + plek.eind]
            yield _Typed(getypt, begin + plek.begin, begin + plek.eind, getypt)


def _correctie(tekst: str, meant: Sequence[_Typed]) -> Correctie:
    changed = [word for word in meant if word.bedoeld != word.getypt]
    corrected = tekst
    for word in reversed(changed):
        corrected = corrected[: word.begin] + word.bedoeld + corrected[word.eind :]
    return Correctie(corrected, tuple(Verbetering(word.getypt, word.bedoeld) for word in changed))
