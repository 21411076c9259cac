"""When one word may be a slip of another: rules about two words, whatever stands in the collection. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest

from kennis.search.dutch import Woord, analyse_word, split_compound, stem, with_accents
from kennis.search.lexicon import usualness

MIN_LETTERS = 5  # SWW, Wsw and SW differ by one letter, and so do too many short words
TWO_SLIPS = 8  # letters; a shorter word with two slips could be anything
USUAL = 3.3  # Zipf scale; such a word is meant as it is typed, though nothing holds it
WELL_KNOWN_SLIP = 7  # letters; so many people write 'proffesioneel' that it counts as a rare word
MIN_PART = 4  # letters of the half of a compound that is typed well

_ENDINGS = ("t", "d", "s", "e", "en", "de", "te")  # of verbs and nouns
_FIRST_LINKERS = ("", "s")


@dataclass(frozen=True, slots=True)
class Nabij:
    """A word close to another one; `dragers` is the number of visible records that hold it."""

    woord: str
    afstand: int
    dragers: int


def may_be_slip(getypt: str) -> bool:
    """Tell whether a word is long enough, and of letters alone: dates, codes and W&Z are meant as typed."""
    return getypt.isalpha() and len(getypt) >= MIN_LETTERS


def allowed_slips(woord: str) -> int:
    """Return how many slips a word of this length may hold."""
    if not may_be_slip(woord):
        return 0
    return 2 if len(woord) >= TWO_SLIPS else 1


def is_part(half: str) -> bool:
    """Tell whether this may be one half of a compound, its linking letter with it."""
    words = [half.removesuffix(linker) for linker in _FIRST_LINKERS]
    return any(usualness(word) >= USUAL or split_compound(word) for word in words)


def is_possible(woord: Woord) -> bool:
    """Tell whether this may be a word: a rare one or a form of it, or a compound of usual ones."""
    return usualness(woord.exact) > 0 or bool(woord.delen) or _is_inflected(woord.exact)


def _is_inflected(word: str) -> bool:
    """Tell whether a word that is in no list is a form of one that is: zeemt."""
    bases = (word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending))
    return any(len(base) >= MIN_PART and usualness(base) > 0 for base in bases)


def is_believable(woord: Woord, nabij: Nabij) -> bool:
    """Tell whether a slip is likely; more is needed for that when what was typed may be meant."""
    getypt, bedoeld = woord.exact, nabij.woord
    if nabij.afstand > 1 and getypt[0] != bedoeld[0]:
        return False
    if not is_possible(woord):
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


def is_same_word(one: str, other: str) -> bool:
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


def likelihood(getypt: str, nabij: Nabij) -> tuple[int, bool, bool, bool, int, float, str]:
    """Return an order: few slips, held, first letter right, no strange letter, more records, usual, alphabet."""
    other_start = nabij.woord[0] != getypt[0]
    other_letters = set(nabij.woord) != set(getypt)  # letters are swapped, doubled or dropped more than mistaken
    return (
        nabij.afstand,
        nabij.dragers == 0,
        other_start,
        other_letters,
        -nabij.dragers,
        -usualness(nabij.woord),
        nabij.woord,
    )


def in_case(woord: str, getypt: str) -> str:
    """Return a folded word as it is written, with the capitals of the one that was typed."""
    woord = with_accents(woord)
    if getypt.isupper():
        return woord.upper()
    return woord[:1].upper() + woord[1:] if getypt[0].isupper() else woord
