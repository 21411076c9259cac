"""What to suggest while somebody types: texts that hold words beginning as those typed so far. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from kennis.search.dutch import is_stop_word
from kennis.search.lexicon import fold
from kennis.search.query import clean_query
from kennis.search.snippets import Fragment
from kennis.search.terms import Term

MAX_SUGGESTIES = 8  # more is no longer read
PER_SOORT = 3  # when there is more than one kind to choose from
MIN_LETTERS = 2  # one letter begins everything
OTHER_FORM = 1_000  # words; so much later than a name does another form of a term count
MAX_TEKST = 120  # characters; who types more is writing a question of his own

_WORD = re.compile(r"[^\W_]+")


class SuggestieSoort(StrEnum):
    """What a suggestion is, in the words that the visitor reads; in the order in which they are shown."""

    BEGRIP = "begrip"
    VRAAG = "vaak gevraagd"
    DOCUMENT = "document"
    WOORD = "woord"


@dataclass(frozen=True, slots=True)
class Suggestie:
    """A text to search for, or the title of a document to go to; `stukken` is what is shown of it."""

    tekst: str
    soort: SuggestieSoort
    stukken: tuple[Fragment, ...]
    document_id: int | None = None


@dataclass(frozen=True, slots=True)
class Begin:
    """What was typed so far; a text fits when for each of `woorden`, folded, it has a word that begins so.

    `ervoor` is the text before the last word.
    """

    tekst: str
    woorden: tuple[str, ...] = ()
    ervoor: str = ""

    @property
    def laatste(self) -> str:
        """The word that is being typed."""
        return self.woorden[-1] if self.woorden else ""


@dataclass(frozen=True, slots=True)
class Past:
    """How a text fits: the number of its first word that does, and the text with those beginnings marked."""

    plaats: int
    stukken: tuple[Fragment, ...]


def read_begin(text: str) -> Begin:
    """Read what is in the search box; `woorden` is empty when it is too little, or too much, to complete."""
    tekst = unicodedata.normalize("NFC", clean_query(text))
    words = list(_WORD.finditer(tekst))
    folded = [fold(word.group()) for word in words]
    if len(tekst) > MAX_TEKST or sum(map(len, folded)) < MIN_LETTERS:
        return Begin(tekst)
    meaningful = [word for word in folded[:-1] if not is_stop_word(word)]
    return Begin(tekst, (*meaningful, folded[-1]), tekst[: words[-1].start()])


def is_fitting(tekst: str, begin: Begin) -> bool:
    """Tell quickly whether a text fits; hardly any does, and there are thousands."""
    folded = _folded(tekst)
    return bool(begin.woorden) and all(f" {typed}" in folded for typed in begin.woorden)


def fits(tekst: str, begin: Begin) -> Past | None:
    """Tell how a text fits what was typed, or None when it does not."""
    if not is_fitting(tekst, begin):
        return None
    text, words = _words_of(tekst)
    spans: dict[int, int] = {}  # number of the word: letters that were typed of it
    for typed in begin.woorden:
        place = next((number for number, word in enumerate(words) if word.gevouwen.startswith(typed)), None)
        if place is None:  # one sign may fold into several words
            return None
        length = min(len(typed), words[place].lengte)  # folding may make a letter longer
        spans[place] = max(length, spans.get(place, 0))
    marks = [(words[place].begin, words[place].begin + length) for place, length in sorted(spans.items())]
    return Past(min(spans), _marked(text, marks))


def fits_term(term: Term, begin: Begin) -> Past | None:
    """Tell how a term fits, by its name or else by another form, which is then shown behind it: 'hulp (Wmo)'."""
    by_name = fits(term.naam, begin)
    by_form = [past for vorm in term.vormen if (past := fits(vorm.tekst, begin))]
    if by_name or not by_form:
        return by_name
    best = min(by_form, key=lambda past: past.plaats)
    return Past(OTHER_FORM + best.plaats, (Fragment(f"{term.naam} ("), *best.stukken, Fragment(")")))


def choose(begin: Begin, kinds: Iterable[Sequence[Suggestie]]) -> list[Suggestie]:
    """Return the suggestions to show: a few of each kind, or many of the only one, each text once."""
    seen = {fold(begin.tekst)}  # what is typed already is no suggestion
    some = [kind for kind in (_unseen(kind, seen) for kind in kinds) if kind]
    limit = PER_SOORT if len(some) > 1 else MAX_SUGGESTIES
    return [suggestie for kind in some for suggestie in kind[:limit]][:MAX_SUGGESTIES]


def _unseen(kind: Sequence[Suggestie], seen: set[str]) -> list[Suggestie]:
    """Drop what was there already; a title may repeat a word, since it leads elsewhere."""
    new = []
    for suggestie in kind:
        key = fold(suggestie.tekst)
        if suggestie.document_id is not None:
            new.append(suggestie)
        elif key not in seen:
            new.append(suggestie)
            seen.add(key)
    return new


@lru_cache(maxsize=20_000)
def _folded(tekst: str) -> str:
    """Return the words of a text, folded, with a space before each."""
    return "".join(f" {word.gevouwen}" for word in _words_of(tekst)[1])


@dataclass(frozen=True, slots=True)
class _Deel:
    gevouwen: str
    begin: int
    lengte: int


@lru_cache(maxsize=20_000)
def _words_of(tekst: str) -> tuple[str, tuple[_Deel, ...]]:
    """Return a text in one form of Unicode, and its words."""
    text = unicodedata.normalize("NFC", tekst)
    words = _WORD.finditer(text)
    return text, tuple(_Deel(fold(word.group()), word.start(), len(word.group())) for word in words)


def _marked(text: str, marks: Sequence[tuple[int, int]]) -> tuple[Fragment, ...]:
    cuts = [0, *(place for mark in marks for place in mark), len(text)]
    pieces = (
        Fragment(text[begin:end], gemarkeerd=number % 2 == 1) for number, (begin, end) in enumerate(pairwise(cuts))
    )
    return tuple(piece for piece in pieces if piece.tekst)
