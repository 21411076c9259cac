from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from indexer.blocks import Block, BlockSoort, Eigenschappen, Extract
from indexer.extract import extract
from kennis.config import Limits
from tests.indexer.bestanden import LANGE_ZIN, maak_docx, verander_zip

NS = nsdecls("w")
RELATIONS = "word/_rels/document.xml.rels"


def read(tmp_path: Path, fill: Callable[[Document], object]) -> Extract:
    return extract(maak_docx(tmp_path / "a.docx", fill), Limits())


def append(document: Document, xml: str) -> None:
    """Add a piece of Word's own XML at the end of the text."""
    body = document.element.body
    body.insert(len(body) - 1, parse_xml(xml.replace(">", f" {NS}>", 1)))


def soorten(result: Extract) -> list[tuple[BlockSoort, str]]:
    return [(block.soort, block.tekst) for block in result.blocks]


def test_headings_by_style_and_by_looks(tmp_path: Path) -> None:
    def fill(document: Document) -> None:
        document.add_heading("Woonvisie", 0)
        document.add_heading("Inleiding", 1)
        document.add_paragraph(LANGE_ZIN)
        document.add_paragraph().add_run("Starters").bold = True
        document.add_paragraph(LANGE_ZIN)
        own = document.styles.add_style("Tussenkop gemeente", WD_STYLE_TYPE.PARAGRAPH)
        own.base_style = document.styles["Heading 2"]
        document.add_paragraph("Ouderen", style=own)

    result = read(tmp_path, fill)
    koppen = [(block.tekst, block.niveau) for block in result.blocks if block.soort is BlockSoort.KOP]
    assert koppen == [("Woonvisie", 1), ("Inleiding", 1), ("Starters", 2), ("Ouderen", 2)]


def test_lists_tables_and_text_keep_their_order(tmp_path: Path) -> None:
    def fill(document: Document) -> None:
        document.add_paragraph("Wij willen:")
        document.add_paragraph("wonen", style="List Bullet")
        table = document.add_table(rows=3, cols=3)
        for row, texts in zip(
            table.rows, [("Gemeente", "2008", "2009"), ("Huizen", "1", "2"), ("Laren", "3", "4")], strict=True
        ):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
        table.cell(1, 1).merge(table.cell(1, 2))
        document.add_paragraph("Einde.")

    assert soorten(read(tmp_path, fill)) == [
        (BlockSoort.ALINEA, "Wij willen:"),
        (BlockSoort.LIJST, "wonen"),
        (BlockSoort.TABELRIJ, "Gemeente: Huizen; 2008: 1 2"),
        (BlockSoort.TABELRIJ, "Gemeente: Laren; 2008: 3; 2009: 4"),
        (BlockSoort.ALINEA, "Einde."),
    ]


def test_a_table_of_one_column_is_text(tmp_path: Path) -> None:
    def fill(document: Document) -> None:
        cell = document.add_table(rows=1, cols=1).cell(0, 0)
        cell.text = "Let op:"
        cell.add_paragraph("eerst overleggen", style="List Bullet")

    assert soorten(read(tmp_path, fill)) == [
        (BlockSoort.ALINEA, "Let op:"),
        (BlockSoort.LIJST, "eerst overleggen"),
    ]


