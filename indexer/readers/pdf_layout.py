"""From the words on all pages of a PDF to its pieces of text, in reading order: pure, without the PDF itself."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from indexer.readers.contents import contents_lines
from indexer.readers.pdf_lines import Line, bands_of, lines_of
from indexer.readers.pdf_paragraphs import Paragraph, Style, heading_levels, paragraphs_of, piece_of
from indexer.readers.pdf_running import without_running_lines
from indexer.readers.pdf_tables import Cell, Table, with_tables
from indexer.readers.pdf_words import PageText
from indexer.readers.pieces import Piece
from indexer.readers.tables import pieces_of_cells
from indexer.readers.text import join_lines, words_in

_Item = Paragraph | Table


def pieces_of_pages(pages: Sequence[PageText], *, scanned: bool) -> Iterator[Piece]:
    """Yield paragraphs, headings, footnotes and rows of tables; `scanned`: OCR made the words."""
    lines = [lines_of(page.words, page.rules, number) for number, page in enumerate(pages, start=1)]
    every_line = [line for page in lines for line in page]
    style, words = Style.of(every_line, scanned=scanned), words_in(line.tekst for line in every_line)
    lines = without_running_lines(lines, [(page.foot, page.head) for page in pages], style.size)
    items = list(_joined_tables(_items(pages, _without_contents(lines), style)))
    levels = heading_levels([item for item in items if not isinstance(item, Table)], style)
    for item in items:
        if isinstance(item, Table):
            yield from pieces_of_cells([[_cell(cell, words) for cell in row] for row in item.rows])
        else:
            yield piece_of(item, style, levels, words)


def _without_contents(lines: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Return the lines of each page without those of the table of contents."""
    bands = [band for page in lines for band in bands_of(page)]
    contents = contents_lines([" ".join(line.tekst for line in band) for band in bands])
    dropped = {line for at in contents for line in bands[at]}
    return [[line for line in page if line not in dropped] for page in lines]


def _items(pages: Sequence[PageText], lines: Sequence[Sequence[Line]], style: Style) -> Iterator[_Item]:
    for page, page_lines in zip(pages, lines, strict=True):
        stretch: list[Line] = []
        for item in with_tables(page_lines, page.rules, style.leading):
            if isinstance(item, Table):
                yield from paragraphs_of(stretch, style)
                yield item
                stretch = []
            else:
                stretch.append(item)
        yield from paragraphs_of(stretch, style)


def _joined_tables(items: Iterable[_Item]) -> Iterator[_Item]:
    """Join a table that goes on at the top of the next page, so that it is read with the same heads."""
    last: _Item | None = None
    for item in items:
        if isinstance(item, Table) and isinstance(last, Table) and last.is_continued_by(item):
            last = replace(item, rows=last.rows + item.rows)
            continue
        if last is not None:
            yield last
        last = item
    if last is not None:
        yield last


def _cell(cell: Cell, words: Collection[str]) -> list[Piece]:
    if not cell:
        return []
    text = join_lines((line.tekst for line in cell), words)
    return [Piece(text, pagina=cell[0].pagina, vet=all(line.vet for line in cell))]
