"""Logging in and out, and the page about one's own account."""

from __future__ import annotations

import hashlib
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from kennis.db.organisaties import Gebruiker, find_gebruiker
from kennis.errors import AccountError
from kennis.passwords import hash_wachtwoord, is_verouderd, klopt, new_sessie
from kennis.web.diensten import db
from kennis.web.sessies import begin_session, end_sessions, ingelogde
from kennis.web.toegang import safe_path

# Failed attempts only: who knows his password is never locked out by a colleague at the same address.
PER_ADDRESS = "50 per 15 minutes"  # a town hall is one address
PER_ACCOUNT = "10 per 15 minutes"

MAX_EMAIL = 254  # characters, as in the database
ONBEKEND = "Dit e-mailadres en wachtwoord horen niet bij elkaar, of dit account bestaat niet."


def make_blueprint(limiter: Limiter) -> Blueprint:
    blueprint = Blueprint("account", __name__)
    rules: tuple[tuple[str, Any, list[str]], ...] = (
        ("/inloggen", _limited(limiter, inloggen), ["GET", "POST"]),
        ("/uitloggen", uitloggen, ["POST"]),
        ("/account", account, ["GET"]),
        ("/account/wachtwoord", _limited(limiter, wachtwoord), ["GET", "POST"]),
    )
    for rule, view, methods in rules:
        blueprint.add_url_rule(rule, view_func=view, methods=methods)
    return blueprint


def inloggen() -> ResponseReturnValue:
    volgende = safe_path(request.values.get("volgende", ""))
    if ingelogde():
        return redirect(volgende or url_for("zoeken.start"), 303)
    email, melding = "", ""
    if request.method == "POST":
        email = request.form.get("email", "")[:MAX_EMAIL].strip()
        try:
            begin_session(_recognised(email, request.form.get("wachtwoord", "")))
            return redirect(volgende or url_for("zoeken.start"), 303)
        except AccountError as error:
            melding = str(error)
    page = render_template("account/inloggen.html", email=email, melding=melding, volgende=volgende)
    return page, 400 if melding else 200


def uitloggen() -> ResponseReturnValue:
    end_sessions(_myself())
    return redirect(url_for("zoeken.start"), 303)


def account() -> ResponseReturnValue:
    return render_template("account/account.html", gebruiker=_myself(), gewijzigd="gewijzigd" in request.args)


def wachtwoord() -> ResponseReturnValue:
    melding = ""
    if request.method == "POST":
        try:
            _change_password(_myself())
            return redirect(url_for("account.account", gewijzigd=""), 303)
        except AccountError as error:
            melding = str(error)
    return render_template("account/wachtwoord.html", melding=melding), 400 if melding else 200


def _myself() -> Gebruiker:
    """Return who is logged in, on a page that is for people with an account only."""
    gebruiker = ingelogde()
    assert gebruiker is not None  # noqa: S101 (the guard lets nobody else in)
    return gebruiker


def _recognised(email: str, given: str) -> Gebruiker:
    """Return whose e-mail address and password these are; raises AccountError, without saying which is wrong."""
    gebruiker = find_gebruiker(db(), email)
    fits = klopt(gebruiker.wachtwoord_hash if gebruiker else None, given)
    if gebruiker is None or not fits or not gebruiker.actief:
        raise AccountError(ONBEKEND)
    if is_verouderd(gebruiker.wachtwoord_hash):
        gebruiker.wachtwoord_hash = hash_wachtwoord(given)
    return gebruiker


def _change_password(gebruiker: Gebruiker) -> None:
    """Set another password; all other sessions of this person end."""
    if not klopt(gebruiker.wachtwoord_hash, request.form.get("huidig", "")):
        raise AccountError("Uw huidige wachtwoord klopt niet.")
    nieuw = request.form.get("nieuw", "")
    if nieuw != request.form.get("herhaling", ""):
        raise AccountError("De twee nieuwe wachtwoorden zijn niet gelijk.")
    gebruiker.wachtwoord_hash = hash_wachtwoord(nieuw)
    gebruiker.sessie = new_sessie()
    begin_session(gebruiker)


def _limited(limiter: Limiter, view: Any) -> Any:
    """Refuse a form after too many failed attempts from one address or for one account."""
    for limit, key in ((PER_ADDRESS, get_remote_address), (PER_ACCOUNT, _account_key)):
        view = limiter.limit(limit, key_func=key, methods=["POST"], deduct_when=_has_failed)(view)
    return view


def _account_key() -> str:
    """Name the account that is tried, without keeping an e-mail address."""
    gebruiker = ingelogde()
    email = gebruiker.email if gebruiker else request.form.get("email", "").strip().lower()
    return hashlib.sha256(email.encode("utf-8", "surrogatepass")).hexdigest()


def _has_failed(response: Response) -> bool:
    return response.status_code == 400
