"""A photo on a card: only a real one, made small and mute, and gone with the consent."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
import sqlalchemy as sa
from PIL import Image
from sqlalchemy import orm as so

from kennis.db.bestanden import FileStore
from kennis.errors import KaartError
from kenniskaarten.foto import (
    GEEN_FOTO,
    GEEN_INSTEMMING,
    MAX_BYTES,
    SIDE,
    TE_GROOT,
    TE_KLEIN,
    remove_foto,
    set_foto,
    square_jpeg,
)
from kenniskaarten.instemming import valid_instemming
from kenniskaarten.models import Instemming, InstemmingSoort, Kaart
from tests.kenniskaarten.kaarten_wereld import add_gebruiker, add_kaart

ORIENTATION, ROTATED = 0x0112, 6  # the camera was held on its side
MAKE = 0x010F


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "fotos")


@pytest.fixture
def kaart(session: so.Session) -> Kaart:
    return add_kaart(session, add_gebruiker(session, "Anne"))


def picture(
    kind: str = "PNG", size: tuple[int, int] = (600, 300), colour: str = "teal", **options: object
) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", size, colour).save(target, kind, **options)
    return target.getvalue()


def huge_png(side: int) -> bytes:
    """Return some bytes that say to be a picture of very many pixels."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def test_every_kind_of_photo_becomes_a_square_jpeg() -> None:
    for kind in ("JPEG", "PNG", "WEBP"):
        with Image.open(io.BytesIO(square_jpeg(picture(kind)))) as image:
            assert (image.format, image.size) == ("JPEG", (SIDE, SIDE))


def test_what_the_camera_wrote_is_gone_and_the_photo_stands_upright() -> None:
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKE] = ROTATED, "Geheime camera"
    source = Image.new("RGB", (400, 400), "red")
    source.paste("blue", (0, 0, 400, 200))  # lies with its top to the left until it is turned
    target = io.BytesIO()
    source.save(target, "JPEG", exif=exif, quality=95)
    content = square_jpeg(target.getvalue())
    assert b"Geheime camera" not in content
    with Image.open(io.BytesIO(content)) as image:
        assert len(image.getexif()) == 0
        left, right = image.getpixel((20, 200)), image.getpixel((380, 200))
    assert isinstance(left, tuple)
    assert isinstance(right, tuple)
    assert (left[0] > 200, right[2] > 200) == (True, True)


def test_what_is_clear_becomes_white() -> None:
    target = io.BytesIO()
    Image.new("RGBA", (200, 200), (0, 0, 0, 0)).save(target, "PNG")
    with Image.open(io.BytesIO(square_jpeg(target.getvalue()))) as image:
        assert image.getpixel((200, 200)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("content", "melding"),
    [
        (b"", GEEN_FOTO),
        (b"%PDF-1.4 dit is geen foto", GEEN_FOTO),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", GEEN_FOTO),
        (picture("GIF"), GEEN_FOTO),
        (picture("JPEG")[:300], GEEN_FOTO),
        (picture("PNG")[:-40], GEEN_FOTO),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 50, GEEN_FOTO),
        (huge_png(8_000), TE_GROOT),
        (huge_png(12_000), TE_GROOT),
        (huge_png(60_000), TE_GROOT),
        (b"x" * (MAX_BYTES + 1), TE_GROOT),
        (picture(size=(119, 400)), TE_KLEIN),
    ],
)
def test_what_is_no_photo_is_refused_in_dutch(content: bytes, melding: str) -> None:
    with pytest.raises(KaartError) as error:
        square_jpeg(content)
    assert error.value.fouten == {"foto": melding}


def test_a_photo_needs_consent(session: so.Session, store: FileStore, kaart: Kaart) -> None:
    with pytest.raises(KaartError, match=GEEN_INSTEMMING):
        set_foto(session, store, kaart, picture(), agreed=False)
    assert (kaart.foto_sha256, list(store.all())) == (None, [])


def test_revoking_removes_the_file_and_keeps_both_dates(
    session: so.Session, store: FileStore, kaart: Kaart
) -> None:
    set_foto(session, store, kaart, picture(), agreed=True)
    session.commit()
    assert list(store.all()) == [kaart.foto_sha256]
    assert valid_instemming(session, kaart.gebruiker_id, InstemmingSoort.FOTO) is not None
    remove_foto(session, store, kaart)
    session.commit()
    assert (kaart.foto_sha256, list(store.all())) == (None, [])
    assert valid_instemming(session, kaart.gebruiker_id, InstemmingSoort.FOTO) is None
    [row] = session.scalars(sa.select(Instemming))
    assert row.ingetrokken_op is not None


def test_the_file_stays_until_it_is_certain(session: so.Session, store: FileStore, kaart: Kaart) -> None:
    set_foto(session, store, kaart, picture(), agreed=True)
    session.commit()
    remove_foto(session, store, kaart)
    session.rollback()
    assert list(store.all()) == [kaart.foto_sha256]


def test_another_photo_takes_the_place_of_the_first(session: so.Session, store: FileStore, kaart: Kaart) -> None:
    for colour in ("red", "blue", "blue"):
        set_foto(session, store, kaart, picture(colour=colour), agreed=True)
        session.commit()
    assert list(store.all()) == [kaart.foto_sha256]
    given = session.scalars(sa.select(Instemming)).all()
    assert [row.ingetrokken_op is None for row in given] == [False, False, True]


def test_a_file_that_another_card_has_too_stays(session: so.Session, store: FileStore, kaart: Kaart) -> None:
    other = add_kaart(session, add_gebruiker(session, "Ander"))
    for row in (kaart, other):
        set_foto(session, store, row, picture(), agreed=True)
    remove_foto(session, store, kaart)
    session.commit()
    assert list(store.all()) == [other.foto_sha256]
