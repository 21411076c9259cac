from __future__ import annotations

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennis.web.tabel import as_csv


def read(text: str) -> list[list[str]]:
    assert text.startswith("\ufeff")
    return list(csv.reader(text.removeprefix("\ufeff").splitlines(keepends=True), delimiter=";"))


def test_a_dutch_spreadsheet_reads_it() -> None:
    assert as_csv([("vraag", "keer"), ("zorg; of niet", 3)]) == '\ufeffvraag;keer\r\n"zorg; of niet";3\r\n'


@pytest.mark.parametrize("cell", ['=HYPERLINK("x")', "+1", "-zorg", "@som", "\t=1", "\r=1"])
def test_a_cell_is_never_a_formula(cell: str) -> None:
    assert read(as_csv([(cell,)]))[0][0].startswith("'")


@given(st.lists(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]) | st.just("\t"))))
def test_what_goes_in_comes_out(cells: list[str]) -> None:
    rows = read(as_csv([["x", *cells]]))
    assert [cell.removeprefix("'") for cell in rows[0][1:]] == [cell.removeprefix("'") for cell in cells]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for cell in rows[0])
