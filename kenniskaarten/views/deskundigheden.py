"""The pages on which the regisseur keeps the list of deskundigheden, and anybody proposes for it."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa
from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import orm as so
from sqlalchemy.exc import IntegrityError

from kennis.begrippen.tabel import tidy
from kennis.db.begrippen import sort_key
from kennis.errors import LijstError, NotFoundError
from kennis.web.diensten import db
from kennis.web.documenten import ID
from kenniskaarten.lijst import (
    Omschrijving,
    bring_back,
    find_deskundigheid,
    propose,
    refuse,
    retire,
    save,
)
from kenniskaarten.models import MAX_NAAM, Deskundigheid, KaartDeskundigheid
from kenniskaarten.samenvoegen import check_merge, merge
from kenniskaarten.views._shared import myself

blueprint = Blueprint("deskundigheden", __name__)

LIJST = "/beheer/deskundigheden"
MAX_FORM = 1_000  # characters of a field that are looked at


@blueprint.get(LIJST)
def lijst() -> str:
    rows = _rows()
    live = [row for row in rows if row.ingetrokken_op is None and row.vastgesteld_op is not None]
    counted = sa.select(KaartDeskundigheid.deskundigheid_id, sa.func.count()).group_by(
        KaartDeskundigheid.deskundigheid_id
    )
    return render_template(
        "kenniskaarten/deskundigheden.html",
        vakgebieden=[(row, [onder for onder in live if onder.boven is row]) for row in live if row.boven is None],
        los=[row for row in live if row.boven is not None and row.boven not in live],
        voorstellen=[row for row in rows if row.ingetrokken_op is None and row.vastgesteld_op is None],
        ingetrokken=[row for row in rows if row.ingetrokken_op is not None],
        kaarten=dict(iter(db().execute(counted))),
        gedaan=request.args.get("gedaan", ""),
        over=request.args.get("over", ""),
    )


@blueprint.route(f"{LIJST}/nieuw", methods=["GET", "POST"])
def nieuw() -> ResponseReturnValue:
    if request.method == "POST":
        return _save(None)
    return _form(None, Omschrijving("", boven=tidy(request.args.get("boven", ""))[:MAX_NAAM]))


@blueprint.route(f"{LIJST}/<{ID}:deskundigheid_id>", methods=["GET", "POST"])
def wijzigen(deskundigheid_id: int) -> ResponseReturnValue:
    row = _row(deskundigheid_id)
    if request.method == "POST":
        return _save(row)
    return _form(row, Omschrijving(row.naam, row.omschrijving, row.boven.naam if row.boven else ""))


@blueprint.post(f"{LIJST}/<{ID}:deskundigheid_id>/intrekken")
def intrekken(deskundigheid_id: int) -> ResponseReturnValue:
    row = _row(deskundigheid_id)
    retire(db(), row)
    return _done("ingetrokken", row.naam)


@blueprint.post(f"{LIJST}/<{ID}:deskundigheid_id>/terugbrengen")
def terugbrengen(deskundigheid_id: int) -> ResponseReturnValue:
    row = _row(deskundigheid_id)
    bring_back(db(), row)
    return _done("teruggebracht", row.naam)


@blueprint.post(f"{LIJST}/<{ID}:deskundigheid_id>/afwijzen")
def afwijzen(deskundigheid_id: int) -> ResponseReturnValue:
    row = _row(deskundigheid_id)
    naam = row.naam
    refuse(db(), row)
    return _done("afgewezen", naam)


@blueprint.route(f"{LIJST}/<{ID}:deskundigheid_id>/samenvoegen", methods=["GET", "POST"])
def samenvoegen(deskundigheid_id: int) -> ResponseReturnValue:
    """Ask in which other one this goes up, say what that means, and do it."""
    row, naam = _row(deskundigheid_id), _written("opvolger")
    into, fouten = None, {}
    try:
        into = _opvolger(row, naam) if naam else None
        if into and request.method == "POST":
            merge(db(), row, into)
            return _done("samengevoegd", row.naam)
    except LijstError as error:
        into, fouten = None, error.fouten
    page = render_template(
        "kenniskaarten/deskundigheid_samenvoegen.html",
        row=row,
        into=into,
        naam=naam,
        namen=[other.naam for other in _kiesbaar() if other is not row],
        fouten=fouten,
    )
    return page, 400 if fouten else 200


@blueprint.route("/deskundigheden/voorstellen", methods=["GET", "POST"])
def voorstellen() -> ResponseReturnValue:
    """Let anybody with an account propose a subject; the regisseur sees it on his list."""
    naam, fouten = _written("naam")[: MAX_NAAM + 1], {}
    if request.method == "POST":
        try:
            propose(db(), naam, myself())
            return redirect(url_for(".voorstellen", gedaan="ja"), 303)
        except LijstError as error:
            fouten = error.fouten
    page = render_template(
        "kenniskaarten/voorstellen.html", naam=naam, fouten=fouten, gedaan="gedaan" in request.args
    )
    return page, 400 if fouten else 200


def _opvolger(row: Deskundigheid, naam: str) -> Deskundigheid:
    into = find_deskundigheid(db(), naam)
    if into is None:
        raise LijstError({"opvolger": f"‘{naam}’ staat niet in de lijst. Typ de naam precies zo."})
    check_merge(db(), row, into)
    return into


def _save(row: Deskundigheid | None) -> ResponseReturnValue:
    written = Omschrijving(_written("naam"), _written("omschrijving"), _written("boven"))
    try:
        saved = save(db(), written, row)
    except LijstError as error:
        return _form(row, written, error.fouten), 400
    except IntegrityError:  # somebody else saved the same name since we looked
        db().rollback()
        return _form(row, written, {"naam": f"‘{written.naam}’ staat al in de lijst."}), 409
    return _done("gewijzigd" if row else "toegevoegd", saved.naam)


def _form(row: Deskundigheid | None, written: Omschrijving, fouten: Mapping[str, str] | None = None) -> str:
    vakgebieden = [other.naam for other in _kiesbaar() if other.boven is None and other is not row]
    return render_template(
        "kenniskaarten/deskundigheid.html",
        row=row,
        geschreven=written,
        vakgebieden=vakgebieden,
        fouten=fouten or {},
    )


def _rows() -> list[Deskundigheid]:
    query = sa.select(Deskundigheid).options(
        so.joinedload(Deskundigheid.boven), so.joinedload(Deskundigheid.opvolger)
    )
    return sorted(db().scalars(query), key=lambda row: sort_key(row.naam))


def _kiesbaar() -> list[Deskundigheid]:
    return [row for row in _rows() if row.vastgesteld_op is not None and row.ingetrokken_op is None]


def _row(deskundigheid_id: int) -> Deskundigheid:
    row = db().get(Deskundigheid, deskundigheid_id)
    if row is None:
        raise NotFoundError
    return row


def _written(veld: str) -> str:
    return tidy(request.values.get(veld, "")[:MAX_FORM])


def _done(what: str, naam: str) -> ResponseReturnValue:
    """Go back to the list, which says what was done with what."""
    return redirect(url_for(".lijst", gedaan=what, over=naam), 303)
