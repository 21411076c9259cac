"""What the pages of the kenniskaarten share: who asks, and where one came from."""

from __future__ import annotations

from flask import redirect, request, url_for
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
