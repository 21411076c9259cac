"""A card as a vCard 4.0 (RFC 6350, RFC 6715), out of what one reader sees of it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kenniskaarten.weergave import Weergave

MIMETYPE = "text/vcard; charset=utf-8"
MAX_OCTETS = 75  # of a line, without its end

# RFC 6715 has three levels.
_LEVELS: Mapping[str, str] = {
    "basis": "beginner",
    "gevorderd": "average",
    "ervaren": "average",
    "expert": "expert",
}
_ESCAPED = str.maketrans({"\\": "\\\\", ",": "\\,", ";": "\\;", "\n": "\\n", "\r": None})


def vcard(gezien: Weergave, adres: str) -> str:
    """Return the vCard; `adres` is that of the card here, where one finds what changed since."""
    return "".join(f"{line}\r\n" for content in _lines(gezien, adres) for line in _fold(content))


def _lines(gezien: Weergave, adres: str) -> Iterator[str]:
    yield "BEGIN:VCARD"
    yield "VERSION:4.0"
    yield f"UID:{adres}"
    yield f"URL:{adres}"
    yield f"REV:{gezien.bevestigd_op:%Y%m%d}T000000Z"
    for name, value in (
        ("FN", gezien.naam),
        ("ORG", gezien.organisatie),
        ("TITLE", gezien.functie),
        ("EMAIL", gezien.email),
        ("TEL", gezien.telefoon),
        ("NOTE", gezien.aanspreekbaar),
    ):
        if value:
            yield f"{name}:{escape(value)}"
    for onderwerp in gezien.onderwerpen:
        yield f"EXPERTISE;LEVEL={_LEVELS[onderwerp.niveau]}:{escape(onderwerp.naam)}"
    yield "END:VCARD"


def escape(text: str) -> str:
    """Return a text as one value: backslash, comma, semicolon and the end of a line mean nothing in it."""
    return text.translate(_ESCAPED)


def _fold(line: str) -> Iterator[str]:
    """Yield the line in pieces that fit, each but the first behind a space, never cutting through a character."""
    piece, size = "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > MAX_OCTETS:
            yield piece
            piece, size = " ", 1
        piece, size = piece + character, size + octets
    yield piece
