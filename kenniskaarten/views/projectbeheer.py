"""The forms with which a project is made and kept: the parts of its projectblad, its lists, results and end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kennis.access import Rol, Zichtbaarheid
from kennis.db.base import now
from kennis.errors import NotFoundError, ProjectError
from kennis.search.query import clean_query
from kennis.web.diensten import db
from kennis.web.documenten import ID
from kennis.web.sessies import lezer
from kenniskaarten.projecten import beheer
from kenniskaarten.projecten.beheer import Ingevuld, Regel, find_kept, find_regel, hold_project
from kenniskaarten.projecten.invoer import Formulier, Keuzes, stempel
from kenniskaarten.projecten.keuzes import keuzes_beheer, keuzes_deelnemer
from kenniskaarten.projecten.models import Project
from kenniskaarten.projecten.regels import DELEN, LIJSTEN, NIEUW
from kenniskaarten.projecten.resultaten import add_resultaat, remove_resultaat, visible_resultaten
from kenniskaarten.projecten.zicht import find_project, may_change, may_report
from kenniskaarten.views._shared import myself
from kenniskaarten.views.eigenpagina import MAX_TITEL, find_titels
from kenniskaarten.views.invoer import number

blueprint = Blueprint("projectbeheer", __name__, url_prefix="/projecten")

MAKERS = frozenset({Rol.BEHEERDER, Rol.REGISSEUR})
_PROJECT = f"/<{ID}:project_id>"
_LIJST = f"{_PROJECT}/<any({', '.join(LIJSTEN)}):lijst>"


@dataclass(frozen=True, slots=True)
class Scherm:
    """A form with what it is about: the project, and the row that it changes, itself or a line of it."""

    formulier: Formulier
    keuzes: Keuzes
    project: Project | None = None
    row: Project | Regel | None = None
    lijst: str = ""

    @property
    def adres(self) -> str:
        """Where a changed line is sent; nothing for the page itself."""
        return self._of_line(".regel")

    @property
    def weg(self) -> str:
        return self._of_line(".regel_weg")

    def _of_line(self, endpoint: str) -> str:
        if self.project is None or self.row is None or not self.lijst:
            return ""
        return url_for(endpoint, project_id=self.project.id, lijst=self.lijst, regel_id=self.row.id)


@blueprint.app_context_processor
def _on_project_pages() -> dict[str, object]:
    return {
        "mag_project_maken": lambda: lezer().rol in MAKERS,
        "mag_project_wijzigen": lambda project: may_change(lezer(), project),
        "mag_voortgang_melden": lambda project: may_report(lezer(), project),
    }


@blueprint.route("/nieuw", methods=["GET", "POST"])
def nieuw() -> ResponseReturnValue:
    maker = myself()
    if maker.rol not in MAKERS:
        raise NotFoundError
    scherm = Scherm(NIEUW, keuzes_beheer(db(), lezer()))
    if request.method == "GET":
        begin = {"organisatie_id": str(maker.organisatie_id or ""), "zichtbaarheid": Zichtbaarheid.AMBTENAAR.value}
        return _form(scherm, begin)
    try:
        project = beheer.make_project(db(), maker, _ingevuld(scherm))
    except ProjectError as error:
        db().rollback()
        return _form(scherm, request.form, error.fouten), 400
    return _back(project.id)


@blueprint.route(f"{_PROJECT}/wijzig/<any({', '.join(DELEN)}):deel>", methods=["GET", "POST"])
def wijzig(project_id: int, deel: str) -> ResponseReturnValue:
    """Change a part of the projectblad."""
    project = find_kept(db(), lezer(), project_id)
    scherm = Scherm(DELEN[deel], keuzes_beheer(db(), lezer(), project), project, project)
    if request.method == "GET":
        return _form(scherm, DELEN[deel].schrijf(project))
    try:
        beheer.save_deel(db(), _held(project_id), deel, _ingevuld(scherm))
    except ProjectError as error:
        db().rollback()
        return _form(scherm, request.form, error.fouten), 400
    return _back(project_id, deel)


@blueprint.route(f"{_LIJST}/nieuw", methods=["GET", "POST"])
def erbij(project_id: int, lijst: str) -> ResponseReturnValue:
    """Add a line to a list of a project; how it goes is also told by who takes part."""
    project = _addable(find_project(db(), lezer(), project_id), lijst)
    scherm = _of_line(project, lijst)
    if request.method == "GET":
        today = now().date()
        begin = {"datum": f"{today.day}-{today.month}-{today.year}", "rol": "deelnemer"}
        return _form(scherm, begin)
    try:
        project = _addable(hold_project(db(), lezer(), project_id), lijst)
        beheer.add_regel(db(), project, lijst, _ingevuld(scherm), myself())
    except ProjectError as error:
        db().rollback()
        return _form(scherm, request.form, error.fouten), 400
    return _back(project_id, lijst)


@blueprint.route(f"{_LIJST}/<{ID}:regel_id>", methods=["GET", "POST"])
def regel(project_id: int, lijst: str, regel_id: int) -> ResponseReturnValue:
    """Change a line of a list."""
    project = find_project(db(), lezer(), project_id)
    row = find_regel(lezer(), project, lijst, regel_id)
    scherm = _of_line(project, lijst, row)
    if request.method == "GET":
        return _form(scherm, scherm.formulier.schrijf(row))
    try:
        project = hold_project(db(), lezer(), project_id)
        row = find_regel(lezer(), project, lijst, regel_id)
        beheer.save_regel(db(), project, lijst, row, _ingevuld(scherm))
    except ProjectError as error:
        db().rollback()
        return _form(scherm, request.form, error.fouten), 400
    return _back(project_id, lijst)


@blueprint.post(f"{_LIJST}/<{ID}:regel_id>/weg")
def regel_weg(project_id: int, lijst: str, regel_id: int) -> ResponseReturnValue:
    project = hold_project(db(), lezer(), project_id)
    row = find_regel(lezer(), project, lijst, regel_id)
    try:
        beheer.remove_regel(db(), project, lijst, row)
    except ProjectError as error:
        db().rollback()
        scherm = _of_line(project, lijst, row)
        return _form(scherm, scherm.formulier.schrijf(row), error.fouten), 400
    return _back(project_id, lijst)


@blueprint.route(f"{_PROJECT}/resultaten", methods=["GET", "POST"])
def resultaten(project_id: int) -> ResponseReturnValue:
    """Look for a document on words of its title, and put it with the project."""
    project = find_kept(db(), lezer(), project_id)
    if request.method == "POST":
        add_resultaat(db(), lezer(), _held(project_id), number("document_id") or 0)
        return _back(project_id, "resultaten")
    gezocht = clean_query(request.args.get("document", ""))[:MAX_TITEL]
    return render_template(
        "projecten/resultaten.html",
        project=project,
        titels=visible_resultaten(db(), lezer(), project),
        gezocht=gezocht,
        gevonden=find_titels(db(), lezer(), gezocht) if gezocht else [],
    )


@blueprint.post(f"{_PROJECT}/resultaten/<{ID}:document_id>/weg")
def resultaat_weg(project_id: int, document_id: int) -> ResponseReturnValue:
    remove_resultaat(db(), lezer(), _held(project_id), document_id)
    return _back(project_id, "resultaten")


@blueprint.route(f"{_PROJECT}/einde", methods=["GET", "POST"])
def einde(project_id: int) -> ResponseReturnValue:
    """Ask whether a project can go, and let it go; one that the book speaks of stops and stays."""
    if request.method == "POST":
        gone = beheer.end_project(db(), lezer(), project_id)
        return redirect(url_for("projecten.lijst"), 303) if gone else _back(project_id)
    project = find_kept(db(), lezer(), project_id)
    return render_template("projecten/einde.html", project=project, geboekt=beheer.is_booked(db(), project))


def _held(project_id: int) -> Project:
    """Return a project that the reader may change, kept from others until this request ends."""
    project = hold_project(db(), lezer(), project_id)
    if not may_change(lezer(), project):
        raise NotFoundError
    return project


def _addable(project: Project, lijst: str) -> Project:
    allowed = may_report if lijst == "voortgang" else may_change
    if not allowed(lezer(), project):
        raise NotFoundError
    return project


def _of_line(project: Project, lijst: str, row: Regel | None = None) -> Scherm:
    return Scherm(LIJSTEN[lijst].formulier, keuzes_deelnemer(db(), lezer(), project), project, row, lijst)


def _ingevuld(scherm: Scherm) -> Ingevuld:
    return Ingevuld(request.form, now().date(), scherm.keuzes, request.form.get("gezien", ""))


def _form(scherm: Scherm, getypt: Mapping[str, str], fouten: Mapping[str, str] | None = None) -> str:
    row = scherm.row
    return render_template(
        "projecten/formulier.html",
        scherm=scherm,
        getypt=getypt,
        gezien=stempel(scherm.formulier.schrijf(row)) if row is not None else "",
        fouten=fouten or {},
    )


def _back(project_id: int, part: str = "") -> ResponseReturnValue:
    """Go back to the project, or to the list for who let it go out of his sight."""
    db().flush()
    try:
        find_project(db(), lezer(), project_id)
    except NotFoundError:
        return redirect(url_for("projecten.lijst"), 303)
    return redirect(
        url_for("projecten.project", project_id=project_id, bewaard=part or "project", _anchor=part or None), 303
    )
