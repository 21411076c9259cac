from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.blocks import Block, BlockSoort, Extract
from indexer.extract import extract
from kennis.config import Limits
from tests.indexer.bestanden import Pagina, maak_pdf

ALINEA = (
    "De gemeente werkt samen met partners in de regio aan wonen, welzijn en zorg. De inwoners",
    "blijven langer zelfstandig thuis wonen en doen een beroep op hun netwerk in de wijk, dat",
    "steeds beter wordt.",
)
TEKST = " ".join(ALINEA)


def read(path: Path) -> Extract:
    return extract(path, Limits())


def texts(result: Extract, soort: BlockSoort) -> list[str]:
    return [block.tekst for block in result.blocks if block.soort is soort]


def test_lines_become_paragraphs_with_their_page(tmp_path: Path) -> None:
    def eerste(p: Pagina) -> None:
        p.alinea(760, *ALINEA)
        p.alinea(700, "Daarna volgt een besluit.")

    result = read(maak_pdf(tmp_path / "a.pdf", eerste, lambda p: p.alinea(600, *ALINEA)))
    assert [(block.tekst, block.pagina) for block in result.blocks] == [
        (TEKST, 1),
        ("Daarna volgt een besluit.", 1),
        (TEKST, 2),
    ]
    assert result.paginas == 2


def test_paragraphs_without_space_between_them_end_where_a_word_would_have_fitted(tmp_path: Path) -> None:
    result = read(maak_pdf(tmp_path / "a.pdf", lambda p: p.alinea(760, *ALINEA, *ALINEA)))
    assert [block.tekst for block in result.blocks] == [TEKST, TEKST]


def test_headings_are_larger_or_bold_or_numbered(tmp_path: Path) -> None:
    def pagina(p: Pagina) -> None:
        p.tekst(72, 790, "Woonvisie Huizen", 20, vet=True)
        p.tekst(72, 765, "1 Inleiding", 14, vet=True)
        p.alinea(745, *ALINEA)
        p.tekst(72, 690, "Doelgroepen", vet=True)
        p.alinea(670, *ALINEA)
        p.tekst(72, 610, "1.1 Starters op de woningmarkt")
        p.alinea(590, *ALINEA)

    result = read(maak_pdf(tmp_path / "a.pdf", pagina))
    assert [(b.tekst, b.niveau) for b in result.blocks if b.soort is BlockSoort.KOP] == [
        ("Woonvisie Huizen", 1),
        ("1 Inleiding", 2),
        ("Doelgroepen", 3),
        ("1.1 Starters op de woningmarkt", 3),
    ]


def test_broken_words_are_whole_and_notes_do_not_stick_to_words(tmp_path: Path) -> None:
    def pagina(p: Pagina) -> None:
        p.alinea(
            760, "Regionale samen-", "werking in de Noord-", "Hollandse gemeenten, ook bij in-", "en uitstroom"
        )
        p.tekst(150, 704, "Sociaal Deelfonds")
        p.tekst(150 + p.canvas.stringWidth("Sociaal Deelfonds", "Helvetica", 11), 709, "1", 7)
        p.tekst(72, 60, "1", 6)
        p.tekst(76, 57, "Het deel van het gemeentefonds voor het sociaal domein.", 8)

    result = read(maak_pdf(tmp_path / "a.pdf", pagina))
    assert "Regionale samenwerking in de Noord-Hollandse gemeenten, ook bij in- en uitstroom" in result.tekst
    assert "Sociaal Deelfonds" in result.tekst.split("\n")
    assert texts(result, BlockSoort.VOETNOOT) == ["Het deel van het gemeentefonds voor het sociaal domein."]


