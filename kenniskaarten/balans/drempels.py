"""When a party that stays behind its share of the hours is told so. Pure."""

from __future__ import annotations

from datetime import date, timedelta

from kenniskaarten.balans.afspraakmodels import SeinSoort
from kenniskaarten.balans.regels import Drempel
from kenniskaarten.balans.saldo import Stand

KLEINSTE_DEEL = 8 * 60  # minutes; of a smaller share one meeting more or less is many percents
INVULTIJD = timedelta(days=31)  # after a quarter: who enters its hours later than others is not behind
EERSTE_MAAND = 6  # a year is looked at from its half on


def peildag(vandaag: date) -> date | None:
    """Return until which day one looks: the end of the last quarter that all had a month to enter.

    None in the part of a year in which it is too early to say anything.
    """
    known = vandaag - INVULTIJD
    first_of_quarter = date(known.year, (known.month - 1) // 3 * 3 + 1, 1)
    last = first_of_quarter - timedelta(days=1)
    return last if last.month >= EERSTE_MAAND else None


def sein_voor(stand: Stand, drempel: Drempel) -> SeinSoort | None:
    """Tell whether a party stays behind in hours by more than a threshold, in percent of its own share."""
    if stand.norm < KLEINSTE_DEEL:
        return None
    if -stand.saldo * 100 > drempel.overleg * stand.norm:
        return SeinSoort.OVERLEG
    return SeinSoort.AANDACHT if -stand.saldo * 100 > drempel.aandacht * stand.norm else None
