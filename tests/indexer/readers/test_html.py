from __future__ import annotations

from datetime import date
from pathlib import Path

from indexer.blocks import BlockSoort, Eigenschappen, Extract
from indexer.extract import extract
from kennis.config import Limits
from tests.indexer.bestanden import LANGE_ZIN


def read(tmp_path: Path, body: str, head: str = "") -> Extract:
    path = tmp_path / "a.html"
    path.write_text(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>", encoding="utf-8")
    return extract(path, Limits())


def soorten(result: Extract) -> list[tuple[BlockSoort, str]]:
    return [(block.soort, block.tekst) for block in result.blocks]


def test_only_what_a_reader_sees_is_read(tmp_path: Path) -> None:
    body = (
        "<nav>Menu</nav><script>let x = 'geheim'</script><style>p {}</style><noscript>Zet script aan</noscript>"
        "<template>sjabloon</template><p hidden>verborgen</p><div style='display: none'>weg</div>"
        f"<div aria-hidden=true><p>icoon</p></div><!-- opmerking --><p>{LANGE_ZIN}</p><footer>Contact</footer>"
    )
    assert read(tmp_path, body).tekst == LANGE_ZIN


def test_the_main_part_is_preferred(tmp_path: Path) -> None:
    body = f"<div>Zoekbalk</div><main><header><h1>Wmo</h1></header><p>{LANGE_ZIN}</p></main><p>Deel dit</p>"
    assert soorten(read(tmp_path, body)) == [(BlockSoort.KOP, "Wmo"), (BlockSoort.ALINEA, LANGE_ZIN)]


def test_headings_lists_and_line_breaks(tmp_path: Path) -> None:
    body = (
        "<h2>Aan\n vragen</h2>Losse tekst <b>met</b>\n nadruk<sup>1</sup>.<ul><li>wonen<ul><li>huur</li></ul></li>"
        "<li><p>zorg</p></li></ul><p>Postbus 5<br>1270 AA Huizen</p>"
    )
    result = read(tmp_path, body)
    assert result.blocks[0].niveau == 2
    assert soorten(result) == [
        (BlockSoort.KOP, "Aan vragen"),
        (BlockSoort.ALINEA, "Losse tekst met nadruk."),
        (BlockSoort.LIJST, "wonen"),
        (BlockSoort.LIJST, "huur"),
        (BlockSoort.LIJST, "zorg"),
        (BlockSoort.ALINEA, "Postbus 5"),
        (BlockSoort.ALINEA, "1270 AA Huizen"),
    ]


def test_paragraphs_with_the_same_words_stay_apart(tmp_path: Path) -> None:
    assert read(tmp_path, "<p>Ja.</p><p>Ja.</p>").tekst == "Ja.\nJa."


def test_a_table_with_merged_cells_is_read_once(tmp_path: Path) -> None:
    body = (
        "<table><caption>Woningen</caption><tr><th>Gemeente</th><th>2008</th><th>2009</th></tr>"
        "<tr><td rowspan=2>Huizen</td><td colspan=2>geen</td></tr><tr><td>3</td><td>4</td></tr></table>"
    )
    assert read(tmp_path, body).tekst.split("\n") == [
        "Woningen",
        "Gemeente: Huizen; 2008: geen",
        "2008: 3; 2009: 4",
    ]


def test_a_table_that_arranges_the_page_is_text(tmp_path: Path) -> None:
    body = "<table role=presentation><tr><td><h2>Wmo</h2></td><td><p>Vraag aan</p></td></tr></table>"
    assert soorten(read(tmp_path, body)) == [(BlockSoort.KOP, "Wmo"), (BlockSoort.ALINEA, "Vraag aan")]


def test_a_span_of_a_million_is_no_bomb(tmp_path: Path) -> None:
    body = "<table><tr><td colspan=1000000 rowspan=1000000>Wonen</td><td>Zorg</td></tr></table>"
    assert read(tmp_path, body).tekst == "Wonen: Zorg"


def test_title_author_and_date_come_from_the_head(tmp_path: Path) -> None:
    head = (
        "<title>Wmo | Huizen</title><meta name='DCTERMS.creator' content='Gemeente Huizen'>"
        "<meta name='DCTERMS.issued' content='2024-03-12T10:00'>"
    )
    claims = read(tmp_path, f"<p>{LANGE_ZIN}</p>", head).eigenschappen
    assert claims == Eigenschappen("Wmo | Huizen", "Gemeente Huizen", date(2024, 3, 12))


def test_the_encoding_that_a_page_names_is_used(tmp_path: Path) -> None:
    path = tmp_path / "a.htm"
    path.write_bytes("<html><meta charset='iso-8859-1'><p>Cliënten en coördinatie</p></html>".encode("latin-1"))
    assert extract(path, Limits()).tekst == "Cliënten en coördinatie"
