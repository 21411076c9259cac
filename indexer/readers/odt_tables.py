"""The cells of an OpenDocument table as a grid, in which a merged cell has its text once."""

from __future__ import annotations

from collections.abc import Iterator

from odfdo import Element

from indexer.readers.odt_text import attribute

MAX_REPEATS = 100  # a row or cell may say that it is there a million times; in a text that is only padding


def rows_of(table: Element, *, in_head: bool = False) -> Iterator[tuple[list[Element | None], bool]]:
    """Yield the rows as cells by column, None where a place is covered, and whether the row is marked as head."""
    for child in table.children:
        if child.tag == "table:table-row":
            cells = _cells_of(child)
            for _ in range(_repeats(child, "table:number-rows-repeated")):
                yield cells, in_head
        elif child.tag in {"table:table-header-rows", "table:table-rows", "table:table-row-group"}:
            yield from rows_of(child, in_head=in_head or child.tag == "table:table-header-rows")


def _cells_of(row: Element) -> list[Element | None]:
    cells: list[Element | None] = []
    for cell in row.children:
        repeats = _repeats(cell, "table:number-columns-repeated")
        if cell.tag == "table:table-cell":
            cells += [cell] * repeats
        elif cell.tag == "table:covered-table-cell":
            cells += [None] * repeats
    return cells


def _repeats(element: Element, name: str) -> int:
    value = attribute(element, name) or "1"
    return min(int(value), MAX_REPEATS) if value.isdecimal() else 1
