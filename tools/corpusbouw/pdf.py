"""PDF as a word processor exports it: title block, running header, page numbers, justified and hyphenated."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path
from typing import Any

import pyphen  # type: ignore[import-untyped]  # it has no types
import reportlab
from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    CondPageBreak,
    Flowable,
    HRFlowable,
    ListFlowable,
    ListItem,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
    TableStyle,
)

from tools.corpusbouw.blokken import Alinea, Blok, Kop, Lijst, Runs, Tabel, as_text
from tools.corpusbouw.bron import Bron, SourceError
from tools.corpusbouw.huisstijl import kleur

MARGE = 2.5 * cm
TEKSTBREEDTE = A4[0] - 2 * MARGE
BREEDSTE_KOLOM = 40  # characters of a cell that count when the width of a table is shared out
BINNENRUIMTE = 6  # points that reportlab leaves free inside a frame and a cell
LETTER, VET = "Vera", "Vera-Bold"
RUIMTE_ONDER_KOP = 3 * cm  # less room than this, and a heading goes to the next page
KOPMATEN = {2: 14, 3: 11.5, 4: 10}  # points
_AFBREKEN = pyphen.Pyphen(lang="nl_NL").iterate


def render(bron: Bron) -> bytes:
    """Draw the document twice: how many pages there are is known only after the first time."""
    _register_fonts(bron)
    _, paginas = _draw(bron, totaal=0)
    inhoud, _ = _draw(bron, totaal=paginas)
    return inhoud


def _register_fonts(bron: Bron) -> None:
    """Register reportlab's own fonts; raises SourceError when they lack a character of the text."""
    fonts = Path(reportlab.__file__).parent / "fonts"
    for naam, bestand in ((LETTER, "Vera.ttf"), (VET, "VeraBd.ttf")):
        pdfmetrics.registerFont(TTFont(naam, fonts / bestand))
    pdfmetrics.registerFontFamily(LETTER, normal=LETTER, bold=VET, italic=LETTER, boldItalic=VET)
    glyphs = pdfmetrics.getFont(LETTER).face.charToGlyph
    if missing := {teken for teken in str(bron.blokken) if ord(teken) not in glyphs}:
        raise SourceError(f"{bron.slug}: het lettertype kent deze tekens niet: {' '.join(sorted(missing))}")


def _draw(bron: Bron, totaal: int) -> tuple[bytes, int]:
    """Return the PDF and its number of pages, which the footers give as `totaal`."""
    opmaak = _Opmaak(bron, totaal)
    uit = io.BytesIO()
    sjabloon = _Sjabloon(
        uit,
        pagesize=A4,
        leftMargin=MARGE - BINNENRUIMTE,
        rightMargin=MARGE - BINNENRUIMTE,
        topMargin=MARGE,
        bottomMargin=MARGE,
        title=bron.kenmerken.titel,
        author=bron.kenmerken.organisatie,
        subject=bron.kenmerken.documentsoort,
        lang="nl-NL",
        invariant=1,  # no clock and no chance in the file
    )
    sjabloon.build(opmaak.verhaal(), onFirstPage=opmaak.first_page, onLaterPages=opmaak.later_page)
    return uit.getvalue(), sjabloon.page


class _Sjabloon(SimpleDocTemplate):  # type: ignore[misc]  # reportlab has no types
    """Adds each heading to the outline of the file."""

    _diepte = -1  # of the last heading; the next may lie one deeper at most

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802  # the name that reportlab calls
        niveau = getattr(flowable, "kopniveau", None)
        if niveau is not None:
            sleutel = f"kop{self.seq.nextf('kop')}"
            self.canv.bookmarkPage(sleutel)
            self._diepte = min(niveau - 2, self._diepte + 1)
            self.canv.addOutlineEntry(flowable.getPlainText(), sleutel, self._diepte)


