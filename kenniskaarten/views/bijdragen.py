"""Entering something else that was brought than hours: choose what, fill in, see how it is divided, book."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kennis.db.base import now
from kennis.db.organisaties import Organisatie, OrganisatieSoort
from kennis.errors import BijdrageError, BoekingError, NotFoundError
from kennis.web.diensten import db
from kenniskaarten.balans.bijdragen import (
    AlGeboektError,
    boek_bijdrage,
    find_gelijke,
    overhead_voor,
    read_bekend,
)
from kenniskaarten.balans.bijdrageregels import EENHEDEN, Bekend, Bijdrage, Getypt, lees
from kenniskaarten.balans.hoeveelheden import hoeveelheid, uren_en_minuten
from kenniskaarten.balans.models import BoekingSoort, Eenheid
from kenniskaarten.balans.openbijdragen import find_open, meld, open_bijdragen, vervalt, vul_in
from kenniskaarten.balans.uren import THEMAS
from kenniskaarten.views._balans import PREFIX, find_partij, may_book, of_a_gemeente
from kenniskaarten.views.bijdrageinvoer import (
    ADRESSEN,
    SOORTEN,
    all_typed,
    new_kenmerk,
    number,
    read_getypt,
    read_kenmerk,
    read_open_soort,
    soort_of,
)

blueprint = Blueprint("bijdragen", __name__, url_prefix=f"{PREFIX}/<int:organisatie_id>/bijdrage")


@blueprint.get("")
def kies(organisatie_id: int) -> str:
    """Let somebody choose what was brought."""
    partij = _boekbaar(organisatie_id)
    return render_template("balans/bijdrage_kies.html", partij=partij, soorten=_soorten(partij))


@blueprint.route("/<bijdragesoort>", methods=["GET", "POST"])
def bijdrage(organisatie_id: int, bijdragesoort: str) -> ResponseReturnValue:
    """Fill in one bijdrage; it is shown how it is divided before it is booked."""
    partij, soort = _boekbaar(organisatie_id), soort_of(bijdragesoort)
    if soort not in _soorten(partij).values():
        raise NotFoundError
    if request.method == "GET":
        return _form(partij, _begin(partij, soort), new_kenmerk())
    getypt, kenmerk, step = read_getypt(soort, partij.id), read_kenmerk(), request.form.get("stap", "")
    if step == "terug":
        return _form(partij, getypt, kenmerk)
    try:
        bekend = read_bekend(db())
        gelezen = lees(getypt, bekend)
        if step != "boek":
            return _preview(partij, gelezen, bekend, gelijk=find_gelijke(db(), gelezen) is not None)
        return _boek(partij, gelezen, kenmerk, bekend)
    except BijdrageError as error:
        return _form(partij, getypt, kenmerk, error.fouten), 400
    except BoekingError as error:
        db().rollback()
        return _form(partij, getypt, kenmerk, {"boeking": str(error)}), 400


def _boek(partij: Organisatie, gelezen: Bijdrage, kenmerk: str, bekend: Bekend) -> ResponseReturnValue:
    try:
        boeking = boek_bijdrage(db(), gelezen, kenmerk, of_a_gemeente().id, toch=request.form.get("toch") == "ja")
    except AlGeboektError:
        return _preview(partij, gelezen, bekend, gelijk=True)
    if known := number(request.form.get("onbekend", "")):
        vul_in(db(), known, boeking, partij.id)
    return _back(partij, gelezen.datum.year, "bijdrage")


@blueprint.route("/onbekend", methods=["GET", "POST"])
def onbekend(organisatie_id: int) -> ResponseReturnValue:
    """Tell that something comes of which one does not know yet how much."""
    partij = _boekbaar(organisatie_id)
    jaar, fouten = request.form.get("jaar", str(now().year)).strip(), {}
    if request.method == "POST":
        getypt = read_getypt(read_open_soort(), partij.id)
        try:
            row = meld(db(), getypt, jaar, of_a_gemeente().id)
            return _back(partij, row.jaar, "onbekend")
        except BijdrageError as error:
            fouten = error.fouten
    shown = render_template(
        "balans/bijdrage_onbekend.html",
        partij=partij,
        jaar=jaar,
        soorten=[(ADRESSEN[soort], soort) for soort in SOORTEN.values() if soort is not BoekingSoort.OVERHEAD],
        themas=THEMAS,
        fouten=fouten,
    )
    return shown, 400 if fouten else 200


@blueprint.post("/onbekend/<int:openbijdrage_id>/vervalt")
def laat_vervallen(organisatie_id: int, openbijdrage_id: int) -> ResponseReturnValue:
    partij = _boekbaar(organisatie_id)
    row = find_open(db(), openbijdrage_id, partij.id)
    vervalt(db(), row.id, partij.id)
    return _back(partij, row.jaar, "vervallen")


@blueprint.app_context_processor
def _on_pages_of_the_balance() -> dict[str, object]:
    return {"open_bijdragen": _open_bijdragen, "overhead_voor": _overhead_voor, "adres_van": ADRESSEN.get}


def _open_bijdragen(jaar: int, organisatie_id: int | None = None) -> object:
    return open_bijdragen(db(), jaar, organisatie_id)


def _overhead_voor(organisatie_id: int, jaar: int) -> object:
    return overhead_voor(db(), organisatie_id, jaar)


def _boekbaar(organisatie_id: int) -> Organisatie:
    """Return an organisatie for which who asks may book."""
    partij = find_partij(organisatie_id)
    if not may_book(partij.id):
        raise NotFoundError
    return partij


def _soorten(partij: Organisatie) -> dict[str, BoekingSoort]:
    """Return what this party may have brought: only the regio has overhead."""
    is_regio = partij.soort is OrganisatieSoort.REGIO
    return {naam: soort for naam, soort in SOORTEN.items() if is_regio or soort is not BoekingSoort.OVERHEAD}


def _begin(partij: Organisatie, soort: BoekingSoort) -> Getypt:
    """Return an empty form, or one with what is known already of a bijdrage that was not known yet."""
    known = number(request.args.get("onbekend", ""))
    if known is None:
        return Getypt(soort=soort, brengt=partij.id)
    row = find_open(db(), known, partij.id)
    return Getypt(soort=soort, brengt=partij.id, omschrijving=row.omschrijving, thema=row.thema)


def _form(partij: Organisatie, getypt: Getypt, kenmerk: str, fouten: Mapping[str, str] | None = None) -> str:
    vandaag, bekend = now().date(), read_bekend(db())
    return render_template(
        "balans/bijdrage.html",
        partij=partij,
        adres=ADRESSEN[getypt.soort],
        getypt=getypt,
        kenmerk=kenmerk,
        onbekend=number(request.values.get("onbekend", "")),
        eenheden=EENHEDEN[getypt.soort],
        themas=THEMAS,
        anderen=_anderen(bekend, partij.id, vandaag, getypt),
        vandaag=vandaag,
        fouten=fouten or {},
    )


def _anderen(bekend: Bekend, brengt: int, vandaag: date, getypt: Getypt) -> list[Organisatie]:
    """Return who may have got it, gemeenten first: who exists today, and whoever was chosen already."""
    found = [
        row
        for row in bekend.partijen.values()
        if row.id != brengt and (row.bestaat_op(vandaag) or row.id in getypt.krijgen)
    ]
    return sorted(found, key=lambda row: (row.soort is not OrganisatieSoort.GEMEENTE, row.naam))


def _preview(partij: Organisatie, gelezen: Bijdrage, bekend: Bekend, *, gelijk: bool) -> str:
    namen = {row.id: row.naam for row in bekend.partijen.values()}
    return render_template(
        "balans/bijdrage_bekijk.html",
        partij=partij,
        adres=ADRESSEN[gelezen.soort],
        bijdrage=gelezen,
        delen=[(namen[ander] if ander else "", deel) for ander, deel in gelezen.delen.items()],
        verborgen=all_typed(),
        precies=_precies,
        gelijk=gelijk,
    )


def _precies(value: int, eenheid: Eenheid) -> str:
    """Write hours with their minutes: of parts in hundredths one would see that they do not add up."""
    return uren_en_minuten(value) if eenheid is Eenheid.UREN else hoeveelheid(value, eenheid)


def _back(partij: Organisatie, jaar: int, gedaan: str) -> ResponseReturnValue:
    return redirect(url_for("balans.organisatie", organisatie_id=partij.id, jaar=jaar, gedaan=gedaan), 303)
