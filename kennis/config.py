"""All settings in one frozen value, read from the environment once and checked at start."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from kennis.errors import ConfigError
from kennis.postserver import Postserver, read_afzender, read_postserver, read_site_address

MIN_SECRET_LENGTH = 32  # characters; a session cookie signed with less can be guessed
MEBIBYTE = 1024 * 1024
DEFAULT_NAME = "Kennisnetwerk"
DEFAULT_CONTACT = "kennisnetwerk@voorbeeld.nl"


def resource_dir(name: str) -> Path:
    """Return a folder that travels with the program: inside the wheel, or beside it in the source tree."""
    inside = Path(__file__).parent / name
    return inside if inside.is_dir() else Path(__file__).parent.parent / name


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may cost before it is refused; each limit is far above what a policy document needs."""

    file_bytes: int = 100 * MEBIBYTE
    pages: int = 1_000
    words: int = 600_000  # three Bibles of policy; encoding this many takes some minutes
    unpacked_bytes: int = 300 * MEBIBYTE  # a DOCX or ODT is a zip; more than this is a bomb
    seconds: int = 120  # reading one file, without OCR
    ocr_seconds: int = 900  # OCR of one file: about 3 seconds a page
    folder_depth: int = 32


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of one installation; every path is absolute."""

    data: Path
    database_url: str = field(repr=False)  # may hold a password
    secret_key: str = field(repr=False)
    production: bool = False
    model: str | None = None
    redis_url: str | None = None
    site_name: str = DEFAULT_NAME
    contact: str = DEFAULT_CONTACT
    trusted_proxies: int = 0
    limits: Limits = Limits()
    postserver: Postserver | None = None  # without one mails are kept
    afzender: str = DEFAULT_CONTACT
    adres: str = ""  # of the site, for the links in a mail; always there when mails are sent

    @property
    def files_dir(self) -> Path:
        return self.data / "bestanden"

    @property
    def fotos_dir(self) -> Path:
        return self.data / "fotos"

    @property
    def index_dir(self) -> Path:
        return self.data / "index"

    @property
    def queue_path(self) -> Path:
        return self.data / "taken.sqlite3"


def load_config(environ: Mapping[str, str] | None = None, *, data: Path | None = None) -> Config:
    """Read the settings; raises ConfigError when they cannot work, with what to change."""
    environ = os.environ if environ is None else environ  # noqa: TID251 (the one place)
    folder = (data or Path(environ.get("KENNIS_DATA") or "data")).resolve()
    production = _flag(environ, "KENNIS_PRODUCTIE")
    contact = environ.get("KENNIS_CONTACT") or DEFAULT_CONTACT
    return Config(
        data=folder,
        database_url=environ.get("KENNIS_DATABASE_URL") or f"sqlite:///{quote(str(folder / 'kennis.sqlite3'))}",
        secret_key=_secret_key(environ, folder, production=production),
        production=production,
        model=environ.get("KENNIS_MODEL") or None,
        redis_url=environ.get("KENNIS_REDIS_URL") or None,
        site_name=environ.get("KENNIS_NAAM") or DEFAULT_NAME,
        contact=contact,
        trusted_proxies=_number(environ, "KENNIS_PROXIES", default=0),
        limits=Limits(
            file_bytes=_number(environ, "KENNIS_MAX_MB", default=100) * MEBIBYTE,
            pages=_number(environ, "KENNIS_MAX_PAGINAS", default=1_000),
        ),
        postserver=read_postserver(environ.get("KENNIS_SMTP", "")),
        afzender=read_afzender(environ.get("KENNIS_AFZENDER") or contact),
        adres=read_site_address(environ.get("KENNIS_ADRES", ""), is_needed=bool(environ.get("KENNIS_SMTP"))),
    )


def _secret_key(environ: Mapping[str, str], folder: Path, *, production: bool) -> str:
    """Return the key that signs sessions: given in production, else made once and kept in the data folder."""
    given = environ.get("KENNIS_GEHEIM", "")
    if given and len(given) < MIN_SECRET_LENGTH:
        raise ConfigError(f"KENNIS_GEHEIM is te kort: gebruik minstens {MIN_SECRET_LENGTH} tekens.")
    if given:
        return given
    if production:
        raise ConfigError("Zet KENNIS_GEHEIM: in productie is een eigen geheim verplicht.")
    return _kept_secret(folder / "geheim.txt")


def _kept_secret(path: Path) -> str:
    """Return the secret in this file, which is made when it is not there; never one that is half written."""
    try:
        if not path.exists():
            _write_secret(path)
        secret = path.read_text()
    except OSError as error:
        raise ConfigError(f"De map {path.parent} kan niet worden gebruikt; controleer KENNIS_DATA.") from error
    if len(secret) < MIN_SECRET_LENGTH:
        raise ConfigError(f"{path} is beschadigd: verwijder dit bestand en start opnieuw.")
    return secret


def _write_secret(path: Path) -> None:
    """Make the file at once and whole; when another process was first, its secret stands."""
    path.parent.mkdir(parents=True, exist_ok=True)
    own = path.with_name(f".{secrets.token_hex(8)}.nieuw")
    with os.fdopen(os.open(own, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(48))
    with suppress(FileExistsError):
        os.link(own, path)
    own.unlink()


def _flag(environ: Mapping[str, str], name: str) -> bool:
    return environ.get(name, "").strip().lower() in {"1", "ja", "true", "aan"}


def _number(environ: Mapping[str, str], name: str, *, default: int) -> int:
    text = environ.get(name, "").strip() or str(default)
    if not text.isdecimal():
        raise ConfigError(f"{name} moet een geheel getal zijn, niet '{text}'.")
    return int(text)
