from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.blocks import BlockSoort
from indexer.readers.pieces import Piece
from indexer.readers.tables import pieces_of_cells, pieces_of_table


def rows(*grid: tuple[str, ...], head_rows: int = 0) -> list[str]:
    return [piece.tekst for piece in pieces_of_table(grid, head_rows=head_rows)]


def test_each_value_is_read_with_the_head_of_its_column() -> None:
    table = (("Gemeente", "woningen", "peiljaar"), ("Huizen", "120", "2024"), ("Laren", "", "2023"))
    assert rows(*table) == ["Gemeente: Huizen; woningen: 120; peiljaar: 2024", "Gemeente: Laren; peiljaar: 2023"]


def test_years_are_names_of_columns() -> None:
    assert rows(("Gemeente", "2008", "2009"), ("Huizen", "12", "14")) == ["Gemeente: Huizen; 2008: 12; 2009: 14"]


@pytest.mark.parametrize(
    "form",
    [
        (("Opdrachtgever", "Hans Jansen"), ("Opdrachtnemer", "Ineke Smit")),
        (("Naam:", "Wonen en zorg"), ("Datum:", "12 mei 2018")),
    ],
)
def test_a_form_is_read_as_label_and_value(form: tuple[tuple[str, str], ...]) -> None:
    assert rows(*form) == [f"{label.rstrip(':')}: {value}" for label, value in form]


def test_two_columns_with_a_head_above_explanations() -> None:
    table = (
        ("Onderwerp", "Kernkeuze"),
        ("Preventie", "Inzetten op preventie in de wijk"),
        ("Zorg", "Dicht bij huis"),
    )
    assert rows(*table)[0] == "Onderwerp: Preventie; Kernkeuze: Inzetten op preventie in de wijk"


def test_heads_of_two_rows_are_read_together() -> None:
    table = (("", "Huur", ""), ("Gemeente", "sociaal", "vrij"), ("Huizen", "10", "20"))
    assert rows(*table, head_rows=2) == ["Gemeente: Huizen; Huur sociaal: 10; vrij: 20"]


def test_a_repeated_head_is_read_once() -> None:
    head = ("Gemeente", "woningen", "jaar")
    assert len(rows(head, ("Huizen", "1", "2008"), head, ("Laren", "2", "2008"))) == 2


def test_one_column_is_no_table() -> None:
    grid = (("Wonen", ""), ("Zorg", ""))
    assert [(piece.soort, piece.tekst) for piece in pieces_of_table(grid)] == [
        (BlockSoort.ALINEA, "Wonen"),
        (BlockSoort.ALINEA, "Zorg"),
    ]


def test_a_table_that_arranges_the_page_gives_its_pieces() -> None:
    kop, text = Piece("Doel", BlockSoort.KOP, 1), Piece("Wonen " * 40)
    assert pieces_of_cells([[[kop], [text]]]) == [kop, text]


def test_a_bold_first_row_is_the_head() -> None:
    cells = [
        [[Piece("Wethouder", vet=True)], [Piece("Gemeente", vet=True)]],
        [[Piece("J. Smit")], [Piece("Huizen")]],
        [[Piece("P. Bos")], [Piece("Laren")]],
    ]
    assert pieces_of_cells(cells)[0].tekst == "Wethouder: J. Smit; Gemeente: Huizen"


@given(
    st.lists(st.lists(st.sampled_from(["", "Huizen", "120", "Wonen en zorg"]), min_size=1, max_size=4), max_size=5)
)
def test_no_value_is_lost(grid: list[list[str]]) -> None:
    text = " ".join(piece.tekst for piece in pieces_of_table(grid))
    assert all(cell in text for row in grid for cell in row)
