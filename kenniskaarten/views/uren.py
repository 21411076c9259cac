"""Entering the hours of a quarter, all themes and projects at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kennis.db.base import now
from kennis.db.organisaties import Organisatie
from kennis.errors import BoekingError, NotFoundError
from kennis.web.diensten import db
from kennis.web.sessies import lezer
from kenniskaarten.balans.getallen import MAX_TYPED, read_getal
from kenniskaarten.balans.hoeveelheden import hoeveelheid
from kenniskaarten.balans.models import BoekingSoort, Eenheid
from kenniskaarten.balans.uren import (
    SOORTEN,
    THEMAS,
    Kwartaal,
    Waaraan,
    Waarop,
    boek_kwartaal,
    geboekte_uren,
    kwartaal_van,
    projecten_van,
)
from kenniskaarten.projecten.models import Project
from kenniskaarten.projecten.zicht import sees_project
from kenniskaarten.views._balans import PREFIX, find_partij, may_book, of_a_gemeente

blueprint = Blueprint("uren", __name__, url_prefix=PREFIX)

YEARS_BACK = 2  # after that the year is reported, and the regisseur books what is still missing


@dataclass(frozen=True, slots=True)
class Invoer:
    """Hours as they were typed, by field; and what is wrong with them, if anything."""

    getypt: Mapping[str, str]
    fout: str = ""


@blueprint.route("/<int:organisatie_id>/uren/<int:jaar>-<int:nummer>", methods=["GET", "POST"])
def kwartaal(organisatie_id: int, jaar: int, nummer: int) -> ResponseReturnValue:
    """Enter the hours of a quarter, all themes and projects at once."""
    partij, gevraagd = find_partij(organisatie_id), _kwartaal(jaar, nummer)
    if not may_book(partij.id):
        raise NotFoundError
    projecten = [row for row in projecten_van(db(), partij.id, gevraagd) if sees_project(lezer(), row)]
    if request.method == "GET":
        invoer = Invoer(_as_typed(geboekte_uren(db(), partij.id, gevraagd)))
        return _uren_form(partij, gevraagd, projecten, invoer)
    try:
        boek_kwartaal(db(), partij.id, gevraagd, _read_uren(projecten), of_a_gemeente().id)
    except BoekingError as error:
        db().rollback()
        return _uren_form(partij, gevraagd, projecten, Invoer(request.form, str(error))), 400
    return redirect(
        url_for("balans.organisatie", organisatie_id=partij.id, jaar=gevraagd.jaar, gedaan="uren"), 303
    )


def _kwartaal(jaar: int, nummer: int) -> Kwartaal:
    """Return a quarter that has begun, of a year of which one may still book."""
    last = kwartaal_van(now().date())
    if (
        nummer not in range(1, 5)
        or not last.jaar - YEARS_BACK <= jaar
        or (jaar, nummer) > (last.jaar, last.nummer)
    ):
        raise NotFoundError
    return Kwartaal(jaar, nummer)


def _veld(soort: BoekingSoort, waaraan: Waaraan) -> str:
    return f"{soort.name.lower()}-{waaraan}"


def _as_typed(minuten: Mapping[Waarop, int]) -> dict[str, str]:
    return {
        _veld(soort, waaraan): hoeveelheid(aantal, Eenheid.UREN).replace(".", "")
        for (soort, waaraan), aantal in minuten.items()
    }


def _read_uren(projecten: Sequence[Project]) -> dict[Waarop, int]:
    """Return what was typed, in minutes; nothing typed is no hours. Raises BoekingError for what is no number."""
    namen: dict[Waaraan, str] = {thema: thema for thema in THEMAS}
    namen |= {project.id: project.naam for project in projecten}
    return {
        (soort, waaraan): _minuten(request.form.get(_veld(soort, waaraan), "").strip(), naam)
        for soort in SOORTEN
        for waaraan, naam in namen.items()
    }


def _minuten(typed: str, naam: str) -> int:
    try:
        return round(read_getal(typed) * 60) if typed else 0
    except ValueError as error:
        raise BoekingError(
            f"‘{typed[:MAX_TYPED]}’ is geen aantal uren: {naam}. Schrijf bijvoorbeeld 12,5."
        ) from error


def _uren_form(partij: Organisatie, kwartaal: Kwartaal, projecten: Sequence[Project], invoer: Invoer) -> str:
    return render_template(
        "balans/uren.html",
        partij=partij,
        kwartaal=kwartaal,
        invoer=invoer,
        rijen={
            "themas": [(thema, thema.capitalize()) for thema in THEMAS],
            "projecten": [(project.id, project.naam) for project in projecten],
        },
        soorten=SOORTEN,
        veld=_veld,
    )
