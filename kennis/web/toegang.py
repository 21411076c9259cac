"""Deny by default: a page is on this list or asks for an account; what is under /beheer is for the regisseur."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, redirect, request, url_for
from flask.typing import ResponseReturnValue

from kennis.errors import NotFoundError
from kennis.web.sessies import ingelogde, is_regisseur

BEHEER = "/beheer"
MAX_PATH = 2_000  # characters of a path to return to after log-in

# What these pages show is what the reader may see; all others are for people with an account.
PUBLIC_ENDPOINTS = frozenset(
    {
        "static",
        "zoeken.start",
        "zoeken.zoeken",
        "suggesties.suggesties",
        "documenten.document",
        "documenten.passage",
        "documenten.bestand",
        "begrippen.lijst",
        "begrippen.begrip",
        "kaarten.gids",
        "kaarten.kaart",
        "kaarten.vcf",
        "kaarten.qr",
        "kaarten.foto",
        "vragen.vraag",
        "projecten.lijst",
        "projecten.project",
        "bevestigen.vragen",
        "bevestigen.bevestigen",
        "account.inloggen",
        "teksten.over",
        "teksten.zoektips",
        "teksten.privacy",
        "teksten.toegankelijkheid",
        "gegevens.privacy",
        "gegevens.verwijderd",
        "teksten.security_txt",
        "teksten.robots_txt",
        "teksten.gezondheid",
    }
)


def setup_toegang(app: Flask) -> None:
    app.before_request(_refuse_strangers)


def safe_path(path: str) -> str | None:
    """Return a path within this site, or None when it is anything else: another site, a scheme, a trick."""
    if not path.startswith("/") or len(path) > MAX_PATH or "\\" in path or not path.isprintable():
        return None
    parts = urlsplit(path)
    return path if not parts.scheme and not parts.netloc and not path.startswith("//") else None


def _refuse_strangers() -> ResponseReturnValue | None:
    """Send who has no account to the log-in page; an address that does not exist stays a 404.

    For others than the regisseur the pages of the regisseur do not exist.
    """
    if request.endpoint is None or request.endpoint in PUBLIC_ENDPOINTS:
        return None
    if ingelogde():
        if request.path.startswith(BEHEER) and not is_regisseur():
            raise NotFoundError
        return None
    volgende = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("account.inloggen", volgende=volgende), 303)
