"""Reads the tables of a web page; one that only arranges the page is left to be read as running text."""

from __future__ import annotations

from bs4 import Tag

from indexer.readers.pieces import Piece
from indexer.readers.tables import pieces_of_table

MAX_SPAN = 100  # browsers cap a span as well; a page may ask for a million


def holds_data(table: Tag) -> bool:
    """Tell data from layout: two columns or more, and no table inside."""
    if table.find("table") or table.get("role") in {"presentation", "none"}:
        return False
    return any(len(_cells(row)) > 1 for row in table.find_all("tr"))


def pieces_of_html_table(table: Tag) -> list[Piece]:
    rows = table.find_all("tr")
    caption = table.find("caption")
    title = [Piece(caption.get_text(" "))] if caption else []
    return title + pieces_of_table(_grid(rows), head_rows=_head_rows(rows))


def _cells(row: Tag) -> list[Tag]:
    return row.find_all(("td", "th"), recursive=False)


def _head_rows(rows: list[Tag]) -> int:
    count = 0
    for row in rows:
        cells = _cells(row)
        if not cells or not (row.find_parent("thead") or all(cell.name == "th" for cell in cells)):
            break
        count += 1
    return count if count < len(rows) else 0


def _grid(rows: list[Tag]) -> list[list[str]]:
    """Return the rows as a grid; the places that a merged cell covers are empty."""
    covered: dict[int, int] = {}  # column: how many rows below are still covered
    return [_grid_row(row, covered) for row in rows]


def _grid_row(row: Tag, covered: dict[int, int]) -> list[str]:
    texts: list[str] = []
    for cell in _cells(row):
        _skip_covered(texts, covered)
        width, height = _span(cell, "colspan"), _span(cell, "rowspan")
        for column in range(len(texts), len(texts) + width):
            covered[column] = height - 1
        texts += [cell.get_text(" "), *[""] * (width - 1)]
    _skip_covered(texts, covered)
    return texts


def _skip_covered(texts: list[str], covered: dict[int, int]) -> None:
    while covered.get(len(texts), 0) > 0:
        covered[len(texts)] -= 1
        texts.append("")


def _span(cell: Tag, name: str) -> int:
    value = str(cell.get(name, "1"))
    return min(max(int(value), 1), MAX_SPAN) if value.isdecimal() else 1
