"""What pages that take in a file share: the file, and a seal on it while somebody looks at what it would do."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import Any

from flask import current_app, request
from itsdangerous import URLSafeTimedSerializer

from kennis.errors import LijstError

KEPT_SECONDS = 60 * 60  # after an hour one looks again before anything is done


@dataclass(frozen=True, slots=True)
class Zegel:
    """For which page something is sealed, and how many characters its form may send back."""

    naam: str
    meeste: int


def sent_file(most: int) -> bytes:
    """Return what was sent, of too large a file one byte too many; raises LijstError when there is none."""
    sent = request.files.get("bestand")
    if sent is None or not sent.filename:
        raise LijstError({"bestand": "Kies een bestand."})
    with closing(sent):
        return bytes(sent.read(most + 1))


def signed(zegel: Zegel, content: list[object]) -> str:
    """Return a text that carries this through the page: nothing of it is kept here until it is done."""
    token = str(_serializer(zegel).dumps(content))
    if len(token) > zegel.meeste:
        raise LijstError({"bestand": "Er staat te veel in dit bestand. Verdeel het over meer bestanden."})
    return token


def opened(zegel: Zegel, token: str) -> Any:
    """Return what was signed; raises BadData when it was not, or too long ago."""
    return _serializer(zegel).loads(token, max_age=KEPT_SECONDS)


def _serializer(zegel: Zegel) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt=zegel.naam)
