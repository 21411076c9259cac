"""DOCX as Word saves it: styles, numbered lists that start again, tables, page fields, properties."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime, time

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph

from tools.corpusbouw.blokken import Alinea, Blok, Kop, Lijst, Runs, Tabel, as_text
from tools.corpusbouw.bron import Bron
from tools.corpusbouw.huisstijl import kleur
from tools.corpusbouw.pakket import fixed_zip
from tools.corpusbouw.voetnoten import Voetnoten

# In these the writer made headings by hand, bold and without a style, as happens in half of all offices.
ZONDER_KOPSTIJLEN = frozenset({"werkplan-wmo-bussum-2009", "risicoanalyse-aanbesteding-hilversum-2025"})


def render(bron: Bron) -> bytes:
    document = Document()
    _set_styles(document, RGBColor.from_string(kleur(bron.kenmerken.organisatie)[1:]))
    _set_properties(document, bron)
    _set_header_and_footer(document, bron)
    _Schrijver(document, bron).write()
    uit = io.BytesIO()
    document.save(uit)
    return fixed_zip(uit.getvalue(), bron.kenmerken.dag)


def _set_styles(document: WordDocument, accent: RGBColor) -> None:
    normaal = document.styles["Normal"]
    normaal.font.name, normaal.font.size = "Calibri", Pt(11)
    taal = OxmlElement("w:lang")
    taal.set(qn("w:val"), "nl-NL")
    normaal.element.get_or_add_rPr().append(taal)
    for naam in ("Title", *(f"Heading {niveau}" for niveau in (1, 2, 3, 4))):
        document.styles[naam].font.color.rgb = accent


def _set_properties(document: WordDocument, bron: Bron) -> None:
    kenmerken = bron.kenmerken
    moment = datetime.combine(kenmerken.dag, time(12))
    eigenschappen = document.core_properties
    eigenschappen.title = kenmerken.titel
    eigenschappen.author = eigenschappen.last_modified_by = kenmerken.organisatie
    eigenschappen.subject = kenmerken.documentsoort
    eigenschappen.content_status = kenmerken.status
    eigenschappen.language = "nl-NL"
    eigenschappen.created = eigenschappen.modified = moment
    eigenschappen.comments = ""  # the template's own remark about the library


def _set_header_and_footer(document: WordDocument, bron: Bron) -> None:
    sectie = document.sections[0]
    sectie.header.paragraphs[0].text = f"{bron.kenmerken.organisatie}\t\t{bron.kenmerken.titel}"
    voet = sectie.footer.paragraphs[0]
    voet.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for tekst, veld in (("Pagina ", "PAGE"), (" van ", "NUMPAGES")):
        voet.add_run(tekst)
        _add_field(voet, veld)


def _add_field(alinea: Paragraph, veld: str) -> None:
    element = OxmlElement("w:fldSimple")
    element.set(qn("w:instr"), veld)
    alinea._p.append(element)  # noqa: SLF001  # python-docx has no other way to a field
    run = alinea.add_run("1")
    element.append(run._r)  # noqa: SLF001  # idem


class _Schrijver:
    """Writes the text of one document, block after block."""

    def __init__(self, document: WordDocument, bron: Bron) -> None:
        self._document = document
        self._bron = bron
        self._noten = Voetnoten(document, bron.voetnoten) if bron.voetnoten else None

    def write(self) -> None:
        kenmerken = self._bron.kenmerken
        self._document.add_paragraph(kenmerken.titel, "Title")
        self._document.add_paragraph(
            f"{kenmerken.organisatie}, {kenmerken.datum_voluit}. Status: {kenmerken.status}.", "Subtitle"
        )
        for blok in self._bron.blokken:
            self._write_blok(blok)

    def _write_blok(self, blok: Blok) -> None:
        match blok:
            case Kop():
                self._write_kop(blok)
            case Alinea():
                self._fill(self._document.add_paragraph(), blok.runs)
            case Lijst():
                self._write_lijst(blok)
            case Tabel():
                self._write_tabel(blok)

    def _write_kop(self, kop: Kop) -> None:
        if self._bron.slug in ZONDER_KOPSTIJLEN:
            self._document.add_paragraph().add_run(as_text(kop.runs)).bold = True
        else:
            self._fill(self._document.add_heading(level=kop.niveau - 1), kop.runs)

    def _write_lijst(self, lijst: Lijst) -> None:
        number = self._new_numbering() if lijst.genummerd else None
        for item in lijst.items:
            alinea = self._document.add_paragraph(style="List Number" if lijst.genummerd else "List Bullet")
            self._fill(alinea, item)
            if number:
                number(alinea)

    def _new_numbering(self) -> Callable[[Paragraph], None]:
        """Start a list at 1 again; the style alone would count on through the whole document."""
        numbering = self._document.part.numbering_part.element
        stijl = self._document.styles["List Number"].element
        gewoon = numbering.num_having_numId(stijl.pPr.numPr.numId.val)
        nieuw = numbering.add_num(gewoon.abstractNumId.val)
        nieuw.add_lvlOverride(0).add_startOverride(1)

        def number(alinea: Paragraph) -> None:
            eigenschappen = alinea._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001  # no public way
            eigenschappen.get_or_add_ilvl().val = 0
            eigenschappen.get_or_add_numId().val = nieuw.numId

        return number

    def _write_tabel(self, tabel: Tabel) -> None:
        rijen = (tabel.kop, *tabel.rijen)
        raster = self._document.add_table(len(rijen), len(tabel.kop), "Table Grid")
        for rij, cellen in zip(raster.rows, rijen, strict=True):
            for cel, runs in zip(rij.cells, cellen, strict=True):
                self._fill(cel.paragraphs[0], runs, vet=cellen is tabel.kop)
        raster.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001  # no public way
        self._document.add_paragraph()

    def _fill(self, alinea: Paragraph, runs: Runs, *, vet: bool = False) -> None:
        for run in runs:
            if run.noot and self._noten:
                self._noten.refer(alinea, run.noot)
            else:
                alinea.add_run(run.tekst).bold = (run.vet or vet) or None
