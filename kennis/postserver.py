"""The settings of mail: the server that takes it, who it is from, and where the site is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from kennis.errors import ConfigError

OWN_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})
PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}

_ADDRESS = re.compile(r"[^\s@<>\"',;]+@[^\s@<>\"',;]+")


@dataclass(frozen=True, slots=True)
class Postserver:
    """A server that takes mail; with `tls` from the first byte, or `starttls` after the greeting.

    Otherwise a connection is secured when the server offers that. A password never goes over a line that is not.
    """

    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)
    tls: bool = False
    starttls: bool = False


def read_postserver(text: str) -> Postserver | None:
    """Read smtp://, smtp+starttls:// or smtps://user:password@host:port; no message repeats what was given."""
    if not text.strip():
        return None
    try:
        parts = urlsplit(text.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    if not host or parts.scheme not in PORTS or parts.path not in {"", "/"}:
        raise ConfigError("KENNIS_SMTP klopt niet: schrijf smtp://naam:wachtwoord@mail.voorbeeld.nl:587.")
    has_login = bool(parts.username)
    return Postserver(
        host=host,
        port=port or (587 if has_login and parts.scheme == "smtp" else PORTS[parts.scheme]),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        tls=parts.scheme == "smtps",
        starttls=parts.scheme == "smtp+starttls" or (has_login and host not in OWN_MACHINE),
    )


def read_afzender(text: str) -> str:
    if not _ADDRESS.fullmatch(text.strip()):
        raise ConfigError("KENNIS_AFZENDER moet één e-mailadres zijn, zonder naam ervoor.")
    return text.strip()


def read_site_address(text: str, *, is_needed: bool) -> str:
    """Return the address of the site without the last slash."""
    address = text.strip().rstrip("/")
    parts = urlsplit(address)
    if address and (parts.scheme not in {"http", "https"} or not parts.netloc or parts.query or parts.fragment):
        raise ConfigError(
            "KENNIS_ADRES klopt niet: schrijf het adres van de site, zoals https://kennis.voorbeeld.nl."
        )
    if is_needed and not address:
        raise ConfigError(
            "Zet ook KENNIS_ADRES: zonder het adres van de site kan een mail nergens naar verwijzen."
        )
    return address
