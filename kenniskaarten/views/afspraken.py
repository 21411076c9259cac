"""The agreements about halen en brengen: for everybody of the network to read, for the regisseur to enter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction

import sqlalchemy as sa
from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kennis.db.base import now
from kennis.db.organisaties import Organisatie
from kennis.errors import AfspraakError, NotFoundError
from kennis.web.diensten import db
from kennis.web.sessies import is_regisseur
from kennis.web.weergave import getal
from kenniskaarten.balans.afspraken import (
    add_inwoners,
    adopt_drempel,
    adopt_norm,
    adopt_waardering,
    gemeenten,
    read_drempels,
    read_waarderingen,
)
from kenniskaarten.balans.jaar import read_normen
from kenniskaarten.balans.models import Eenheid, Inwoners
from kenniskaarten.balans.regels import Drempel, Inwonertal, Norm, Waardering
from kenniskaarten.views._afspraakvorm import Vorm
from kenniskaarten.views._balans import PREFIX
from kenniskaarten.views._shared import myself

blueprint = Blueprint("afspraken", __name__, url_prefix=f"{PREFIX}/regels")

GEWAARDEERD = tuple(eenheid for eenheid in Eenheid if eenheid is not Eenheid.EURO)  # a euro is a euro


@blueprint.get("")
def regels() -> str:
    """Show everybody with an account what was agreed, and what was agreed before."""
    myself()
    return render_template(
        "balans/regels.html",
        normen=read_normen(db()),
        waarderingen=read_waarderingen(db()),
        drempels=read_drempels(db()),
        inwoners=db().scalars(sa.select(Inwoners).order_by(Inwoners.peildatum.desc(), Inwoners.id)).all(),
        namen={row.id: row.naam for row in db().scalars(sa.select(Organisatie))},
        vandaag=now().date(),
        gedaan=request.args.get("gedaan", ""),
    )


@blueprint.route("/norm", methods=["GET", "POST"])
def norm() -> ResponseReturnValue:
    """Show and take the form for a new norm; it begins with the factors of the last one."""
    rows = gemeenten(db(), now().date())
    laatste = read_normen(db()).all[-1:]
    factoren = laatste[0].factoren if laatste else {}
    known = {f"factor-{partij}": als_factor(factor) for partij, factor in factoren.items()}
    return _page("norm", _take_norm, known, gemeenten=rows)


@blueprint.route("/waarden", methods=["GET", "POST"])
def waarden() -> ResponseReturnValue:
    """Show and take the form for what one of each unit is worth."""
    laatste = read_waarderingen(db()).all[-1:]
    known = {
        f"waarde-{eenheid}": f"{waarde:.2f}".replace(".", ",")
        for eenheid, waarde in (laatste[0].waarden.items() if laatste else ())
    }
    return _page("waarden", _take_waardering, known)


@blueprint.route("/drempels", methods=["GET", "POST"])
def drempels() -> ResponseReturnValue:
    """Show and take the form for how far a party may stay behind before it is told."""
    return _page("drempels", _take_drempel, {})


@blueprint.route("/inwoners", methods=["GET", "POST"])
def inwoners() -> ResponseReturnValue:
    """Show and take the form for a new number of inhabitants."""
    return _page("inwoners", _take_inwoners, {}, gemeenten=gemeenten(db(), now().date()))


@blueprint.app_template_filter("factor")
def als_factor(factor: Fraction) -> str:
    """Write a factor as a decimal where that is exact, and else as a fraction."""
    decimal = Decimal(factor.numerator) / factor.denominator
    return getal(decimal) if Fraction(round(decimal, 3)) == factor else str(factor)


def _page(
    wat: str, take: Callable[[Vorm], None], known: Mapping[str, str], **values: object
) -> ResponseReturnValue:
    """Show a form, or take it; what is refused is shown again as it was typed, with the reason at each field."""
    if not is_regisseur():
        raise NotFoundError
    if request.method == "GET":
        return render_template(f"balans/afspraak_{wat}.html", getypt=known, fouten={}, **values)
    fouten = _refused(take, Vorm(request.form))
    if fouten:
        db().rollback()
        page = render_template(f"balans/afspraak_{wat}.html", getypt=request.form, fouten=fouten, **values)
        return page, 400
    return redirect(url_for(".regels", gedaan=wat), 303)


def _refused(take: Callable[[Vorm], None], vorm: Vorm) -> dict[str, str]:
    """Return all that is wrong, by field; of a field that could not be read that is the reason."""
    try:
        take(vorm)
    except AfspraakError as error:
        return error.fouten | vorm.fouten
    return vorm.fouten


def _take_norm(vorm: Vorm) -> None:
    named = [row.id for row in gemeenten(db(), now().date())]
    read = {partij: vorm.factor(f"factor-{partij}") for partij in named}
    nieuw = Norm(
        vorm.dag("van"), vorm.besluit(), {partij: factor for partij, factor in read.items() if factor != 1}
    )
    adopt_norm(db(), nieuw, now().date())


def _take_waardering(vorm: Vorm) -> None:
    read = {eenheid.value: vorm.bedrag(f"waarde-{eenheid}") for eenheid in GEWAARDEERD}
    filled = {eenheid: waarde for eenheid, waarde in read.items() if waarde is not None}
    nieuw = Waardering(vorm.dag("van"), vorm.besluit(), filled)
    adopt_waardering(db(), nieuw, now().date())


def _take_drempel(vorm: Vorm) -> None:
    nieuw = Drempel(vorm.dag("van"), vorm.besluit(), vorm.geheel("aandacht"), vorm.geheel("overleg"))
    adopt_drempel(db(), nieuw, now().date())


def _take_inwoners(vorm: Vorm) -> None:
    partij = vorm.keuze("organisatie_id", "Kies een gemeente.")
    nieuw = Inwonertal(partij, vorm.dag("peildatum"), vorm.geheel("aantal"))
    add_inwoners(db(), nieuw, vorm.tekst("bron"), now().date())
