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
_STEP = 6.0  # points; a header stands at the same height everywhere
_NUMBER = re.compile(r"\d+|\b[ivxl]+\b")

_Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class _Edge:
    """A line near the top or foot of a page; `apart`: white space divides it from the text."""

    line: Line
    apart: bool

    @property
    def key(self) -> _Key:
        return self.line.tekst, round(self.line.y / _STEP)

    @property
    def key_with_any_number(self) -> _Key:
        return _NUMBER.sub("#", self.line.tekst), round(self.line.y / _STEP)


def without_running_lines(
    pages: Sequence[Sequence[Line]], ends: Sequence[tuple[float, float]], size: float
) -> list[list[Line]]:
    """Return the pages without the lines that return at one height, also when only the number in them changes.

    `ends`: the foot and head of each page, in points; `size`: that of the text, so that 'Projectblad 2' in large
    letters on the top of a page is not taken for a page number.
    """
    edges = [list(_edges(lines, *end)) for lines, end in zip(pages, ends, strict=True)]
    same = Counter(key for page in edges for key in {edge.key for edge in page})
    numbered = Counter(key for page in edges for key in {edge.key_with_any_number for edge in page})
    few = min(_TIMES, max(len(pages), 2))

    def is_running(edge: _Edge) -> bool:
        if same[edge.key] >= (few if edge.apart else _TIMES):
            return True
        is_small = edge.line.size < 1.05 * size and not edge.line.vet
        returns = numbered[edge.key_with_any_number] >= few or is_page_number(edge.line.tekst)
        return edge.apart and is_small and returns

    running = {edge.line for page in edges for edge in page if is_running(edge)}
    return [[line for line in page if line not in running] for page in pages]


def _edges(lines: Sequence[Line], foot: float, head: float) -> Iterator[_Edge]:
    bands = bands_of(lines)
    height = _BAND * (head - foot)
    yield from _edge(bands, lambda line: line.y > head - height)
    yield from _edge(bands[::-1], lambda line: line.y < foot + height)


def _edge(bands: Sequence[Sequence[Line]], is_in_margin: Callable[[Line], bool]) -> Iterator[_Edge]:
    """Yield the lines in one margin, from the outside in; up to the last wide gap they stand apart."""
    outer = [band for band in bands if is_in_margin(band[0])]
    wide = [
        at
        for at, (band, inner) in enumerate(pairwise(bands), start=1)
        if at <= len(outer) and abs(band[0].y - inner[0].y) > _APART * max(band[0].size, inner[0].size)
    ]
    apart = len(outer) if len(outer) == len(bands) else max(wide, default=0)
    for at, band in enumerate(outer):
        yield from (_Edge(line, at < apart) for line in band)
