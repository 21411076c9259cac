"""Reads a PDF: text in reading order with its page, headings by size, tables by place; a scan goes through OCR."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # it has no stubs
import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]

from indexer import ocr
from indexer.blocks import Eigenschappen, Extract
from indexer.readers.base import Source
from indexer.readers.pdf_layout import pieces_of_pages
from indexer.readers.pdf_words import PageText, read_page
from indexer.readers.properties import eigenschappen
from indexer.readers.structure import blocks_from
from kennis.config import Limits
from kennis.errors import BrokenFileError, EmptyFileError, EncryptedFileError, ScanWithoutTextError, TooLargeError

_TAIL = 4_096  # bytes in which the end mark of a whole PDF stands
_FEW_LETTERS = 100  # on a page; a stamp or a fax header on a scan has fewer
_MOSTLY_PICTURE = 0.5  # of the page
_LOCKED = {pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY}


def read(source: Source) -> Extract:
    """Read all pages; those that are only a picture by OCR, where this machine has it."""
    if b"%%EOF" not in source.data[-_TAIL:]:
        raise BrokenFileError
    with _opened(source.data, source.limits) as document:
        claims, pages = _claims(document), _pages(document)
        scans = [number for number, page in enumerate(pages, start=1) if _is_scan(page)]
        if not scans:
            return _extract(pages, claims)
        missing = ocr.what_is_missing()
        if missing and not any(page.words for page in pages):
            raise ScanWithoutTextError(f"scan zonder tekst: {missing}")
        if missing:
            return _extract(pages, claims)
        unlocked = _unlocked(document)
    source.on_ocr()
    with _opened(ocr.add_text(unlocked, scans, source.limits), source.limits) as document:
        return _extract(_pages(document), claims, scans)


def _extract(pages: Sequence[PageText], claims: Eigenschappen, scans: Sequence[int] = ()) -> Extract:
    pieces = pieces_of_pages(pages, scanned=2 * len(scans) > len(pages))
    return Extract("pdf", blocks_from(pieces), claims, paginas=len(pages), ocr=bool(scans))


@contextmanager
def _opened(data: bytes, limits: Limits) -> Iterator[pdfium.PdfDocument]:
    """Open a PDF that needs no password to be read, with one page or more and at most as many as may be."""
    raw = pdfium_c.FPDF_LoadMemDocument64(data, len(data), None)
    if not raw:
        raise EncryptedFileError if pdfium_c.FPDF_GetLastError() in _LOCKED else BrokenFileError
    with pdfium.PdfDocument(raw) as document:
        if len(document) == 0:
            raise EmptyFileError("de PDF heeft geen pagina's")
        if len(document) > limits.pages:
            raise TooLargeError(f"de PDF heeft {len(document)} pagina's, meer dan de {limits.pages} die mogen")
        yield document


def _pages(document: pdfium.PdfDocument) -> list[PageText]:
    pages = []
    for page in document:
        pages.append(read_page(page))
        page.close()
    return pages


def _is_scan(page: PageText) -> bool:
    letters = sum(len(word.tekst) for word in page.words)
    return letters < _FEW_LETTERS and page.picture > _MOSTLY_PICTURE


def _unlocked(document: pdfium.PdfDocument) -> bytes:
    """Return the PDF without the lock on changing it, which OCR would refuse to open."""
    copy = io.BytesIO()
    document.save(copy, flags=pdfium_c.FPDF_REMOVE_SECURITY)
    return copy.getvalue()


def _claims(document: pdfium.PdfDocument) -> Eigenschappen:
    meta = document.get_metadata_dict()
    return eigenschappen(meta["Title"], meta["Author"], meta["ModDate"] or meta["CreationDate"])
