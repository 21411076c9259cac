"""A document to read, a passage in it, and its files: for who may see them; for others they do not exist."""

from __future__ import annotations

import sqlalchemy as sa
import structlog
from flask import Blueprint, Response, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from kennis.db.documenten import (
    Passage,
    Versie,
    current_versies,
    visible,
    visible_passages,
    visible_versies,
)
from kennis.errors import NotFoundError
from kennis.web.diensten import db, diensten
from kennis.web.invoer import read_vraag
from kennis.web.leesbaar import leestekst
from kennis.web.leeswijzer import Leeswijzer
from kennis.web.sessies import lezer
from kennis.web.tellen import count_opened
from kennis.web.wegwijs import bij_document

blueprint = Blueprint("documenten", __name__)
log = structlog.get_logger()

MAX_ID = 2**31 - 1  # what every database can hold; a larger number in an address is a 404
ID = f"int(max={MAX_ID})"
SIMILAR = 5  # documents that resemble the one that is read

MIMETYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "html": "text/html; charset=utf-8",
    "markdown": "text/plain; charset=utf-8",
    "tekst": "text/plain; charset=utf-8",
}
SHOWN_IN_BROWSER = frozenset({"pdf"})  # all else is downloaded
# A file comes from somebody else: whatever it holds, it may load, run and send nothing.
FILE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; sandbox"
PDF_POLICY = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"


@blueprint.get(f"/document/<{ID}:document_id>")
def document(document_id: int) -> ResponseReturnValue:
    versies = visible_versies(db(), lezer(), document_id)
    versie = _chosen(versies, request.args.get("versie"))
    vraag = read_vraag(request.args)
    count_opened(vraag)
    geopend = _opened(versie, request.args.get("passage"))
    in_versie = diensten().zoekdienst.in_versie(vraag, versie, lezer())
    return render_template(
        "documenten/document.html",
        vraag=vraag,
        versie=versie,
        versies=versies,
        geopend=geopend,
        tekst=leestekst(versie.titel, versie.passages, in_versie.markeer, geopend.id if geopend else None),
        leeswijzer=Leeswijzer([passage.id for passage in versie.passages], in_versie.vindplekken),
        vergelijkbaar=_similar(document_id),
        personen=bij_document(document_id, versie.titel),
    )


@blueprint.get(f"/passage/<{ID}:passage_id>")
def passage(passage_id: int) -> ResponseReturnValue:
    """Lead a short address that one can pass on to the place in the document."""
    found = visible_passages(db(), lezer(), [passage_id]).get(passage_id)
    if found is None:
        raise NotFoundError
    versie = found.versie
    return redirect(
        url_for(
            "documenten.document",
            document_id=versie.document_id,
            versie=versie.id,
            passage=passage_id,
            _anchor=f"passage-{passage_id}",
        )
    )


@blueprint.get(f"/bestand/<{ID}:versie_id>/<naam>")
def bestand(versie_id: int, naam: str) -> Response:
    query = sa.select(Versie).where(Versie.id == versie_id, Versie.bestandsnaam == naam, visible(lezer()))
    versie = db().scalar(query)
    if versie is None:
        raise NotFoundError
    path = diensten().bestanden.path(versie.sha256)
    if not path.is_file():
        log.error("file_missing", versie=versie_id, sha256=versie.sha256)
        raise NotFoundError("Dit bestand is er nu niet. Laat het ons weten.")
    is_shown = versie.formaat in SHOWN_IN_BROWSER
    response = send_file(
        path,
        mimetype=MIMETYPES.get(versie.formaat, "application/octet-stream"),
        as_attachment=not is_shown,
        download_name=versie.bestandsnaam,
        etag=versie.sha256,
        last_modified=versie.toegevoegd_op,
        max_age=0,
    )
    response.headers["Content-Security-Policy"] = PDF_POLICY if is_shown else FILE_POLICY
    return response


def _chosen(versies: list[Versie], asked: str | None) -> Versie:
    """Return the version that the address names, or the current one; raises NotFoundError when there is none."""
    if not versies:
        raise NotFoundError
    if asked is None:
        return versies[0]
    chosen = next((versie for versie in versies if str(versie.id) == asked), None)
    if chosen is None:
        raise NotFoundError
    return chosen


def _opened(versie: Versie, asked: str | None) -> Passage | None:
    """Return the passage that the address names; one that is not in this version is as good as none."""
    return next((passage for passage in versie.passages if str(passage.id) == asked), None)


def _similar(document_id: int) -> list[Versie]:
    """Return the documents that resemble one; what the rows know of what the reader may see has the last word."""
    ids = diensten().zoekdienst.vergelijkbaar(document_id, lezer(), SIMILAR)
    versies = current_versies(db(), lezer(), ids)
    return [versies[number] for number in ids if number in versies]
