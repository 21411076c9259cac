"""The cells of a Word table as a grid, in which a merged cell has its text once."""

from __future__ import annotations

from docx.oxml.ns import qn
from docx.oxml.table import CT_Tc
from docx.oxml.xmlchemy import BaseOxmlElement

from indexer.readers.docx_text import switch

MAX_SPAN = 100  # Word itself allows 63 columns


def rows_of(table: BaseOxmlElement) -> list[BaseOxmlElement]:
    rows = _children(table, "w:tr")
    return [row for row in rows if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is None]


def cells_of(row: BaseOxmlElement) -> list[CT_Tc | None]:
    """Return the cells by column; None where a cell beside or above it covers the place."""
    cells: list[CT_Tc | None] = []
    for cell in _children(row, "w:tc"):
        cells.append(None if cell.vMerge == "continue" else cell)
        cells += [None] * (min(cell.grid_span, MAX_SPAN) - 1)
    return cells


def is_marked_head(row: BaseOxmlElement) -> bool:
    return switch(row.find(qn("w:trPr")), "w:tblHeader") is True


def _children(element: BaseOxmlElement, name: str) -> list[BaseOxmlElement]:
    """Return the direct children of this name, also those inside a content control."""
    return list(element.xpath(f"./{name} | ./w:sdt/w:sdtContent/{name}"))
