"""The metadata CSV: what it says counts, and what is wrong with it is told and opens up nothing."""

from __future__ import annotations

import contextlib
import csv
import io
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.metadata import COLUMNS, Metadata, Opgaaf, read_opgaaf
from kennis.access import Zichtbaarheid
from kennis.db.documenten import Status
from kennis.errors import MetadataError

HEADER = ";".join(COLUMNS)


def opgaaf(tmp_path: Path, *lines: str, header: str = HEADER, encoding: str = "utf-8") -> Opgaaf:
    path = tmp_path / "metadata.csv"
    path.write_bytes("\r\n".join([header, *lines]).encode(encoding))
    return read_opgaaf(path)


def said(found: Opgaaf, name: str) -> Metadata | None:
    return found.find(Path("/map") / name, Path("/map"))


def only_level(level: str) -> Metadata:
    return Metadata(zichtbaarheid=Zichtbaarheid(level))


def test_a_full_row_says_all(tmp_path: Path) -> None:
    found = opgaaf(
        tmp_path,
        "nota.pdf;Nota wonen;Gemeente Huizen;Beleidsnota;Wonen, zorg,;Vastgesteld;2024-03-12; Openbaar ",
    )
    assert said(found, "nota.pdf") == Metadata(
        titel="Nota wonen",
        organisatie="Gemeente Huizen",
        documentsoort="beleidsnota",
        themas=("wonen", "zorg"),
        status=Status.VASTGESTELD,
        datum=date(2024, 3, 12),
        zichtbaarheid=Zichtbaarheid.OPENBAAR,
    )
    assert (found.klachten, found.fouten) == ((), {})


def test_an_empty_field_says_nothing(tmp_path: Path) -> None:
    assert said(opgaaf(tmp_path, "nota.pdf;;;;;;;"), "nota.pdf") == Metadata()
    assert said(opgaaf(tmp_path, "nota.pdf;;;;;;;beheer"), "nota.pdf") == only_level("beheer")


def test_columns_may_stand_in_any_order_and_be_left_out(tmp_path: Path) -> None:
    found = opgaaf(tmp_path, "openbaar;nota.pdf", header=" Zichtbaarheid ;BESTAND")
    assert said(found, "nota.pdf") == only_level("openbaar")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("nota.pdf;;;;;;;geheim", "onbekende zichtbaarheid 'geheim' .*openbaar, professional, ambtenaar"),
        ("nota.pdf;;;;;;12-03-2024;openbaar", "onbekende datum '12-03-2024' .*jjjj-mm-dd"),
        ("nota.pdf;;;;;;2024-02-30;openbaar", "onbekende datum"),
        ("nota.pdf;;;;;klaar;;openbaar", "onbekende status 'klaar'"),
        ("nota.pdf;Wonen; zorg en meer;;;;;;openbaar", "onbekende datum|te veel velden"),
        ("nota.pdf;;;;;;;openbaar;beheer", "te veel velden"),
    ],
)
def test_a_row_that_is_wrong_stops_its_own_file_only(tmp_path: Path, row: str, reason: str) -> None:
    """What was meant is not guessed: the guess might open up what should stay closed."""
    found = opgaaf(tmp_path, row, "goed.pdf;;;;;;;professional")
    with pytest.raises(MetadataError, match=reason):
        said(found, "nota.pdf")
    assert said(found, "goed.pdf") == only_level("professional")
    assert said(found, "onbekend.pdf") is None


def test_a_title_with_a_semicolon_never_loses_the_closed_level(tmp_path: Path) -> None:
    """The fields shift, so that the level would fall off the end."""
    found = opgaaf(tmp_path, "nota.pdf;Wonen; en zorg;;;;;;beheer")
    with pytest.raises(MetadataError, match="te veel velden"):
        said(found, "nota.pdf")


def test_a_short_row_says_what_it_has(tmp_path: Path) -> None:
    assert said(opgaaf(tmp_path, "nota.pdf;Nota wonen"), "nota.pdf") == Metadata(titel="Nota wonen")


@pytest.mark.parametrize(
    ("header", "missing"),
    [
        ("titel;zichtbaarheid", "bestand"),
        ("bestand;titel", "zichtbaarheid"),
        ("naam;wie", "bestand en zichtbaarheid"),
        ("bestand,titel,zichtbaarheid", "bestand en zichtbaarheid"),
        ("", "bestand en zichtbaarheid"),
    ],
)
def test_a_csv_without_the_columns_that_matter_is_refused(tmp_path: Path, header: str, missing: str) -> None:
    with pytest.raises(MetadataError, match=f"ontbreekt de kolom {missing}\\."):
        opgaaf(tmp_path, "a;b", header=header)


def test_an_unknown_column_is_reported_and_the_rest_counts(tmp_path: Path) -> None:
    found = opgaaf(tmp_path, "nota.pdf;x;openbaar", header="bestand;kleur;zichtbaarheid")
    assert found.klachten == ("onbekende kolom 'kleur' in de metadata",)
    assert said(found, "nota.pdf") == only_level("openbaar")


def test_what_a_spreadsheet_leaves_at_the_edges_is_no_mistake(tmp_path: Path) -> None:
    found = opgaaf(tmp_path, "nota.pdf;openbaar;;", ";;;", "", header="bestand;zichtbaarheid;;")
    assert found.klachten == ()
    assert said(found, "nota.pdf") == only_level("openbaar")


def test_a_row_without_a_file_is_reported_and_is_about_no_file(tmp_path: Path) -> None:
    found = opgaaf(tmp_path, 'nota.pdf;"Over\nwonen";;;;;;openbaar', ";Nota zonder naam;;;;;;openbaar")
    assert found.klachten == ("regel 4 van de metadata noemt geen bestand",)
    assert found.rijen.keys() == {"nota.pdf"}