@dataclass
class _Opmaak:
    """How one document looks; `totaal` is the number of pages it will have."""

    bron: Bron
    totaal: int

    @cached_property
    def kleur(self) -> Any:
        return HexColor(kleur(self.bron.kenmerken.organisatie))

    @cached_property
    def tekst(self) -> ParagraphStyle:
        return ParagraphStyle(
            "tekst",
            fontName=LETTER,
            fontSize=9.5,
            leading=14,
            spaceAfter=7,
            alignment=TA_JUSTIFY,
            hyphenationLang=_AFBREKEN,
            hyphenationMinWordLength=8,
        )

    @cached_property
    def cel(self) -> ParagraphStyle:
        return ParagraphStyle("cel", fontName=LETTER, fontSize=8.5, leading=11)

    def kop(self, maat: float) -> ParagraphStyle:
        return ParagraphStyle(
            f"kop{maat}",
            fontName=VET,
            fontSize=maat,
            leading=maat * 1.3,
            spaceBefore=maat,
            spaceAfter=maat / 2,
            textColor=self.kleur,
        )

    def first_page(self, canvas: Canvas, sjabloon: SimpleDocTemplate) -> None:
        dag = self.bron.kenmerken.dag
        canvas.setDateFormatter(lambda *_clock: f"D:{dag:%Y%m%d}120000+01'00'")
        self._draw_footer(canvas, sjabloon.page)

    def later_page(self, canvas: Canvas, sjabloon: SimpleDocTemplate) -> None:
        hoogte = A4[1] - 1.5 * cm
        canvas.setFont(LETTER, 7.5)
        canvas.drawString(MARGE, hoogte, self.bron.kenmerken.organisatie)
        canvas.drawRightString(A4[0] - MARGE, hoogte, self.bron.kenmerken.titel)
        canvas.setStrokeColor(self.kleur)
        canvas.line(MARGE, hoogte - 4, A4[0] - MARGE, hoogte - 4)
        self._draw_footer(canvas, sjabloon.page)

    def _draw_footer(self, canvas: Canvas, pagina: int) -> None:
        canvas.setFont(LETTER, 7.5)
        canvas.drawRightString(A4[0] - MARGE, 1.5 * cm, f"Pagina {pagina} van {self.totaal}")

    def verhaal(self) -> list[Flowable]:
        return [*self._titelblok(), *(deel for blok in self.bron.blokken for deel in self._blok(blok))]

    def _titelblok(self) -> list[Flowable]:
        kenmerken = self.bron.kenmerken
        regels = (kenmerken.documentsoort.capitalize(), kenmerken.status.capitalize(), kenmerken.datum_voluit)
        return [
            Spacer(0, 3 * cm),
            Paragraph(escape(kenmerken.organisatie), self.kop(11)),
            Paragraph(escape(kenmerken.titel), self.kop(22)),
            HRFlowable(width="100%", thickness=2, color=self.kleur, spaceAfter=8),
            *(Paragraph(escape(regel), self.cel) for regel in regels),
            Spacer(0, 1.5 * cm),
        ]

    def _blok(self, blok: Blok) -> list[Flowable]:
        match blok:
            case Kop():
                alinea = Paragraph(_markup(blok.runs), self.kop(KOPMATEN[blok.niveau]))
                alinea.kopniveau = blok.niveau
                return [CondPageBreak(RUIMTE_ONDER_KOP), alinea]
            case Alinea():
                return [Paragraph(_markup(blok.runs), self.tekst)]
            case Lijst():
                return [self._lijst(blok)]
            case Tabel():
                return [self._tabel(blok), Spacer(0, 10)]

    def _lijst(self, lijst: Lijst) -> ListFlowable:
        stijl = ParagraphStyle("punt", self.tekst, spaceAfter=3)
        return ListFlowable(
            [ListItem(Paragraph(_markup(item), stijl)) for item in lijst.items],
            bulletType="1" if lijst.genummerd else "bullet",
            start=None if lijst.genummerd else "•",
            bulletFormat="%s." if lijst.genummerd else None,
            bulletFontName=LETTER,
            bulletFontSize=9.5,
            leftIndent=16,
            spaceAfter=7,
        )

    def _tabel(self, tabel: Tabel) -> Table:
        kop = ParagraphStyle("kopcel", self.cel, fontName=VET, textColor=HexColor("#ffffff"))
        cellen = [[Paragraph(_markup(cel), kop) for cel in tabel.kop]]
        cellen += [[Paragraph(_markup(cel), self.cel) for cel in rij] for rij in tabel.rijen]
        stijl = [
            ("BACKGROUND", (0, 0), (-1, 0), self.kleur),
            ("GRID", (0, 0), (-1, -1), 0.5, HexColor("#bbbbbb")),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ]
        return Table(cellen, _kolombreedten(tabel, self.cel.fontSize), repeatRows=1, style=TableStyle(stijl))


def _kolombreedten(tabel: Tabel, maat: float) -> list[float]:
    """Give each column its longest word, and share out what is left of the line by the longest cell."""
    kolommen = [[as_text(cel) for cel in kolom] for kolom in zip(tabel.kop, *tabel.rijen, strict=True)]
    minimum = [
        max(pdfmetrics.stringWidth(woord, VET, maat) for cel in kolom for woord in (*cel.split(), ""))
        + 2 * BINNENRUIMTE
        for kolom in kolommen
    ]
    gewicht = [min(max(map(len, kolom)), BREEDSTE_KOLOM) for kolom in kolommen]
    over = TEKSTBREEDTE - sum(minimum)
    return [smal + over * deel / sum(gewicht) for smal, deel in zip(minimum, gewicht, strict=True)]


def _markup(runs: Runs) -> str:
    return "".join(f"<b>{escape(run.tekst)}</b>" if run.vet else escape(run.tekst) for run in runs)