def test_bullets_and_numbers_are_items_with_their_hanging_lines(tmp_path: Path) -> None:
    def pagina(p: Pagina) -> None:
        p.alinea(760, *ALINEA)
        p.tekst(80, 705, "•")
        p.alinea(
            705,
            "eigen kracht van de inwoner en van de samenleving om hem heen, waar dat kan en ook",
            "zonder hulp",
            x=98,
        )
        p.tekst(80, 675, "2.")
        p.tekst(98, 675, "maatwerk")

    items = texts(read(maak_pdf(tmp_path / "a.pdf", pagina)), BlockSoort.LIJST)
    assert items == [
        "eigen kracht van de inwoner en van de samenleving om hem heen, waar dat kan en ook zonder hulp",
        "2. maatwerk",
    ]


# -- what stands on every page -----------------------------------------------------------------------------


def test_running_headers_footers_and_page_numbers_are_dropped(tmp_path: Path) -> None:
    def pagina(number: int) -> Callable[[Pagina], None]:
        def teken(p: Pagina) -> None:
            p.tekst(72, 810, "Gemeente Huizen – Woonvisie 2024", 8)
            p.alinea(760, f"Hoofdtekst nummer {number}.", *ALINEA)
            p.tekst(280, 30, f"Pagina {number} van 4", 8)

        return teken

    result = read(maak_pdf(tmp_path / "a.pdf", *[pagina(number) for number in range(1, 5)]))
    assert "Woonvisie" not in result.tekst
    assert "Pagina" not in result.tekst
    assert [f"Hoofdtekst nummer {number}." in result.tekst for number in range(1, 5)] == [True] * 4


def test_numbers_that_count_something_else_stay(tmp_path: Path) -> None:
    """A row of a table on top of a page and a chapter in plain letters are no headers, whatever they count."""

    def pagina(number: int) -> Callable[[Pagina], None]:
        def teken(p: Pagina) -> None:
            p.tekst(72, 800, f"{number} {['wonen', 'zorg', 'welzijn', 'werk'][number - 1]}")
            p.alinea(740, *ALINEA)
            p.tekst(72, 40, f"{['De', 'Een', 'Elke', 'Geen'][number - 1]} wethouder", 14)

        return teken

    result = read(maak_pdf(tmp_path / "a.pdf", *[pagina(number) for number in range(1, 5)]))
    assert [word in result.tekst for word in ("wonen", "2 zorg", "3 welzijn", "4 werk", "Elke wethouder")] == [
        True
    ] * 5


def test_a_line_that_returns_in_the_text_itself_stays(tmp_path: Path) -> None:
    result = read(maak_pdf(tmp_path / "a.pdf", *[lambda p: p.alinea(500, "Doel van het project")] * 4))
    assert len(result.blocks) == 4


def test_a_table_of_contents_is_dropped(tmp_path: Path) -> None:
    def pagina(p: Pagina) -> None:
        p.tekst(72, 790, "Inhoudsopgave", 14, vet=True)
        for at, (kop, nummer) in enumerate([("1 Wonen", "3"), ("2 Zorg", "7"), ("3 Welzijn", "9")]):
            p.tekst(72, 760 - at * 16, kop)
            p.tekst(500, 760 - at * 16, nummer)
        p.alinea(650, *ALINEA)

    assert [block.tekst for block in read(maak_pdf(tmp_path / "a.pdf", pagina)).blocks] == [TEKST]


# -- tables and columns ------------------------------------------------------------------------------------

RIJEN = (
    ("Gemeente", "Woningen", "Toelichting"),
    ("Huizen", "120", "een lange\ntoelichting"),
    ("Laren", "", "geen"),
)


@pytest.mark.parametrize("lijnen", [True, False])
def test_a_table_is_read_once_row_by_row(tmp_path: Path, lijnen: bool) -> None:  # noqa: FBT001
    def pagina(p: Pagina) -> None:
        p.alinea(760, *ALINEA)
        p.tabel(700, RIJEN, lijnen=lijnen)
        p.alinea(600, *ALINEA)

    assert [block.tekst for block in read(maak_pdf(tmp_path / "a.pdf", pagina)).blocks] == [
        TEKST,
        "Gemeente: Huizen; Woningen: 120; Toelichting: een lange toelichting",
        "Gemeente: Laren; Toelichting: geen",
        TEKST,
    ]


