"""Dutch analysis, the same for what is indexed and for what is asked: words, stems and parts of compounds."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.metadata import version
from typing import NamedTuple

import Stemmer

from kennis.search.lexicon import fold, usualness, written

ANALYSER_VERSION = f"3/snowball-{version('pystemmer')}/wordfreq-{version('wordfreq')}"

# The Kraaij-Pohlmann stemmer takes 'ge' from the front of these, and makes 'gemeente' into 'meen'. They
# keep it, and get the older stemmer, which leaves it alone.
_PROTECTED = tuple(
    (
        "bege gebie gebou gebrek gebruik gedrag geduld gedeel gegeven geheim gehandicap geld geleid "
        "geluid geluk gemeen gemid geneesk generat gerecht gericht geschied geschil geslacht gesprek "
        "getal gevaar geval gevang gevoel gevolg geweld gewest gewicht gewoon gezag gezicht gezin gezond"
    ).split()
)
# Short words that open or close a compound verb: too short to be a part of a compound by themselves.
_PARTICLES = frozenset(("aan af bij door in mee na neer om onder op over tegen terug toe uit voor weg").split())
# Openings and endings that are no words by themselves, though they look like one.
_AFFIXES = frozenset(
    (
        "aard aat ater baar den eert ende ent eren gek gen heid her isch ken lijk loze naar nen ont per "
        "schap sen ten ver"
    ).split()
)
_ENDINGS = frozenset({"s", "er", "ers", "en", "tje", "tjes"})  # behind an apostrophe
_LINKERS = ("", "s", "en", "e", "er")

_STOP_ZIPF = 5.95  # Zipf scale; above it stand the words that say nothing about a subject: de, van, het …
_PART_ZIPF = 2.7  # a part of a compound is a word that people use by itself
_KNOWN_PART_ZIPF = 3.3  # the same, where the whole is a usual word too
_WHOLE_ZIPF = 5.0  # words as usual as 'gemeente' are not taken apart
_PART_LENGTH = 4  # letters; shorter parts split words that are no compounds
_SHORT_PART, _SHORT_PART_ZIPF = 3, 4.6
_LINKER_COST = 0.2
_MAX_PARTS = 4
_MAX_WORD = 64  # letters; a longer 'word' is a web address or a table without spaces

# A letter or digit, with the accents and invisible signs that may follow it in unusual but valid text.
_RUN = r"[^\W_]+(?:[\u0300-\u036f\u00ad\u200b-\u200d\ufeff]+[^\W_]*)*"
_WORD = re.compile(rf"{_RUN}(?:[&.'’\-]{_RUN})*")
# A match begins where a word does and ends, or a text of one long word or of nothing but hyphens takes minutes.
_START = r"(?<![^\W\d_])"
_ELLIPSIS = re.compile(_START + r"((?:[^\W\d_]+-,?\s+){1,9})(?:en|of)\s+([^\W\d_]+)")
_BROKEN = re.compile(_START + r"([^\W\d_]{3,})-\s+([^\W\d_]{4,})")


@dataclass(frozen=True, slots=True)
class Woord:
    """One word, analysed: as written (folded), its stem, and the stems of its parts when it is a compound."""

    exact: str
    stam: str
    delen: tuple[str, ...] = ()

    @property
    def is_stop(self) -> bool:
        return is_stop_word(self.exact)


class Plek(NamedTuple):
    """A word and where it stands in the text."""

    woord: Woord
    begin: int
    eind: int


def analyse(text: str) -> list[Woord]:
    """Return the words of a text in order, as they are meant.

    The words that 'in- en uitstroom' leaves out are filled in, and a word that was 'afge- broken' is made whole.
    """
    return [analyse_word(word) for word in written_words(_BROKEN.sub(_join, _ELLIPSIS.sub(_fill_in, text)))]


def locate(text: str) -> tuple[Plek, ...]:
    """Return the words of a text with the place where each is written; nothing is filled in."""
    return tuple([Plek(analyse_word(match[0]), *match.span()) for match in _WORD.finditer(text)])


def written_words(text: str) -> list[str]:
    """Return the words of a text in order, as they are written."""
    return _WORD.findall(text)


def as_written(text: str) -> dict[Woord, str]:
    """Return how each word of a text is written there."""
    return {analyse_word(word): word for word in written_words(text)}


def word_begins(text: str) -> list[int]:
    """Return where each of the written words of a text begins."""
    return [match.start() for match in _WORD.finditer(text)]


@lru_cache(maxsize=200_000)
def analyse_word(word: str) -> Woord:
    """Analyse one word; a word with hyphens is a compound whose parts are given."""
    plain = _strip_possessive(fold(word[:_MAX_WORD]))
    parts = [part for part in re.split(r"[-.&']", plain) if part]
    exact = "".join(parts)
    if "-" in plain and len(parts) > 1:
        delen = [deel for part in parts for deel in (split_compound(part) or (part,))]
        return Woord(exact, stem(exact), tuple(stem(deel) for deel in delen))
    return Woord(exact, stem(exact), tuple(stem(part) for part in split_compound(exact)))


def stem(word: str) -> str:
    """Return the Snowball stem of a folded word."""
    kind = "dutch_porter" if word.startswith(_PROTECTED) else "dutch"
    return str(_stemmers(kind).stemWord(word))


@cache
def is_stop_word(word: str) -> bool:
    return len(word) < 2 or (word.isalpha() and usualness(word) >= _STOP_ZIPF)


@lru_cache(maxsize=100_000)
def split_compound(word: str) -> tuple[str, ...]:
    """Return the parts of a compound ('huur', 'woningen'), or nothing when the word is none.

    The parts with their linking letters rebuild the whole word; of the ways to do so the one with the fewest
    and then the most usual parts is taken. A word that people know as a whole needs better known parts.
    """
    if not word.isalpha() or usualness(word) > _WHOLE_ZIPF:
        return ()
    floor = _KNOWN_PART_ZIPF if usualness(word) >= _PART_ZIPF else _PART_ZIPF
    return min(_splits(word, _MAX_PARTS, floor), default=(0.0, ()))[1]


def pieces_of(word: str) -> Iterator[tuple[str, int, int]]:
    """Yield the stem of each part of a compound, and where it stands; nothing when folding moves the letters."""
    folded = fold(word)
    if len(folded) != len(word):
        return
    position = 0
    for piece in re.split(r"\W", folded):
        for part in split_compound(piece) or (piece,):
            begin = folded.index(part, position)
            position = begin + len(part)
            yield stem(part), begin, position


@lru_cache(maxsize=200_000)
def _cheapest(word: str, parts_left: int, floor: float) -> tuple[float, tuple[str, ...]] | None:
    """Return cost and parts of the cheapest way to build `word`, as one part or as several."""
    whole = [(_part_cost(word), (word,))] if _is_part(word, floor) or _is_short_part(word) else []
    return min([*whole, *_splits(word, parts_left, floor)], default=None)


def _splits(word: str, parts_left: int, floor: float) -> Iterator[tuple[float, tuple[str, ...]]]:
    if parts_left < 2:
        return
    for cut in range(_SHORT_PART, len(word) - _SHORT_PART + 1):
        head = _head(word[:cut], floor)
        rest = _cheapest(word[cut:], parts_left - 1, floor) if head else None
        if head and rest:
            yield rest[0] + _part_cost(head) + _LINKER_COST * (head != word[:cut]), (head, *rest[1])


def _head(text: str, floor: float) -> str | None:
    """Return the word that `text` is, with or without linking letters behind it."""
    for linker in _LINKERS:
        head = text.removesuffix(linker)
        if text == head + linker and (_is_part(head, floor) or (not linker and _is_short_part(head))):
            return head
    return None


def _is_part(word: str, floor: float) -> bool:
    return len(word) >= _PART_LENGTH and floor <= usualness(word) and word not in _PARTICLES | _AFFIXES


def _is_short_part(word: str) -> bool:
    """Three letters are a part only when they are a very usual word: val-preventie, regie-rol."""
    usual = len(word) == _SHORT_PART and _SHORT_PART_ZIPF <= usualness(word) < _STOP_ZIPF
    return usual and word not in _PARTICLES | _AFFIXES


def _part_cost(word: str) -> float:
    return 2.0 + max(0.0, 5.0 - usualness(word))


def with_accents(word: str) -> str:
    """Return a folded word as people write it: clienten is cliënten, and clientenraad cliëntenraad."""
    whole = written(word)
    if whole != word:
        return whole
    for part in split_compound(word):
        word = word.replace(part, written(part), 1)
    return word


def _fill_in(match: re.Match[str]) -> str:
    """Write out 'in-, door- en uitstroom' as 'instroom doorstroom en uitstroom'."""
    last = match.group(2)
    tail = _tail(fold(last))
    if not tail:
        return match.group()
    heads = re.findall(r"[^\W\d_]+(?=-)", match.group(1))
    return " ".join([*(head + tail for head in heads), last])


def _join(match: re.Match[str]) -> str:
    """Write 'doorzettings- macht' as 'doorzettingsmacht', where that is a word."""
    left, right = match.groups()
    whole = fold(left + right)
    is_word = right.islower() and not is_stop_word(right) and (usualness(whole) > 0 or split_compound(whole))
    return left + right if is_word else match.group()


def _tail(word: str) -> str:
    parts = split_compound(word)
    if parts:
        return word[word.rindex(parts[-1]) :]
    particle = next((p for p in sorted(_PARTICLES, key=len, reverse=True) if word.startswith(p)), "")
    rest = word.removeprefix(particle)
    return rest if particle and len(rest) >= _PART_LENGTH else ""


def _strip_possessive(word: str) -> str:
    """Take off what an apostrophe ties to a word: thema's, Wmo's, NUG'ers."""
    head, apostrophe, tail = word.rpartition("'")
    return head if apostrophe and tail in _ENDINGS else word


_local = threading.local()


def _stemmers(kind: str) -> Stemmer.Stemmer:
    """Return this thread's own stemmer: the library's objects may not be shared between threads."""
    found = getattr(_local, kind, None)
    if found is None:
        found = Stemmer.Stemmer(kind)
        setattr(_local, kind, found)
    return found
