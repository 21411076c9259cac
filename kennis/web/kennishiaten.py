"""The knowledge gaps, for the regisseur: what people ask and do not find, and what he decides about it."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kennis.access import Rol
from kennis.db.base import now
from kennis.db.zoekvragen import (
    BEWAARD_MAANDEN,
    MAX_VRAAG,
    Besluit,
    decide,
    erase_vraag,
    find_besluiten,
    find_tellingen,
    undo_besluit,
    week_of,
)
from kennis.errors import NotFoundError, UsageError
from kennis.hiaten import (
    TREND_WEKEN,
    Hiaten,
    Tijdvak,
    Vraagcijfers,
    find_hiaten,
    neighbours,
    read_tijdvak,
    trend,
)
from kennis.web.diensten import db
from kennis.web.sessies import lezer
from kennis.web.tabel import as_csv

blueprint = Blueprint("kennishiaten", __name__)

PERIODES = (1, 4, 13, 52)  # weeks to choose from
SHOWN = 25  # questions of a list on the page; the CSV has them all
WISSEN, TERUG = "wissen", "terug"  # beside the words of Besluit: what a button may ask
KOPPEN = ("lijst", "vraag", "keer gesteld", "keer zonder resultaat", "keer geopend", "gesteld door")


@blueprint.before_request
def _for_the_regisseur() -> None:
    if lezer().rol is not Rol.REGISSEUR:
        raise NotFoundError


@blueprint.get("/beheer/kennishiaten")
def hiaten() -> str:
    vandaag = now().date()
    tijdvak = _tijdvak()
    earlier, later = neighbours(tijdvak, vandaag)
    recent = Tijdvak(tijdvak.tot, TREND_WEKEN)
    tellingen = find_tellingen(db(), tijdvak.van, tijdvak.tot)
    return render_template(
        "beheer/kennishiaten.html",
        tijdvak=tijdvak,
        periodes=PERIODES,
        vorige=earlier,
        volgende=later,
        hiaten=find_hiaten(tellingen, find_besluiten(db())),
        aantal=sum(row.aantal for row in tellingen),
        zonder=sum(row.zonder_resultaat for row in tellingen),
        trend=trend(find_tellingen(db(), recent.van, recent.tot), recent),
        besluiten=find_besluiten(db()).values(),
        gedaan=request.args.get("gedaan"),
        shown=SHOWN,
        maanden=BEWAARD_MAANDEN,
    )


@blueprint.get("/beheer/kennishiaten.csv")
def csv() -> Response:
    tijdvak = _tijdvak()
    found = find_hiaten(find_tellingen(db(), tijdvak.van, tijdvak.tot), find_besluiten(db()))
    response = Response(as_csv([KOPPEN, *_rows(found)]), mimetype="text/csv")
    name = f"kennishiaten-{tijdvak.naam.lower()}-{tijdvak.weken}-weken.csv"
    response.headers["Content-Disposition"] = f"attachment; filename={name}"
    return response


@blueprint.post("/beheer/kennishiaten")
def besluit() -> ResponseReturnValue:
    vraag, asked = request.form.get("vraag", ""), request.form.get("besluit", "")
    if not 0 < len(vraag) <= MAX_VRAAG or not vraag.isprintable():
        raise UsageError
    if asked == WISSEN:
        erase_vraag(db(), vraag)
    elif asked == TERUG:
        undo_besluit(db(), vraag)
    elif asked in set(Besluit):
        decide(db(), vraag, Besluit(asked), week_of(now().date()))
    else:
        raise UsageError
    tijdvak = _tijdvak()
    return redirect(url_for(".hiaten", tot=tijdvak.naam, weken=tijdvak.weken, gedaan=asked), 303)


def _tijdvak() -> Tijdvak:
    return read_tijdvak(request.args.get("tot", ""), request.args.get("weken", ""), now().date())


def _rows(found: Hiaten) -> Iterator[tuple[object, ...]]:
    lists = (
        ("zonder resultaat", found.zonder_resultaat),
        ("niet geopend", found.zonder_klik),
        ("meest gesteld", found.meest_gesteld),
    )
    for naam, vragen in lists:
        yield from ((naam, *_cells(cijfers)) for cijfers in vragen)


def _cells(cijfers: Vraagcijfers) -> tuple[object, ...]:
    rollen = ", ".join(f"{rol.value} {aantal}" for rol, aantal in cijfers.rollen)
    return cijfers.vraag, cijfers.aantal, cijfers.zonder_resultaat, cijfers.met_klik, rollen
