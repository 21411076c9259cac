"""How what each party brings changes over the years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.db.organisaties import Organisatie
from kenniskaarten.balans.jaar import standen_over
from kenniskaarten.balans.models import Eenheid
from kenniskaarten.balans.overzicht import jaren
from kenniskaarten.balans.saldo import Stand

YEARS = 5  # more do not fit on a page, and say little about now

_NOTHING = Stand(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Trend:
    """By unit and name of the party its balances in these years, the oldest first."""

    jaren: Sequence[int]
    standen: Mapping[Eenheid, Mapping[str, Sequence[Stand]]]


def trend(session: so.Session, jaar: int, eenheden: Sequence[Eenheid]) -> Trend:
    """Return the balances up to a year, over the last years of which something is booked."""
    years = [year for year in reversed(jaren(session)) if year <= jaar][-YEARS:]
    per_year = [standen_over(session, date(year, 1, 1), date(year, 12, 31), eenheden) for year in years]
    namen = session.execute(sa.select(Organisatie.id, Organisatie.naam).order_by(Organisatie.naam)).all()
    return Trend(
        years,
        {
            eenheid: {
                naam: [found[eenheid].get(partij, _NOTHING) for found in per_year]
                for partij, naam in namen
                if any(partij in found[eenheid] for found in per_year)
            }
            for eenheid in eenheden
        },
    )


def line(values: Sequence[int], breed: int = 100, hoog: int = 24) -> str:
    """Return values as the points of a polyline in a picture of this size, the lowest and highest within it."""
    top, step = max(*values, 1), breed / max(len(values) - 1, 1)
    points = ((number * step, hoog - max(value, 0) / top * hoog) for number, value in enumerate(values))
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
