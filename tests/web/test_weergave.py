from __future__ import annotations

from datetime import date

import pytest

from kennis.web.weergave import afbreekbaar, datum, formaat_naam, getal, hoofdletter, meervoud, omvang


def test_a_date_is_written_out() -> None:
    assert datum(date(2025, 3, 3)) == "3 maart 2025"


@pytest.mark.parametrize(("value", "shown"), [(0, "0"), (12345, "12.345"), (1234.5, "1.234,5")])
def test_a_number_has_dutch_separators(value: float, shown: str) -> None:
    assert getal(value) == shown


@pytest.mark.parametrize(
    ("size", "shown"),
    [
        (0, "0 bytes"),
        (999, "999 bytes"),
        (58_738, "59 kB"),
        (1_234_567, "1,2 MB"),
        (12_345_678, "12 MB"),
        (5_000_000_000_000, "5.000 GB"),
    ],
)
def test_a_size_reads_at_a_glance(size: int, shown: str) -> None:
    assert omvang(size) == shown


@pytest.mark.parametrize(
    ("number", "shown"), [(0, "geen documenten"), (1, "1 document"), (1200, "1.200 documenten")]
)
def test_a_number_stands_with_its_noun(number: int, shown: str) -> None:
    assert meervoud(number, "document", "documenten") == shown


def test_words_keep_their_own_capitals() -> None:
    assert hoofdletter("wmo-Raad") == "Wmo-Raad"
    assert hoofdletter("") == ""


def test_a_format_has_the_name_people_know() -> None:
    assert [formaat_naam(name) for name in ("docx", "pdf", "epub")] == ["Word", "PDF", "epub"]


def test_a_long_compound_may_be_broken_between_its_parts() -> None:
    assert afbreekbaar("Aanbestedingsdocument") == "Aanbestedings\u00addocument"
    assert afbreekbaar("Plan van aanpak") == "Plan van aanpak"
    assert afbreekbaar("Gewest Gooi en Vechtstreek") == "Gewest Gooi en Vechtstreek"
    assert afbreekbaar("regionaal-samenwerkingsverband-2009") == "regionaal-samenwerkingsverband-2009"
