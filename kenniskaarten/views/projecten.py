"""The list of projecten, and the page of one."""

from __future__ import annotations

import sqlalchemy as sa
from flask import Blueprint, render_template

from kennis.web.diensten import db
from kennis.web.documenten import ID
from kennis.web.sessies import lezer
from kenniskaarten.projecten.models import Project
from kenniskaarten.projecten.zicht import find_project, visible_projecten
from kenniskaarten.views._shared import myself

blueprint = Blueprint("projecten", __name__, url_prefix="/projecten")


@blueprint.get("")
def lijst() -> str:
    myself()
    rows = db().scalars(sa.select(Project).where(visible_projecten(lezer())).order_by(Project.naam))
    return render_template("projecten/lijst.html", projecten=rows.all())


@blueprint.get(f"/<{ID}:project_id>")
def project(project_id: int) -> str:
    myself()
    return render_template("projecten/project.html", project=find_project(db(), lezer(), project_id))
