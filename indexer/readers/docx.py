"""Reads a DOCX: paragraphs, lists, tables, text boxes and notes in reading order, without headers and footers."""

from __future__ import annotations

from collections.abc import Iterator

from docx.opc.coreprops import CoreProperties
from docx.oxml.coreprops import CT_CoreProperties
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from indexer.blocks import BlockSoort, Eigenschappen, Extract
from indexer.readers.base import Source
from indexer.readers.docx_numbering import Numbering
from indexer.readers.docx_parts import Parts
from indexer.readers.docx_styles import Styles
from indexer.readers.docx_tables import cells_of, is_marked_head, rows_of
from indexer.readers.docx_text import notes_in, text_boxes_in, text_of
from indexer.readers.package import read_xml_parts
from indexer.readers.pieces import Piece
from indexer.readers.properties import eigenschappen
from indexer.readers.structure import blocks_from
from indexer.readers.tables import pieces_of_cells
from kennis.errors import BrokenFileError

_PARAGRAPH, _TABLE = qn("w:p"), qn("w:tbl")
_WRAPPERS = {qn(name) for name in ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:customXml", "w:smartTag")}
_NOTES = ("footnotes", "endnotes")


def read(source: Source) -> Extract:
    """Read the parts that hold text; links to other files and templates are never followed."""
    parts = Parts(read_xml_parts(source))
    document = parts.root("officeDocument")
    body = document.find(qn("w:body")) if document is not None else None
    if body is None:
        raise BrokenFileError
    return Extract("docx", blocks_from(_Body(parts).pieces(body)), _claims(parts.root("core-properties")))


def _claims(properties: BaseOxmlElement | None) -> Eigenschappen:
    if not isinstance(properties, CT_CoreProperties):
        return Eigenschappen()
    core = CoreProperties(properties)
    return eigenschappen(core.title, core.author, core.modified or core.created)


class _Body:
    """Walks through the text with the styles and notes at hand."""

    def __init__(self, parts: Parts) -> None:
        self._styles = Styles(parts.root("styles"), Numbering(parts.root("numbering")))
        self._notes = {
            (kind, note.get(qn("w:id"))): note
            for kind in _NOTES
            if (notes := parts.root(kind)) is not None
            for note in notes
        }

    def pieces(self, container: BaseOxmlElement) -> Iterator[Piece]:
        for child in container:
            if child.tag == _PARAGRAPH:
                yield from self._paragraph(child)
            elif child.tag == _TABLE:
                yield from self._table(child)
            elif child.tag in _WRAPPERS:
                yield from self.pieces(child)

    def _paragraph(self, paragraph: BaseOxmlElement) -> Iterator[Piece]:
        if self._styles.is_contents(paragraph):
            return
        text, level = text_of(paragraph), self._styles.heading_level(paragraph)
        if level:
            yield Piece(text, BlockSoort.KOP, level)
        elif self._styles.is_list_item(paragraph):
            yield Piece(text, BlockSoort.LIJST)
        else:
            yield Piece(text, vet=self._styles.is_bold(paragraph))
        for box in text_boxes_in(paragraph):
            yield from self.pieces(box)
        for note in notes_in(paragraph):
            if note in self._notes:
                yield Piece(" ".join(map(text_of, self._notes[note])), BlockSoort.VOETNOOT)

    def _table(self, table: BaseOxmlElement) -> list[Piece]:
        rows = rows_of(table)
        cells = [[list(self.pieces(cell)) if cell is not None else [] for cell in cells_of(row)] for row in rows]
        return pieces_of_cells(cells, head_rows=sum(map(is_marked_head, rows)))
