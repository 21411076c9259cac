"""A table to take along as CSV, in the form that a Dutch spreadsheet opens by itself. Pure."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

BYTE_ORDER_MARK = "\ufeff"  # tells Excel that it is UTF-8
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what makes a spreadsheet compute a cell instead of showing it


def as_csv(rows: Iterable[Sequence[object]]) -> str:
    """Return rows with semicolons; no cell is taken for a formula."""
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows([map(_harmless, row) for row in rows])
    return BYTE_ORDER_MARK + text.getvalue()


def _harmless(value: object) -> str:
    cell = str(value)
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
