"""Finding abbreviations that a text explains: 'Wet maatschappelijke ondersteuning (Wmo)'. Pure.

What stands in brackets is believed only when its letters are found in the words beside it, each at the start of
a word or of a part of a compound: GGNet is no abbreviation of geestelijke gezondheidszorg.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kennis.search.dutch import is_stop_word, split_compound
from kennis.search.lexicon import fold

MAX_LETTERS = 12
MAX_WORDS = 14  # words before a bracket that may be meant
MAX_CHARACTERS = 160
MAX_SKIPPED = 2  # words with a meaning of their own that have no letter in the abbreviation

_AFKORTING = r"[A-Za-z][A-Za-z0-9&/.’'-]{0,14}[A-Za-z0-9]"
_QUOTE = r"[\"“”„‘’']*"
_INTRO = r"(?:(?:hierna|verder|afgekort|kortweg)\b[^()\"“‘]{0,30}?[\s:]\s*)?"
_BEHIND = re.compile(
    rf"\(\s*=?\s*{_INTRO}{_QUOTE}(?:de\s+|het\s+)?({_AFKORTING}){_QUOTE}(?:\s+gemeenten{_QUOTE})?\s*\)"
)
_BEFORE = re.compile(
    rf"(?<![\w&/-])({_AFKORTING})\s*\(\s*=?\s*{_QUOTE}([^()\"“”]{{5,{MAX_CHARACTERS}}}?){_QUOTE}\s*\)"
)
_WORD = re.compile(r"[^\W_][\w’'&-]*")
_SENTENCE_END = re.compile(r"[.!?:;()]\s")


@dataclass(frozen=True, slots=True)
class Verklaring:
    """An abbreviation with the words it stands for, and where in the text it is explained."""

    afkorting: str
    voluit: str
    begin: int
    eind: int


def find_afkortingen(text: str) -> Iterator[Verklaring]:
    """Yield what a text explains, whichever of the two stands in the brackets."""
    if "(" not in text:
        return
    for match in _BEHIND.finditer(text):
        begin = _begin_of(match.group(1), text, match.start())
        if begin is not None:
            yield Verklaring(match.group(1), _one_line(text[begin : match.start()]), begin, match.end())
    for match in _BEFORE.finditer(text):
        afkorting, words = match.groups()
        voluit = next((given for given in (words.partition(",")[0], words) if fits(afkorting, given)), None)
        if voluit:
            yield Verklaring(afkorting, _one_line(voluit), match.start(), match.end())


def fits(afkorting: str, voluit: str) -> bool:
    """Tell whether the letters of an abbreviation stand for these words, the first for the first."""
    return _is_afkorting(afkorting) and _fits(_letters(afkorting), _WORD.findall(voluit))


def _fits(letters: str, words: Sequence[str]) -> bool:
    if not words or fold(words[0][0]) != fold(letters[0]) or is_stop_word(fold(words[0])):
        return False
    return _spells(letters, words, MAX_SKIPPED)


def _begin_of(afkorting: str, text: str, end: int) -> int | None:
    """Return where the words begin that stand before the bracket and fit; the nearest place."""
    if not _is_afkorting(afkorting):
        return None
    near = max(0, end - MAX_CHARACTERS)
    sentence = max((match.end() for match in _SENTENCE_END.finditer(text, near, end)), default=near)
    places = list(_WORD.finditer(text, sentence, end))[-MAX_WORDS:]
    words = [match.group() for match in places]
    fitting = (n for n in reversed(range(len(words))) if _fits(_letters(afkorting), words[n:]))
    return next((places[n].start() for n in fitting), None)


def _is_afkorting(text: str) -> bool:
    """Tell whether this looks like an abbreviation: short, with capitals, or a few small letters (pgb)."""
    letters = [char for char in text if char.isalpha()]
    capitals = sum(map(str.isupper, letters))
    is_short = capitals >= 2 or len(letters) <= 4
    return 2 <= len(letters) <= MAX_LETTERS and is_short and not is_stop_word(fold(text))


def _letters(afkorting: str) -> str:
    return "".join(char for char in afkorting if char.isalnum())


def _spells(letters: str, words: Sequence[str], skips: int) -> bool:
    """Tell whether the words give these letters in order; the first must give one, some may be passed over."""
    return any(_continues(letters[taken:], words[1:], skips) for taken in _taken(letters, words[0]))


def _continues(letters: str, words: Sequence[str], skips: int) -> bool:
    if not words:
        return not letters
    if letters and _spells(letters, words, skips):
        return True
    skips -= not is_stop_word(fold(words[0]))
    return skips >= 0 and _continues(letters, words[1:], skips)


def _taken(letters: str, word: str) -> list[int]:
    """Return how many of the letters one word may give: its first one, and those at which its parts begin.

    A small letter may also follow at once: MaDi stands for Maatschappelijke Dienstverlening.
    """
    plain = fold(word)
    starts = _part_starts(word, plain)
    if fold(letters[0]) != plain[:1]:
        return []
    place = 0
    for count, letter in enumerate(letters[1:], start=1):
        part = next((start for start in starts if start > place and plain[start] == fold(letter)), None)
        if part is None and (letter.isupper() or plain[place + 1 : place + 2] != letter):
            return list(range(1, count + 1))
        place = part or place + 1
    return list(range(1, len(letters) + 1))


def _part_starts(word: str, plain: str) -> list[int]:
    """Return where the parts of a word begin: at a hyphen, at a capital inside it, or as a compound tells."""
    starts = {match.end() for match in re.finditer(r"[-&’']", plain)} | set(_compound_starts(plain))
    if len(word) == len(plain):
        starts |= {match.end() for match in re.finditer(r"[^\W\d_](?=[A-Z])", word)}
    return sorted(start for start in starts if start < len(plain))


def _compound_starts(word: str) -> Iterator[int]:
    place = 0
    for part in split_compound(word):
        place = word.find(part, place)
        yield place
        yield from (place + inside for inside in _compound_starts(part))
        place += len(part)


def _one_line(text: str) -> str:
    return " ".join(text.split())
