"""A table of cards: what goes out comes back as it was, computes nothing, and what is no table is refused."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennis.errors import LijstError
from kenniskaarten.tabel import KOLOMMEN, MAX_BYTES, MAX_RIJEN, decode, from_cell, is_formula, read, to_cell, write

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
START = st.sampled_from(["", "=", "+", "-", "@", "\t", "\r", "'", "'=", "''+", "'x"])
CELL = st.builds(str.__add__, START, TEXT)


@given(CELL)
def test_a_cell_comes_back_as_it_was_and_computes_nothing(text: str) -> None:
    assert from_cell(to_cell(text)) == text
    assert not to_cell(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@given(st.lists(st.fixed_dictionaries(dict.fromkeys(KOLOMMEN, CELL)), max_size=4))
def test_a_table_comes_back_as_it_was(rijen: list[dict[str, str]]) -> None:
    filled = [rij for rij in rijen if any(to_cell(cell).strip() for cell in rij.values())]
    found = read(decode(write(filled).encode()))
    assert [{kolom: from_cell(cell) for kolom, cell in rij.items()} for _, rij in found] == filled


@pytest.mark.parametrize("cell", ["=1+1", "+HYPERLINK(1)", "-2+cmd|x", "@SUM(A1)", "\t=1"])
def test_a_formula_is_one(cell: str) -> None:
    assert is_formula(cell)


@pytest.mark.parametrize("cell", ["+31 6 1234 5678", "+31(0)35-123", "gewoon", "a=b", "'=1"])
def test_a_telephone_number_is_none(cell: str) -> None:
    assert not is_formula(cell)


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_table_is_read_whatever_separates_its_cells(separator: str) -> None:
    text = f"Naam{separator} EMAIL \nJan{separator}jan@x.nl\n\n"
    assert read(text) == [(2, {"naam": "Jan", "email": "jan@x.nl"})]


def refusal(content: bytes) -> str:
    with pytest.raises(LijstError) as caught:
        read(decode(content))
    return caught.value.fouten["bestand"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "niets in"),
        (b"\0\0\0", "geen CSV"),
        (b"PK\x03\x04xlsx", "Opslaan als"),
        ("naam;email\nRené;r@x.nl".encode("cp1252"), "niet in UTF-8"),
        ("naam;email".encode("utf-16"), "niet in UTF-8"),
        (b"dit is een brief", "‘naam’ ontbreekt"),
        (b"naam;email;schoenmaat\n", "‘schoenmaat’ kennen wij niet"),
        (b"naam;email;email\n", "twee keer"),
        (b"naam;email\nJan;j@x.nl;meer\n", "Regel 2 heeft meer cellen"),
        (b'naam;email\n"Jan;j@x.nl\n', "aanhalingstekens"),
        (b"x" * (MAX_BYTES + 1), "te groot"),
        (b"naam;email\n" + b"a;b\n" * (MAX_RIJEN + 1), "meer dan 5.000 rijen"),
    ],
)
def test_what_is_no_table_of_cards_is_refused_with_what_to_do(content: bytes, reason: str) -> None:
    assert reason in refusal(content)


def test_a_million_rows_are_refused_before_they_are_read() -> None:
    with pytest.raises(LijstError, match="te groot"):
        decode(b"naam;email\n" + b"Jan Jansen;jan@huizen.nl\n" * 1_000_000)


def test_a_spreadsheet_sees_the_columns() -> None:
    text = write([{"naam": "Jan; de Tweede", "aanspreekbaar": 'regel 1\n"regel" 2'}])
    assert text.startswith("\ufeffnaam;email;organisatie")
    [_, row] = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    assert row[0] == "Jan; de Tweede"
    assert row[KOLOMMEN.index("aanspreekbaar")] == 'regel 1\n"regel" 2'
