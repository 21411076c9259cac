"""The page behind the link of a reminder: one button that says that one's card is right, without logging in."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, render_template, request

from kennis.db.base import now
from kennis.web.diensten import db
from kennis.web.sessies import ingelogde
from kenniskaarten.bevestigen import confirm_by_link, read_link
from kenniskaarten.sleutels import Stand

blueprint = Blueprint("bevestigen", __name__)

MAX_SECRET = 200  # characters of an address that are looked at
GONE, UNKNOWN = 410, 404
STATUS = {Stand.GEBRUIKT: GONE, Stand.VERLOPEN: GONE, Stand.ONBEKEND: UNKNOWN, Stand.VAN_ANDER: UNKNOWN}


@blueprint.get("/bevestigen")
def vragen() -> Response:
    """Show the button; opening the link does nothing yet, since mail scanners open links too."""
    secret = _secret()
    if not secret:
        return _page("leeg")
    return _shown(read_link(db(), secret, _ingelogd_id(), now()).stand)


@blueprint.post("/bevestigen")
def bevestigen() -> Response:
    stand = confirm_by_link(db(), _secret(), _ingelogd_id(), now())
    return _page("gedaan") if stand is Stand.GELDIG else _shown(stand)


def _shown(stand: Stand) -> Response:
    return _page(stand.name.lower(), STATUS.get(stand, 200))


def _page(stand: str, status: int = 200) -> Response:
    response = make_response(render_template("bevestigen.html", stand=stand, sleutel=_secret()), status)
    response.headers["Cache-Control"] = "no-store"  # the secret stands in it
    return response


def _secret() -> str:
    return request.values.get("sleutel", "")[:MAX_SECRET]


def _ingelogd_id() -> int | None:
    gebruiker = ingelogde()
    return gebruiker.id if gebruiker else None
