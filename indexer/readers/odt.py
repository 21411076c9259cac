"""Reads an ODT: paragraphs, lists, tables, text boxes and notes in reading order, without headers and footers."""

from __future__ import annotations

import io
from collections.abc import Iterator

from odfdo import Document, Element

from indexer.blocks import BlockSoort, Eigenschappen, Extract
from indexer.readers.base import Source
from indexer.readers.odt_styles import Styles
from indexer.readers.odt_tables import rows_of
from indexer.readers.odt_text import seen_in, text_of
from indexer.readers.package import read_xml_parts
from indexer.readers.pieces import Piece
from indexer.readers.properties import eigenschappen
from indexer.readers.structure import blocks_from
from indexer.readers.tables import pieces_of_cells
from kennis.errors import EncryptedFileError

_MANIFEST = "META-INF/manifest.xml"
_LISTS = {"text:list", "text:list-item", "text:list-header"}
_WRAPPERS = {"text:section", "text:index-body", "draw:frame", "draw:text-box", "draw:custom-shape", "draw:g"}
# Not entered: text:table-of-content and the other indexes, text:tracked-changes, forms and declarations.


def read(source: Source) -> Extract:
    if b"encryption-data" in read_xml_parts(source).get(_MANIFEST, b""):
        raise EncryptedFileError
    document = Document(io.BytesIO(source.data))
    pieces = _Body(Styles(document)).pieces(document.body)
    return Extract("odt", blocks_from(pieces), _claims(document))


def _claims(document: Document) -> Eigenschappen:
    meta = document.meta
    return eigenschappen(meta.title, meta.creator or meta.initial_creator, meta.date or meta.creation_date)


class _Body:
    """Walks through the text with the styles at hand."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles

    def pieces(self, container: Element, *, in_list: bool = False) -> Iterator[Piece]:
        for child in container.children:
            if child.tag in {"text:p", "text:h"}:
                yield from self._paragraph(child, in_list=in_list)
            elif child.tag == "table:table":
                yield from self._table(child)
            elif child.tag in _LISTS:
                yield from self.pieces(child, in_list=True)
            elif child.tag in _WRAPPERS:
                yield from self.pieces(child)

    def _paragraph(self, paragraph: Element, *, in_list: bool) -> Iterator[Piece]:
        text, level = text_of(paragraph), self._styles.heading_level(paragraph)
        if level:
            yield Piece(text, BlockSoort.KOP, level)
        elif in_list:
            yield Piece(text, BlockSoort.LIJST)
        else:
            yield Piece(text, vet=self._styles.is_bold(paragraph))
        for box in ("draw:frame", "draw:custom-shape"):
            for shape in seen_in(paragraph, box):
                yield from self.pieces(shape)
        for note in seen_in(paragraph, "text:note"):
            bodies = seen_in(note, "text:note-body")
            yield Piece(" ".join(text_of(p) for body in bodies for p in body.children), BlockSoort.VOETNOOT)

    def _table(self, table: Element) -> list[Piece]:
        rows = list(rows_of(table))
        cells = [[list(self.pieces(cell)) if cell is not None else [] for cell in row] for row, _ in rows]
        return pieces_of_cells(cells, head_rows=sum(is_head for _, is_head in rows))
