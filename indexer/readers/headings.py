"""Finds the headings that nobody marked as such: short lines that are bold, in capitals or numbered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from indexer.blocks import BlockSoort
from indexer.readers.pieces import Piece
from indexer.readers.text import ends_sentence

MAX_WORDS = 14
MAX_CHARACTERS = 110
MAX_LEVEL = 6
_TITLE_WORDS = 7
_SENTENCE_WORDS = 15
_BOLD_SHARE = 0.5  # where more of the text is bold than this, bold says nothing

_NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,4})\.?\s+(?=[‘“'\"(]?[A-ZÀ-Þ])")
_CHAPTER = re.compile(r"(?:bijlage|hoofdstuk|deel|artikel|paragraaf)\s+(?:\d|[IVX]+\b|[A-Z]\b)", re.IGNORECASE)
_LONG_WORD = re.compile(r"[^\W\d_]{5}")
_SMALL_WORDS = frozenset({
    "aan", "bij", "de", "der", "door", "en", "het", "in", "met", "naar", "of", "om", "op", "over", "te", "tot",
    "uit", "van", "voor",
})  # fmt: skip
_CAPTION = re.compile(r"(?:tabel|figuur|afbeelding|grafiek|kaart|foto|bron)\b", re.IGNORECASE)


def mark_headings(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces with every heading as KOP; a level that the file gives is kept."""
    ladder = _Ladder(bold_counts=_bold_share(pieces) < _BOLD_SHARE)
    around = [None, *pieces, None]
    return [ladder.place(*three) for three in zip(around, pieces, around[2:], strict=False)]


def _bold_share(pieces: Sequence[Piece]) -> float:
    words = [(len(piece.tekst.split()), piece.vet) for piece in pieces if piece.soort is BlockSoort.ALINEA]
    return sum(count for count, vet in words if vet) / max(sum(count for count, _ in words), 1)


def numbers_of(text: str) -> tuple[int, ...]:
    """Return the number of a heading: (2, 1) for '2.1 Doelen', nothing without a number."""
    number = _NUMBER.match(text)
    return tuple(map(int, number.group(1).split("."))) if number else ()


def looks_like_heading(text: str) -> bool:
    """Tell whether this is short and no sentence; what it looks like is not asked."""
    is_short = len(text) <= MAX_CHARACTERS and len(text.split()) <= MAX_WORDS
    is_open = text.endswith((".", ";", ",", "-")) or _CAPTION.match(text) is not None
    return is_short and not is_open and re.search(r"[^\W\d_]{3}", text) is not None


def is_capitals(text: str) -> bool:
    """Tell whether all words that matter are in capitals, and more than abbreviations."""
    words = [word for word in text.split() if word not in _SMALL_WORDS]
    return all(map(str.isupper, filter(_has_letter, words))) and any(_LONG_WORD.search(word) for word in words)


def _has_letter(word: str) -> bool:
    return any(map(str.isalpha, word))


def _is_numbered_item(piece: Piece | None) -> bool:
    """Tell whether this could be one of a list '1. 2. 3.' as well as a chapter."""
    return piece is not None and len(numbers_of(piece.tekst)) == 1


def _stands_above_text(before: Piece | None, piece: Piece, after: Piece | None) -> bool:
    """Tell whether a few words without a full stop stand between a finished text and a sentence that begins."""
    if before is None or after is None or after.soort is not BlockSoort.ALINEA:
        return False
    is_title = len(piece.tekst.split()) <= _TITLE_WORDS and piece.tekst[0].isupper() and piece.tekst[-1].isalnum()
    is_after_text = before.soort is BlockSoort.KOP or ends_sentence(before.tekst)
    is_above_text = len(after.tekst.split()) >= _SENTENCE_WORDS and ends_sentence(after.tekst)
    return is_title and is_after_text and is_above_text and re.search(r"[,;:\d]", piece.tekst) is None


@dataclass(slots=True)
class _Ladder:
    """Remembers where the text is: under a marked or numbered heading come capitals, under those bold.

    A numbering that does not go on with the chapters belongs under the last heading that has no number.
    """

    bold_counts: bool
    strong: int = 0  # level of the last heading that was marked or numbered
    weak: int = 0  # level of the last one in capitals or bold
    capitals_since: bool = False
    shift: int = 0  # how much lower than its number says a marked heading '2.1' lies
    chapter: int = 0
    marked_chapters: bool = False  # then an unmarked number counts within a chapter

    def place(self, before: Piece | None, piece: Piece, after: Piece | None) -> Piece:
        if piece.soort is BlockSoort.KOP:
            return self._marked(piece)
        if piece.soort is not BlockSoort.ALINEA or not looks_like_heading(piece.tekst):
            return piece
        niveau = self._level_of(before, piece, after)
        if not niveau:
            return piece
        kop = piece.tekst.rstrip(": ")
        return replace(piece, tekst=kop, soort=BlockSoort.KOP, niveau=min(niveau, MAX_LEVEL))

    def _marked(self, piece: Piece) -> Piece:
        numbers = numbers_of(piece.tekst)
        if numbers:
            self.shift = piece.niveau - len(numbers)
            self.chapter, self.marked_chapters = numbers[0], True
        self._step(piece.niveau)
        return piece

    def _level_of(self, before: Piece | None, piece: Piece, after: Piece | None) -> int:
        """Return the level of a heading nobody marked, or 0 when it is none."""
        numbers = numbers_of(piece.tekst)
        is_item = _is_numbered_item(piece) and (_is_numbered_item(before) or _is_numbered_item(after))
        if numbers and not is_item:
            return self._numbered(numbers)
        if _CHAPTER.match(piece.tekst):
            return self._step(max(1 + self.shift, 1))
        if is_capitals(piece.tekst):
            self.capitals_since = True
            self.weak = self.strong + 1
            return self.weak
        if (piece.vet and self.bold_counts) or _stands_above_text(before, piece, after):
            self.weak = self.strong + (2 if self.capitals_since else 1)
            return self.weak
        return 0

    def _numbered(self, numbers: tuple[int, ...]) -> int:
        first = numbers[0]
        if len(numbers) == 1 and (
            self.marked_chapters or (self.weak and self.chapter and first != self.chapter + 1)
        ):
            return (self.weak or self.strong) + 1
        self.chapter = first
        return self._step(max(len(numbers) + self.shift, 1))

    def _step(self, niveau: int) -> int:
        self.strong, self.weak, self.capitals_since = niveau, 0, False
        return niveau
