"""The little that makes documents of two organisations look different."""

from __future__ import annotations

import zlib

_KLEUREN = ("#1b4f72", "#7b241c", "#145a32", "#4a235a", "#0b5345", "#784212")  # dark enough for white text


def kleur(organisatie: str) -> str:
    """Return the accent colour, always the same for the same organisation."""
    return _KLEUREN[zlib.crc32(organisatie.encode()) % len(_KLEUREN)]
