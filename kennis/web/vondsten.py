"""The page with abbreviations that texts explain: the regisseur takes them into the list, or refuses them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kennis.begrippen.tabel import tidy
from kennis.begrippen.vondsten import Oordeel, find_vondsten, propose_again, refuse
from kennis.db.begrippen import MAX_BRON, MAX_TERM
from kennis.db.vondsten import MAX_AFKORTING
from kennis.web.diensten import db
from kennis.web.sessies import lezer

blueprint = Blueprint("vondsten", __name__, url_prefix="/beheer/vondsten")

MAX_SHOWN = 100  # on one page; what is taken in or refused makes room for others


@dataclass(frozen=True, slots=True)
class Gekozen:
    """The find that an address or a form names."""

    afkorting: str
    voluit: str
    bron: str


@blueprint.get("")
def lijst() -> str:
    found = find_vondsten(db(), lezer())
    asked = request.args.get("oordeel", "")
    oordeel = Oordeel(asked) if asked in set(Oordeel) else Oordeel.OPEN
    chosen = [vondst for vondst in found if vondst.oordeel is oordeel]
    return render_template(
        "begrippen/vondsten.html",
        vondsten=chosen[:MAX_SHOWN],
        meer=max(0, len(chosen) - MAX_SHOWN),
        gekozen=oordeel,
        aantallen={each: sum(vondst.oordeel is each for vondst in found) for each in Oordeel},
    )


@blueprint.post("/weigeren")
def weigeren() -> ResponseReturnValue:
    vondst = read_vondst(request.form)
    refuse(db(), vondst.afkorting, vondst.voluit)
    return redirect(url_for(".lijst"), 303)


@blueprint.post("/terughalen")
def terughalen() -> ResponseReturnValue:
    vondst = read_vondst(request.form)
    propose_again(db(), vondst.afkorting, vondst.voluit)
    return redirect(url_for(".lijst", oordeel=Oordeel.GEWEIGERD.value), 303)


def read_vondst(values: Mapping[str, str]) -> Gekozen:
    """Return the find that is named, cut down to what the tables can hold."""
    return Gekozen(
        afkorting=tidy(values.get("afkorting", ""))[:MAX_AFKORTING],
        voluit=tidy(values.get("voluit", ""))[:MAX_TERM],
        bron=tidy(values.get("bron", ""))[:MAX_BRON],
    )
