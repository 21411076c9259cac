"""Taking in what cannot be taken in, and what has an odd name: a line with the reason, and the rest goes on."""

from __future__ import annotations

import json
import os
from hashlib import sha256
from pathlib import Path

import pytest

from tests.indexer.proefmap import Proefmap, counts, nota, reasons

WONEN, ZORG = nota("wonen"), nota("zorg")


NUMBERS = "Burgerservicenummers: 999900006 999900018 999900020 999900031"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "bestand is leeg (0 bytes)"),
        (b" \n\t ", "bestand bevat geen tekst"),
        (bytes(range(256)) * 40, "dit is geen document met tekst"),
        (b"%PDF-1.7 kapot", "beschadigd"),
        (b"PK\x03\x04kapot", "beschadigd"),
        (NUMBERS.encode(), "burgerservicenummers"),
    ],
)
def test_a_file_that_cannot_be_taken_in_leaves_nothing_and_stops_nothing(
    each_proefmap: Proefmap, content: bytes, reason: str
) -> None:
    (each_proefmap.map / "a-fout.txt").write_bytes(content)
    each_proefmap.write("b-goed.txt", WONEN)
    rapport = each_proefmap.take_in()
    assert reason in reasons(rapport)["a-fout.txt"]
    assert counts(rapport) == {"nieuw": 1}
    assert each_proefmap.live() == each_proefmap.places() == ["b-goed.txt"]
    assert len(each_proefmap.kept()) == len(each_proefmap.outbox()) == 1


def test_a_wrong_row_in_the_csv_leaves_its_file_out(proefmap: Proefmap) -> None:
    proefmap.write("a.txt", WONEN)
    proefmap.write("b.txt", ZORG)
    rapport = proefmap.described("a.txt;;;;;;;geheim", "b.txt;;;;;;;openbaar")
    assert list(reasons(rapport)) == ["a.txt"]
    assert proefmap.live() == ["b.txt"]
    assert len(proefmap.kept()) == 1


def test_an_unknown_column_is_a_failure_and_the_files_are_taken_in(proefmap: Proefmap) -> None:
    proefmap.write("a.txt", WONEN)
    path = proefmap.map.parent / "metadata.csv"
    path.write_text("bestand;kleur;zichtbaarheid\na.txt;rood;openbaar\n")
    opgaaf = proefmap.opgaaf()
    rapport = proefmap.take_in(opgaaf=type(opgaaf)(opgaaf.rijen, {}, ("kleur",), (), opgaaf.pad))
    assert reasons(rapport) == {"metadata.csv": "onbekende kolom 'kleur' in de metadata"}
    assert counts(rapport) == {"nieuw": 1}


def test_a_row_of_the_csv_without_a_file_is_reported(proefmap: Proefmap) -> None:
    proefmap.write("a.txt", WONEN)
    assert reasons(proefmap.described(";Nota zonder naam;;;;;;beheer")) == {
        "metadata.csv": "regel 2 van de metadata noemt geen bestand"
    }


def test_a_file_that_cannot_be_kept_leaves_no_rows(proefmap: Proefmap) -> None:
    """The row and the kept file are there together, or neither is."""
    proefmap.write("a.txt", WONEN)
    in_the_way = proefmap.installatie.config.files_dir / sha256(WONEN.encode()).hexdigest()[:2]
    in_the_way.write_text("geen map")
    assert list(reasons(proefmap.take_in())) == ["a.txt"]
    assert (proefmap.versies(), proefmap.places(), proefmap.outbox()) == ([], [], set())
    in_the_way.unlink()
    assert counts(proefmap.take_in()) == {"nieuw": 1}


def test_a_version_that_was_accepted_stays_when_its_file_breaks(proefmap: Proefmap) -> None:
    path = proefmap.write("nota.txt", WONEN)
    proefmap.take_in()
    path.write_bytes(b"")
    assert list(reasons(proefmap.take_in())) == ["nota.txt"]
    assert proefmap.live() == ["nota.txt"]