def test_a_table_goes_on_over_the_page_with_its_heads(tmp_path: Path) -> None:
    result = read(
        maak_pdf(
            tmp_path / "a.pdf",
            lambda p: p.tabel(200, RIJEN, lijnen=True),
            lambda p: p.tabel(800, [("Blaricum", "12", "nieuw"), ("Weesp", "9", "oud")], lijnen=True),
        )
    )
    assert result.blocks[-1] == Block(
        BlockSoort.TABELRIJ, "Gemeente: Weesp; Woningen: 9; Toelichting: oud", pagina=2
    )


def test_the_heads_of_a_table_on_top_of_every_page_are_no_header(tmp_path: Path) -> None:
    head = ("Gemeente", "Woningen", "Toelichting")
    pages = [
        lambda p, name=name: p.tabel(800, [head, (name, "12", "nieuw"), (name, "9", "oud")], lijnen=True)
        for name in ("Huizen", "Laren", "Weesp", "Muiden")
    ]
    result = read(maak_pdf(tmp_path / "a.pdf", *pages))
    assert len(result.blocks) == 8
    assert result.blocks[-1].tekst == "Gemeente: Muiden; Woningen: 9; Toelichting: oud"


def test_columns_of_text_are_read_one_after_the_other(tmp_path: Path) -> None:
    links = (
        "De regio heeft negen gemeenten",
        "die samen optrekken in het",
        "sociaal domein en bij wonen,",
        "en dat al jaren.",
    )
    rechts = (
        "Vanaf 2008 is er een regisseur",
        "die de projecten leidt en de",
        "gemeenten onderling verbindt",
        "waar dat nodig is.",
    )

    def pagina(p: Pagina) -> None:
        p.alinea(760, *links, x=72)
        p.alinea(760, *rechts, x=320)

    result = read(maak_pdf(tmp_path / "a.pdf", pagina))
    assert [block.tekst for block in result.blocks] == [" ".join(links), " ".join(rechts)]


def test_text_set_in_disorder_is_read_from_the_top_down(tmp_path: Path) -> None:
    def pagina(p: Pagina) -> None:
        for y in (400, 700, 500, 600, 300, 800):
            p.tekst(72, y, f"Regel op hoogte {y}.")

    lines = read(maak_pdf(tmp_path / "a.pdf", pagina)).tekst.split("\n")
    assert lines == [f"Regel op hoogte {y}." for y in (800, 700, 600, 500, 400, 300)]


def test_what_is_drawn_twice_is_read_once_and_a_watermark_not_at_all(tmp_path: Path) -> None:
    def pagina(p: Pagina) -> None:
        p.alinea(760, *ALINEA)
        p.alinea(760, *ALINEA)
        p.canvas.rotate(45)
        p.tekst(400, 200, "CONCEPT", 60)

    assert read(maak_pdf(tmp_path / "a.pdf", pagina)).tekst == TEKST


def test_a_page_on_its_side_is_read_as_it_is_seen(tmp_path: Path) -> None:
    def pagina(p: Pagina) -> None:
        p.canvas.translate(595, 0)
        p.canvas.rotate(90)
        p.alinea(500, *ALINEA)

    assert read(maak_pdf(tmp_path / "a.pdf", pagina)).tekst == TEKST


# -- what the file says of itself --------------------------------------------------------------------------


def test_title_author_and_date_are_claims_of_the_file(tmp_path: Path) -> None:
    def pagina(p: Pagina) -> None:
        p.canvas.setTitle("Woonvisie")
        p.alinea(700, *ALINEA)

    claims = read(maak_pdf(tmp_path / "a.pdf", pagina)).eigenschappen
    assert (claims.titel, claims.auteur) == ("Woonvisie", None)
    assert claims.datum is not None
