"""Drops what stands on page after page: running headers and footers, and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from indexer.readers.contents import is_page_number
from indexer.readers.pdf_lines import Line, bands_of

_BAND = 0.14  # of the height of the page, at the top and at the foot
_APART = 1.8  # in sizes of the letter: a header stands at least this far from the text
_TIMES = 3  # on how many pages a line must return
_COLUMNS = 3  # at one height, and again at the next: the head of a table that goes on
_STEP = 6.0  # points; a header stands at the same height everywhere
_NUMBER_FIRST = re.compile(r"\D{0,12}?(\d{1,4})\b")
_NUMBER_LAST = re.compile(r"\b(\d{1,4})(?:\s*(?:van|/)\s*\d+)?\W*$")

_Lead = tuple[int, int, str]  # number minus page, height, and the words that must be the same


@dataclass(frozen=True, slots=True)
class _Edge:
    """A line near the top or foot of a page; `apart`: white space divides it from the text."""

    line: Line
    level: str  # all that stands at its height
    apart: bool

    @property
    def key(self) -> tuple[str, int]:
        return self.line.tekst, round(self.line.y / _STEP)

    @property
    def leads(self) -> Iterator[_Lead]:
        """How far a number at its end or start is ahead of the page; for a page number that is always the same.

        In front a number may as well count chapters, so then the words after it must be the same too.
        """
        height = round(self.line.y / _STEP)
        if number := _NUMBER_LAST.search(self.level):
            yield int(number.group(1)) - self.line.pagina, height, ""
        if number := _NUMBER_FIRST.match(self.level):
            yield int(number.group(1)) - self.line.pagina, height, self.level[number.end() :]


def without_running_lines(
    pages: Sequence[Sequence[Line]], ends: Sequence[tuple[float, float]], size: float
) -> list[list[Line]]:
    """Return the pages without the lines that return at one height, and without those that hold the page number.

    `ends`: the foot and head of each page, in points; `size`: that of the text, so that 'Projectblad 2' in large
    letters on top of a page is not taken for a header.
    """
    edges = [list(_edges(lines, *end)) for lines, end in zip(pages, ends, strict=True)]
    times = Counter(key for page in edges for key in {edge.key for edge in page})
    leads = Counter(lead for page in edges for lead in {x for edge in page if edge.apart for x in edge.leads})
    few = min(_TIMES, max(len(pages), 2))

    def is_running(edge: _Edge) -> bool:
        is_small = edge.line.size < 1.05 * size and not edge.line.vet
        has_words = any(map(str.isalpha, edge.line.tekst))
        if has_words and times[edge.key] >= (few if edge.apart else _TIMES):
            return edge.apart or is_small
        counts_pages = is_small and any(leads[lead] >= max(few, len(pages) / 3) for lead in edge.leads)
        return edge.apart and (counts_pages or is_page_number(edge.level))

    running = {edge.line for page in edges for edge in page if is_running(edge)}
    return [[line for line in page if line not in running] for page in pages]


def _edges(lines: Sequence[Line], foot: float, head: float) -> Iterator[_Edge]:
    bands = bands_of(lines)
    height = _BAND * (head - foot)
    yield from _edge(bands, lambda line: line.y > head - height)
    yield from _edge(bands[::-1], lambda line: line.y < foot + height)


def _edge(bands: Sequence[Sequence[Line]], is_in_margin: Callable[[Line], bool]) -> Iterator[_Edge]:
    """Yield the lines in one margin, from the outside in; up to the last wide gap they stand apart."""
    outer = []
    for band, inner in zip(bands, [*bands, []][1:], strict=True):
        is_row_of_table = min(len(band), len(inner)) >= _COLUMNS
        if is_row_of_table or not is_in_margin(band[0]):
            break
        outer.append(band)
    wide = [
        at
        for at, (band, inner) in enumerate(pairwise(bands), start=1)
        if at <= len(outer) and abs(band[0].y - inner[0].y) > _APART * max(band[0].size, inner[0].size)
    ]
    apart = len(outer) if len(outer) == len(bands) else max(wide, default=0)
    for at, band in enumerate(outer):
        level = " ".join(line.tekst for line in band)
        yield from (_Edge(line, level, at < apart) for line in band)
