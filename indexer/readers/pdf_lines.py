"""From the words on a page of a PDF to lines: what stands on one baseline without a wide gap or a ruled line."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from indexer.readers.pdf_words import Rule, Word
from indexer.readers.text import BULLETS, as_note_mark

_GAP = 1.6  # in sizes of the letter; a wider gap is a new column, a space in justified text is not
_BULLET_GAP = 5.0  # between a bullet or number and its item
_GLUE = 0.1  # how far a raised or lowered number is at most from its word
_SAME_LINE = 0.45  # how far the baselines of words on one line may differ
_SAME_LINE_SMALL = 0.65  # and those of a note mark or index
_JUMPS = 0.2  # the share of lines that may go back up
_SMALL = 0.85  # a note mark is smaller than this beside its word
_LABEL = re.compile(
    rf"[{re.escape(BULLETS)}o-]|\(?(?:\d{{1,2}}|[a-zA-Z]|[ivx]{{1,4}})[.)]|\d{{1,2}}(?:\.\d{{1,2}}){{1,4}}\.?"
)


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """Words that stand together on one baseline."""

    tekst: str
    x0: float
    x1: float
    y: float
    size: float
    vet: bool
    first_word: float  # the width of the first word, to know whether it would have fitted on the line above
    turn: int
    pagina: int

    def overlaps(self, other: Line) -> bool:
        """Tell whether one stands above the other, wholly or in part."""
        return min(self.x1, other.x1) > max(self.x0, other.x0)


def lines_of(words: Sequence[Word], rules: Sequence[Rule] = (), pagina: int = 1) -> list[Line]:
    """Return the lines in the order of the file, or from the top down where that order jumps about."""
    uprights = sorted((rule for rule in rules if rule.x0 == rule.x1), key=_place)
    groups: list[list[Word]] = []
    for word in words:
        if groups and _belongs(groups[-1], word) and not _is_ruled_off(groups[-1][-1], word, uprights):
            groups[-1].append(word)
        else:
            groups.append([word])
    lines = [_line(group, pagina) for group in _with_labels(groups)]
    drawn_once = {(line.tekst, round(line.x0), round(line.y)): line for line in lines}
    return _in_reading_order(list(drawn_once.values()))


def _in_reading_order(lines: list[Line]) -> list[Line]:
    """Trust the order of the file, which knows about columns, unless it often goes back up in one column."""
    upwards = sum(below.y > above.y + above.size and above.overlaps(below) for above, below in pairwise(lines))
    if upwards <= _JUMPS * len(lines):
        return lines
    return [line for band in bands_of(lines) for line in band]


def bands_of(lines: Sequence[Line]) -> list[list[Line]]:
    """Return the lines by height, from the top down; what stands level goes from left to right."""
    bands: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: -line.y):
        if bands and bands[-1][0].y - line.y < _SAME_LINE * min(line.size, bands[-1][0].size):
            bands[-1].append(line)
        else:
            bands.append([line])
    return [sorted(band, key=lambda line: line.x0) for band in bands]


def _belongs(group: Sequence[Word], word: Word) -> bool:
    """Tell whether a word goes on where the group ends."""
    last, size = group[-1], max(group[-1].size, word.size)
    gap = word.x0 - last.x1
    return word.turn == last.turn and _on_one_line(group[0], word) and -size < gap < _GAP * size


def _on_one_line(one: Word, other: Word) -> bool:
    size = max(one.size, other.size)
    allowed = _SAME_LINE if min(one.size, other.size) > _SMALL * size else _SAME_LINE_SMALL
    return abs(one.y - other.y) < allowed * size


def _is_ruled_off(left: Word, right: Word, uprights: Sequence[Rule]) -> bool:
    first, last = bisect_left(uprights, left.x1 - 1, key=_place), bisect_right(uprights, right.x0 + 1, key=_place)
    return any(rule.y0 <= left.y <= rule.y1 for rule in uprights[first:last])


def _place(rule: Rule) -> float:
    return rule.x0


def _with_labels(groups: Sequence[list[Word]]) -> Iterator[list[Word]]:
    """Join a bullet or number that stands by itself to the text beside it."""
    label: list[Word] = []
    for group in groups:
        if label and not _is_label_of(label, group):
            yield label
            label = []
        if not label and len(group) == 1 and _LABEL.fullmatch(group[0].tekst):
            label = group
        else:
            yield [*label, *group]
            label = []
    if label:
        yield label


def _is_label_of(label: Sequence[Word], group: Sequence[Word]) -> bool:
    gap = group[0].x0 - label[-1].x1
    return _on_one_line(label[0], group[0]) and 0 <= gap < _BULLET_GAP * group[0].size


def _line(words: Sequence[Word], pagina: int) -> Line:
    main = max(words, key=lambda word: word.size * len(word.tekst))
    letters = [word for word in words if any(map(str.isalpha, word.tekst))] or words
    return Line(
        tekst=_text(words),
        x0=words[0].x0,
        x1=max(word.x1 for word in words),
        y=main.y,
        size=main.size,
        vet=all(word.vet for word in letters),
        first_word=words[0].x1 - words[0].x0,
        turn=main.turn,
        pagina=pagina,
    )


def _text(words: Sequence[Word]) -> str:
    """Return the words with their spaces; a raised number becomes a raised sign, which no word ends in."""
    text, main = words[0].tekst, max(word.size for word in words)
    if _is_mark(words[0], main):
        text = as_note_mark(text)
    for before, word in pairwise(words):
        touches = word.x0 - before.x1 < _GLUE * main and min(word.size, before.size) < _SMALL * main
        is_mark = _is_mark(word, main) and word.y > before.y
        text += "" if word.glued or touches else " "
        text += as_note_mark(word.tekst) if is_mark else word.tekst
    return text


def _is_mark(word: Word, main: float) -> bool:
    """Tell whether this is a number in small print on a line of `main` size."""
    return word.size < _SMALL * main and word.tekst.isdigit()
