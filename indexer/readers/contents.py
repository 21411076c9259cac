"""Recognises the table of contents and page numbers: text that only a page needs, and that answers no question."""

from __future__ import annotations

import re
from collections.abc import Sequence

_TITLE = re.compile(r"(?:inhoud(?:sopgave)?|table of contents|contents)\s*:?", re.IGNORECASE)
_LEADER = re.compile(r"(?:\.\s?){5,}\s*\d{0,4}$|…{2,}\s*\d{0,4}$|_{5,}\s*\d{1,4}$")
_ENTRY = re.compile(r".*\D\s?(\d{1,3})$")
_WRAPPED_LINES = 2  # an entry is at most this many lines before the one with its page number
_PAGE_NUMBER = re.compile(
    r"[-–—\s|]*(?:(?:pagina|page|pag\.?|blad|p\.)\s*)?\d{1,3}(?:\s*(?:van|of|/)\s*\d{1,3})?[-–—\s|]*",
    re.IGNORECASE,
)


def is_page_number(text: str) -> bool:
    """Tell whether this is all that stands there: '5', '- 5 -', 'Pagina 5 van 12'."""
    return _PAGE_NUMBER.fullmatch(text.strip()) is not None


def contents_lines(lines: Sequence[str]) -> set[int]:
    """Return the positions of lines that are a table of contents: with dot leaders, or below a line 'Inhoud'."""
    found = {at for at, line in enumerate(lines) if _LEADER.search(line)}
    for at, line in enumerate(lines):
        if _TITLE.fullmatch(line.strip()):
            entries = _entries_below(lines, at + 1)
            found |= {at, *entries} if entries or at + 1 in found else set()
    return found


def _entries_below(lines: Sequence[str], start: int) -> set[int]:
    """Follow the entries for as long as their page numbers do not go back."""
    entries: set[int] = set()
    at, page, pending = start, 0, 0
    while at < len(lines) and pending <= _WRAPPED_LINES:
        entry = _ENTRY.fullmatch(lines[at].strip())
        if entry and int(entry.group(1)) >= page:
            page, pending = int(entry.group(1)), 0
            entries.update(range(max(entries, default=start - 1) + 1, at + 1))
        else:
            pending += 1
        at += 1
    return entries
