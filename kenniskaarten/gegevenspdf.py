"""What is held about a person as a PDF, to read and to print."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kenniskaarten.pdf import FONT, LINE, Document

Tabel = tuple[str, str, list[list[tuple[str, str]]]]  # title, why, and of each row its names and values


def as_pdf(kop: str, onder: str, rubrieken: Iterable[Tabel], fonts: Path) -> bytes:
    """Return a document with a part for each table; `fonts` is the folder with the letters of the site."""
    pdf = Document(kop, fonts)
    pdf.heading(kop, 0)
    pdf.paragraph(onder)
    for titel, waarom, rijen in rubrieken:
        pdf.heading(titel)
        pdf.paragraph(waarom)
        for number, rij in enumerate(rijen):
            pdf.ln(2 if number else 1)
            for naam, waarde in rij:
                _write_pair(pdf, naam, waarde)
        if not rijen:
            pdf.paragraph("Hierover bewaren wij niets.")
    return bytes(pdf.output())


def _write_pair(pdf: Document, naam: str, waarde: str) -> None:
    for style, text in (("B", f"{naam[:1].upper()}{naam[1:]}: "), ("", waarde)):
        pdf.set_font(FONT, style, 10)
        pdf.write(LINE, text)
    pdf.ln()
