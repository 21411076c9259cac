"""A photo on a card: looked at by its content, made small and square, and kept only while its person agrees."""

from __future__ import annotations

import hashlib
import io
import tempfile
from pathlib import Path

import sqlalchemy as sa
from PIL import Image, ImageOps
from sqlalchemy import event
from sqlalchemy import orm as so

from kennis.db.bestanden import FileStore
from kennis.errors import KaartError
from kenniskaarten.instemming import agree, revoke
from kenniskaarten.kaart import keep
from kenniskaarten.models import InstemmingSoort, Kaart

MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 50_000_000  # more than a telephone makes; what is larger may be a small file that fills the memory
MIN_SIDE = 120  # pixels
SIDE = 400  # pixels of what is kept
FORMATS = ("JPEG", "PNG", "WEBP")

GEEN_FOTO = "Dit bestand is geen foto die wij kunnen lezen. Kies een foto in JPEG, PNG of WebP."
TE_GROOT = "Deze foto is te groot. Kies een foto van hoogstens 10 MB en 50 miljoen beeldpunten."
TE_KLEIN = f"Deze foto is te klein. Kies een foto van minstens {MIN_SIDE} bij {MIN_SIDE} beeldpunten."
GEEN_INSTEMMING = "Zet een vinkje als u uw foto op uw kaart wilt."


def square_jpeg(content: bytes) -> bytes:
    """Return the middle of a photo as a small square JPEG that tells nothing of place, time or camera.

    Raises KaartError for what is no photo, is too large to unpack or too small to recognise anybody.
    """
    if len(content) > MAX_BYTES:
        raise KaartError({"foto": TE_GROOT})
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as image:
            _check_size(image)
            image.draft("RGB", (2 * SIDE, 2 * SIDE))  # a large JPEG is read no finer than needed
            return _encode(ImageOps.exif_transpose(image))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise KaartError({"foto": TE_GROOT}) from error
    except (OSError, ValueError, SyntaxError) as error:  # what Pillow raises for anything that is broken
        raise KaartError({"foto": GEEN_FOTO}) from error


def set_foto(session: so.Session, store: FileStore, kaart: Kaart, content: bytes, *, agreed: bool) -> None:
    """Put a photo on the card of who agrees to that; an earlier photo goes. Raises KaartError."""
    if not agreed:
        raise KaartError({"instemming": GEEN_INSTEMMING})
    jpeg = square_jpeg(content)
    sha256 = hashlib.sha256(jpeg).hexdigest()
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "foto.jpg"
        source.write_bytes(jpeg)
        store.keep(source, sha256)
    _let_go(session, store, kaart, kept=sha256)
    revoke(session, kaart.gebruiker_id, InstemmingSoort.FOTO)  # this photo has a consent of its own
    agree(session, kaart.gebruiker_id, InstemmingSoort.FOTO)
    kaart.foto_sha256 = sha256
    keep(session, kaart)


def remove_foto(session: so.Session, store: FileStore, kaart: Kaart) -> None:
    """Revoke the consent and remove the photo; its file goes when this is committed and no other card has it."""
    revoke(session, kaart.gebruiker_id, InstemmingSoort.FOTO)
    _let_go(session, store, kaart)
    kaart.foto_sha256 = None
    keep(session, kaart)


def _let_go(session: so.Session, store: FileStore, kaart: Kaart, kept: str | None = None) -> None:
    old = kaart.foto_sha256
    if old is None or old == kept:
        return
    elsewhere = sa.select(Kaart.id).where(Kaart.foto_sha256 == old, Kaart.id != kaart.id)
    if session.scalar(elsewhere.limit(1)) is None:
        event.listen(session, "after_commit", lambda _session: store.remove(old), once=True)


def _check_size(image: Image.Image) -> None:
    if image.width * image.height > MAX_PIXELS:
        raise KaartError({"foto": TE_GROOT})
    if min(image.size) < MIN_SIDE:
        raise KaartError({"foto": TE_KLEIN})


def _encode(image: Image.Image) -> bytes:
    """Return the pixels only, on white where the picture is clear."""
    square = ImageOps.fit(image.convert("RGBA"), (SIDE, SIDE))
    plain = Image.new("RGB", square.size, "white")
    plain.paste(square, mask=square)
    target = io.BytesIO()
    plain.save(target, "JPEG", quality=85)
    return target.getvalue()
