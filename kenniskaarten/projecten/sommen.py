"""The sums of projects: hours budgeted, pledged and worked, and where what was written down does not fit. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from kenniskaarten.balans.hoeveelheden import hoeveelheid, voluit
from kenniskaarten.balans.models import Eenheid
from kenniskaarten.projecten.models import Project, Projectdeelnemer, ProjectRol, ProjectStatus
from kenniskaarten.projecten.uren import Projecturen


@dataclass(frozen=True, slots=True)
class Som:
    """Hours added up, in minutes; what nobody knows yet is counted apart, since it is not zero."""

    minuten: int = 0
    onbekend: int = 0

    def __add__(self, other: Som) -> Som:
        return Som(self.minuten + other.minuten, self.onbekend + other.onbekend)


@dataclass(frozen=True, slots=True)
class Begroting:
    """The hours of one project or of several: of the projectleiding, of the others, and of all."""

    projectleiding: Som = Som()
    deelnemers: Som = Som()

    @property
    def totaal(self) -> Som:
        return self.projectleiding + self.deelnemers

    def __add__(self, other: Begroting) -> Begroting:
        return Begroting(self.projectleiding + other.projectleiding, self.deelnemers + other.deelnemers)


@dataclass(frozen=True, slots=True)
class Geboekt:
    """What the book holds about a project: hours by organisatie, and money in cents."""

    uren: Mapping[int, Projecturen] = field(default_factory=dict)
    euro: int = 0

    @property
    def toegezegd(self) -> int:
        return sum(one.toegezegd for one in self.uren.values())

    @property
    def gewerkt(self) -> int:
        return sum(one.gewerkt for one in self.uren.values())

    def van(self, partij: int) -> Projecturen:
        """Return the hours of an organisatie; of who booked nothing they are zero."""
        return self.uren.get(partij, Projecturen())


def begroting(project: Project) -> Begroting:
    """Add up what a projectblad budgets."""
    return Begroting(_som(project, ProjectRol.PROJECTLEIDING), _som(project, ProjectRol.DEELNEMER))


def samen(projecten: Iterable[Project]) -> Begroting:
    """Add up several projects, each column by itself."""
    return sum(map(begroting, projecten), Begroting())


def leiding_per_organisatie(projecten: Iterable[Project]) -> dict[str, Som]:
    """Return by name of an organisatie how many hours of projectleiding it has in these projects together."""
    found: dict[str, Som] = {}
    for deelnemer in (one for project in projecten for one in project.deelnemers):
        if deelnemer.rol is ProjectRol.PROJECTLEIDING:
            naam = naam_van(deelnemer)
            found[naam] = found.get(naam, Som()) + _of(deelnemer)
    return found


def per_persoon(deelnemer: Projectdeelnemer) -> int | None:
    """Return the minutes of each of them, or None when they or their hours are not known."""
    if not deelnemer.aantal or deelnemer.uren_begroot is None:
        return None
    return round(deelnemer.uren_begroot / deelnemer.aantal)


def naam_van(deelnemer: Projectdeelnemer) -> str:
    """Return who takes part: the organisatie, or as the projectblad says it in words."""
    return deelnemer.organisatie.naam if deelnemer.organisatie else deelnemer.omschrijving


def uren(minuten: int) -> str:
    """Write hours the Dutch way: 7,5 uur."""
    return voluit(minuten, Eenheid.UREN)


def verschillen(project: Project, geboekt: Geboekt, namen: Mapping[int, str]) -> list[str]:
    """Return in sentences what does not fit; `namen` has the names of the organisaties that booked."""
    return [
        *_opgave(project),
        *_meer_gewerkt(project, geboekt),
        *_niet_toegezegd(project, geboekt),
        *_geen_deelnemer(project, geboekt, namen),
        *_buiten_periode(project),
        *_geld(project, geboekt),
    ]


def _som(project: Project, rol: ProjectRol) -> Som:
    return sum((_of(deelnemer) for deelnemer in project.deelnemers if deelnemer.rol is rol), Som())


def _of(deelnemer: Projectdeelnemer) -> Som:
    return Som(0, 1) if deelnemer.uren_begroot is None else Som(deelnemer.uren_begroot)


def _opgave(project: Project) -> Iterator[str]:
    """Hold the total as stated against the sum of its parts; what is unknown may make it higher, never lower."""
    stated, parts = project.uren_opgave, begroting(project).totaal
    if stated is not None and (parts.minuten > stated or (parts.minuten < stated and not parts.onbekend)):
        yield f"Het projectblad noemt {uren(stated)}, maar de delen zijn samen {uren(parts.minuten)}."


def _meer_gewerkt(project: Project, geboekt: Geboekt) -> Iterator[str]:
    for partij, (naam, som) in _per_partij(project).items():
        worked = geboekt.van(partij).gewerkt
        if worked > som.minuten and not som.onbekend:
            yield f"{naam} werkte {uren(worked)}; begroot is {uren(som.minuten)}."
    total, worked = begroting(project).totaal, geboekt.gewerkt
    if project.deelnemers and worked > total.minuten and not total.onbekend:
        yield f"Samen is {uren(worked)} gewerkt; begroot is {uren(total.minuten)}."


def _niet_toegezegd(project: Project, geboekt: Geboekt) -> Iterator[str]:
    if project.status is ProjectStatus.LOOPT:
        for partij, (naam, _) in _per_partij(project).items():
            if not geboekt.van(partij).toegezegd:
                yield f"{naam} heeft nog geen uren toegezegd."


def _geen_deelnemer(project: Project, geboekt: Geboekt, namen: Mapping[int, str]) -> Iterator[str]:
    """Name who booked without taking part; participants in words may be anybody."""
    named = _per_partij(project)
    if all(deelnemer.organisatie_id is not None for deelnemer in project.deelnemers):
        for partij in sorted(geboekt.uren.keys() - named.keys(), key=lambda one: namen.get(one, "")):
            yield f"{namen.get(partij, 'Een organisatie')} boekte uren, maar staat niet bij de deelnemers."


def _buiten_periode(project: Project) -> Iterator[str]:
    for fase in project.fasen:
        too_early = project.van is not None and _month(fase.eerste_maand) < _month(project.van)
        too_late = project.tot is not None and _month(fase.laatste_maand) > _month(project.tot)
        if too_early or too_late:
            yield f"De fase ‘{fase.naam}’ valt buiten de periode van het project."


def _geld(project: Project, geboekt: Geboekt) -> Iterator[str]:
    if project.geld_begroot is not None and geboekt.euro > project.geld_begroot:
        spent, planned = euro(geboekt.euro), euro(project.geld_begroot)
        yield f"Er is {spent} bijgedragen; begroot is {planned}."


def euro(cents: int) -> str:
    """Write money the Dutch way: € 1.250,00."""
    return hoeveelheid(cents, Eenheid.EURO)


def _per_partij(project: Project) -> dict[int, tuple[str, Som]]:
    """Return by organisatie its name and its hours in all its roles."""
    found: dict[int, tuple[str, Som]] = {}
    for deelnemer in project.deelnemers:
        if deelnemer.organisatie_id is not None:
            _, before = found.get(deelnemer.organisatie_id, ("", Som()))
            found[deelnemer.organisatie_id] = naam_van(deelnemer), before + _of(deelnemer)
    return found


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month
