"""Who sees a project and who keeps it: said once, for a row in hand and as the condition of a query."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.access import Lezer, Rol
from kennis.errors import NotFoundError
from kenniskaarten.projecten.models import Project


def sees_project(lezer: Lezer, project: Project) -> bool:
    """Tell whether a reader sees a project; who pulls one always sees it."""
    if lezer.gebruiker_id is not None and lezer.gebruiker_id == project.trekker_id:
        return True
    at_home = project.zichtbaarheid in lezer.at_home and project.organisatie_id in lezer.eigen
    return project.zichtbaarheid in lezer.everywhere or at_home


def visible_projecten(lezer: Lezer) -> sa.ColumnElement[bool]:
    """Return the condition on Project that `sees_project` states."""
    at_home = sa.and_(Project.zichtbaarheid.in_(lezer.at_home), Project.organisatie_id.in_(lezer.eigen))
    pulled = sa.false() if lezer.gebruiker_id is None else Project.trekker_id == lezer.gebruiker_id
    return sa.or_(Project.zichtbaarheid.in_(lezer.everywhere), at_home, pulled)


def find_project(session: so.Session, lezer: Lezer, project_id: int) -> Project:
    """Return a project that a reader sees; raises NotFoundError otherwise."""
    found = session.scalar(sa.select(Project).where(Project.id == project_id, visible_projecten(lezer)))
    if found is None:
        raise NotFoundError
    return found


def visible_namen(session: so.Session, lezer: Lezer, ids: Collection[int]) -> dict[int, str]:
    """Return the names of those of the projects that a reader sees, by id."""
    query = sa.select(Project.id, Project.naam).where(Project.id.in_(ids), visible_projecten(lezer))
    return {row.id: row.naam for row in session.execute(query)}


def may_change(lezer: Lezer, project: Project) -> bool:
    """Tell whether a reader keeps a project: the regisseur, the beheerder of who keeps it, and who pulls it."""
    if lezer.rol is Rol.REGISSEUR:
        return True
    is_beheerder = lezer.rol is Rol.BEHEERDER and project.organisatie_id in lezer.eigen
    return is_beheerder or (lezer.gebruiker_id is not None and lezer.gebruiker_id == project.trekker_id)


def may_report(lezer: Lezer, project: Project) -> bool:
    """Tell whether a reader may tell how a project goes: who keeps it, and the parties that take part."""
    parties = {deelnemer.organisatie_id for deelnemer in project.deelnemers}
    return may_change(lezer, project) or not lezer.eigen.isdisjoint(parties)
