from __future__ import annotations

from pathlib import Path

from odfdo import Cell, Element, Header, List, Note, Paragraph, Row, Table

from indexer.blocks import Block, BlockSoort, Extract
from indexer.extract import extract
from kennis.config import Limits
from tests.indexer.bestanden import LANGE_ZIN, maak_odt, verander_zip


def read(tmp_path: Path, *elements: Element) -> Extract:
    return extract(maak_odt(tmp_path / "a.odt", *elements), Limits())


def soorten(result: Extract) -> list[tuple[BlockSoort, str]]:
    return [(block.soort, block.tekst) for block in result.blocks]


def table(*rows: tuple[str, ...]) -> Table:
    made = Table("T")
    for texts in rows:
        row = Row()
        for text in texts:
            row.append_cell(Cell(text))
        made.append_row(row)
    return made


def test_headings_lists_tables_and_text_keep_their_order(tmp_path: Path) -> None:
    result = read(
        tmp_path,
        Header(2, "Doelen"),
        Paragraph(LANGE_ZIN),
        List(["wonen", "zorg"]),
        table(("Gemeente", "2008", "2009"), ("Huizen", "1", "2")),
        Paragraph("Einde."),
    )
    assert result.blocks[0] == Block(BlockSoort.KOP, "Doelen", niveau=2)
    assert soorten(result)[1:] == [
        (BlockSoort.ALINEA, LANGE_ZIN),
        (BlockSoort.LIJST, "wonen"),
        (BlockSoort.LIJST, "zorg"),
        (BlockSoort.TABELRIJ, "Gemeente: Huizen; 2008: 1; 2009: 2"),
        (BlockSoort.ALINEA, "Einde."),
    ]


def test_a_bold_paragraph_above_text_is_a_heading(tmp_path: Path) -> None:
    path = maak_odt(tmp_path / "a.odt", Paragraph("Starters: koop", style="P1"), Paragraph(LANGE_ZIN))
    ns = "xmlns:{0}='urn:oasis:names:tc:opendocument:xmlns:{0}:1.0'".format
    fo = "xmlns:fo='urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0'"
    xml = (
        f"<office:document-content {ns('office')} {ns('text')} {ns('style')} {fo}><office:automatic-styles>"
        "<style:style style:name='P1' style:family='paragraph'><style:text-properties fo:font-weight='bold'/>"
        "</style:style></office:automatic-styles><office:body><office:text>"
        f"<text:p text:style-name='P1'>Starters: koop</text:p><text:p>{LANGE_ZIN}</text:p>"
        "</office:text></office:body></office:document-content>"
    )
    result = extract(verander_zip(path, {"content.xml": xml.encode()}), Limits())
    assert soorten(result) == [(BlockSoort.KOP, "Starters: koop"), (BlockSoort.ALINEA, LANGE_ZIN)]


def test_spaces_and_line_breaks_are_read_as_such(tmp_path: Path) -> None:
    paragraph = Element.from_tag(
        "<text:p>wonen<text:tab/>en<text:s text:c='3'/>zorg<text:soft-page-break/> in\n de regio</text:p>"
    )
    assert read(tmp_path, paragraph).tekst == "wonen en zorg in de regio"


def test_a_footnote_follows_its_paragraph(tmp_path: Path) -> None:
    paragraph = Paragraph("Het deelfonds groeit.")
    paragraph.insert_note(Note(note_id="n1", citation="1", body="Stand 2014."), after="deelfonds")
    assert soorten(read(tmp_path, paragraph)) == [
        (BlockSoort.ALINEA, "Het deelfonds groeit."),
        (BlockSoort.VOETNOOT, "Stand 2014."),
    ]


def test_a_text_box_is_read_and_a_table_of_contents_and_comments_are_not(tmp_path: Path) -> None:
    box = Element.from_tag(
        "<text:p>Ernaast.<draw:frame><draw:text-box><text:p>In een kader.</text:p></draw:text-box></draw:frame>"
        "<office:annotation><text:p>Klopt dit?</text:p></office:annotation></text:p>"
    )
    index = "<text:index-body><text:p>1 Wonen 4</text:p></text:index-body>"
    contents = Element.from_tag(f"<text:table-of-content>{index}</text:table-of-content>")
    assert read(tmp_path, contents, box).tekst.split("\n") == ["Ernaast.", "In een kader."]


def test_a_row_that_says_it_is_there_a_million_times_is_no_bomb(tmp_path: Path) -> None:
    rows = table(("Gemeente", "2008", "2009"), ("Huizen", "1", "2"))
    rows.append_row(Row(3), clone=False)
    rows.get_elements("table:table-row")[-1].set_attribute("table:number-rows-repeated", "1000000")
    assert len(read(tmp_path, rows).blocks) == 1
