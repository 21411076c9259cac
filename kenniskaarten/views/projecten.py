"""The pages of projects: the list, and one project as its projectblad, on the screen and on paper."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from kennis.access import Zichtbaarheid
from kennis.db.base import now
from kennis.errors import IndexUnavailableError
from kennis.mensen import Persoon
from kennis.web.diensten import db, diensten
from kennis.web.documenten import ID
from kennis.web.sessies import ingelogde, is_regisseur, lezer
from kenniskaarten.projecten.blad import count_per_status, find_projecten, make_blad
from kenniskaarten.projecten.models import Project, ProjectStatus
from kenniskaarten.projecten.sommen import euro, leiding_per_organisatie, samen, uren
from kenniskaarten.projecten.zicht import find_project, may_change

blueprint = Blueprint("projecten", __name__, url_prefix="/projecten")
blueprint.add_app_template_filter(uren)
blueprint.add_app_template_filter(euro)

MAX_MENSEN = 3


@blueprint.get("")
def lijst() -> str:
    status = _status(request.args.get("status", ""))
    shown = find_projecten(db(), lezer(), status)
    projecten = [one.project for one in shown]
    return render_template(
        "projecten/lijst.html",
        projecten=shown,
        status=status,
        aantallen=count_per_status(db(), lezer()),
        samen=samen(projecten) if is_regisseur() and projecten else None,
        leiding=leiding_per_organisatie(projecten) if is_regisseur() else {},
    )


@blueprint.get(f"/<{ID}:project_id>")
def project(project_id: int) -> str:
    reader, found = lezer(), find_project(db(), lezer(), project_id)
    return render_template(
        "projecten/project.html",
        blad=make_blad(db(), reader, found, now().date()),
        project=found,
        mag_wijzigen=may_change(reader, found),
        is_openbaar=found.zichtbaarheid is Zichtbaarheid.OPENBAAR,
        personen=_mensen(found) if ingelogde() else [],
    )


def _mensen(found: Project) -> list[Persoon]:
    """Return who knows more about the subject of a project; without an index one can do without them."""
    try:
        return list(diensten().wegwijzer.bij_vraag(db(), found.naam, lezer(), MAX_MENSEN))
    except IndexUnavailableError:
        return []


def _status(asked: str) -> ProjectStatus | None:
    return ProjectStatus(asked) if asked in set(ProjectStatus) else None
