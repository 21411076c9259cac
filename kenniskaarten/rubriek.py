"""One kind of what is held about a person, as a page, a file for machines and a PDF show it alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

Waarde = str | int | bool | date | datetime | list[str] | None
Rij = Mapping[str, Waarde]


@dataclass(frozen=True, slots=True)
class Rubriek:
    """One kind of what is held, with why; each row has a value for each name that a reader understands."""

    titel: str
    waarom: str
    rijen: Sequence[Rij]


def readable(value: Waarde, datum: Callable[[date], str]) -> str:
    """Return a value as one reads it, with `datum` for the dates; nothing reads as a dash."""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, datetime):
        return datum(value.date())
    if isinstance(value, date):
        return datum(value)
    if isinstance(value, list):
        return ", ".join(value) or "–"
    return str(value) if value not in {None, ""} else "–"
