"""The page that shows what the list of terms does: one question, with and without it, side by side."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from kennis.search.records import Zoekvraag
from kennis.treffers import DOCUMENT
from kennis.web.diensten import diensten
from kennis.web.invoer import read_vraag
from kennis.web.sessies import lezer
from kennis.web.vergelijking import vergelijk

blueprint = Blueprint("zoekproef", __name__)

PER_SIDE = 10  # results


@blueprint.get("/beheer/zoekproef")
def proef() -> str:
    vraag = read_vraag(request.args)
    uitkomst = None
    if vraag:
        zoek = diensten().zoekdienst.zoek
        zoekvraag = Zoekvraag(vraag, {"soort": frozenset({DOCUMENT})}, aantal=PER_SIDE)
        uitkomst = vergelijk(zoek(zoekvraag, lezer(), met_begrippen=False), zoek(zoekvraag, lezer()))
    return render_template("begrippen/proef.html", proefvraag=vraag, uitkomst=uitkomst)
