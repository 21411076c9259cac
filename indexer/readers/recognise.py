"""Tells from its content what kind of file this is; the name decides only between Markdown and plain text."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePath

from indexer.readers.base import Source
from indexer.readers.plain import decode
from kennis.errors import BrokenFileError, EncryptedFileError, UnknownFormatError

_PDF_WITHIN = 1_024  # bytes; viewers accept this much rubbish in front of '%PDF-'
_SAMPLE = 65_536
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CONVERT = "sla het op als PDF, DOCX of ODT"

_OTHER_FORMATS: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", f"dit is een RTF-bestand: {_CONVERT}"),
    (b"\x89PNG", "dit is een afbeelding (PNG): maak er een PDF van"),
    (b"\xff\xd8\xff", "dit is een afbeelding (JPEG): maak er een PDF van"),
    (b"GIF8", "dit is een afbeelding (GIF): maak er een PDF van"),
    (b"II*\x00", "dit is een afbeelding (TIFF): maak er een PDF van"),
    (b"MM\x00*", "dit is een afbeelding (TIFF): maak er een PDF van"),
    (b"MZ\x90", "dit is een programma, geen document"),
    (b"\x7fELF", "dit is een programma, geen document"),
    (b"\x1f\x8b", "dit is een ingepakt bestand: pak het eerst uit"),
    (b"7z\xbc\xaf", "dit is een ingepakt bestand: pak het eerst uit"),
    (b"Rar!", "dit is een ingepakt bestand: pak het eerst uit"),
    (b"PK\x05\x06", "dit is een leeg zipbestand"),
    (b"%!PS", f"dit is een PostScript-bestand: {_CONVERT}"),
)
_IN_ZIP: tuple[tuple[str, str], ...] = (
    ("xl/", f"dit is een Excel-bestand: {_CONVERT}"),
    ("ppt/", "dit is een PowerPoint-bestand: sla het op als PDF"),
    ("word/", "dit is een Word-bestand zonder hoofdtekst"),
)
_IN_OLE: tuple[tuple[str, str], ...] = (
    ("WordDocument", "dit is een oud Word-bestand (.doc): sla het op als DOCX"),
    ("Workbook", f"dit is een oud Excel-bestand (.xls): {_CONVERT}"),
    ("PowerPoint Document", "dit is een oud PowerPoint-bestand (.ppt): sla het op als PDF"),
    ("__substg1.0", f"dit is een e-mail uit Outlook (.msg): {_CONVERT}"),
)
_WORD_TEXT = re.compile(r"word/document\d*\.xml")
_ODF_TEXT = b"application/vnd.oasis.opendocument.text"
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|title|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_PART_OF_HTML = re.compile(r"\s*<(?:article|div|p|h[1-6]|main|section|span|table|ul)\b[^<]*>", re.IGNORECASE)
_XML = re.compile(r"\s*<(?:\?xml|!DOCTYPE|[A-Za-z][\w.-]*:[A-Za-z])")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def recognise(source: Source) -> str:
    """Return pdf, docx, odt, html, markdown or tekst; raises UnknownFormatError with what the user can do."""
    head = source.data[:_PDF_WITHIN]
    if b"%PDF-" in head:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _recognise_zip(source.data)
    if head.startswith(_OLE):
        raise _refused_ole(source.data)
    for magic, reason in _OTHER_FORMATS:
        if head.startswith(magic):
            raise UnknownFormatError(reason)
    return _recognise_text(source)


def _recognise_zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
            is_odt = "mimetype" in names and _mimetype(package).startswith(_ODF_TEXT)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError) as error:
        raise BrokenFileError from error
    if is_odt:
        return "odt"
    if any(map(_WORD_TEXT.fullmatch, names)):
        return "docx"
    for folder, reason in _IN_ZIP:
        if any(name.startswith(folder) for name in names):
            raise UnknownFormatError(reason)
    is_odf = "mimetype" in names and "content.xml" in names
    raise UnknownFormatError(
        f"dit is een OpenDocument-bestand zonder tekst: {_CONVERT}"
        if is_odf
        else "dit is een zipbestand: pak het eerst uit"
    )


def _mimetype(package: zipfile.ZipFile) -> bytes:
    with package.open("mimetype") as stream:
        return stream.read(len(_ODF_TEXT) + 32)


def _refused_ole(data: bytes) -> UnknownFormatError | EncryptedFileError:
    """Return why this file of the old Office is refused; a locked DOCX hides in the same container."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return EncryptedFileError()
    for name, reason in _IN_OLE:
        if name.encode("utf-16-le") in data:
            return UnknownFormatError(reason)
    return UnknownFormatError(f"dit is een bestand uit een oude Office: {_CONVERT}")


def _recognise_text(source: Source) -> str:
    sample = decode(source.data[:_SAMPLE]).lstrip("\ufeff")
    if len(_CONTROLS.findall(sample)) > len(sample) // 200:
        raise UnknownFormatError("dit is geen document met tekst")
    suffix = PurePath(source.naam).suffix.lower()
    if _HTML.match(sample) or suffix in {".html", ".htm", ".xhtml"}:
        return "html"
    if suffix in {".md", ".markdown"}:
        return "markdown"
    if _PART_OF_HTML.match(sample):
        return "html"
    if _XML.match(sample):
        raise UnknownFormatError(f"dit is een XML-bestand: {_CONVERT}")
    return "tekst"
