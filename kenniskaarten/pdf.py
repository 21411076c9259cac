"""A PDF in the letters of the site: with title, language, page numbers and headings that one can jump to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from fpdf import FPDF, FontFace, ViewerPreferences
from fpdf.enums import XPos, YPos

FONT, MORE_LETTERS = "noto-sans", "noto-sans-ext"  # the second has the letters of our neighbours: ł, ğ, ő
LINE = 6  # millimetres
_STYLES = {"": 400, "B": 600}
_GREY = 90


class Document(FPDF):
    """An empty document with its first page; `fonts` is the folder with the letters of the site."""

    def __init__(self, kop: str, fonts: Path) -> None:
        super().__init__()
        self.set_title(kop)
        self.set_lang("nl")
        self.viewer_preferences = ViewerPreferences(display_doc_title=True)
        for family, subset in ((FONT, "latin"), (MORE_LETTERS, "latin-ext")):
            for style, weight in _STYLES.items():
                self.add_font(family, style, fonts / f"noto-sans-{subset}-{weight}-normal.woff")
        self.set_fallback_fonts([MORE_LETTERS])
        self.set_margin(20)
        self.set_auto_page_break(auto=True, margin=22)
        self.add_page()

    def footer(self) -> None:
        """Write the number of the page; fpdf asks for it."""
        self.set_y(-15)
        self.set_font(FONT, "", 8)
        self.set_text_color(_GREY)
        self.cell(0, 5, f"{self.title} – {self.page_no()} van {{nb}}", align="C")
        self.set_text_color(0)

    def paragraph(self, text: str, *, size: int = 10, style: str = "") -> None:
        self.set_font(FONT, style, size)
        self.multi_cell(0, size * 0.55, text, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def heading(self, text: str, level: int = 1) -> None:
        """Write a heading that stands in the contents of the document too; `level` counts from 0."""
        if level:
            self.ln(LINE)
            if self.will_page_break(3 * LINE):
                self.add_page()
        self.start_section(text, level)
        self.paragraph(text, size=14 if level else 20, style="B")

    def rows(
        self, kop: Sequence[str], rijen: Sequence[Sequence[str]], widths: Sequence[int], tekst: int = 1
    ) -> None:
        """Write a table: the first columns (`tekst`) are text, the others amounts; its head is on each page."""
        self.ln(1)
        self.set_font(FONT, "", 9)
        self.set_draw_color(197)
        align = ("LEFT" if number < tekst else "RIGHT" for number in range(len(kop)))
        with self.table(
            col_widths=tuple(widths),
            text_align=tuple(align),
            borders_layout="HORIZONTAL_LINES",
            headings_style=FontFace(emphasis="BOLD"),
            line_height=LINE,
        ) as table:
            for rij in (kop, *rijen):
                table.row(rij)
