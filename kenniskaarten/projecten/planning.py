"""The planning of a project in whole months, as rows to write down and bars to draw. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

from kenniskaarten.projecten.models import Project, Projectfase


@dataclass(frozen=True, slots=True)
class Balk:
    """A phase: its period in words, and where its bar begins and how long it is, in months."""

    fase: Projectfase
    periode: str
    begin: int
    lengte: int


@dataclass(frozen=True, slots=True)
class Planning:
    """All phases on one line of so many months; `jaarwisselingen` and `nu` are places on it."""

    eerste: str
    laatste: str
    maanden: int
    balken: tuple[Balk, ...]
    jaarwisselingen: tuple[int, ...]
    nu: int | None


def planning(project: Project, vandaag: date) -> Planning | None:
    """Return the planning of a project, over its own period and all its phases; None without phases."""
    if not project.fasen:
        return None
    days = [day for fase in project.fasen for day in (fase.eerste_maand, fase.laatste_maand)]
    days += [day for day in (project.van, project.tot) if day]
    first, last = min(days), max(days)
    count = _number(last) - _number(first) + 1
    today = _number(vandaag) - _number(first)
    return Planning(
        eerste=_maand(first),
        laatste=_maand(last),
        maanden=count,
        balken=tuple(_balk(fase, first) for fase in project.fasen),
        jaarwisselingen=tuple(month for month in range(1, count) if (_number(first) + month) % 12 == 0),
        nu=today if 0 <= today < count else None,
    )


def _balk(fase: Projectfase, first: date) -> Balk:
    length = _number(fase.laatste_maand) - _number(fase.eerste_maand) + 1
    return Balk(fase, _periode(fase), _number(fase.eerste_maand) - _number(first), length)


def _periode(fase: Projectfase) -> str:
    begin, end = fase.eerste_maand, fase.laatste_maand
    if _number(begin) == _number(end):
        return _maand(end)
    pattern = "MMMM" if begin.year == end.year else "MMMM y"
    return f"{format_date(begin, pattern, locale='nl')} tot en met {_maand(end)}"


def _maand(day: date) -> str:
    return format_date(day, "MMMM y", locale="nl")


def _number(day: date) -> int:
    """Return the number of a month, counted from the year zero."""
    return day.year * 12 + day.month - 1
