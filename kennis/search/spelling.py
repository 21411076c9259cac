"""Typing errors: what was probably meant, judged by the words that one reader can see and by nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby, zip_longest

import numpy as np
from numpy.typing import NDArray

from kennis.search.dutch import Woord, analyse_word, fold, locate, split_compound, stem, usualness, with_accents
from kennis.search.keywords import KeywordReader
from kennis.search.query import loose_pieces
from kennis.search.scoring import weighted_counts
from kennis.search.vocabulary import Vocabulary

MIN_LETTERS = 5  # SWW, Wsw and SW differ by one letter, and so do too many short words
TWO_SLIPS = 8  # letters; a shorter word with two slips could be anything
SLIP_LETTERS = 6  # of a word of which the collection may hold misspelt forms
USUAL = 3.3  # Zipf scale; such a word is meant as it is typed, though nothing holds it
WELL_KNOWN_SLIP = 7  # letters; so many people write 'proffesioneel' that it counts as a rare word
MAX_VARIANTS = 8
MIN_PART = 4  # letters of the half of a compound that is typed well
MIN_PIECE = 2  # letters of a word that was typed onto another

Mask = NDArray[np.bool_]
_ENDINGS = ("t", "d", "s", "e", "en", "de", "te")  # of verbs and nouns
_FIRST_LINKERS = ("", "s")


@dataclass(frozen=True, slots=True)
class Nabij:
    """A word close to another one; `dragers` is the number of visible records that hold it."""

    woord: str
    afstand: int
    dragers: int


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
        return self._near(woord, _allowed(woord), visible)

    def _near(self, woord: str, distance: int, visible: Mask) -> list[Nabij]:
        found = [
            Nabij(other, afstand, dragers)
            for other, afstand in (self._words.close_to(woord, distance) if distance else ())
            if (dragers := self.holders(other, visible))
        ]
        return sorted(found, key=lambda nabij: _likelihood(woord, nabij))

    def variants(self, woord: str, visible: Mask) -> tuple[str, ...]:
        """Return the words that are probably this folded word with a slip in it, or without the slip it has."""
        if len(woord) < SLIP_LETTERS:
            return ()
        close = (nabij for nabij in self._near(woord, min(1, _allowed(woord)), visible))
        slips = [nabij.woord for nabij in close if _is_same_word(woord, nabij.woord)]
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
            and _may_be_slip(left + right)
            and not (self._is_known(left, visible) and self._is_known(right, visible))
            and self.holders(fold(left + right), visible) > 0
        )

    def _intended(self, getypt: str, visible: Mask) -> str:
        woord = analyse_word(getypt)
        if not _may_be_slip(getypt) or self._is_known(getypt, visible):
            return getypt
        likely = [nabij for nabij in self._candidates(woord, visible) if _is_believable(woord, nabij)]
        if any(stem(nabij.woord) == woord.stam for nabij in likely):
            return getypt  # the search finds the right word as it is
        if likely:
            return self._intended(_in_case(likely[0].woord, getypt), visible)  # a compound may itself be a slip
        return getypt if _is_possible(woord) else next(self._pairs(woord.exact, visible), getypt)

    def _is_known(self, getypt: str, visible: Mask) -> bool:
        """Tell whether a visible record holds a word, or people use it all the same."""
        woord = analyse_word(getypt)
        if usualness(woord.exact) >= USUAL or self.holders(woord.exact, visible):
            return True
        return _is_possible(woord) and self.is_held(woord, visible)  # the stem of a slip says little

    def _candidates(self, woord: Woord, visible: Mask) -> list[Nabij]:
        near = self.near(woord.exact, visible)
        if _is_possible(woord) or (near and near[0].afstand == 1):
            return near
        return sorted([*near, *self._compounds(woord.exact, visible)], key=partial(_likelihood, woord.exact))

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
            if _is_part(head):
                yield from (head + nabij.woord for nabij in self._near(tail, min(1, _allowed(tail)), visible))
            if _is_part(tail):
                yield from (nabij.woord + tail for nabij in self._near(head, min(1, _allowed(head)), visible))

    def _pairs(self, word: str, visible: Mask) -> Iterator[str]:
        """Yield the two words that `word` is without its space, when they stand so in a visible record."""
        for cut in range(MIN_PIECE, len(word) - MIN_PIECE + 1):
            halves = word[:cut], word[cut:]
            both_words = all(half in self._words for half in halves)
            if both_words and visible[self._reader.docs_with_phrase(halves)].any():
                yield " ".join(halves)


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


def _may_be_slip(getypt: str) -> bool:
    """Tell whether a word is long enough, and of letters alone: dates, codes and W&Z are meant as typed."""
    return getypt.isalpha() and len(getypt) >= MIN_LETTERS


def _allowed(woord: str) -> int:
    """Return how many slips a word of this length may hold."""
    if not _may_be_slip(woord):
        return 0
    return 2 if len(woord) >= TWO_SLIPS else 1


def _is_part(half: str) -> bool:
    """Tell whether this may be one half of a compound, its linking letter with it."""
    words = [half.removesuffix(linker) for linker in _FIRST_LINKERS]
    return any(usualness(word) >= USUAL or split_compound(word) for word in words)


def _is_possible(woord: Woord) -> bool:
    """Tell whether this may be a word: a rare one or a form of it, or a compound of usual ones."""
    return usualness(woord.exact) > 0 or bool(woord.delen) or _is_inflected(woord.exact)


def _is_inflected(word: str) -> bool:
    """Tell whether a word that is in no list is a form of one that is: zeemt."""
    bases = (word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending))
    return any(len(base) >= MIN_PART and usualness(base) > 0 for base in bases)


def _is_believable(woord: Woord, nabij: Nabij) -> bool:
    """Tell whether a slip is likely; more is needed for that when what was typed may be meant."""
    getypt, bedoeld = woord.exact, nabij.woord
    if nabij.afstand > 1 and getypt[0] != bedoeld[0]:
        return False
    if not _is_possible(woord):
        return True
    if nabij.afstand > 1 or getypt[0] != bedoeld[0]:
        return False
    if usualness(getypt) == 0:
        return True
    usual_slip = _letters(getypt) == _letters(bedoeld) and len(getypt) >= WELL_KNOWN_SLIP
    return usual_slip and usualness(bedoeld) > usualness(getypt)


def _letters(word: str) -> list[str]:
    """Return the letters of a word, in order and once where doubled: those of stoepen are not those of stoppen."""
    return sorted(letter for letter, _ in groupby(word))


def _is_same_word(one: str, other: str) -> bool:
    """Tell whether two words that differ by a letter are one word, of which at least one form is unknown.

    Another ending is grammar, which the stem knows. Compounds are one word only when their parts are the same:
    zorgvrager is another word than zorgvragen, Wijdmeren is Wijdemeren.
    """
    if usualness(one) > 0 and usualness(other) > 0:
        return False
    ending = min(len(one), len(other)) - 1
    if one[0] != other[0] or one[:ending] == other[:ending] or stem(one) == stem(other):
        return False
    return _have_same_parts(analyse_word(one).delen, analyse_word(other).delen)


def _have_same_parts(some: Sequence[str], others: Sequence[str]) -> bool:
    """Tell whether two compounds have the same parts but for a linking letter; what is no compound has any."""
    if not (some and others):
        return True
    pairs = list(zip_longest(some, others, fillvalue=""))
    return all(part and other and (part.startswith(other) or other.startswith(part)) for part, other in pairs)


def _likelihood(getypt: str, nabij: Nabij) -> tuple[int, bool, bool, int, float, str]:
    """Return an order: few slips, the first letter right, no strange letter, many records, usual, the alphabet."""
    other_start = nabij.woord[0] != getypt[0]
    other_letters = set(nabij.woord) != set(getypt)  # letters are swapped, doubled or dropped more than mistaken
    return (
        nabij.afstand,
        other_start,
        other_letters,
        -nabij.dragers,
        -usualness(nabij.woord),
        nabij.woord,
    )


def _in_case(woord: str, getypt: str) -> str:
    """Return a folded word as it is written, with the capitals of the one that was typed."""
    woord = with_accents(woord)
    if getypt.isupper():
        return woord.upper()
    return woord[:1].upper() + woord[1:] if getypt[0].isupper() else woord


def _correctie(tekst: str, meant: Sequence[_Typed]) -> Correctie:
    changed = [word for word in meant if word.bedoeld != word.getypt]
    corrected = tekst
    for word in reversed(changed):
        corrected = corrected[: word.begin] + word.bedoeld + corrected[word.eind :]
    return Correctie(corrected, tuple(Verbetering(word.getypt, word.bedoeld) for word in changed))
