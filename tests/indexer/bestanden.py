"""Makes real files for the tests: PDFs line by line, Word and OpenDocument texts, and zips with a changed part."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import docx
import odfdo
from docx.document import Document as WordDocument
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

LANGE_ZIN = (
    "De gemeenten in de regio werken samen aan wonen, welzijn en zorg, zodat inwoners langer zelfstandig thuis "
    "kunnen blijven wonen en weten waar zij terecht kunnen met hun vraag."
)


class Pagina:
    """Draws on one page of a PDF; x and y in points, y above the foot of the page."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas

    def tekst(self, x: float, y: float, tekst: str, size: float = 11, *, vet: bool = False) -> None:
        self.canvas.setFont("Helvetica-Bold" if vet else "Helvetica", size)
        self.canvas.drawString(x, y, tekst)

    def alinea(self, y: float, *regels: str, x: float = 72, size: float = 11) -> None:
        """Draw lines below each other at the distance that a typesetter would choose."""
        for at, regel in enumerate(regels):
            self.tekst(x, y - at * size * 1.25, regel, size)

    def tabel(self, y: float, rijen: Sequence[Sequence[str]], *, lijnen: bool, breedte: float = 150) -> None:
        """Draw a table cell by cell; a line break in a cell is one in the table."""
        for rij in rijen:
            hoogte = 14 * max(cel.count("\n") + 1 for cel in rij) + 6
            for kolom, cel in enumerate(rij):
                x = 72 + kolom * breedte
                if lijnen:
                    self.canvas.rect(x, y - hoogte, breedte, hoogte)
                for at, regel in enumerate(cel.split("\n")):
                    self.tekst(x + 5, y - 14 * (at + 1), regel)
            y -= hoogte


def maak_pdf(path: Path, *paginas: Callable[[Pagina], object], **options: object) -> Path:
    """Write a PDF of these pages."""
    canvas = Canvas(str(path), pagesize=A4, **options)
    for teken in paginas:
        teken(Pagina(canvas))
        canvas.showPage()
    canvas.save()
    return path


def tekst_pdf(path: Path, *regels: str, **options: object) -> Path:
    """Write a PDF of one page with these lines."""
    return maak_pdf(path, lambda pagina: pagina.alinea(760, *regels), **options)


def scanpagina(canvas: Canvas, *regels: str) -> None:
    """Fill the page with a picture of these lines."""
    beeld = Image.new("L", (1240, 1754), "white")
    pen = ImageDraw.Draw(beeld)
    for at, regel in enumerate(regels):
        pen.text((120, 150 + 70 * at), regel, fill="black", font=ImageFont.load_default(36))
    canvas.drawInlineImage(beeld, 0, 0, *A4)


def scan_pdf(path: Path, *regels: str) -> Path:
    """Write a PDF whose only page is a picture of these lines."""
    return maak_pdf(path, lambda pagina: scanpagina(pagina.canvas, *regels))


def maak_docx(path: Path, vul: Callable[[WordDocument], object]) -> Path:
    document = docx.Document()
    vul(document)
    document.save(str(path))
    return path


def tekst_docx(path: Path, tekst: str = LANGE_ZIN) -> Path:
    return maak_docx(path, lambda document: document.add_paragraph(tekst))


def maak_odt(path: Path, *elements: odfdo.Element) -> Path:
    document = odfdo.Document("text")
    document.body.clear()
    for element in elements:
        document.body.append(element)
    document.save(str(path))
    return path


def tekst_odt(path: Path, tekst: str = LANGE_ZIN) -> Path:
    return maak_odt(path, odfdo.Paragraph(tekst))


def verander_zip(path: Path, parts: Mapping[str, bytes]) -> Path:
    """Replace or add parts of a zip."""
    with zipfile.ZipFile(path) as old:
        kept = {name: old.read(name) for name in old.namelist()}
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in {**kept, **parts}.items():
            new.writestr(name, content)
    path.write_bytes(data.getvalue())
    return path
