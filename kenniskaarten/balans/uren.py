"""The hours of a quarter: pledged and worked, per theme and per project, entered in one go. Never commits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.errors import BoekingError
from kenniskaarten.balans.boeken import Gebeurtenis, boek, storneer
from kenniskaarten.balans.models import Boeking, BoekingSoort, Eenheid
from kenniskaarten.projecten.models import Project
from kenniskaarten.projecten.uren import boekbare_projecten

THEMAS = ("wonen", "welzijn", "zorg", "kennisnetwerk", "regie en overleg")
MEESTE_UREN = 5_000  # of one gemeente on one theme or project in a quarter: ten people full time
SOORTEN = (BoekingSoort.TOEZEGGING, BoekingSoort.INZET)

Waaraan = str | int  # a theme, or the id of a project
Waarop = tuple[BoekingSoort, Waaraan]  # pledged or worked, and on what
Uren = Mapping[Waarop, int]  # in minutes


@dataclass(frozen=True, slots=True)
class Kwartaal:
    """A quarter of a year, 1 to 4."""

    jaar: int
    nummer: int

    @property
    def eerste_dag(self) -> date:
        return date(self.jaar, self.nummer * 3 - 2, 1)

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


def projecten_van(session: so.Session, partij: int, kwartaal: Kwartaal) -> list[Project]:
    """Return the projects on which a party may book hours of a quarter, by name."""
    return boekbare_projecten(session, partij, kwartaal.eerste_dag, kwartaal.laatste_dag)


def geboekte_uren(session: so.Session, partij: int, kwartaal: Kwartaal) -> dict[Waarop, int]:
    """Return what stands in the book for a quarter, in minutes."""
    return {_waarop(row): _minutes(row, partij) for row in _live(session, partij, kwartaal)}


def boek_kwartaal(
    session: so.Session, partij: int, kwartaal: Kwartaal, uren: Uren, door_id: int | None
) -> list[Boeking]:
    """Let the book say these hours; what said otherwise is taken back first. Return what was booked anew.

    Raises BoekingError for hours that cannot be, and books nothing then.
    """
    projecten = {project.id: project for project in projecten_van(session, partij, kwartaal)}
    _check(uren, projecten)
    standing = {_waarop(row): row for row in _live(session, partij, kwartaal)}
    booked = []
    for waarop, minuten in uren.items():
        old = standing.get(waarop)
        if old is not None and _minutes(old, partij) == minuten:
            continue
        if old is not None:
            storneer(session, old, door_id, f"Uren van {kwartaal.naam} gewijzigd")
        if minuten:
            thema = projecten[waarop[1]].thema if isinstance(waarop[1], int) else waarop[1]
            new = _gebeurtenis(session, partij, kwartaal, waarop, minuten)
            booked.append(boek(session, replace(new, thema=thema), door_id))
    return booked


def _check(uren: Uren, projecten: Mapping[int, Project]) -> None:
    namen: dict[Waaraan, str] = {**{thema: thema for thema in THEMAS}, **{n: p.naam for n, p in projecten.items()}}
    for (soort, waaraan), minuten in uren.items():
        naam = namen.get(waaraan)
        if soort not in SOORTEN or naam is None:
            wat = f"‘{waaraan}’" if isinstance(waaraan, str) else "dit project"
            raise BoekingError(f"Op {wat} kunnen geen uren worden geboekt.")
        if minuten < 0:
            raise BoekingError(f"Uren kunnen niet onder nul zijn: {naam}.")
        if minuten > MEESTE_UREN * 60:
            raise BoekingError(f"Meer dan {MEESTE_UREN} uur in een kwartaal kan niet kloppen: {naam}.")


def _gebeurtenis(
    session: so.Session, partij: int, kwartaal: Kwartaal, waarop: Waarop, minuten: int
) -> Gebeurtenis:
    """Describe hours for the network; each time they are entered anew their bron gets the next number."""
    soort, waaraan = waarop
    bron = _bron(partij, kwartaal, waaraan)
    query = sa.select(sa.func.count()).select_from(Boeking).where(Boeking.soort == soort)
    before = session.scalar(query.where(Boeking.bron.startswith(bron, autoescape=True))) or 0
    # Who reads the book may not see every project: its page looks the name up.
    wat = waaraan if isinstance(waaraan, str) else "in een project"
    return Gebeurtenis(
        soort,
        f"{bron}{before + 1}",
        Eenheid.UREN,
        kwartaal.laatste_dag,
        {partij: minuten, None: -minuten},
        f"{soort.value.capitalize()}, {wat}, {kwartaal.nummer}e kwartaal {kwartaal.jaar}",
        project_id=waaraan if isinstance(waaraan, int) else None,
    )


def _bron(partij: int, kwartaal: Kwartaal, waaraan: Waaraan) -> str:
    naam = waaraan if isinstance(waaraan, str) else f"project-{waaraan}"
    return f"uren:{partij}:{kwartaal.naam}:{naam}:"


def _waarop(boeking: Boeking) -> Waarop:
    return boeking.soort, boeking.thema if boeking.project_id is None else boeking.project_id


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
