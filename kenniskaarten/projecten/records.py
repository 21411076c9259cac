"""How projects become records of the index: each part of a projectblad and each note of progress by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy import orm as so

from indexer.worker import Part
from kennis.db.base import now
from kennis.db.organisaties import namen_van
from kennis.search.records import IndexRecord
from kenniskaarten.projecten.models import Project

PROJECT = "project"


def project_records(session: so.Session, ids: Sequence[int]) -> list[IndexRecord]:
    query = sa.select(Project).where(Project.id.in_(ids)).order_by(Project.id)
    found = session.scalars(query.options(so.selectinload(Project.voortgangen)))
    return [record for project in found for record in _project(project)]


def all_project_ids(session: so.Session) -> list[int]:
    return list(session.scalars(sa.select(Project.id).order_by(Project.id)))


def _project(project: Project) -> Iterator[IndexRecord]:
    begin = project.van or project.aangemaakt_op.date()
    for deel, kop, tekst in _delen(project):
        if tekst.strip():
            yield _record(project, f"{PROJECT}:{project.id}.{deel}", kop, tekst, begin)
    for note in project.voortgangen:
        yield _record(project, f"voortgang:{note.id}", "Voortgang", note.tekst, note.datum)


def _delen(project: Project) -> Iterator[tuple[str, str, str]]:
    """Yield the parts of a projectblad, each with its name in the index, its heading and its text."""
    yield "wat", "Wat", project.wat or project.naam
    yield "kader", "Kader", project.kader
    yield "doelen", "Doelen", project.doelen
    yield "hoe", "Hoe", project.hoe
    people = (project.trekker, project.projectgroep, project.projectleider, project.ambtelijk, project.bestuurlijk)
    yield "wie", "Wie", ". ".join(dict.fromkeys(one.strip().rstrip(".") for one in people if one.strip()))
    yield "geld", "Geld", project.geld


def _record(project: Project, name: str, kop: str, tekst: str, datum: date) -> IndexRecord:
    return IndexRecord(
        id=name,
        bron=f"{PROJECT}:{project.id}",
        groep=f"{PROJECT}:{project.id}",
        soort=PROJECT,
        titel=project.naam,
        tekst=tekst,
        context=f"Project {project.naam} › {kop}",
        zichtbaarheid=project.zichtbaarheid,
        organisatie_id=project.organisatie_id,
        facetten={
            "soort": (PROJECT,),
            "organisatie": namen_van(project.organisatie, now().date()),
            "thema": (project.thema,) if project.thema else (),
        },
        datum=datum,
    )


PROJECTEN = Part(bron=PROJECT, records=project_records, all_ids=all_project_ids)
