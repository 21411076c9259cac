"""What is held about a person as a PDF, to read and to print."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import XPos, YPos

FONT, MORE_LETTERS = "noto-sans", "noto-sans-ext"  # the second has the letters of our neighbours: ł, ğ, ő
_STYLES = {"": 400, "B": 600}
_LINE = 6  # millimetres

Tabel = tuple[str, str, list[list[tuple[str, str]]]]  # title, why, and of each row its names and values


def as_pdf(kop: str, onder: str, rubrieken: Iterable[Tabel], fonts: Path) -> bytes:
    """Return a document with a part for each table; `fonts` is the folder with the letters of the site."""
    pdf = _empty(fonts)
    pdf.set_title(kop)
    _write(pdf, kop, size=20, style="B")
    _write(pdf, onder)
    for titel, waarom, rijen in rubrieken:
        pdf.ln(_LINE)
        _write(pdf, titel, size=14, style="B")
        _write(pdf, waarom)
        for number, rij in enumerate(rijen):
            pdf.ln(2 if number else 1)
            for naam, waarde in rij:
                _write_pair(pdf, naam, waarde)
        if not rijen:
            _write(pdf, "Hierover bewaren wij niets.")
    return bytes(pdf.output())


def _empty(fonts: Path) -> FPDF:
    pdf = FPDF()
    pdf.set_lang("nl")
    for family, subset in ((FONT, "latin"), (MORE_LETTERS, "latin-ext")):
        for style, weight in _STYLES.items():
            pdf.add_font(family, style, fonts / f"noto-sans-{subset}-{weight}-normal.woff")
    pdf.set_fallback_fonts([MORE_LETTERS])
    pdf.set_margin(20)
    pdf.add_page()
    return pdf


def _write(pdf: FPDF, text: str, *, size: int = 10, style: str = "") -> None:
    pdf.set_font(FONT, style, size)
    pdf.multi_cell(0, size * 0.55, text, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def _write_pair(pdf: FPDF, naam: str, waarde: str) -> None:
    for style, text in (("B", f"{naam[:1].upper()}{naam[1:]}: "), ("", waarde)):
        pdf.set_font(FONT, style, 10)
        pdf.write(_LINE, text)
    pdf.ln()
