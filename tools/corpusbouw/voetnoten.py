"""Footnotes in a Word document: the part that python-docx does not know."""

from __future__ import annotations

from xml.sax.saxutils import escape

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

_INHOUDSTYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
# Word wants these two before the first note: the line above the notes, here and after a page break.
_LIJNEN = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0">'
    "<w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>"
)
_NOOT = (
    '<w:footnote w:id="{nummer}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
    '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
    '<w:r><w:t xml:space="preserve"> {tekst}</w:t></w:r></w:p></w:footnote>'
)


class Voetnoten:
    """The notes of one document, numbered in the order in which the source gives them."""

    def __init__(self, document: Document, teksten: dict[str, str]) -> None:
        self._nummers = {noot: nummer for nummer, noot in enumerate(teksten, start=1)}
        _add_styles(document)
        uri = PackURI("/word/footnotes.xml")
        part = Part(uri, _INHOUDSTYPE, _footnotes_xml(teksten), document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)

    def refer(self, alinea: Paragraph, noot: str) -> None:
        """Put the number of a note at the end of the paragraph so far."""
        run = alinea.add_run(style="footnote reference")
        verwijzing = OxmlElement("w:footnoteReference")
        verwijzing.set(qn("w:id"), str(self._nummers[noot]))
        run._r.append(verwijzing)  # noqa: SLF001  # python-docx has no other way to a footnote


def _add_styles(document: Document) -> None:
    tekst = document.styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH)
    tekst.element.set(qn("w:styleId"), "FootnoteText")
    tekst.font.size = Pt(9)
    nummer = document.styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER)
    nummer.element.set(qn("w:styleId"), "FootnoteReference")
    nummer.font.superscript = True


def _footnotes_xml(teksten: dict[str, str]) -> bytes:
    noten = "".join(
        _NOOT.format(nummer=nummer, tekst=escape(tekst)) for nummer, tekst in enumerate(teksten.values(), start=1)
    )
    kop = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f"{kop}\n<w:footnotes {nsdecls('w')}>{_LIJNEN}{noten}</w:footnotes>".encode()
