"""Entering the hours of a quarter, all themes at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from babel.numbers import NumberFormatError, parse_decimal
from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kennis.db.base import now
from kennis.db.organisaties import Organisatie
from kennis.errors import BoekingError, NotFoundError
from kennis.web.diensten import db
from kenniskaarten.balans.hoeveelheden import hoeveelheid
from kenniskaarten.balans.models import BoekingSoort, Eenheid
from kenniskaarten.balans.uren import SOORTEN, THEMAS, Kwartaal, boek_kwartaal, geboekte_uren, kwartaal_van
from kenniskaarten.views._balans import PREFIX, deelnemer, find_partij, may_book

blueprint = Blueprint("uren", __name__, url_prefix=PREFIX)

MAX_TYPED = 20
YEARS_BACK = 2  # after that the year is reported, and the regisseur books what is still missing


@dataclass(frozen=True, slots=True)
class Invoer:
    """Hours as they were typed, by field; and what is wrong with them, if anything."""

    getypt: Mapping[str, str]
    fout: str = ""


@blueprint.route("/<int:organisatie_id>/uren/<int:jaar>-<int:nummer>", methods=["GET", "POST"])
def kwartaal(organisatie_id: int, jaar: int, nummer: int) -> ResponseReturnValue:
    """Enter the hours of a quarter, all themes at once."""
    partij, gevraagd = find_partij(organisatie_id), _kwartaal(jaar, nummer)
    if not may_book(partij.id):
        raise NotFoundError
    if request.method == "GET":
        return _uren_form(partij, gevraagd, Invoer(_as_typed(geboekte_uren(db(), partij.id, gevraagd))))
    try:
        boek_kwartaal(db(), partij.id, gevraagd, _read_uren(), deelnemer().id)
    except BoekingError as error:
        db().rollback()
        return _uren_form(partij, gevraagd, Invoer(request.form, str(error))), 400
    return redirect(
        url_for("balans.organisatie", organisatie_id=partij.id, jaar=gevraagd.jaar, gedaan="uren"), 303
    )


def _kwartaal(jaar: int, nummer: int) -> Kwartaal:
    """Return a quarter that has begun, of a year of which one may still book."""
    last = kwartaal_van(now().date())
    if (
        nummer not in range(1, 5)
        or not last.jaar - YEARS_BACK <= jaar
        or (jaar, nummer) > (last.jaar, last.nummer)
    ):
        raise NotFoundError
    return Kwartaal(jaar, nummer)


def _veld(soort: BoekingSoort, thema: str) -> str:
    return f"{soort.name.lower()}-{thema}"


def _as_typed(minuten: Mapping[tuple[BoekingSoort, str], int]) -> dict[str, str]:
    return {
        _veld(soort, thema): hoeveelheid(aantal, Eenheid.UREN).replace(".", "")
        for (soort, thema), aantal in minuten.items()
    }


def _read_uren() -> dict[tuple[BoekingSoort, str], int]:
    """Return what was typed, in minutes; nothing typed is no hours. Raises BoekingError for what is no number."""
    found = {}
    for soort in SOORTEN:
        for thema in THEMAS:
            found[soort, thema] = _minuten(request.form.get(_veld(soort, thema), "").strip(), thema)
    return found


def _minuten(typed: str, thema: str) -> int:
    try:
        uren = parse_decimal(typed[:MAX_TYPED], locale="nl") if typed else Decimal(0)
    except (NumberFormatError, InvalidOperation) as error:
        raise BoekingError(
            f"‘{typed[:MAX_TYPED]}’ is geen aantal uren: {thema}. Schrijf bijvoorbeeld 12,5."
        ) from error
    return round(uren * 60) if uren.is_finite() else -1


def _uren_form(partij: Organisatie, kwartaal: Kwartaal, invoer: Invoer) -> str:
    return render_template(
        "balans/uren.html",
        partij=partij,
        kwartaal=kwartaal,
        invoer=invoer,
        themas=THEMAS,
        soorten=SOORTEN,
        veld=_veld,
    )
