"""Pages that say what this site is, and the small files and answers that other machines ask for."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa
from flask import Blueprint, Response, jsonify, render_template, url_for
from flask.typing import ResponseReturnValue

from kennis.db.base import now
from kennis.db.zoekvragen import BEWAARD_MAANDEN, MAX_VRAAG
from kennis.web.diensten import db, diensten
from kennis.web.zoektips import TIPS

blueprint = Blueprint("teksten", __name__)

SECURITY_TXT_DAYS = 180  # RFC 9116 advises less than a year


@blueprint.get("/over")
def over() -> str:
    return render_template("teksten/over.html")


@blueprint.get("/zoektips")
def zoektips() -> str:
    return render_template("teksten/zoektips.html", tips=TIPS)


@blueprint.get("/toegankelijkheid")
def toegankelijkheid() -> str:
    return render_template("teksten/toegankelijkheid.html")


@blueprint.get("/privacy")
def privacy() -> str:
    return render_template("teksten/privacy.html", maanden=BEWAARD_MAANDEN, max_vraag=MAX_VRAAG)


@blueprint.get("/.well-known/security.txt")
def security_txt() -> Response:
    expires = (now() + timedelta(days=SECURITY_TXT_DAYS)).replace(microsecond=0)
    canonical = url_for("teksten.security_txt", _external=True)
    lines = (
        f"Contact: mailto:{diensten().installatie.config.contact}",
        f"Expires: {expires.isoformat().replace('+00:00', 'Z')}",
        "Preferred-Languages: nl, en",
        f"Canonical: {canonical}",
    )
    return _text(lines)


@blueprint.get("/robots.txt")
def robots_txt() -> Response:
    """Let search engines find documents, not people; results and log-in have nothing that is not elsewhere."""
    closed = ("/zoeken", "/inloggen", "/bestand/", "/kaarten")
    return _text(("User-agent: *", *(f"Disallow: {path}" for path in closed)))


@blueprint.get("/gezondheid")
def gezondheid() -> ResponseReturnValue:
    """Tell a monitor that the site runs and its database answers; says nothing about what is in it."""
    db().execute(sa.select(1))
    return jsonify({"status": "goed"})


def _text(lines: tuple[str, ...]) -> Response:
    return Response("\n".join(lines) + "\n", mimetype="text/plain")
