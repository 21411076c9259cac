from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.readers.text import (
    clean,
    is_list_item,
    join_lines,
    one_line,
    split_soft_lines,
    without_bullet,
    words_in,
)


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (("samen-", "werking"), "samenwerking"),
        (("de in-", "en uitstroom"), "de in- en uitstroom"),
        (("voor-", "of achteraf"), "voor- of achteraf"),
        (("Noord-", "Holland"), "Noord-Holland"),
        (("2008-", "2011"), "2008-2011"),
        (("AWBZ-", "zorg"), "AWBZ-zorg"),
        (("re-", "integratie"), "re-integratie"),
        (("be-", "invloeden"), "beinvloeden"),
        (("financi\xad", "ële"), "financiële"),
        (("wonen en", "zorg"), "wonen en zorg"),
        (("wonen –", "zorg"), "wonen – zorg"),
    ],
)
def test_a_word_broken_at_a_line_end_is_made_whole(lines: tuple[str, ...], whole: str) -> None:
    assert join_lines(lines) == whole


def test_the_rest_of_the_text_decides_how_a_word_is_written() -> None:
    words = words_in(["De Wmo-raad en de Wmo", "een co-creatie van"])
    assert join_lines(["de Wmo-", "raad"], words) == "de Wmo-raad"
    assert join_lines(["de Wmo-", "consulent"], words) == "de Wmo-consulent"
    assert join_lines(["in co-", "creatie"], words) == "in co-creatie"


@given(st.lists(st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=8), max_size=12))
def test_joining_lines_loses_no_letter(lines: list[str]) -> None:
    letters = "".join(lines).replace("-", "").replace("‐", "")
    assert join_lines(lines).replace(" ", "").replace("-", "").replace("‐", "") == letters


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("eﬃciënte ﬁnanciën", "efficiënte financiën"),
        ("samen\xadwerking", "samenwerking"),
        ("9\u00a0gemeenten\u2009en  meer", "9 gemeenten en meer"),
        ("cliënt", "cliënt"),
        ("\ufeffregel\u200b een\x07", "regel een"),
        ("<b>Wonen</b> en <i class='x'>zorg</i>", "Wonen en zorg"),
        ("minder dan (< 50.000 inwoners) en > 3", "minder dan (< 50.000 inwoners) en > 3"),
        ("het sociaal deelfonds¹. Zie ook²", "het sociaal deelfonds. Zie ook"),
        ("120 m² en 3 km²", "120 m² en 3 km²"),
        ("de 1 ^e helft en 30^{ste}", "de 1e helft en 30ste"),
    ],
)
def test_text_is_cleaned(raw: str, read: str) -> None:
    assert " ".join(clean(raw).split()) == read


@given(st.text())
def test_cleaning_ends_in_one_form(text: str) -> None:
    once = clean(text)
    assert unicodedata.is_normalized("NFC", once)
    assert one_line(clean(once)) == one_line(once)


@pytest.mark.parametrize(
    "item", ["• wonen", "- wonen", "1. wonen", "b) wonen", "(2) wonen", "–  wonen", "A) wonen"]
)
def test_items_of_a_list_are_known(item: str) -> None:
    assert is_list_item(item)


@pytest.mark.parametrize("text", ["2.1 Doelen", "B. Hammer (Hilversum)", "o.a. zorg", "Wonen - zorg", "2008. Dat"])
def test_other_text_is_no_item(text: str) -> None:
    assert not is_list_item(text)


def test_a_bullet_goes_and_a_number_stays() -> None:
    assert [without_bullet(text) for text in ("• a", "\u25aa  a", "-a", "1. a")] == ["a", "a", "a", "1. a"]


def test_soft_line_ends_are_kept_where_they_mean_something() -> None:
    address = "Gemeente Huizen\nPostbus 5\n1270 AA Huizen"
    wrapped = "Strategisch werken aan wonen,\nwelzijn en zorg"
    assert split_soft_lines(address) == address.split("\n")
    assert split_soft_lines(wrapped) == ["Strategisch werken aan wonen, welzijn en zorg"]
