"""A year of the whole region to take along: the report as a page and as PDF, the figures as XLSX and CSV."""

from __future__ import annotations

from flask import Blueprint, Response, render_template

from kennis.db.base import now
from kennis.web.diensten import db
from kennis.web.tabel import as_csv
from kennis.web.weergave import datum
from kenniskaarten.balans.hoeveelheden import in_unit
from kenniskaarten.balans.jaar import jaarbalans
from kenniskaarten.balans.rapport import Rapport, make_rapport
from kenniskaarten.balans.werkboek import as_xlsx
from kenniskaarten.views._balans import PREFIX, regisseur_of_jaar
from kenniskaarten.views._shared import fonts

blueprint = Blueprint("rapport", __name__, url_prefix=PREFIX)

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.get("/rapport/<int:jaar>")
def pagina(jaar: int) -> str:
    rapport = make_rapport(db(), regisseur_of_jaar(jaar), now().date())
    return render_template("balans/rapport.html", rapport=rapport, onder=_made_on(), besluit=_besluit(rapport))


@blueprint.get("/rapport/<int:jaar>.pdf")
def pdf(jaar: int) -> Response:
    from kenniskaarten.balans.rapportpdf import as_pdf  # noqa: PLC0415 (30 MB that one report a year needs)

    rapport = make_rapport(db(), regisseur_of_jaar(jaar), now().date())
    return _file(as_pdf(rapport, _made_on(), _besluit(rapport), fonts()), "application/pdf", f"{jaar}.pdf")


@blueprint.get("/<int:jaar>.xlsx")
def xlsx(jaar: int) -> Response:
    return _file(as_xlsx(db(), jaarbalans(db(), regisseur_of_jaar(jaar))), XLSX, f"{jaar}.xlsx")


@blueprint.get("/<int:jaar>.csv")
def csv(jaar: int) -> Response:
    balans = jaarbalans(db(), regisseur_of_jaar(jaar))
    rows = [
        (naam, eenheid.value, *(in_unit(eenheid, value) for value in (s.gebracht, s.gekregen, s.norm, s.saldo)))
        for naam, standen in balans.partijen.items()
        for eenheid, s in standen.items()
    ]
    kop = ("organisatie", "eenheid", "gebracht", "gehaald", "norm", "saldo")
    return _file(as_csv([kop, *rows]), "text/csv", f"{jaar}.csv")


def _made_on() -> str:
    return f"Rapport voor het werkverband en de portefeuillehouders, gemaakt op {datum(now().date())}."


def _besluit(rapport: Rapport) -> str:
    if rapport.norm is None:
        return ""
    besluit = rapport.norm.besluit
    return f"Deze norm is vastgesteld door {besluit.orgaan} op {datum(besluit.datum)}."


def _file(content: bytes | str, mimetype: str, name: str) -> Response:
    response = Response(content, mimetype=mimetype)
    response.headers["Content-Disposition"] = f"attachment; filename=halen-en-brengen-{name}"
    return response
