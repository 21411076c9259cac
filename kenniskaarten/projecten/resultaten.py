"""The documents that came out of a project, each shown only to who may see it. Never commits."""

from __future__ import annotations

from sqlalchemy import orm as so

from kennis.access import Lezer
from kennis.db.documenten import Titel, visible_titels
from kennis.db.wachtrij import enqueue
from kennis.errors import NotFoundError
from kenniskaarten.projecten.models import Project, Projectresultaat


def visible_resultaten(session: so.Session, lezer: Lezer, project: Project) -> list[Titel]:
    """Return the results of a project that a reader may see, in the order in which they were added."""
    ids = [row.document_id for row in project.resultaten]
    titels = {titel.document_id: titel for titel in visible_titels(session, lezer, ids)} if ids else {}
    return [titels[number] for number in ids if number in titels]


def add_resultaat(session: so.Session, lezer: Lezer, project: Project, document_id: int) -> None:
    """Put a document with a project, once; raises NotFoundError for one that the reader may not see."""
    if not visible_titels(session, lezer, [document_id]):
        raise NotFoundError
    if document_id not in {row.document_id for row in project.resultaten}:
        project.resultaten.append(Projectresultaat(document_id=document_id))
        enqueue(session, [f"project:{project.id}"])


def remove_resultaat(session: so.Session, lezer: Lezer, project: Project, document_id: int) -> None:
    """Take a document away from a project; raises NotFoundError for one that the reader does not see there."""
    row = next((row for row in project.resultaten if row.document_id == document_id), None)
    if row is None or not visible_titels(session, lezer, [document_id]):
        raise NotFoundError
    project.resultaten.remove(row)
    enqueue(session, [f"project:{project.id}"])