def test_a_file_that_failed_is_tried_again(proefmap: Proefmap) -> None:
    path = proefmap.write("nota.txt", "")
    proefmap.take_in()
    path.write_text(WONEN)
    assert counts(proefmap.take_in()) == {"nieuw": 1}


# --- names ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "shown", "titel"),
    [
        (b"nota wonen.txt", "nota wonen.txt", "Nota wonen"),
        ("één – nota’s.txt".encode(), "één – nota’s.txt", "Één – nota’s"),
        (b"een\nregel.txt", "een␤regel.txt", "Een regel"),
        (b"oud\xe9.txt", "oud\\xe9.txt", "Oud"),
        (b"x" * 250 + b".txt", "x" * 250 + ".txt", "X" + "x" * 249),
        (b"\xff" * 200, "\\xff" * 63 + "\\xf", "Zonder titel"),
        (b"' OR 1=1 --%_", "' OR 1=1 --%_", "' OR 1=1 %"),
    ],
)
def test_a_file_may_have_any_name(each_proefmap: Proefmap, name: bytes, shown: str, titel: str) -> None:
    path = Path(os.fsdecode(os.fsencode(each_proefmap.map) + b"/" + name))
    path.write_text(WONEN)
    assert counts(each_proefmap.take_in()) == {"nieuw": 1}
    assert (each_proefmap.versie().bestandsnaam, each_proefmap.versie().titel) == (shown, titel)
    assert counts(each_proefmap.take_in()) == {"ongewijzigd": 1}
    path.unlink()
    assert counts(each_proefmap.take_in()) == {"verwijderd": 1}


def test_the_report_can_be_written_as_json_whatever_the_names_are(proefmap: Proefmap) -> None:
    Path(os.fsdecode(os.fsencode(proefmap.map) + b"/fout\xe9\n.txt")).write_bytes(b"")
    found = json.loads(json.dumps(proefmap.take_in().as_json()).encode("utf-8"))
    assert found["mislukt"] == [{"bestand": "fout\\xe9␤.txt", "reden": "bestand is leeg (0 bytes)"}]
    assert (found["nieuw"], found["gewijzigd"], found["ongewijzigd"], found["verwijderd"]) == (0, 0, 0, 0)


def test_the_csv_itself_is_no_document(proefmap: Proefmap) -> None:
    proefmap.write("nota.txt", WONEN)
    opgaaf = proefmap.opgaaf("nota.txt;;;;;;;openbaar")
    assert opgaaf.pad is not None
    inside = proefmap.map / "metadata.csv"
    opgaaf.pad.rename(inside)
    opgaaf = type(opgaaf)(opgaaf.rijen, pad=inside.resolve())
    assert counts(proefmap.take_in(opgaaf=opgaaf)) == {"nieuw": 1}
    assert proefmap.places() == ["nota.txt"]


@pytest.mark.parametrize("odd", [b"\x00", b"\x0b\x0c", "\u2028\ufeff\u200b".encode(), b"\xed\xa0\x80", b"\xff"])
def test_odd_characters_in_a_text_stop_no_database(each_proefmap: Proefmap, odd: bytes) -> None:
    (each_proefmap.map / "nota.txt").write_bytes(WONEN.encode() + b" staart" + odd + b"stuk")
    rapport = each_proefmap.take_in()
    assert (counts(rapport), rapport.mislukt) == ({"nieuw": 1}, [])
    assert "stuk" in each_proefmap.versie().passages[-1].tekst


def test_a_row_of_the_csv_whose_file_is_not_there_is_told(proefmap: Proefmap) -> None:
    """A slip in a name would otherwise give the file the usual level without a word."""
    proefmap.write("a.txt", WONEN)
    rapport = proefmap.described("a.tx;;;;;;;beheer")
    assert rapport.mislukt == []
    assert rapport.meldingen == ["De metadata noemt 'a.tx', maar dat bestand is er niet."]
    assert proefmap.take_in(proefmap.map / "a.txt", opgaaf=proefmap.opgaaf("b.txt;;;;;;;beheer")).meldingen == []
