"""What one does on the card of a colleague: endorse him, or report that something is wrong."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kennis.db.base import now
from kennis.errors import UsageError
from kennis.web.diensten import db
from kennis.web.documenten import ID, MAX_ID
from kennis.web.sessies import ingelogde, lezer
from kennis.web.toegang import safe_path
from kenniskaarten.aanbevelen import PER_DAG, aanbevolen_door, beveel_aan, left_today, onderwerpen, trek_in
from kenniskaarten.melden import find_kaart, handle, meld, own_meldingen
from kenniskaarten.models import MAX_REGEL, Kaart, MeldingSoort
from kenniskaarten.views._shared import back, myself
from kenniskaarten.zicht import is_own, visible_kaarten

blueprint = Blueprint("collegas", __name__)


@blueprint.app_context_processor
def _for_partials() -> dict[str, Any]:
    """Give `_aanbevelen.html` and `_melden.html` what they show of a card, on whatever page they stand."""
    return {"aanbevelen": _aanbevelen, "meldingen_van": lambda kaart: own_meldingen(db(), kaart)}


def _aanbevelen(kaart: Kaart) -> dict[str, Any]:
    gebruiker, is_eigen = ingelogde(), is_own(lezer(), kaart)
    return {
        "onderwerpen": onderwerpen(db(), lezer(), kaart),
        "is_eigen": is_eigen,
        "van": aanbevolen_door(db(), kaart) if is_eigen else [],
        "over": left_today(db(), gebruiker, now()) if gebruiker else 0,
        "per_dag": PER_DAG,
    }


@blueprint.post(f"/collega/<{ID}:kaart_id>/aanbevelen")
def aanbevelen(kaart_id: int) -> ResponseReturnValue:
    kaart = find_kaart(db(), kaart_id, visible_kaarten(lezer()))
    beveel_aan(db(), myself(), kaart, _number("deskundigheid"))
    return back()


@blueprint.post(f"/aanbeveling/<{ID}:aanbeveling_id>/weg")
def intrekken(aanbeveling_id: int) -> ResponseReturnValue:
    trek_in(db(), myself(), aanbeveling_id)
    return back()


@blueprint.post(f"/collega/<{ID}:kaart_id>/melden")
def melden(kaart_id: int) -> ResponseReturnValue:
    soort = request.form.get("soort", "")
    if soort not in set(MeldingSoort):
        raise UsageError
    kaart = find_kaart(db(), kaart_id, visible_kaarten(lezer()))
    toelichting = request.form.get("toelichting", "")[: 2 * MAX_REGEL]
    meld(db(), myself(), kaart, MeldingSoort(soort), toelichting)
    return redirect(url_for(".gemeld", terug=safe_path(request.form.get("terug", ""))), 303)


@blueprint.get("/gemeld")
def gemeld() -> str:
    return render_template("kenniskaarten/gemeld.html", terug=safe_path(request.args.get("terug", "")))


@blueprint.post(f"/melding/<{ID}:melding_id>/gezien")
def gezien(melding_id: int) -> ResponseReturnValue:
    """Let somebody say that he looked at what was reported about his own card."""
    handle(db(), lezer(), melding_id, is_vertrokken=False)
    return back()


def _number(veld: str) -> int:
    text = request.form.get(veld, "")
    if not text.isascii() or not text.isdecimal() or int(text[:12]) > MAX_ID:
        raise UsageError
    return int(text)
