"""A projectblad as one reader sees it: who takes part with which hours, its planning, results and what is off."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.access import Lezer, Rol
from kennis.db.documenten import Titel
from kennis.db.organisaties import Organisatie
from kenniskaarten.balans.models import GEEN_BIJDRAGE, Boeking, Eenheid, Regel
from kenniskaarten.projecten.models import Project, Projectdeelnemer, ProjectStatus
from kenniskaarten.projecten.planning import Planning, planning
from kenniskaarten.projecten.resultaten import visible_resultaten
from kenniskaarten.projecten.sommen import Begroting, Geboekt, begroting, per_persoon, verschillen
from kenniskaarten.projecten.uren import Projecturen, projecturen
from kenniskaarten.projecten.zicht import may_change, visible_projecten

OF_A_GEMEENTE = frozenset({Rol.AMBTENAAR, Rol.BEHEERDER})
ORDER = (ProjectStatus.LOOPT, ProjectStatus.VOORSTEL, ProjectStatus.AFGEROND, ProjectStatus.GESTOPT)


@dataclass(frozen=True, slots=True)
class Deelnemerregel:
    """Somebody who takes part; `uren` from the book stand with the first line of an organisatie only."""

    deelnemer: Projectdeelnemer
    per_persoon: int | None
    uren: Projecturen | None


@dataclass(frozen=True, slots=True)
class Projectblad:
    """Of who may not see the hours in the book `geboekt` is None; who cannot mend `verschillen` sees none.

    `anderen` booked hours without taking part by name.
    """

    project: Project
    begroting: Begroting
    regels: Sequence[Deelnemerregel]
    anderen: Mapping[str, Projecturen]
    geboekt: Geboekt | None
    planning: Planning | None
    resultaten: Sequence[Titel]
    verschillen: Sequence[str]


@dataclass(frozen=True, slots=True)
class Projectregel:
    """A project in the list; `verschillen` as on its projectblad."""

    project: Project
    begroting: Begroting
    verschillen: Sequence[str]


def find_projecten(session: so.Session, lezer: Lezer, status: ProjectStatus | None = None) -> list[Projectregel]:
    """Return the projects that a reader sees: what runs first, and of those the newest."""
    query = sa.select(Project).where(visible_projecten(lezer)).options(so.selectinload(Project.deelnemers))
    if status is not None:
        query = query.where(Project.status == status)
    found = sorted(session.scalars(query), key=_place)
    return [Projectregel(project, begroting(project), _told(session, lezer, project)) for project in found]


def count_per_status(session: so.Session, lezer: Lezer) -> dict[ProjectStatus, int]:
    """Return how many projects of each status a reader sees."""
    query = sa.select(Project.status, sa.func.count().label("aantal"))
    query = query.where(visible_projecten(lezer)).group_by(Project.status)
    counted = {row.status: row.aantal for row in session.execute(query)}
    return {status: counted[status] for status in ORDER if status in counted}


def make_blad(session: so.Session, lezer: Lezer, project: Project, vandaag: date) -> Projectblad:
    """Return what a reader sees of a project that he sees."""
    geboekt = read_geboekt(session, project) if sees_uren(lezer, project) else None
    regels = list(_regels(project, geboekt))
    named = {one.deelnemer.organisatie_id for one in regels}
    return Projectblad(
        project=project,
        begroting=begroting(project),
        regels=regels,
        anderen=_anderen(session, geboekt, named),
        geboekt=geboekt,
        planning=planning(project, vandaag),
        resultaten=visible_resultaten(session, lezer, project),
        verschillen=_told(session, lezer, project),
    )


def sees_uren(lezer: Lezer, project: Project) -> bool:
    """Tell whether a reader sees what was booked: who keeps the project, and the gemeenten that do it together."""
    together = {project.organisatie_id, *(one.organisatie_id for one in project.deelnemers)}
    return may_change(lezer, project) or (lezer.rol in OF_A_GEMEENTE and not lezer.eigen.isdisjoint(together))


def read_geboekt(session: so.Session, project: Project) -> Geboekt:
    """Return what stands in the book of a project."""
    query = (
        sa.select(sa.func.sum(Regel.hoeveelheid))
        .join(Boeking, Boeking.id == Regel.boeking_id)
        .where(Boeking.project_id == project.id, Regel.eenheid == Eenheid.EURO)
        .where(Regel.brengt, Regel.telt_als.not_in(GEEN_BIJDRAGE))
    )
    return Geboekt(projecturen(session, project), int(session.scalar(query) or 0))


def _told(session: so.Session, lezer: Lezer, project: Project) -> list[str]:
    if not may_change(lezer, project):
        return []
    geboekt = read_geboekt(session, project)
    return verschillen(project, geboekt, _namen(session, geboekt.uren.keys()))


def _regels(project: Project, geboekt: Geboekt | None) -> Iterator[Deelnemerregel]:
    shown: set[int] = set()
    for one in project.deelnemers:
        partij = one.organisatie_id
        is_first = partij is not None and partij not in shown
        uren = geboekt.van(partij) if geboekt and partij is not None and is_first else None
        yield Deelnemerregel(one, per_persoon(one), uren)
        if partij is not None:
            shown.add(partij)


def _anderen(
    session: so.Session, geboekt: Geboekt | None, named: Collection[int | None]
) -> dict[str, Projecturen]:
    if geboekt is None:
        return {}
    others = {partij: uren for partij, uren in geboekt.uren.items() if partij not in named}
    return {naam: others[partij] for partij, naam in _namen(session, others).items()}


def _namen(session: so.Session, ids: Collection[int]) -> dict[int, str]:
    query = sa.select(Organisatie.id, Organisatie.naam).where(Organisatie.id.in_(ids)).order_by(Organisatie.naam)
    return {row.id: row.naam for row in session.execute(query)}


def _place(project: Project) -> tuple[int, int, str]:
    begin = project.van or project.aangemaakt_op.date()
    return ORDER.index(project.status), -begin.toordinal(), project.naam
