"""Scans: read where this machine can, and refused with what to install where it cannot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from indexer import ocr
from indexer.extract import extract
from kennis.config import Limits
from kennis.errors import ReadTimeoutError, ScanWithoutTextError
from tests.indexer.bestanden import LANGE_ZIN, Pagina, maak_pdf, scan_pdf, scanpagina

REGELS = ("Regionale woonvisie 2008", "De gemeenten bouwen samen", "passende woningen voor ouderen.")
with_ocr = pytest.mark.skipif(ocr.what_is_missing() is not None, reason="this machine has no OCR")


@pytest.fixture
def _no_tesseract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("PATH", str(tmp_path))
    ocr.what_is_missing.cache_clear()
    yield
    ocr.what_is_missing.cache_clear()


def half_scanned(path: Path) -> Path:
    return maak_pdf(path, lambda p: p.alinea(700, LANGE_ZIN[:80]), lambda p: scanpagina(p.canvas, *REGELS))


@with_ocr
def test_a_scan_is_read_and_says_so(tmp_path: Path) -> None:
    begun: list[bool] = []
    result = extract(scan_pdf(tmp_path / "scan.pdf", *REGELS), Limits(), lambda: begun.append(True))
    assert (result.ocr, begun) == (True, [True])
    assert "passende woningen voor ouderen" in result.tekst


@with_ocr
def test_a_pdf_with_one_scanned_page_keeps_the_text_of_the_others(tmp_path: Path) -> None:
    result = extract(half_scanned(tmp_path / "deels.pdf"), Limits())
    assert [block.pagina for block in result.blocks][:2] == [1, 2]
    assert LANGE_ZIN[:80] in result.tekst
    assert "woonvisie" in result.tekst


@with_ocr
def test_ocr_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    with pytest.raises(ReadTimeoutError, match="OCR"):
        extract(scan_pdf(tmp_path / "scan.pdf", *REGELS), replace(Limits(), ocr_seconds=0))


@pytest.mark.usefixtures("_no_tesseract")
def test_without_ocr_a_scan_is_refused_with_what_to_install(tmp_path: Path) -> None:
    with pytest.raises(ScanWithoutTextError, match=r"scan zonder tekst: installeer .+"):
        extract(scan_pdf(tmp_path / "scan.pdf", *REGELS), Limits())


@pytest.mark.usefixtures("_no_tesseract")
def test_without_ocr_the_pages_with_text_are_read(tmp_path: Path) -> None:
    result = extract(half_scanned(tmp_path / "deels.pdf"), Limits())
    assert (result.tekst, result.paginas, result.ocr) == (LANGE_ZIN[:80], 2, False)


def test_a_page_with_a_picture_and_text_is_no_scan(tmp_path: Path) -> None:
    def pagina(p: Pagina) -> None:
        scanpagina(p.canvas)
        p.alinea(700, LANGE_ZIN[:80], LANGE_ZIN[80:])

    assert not extract(maak_pdf(tmp_path / "omslag.pdf", pagina), Limits()).ocr
