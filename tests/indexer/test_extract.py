"""What may be offered as a file: whatever it is, it is read, or refused with a reason."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.lib.pdfencrypt import StandardEncryption

from indexer.extract import extract
from kennis.config import Limits
from kennis.errors import (
    BrokenFileError,
    EmptyFileError,
    EncryptedFileError,
    ReadError,
    TooLargeError,
    UnknownFormatError,
    UnsafeFileError,
)
from tests.indexer.bestanden import LANGE_ZIN, maak_pdf, tekst_docx, tekst_odt, tekst_pdf, verander_zip

LIMITS = Limits()
DOCX_PART, ODT_PART = "word/document.xml", "content.xml"


def write(path: Path, data: bytes | str) -> Path:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def refused(path: Path, limits: Limits = LIMITS) -> ReadError:
    with pytest.raises(ReadError) as refusal:
        extract(path, limits)
    return refusal.value


def a_pdf(path: Path) -> Path:
    return tekst_pdf(path, LANGE_ZIN[:80])


def a_web_page(path: Path) -> Path:
    return write(path, f"<!doctype html><title>Wmo</title><p>{LANGE_ZIN}</p>")


# -- the format is what stands in the file -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("make", "formaat"), [(a_pdf, "pdf"), (tekst_docx, "docx"), (tekst_odt, "odt"), (a_web_page, "html")]
)
@pytest.mark.parametrize("name", ["notitie.docx", "notitie.pdf", "notitie"])
def test_a_wrong_name_does_not_matter(
    tmp_path: Path, make: Callable[[Path], Path], formaat: str, name: str
) -> None:
    assert extract(make(tmp_path / name), LIMITS).formaat == formaat


def test_the_name_tells_markdown_from_plain_text(tmp_path: Path) -> None:
    text = "# Doelen\n\nMeer **passende** woningen in de kernen van Huizen."
    assert extract(write(tmp_path / "a.md", text), LIMITS).formaat == "markdown"
    assert extract(write(tmp_path / "a.txt", text), LIMITS).formaat == "tekst"


@pytest.mark.parametrize(
    ("start", "word"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "afbeelding"),
        (b"\xff\xd8\xff\xe0" + bytes(40), "afbeelding"),
        (b"MZ\x90\x00" + bytes(200), "programma"),
        (b"\x7fELF" + bytes(200), "programma"),
        (b"{\\rtf1 Notitie}", "RTF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99) + "WordDocument".encode("utf-16-le"), "DOCX"),
        (b"\x1f\x8b\x08" + bytes(40), "ingepakt"),
        (b"<?xml version='1.0'?><gegevens><rij>1</rij></gegevens>", "XML"),
        (os.urandom(4096), "geen document"),
    ],
)
def test_what_is_no_document_is_refused_with_advice(tmp_path: Path, start: bytes, word: str) -> None:
    refusal = refused(write(tmp_path / "notitie.docx", start))
    assert isinstance(refusal, UnknownFormatError)
    assert word in str(refusal)


@pytest.mark.parametrize(
    ("part", "word"), [("xl/workbook.xml", "Excel"), ("ppt/x.xml", "PowerPoint"), ("a", "zip")]
)
def test_other_zips_are_refused_by_their_content(tmp_path: Path, part: str, word: str) -> None:
    with zipfile.ZipFile(tmp_path / "cijfers.docx", "w") as package:
        package.writestr(part, "<x/>")
    refusal = refused(tmp_path / "cijfers.docx")
    assert isinstance(refusal, UnknownFormatError)
    assert word in str(refusal)


# -- places that are no file -------------------------------------------------------------------------------


def test_a_folder_a_pipe_and_a_device_are_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pijp.pdf")
    for path in (tmp_path, tmp_path / "pijp.pdf", Path("/dev/zero"), Path("/dev/tty")):
        assert isinstance(refused(path), UnknownFormatError | BrokenFileError)


def test_a_file_that_is_gone_or_closed_to_us_is_refused(tmp_path: Path) -> None:
    (tmp_path / "kring").symlink_to(tmp_path / "kring")
    (tmp_path / "los.pdf").symlink_to(tmp_path / "weg.pdf")
    for name in ("weg.pdf", "los.pdf", "kring", "a\0b", "x" * 300):
        assert isinstance(refused(tmp_path / name), BrokenFileError)


@pytest.mark.parametrize(
    "name", ["nota wonen.pdf", "beleidsvisië ’24.pdf", "twee\nregels.pdf", "-n.pdf", "ü" * 60]
)
def test_any_name_will_do(tmp_path: Path, name: str) -> None:
    assert extract(a_pdf(tmp_path / name), LIMITS).blocks


def test_a_link_to_a_file_is_followed(tmp_path: Path) -> None:
    (tmp_path / "link.pdf").symlink_to(a_pdf(tmp_path / "echt.pdf"))
    assert extract(tmp_path / "link.pdf", LIMITS).formaat == "pdf"


# -- empty, broken, locked ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "make",
    [
        lambda path: write(path, b""),
        lambda path: write(path, " \n\t\n"),
        lambda path: write(path, "<!doctype html><script>let tekst = 'verborgen'</script>"),
        lambda path: maak_pdf(path, lambda _: None),
        lambda path: tekst_docx(path, " "),
        lambda path: tekst_odt(path, " "),
    ],
)
def test_a_file_without_text_is_called_empty(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    assert isinstance(refused(make(tmp_path / "leeg")), EmptyFileError)


@pytest.mark.parametrize("make", [a_pdf, tekst_docx, tekst_odt])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_half_a_file_is_called_broken(tmp_path: Path, make: Callable[[Path], Path], share: float) -> None:
    whole = make(tmp_path / "heel").read_bytes()
    half = write(tmp_path / "half", whole[: int(len(whole) * share)])
    assert isinstance(refused(half), BrokenFileError)


@pytest.mark.parametrize("make", [a_pdf, tekst_docx, tekst_odt])
@given(data=st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_damage_anywhere_is_read_or_refused(
    tmp_path: Path, make: Callable[[Path], Path], data: st.DataObject
) -> None:
    """Law: damage gives an Extract or a ReadError with a reason, and no other exception."""
    whole = bytearray(make(tmp_path / "heel").read_bytes())
    for at in data.draw(st.lists(st.integers(0, len(whole) - 1), min_size=1, max_size=20)):
        whole[at] = data.draw(st.integers(0, 255))
    with suppress(ReadError):
        extract(write(tmp_path / "stuk", bytes(whole)), LIMITS)


def test_a_pdf_with_a_password_is_locked_and_one_without_opens(tmp_path: Path) -> None:
    locked = tekst_pdf(tmp_path / "slot.pdf", LANGE_ZIN[:80], encrypt=StandardEncryption("geheim", strength=128))
    assert isinstance(refused(locked), EncryptedFileError)
    no_printing = StandardEncryption("", ownerPassword="baas", canPrint=0, strength=128)
    assert extract(tekst_pdf(tmp_path / "open.pdf", LANGE_ZIN[:80], encrypt=no_printing), LIMITS).blocks


def test_a_locked_docx_or_odt_is_called_locked(tmp_path: Path) -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "EncryptedPackage".encode("utf-16-le") + bytes(64)
    assert isinstance(refused(write(tmp_path / "slot.docx", ole)), EncryptedFileError)
    manifest = b"<manifest><manifest:encryption-data/></manifest>"
    odt = verander_zip(tekst_odt(tmp_path / "slot.odt"), {"META-INF/manifest.xml": manifest})
    assert isinstance(refused(odt), EncryptedFileError)


# -- limits ------------------------------------------------------------------------------------------------


def test_a_file_over_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    with (tmp_path / "groot.pdf").open("wb") as file:
        file.truncate(LIMITS.file_bytes + 1)
    refusal = refused(tmp_path / "groot.pdf")
    assert isinstance(refusal, TooLargeError)
    assert "100 MB" in str(refusal)


def test_a_pdf_with_too_many_pages_is_refused(tmp_path: Path) -> None:
    pages = maak_pdf(tmp_path / "dik.pdf", *[lambda pagina: pagina.tekst(72, 700, "Wonen")] * 30)
    refusal = refused(pages, replace(LIMITS, pages=29))
    assert isinstance(refusal, TooLargeError)
    assert "30" in str(refusal)
    assert extract(pages, replace(LIMITS, pages=30)).paginas == 30


@pytest.mark.parametrize(("make", "part"), [(tekst_docx, DOCX_PART), (tekst_odt, ODT_PART)])
def test_a_zip_bomb_is_refused(tmp_path: Path, make: Callable[[Path], Path], part: str) -> None:
    bomb = verander_zip(make(tmp_path / "bom"), {part: bytes(2_000_000)})
    assert isinstance(refused(bomb, replace(LIMITS, unpacked_bytes=1_000_000)), UnsafeFileError)


@pytest.mark.parametrize(("make", "part"), [(tekst_docx, DOCX_PART), (tekst_odt, ODT_PART)])
def test_a_zip_that_lies_about_its_size_is_refused(
    tmp_path: Path, make: Callable[[Path], Path], part: str
) -> None:
    """What comes out is counted, whatever the directory says."""
    path = verander_zip(make(tmp_path / "bom"), {part: bytes(2_000_000)})
    size, lie = (2_000_000).to_bytes(4, "little"), (2_000).to_bytes(4, "little")
    write(path, path.read_bytes().replace(size, lie))
    assert isinstance(refused(path, replace(LIMITS, unpacked_bytes=1_000_000)), UnsafeFileError | BrokenFileError)


# -- files that reach out ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["../../kennis.sqlite3", "/etc/cron.d/x", "word\\..\\..\\x", "C:/x"])
@pytest.mark.parametrize("make", [tekst_docx, tekst_odt])
def test_a_part_outside_the_package_is_refused(tmp_path: Path, make: Callable[[Path], Path], name: str) -> None:
    assert isinstance(refused(verander_zip(make(tmp_path / "uit"), {name: b"x"})), UnsafeFileError)


@pytest.mark.parametrize(("make", "part"), [(tekst_docx, DOCX_PART), (tekst_odt, ODT_PART)])
@pytest.mark.parametrize(
    "entities",
    [
        '<!ENTITY x SYSTEM "file:///etc/passwd">',
        '<!ENTITY x "haha"><!ENTITY y "&x;&x;&x;&x;"><!ENTITY z "&y;&y;&y;&y;">',
    ],
)
def test_entities_of_its_own_are_refused(
    tmp_path: Path, make: Callable[[Path], Path], part: str, entities: str
) -> None:
    """Neither another file of the machine nor a thousand laughs comes in through the XML."""
    for encoding in ("utf-8", "utf-16"):
        start = f"<?xml version='1.0' encoding='{encoding}'?>"
        xml = f"{start}<!DOCTYPE d [{entities}]><d>&x;</d>"
        path = verander_zip(make(tmp_path / "xml"), {part: xml.encode(encoding)})
        assert isinstance(refused(path), UnsafeFileError)


def test_a_template_elsewhere_is_not_fetched(tmp_path: Path) -> None:
    """The tests have no network: following the link would fail."""
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
        'Target="http://voorbeeld.invalid/sjabloon.dotm" TargetMode="External"/></Relationships>'
    )
    path = verander_zip(tekst_docx(tmp_path / "a.docx"), {"word/_rels/settings.xml.rels": rels.encode()})
    assert extract(path, LIMITS).tekst == LANGE_ZIN


@pytest.mark.parametrize(
    ("make", "part", "namespace"),
    [
        (tekst_docx, DOCX_PART, "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
        (tekst_odt, ODT_PART, "urn:oasis:names:tc:opendocument:xmlns:text:1.0"),
    ],
)
def test_endless_nesting_ends(tmp_path: Path, make: Callable[[Path], Path], part: str, namespace: str) -> None:
    xml = f'<w:p xmlns:w="{namespace}">' + "<w:p>" * 20_000 + "</w:p>" * 20_000 + "</w:p>"
    assert isinstance(refused(verander_zip(make(tmp_path / "diep"), {part: xml.encode()})), BrokenFileError)


def test_ten_thousand_divs_are_read(tmp_path: Path) -> None:
    page = "<!doctype html>" + "<div>" * 10_000 + "De Wmo" + "</div>" * 10_000
    assert extract(write(tmp_path / "diep.html", page), LIMITS).tekst == "De Wmo"


# -- PDFs that go round in circles ---------------------------------------------------------------------------


def raw_pdf(path: Path, *objects: str) -> Path:
    """Write a PDF from its objects, numbered from 1; the first is the catalogue."""
    body, offsets = b"%PDF-1.7\n", []
    for number, text in enumerate(objects, start=1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{text}\nendobj\n".encode()
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    xref = f"xref\n0 {size}\n0000000000 65535 f \n{table}"
    trailer = f"trailer <</Size {size} /Root 1 0 R>>\nstartxref\n{len(body)}\n%%EOF"
    return write(path, body + (xref + trailer).encode())


def stream(text: str, dictionary: str = "") -> str:
    return f"<<{dictionary} /Length {len(text)}>>\nstream\n{text}\nendstream"


CATALOGUE = "<</Type /Catalog /Pages 2 0 R>>"
FONT = "/Font <</F <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>>>"
PAGE = "<</Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources <<%s>>>>"
WORDS = "BT /F 12 Tf 72 700 Td (Samen werken aan wonen en zorg) Tj ET"


def test_a_page_tree_that_holds_itself_is_refused(tmp_path: Path) -> None:
    refused(raw_pdf(tmp_path / "a.pdf", CATALOGUE, "<</Type /Pages /Kids [2 0 R 2 0 R] /Count 2>>"))


def test_a_page_count_that_lies_is_not_believed(tmp_path: Path) -> None:
    pages = "<</Type /Pages /Kids [3 0 R] /Count 999999999>>"
    assert extract(raw_pdf(tmp_path / "a.pdf", CATALOGUE, pages, PAGE % FONT, stream(WORDS)), LIMITS).paginas == 1


def test_a_drawing_that_draws_itself_is_read_once(tmp_path: Path) -> None:
    form = stream(
        f"{WORDS} /X Do",
        f"/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources <<{FONT} /XObject <</X 5 0 R>>>>",
    )
    page = PAGE % f"{FONT} /XObject <</X 5 0 R>>"
    kids = "<</Type /Pages /Kids [3 0 R] /Count 1>>"
    path = raw_pdf(tmp_path / "a.pdf", CATALOGUE, kids, page, stream("/X Do"), form)
    assert extract(path, LIMITS).tekst == "Samen werken aan wonen en zorg"


def test_a_pdf_without_pages_is_called_empty(tmp_path: Path) -> None:
    path = raw_pdf(tmp_path / "a.pdf", CATALOGUE, "<</Type /Pages /Kids [] /Count 0>>")
    assert isinstance(refused(path), EmptyFileError)


def test_nothing_is_said_on_stderr(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """What libraries think of a file is no message for the user."""
    for make in (a_pdf, tekst_docx, tekst_odt):
        whole = make(tmp_path / "heel").read_bytes()
        extract(tmp_path / "heel", LIMITS)
        refused(write(tmp_path / "half", whole[: len(whole) // 2]))
    assert capfd.readouterr() == ("", "")
