"""The list of subjects, and the page of one: who knows about it, what was written and asked."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from kennis.db.base import now
from kennis.db.organisaties import regio_naam
from kennis.errors import IndexUnavailableError, NotFoundError
from kennis.search.records import Zoekvraag
from kennis.treffers import DOCUMENT, Treffer
from kennis.web.diensten import db, diensten
from kennis.web.documenten import ID
from kennis.web.sessies import lezer
from kenniskaarten.onderwerpen import delen_van, find_onderwerp, live_velden, per_organisatie, vragen_over

blueprint = Blueprint("onderwerpen", __name__)

MAX_DOCUMENTEN = 10


@blueprint.get("/onderwerpen")
def lijst() -> str:
    return render_template("onderwerpen/lijst.html", velden=live_velden(db()))


@blueprint.get(f"/onderwerpen/<{ID}:onderwerp_id>")
def onderwerp(onderwerp_id: int) -> ResponseReturnValue:
    found = find_onderwerp(db(), onderwerp_id)
    if found is None:
        raise NotFoundError
    if found.id != onderwerp_id:  # it was merged into this one
        return redirect(url_for(".onderwerp", onderwerp_id=found.id))
    delen = delen_van(db(), found)
    ids = [found.id, *(deel.id for deel in delen)]
    return render_template(
        "onderwerpen/onderwerp.html",
        onderwerp=found,
        delen=delen,
        per_organisatie=per_organisatie(diensten().wegwijzer.bij_onderwerp(db(), ids, lezer())),
        documenten=_documenten(found.naam),
        vragen=vragen_over(db(), lezer(), ids),
        regio=regio_naam(db(), now().date()),
    )


def _documenten(naam: str) -> list[Treffer]:
    """Return the documents that are most about a subject; without an index one can do without them."""
    zoekvraag = Zoekvraag(naam, {"soort": frozenset({DOCUMENT})}, aantal=MAX_DOCUMENTEN)
    try:
        return [groep.kop for groep in diensten().zoekdienst.zoek(zoekvraag, lezer()).groepen]
    except IndexUnavailableError:
        return []
