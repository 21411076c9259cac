"""What the search box asks while somebody types; the answer is for its script, `kennis/static/zoekvak.js`."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, jsonify, request, url_for

from kennis.search.suggest import Suggestie
from kennis.web.diensten import diensten
from kennis.web.sessies import lezer

blueprint = Blueprint("suggesties", __name__)


@blueprint.get("/suggesties")
def suggesties() -> Response:
    found = diensten().zoekdienst.suggesties(request.args.get("vraag", ""), lezer())
    response = jsonify([_shown(suggestie) for suggestie in found])
    response.headers["Cache-Control"] = "private, no-store"  # what one may see differs, and so does every letter
    return response


def _shown(suggestie: Suggestie) -> dict[str, Any]:
    """Return a suggestion for the list; with an `adres` it leads there, else its text is searched."""
    naar = suggestie.document_id
    return {
        "soort": suggestie.soort,
        "tekst": suggestie.tekst,
        "stukken": [[stuk.tekst, stuk.gemarkeerd] for stuk in suggestie.stukken],
        "adres": None if naar is None else url_for("documenten.document", document_id=naar),
    }
