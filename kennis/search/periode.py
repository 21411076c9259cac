"""A stretch of time as people type it: a year or a day on either side, or nothing where it is open. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

FIRST_YEAR, LAST_YEAR = 1000, 2999  # outside these a number is no year that a document can be from

_YEAR = re.compile(r"[0-9]{4}")
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_DUTCH_DAY = re.compile(r"([0-9]{1,2})-([0-9]{1,2})-([0-9]{4})")


@dataclass(frozen=True, slots=True)
class Periode:
    """From one day up to and including another; a side without a day is open."""

    van: date | None = None
    tot: date | None = None

    @property
    def is_open(self) -> bool:
        return self.van is None and self.tot is None


ALTIJD = Periode()


def read_moment(text: str) -> Periode | None:
    """Return the year or day that was typed, as its first and last day; nothing typed is always, nonsense None."""
    text = text.strip()
    if not text:
        return ALTIJD
    if _YEAR.fullmatch(text):
        return _year(int(text))
    if match := _ISO_DAY.fullmatch(text):
        return _day(*match.groups())
    if match := _DUTCH_DAY.fullmatch(text):
        return _day(*reversed(match.groups()))
    return None


def between(begin: Periode, eind: Periode) -> Periode:
    """Return the time from the one up to and including the other; in the wrong order they are turned round."""
    if begin.van and eind.tot and begin.van > eind.tot:
        begin, eind = eind, begin
    return Periode(begin.van, eind.tot)


def as_typed(periode: Periode) -> tuple[str, str]:
    """Return both sides as one would type them: a year where it is a whole one."""
    van = _typed(periode.van, whole_year=(1, 1))
    return van, _typed(periode.tot, whole_year=(12, 31))


def _typed(day: date | None, *, whole_year: tuple[int, int]) -> str:
    if day is None:
        return ""
    return str(day.year) if (day.month, day.day) == whole_year else day.isoformat()


def _year(year: int) -> Periode | None:
    return Periode(date(year, 1, 1), date(year, 12, 31)) if FIRST_YEAR <= year <= LAST_YEAR else None


def _day(year: str, month: str, day: str) -> Periode | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return Periode(found, found) if FIRST_YEAR <= found.year <= LAST_YEAR else None
