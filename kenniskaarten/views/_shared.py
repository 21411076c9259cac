"""What the pages of the kenniskaarten share: who asks, where one came from, and the letters of a PDF."""

from __future__ import annotations

from pathlib import Path

from flask import current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue

from kennis.db.organisaties import Gebruiker
from kennis.errors import NotFoundError
from kennis.web.sessies import ingelogde
from kennis.web.toegang import safe_path


def myself() -> Gebruiker:
    """Return who is logged in; for a visitor the page does not exist."""
    gebruiker = ingelogde()
    if gebruiker is None:
        raise NotFoundError
    return gebruiker


def back() -> ResponseReturnValue:
    """Return to the page with the form, as the form says which it is."""
    return redirect(safe_path(request.form.get("terug", "")) or url_for("zoeken.start"), 303)


def fonts() -> Path:
    """Return the folder with the letters of the site, for a PDF."""
    return Path(current_app.static_folder or "") / "vendor/noto-sans"
