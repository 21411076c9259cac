"""Reads a table once, row by row, each value with the head of its column: 'Gemeente: Huizen; woningen: 120'."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.blocks import BlockSoort
from indexer.readers.pieces import Piece
from indexer.readers.text import clean, one_line

Grid = Sequence[Sequence[str]]  # rows of cells; a merged cell has its text once, its other places are empty

_AMOUNT = re.compile(r"[€£$≤≥<>±+–-]?\s*\d[\d.,\s]*\s*(?:%|procent|euro|uur)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_HEAD_WORDS = 8
_LAYOUT_WORDS = 30  # in one cell of the only row


def pieces_of_cells(rows: Sequence[Sequence[Sequence[Piece]]], head_rows: int = 0) -> list[Piece]:
    """Return a table whose cells hold pieces; one that only arranges the page comes out as those pieces."""
    rows = [row for row in rows if _texts(row)]
    grid = [[" ".join(piece.tekst for piece in cell) for cell in row] for row in rows]
    if _is_layout(grid):
        return [piece for row in rows for cell in row for piece in cell]
    paginas = [_texts(row)[0].pagina for row in rows]
    return pieces_of_table(grid, head_rows=min(head_rows or _bold_head(rows), len(rows) - 1), paginas=paginas)


def _texts(row: Sequence[Sequence[Piece]]) -> list[Piece]:
    return [piece for cell in row for piece in cell if piece.tekst.strip()]


def _is_layout(grid: Grid) -> bool:
    """Tell whether this is one column of text, or long texts beside each other."""
    rows = _squared([[cell.strip() for cell in row] for row in grid])
    is_row_of_texts = len(rows) == 1 and max(len(cell.split()) for cell in rows[0]) > _LAYOUT_WORDS
    return not rows or len(rows[0]) == 1 or is_row_of_texts


def _bold_head(rows: Sequence[Sequence[Sequence[Piece]]]) -> int:
    """Return 1 for a first row in bold above a row that is not."""
    bold = [all(piece.vet for piece in _texts(row)) for row in rows[:2]]
    return int(bold == [True, False])


def pieces_of_table(grid: Grid, *, head_rows: int = 0, paginas: Sequence[int | None] | None = None) -> list[Piece]:
    """Return one piece a row; a table of one column is no table but paragraphs.

    `head_rows`: how many rows the file marks as head; with 0 the first row is judged by what stands in it.
    `paginas`: the page of each row, where there are pages.
    """
    rows = _squared([[one_line(clean(cell)) for cell in row] for row in grid])
    paged = list(zip(rows, paginas or [None] * len(rows), strict=True))
    if not any(map(any, rows)):
        return []
    if len(rows[0]) == 1:
        return [Piece(row[0], pagina=pagina) for row, pagina in paged]
    head_rows = _guess_head(rows) if not head_rows or _is_small_form(rows) else head_rows
    heads = [" ".join(filter(None, column)) for column in zip(*rows[:head_rows], strict=True)]
    body = [(row, pagina) for row, pagina in paged[head_rows:] if any(row) and row not in rows[:head_rows]]
    texts = [(_row_text(heads, row), pagina) for row, pagina in body]
    unread = _unread(heads, [row for row, _ in body])
    if unread:
        texts.insert(0, ("; ".join(unread), paged[0][1]))
    return [Piece(text, BlockSoort.TABELRIJ, pagina=pagina) for text, pagina in texts]


def _squared(rows: list[list[str]]) -> list[list[str]]:
    """Make all rows equally long and leave out the columns without any text."""
    width = max(map(len, rows), default=0)
    filled = [row + [""] * (width - len(row)) for row in rows]
    columns = [at for at in range(width) if any(row[at] for row in filled)]
    return [[row[at] for at in columns] for row in filled]


def _unread(heads: Sequence[str], body: Sequence[Sequence[str]]) -> list[str]:
    """Return the heads of columns in which no row has a value."""
    read = {at for row in body if _is_named(row) for at, cell in enumerate(row) if cell}
    return [head for at, head in enumerate(heads) if head and at not in read]


def _is_named(row: Sequence[str]) -> bool:
    """Tell whether the values of a row are read with the heads; one value by itself is a title in the table."""
    return sum(map(bool, row)) > 1


def _is_small_form(rows: list[list[str]]) -> bool:
    """Tell whether this is two by two: then a first row marked as head may well be the first line of a form."""
    return len(rows) == len(rows[0]) == 2


def _guess_head(rows: list[list[str]]) -> int:
    """Return 1 when the first row reads as names of columns, 0 when it is a row like the others."""
    first, rest = rows[0], rows[1:]
    is_named = all(first[1:]) and len(set(first)) == len(first) and not any(map(_is_value, first))
    if not rest or not is_named:
        return 0
    return 1 if len(first) > 2 else int(_second_column_explains(first, rest))


def _is_value(cell: str) -> bool:
    is_amount = _AMOUNT.fullmatch(cell) is not None and _YEAR.fullmatch(cell) is None
    return is_amount or cell.endswith(":") or len(cell.split()) > _HEAD_WORDS


def _second_column_explains(first: list[str], rest: list[list[str]]) -> bool:
    """Tell 'Onderwerp | Keuze' above choices from the first line of a form, 'Opdrachtgever | H. Jansen'."""
    values = [row[1] for row in rest if row[1]]
    if all(_is_value(value) for value in values):
        return True
    words = sum(len(value.split()) for value in values) / max(len(values), 1)
    return len(first[1].split()) <= 2 and words >= 2 * len(first[1].split()) and len(rest) > 1


def _row_text(heads: Sequence[str], row: Sequence[str]) -> str:
    """Return the row as text; without heads the first cell names the others, as on a form."""
    cells = [cell.rstrip(" ;") for cell in row]
    if heads and _is_named(row):
        return "; ".join(_named(head, cell) for head, cell in zip(heads, cells, strict=True) if cell)
    if not heads and len(row) == 2:
        return _named(*cells)
    return "; ".join(filter(None, cells))


def _named(name: str, value: str) -> str:
    return f"{name.rstrip(': ')}: {value}" if name and value else name or value
