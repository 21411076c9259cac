"""The start page and the page with results."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kennis.db.base import now
from kennis.db.organisaties import regio_naam
from kennis.search.periode import ALTIJD, as_typed
from kennis.search.query import without
from kennis.uitleg import melding, meldingen, uitleg
from kennis.web.diensten import db, diensten
from kennis.web.invoer import Zoekopdracht, read_zoekopdracht
from kennis.web.niets import FEW, Verruiming, kansen, typed_words
from kennis.web.overzicht import count_documenten
from kennis.web.sessies import lezer
from kennis.web.tellen import count_opdracht
from kennis.web.wegwijs import bij_resultaat
from kennis.web.zoekpagina import (
    eenheid,
    facetten,
    gekozen,
    last_page,
    paginas,
    volgordes,
    zonder_filters,
)
from kennis.zoeken import Resultaat

blueprint = Blueprint("zoeken", __name__)

VOORBEELDEN: Sequence[str] = (
    "Hoe helpen we mantelzorgers?",
    "Woningen voor ouderen",
    "Wat doen gemeenten tegen eenzaamheid?",
    "Hoe kunnen inwoners meepraten?",
)


@blueprint.get("/")
def start() -> ResponseReturnValue:
    return _start_page()


@blueprint.get("/zoeken")
def zoeken() -> ResponseReturnValue:
    opdracht = read_zoekopdracht(request.args)
    if opdracht.is_empty:
        return _start_page(melding="Typ een vraag of een paar woorden in het zoekvak.")
    resultaat = diensten().zoekdienst.zoek(opdracht.zoekvraag, lezer())
    count_opdracht(opdracht, resultaat.totaal)
    last = last_page(resultaat.totaal)
    if opdracht.pagina > last:
        return redirect(zoek_url(replace(opdracht, pagina=last)))
    gelezen, namen = resultaat.gelezen, resultaat.namen
    personen = bij_resultaat(opdracht, resultaat)
    return render_template(
        "zoeken/resultaten.html",
        vraag=opdracht.tekst,
        onderwerp=without(resultaat.verbeterd or opdracht.tekst, gelezen.velden),
        zoals_getypt=zoek_url(replace(opdracht, letterlijk=True, pagina=1)),
        resultaat=resultaat,
        uitleg=uitleg(gelezen, namen),
        meldingen=(*meldingen(gelezen, namen), *map(melding, opdracht.opmerkingen)),
        facetten=facetten(opdracht, resultaat.facetten, zoek_url),
        gekozen=gekozen(opdracht, gelezen, namen, zoek_url),
        volgordes=[] if gelezen.is_empty else volgordes(opdracht, zoek_url),
        periode=as_typed(opdracht.periode),
        behoud=replace(opdracht, periode=ALTIJD, pagina=1).parameters,
        paginas=paginas(opdracht, resultaat.totaal, zoek_url),
        pagina=opdracht.pagina,
        zonder_filters=zoek_url(zonder_filters(opdracht, gelezen)),
        weinig=resultaat.totaal <= FEW,
        eenheid=eenheid(opdracht, resultaat.facetten),
        personen=personen,
        regio=None if personen else regio_naam(db(), now().date()),
        **({} if resultaat.groepen else _nothing_found(opdracht, resultaat)),
    )


def zoek_url(opdracht: Zoekopdracht) -> str:
    """Return the address of these results, which anybody can keep or pass on."""
    values: dict[str, Any] = {**opdracht.parameters}
    return url_for("zoeken.zoeken", **values)


def _nothing_found(opdracht: Zoekopdracht, resultaat: Resultaat) -> dict[str, Any]:
    """Return what the page says when it has no results."""
    dienst, wie = diensten().zoekdienst, lezer()

    def count_of(wider: Verruiming) -> int:
        _, found = dienst.treffers(replace(wider.opdracht.zoekvraag, aantal=0), wie)
        says_it = wider.soort != "woord" or any(hit.woorden for hit in found.hits)  # one word means a bit of all
        return found.totaal if says_it else 0

    termen = dienst.verwante_termen(opdracht.tekst, wie)
    return {
        "woorden": typed_words(resultaat.gelezen),
        "termen": [(term, zoek_url(Zoekopdracht(term, {}))) for term in termen],
        "kansen": kansen(opdracht, resultaat.gelezen, resultaat.namen, count_of, zoek_url),
    }


def _start_page(melding: str = "") -> str:
    overzicht = count_documenten(db(), lezer())
    return render_template("zoeken/start.html", voorbeelden=VOORBEELDEN, overzicht=overzicht, melding=melding)
