"""The pages on which the regisseur keeps the list of terms: the list, one term, and merging."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import sqlalchemy as sa
from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import orm as so
from sqlalchemy.exc import IntegrityError

from kennis.begrippen.beheer import check_merge, merge, merged_varianten, save, taken
from kennis.begrippen.beschrijving import VELDEN, Beschrijving, beschrijving_of
from kennis.begrippen.tabel import KOLOMMEN, read_row, tidy
from kennis.db.begrippen import MAX_BRON, MAX_TERM, Begrip, VariantSoort, bring_back, find_begrip, retire, sort_key
from kennis.errors import BegripError, NotFoundError
from kennis.web.begrippen import holds, read_filter
from kennis.web.diensten import db
from kennis.web.documenten import ID
from kennis.web.vondsten import read_vondst

blueprint = Blueprint("begripbeheer", __name__, url_prefix="/beheer/begrippen")

MAX_NAMES = 2_000  # terms that a text box offers; who has more types the name


@blueprint.get("")
def lijst() -> str:
    filter_, ingetrokken = read_filter(), "ingetrokken" in request.args
    found = db().scalars(
        sa.select(Begrip)
        .where(Begrip.ingetrokken_op.is_not(None) if ingetrokken else Begrip.ingetrokken_op.is_(None))
        .options(so.selectinload(Begrip.varianten), so.joinedload(Begrip.opvolger))
    )
    return render_template(
        "begrippen/beheer.html",
        begrippen=sorted((b for b in found if holds(b, filter_)), key=lambda begrip: sort_key(begrip.term)),
        filter=filter_,
        ingetrokken=ingetrokken,
        gedaan=request.args.get("gedaan", ""),
        over=request.args.get("over", ""),
    )


@blueprint.route("/nieuw", methods=["GET", "POST"])
def nieuw() -> ResponseReturnValue:
    """Show and take the form for a new term; what a text explains is filled in, for the regisseur to look at."""
    if request.method == "POST":
        return _save(None)
    vondst = read_vondst(request.args)
    return _form(None, _with_afkorting(Beschrijving(vondst.voluit, vondst.bron), vondst.afkorting))


@blueprint.route(f"/<{ID}:begrip_id>", methods=["GET", "POST"])
def wijzigen(begrip_id: int) -> ResponseReturnValue:
    begrip = _begrip(begrip_id)
    if request.method == "POST":
        return _save(begrip)
    vondst = read_vondst(request.args)
    return _form(begrip, _with_afkorting(beschrijving_of(begrip), vondst.afkorting), bron_nieuw=vondst.bron)


@blueprint.post(f"/<{ID}:begrip_id>/intrekken")
def intrekken(begrip_id: int) -> ResponseReturnValue:
    begrip = _begrip(begrip_id)
    retire(begrip)
    return _done("ingetrokken", begrip)


@blueprint.post(f"/<{ID}:begrip_id>/terugbrengen")
def terugbrengen(begrip_id: int) -> ResponseReturnValue:
    begrip = _begrip(begrip_id)
    bring_back(begrip)
    return _done("teruggebracht", begrip)


@blueprint.route(f"/<{ID}:begrip_id>/samenvoegen", methods=["GET", "POST"])
def samenvoegen(begrip_id: int) -> ResponseReturnValue:
    """Ask in which begrip this one goes up, show what comes together, and do it."""
    begrip, naam = _begrip(begrip_id), tidy(request.values.get("opvolger", ""))[:MAX_TERM]
    into, fouten = None, {}
    try:
        into = _opvolger(begrip, naam) if naam else None
        if into and request.method == "POST":
            merge(db(), begrip, into)
            return _done("samengevoegd", begrip)
    except BegripError as error:
        fouten = error.fouten
    live = sa.select(Begrip.term).where(Begrip.ingetrokken_op.is_(None), Begrip.id != begrip_id)
    page = render_template(
        "begrippen/samenvoegen.html",
        begrip=begrip,
        into=into,
        erbij=merged_varianten(begrip, into) if into else [],
        naam=naam,
        namen=sorted(db().scalars(live.order_by(Begrip.term).limit(MAX_NAMES)), key=sort_key),
        fouten=fouten,
    )
    return page, 400 if fouten else 200


def _opvolger(begrip: Begrip, naam: str) -> Begrip:
    """Return the begrip that was named; raises BegripError when this one cannot go up in it."""
    into = find_begrip(db(), naam)
    if into is None:
        raise BegripError({"opvolger": f"‘{naam}’ staat niet in de lijst. Typ de term precies zo."})
    check_merge(begrip, into)
    return into


def _save(begrip: Begrip | None) -> ResponseReturnValue:
    beschrijving = read_row({veld: request.form.get(veld, "") for veld in KOLOMMEN})
    bron_nieuw = tidy(request.form.get("bron_nieuw", ""))[:MAX_BRON]
    try:
        saved = save(db(), beschrijving, begrip, bron_nieuw)
    except BegripError as error:
        return _form(begrip, beschrijving, error.fouten, bron_nieuw), 400
    except IntegrityError:  # somebody else saved the same term since we looked
        db().rollback()
        same = find_begrip(db(), beschrijving.term)
        return _form(begrip, beschrijving, taken(same, begrip), bron_nieuw), 409
    return _done("gewijzigd" if begrip else "toegevoegd", saved)


def _form(
    begrip: Begrip | None,
    beschrijving: Beschrijving,
    fouten: Mapping[str, str] | None = None,
    bron_nieuw: str = "",
) -> str:
    vormen = {veld: "\n".join(beschrijving.vormen.get(soort, ())) for veld, soort in VELDEN.items()}
    return render_template(
        "begrippen/wijzigen.html",
        begrip=begrip,
        beschrijving=beschrijving,
        vormen={**vormen, "dubbelzinnig": "\n".join(sorted(beschrijving.dubbelzinnig))},
        fouten=fouten or {},
        bron_nieuw=bron_nieuw,
    )


def _with_afkorting(beschrijving: Beschrijving, afkorting: str) -> Beschrijving:
    afkortingen = {*beschrijving.vormen.get(VariantSoort.AFKORTING, ()), afkorting} - {""}
    return replace(
        beschrijving, vormen={**beschrijving.vormen, VariantSoort.AFKORTING: tuple(sorted(afkortingen))}
    )


def _begrip(begrip_id: int) -> Begrip:
    begrip = db().get(Begrip, begrip_id)
    if begrip is None:
        raise NotFoundError
    return begrip


def _done(what: str, begrip: Begrip) -> ResponseReturnValue:
    """Go back to the list, which says what was done with which begrip."""
    return redirect(url_for(".lijst", gedaan=what, over=begrip.term), 303)
