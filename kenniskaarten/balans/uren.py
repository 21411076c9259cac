"""The hours of a quarter: pledged and worked, per theme, entered in one go. Never commits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.errors import BoekingError
from kenniskaarten.balans.boeken import Gebeurtenis, boek, storneer
from kenniskaarten.balans.models import Boeking, BoekingSoort, Eenheid

THEMAS = ("wonen", "welzijn", "zorg", "kennisnetwerk", "regie en overleg")
MEESTE_UREN = 5_000  # of one gemeente on one theme in a quarter: ten people full time
SOORTEN = (BoekingSoort.TOEZEGGING, BoekingSoort.INZET)

Waarop = tuple[BoekingSoort, str]  # pledged or worked, and the theme
Uren = Mapping[Waarop, int]  # in minutes


@dataclass(frozen=True, slots=True)
class Kwartaal:
    """A quarter of a year, 1 to 4."""

    jaar: int
    nummer: int

    @property
    def laatste_dag(self) -> date:
        """The day on which its hours count."""
        following = date(self.jaar + self.nummer // 4, self.nummer % 4 * 3 + 1, 1)
        return date.fromordinal(following.toordinal() - 1)

    @property
    def naam(self) -> str:
        return f"{self.jaar}-{self.nummer}"


def kwartaal_van(dag: date) -> Kwartaal:
    return Kwartaal(dag.year, (dag.month - 1) // 3 + 1)


def geboekte_uren(session: so.Session, partij: int, kwartaal: Kwartaal) -> dict[Waarop, int]:
    """Return what stands in the book for a quarter, in minutes."""
    rows = _live(session, partij, kwartaal)
    return {(row.soort, row.thema): _minutes(row, partij) for row in rows}


def boek_kwartaal(
    session: so.Session, partij: int, kwartaal: Kwartaal, uren: Uren, door_id: int | None
) -> list[Boeking]:
    """Let the book say these hours; what said otherwise is taken back first. Return what was booked anew.

    Raises BoekingError for hours that cannot be, and books nothing then.
    """
    _check(uren)
    standing = {(row.soort, row.thema): row for row in _live(session, partij, kwartaal)}
    booked = []
    for waarop, minuten in uren.items():
        old = standing.get(waarop)
        if old is not None and _minutes(old, partij) == minuten:
            continue
        if old is not None:
            storneer(session, old, door_id, f"Uren van {kwartaal.naam} gewijzigd")
        if minuten:
            booked.append(boek(session, _gebeurtenis(session, partij, kwartaal, waarop, minuten), door_id))
    return booked


def _check(uren: Uren) -> None:
    for (soort, thema), minuten in uren.items():
        if soort not in SOORTEN or thema not in THEMAS:
            raise BoekingError(f"Op ‘{thema}’ kunnen geen uren worden geboekt.")
        if minuten < 0:
            raise BoekingError(f"Uren kunnen niet onder nul zijn: {thema}.")
        if minuten > MEESTE_UREN * 60:
            raise BoekingError(f"Meer dan {MEESTE_UREN} uur in een kwartaal kan niet kloppen: {thema}.")


def _gebeurtenis(
    session: so.Session, partij: int, kwartaal: Kwartaal, waarop: Waarop, minuten: int
) -> Gebeurtenis:
    """Describe hours for the network; each time they are entered anew their bron gets the next number."""
    soort, thema = waarop
    bron = _bron(partij, kwartaal, thema)
    query = sa.select(sa.func.count()).select_from(Boeking).where(Boeking.soort == soort)
    before = session.scalar(query.where(Boeking.bron.startswith(bron, autoescape=True))) or 0
    return Gebeurtenis(
        soort,
        f"{bron}{before + 1}",
        Eenheid.UREN,
        kwartaal.laatste_dag,
        {partij: minuten, None: -minuten},
        f"{soort.value.capitalize()}, {thema}, {kwartaal.nummer}e kwartaal {kwartaal.jaar}",
        thema,
    )


def _bron(partij: int, kwartaal: Kwartaal, thema: str) -> str:
    return f"uren:{partij}:{kwartaal.naam}:{thema}:"


def _live(session: so.Session, partij: int, kwartaal: Kwartaal) -> list[Boeking]:
    """Return the boekingen of a quarter that were not taken back."""
    storno = so.aliased(Boeking)
    query = sa.select(Boeking).where(
        Boeking.soort.in_(SOORTEN),
        Boeking.bron.startswith(f"uren:{partij}:{kwartaal.naam}:", autoescape=True),
        ~sa.exists().where(storno.storno_van_id == Boeking.id),
    )
    return list(session.scalars(query))


def _minutes(boeking: Boeking, partij: int) -> int:
    return next(regel.hoeveelheid for regel in boeking.regels if regel.partij_id == partij)
