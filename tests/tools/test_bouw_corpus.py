from __future__ import annotations

import csv
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from docx import Document as WordDocument
from odfdo import Document as OdfDocument
from pypdf import PdfReader

OPDRACHT = Path(__file__).parent.parent.parent / "tools" / "bouw_corpus.py"
MEBIBYTE = 1024 * 1024
BRON = """---
titel: Nota wonen & zorg
organisatie: Gemeente Huizen
documentsoort: beleidsnota
thema: wonen,zorg
status: {status}
datum: 2024-03-14
zichtbaarheid: openbaar
formaat: {formaat}
---
# Nota wonen & zorg

Fictief voorbeelddocument: namen, cijfers en besluiten zijn verzonnen.

## 1. Cliënten en geld

De coördinatie kost € 1.250 per jaar, **inclusief** één reünie.{noot}

1. Eerst melden.
2. Dan onderzoeken.

### 1.1 Aantallen

| Gemeente | Woningen |
|---|---|
| Huizen | 120 |
| Gooise Meren | |
"""
LANGE_ALINEA = "Mantelzorgondersteuning vraagt samenwerkingsafspraken tussen welzijnsorganisaties. " * 12


def write_bron(
    corpus: Path, slug: str, formaat: str, *, status: str = "vastgesteld", noot: str = "", staart: str = ""
) -> Path:
    path = corpus / "bronteksten" / f"{slug}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(BRON.format(formaat=formaat, status=status, noot=noot) + staart, encoding="utf-8")
    return path


def run(corpus: Path, *opties: str) -> subprocess.CompletedProcess[str]:
    opdracht = [sys.executable, str(OPDRACHT), "--corpus", str(corpus), *opties]
    return subprocess.run(opdracht, capture_output=True, text=True, check=False)  # noqa: S603  # our own script