def test_headers_and_footers_are_left_out(tmp_path: Path) -> None:
    def fill(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = "VERTROUWELIJK CONCEPT"
        document.sections[0].footer.paragraphs[0].text = "Pagina 1"
        document.add_paragraph(LANGE_ZIN)

    assert read(tmp_path, fill).tekst == LANGE_ZIN


def test_deleted_and_hidden_words_are_gone_and_inserted_ones_there(tmp_path: Path) -> None:
    def fill(document: Document) -> None:
        append(
            document,
            "<w:p><w:r><w:t>De regio telt </w:t></w:r>"
            "<w:del><w:r><w:delText>negen </w:delText></w:r></w:del>"
            "<w:ins><w:r><w:t>zeven</w:t></w:r></w:ins>"
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t> (geheim)</w:t></w:r>"
            "<w:r><w:t> gemeenten</w:t><w:noBreakHyphen/><w:t>plus.</w:t></w:r></w:p>",
        )

    assert read(tmp_path, fill).tekst == "De regio telt zeven gemeenten-plus."


def test_content_controls_and_text_boxes_are_read_once(tmp_path: Path) -> None:
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'

    def fill(document: Document) -> None:
        append(
            document, "<w:sdt><w:sdtContent><w:p><w:r><w:t>Uit een veld.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        )
        box = "<w:txbxContent><w:p><w:r><w:t>In een kader.</w:t></w:r></w:p></w:txbxContent>"
        choices = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
        both = f"<mc:AlternateContent {mc}>{choices}</mc:AlternateContent>"
        append(document, f"<w:p><w:r><w:t>Ernaast.</w:t></w:r><w:r>{both}</w:r></w:p>")

    assert read(tmp_path, fill).tekst.split("\n") == ["Uit een veld.", "Ernaast.", "In een kader."]


def test_the_table_of_contents_is_left_out(tmp_path: Path) -> None:
    def fill(document: Document) -> None:
        document.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH)
        document.add_paragraph("1 Wonen\t4", style="toc 1")
        document.add_paragraph(LANGE_ZIN)

    assert read(tmp_path, fill).tekst == LANGE_ZIN


def test_an_invisible_list_is_no_list(tmp_path: Path) -> None:
    """Some programs indent text with a list whose sign is empty."""
    numbering = (
        f'<w:numbering {NS}><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:lvlText w:val=" "/></w:lvl>'
        '</w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
    )

    def fill(document: Document) -> None:
        num = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>'
        append(document, f"<w:p><w:pPr>{num}</w:pPr><w:r><w:t>{LANGE_ZIN}</w:t></w:r></w:p>")

    path = verander_zip(maak_docx(tmp_path / "a.docx", fill), {"word/numbering.xml": numbering.encode()})
    assert [block.soort for block in extract(path, Limits()).blocks] == [BlockSoort.ALINEA]


def test_footnotes_follow_the_paragraph_that_points_to_them(tmp_path: Path) -> None:
    note = '<w:footnote w:id="2"><w:p><w:r><w:t>Stand 2014.</w:t></w:r></w:p></w:footnote>'
    notes = f"<w:footnotes {NS}>{note}</w:footnotes>"

    def fill(document: Document) -> None:
        mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
        append(document, f"<w:p><w:r><w:t>Het deelfonds</w:t></w:r>{mark}<w:r><w:t> groeit.</w:t></w:r></w:p>")
        document.add_paragraph("Daarna.")

    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    relation = f'<Relationship Id="r99" Type="{kind}" Target="footnotes.xml"/></Relationships>'
    path = maak_docx(tmp_path / "a.docx", fill)
    with zipfile.ZipFile(path) as package:
        relations = package.read(RELATIONS).decode().replace("</Relationships>", relation)
    verander_zip(path, {"word/footnotes.xml": notes.encode(), RELATIONS: relations.encode()})
    assert soorten(extract(path, Limits())) == [
        (BlockSoort.ALINEA, "Het deelfonds groeit."),
        (BlockSoort.VOETNOOT, "Stand 2014."),
        (BlockSoort.ALINEA, "Daarna."),
    ]


def test_parts_are_found_whatever_they_are_called(tmp_path: Path) -> None:
    """Some programs write document2.xml, and 'strict' files use other namespaces."""
    path = maak_docx(tmp_path / "a.docx", lambda document: document.add_heading("Inleiding", 1))
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    usual = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            renamed = data.replace(b"word/document.xml", b"word/document2.xml").replace(usual, strict)
            package.writestr(name.replace("document.xml", "document2.xml"), renamed)
    assert soorten(extract(path, Limits())) == [(BlockSoort.KOP, "Inleiding")]


def test_properties_are_claims_of_the_file(tmp_path: Path) -> None:
    def fill(document: Document) -> None:
        document.add_paragraph(LANGE_ZIN)
        properties = document.core_properties
        properties.title, properties.author = "Nota wonen", "Gemeente Huizen"
        properties.modified = datetime(2024, 3, 12, tzinfo=UTC)

    assert read(tmp_path, fill).eigenschappen == Eigenschappen("Nota wonen", "Gemeente Huizen", date(2024, 3, 12))


def test_what_a_template_claims_is_left_out(tmp_path: Path) -> None:
    claims = read(tmp_path, lambda document: document.add_paragraph(LANGE_ZIN)).eigenschappen
    assert (claims.titel, claims.auteur) == (None, None)


def test_there_are_no_pages(tmp_path: Path) -> None:
    result = read(tmp_path, lambda document: document.add_paragraph(LANGE_ZIN))
    assert (result.paginas, result.blocks) == (None, (Block(BlockSoort.ALINEA, LANGE_ZIN),))
