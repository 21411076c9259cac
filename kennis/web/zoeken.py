"""The start page and the page with results."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kennis.web.diensten import db, diensten
from kennis.web.invoer import Zoekopdracht, read_zoekopdracht
from kennis.web.overzicht import count_documenten
from kennis.web.sessies import lezer
from kennis.web.zoekpagina import facetten, gekozen, last_page, paginas

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
    if not opdracht.tekst:
        return _start_page(melding="Typ een vraag of een paar woorden in het zoekvak.")
    resultaat = diensten().zoekdienst.zoek(opdracht.zoekvraag, lezer())
    last = last_page(resultaat.totaal)
    if opdracht.pagina > last:
        return redirect(zoek_url(replace(opdracht, pagina=last)))
    return render_template(
        "zoeken/resultaten.html",
        vraag=opdracht.tekst,
        resultaat=resultaat,
        facetten=facetten(opdracht, resultaat.facetten, zoek_url),
        gekozen=gekozen(opdracht, zoek_url),
        paginas=paginas(opdracht, resultaat.totaal, zoek_url),
        pagina=opdracht.pagina,
        zonder_filters=zoek_url(replace(opdracht, filters={}, pagina=1)),
    )


def zoek_url(opdracht: Zoekopdracht) -> str:
    """Return the address of these results, which anybody can keep or pass on."""
    values: dict[str, Any] = {facet: sorted(waarden) for facet, waarden in opdracht.filters.items()}
    if opdracht.pagina > 1:
        values["pagina"] = opdracht.pagina
    return url_for("zoeken.zoeken", vraag=opdracht.tekst, **values)


def _start_page(melding: str = "") -> str:
    overzicht = count_documenten(db(), lezer())
    return render_template("zoeken/start.html", voorbeelden=VOORBEELDEN, overzicht=overzicht, melding=melding)
