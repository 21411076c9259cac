"""What files claim about themselves, made comparable: tidy titles and authors, and dates from every notation."""

from __future__ import annotations

import re
from datetime import date

from indexer.blocks import Eigenschappen
from indexer.readers.text import clean, one_line

_SAVED_BY = re.compile(r"^(?:Microsoft (?:Word|PowerPoint|Excel) - )")
_SAYS_NOTHING = re.compile(
    r"\(?(?:unspecified|anonymous|untitled|naamloos|geen titel|onbekend|unknown|document\d*|title|titel|user|"
    r"python-docx|administrator|root)\)?|.*\.(?:docx?|odt|pdf|rtf|indd|qxd)|[a-z0-9]+(?:[-_][a-z0-9]+){2,}",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(r"(?:D:)?(\d{4})-?(\d{2})-?(\d{2})")  # ISO 8601, and PDF's D:20240131120000Z
_DAY_FIRST = re.compile(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})")


def eigenschappen(
    titel: str | None = None, auteur: str | None = None, datum: str | date | None = None
) -> Eigenschappen:
    """Return the claims that say something; a default of the program that made the file becomes None."""
    return Eigenschappen(_tidy(titel), _tidy(auteur), parse_date(datum) if isinstance(datum, str) else _day(datum))


def _tidy(text: str | None) -> str | None:
    text = _SAVED_BY.sub("", one_line(clean(text or "")))
    return text if text and not _SAYS_NOTHING.fullmatch(text) else None


def _day(moment: date | None) -> date | None:
    return date(moment.year, moment.month, moment.day) if moment else None


def parse_date(text: str) -> date | None:
    """Return the day in ISO, PDF or Dutch notation, None when there is none that exists."""
    text = text.strip()
    if match := _YEAR_FIRST.match(text):
        year, month, day = map(int, match.groups())
    elif match := _DAY_FIRST.match(text):
        day, month, year = map(int, match.groups())
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
