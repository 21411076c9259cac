"""From the lines of a PDF to paragraphs: where the typesetter began anew, and what is a heading or footnote."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from indexer.blocks import BlockSoort
from indexer.readers.headings import looks_like_heading
from indexer.readers.pdf_lines import Line
from indexer.readers.pieces import Piece
from indexer.readers.text import ends_sentence, is_list_item, join_lines

_LEADING = 1.2  # the distance of lines in sizes of the letter, where the text is too short to measure it
_MORE_SPACE = 1.25  # a distance this much larger begins a paragraph
_INDENT = 0.8  # in sizes of the letter
_NEARBY = 12  # lines before and after that show where the right margin is
_REACH_MARGIN = 3  # so many of them must end about there
_RAGGED = 3.0  # in sizes: lines that end this close together reach equally far
_SMALLER = 0.92  # a footnote is at least this much smaller than the text
_MONTHS = "jan|feb|maart|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec"
_NOTE = re.compile(rf"\d{{1,3}}\)?\s+(?!{_MONTHS})\D", re.IGNORECASE)  # a raised number is dealt with elsewhere
_HEADING_LEVELS = 4

Paragraph = list[Line]


@dataclass(frozen=True, slots=True)
class Style:
    """What is usual in this file; sizes in points, `leading` and the two ratios in sizes of the letter."""

    size: float
    leading: float
    larger: float = 1.07  # a heading is at least this much larger
    alike: float = 0.08  # sizes within a paragraph differ less than this

    @classmethod
    def of(cls, lines: Sequence[Line], *, scanned: bool) -> Style:
        """Measure a text; `scanned`: OCR guessed the sizes, so only large differences count."""
        sizes: Counter[float] = Counter()
        for line in lines:
            sizes[_rounded(line.size)] += len(line.tekst)
        drops = [
            (above.y - below.y) / below.size
            for above, below in pairwise(lines)
            if above.pagina == below.pagina and 0 < above.y - below.y < 2.2 * below.size
        ]
        size, leading = sizes.most_common(1)[0][0] if sizes else 1.0, median(drops) if drops else _LEADING
        return cls(size, leading, larger=1.4, alike=0.4) if scanned else cls(size, leading)

    def is_heading(self, paragraph: Paragraph) -> bool:
        text = " ".join(line.tekst for line in paragraph)
        return all(line.size >= self.larger * self.size for line in paragraph) and looks_like_heading(text)

    def is_small(self, paragraph: Paragraph) -> bool:
        return all(line.size <= _SMALLER * self.size for line in paragraph)


def _rounded(size: float) -> float:
    return round(size * 2) / 2


# -- where a paragraph ends ------------------------------------------------------------------------------------


def paragraphs_of(lines: Sequence[Line], style: Style) -> list[Paragraph]:
    """Return the lines of a stretch of one page by paragraph."""
    paragraphs: list[Paragraph] = []
    for at, line in enumerate(lines):
        if paragraphs and _goes_on(paragraphs[-1], line, style, _margin(lines, at)):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return paragraphs


def _margin(lines: Sequence[Line], at: int) -> float:
    """Return how far right the text around a line reaches: where several lines end, or else the longest one."""
    line = lines[at]
    around = lines[max(at - _NEARBY, 0) : at + _NEARBY]
    ends = sorted((other.x1 for other in around if other.overlaps(line)), reverse=True)
    reached = (end for end in ends if sum(end - _RAGGED * line.size <= x <= end for x in ends) >= _REACH_MARGIN)
    return next(reached, ends[0])


def _goes_on(paragraph: Paragraph, line: Line, style: Style, margin: float) -> bool:
    last = paragraph[-1]
    looks_alike = abs(last.size - line.size) <= style.alike * style.size and last.vet == line.vet
    drop = last.y - line.y
    if not looks_alike or not 0 < drop <= _MORE_SPACE * style.leading * max(line.size, last.size):
        return False
    if line.turn != last.turn or _is_set_off(paragraph, line):
        return False
    room = margin - last.x1 - line.first_word - 0.25 * line.size
    ended_early = room > 0.3 * line.size and not last.tekst.endswith("-")
    is_new_item = is_list_item(line.tekst) and (
        ended_early or ends_sentence(last.tekst) or is_list_item(paragraph[0].tekst)
    )
    return not ended_early and not is_new_item


def _is_set_off(paragraph: Paragraph, line: Line) -> bool:
    """Tell whether the left edge shows a beginning: an indent, or a step back from the lines of an item."""
    step = line.x0 - paragraph[-1].x0
    indent = _INDENT * line.size
    if len(paragraph) == 1:  # the second line may hang under an item, or step back from a first line's indent
        is_item = is_list_item(paragraph[0].tekst)
        return step < -indent if is_item else step > indent
    return abs(step) > indent


# -- what a paragraph is ---------------------------------------------------------------------------------------


def heading_levels(paragraphs: Sequence[Paragraph], style: Style) -> dict[float, int]:
    """Return the level of each size in which headings are set: the largest is 1."""
    sizes = {_rounded(paragraph[0].size) for paragraph in paragraphs if style.is_heading(paragraph)}
    ordered = sorted(sizes, reverse=True)
    return {size: min(level, _HEADING_LEVELS) for level, size in enumerate(ordered, start=1)}


def piece_of(paragraph: Paragraph, style: Style, levels: dict[float, int], words: Collection[str]) -> Piece:
    """Return a paragraph as a heading, footnote or text."""
    text, pagina = join_lines((line.tekst for line in paragraph), words), paragraph[0].pagina
    if style.is_heading(paragraph):
        return Piece(text, BlockSoort.KOP, levels[_rounded(paragraph[0].size)], pagina)
    if style.is_small(paragraph) and _NOTE.match(text):
        return Piece(text, BlockSoort.VOETNOOT, pagina=pagina)
    return Piece(text, pagina=pagina, vet=all(line.vet for line in paragraph))
