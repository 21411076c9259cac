"""The gids, and a card to read, as vCard, as QR code and its photo: all of it only as far as a reader may see."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import segno
import sqlalchemy as sa
from flask import Blueprint, Response, render_template, send_file, url_for
from sqlalchemy import orm as so

from kennis.access import Lezer
from kennis.db.base import now
from kennis.db.bestanden import FileStore
from kennis.db.organisaties import Gebruiker
from kennis.errors import NotFoundError
from kennis.web.diensten import db, diensten
from kennis.web.documenten import ID
from kennis.web.invoer import MAX_PAGINA
from kennis.web.sessies import lezer
from kennis.web.zoekpagina import pages_around
from kenniskaarten.formulieren import DAGEN
from kenniskaarten.gids import PER_PAGINA, Gidsvraag, find_kaarten, for_weergave, keuzes
from kenniskaarten.kaart import kaart_of
from kenniskaarten.models import Kaart
from kenniskaarten.vcard import MIMETYPE, vcard
from kenniskaarten.views.eigenpagina import titels_of
from kenniskaarten.views.invoer import read_gidsvraag
from kenniskaarten.weergave import Weergave, weergave
from kenniskaarten.zicht import visible_kaarten

blueprint = Blueprint("kaarten", __name__, url_prefix="/kaarten")

BORDER = 2  # modules around a QR code; on a white page that is enough


@blueprint.get("")
def gids() -> str:
    vraag, moment = read_gidsvraag(), now()
    found, totaal = find_kaarten(db(), lezer(), vraag, moment.date())
    last = max(1, min(-(-totaal // PER_PAGINA), MAX_PAGINA))
    return render_template(
        "kenniskaarten/gids.html",
        filter=vraag,
        kaarten=[gezien for kaart in found if (gezien := weergave(kaart, lezer(), moment))],
        totaal=totaal,
        keuzes=_keuzes(),
        paginas=pages_around(vraag.pagina, last, lambda number: _address(replace(vraag, pagina=number))),
    )


@blueprint.get(f"/<{ID}:kaart_id>")
def kaart(kaart_id: int) -> str:
    found, gezien = _seen(kaart_id)
    return render_template(
        "kenniskaarten/kaart.html",
        kaart=found,
        weergave=gezien,
        gezien=gezien,
        dagen=DAGEN,
    )


@blueprint.get(f"/<{ID}:kaart_id>.vcf")
def vcf(kaart_id: int) -> Response:
    _, gezien = _seen(kaart_id)
    response = Response(vcard(gezien, _own_address(kaart_id)), content_type=MIMETYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="kaart-{kaart_id}.vcf"'
    return response


@blueprint.get(f"/<{ID}:kaart_id>/qr.svg")
def qr(kaart_id: int) -> Response:
    """Draw the address of the card: who reads the code sees there what he himself may see, and nothing is old."""
    _seen(kaart_id)
    image = io.BytesIO()
    segno.make(_own_address(kaart_id), error="m", micro=False).save(image, kind="svg", scale=4, border=BORDER)
    return Response(image.getvalue(), mimetype="image/svg+xml")


@blueprint.get(f"/<{ID}:kaart_id>/foto")
def foto(kaart_id: int) -> Response:
    _, gezien = _seen(kaart_id)
    path = FileStore(diensten().installatie.config.fotos_dir).path(gezien.foto_sha256)
    if not gezien.foto_sha256 or not path.is_file():
        raise NotFoundError
    return send_file(path, mimetype="image/jpeg", etag=gezien.foto_sha256, max_age=0)


def weergave_of(found: Kaart, reader: Lezer, titels: Mapping[int, str]) -> Weergave | None:
    """Return what a reader sees of a card, with the deputy where he may know of him."""
    vervanger = (kaart_of(db(), found.vervanger_id) or found.vervanger) if found.vervanger_id else None
    return weergave(found, reader, now(), titels, vervanger)


def _keuzes() -> dict[str, list[tuple[object, str]]]:
    """Return what this reader can filter by, each as it stands in the address and as he reads it."""
    found = keuzes(db(), lezer())
    return {
        "organisaties": [(row.id, row.naam) for row in found.organisaties],
        "deskundigheden": [(row.id, row.naam) for row in found.deskundigheden],
        "talen": [(taal, taal) for taal in found.talen],
    }


def _seen(kaart_id: int) -> tuple[Kaart, Weergave]:
    """Return a card with what this reader sees of it; raises NotFoundError when it does not exist for him."""
    query = sa.select(Kaart).join(Gebruiker, Kaart.gebruiker_id == Gebruiker.id)
    query = query.where(Kaart.id == kaart_id, visible_kaarten(lezer()))
    found = db().scalar(query.options(so.contains_eager(Kaart.gebruiker), *for_weergave()))
    gezien = weergave_of(found, lezer(), titels_of(db(), lezer(), found)) if found else None
    if found is None or gezien is None:
        raise NotFoundError
    return found, gezien


def _address(vraag: Gidsvraag) -> str:
    """Return the address of the gids that answers this, with nothing in it that says nothing."""
    given: dict[str, Any] = {
        "naam": vraag.naam,
        "organisatie": vraag.organisatie_id,
        "deskundigheid": vraag.deskundigheid_id,
        "taal": vraag.taal,
        "beschikbaar": "1" if vraag.beschikbaar else "",
        "pagina": vraag.pagina if vraag.pagina > 1 else "",
    }
    return url_for("kaarten.gids", **{naam: value for naam, value in given.items() if value})


def _own_address(kaart_id: int) -> str:
    return url_for("kaarten.kaart", kaart_id=kaart_id, _external=True)
