"""Who is logged in: looked up in the database at every request, so that a changed right counts at once."""

from __future__ import annotations

import hmac
import time
from dataclasses import dataclass
from typing import cast

from flask import Flask, session
from flask_login import LoginManager, current_user, login_user, logout_user

from kennis.access import BURGER, Lezer, Rol
from kennis.db.base import now
from kennis.db.organisaties import Gebruiker
from kennis.passwords import new_sessie
from kennis.web.diensten import db

IDLE_SECONDS = 60 * 60  # without a page for this long, one logs in again
ABSOLUTE_SECONDS = 10 * 60 * 60  # a working day; after that one logs in again, busy or not
SEEN_EVERY_SECONDS = 60  # the cookie is renewed at most once a minute


@dataclass(frozen=True, slots=True)
class Account:
    """A gebruiker with an account in use, in the form that Flask-Login asks for."""

    gebruiker: Gebruiker
    is_authenticated: bool = True
    is_active: bool = True
    is_anonymous: bool = False

    def get_id(self) -> str:
        """Return what the session remembers; it stops to fit when `Gebruiker.sessie` is renewed."""
        return f"{self.gebruiker.id}.{self.gebruiker.sessie}"


def setup_sessies(app: Flask) -> None:
    manager = LoginManager(app)
    manager.session_protection = None  # it looks at address and browser, and those change on a train
    manager.user_loader(_load)


def ingelogde() -> Gebruiker | None:
    """Return who asks for this page, or None for a visitor without account."""
    return cast("Gebruiker", current_user.gebruiker) if current_user.is_authenticated else None


def lezer() -> Lezer:
    """Return as whom this page is read."""
    gebruiker = ingelogde()
    return gebruiker.lezer if gebruiker else BURGER


def is_regisseur() -> bool:
    gebruiker = ingelogde()
    return gebruiker is not None and gebruiker.rol is Rol.REGISSEUR


def is_session_kept() -> bool:
    """Tell whether the visitor's cookie speaks of an account, without asking the database."""
    return "_user_id" in session


def begin_session(gebruiker: Gebruiker) -> None:
    """Log in with a fresh session: nothing of an earlier one, nor its CSRF token, is carried over."""
    session.clear()
    session["begonnen"] = session["gezien"] = int(time.time())
    gebruiker.laatst_ingelogd_op = now()
    login_user(Account(gebruiker))


def end_sessions(gebruiker: Gebruiker) -> None:
    """Log this person out everywhere; a copy of the cookie is of no use any more."""
    gebruiker.sessie = new_sessie()
    logout_user()
    session.clear()


def _load(key: str) -> Account | None:
    number, _, sessie = key.partition(".")
    gebruiker = db().get(Gebruiker, int(number)) if number.isdecimal() else None
    if gebruiker is None or not gebruiker.actief or not hmac.compare_digest(gebruiker.sessie, sessie):
        return None
    return Account(gebruiker) if _is_in_time() else None


def _is_in_time() -> bool:
    """Tell whether the session is not too old, and note that it was used."""
    moment = int(time.time())
    idle, age = moment - session.get("gezien", 0), moment - session.get("begonnen", 0)
    if idle > IDLE_SECONDS or age > ABSOLUTE_SECONDS:
        return False
    if idle >= SEEN_EVERY_SECONDS:
        session["gezien"] = moment
    return True
