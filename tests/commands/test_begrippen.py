from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kennis.begrippen.startlijst import STARTLIJST
from kennis.begrippen.tabel import KOLOMMEN
from kennis.cli import main

KOP = ";".join(KOLOMMEN)


def kennis(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["begrippen", *arguments])


@pytest.fixture
def csv(tmp_path: Path) -> Path:
    path = tmp_path / "begrippen.csv"
    path.write_text(f"\ufeff{KOP}\nzorgzoekkaart;ZZK;;;;Een kaart.;regio;Nota\n", encoding="utf-8")
    return path


def test_a_new_installation_gives_the_list_that_it_begins_with() -> None:
    assert kennis("exporteer").stdout == STARTLIJST.read_text(encoding="utf-8")


def test_a_table_comes_in_and_goes_out(csv: Path) -> None:
    result = kennis("importeer", str(csv))
    assert (result.exit_code, result.stdout.splitlines()[0][:9]) == (0, "1 nieuw, ")
    assert "zorgzoekkaart;ZZK;;;;Een kaart.;regio;Nota" in kennis("exporteer").stdout
    again = kennis("importeer", str(csv), "--json")
    assert json.loads(again.stdout) == {"nieuw": 0, "gewijzigd": 0, "ongewijzigd": 1, "fouten": []}


def test_a_table_with_a_slip_is_refused_whole(csv: Path) -> None:
    csv.write_text(csv.read_text(encoding="utf-8") + "team;;;;;;;\n", encoding="utf-8")
    result = kennis("importeer", str(csv))
    assert result.exit_code == 1
    assert "regel 3: Vul in waar dit staat" in result.stderr
    assert "zorgzoekkaart" not in kennis("exporteer").stdout
    as_json = kennis("importeer", str(csv), "--json")
    assert as_json.exit_code == 1
    assert json.loads(as_json.stdout)["fouten"] == [
        {"regel": 3, "reden": "Vul in waar dit staat of wie dit zegt."}
    ]


def test_what_is_no_table_of_terms_is_a_wrong_call(csv: Path) -> None:
    csv.write_text("naam;plaats\n", encoding="utf-8")
    result = kennis("importeer", str(csv))
    assert (result.exit_code, "De kolom ‘term’ ontbreekt" in result.stderr) == (2, True)
