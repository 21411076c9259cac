"""Keeping a project: its projectblad, and the lines of its lists. Never commits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.access import Lezer
from kennis.db.base import keep_writers_out
from kennis.db.organisaties import Gebruiker
from kennis.db.wachtrij import enqueue
from kennis.errors import NotFoundError, ProjectError
from kenniskaarten.balans.models import Boeking
from kenniskaarten.projecten.invoer import Formulier, Keuzes, Waarden, meanwhile, stempel
from kenniskaarten.projecten.models import Project, Projectdeelnemer, ProjectStatus, Voortgang
from kenniskaarten.projecten.regels import DELEN, LIJSTEN, NIEUW, Lijst
from kenniskaarten.projecten.uren import projecturen
from kenniskaarten.projecten.zicht import find_project, may_change, may_report

MAX_REGELS = 200  # of one list of a project

Regel = Any  # a deelnemer, a fase or a voortgang


@dataclass(frozen=True, slots=True)
class Ingevuld:
    """A form as it was sent: what was typed, and the mark (`stempel`) of what stood there when it was opened."""

    getypt: Mapping[str, str]
    vandaag: date
    keuzes: Keuzes = field(default_factory=dict)
    gezien: str = ""


def find_kept(session: so.Session, lezer: Lezer, project_id: int) -> Project:
    """Return a project that a reader may change; raises NotFoundError otherwise."""
    project = find_project(session, lezer, project_id)
    if not may_change(lezer, project):
        raise NotFoundError
    return project


def hold_project(session: so.Session, lezer: Lezer, project_id: int) -> Project:
    """Return a project that a reader sees, as it stands now, and let nobody else change it meanwhile."""
    keep_writers_out(session, Project)
    session.expire_all()
    return find_project(session, lezer, project_id)


def make_project(session: so.Session, maker: Gebruiker, ingevuld: Ingevuld) -> Project:
    """Keep a new project; raises ProjectError for what cannot be, and for one that its keeper has already."""
    waarden = NIEUW.lees(ingevuld.getypt, ingevuld.vandaag, ingevuld.keuzes)
    keep_writers_out(session, Project)
    same = sa.select(Project.id).where(
        Project.organisatie_id == waarden["organisatie_id"], Project.naam == waarden["naam"]
    )
    if session.scalar(same) is not None:
        raise ProjectError({"naam": "Deze organisatie heeft al een project met deze naam."})
    project = Project(**waarden, aangemaakt_door_id=maker.id)
    session.add(project)
    _changed(session, project)
    return project


def save_deel(session: so.Session, project: Project, deel: str, ingevuld: Ingevuld) -> None:
    """Keep a part of the projectblad; raises ProjectError for what cannot be, or was changed since one looked."""
    _write(project, DELEN[deel], ingevuld)
    _changed(session, project)


def add_regel(session: so.Session, project: Project, naam: str, ingevuld: Ingevuld, maker: Gebruiker) -> Regel:
    """Add a line to a list of a project; raises ProjectError for what cannot be or is there already."""
    lijst = LIJSTEN[naam]
    waarden = lijst.formulier.lees(ingevuld.getypt, ingevuld.vandaag, ingevuld.keuzes)
    rows = getattr(project, lijst.attribuut)
    _check_double(lijst, rows, waarden)
    if len(rows) >= MAX_REGELS:
        raise ProjectError({lijst.gelijk[0]: f"Een project heeft hier hoogstens {MAX_REGELS} regels."})
    row: Regel = lijst.soort(**waarden)
    if isinstance(row, Voortgang):
        row.schrijver_id = maker.id
    rows.append(row)
    _changed(session, project)
    return row


def save_regel(session: so.Session, project: Project, naam: str, row: Regel, ingevuld: Ingevuld) -> None:
    """Change a line; raises ProjectError for what cannot be, or was changed since one looked."""
    lijst = LIJSTEN[naam]
    before = row.organisatie_id if isinstance(row, Projectdeelnemer) else None
    waarden = lijst.formulier.lees(ingevuld.getypt, ingevuld.vandaag, ingevuld.keuzes)
    _check_double(lijst, [other for other in getattr(project, lijst.attribuut) if other is not row], waarden)
    if before is not None and waarden["organisatie_id"] != before:
        _check_leaving(session, project, row)
    _write(row, lijst.formulier, ingevuld)
    _changed(session, project)


def remove_regel(session: so.Session, project: Project, naam: str, row: Regel) -> None:
    """Take a line out; raises ProjectError for a party that has hours in the book of the project."""
    if isinstance(row, Projectdeelnemer):
        _check_leaving(session, project, row)
    getattr(project, LIJSTEN[naam].attribuut).remove(row)
    _changed(session, project)


def find_regel(lezer: Lezer, project: Project, naam: str, regel_id: int) -> Regel:
    """Return a line that a reader may change: of a project that he keeps, or what he told of one himself."""
    row = next((row for row in getattr(project, LIJSTEN[naam].attribuut) if row.id == regel_id), None)
    if row is None or not (may_change(lezer, project) or _is_own(lezer, project, row)):
        raise NotFoundError
    return row


def end_project(session: so.Session, lezer: Lezer, project_id: int) -> bool:
    """Remove a project, or stop it when the book speaks of it; tell whether it is gone."""
    keep_writers_out(session, Boeking)  # in this order: who books looks at the project after it
    project = hold_project(session, lezer, project_id)
    if not may_change(lezer, project):
        raise NotFoundError
    if is_booked(session, project):
        project.status = ProjectStatus.GESTOPT
        _changed(session, project)
        return False
    enqueue(session, [f"project:{project.id}"])
    session.delete(project)
    session.flush()
    return True


def is_booked(session: so.Session, project: Project) -> bool:
    """Tell whether the book speaks of a project, which it then always will."""
    return bool(session.scalar(sa.select(sa.exists().where(Boeking.project_id == project.id))))


def _write(row: object, formulier: Formulier, ingevuld: Ingevuld) -> None:
    waarden = formulier.lees(ingevuld.getypt, ingevuld.vandaag, ingevuld.keuzes)
    nu = formulier.schrijf(row)
    if ingevuld.gezien != stempel(nu) and (fouten := meanwhile(formulier, nu, ingevuld.getypt)):
        raise ProjectError(fouten)
    for naam, waarde in waarden.items():
        setattr(row, naam, waarde)


def _check_double(lijst: Lijst, rows: list[Regel], waarden: Waarden) -> None:
    if any(all(getattr(row, naam) == waarden[naam] for naam in lijst.gelijk) for row in rows):
        raise ProjectError({lijst.gelijk[0]: lijst.dubbel})


def _check_leaving(session: so.Session, project: Project, row: Projectdeelnemer) -> None:
    """Refuse that a party leaves with hours in the book; they can be taken back first."""
    others = [one.organisatie_id for one in project.deelnemers if one is not row]
    if row.organisatie_id in projecturen(session, project) and row.organisatie_id not in others:
        reden = "Deze organisatie heeft uren in dit project. Neem die eerst terug bij halen en brengen."
        raise ProjectError({"organisatie_id": reden})


def _is_own(lezer: Lezer, project: Project, row: Regel) -> bool:
    is_writer = isinstance(row, Voortgang) and row.schrijver_id == lezer.gebruiker_id
    return is_writer and may_report(lezer, project)


def _changed(session: so.Session, project: Project) -> None:
    session.flush()  # a new one has no id before
    enqueue(session, [f"project:{project.id}"])
