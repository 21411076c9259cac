from __future__ import annotations

import pytest

from indexer.blocks import Block, BlockSoort
from indexer.readers.pieces import Piece
from indexer.readers.structure import blocks_from
from tests.indexer.bestanden import LANGE_ZIN


def soorten(*pieces: Piece | str) -> list[tuple[BlockSoort, str]]:
    return [(block.soort, block.tekst) for block in blocks_of(*pieces)]


def blocks_of(*pieces: Piece | str) -> tuple[Block, ...]:
    return blocks_from(piece if isinstance(piece, Piece) else Piece(piece) for piece in pieces)


def headings(*pieces: Piece | str) -> list[tuple[str, int]]:
    return [(block.tekst, block.niveau) for block in blocks_of(*pieces) if block.soort is BlockSoort.KOP]


# -- headings that nobody marked ---------------------------------------------------------------------------


def test_bold_capitals_and_numbers_make_a_heading() -> None:
    pieces = (
        Piece("Samenvatting", vet=True), LANGE_ZIN, "2 Wonen", LANGE_ZIN, "2.1 Doelen", LANGE_ZIN,
        "VRAAG EN AANBOD", LANGE_ZIN, Piece("Cijfers:", vet=True), LANGE_ZIN,
    )  # fmt: skip
    assert headings(*pieces) == [
        ("Samenvatting", 1), ("2 Wonen", 1), ("2.1 Doelen", 2), ("VRAAG EN AANBOD", 3), ("Cijfers", 4),
    ]  # fmt: skip


def test_a_few_words_above_a_text_are_a_heading() -> None:
    assert headings(LANGE_ZIN, "Wijkfuncties", LANGE_ZIN) == [("Wijkfuncties", 1)]


@pytest.mark.parametrize(
    "text",
    [
        "Tabel 2: Kernwaarden",
        "Wij kiezen voor de eigen kracht van inwoners.",
        "Bron: CBS",
        " ".join(["woorden"] * 20),
    ],
)
def test_what_is_no_heading(text: str) -> None:
    assert headings(LANGE_ZIN, Piece(text), LANGE_ZIN) == []


def test_a_numbered_list_is_no_row_of_chapters() -> None:
    assert soorten("1. Wonen", "2. Zorg") == [(BlockSoort.LIJST, "1. Wonen"), (BlockSoort.LIJST, "2. Zorg")]


def test_bold_says_nothing_where_all_is_bold() -> None:
    assert headings(*[Piece(LANGE_ZIN, vet=True)] * 3, Piece("Let op: vet", vet=True), LANGE_ZIN) == []


def test_levels_follow_the_headings_that_are_marked() -> None:
    kop = Piece("1. Inleiding", BlockSoort.KOP, 2)
    assert headings(kop, LANGE_ZIN, "1.1 Doel", LANGE_ZIN) == [("1. Inleiding", 2), ("1.1 Doel", 3)]


def test_a_numbering_that_starts_again_belongs_under_the_heading_above_it() -> None:
    pieces = (
        Piece("8. Projectbladen", BlockSoort.KOP, 1),
        "KENNISNETWERK",
        "1 Wat",
        LANGE_ZIN,
        "2 Kader",
        LANGE_ZIN,
    )
    assert headings(*pieces) == [("8. Projectbladen", 1), ("KENNISNETWERK", 2), ("1 Wat", 3), ("2 Kader", 3)]


# -- what only a page needs --------------------------------------------------------------------------------


def test_a_table_of_contents_is_dropped() -> None:
    with_dots = ("1 Wonen ........ 4", "2 Zorg . . . . . . . 12")
    below_a_title = ("Inhoudsopgave", "Wonen 4", "Een lange naam van een hoofdstuk", "die doorloopt 9", "Zorg 12")
    assert soorten(*with_dots, *below_a_title, LANGE_ZIN) == [(BlockSoort.ALINEA, LANGE_ZIN)]


def test_a_heading_called_inhoud_with_text_below_it_stays() -> None:
    assert [tekst for _, tekst in soorten(Piece("Inhoud", vet=True), LANGE_ZIN)] == ["Inhoud", LANGE_ZIN]


@pytest.mark.parametrize("number", ["7", "- 7 -", "Pagina 7 van 12", "7/12", "blad 7"])
def test_page_numbers_are_dropped_and_the_sentence_around_them_is_whole(number: str) -> None:
    pieces = ("De spin in het", number, "web die moet zorgen.")
    assert soorten(*pieces) == [(BlockSoort.ALINEA, "De spin in het web die moet zorgen.")]


def test_a_sentence_is_whole_around_a_page_break_and_a_footnote() -> None:
    pieces = (
        Piece("Hier werken ge-", pagina=1),
        Piece("¹ Stand 2014.", pagina=1),
        Piece("meenten samen.", pagina=2),
    )
    assert blocks_of(*pieces) == (
        Block(BlockSoort.ALINEA, "Hier werken gemeenten samen.", pagina=1),
        Block(BlockSoort.VOETNOOT, "Stand 2014.", pagina=1),
    )


def test_a_new_sentence_on_a_new_page_is_a_new_paragraph() -> None:
    pieces = (Piece("Dit is af.", pagina=1), Piece("wonen begint hier", pagina=2), Piece("Nieuw", pagina=3))
    assert [block.pagina for block in blocks_of(*pieces)] == [1, 2, 3]


# -- lists and left-overs ----------------------------------------------------------------------------------


def test_bullets_are_recognised_also_inside_a_line() -> None:
    expected = [(BlockSoort.ALINEA, "Doelen:"), (BlockSoort.LIJST, "wonen"), (BlockSoort.LIJST, "zorg")]
    assert soorten("Doelen: • wonen • zorg •", "•") == expected


def test_a_row_of_a_table_is_left_as_it_is() -> None:
    row = Piece("Doel: • wonen • zorg", BlockSoort.TABELRIJ)
    assert soorten(row, Piece("5", BlockSoort.TABELRIJ)) == [
        (BlockSoort.TABELRIJ, "Doel: • wonen • zorg"),
        (BlockSoort.TABELRIJ, "5"),
    ]


def test_bold_tags_that_came_along_as_text_still_mean_bold() -> None:
    assert headings("<b>Kennisnetwerk</b>", LANGE_ZIN) == [("Kennisnetwerk", 1)]