def test_the_same_row_twice_is_one_row_but_two_that_differ_are_a_mistake(tmp_path: Path) -> None:
    row = "nota.pdf;;;;;;;beheer"
    assert said(opgaaf(tmp_path, row, row), "nota.pdf") == only_level("beheer")
    found = opgaaf(tmp_path, row, "nota.pdf;;;;;;;openbaar")
    with pytest.raises(MetadataError, match="twee keer"):
        said(found, "nota.pdf")


def test_a_quote_that_is_not_closed_refuses_the_whole_csv(tmp_path: Path) -> None:
    """Otherwise the rows after it would silently become a part of one title."""
    with pytest.raises(MetadataError, match="aanhalingstekens"):
        opgaaf(tmp_path, 'nota.pdf;"Wonen;;;;;;openbaar', "geheim.pdf;;;;;;;beheer")


def test_quotes_in_a_title_may_stand_as_they_are(tmp_path: Path) -> None:
    found = opgaaf(tmp_path, 'a.pdf;Zicht op "thuis";;;;;;openbaar', 'b.pdf;"Zicht; ""thuis""";;;;;;openbaar')
    assert [said(found, name) for name in ("a.pdf", "b.pdf")] == [
        Metadata(titel=titel, zichtbaarheid=Zichtbaarheid.OPENBAAR)
        for titel in ('Zicht op "thuis"', 'Zicht; "thuis"')
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_csv_of_any_office_is_read(tmp_path: Path, encoding: str) -> None:
    found = opgaaf(tmp_path, "één.pdf;Cliënten – € 5;;;;;;openbaar", encoding=encoding)
    assert said(found, "één.pdf") == Metadata(titel="Cliënten – € 5", zichtbaarheid=Zichtbaarheid.OPENBAAR)


def test_a_file_that_is_no_csv_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "metadata.csv"
    path.write_bytes(bytes(range(256)) * 10)
    with pytest.raises(MetadataError):
        read_opgaaf(path)
    with pytest.raises(MetadataError, match="kan niet worden geopend"):
        read_opgaaf(tmp_path / "weg.csv")


# --- which file a row is about -------------------------------------------------------------------------------


def test_a_row_names_a_file_by_its_place_or_by_its_name(tmp_path: Path) -> None:
    found = opgaaf(
        tmp_path, "nota.pdf;;;;;;;beheer", "wonen/nota.pdf;;;;;;;openbaar", "zorg\\brief.pdf;;;;;;;beheer"
    )
    assert said(found, "wonen/nota.pdf") == only_level("openbaar")
    assert said(found, "jeugd/nota.pdf") == only_level("beheer")
    assert said(found, "zorg/brief.pdf") == only_level("beheer")
    assert said(found, "jeugd/brief.pdf") is None
    assert found.find(Path("/map/nota.pdf"), Path("/map/nota.pdf")) == only_level("beheer")


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("other", ["NFC", "NFD"])
def test_an_accent_is_an_accent_however_it_is_written(tmp_path: Path, form: str, other: str) -> None:
    """A Mac names files otherwise than a spreadsheet does; the closed level must still be found."""
    row = unicodedata.normalize(form, "cliënten.pdf") + ";;;;;;;beheer"  # type: ignore[arg-type] # a form
    name = unicodedata.normalize(other, "cliënten.pdf")  # type: ignore[arg-type] # idem
    assert said(opgaaf(tmp_path, row), name) == only_level("beheer")


@pytest.mark.parametrize("name", [" nota.pdf", "nota.pdf ", "een\nnota.pdf", 'de "nota".pdf', "a;b.pdf", "-.pdf"])
def test_odd_names_can_be_named(tmp_path: Path, name: str) -> None:
    quoted = '"' + name.replace('"', '""') + '"'
    assert said(opgaaf(tmp_path, f"{quoted};;;;;;;beheer"), name) == only_level("beheer")


cells = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=12)


@given(st.lists(st.lists(cells, max_size=10), max_size=6))
def test_no_table_gives_another_error(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows([COLUMNS, *rows])
    path = tmp_path_factory.getbasetemp() / "tabel.csv"
    path.write_text(text.getvalue(), encoding="utf-8", newline="")
    found = read_opgaaf(path)
    assert set(found.fouten) | set(found.rijen) <= {_normal(row[0]) for row in rows if row}


@given(st.binary(max_size=200))
def test_no_bytes_give_another_error(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "bytes.csv"
    path.write_bytes(b"bestand;zichtbaarheid\n" + content)
    with contextlib.suppress(MetadataError):
        read_opgaaf(path)


def _normal(name: str) -> str:
    return unicodedata.normalize("NFC", name.replace("\\", "/").strip()).strip()


# --- one over the other --------------------------------------------------------------------------------------

metadata = st.builds(
    Metadata,
    titel=st.sampled_from([None, "a", "b"]),
    status=st.sampled_from([None, *Status]),
    zichtbaarheid=st.sampled_from([None, *Zichtbaarheid]),
    themas=st.sampled_from([None, ("wonen",), ("zorg", "wonen")]),
)


@given(metadata, metadata, metadata)
def test_who_says_something_is_believed_over_who_comes_after(
    one: Metadata, two: Metadata, three: Metadata
) -> None:
    assert one.over(two).titel == (one.titel or two.titel)
    assert one.over(two).over(three) == one.over(two.over(three))
    assert one.over(Metadata()) == Metadata().over(one) == one.over(one) == one


@given(metadata, metadata)
def test_fingerprints_are_equal_for_equal_metadata_only(one: Metadata, other: Metadata) -> None:
    assert (one.fingerprint == other.fingerprint) == (one == other)
    assert len(one.fingerprint) == 64