@pytest.fixture(scope="module")
def gebouwd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a corpus with one document of every format, and a second DOCX."""
    corpus = tmp_path_factory.mktemp("corpus")
    write_bron(corpus, "nota-pdf", "pdf", staart=f"\n{LANGE_ALINEA}\n")
    write_bron(corpus, "nota-docx", "docx", noot="[^1]", staart="\n[^1]: Volgens de begroting.\n")
    write_bron(corpus, "werkplan-wmo-bussum-2009", "docx")
    write_bron(corpus, "nota-odt", "odt")
    write_bron(corpus, "nota-html", "html")
    assert run(corpus).returncode == 0
    return corpus


def test_pdf_carries_text_pages_properties_and_words_broken_at_line_ends(gebouwd: Path) -> None:
    pdf = PdfReader(gebouwd / "documenten" / "nota-pdf.pdf")
    tekst = "\n".join(pagina.extract_text() for pagina in pdf.pages)
    assert "De coördinatie kost € 1.250 per jaar, inclusief één reünie." in tekst
    assert f"Pagina 1 van {len(pdf.pages)}" in tekst
    assert re.search(r"[a-z]-\n[a-z]", tekst)
    assert pdf.metadata is not None
    assert (pdf.metadata.title, pdf.metadata.author) == ("Nota wonen & zorg", "Gemeente Huizen")
    assert pdf.metadata.creation_date is not None
    assert pdf.metadata.creation_date.date() == date(2024, 3, 14)


def test_docx_carries_heading_styles_lists_tables_footnotes_and_properties(gebouwd: Path) -> None:
    document = WordDocument(str(gebouwd / "documenten" / "nota-docx.docx"))
    stijlen = {alinea.text: alinea.style.name for alinea in document.paragraphs if alinea.style}
    assert stijlen["Nota wonen & zorg"] == "Title"
    assert stijlen["1.1 Aantallen"] == "Heading 2"
    assert stijlen["Eerst melden."] == "List Number"
    assert [cel.text for cel in document.tables[0].rows[1].cells] == ["Huizen", "120"]
    noten = [rel.target_part.blob for rel in document.part.rels.values() if rel.reltype.endswith("footnotes")]
    assert b"Volgens de begroting." in noten[0]
    assert document.core_properties.created is not None
    assert document.core_properties.created.date() == date(2024, 3, 14)


def test_some_docx_have_bold_lines_where_headings_should_be(gebouwd: Path) -> None:
    document = WordDocument(str(gebouwd / "documenten" / "werkplan-wmo-bussum-2009.docx"))
    kop = next(alinea for alinea in document.paragraphs if alinea.text == "1.1 Aantallen")
    assert kop.style is not None
    assert (kop.style.name, kop.runs[0].bold) == ("Normal", True)


def test_odt_carries_headings_lists_tables_header_and_properties(gebouwd: Path) -> None:
    document = OdfDocument(gebouwd / "documenten" / "nota-odt.odt")
    xml = document.body.serialize()
    assert 'text:outline-level="3">1.1 Aantallen</text:h>' in xml
    assert "table:table-header-rows" in xml
    assert "text:list-item" in xml
    assert "Gemeente Huizen | Nota wonen &amp; zorg" in document.styles.serialize().decode()
    assert document.meta.title == "Nota wonen & zorg"


def test_html_is_a_page_of_a_site_with_the_document_in_its_article(gebouwd: Path) -> None:
    pagina = BeautifulSoup((gebouwd / "documenten" / "nota-html.html").read_bytes(), "lxml")
    assert pagina.html is not None
    assert pagina.html["lang"] == "nl"
    assert pagina.article is not None
    assert pagina.article.h1 is not None
    assert pagina.article.h1.text == "Nota wonen & zorg"
    assert [th.text for th in pagina.article.select("thead th")] == ["Gemeente", "Woningen"]
    assert "Privacyverklaring" not in pagina.article.text


def test_metadata_lists_every_document_sorted_by_file(gebouwd: Path) -> None:
    with (gebouwd / "metadata.csv").open(encoding="utf-8", newline="") as file:
        rijen = list(csv.DictReader(file, delimiter=";"))
    assert [rij["bestand"] for rij in rijen] == sorted(path.name for path in (gebouwd / "documenten").iterdir())
    assert rijen[0]["thema"] == "wonen,zorg"


def test_the_same_sources_give_the_same_bytes_and_what_has_no_source_goes(gebouwd: Path) -> None:
    documenten = gebouwd / "documenten"
    eerst = {path.name: path.read_bytes() for path in documenten.iterdir()}
    (documenten / "oud.pdf").write_bytes(b"zonder bron")
    assert run(gebouwd).returncode == 0
    assert {path.name: path.read_bytes() for path in documenten.iterdir()} == eerst


def test_controleer_lists_what_no_longer_fits_its_source(tmp_path: Path) -> None:
    bron = write_bron(tmp_path, "gewijzigd", "html")
    write_bron(tmp_path, "bewerkt", "html")
    write_bron(tmp_path, "gelijk", "html")
    run(tmp_path)
    assert run(tmp_path, "--controleer").returncode == 0
    bron.write_text(bron.read_text(encoding="utf-8") + "\nEn nog iets.\n", encoding="utf-8")
    (tmp_path / "documenten" / "bewerkt.html").write_text("met de hand", encoding="utf-8")
    (tmp_path / "documenten" / "vreemd.pdf").write_bytes(b"")
    uitkomst = run(tmp_path, "--controleer")
    assert uitkomst.returncode == 1
    assert re.findall(r": (\S+)$", uitkomst.stdout, re.MULTILINE) == [
        "bewerkt.html",
        "gewijzigd.html",
        "vreemd.pdf",
    ]


def test_a_source_with_an_unknown_status_is_refused_by_name(tmp_path: Path) -> None:
    write_bron(tmp_path, "nota", "html", status="klaar")
    uitkomst = run(tmp_path)
    assert uitkomst.returncode == 1
    assert "nota.md: onbekende status: klaar" in uitkomst.stderr


def test_the_committed_documents_fit_their_sources(corpus: Path) -> None:
    uitkomst = run(corpus, "--controleer")
    assert uitkomst.stdout == ""
    assert uitkomst.returncode == 0


def test_the_committed_documents_are_small(corpus: Path) -> None:
    assert sum(path.stat().st_size for path in (corpus / "documenten").iterdir()) < 3 * MEBIBYTE


def test_no_text_of_a_source_is_lost_in_its_document(corpus: Path, bronregels: dict[str, list[str]]) -> None:
    for path in (corpus / "documenten").iterdir():
        tekst = _squeezed(_extract(path))
        assert [regel for regel in bronregels[path.stem] if _squeezed(regel) not in tekst] == [], path.name


def _squeezed(tekst: str) -> str:
    """Keep letters, digits and signs of value: line ends, hyphens and spaces differ between formats."""
    return re.sub(r"[^\w€%²]+", "", tekst)


def _extract(path: Path) -> str:
    match path.suffix:
        case ".pdf":
            return _pdf_text(path)
        case ".docx":
            return _docx_text(path)
        case ".odt":
            return str(BeautifulSoup(OdfDocument(path).body.serialize(), "lxml").text)
    return str(BeautifulSoup(path.read_bytes(), "lxml").text)


def _pdf_text(path: Path) -> str:
    """Leave out running headers and footers, which would stand in the middle of a paragraph."""
    pdf = PdfReader(path)
    assert pdf.metadata is not None
    kop = rf"({re.escape(str(pdf.metadata.author))}\n{re.escape(str(pdf.metadata.title))}\n)?"
    return "".join(re.sub(rf"^{kop}Pagina \d+ van \d+\n", "", pagina.extract_text()) for pagina in pdf.pages)


def _docx_text(path: Path) -> str:
    document = WordDocument(str(path))
    delen = [rel.target_part.blob for rel in document.part.rels.values() if rel.reltype.endswith("footnotes")]
    return "".join(BeautifulSoup(deel, "lxml-xml").text for deel in (document.part.blob, *delen))
