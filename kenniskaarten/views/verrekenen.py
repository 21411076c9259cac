"""Settling hours in money: the periods, switching one on, and the page that shows and books what is paid."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import sqlalchemy as sa
from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kennis.access import Rol
from kennis.db.base import now
from kennis.db.organisaties import Gebruiker, Organisatie
from kennis.errors import BoekingError, NotFoundError, VerrekeningError
from kennis.web.diensten import db
from kennis.web.sessies import ingelogde
from kenniskaarten.balans.afspraakmodels import Verrekening
from kenniskaarten.balans.berekening import berekening
from kenniskaarten.balans.betalingen import centen, geboekt, periode
from kenniskaarten.balans.getallen import read_getal
from kenniskaarten.balans.hoeveelheden import hoeveelheid, uren_en_minuten
from kenniskaarten.balans.models import Eenheid
from kenniskaarten.balans.opgebouwd import opgebouwd
from kenniskaarten.balans.regels import Besluit
from kenniskaarten.balans.verrekening import (
    MAX_ORGAAN,
    Afspraak,
    boek_betalingen,
    draai_terug,
    openstaand,
    zet_aan,
    zet_uit,
)
from kenniskaarten.views._balans import OF_A_GEMEENTE, PREFIX, YEAR, of_a_gemeente

blueprint = Blueprint("verrekenen", __name__, url_prefix=f"{PREFIX}/verrekenen")
blueprint.add_app_template_filter(uren_en_minuten)

MAX_TYPED = MAX_ORGAAN + 1
VELDEN = ("eerste_jaar", "laatste_jaar", "tarief", "orgaan", "besloten_op")
UNREADABLE = date.min  # is refused with the reason


@blueprint.app_template_filter("bedrag")
def bedrag(cents: int) -> str:
    return hoeveelheid(cents, Eenheid.EURO)


@blueprint.app_context_processor
def _on_other_pages() -> dict[str, object]:
    return {"mag_verrekeningen_zien": _may_see_any, "opgebouwd_saldi": _opgebouwd}


def _may_see_any() -> bool:
    """Tell whether there is anything to see: for a gemeente only what is switched on, for the regisseur always."""
    gebruiker = ingelogde()
    if gebruiker is None or gebruiker.rol not in OF_A_GEMEENTE:
        return False
    return gebruiker.rol is Rol.REGISSEUR or bool(_shown_to(gebruiker))


def _opgebouwd(partij: int) -> dict[Eenheid, int]:
    """Return what a party stands at today, in the units in which that is not zero."""
    found = {eenheid: saldi.get(partij, 0) for eenheid, saldi in opgebouwd(db(), now().date()).items()}
    return {eenheid: saldo for eenheid, saldo in found.items() if saldo}


@blueprint.get("")
def lijst() -> str:
    shown = _shown_to(of_a_gemeente())
    if not _may_see_any():
        raise NotFoundError
    return render_template(
        "balans/verrekeningen.html", verrekeningen=shown, periode=periode, gedaan=request.args.get("gedaan")
    )


@blueprint.route("/nieuw", methods=["GET", "POST"])
def nieuw() -> ResponseReturnValue:
    """Ask over which years, at what rate and by which decision, and switch that on."""
    regisseur = _regisseur()
    fouten: dict[str, str] = {}
    if request.method == "POST":
        try:
            verrekening = zet_aan(db(), _read_afspraak(), regisseur.id)
            return redirect(url_for(".verrekening", verrekening_id=verrekening.id, gedaan="aangezet"), 303)
        except VerrekeningError as error:
            db().rollback()
            fouten = error.fouten
    getypt = {veld: request.form.get(veld, "") for veld in VELDEN}
    page = render_template("balans/verrekening_nieuw.html", getypt=getypt, fouten=fouten)
    return page, 400 if fouten else 200


@blueprint.get("/<int:verrekening_id>")
def verrekening(verrekening_id: int) -> str:
    return _page(_find(verrekening_id))


@blueprint.post("/<int:verrekening_id>/boeken")
def boeken(verrekening_id: int) -> ResponseReturnValue:
    """Book the payments that the regisseur saw."""
    kenmerk, today = request.form.get("kenmerk", ""), now().date()
    return _do("geboekt", verrekening_id, lambda row, door: boek_betalingen(db(), row, kenmerk, today, door))


@blueprint.post("/<int:verrekening_id>/terugdraaien")
def terugdraaien(verrekening_id: int) -> ResponseReturnValue:
    reden, today = request.form.get("reden", ""), now().date()
    return _do("teruggedraaid", verrekening_id, lambda row, door: draai_terug(db(), row, reden, today, door))


@blueprint.post("/<int:verrekening_id>/uitzetten")
def uitzetten(verrekening_id: int) -> ResponseReturnValue:
    return _do("uitgezet", verrekening_id, lambda row, _: zet_uit(db(), row))


def _do(what: str, verrekening_id: int, work: Callable[[Verrekening, int], object]) -> ResponseReturnValue:
    """Let the regisseur do something with a period, and show it again; with the reason when it cannot be done."""
    regisseur, row = _regisseur(), _find(verrekening_id)
    try:
        work(row, regisseur.id)
    except BoekingError as error:
        db().rollback()
        return _page(_find(verrekening_id), str(error)), 400
    return redirect(url_for(".verrekening", verrekening_id=verrekening_id, gedaan=what), 303)


def _page(row: Verrekening, fout: str = "") -> str:
    delen, found = berekening(db(), row.eerste, row.laatste), openstaand(db(), row, now().date())
    namen = {partij.id: partij.naam for partij in db().scalars(sa.select(Organisatie))}
    partijen = {aandeel.naam for deel in delen for aandeel in deel.aandelen}
    return render_template(
        "balans/verrekening.html",
        verrekening=row,
        periode=periode(row),
        delen=delen,
        open=found,
        partijen=sorted(found.rest, key=namen.__getitem__),
        opgegaan=sorted(partijen - {namen[partij] for partij in found.rest}),
        geboekt=geboekt(db(), row),
        namen=namen,
        centen=centen,
        fout=fout,
        gedaan=request.args.get("gedaan"),
    )


def _regisseur() -> Gebruiker:
    gebruiker = of_a_gemeente()
    if gebruiker.rol is not Rol.REGISSEUR:
        raise NotFoundError
    return gebruiker


def _shown_to(gebruiker: Gebruiker) -> list[Verrekening]:
    """Return the periods, the newest first; what was switched off is for the regisseur only."""
    query = sa.select(Verrekening).order_by(Verrekening.eerste.desc(), Verrekening.id.desc())
    if gebruiker.rol is not Rol.REGISSEUR:
        query = query.where(Verrekening.uitgezet_op.is_(None))
    return list(db().scalars(query))


def _find(verrekening_id: int) -> Verrekening:
    found = next((row for row in _shown_to(of_a_gemeente()) if row.id == verrekening_id), None)
    if found is None:
        raise NotFoundError
    return found


def _read_afspraak() -> Afspraak:
    """Return what was typed; what cannot be read becomes something that is refused."""
    eerste, laatste = (_typed(name) for name in ("eerste_jaar", "laatste_jaar"))
    return Afspraak(
        date(int(eerste), 1, 1) if YEAR.fullmatch(eerste) else UNREADABLE,
        date(int(laatste), 12, 31) if YEAR.fullmatch(laatste) else UNREADABLE,
        _cents(_typed("tarief")),
        Besluit(_typed("orgaan"), _date(_typed("besloten_op"))),
    )


def _typed(name: str) -> str:
    return " ".join(request.form.get(name, "").split())[:MAX_TYPED]


def _cents(typed: str) -> int:
    try:
        cents = read_getal(typed.removeprefix("€")) * 100
    except ValueError:
        return 0
    return int(cents) if cents == int(cents) else 0


def _date(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return UNREADABLE
