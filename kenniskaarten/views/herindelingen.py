"""Which organisaties went or will go on in another one, for the regisseur: confirm it, or take it back."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kennis.db.organisaties import Organisatie
from kennis.errors import NotFoundError
from kennis.web.diensten import db
from kenniskaarten.herindeling.samenvoegen import bevestig, draai_terug, samenvoegingen

blueprint = Blueprint("herindelingen", __name__, url_prefix="/beheer/herindelingen")

_DOES = {"bevestig": bevestig, "draai-terug": draai_terug}


@blueprint.get("")
def lijst() -> str:
    return render_template(
        "balans/herindelingen.html", samenvoegingen=samenvoegingen(db()), gedaan=request.args.get("gedaan")
    )


@blueprint.post("/<int:organisatie_id>")
def besluit(organisatie_id: int) -> ResponseReturnValue:
    """Confirm that an organisatie went on in another one, or take that back."""
    van, does = db().get(Organisatie, organisatie_id), _DOES.get(request.form.get("besluit", ""))
    if van is None or does is None:
        raise NotFoundError
    does(db(), van.naam)
    return redirect(url_for(".lijst", gedaan=request.form["besluit"]), 303)
