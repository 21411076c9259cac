"""What is held about oneself: reading it, taking it along, taking back consent, and being removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kennis.db.base import now
from kennis.db.bestanden import FileStore
from kennis.errors import UsageError
from kennis.web.diensten import db, diensten
from kennis.web.sessies import end_sessions
from kennis.web.weergave import datum
from kenniskaarten.bewaren import BEWAARD_DAGEN, MELDING_DAGEN, WAARSCHUWING_DAGEN
from kenniskaarten.gegevens import as_json, gegevens
from kenniskaarten.instemming import valid_instemming
from kenniskaarten.kaart import kaart_of
from kenniskaarten.models import InstemmingSoort
from kenniskaarten.rubriek import Rubriek, readable
from kenniskaarten.verwijderen import verwijder, withdraw
from kenniskaarten.views._shared import fonts, myself

if TYPE_CHECKING:
    from kenniskaarten.gegevenspdf import Tabel

blueprint = Blueprint("gegevens", __name__)

ZEKER = "verwijder mij"  # what the second step sends along


@blueprint.get("/mijn-gegevens")
def gegevens_() -> str:
    gebruiker = myself()
    return render_template(
        "kenniskaarten/gegevens.html",
        rubrieken=[_as_tabel(rubriek) for rubriek in gegevens(db(), gebruiker)],
        heeft_kaart=kaart_of(db(), gebruiker.id) is not None,
        heeft_foto=valid_instemming(db(), gebruiker.id, InstemmingSoort.FOTO) is not None,
        gedaan=request.args.get("gedaan", ""),
    )


@blueprint.get("/mijn-gegevens.json")
def as_json_() -> Response:
    content = as_json(gegevens(db(), myself()), now())
    return _file(content, "application/json", "mijn-gegevens.json")


@blueprint.get("/mijn-gegevens.pdf")
def as_pdf_() -> Response:
    from kenniskaarten.gegevenspdf import as_pdf  # noqa: PLC0415 (30 MB that hardly anybody asks for)

    onder = f"Alles wat deze site over u bewaart, op {datum(now().date())}."
    rubrieken = [_as_tabel(rubriek) for rubriek in gegevens(db(), myself())]
    return _file(
        as_pdf("Wat staat er over mij", onder, rubrieken, fonts()), "application/pdf", "mijn-gegevens.pdf"
    )


@blueprint.post("/mijn-gegevens/instemming")
def intrekken() -> ResponseReturnValue:
    """Take back consent; for the card one is asked first, since all on it goes."""
    soort = request.form.get("soort", "")
    if soort not in set(InstemmingSoort):
        raise UsageError
    if soort == InstemmingSoort.KAART and "zeker" not in request.form:
        return render_template("kenniskaarten/kaart_weg.html")
    withdraw(db(), myself(), InstemmingSoort(soort), _fotos())
    return redirect(url_for(".gegevens_", gedaan=soort), 303)


@blueprint.route("/mijn-gegevens/verwijderen", methods=["GET", "POST"])
def verwijderen() -> ResponseReturnValue:
    """Say what goes and what stays, and do it when one says so a second time."""
    gebruiker = myself()
    if request.method == "GET" or request.form.get("zeker") != ZEKER:
        page = render_template("kenniskaarten/verwijderen.html", zeker=ZEKER, naam=gebruiker.naam)
        return page, 200 if request.method == "GET" else 400
    verwijder(db(), gebruiker, _fotos())
    end_sessions(gebruiker)
    return redirect(url_for(".verwijderd"), 303)


@blueprint.get("/verwijderd")
def verwijderd() -> str:
    return render_template("kenniskaarten/verwijderd.html")


@blueprint.get("/kenniskaarten-en-privacy")
def privacy() -> str:
    return render_template(
        "kenniskaarten/privacy.html",
        bewaard=BEWAARD_DAGEN,
        waarschuwing=WAARSCHUWING_DAGEN,
        meldingen=MELDING_DAGEN,
    )


def _fotos() -> FileStore:
    return FileStore(diensten().installatie.config.fotos_dir)


def _as_tabel(rubriek: Rubriek) -> Tabel:
    rijen = [[(naam, readable(waarde, datum)) for naam, waarde in rij.items()] for rij in rubriek.rijen]
    return rubriek.titel, rubriek.waarom, rijen


def _file(content: str | bytes, mimetype: str, name: str) -> Response:
    response = Response(content, mimetype=mimetype)
    response.headers["Content-Disposition"] = f"attachment; filename={name}"
    return response
