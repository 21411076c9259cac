"""The hours of a project: in which ones a party may book, and what stands in the book of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.db.organisaties import Organisatie
from kenniskaarten.balans.models import GEEN_BIJDRAGE, Boeking, BoekingSoort, Eenheid, Regel
from kenniskaarten.projecten.models import Project, Projectdeelnemer, ProjectStatus

ENDED = (ProjectStatus.AFGEROND, ProjectStatus.GESTOPT)


@dataclass(frozen=True, slots=True)
class Projecturen:
    """What a party pledged and worked in a project, in minutes."""

    toegezegd: int = 0
    gewerkt: int = 0


def projecturen(session: so.Session, project: Project) -> dict[int, Projecturen]:
    """Return by organisatie what stands in the book of a project; a boeking and its storno are nothing."""
    pledged = Regel.telt_als == BoekingSoort.TOEZEGGING
    rows = session.execute(
        sa.select(
            Regel.partij_id,
            sa.func.sum(sa.case((pledged, Regel.hoeveelheid), else_=0)),
            sa.func.sum(sa.case((pledged, 0), else_=Regel.hoeveelheid)),
        )
        .join(Boeking, Boeking.id == Regel.boeking_id)
        .where(Boeking.project_id == project.id, Regel.eenheid == Eenheid.UREN)
        .where(Regel.brengt, Regel.partij_id.is_not(None))
        .where(sa.or_(pledged, Regel.telt_als.not_in(GEEN_BIJDRAGE)))
        .group_by(Regel.partij_id)
    )
    return {partij: Projecturen(int(p), int(w)) for partij, p, w in rows if partij is not None}


def boekbare_projecten(session: so.Session, partij: int, eerste: date, laatste: date) -> list[Project]:
    """Return the projects in which a party takes part and that run in a period, first and last day, by name.

    What ended needs a last day within it; who went on in the party took part for it.
    """
    deelname = Project.deelnemers.any(
        Projectdeelnemer.organisatie_id.in_(_met_voorgangers(session, partij, laatste))
    )
    ended = sa.and_(Project.status.in_(ENDED), Project.tot >= eerste)
    running = sa.or_(Project.status == ProjectStatus.LOOPT, ended)
    return list(session.scalars(sa.select(Project).where(deelname, running).order_by(Project.naam, Project.id)))


def _met_voorgangers(session: so.Session, partij: int, dag: date) -> list[int]:
    """Return a party and all that went on in it before or on a day."""
    return [partij, *(row.id for row in session.get_one(Organisatie, partij).voorgangers_op(dag))]
