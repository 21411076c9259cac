"""Passwords: hashed with Argon2id, checked in the same time whether or not the account exists."""

from __future__ import annotations

import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from kennis.errors import AccountError

MIN_LENGTH = 12  # characters; length protects better than odd characters
MAX_LENGTH = 200  # characters; hashing far more only costs the server time

_hasher = PasswordHasher()


def hash_wachtwoord(wachtwoord: str) -> str:
    """Return the hash to keep; raises AccountError when the password is too short or too long."""
    if len(wachtwoord) < MIN_LENGTH:
        raise AccountError(f"Kies een wachtwoord van minstens {MIN_LENGTH} tekens.")
    if len(wachtwoord) > MAX_LENGTH:
        raise AccountError(f"Kies een wachtwoord van hoogstens {MAX_LENGTH} tekens.")
    return _hasher.hash(wachtwoord)


def klopt(wachtwoord_hash: str | None, wachtwoord: str) -> bool:
    """Tell whether the password fits; without a hash it works just as long and says no."""
    try:
        fits = _hasher.verify(wachtwoord_hash or _nobody(), wachtwoord[: MAX_LENGTH + 1])
    except (VerificationError, InvalidHashError):
        return False
    return fits and wachtwoord_hash is not None


def is_verouderd(wachtwoord_hash: str) -> bool:
    """Tell whether the hash was made with weaker settings than today's; make it anew at the next log-in."""
    return _hasher.check_needs_rehash(wachtwoord_hash)


def new_sessie() -> str:
    """Return a value for `Gebruiker.sessie`; a new one ends all sessions of that person."""
    return secrets.token_urlsafe(32)


@cache
def _nobody() -> str:
    """Return the hash of a password that nobody has."""
    return _hasher.hash(secrets.token_urlsafe(32))
