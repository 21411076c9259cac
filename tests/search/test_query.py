"""Reading a question: what is asked, what must be there, what must not; and never an error."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kennis.search.query import MAX_CHARACTERS, MAX_WORDS, clean_query, loosened, read_query

typed = st.one_of(
    st.text(),
    st.text(alphabet="\"-“”„«»' \t\n\x00abé"),
    st.text(alphabet=st.characters(categories=["Cc", "Cs", "Cf", "Zs", "Lu"])),
    st.lists(st.sampled_from(['"', "-", '-"', "de", "het", "wonen", "in-, door- en uitstroom", "W&Z"])).map(
        " ".join
    ),
)


def asked(text: str) -> list[str]:
    return [woord.exact for woord in read_query(text).woorden]


def phrases(text: str) -> list[list[str]]:
    return [[woord.exact for woord in zin.woorden] for zin in read_query(text).zinnen]


def refused(text: str) -> list[str]:
    return [woord.exact for zin in read_query(text).zonder for woord in zin.woorden]


@given(typed)
def test_any_text_is_a_question(text: str) -> None:
    vraag = read_query(text)
    assert len(vraag.woorden) <= MAX_WORDS
    assert len(vraag.zonder) <= MAX_WORDS
    assert vraag.is_empty == (not vraag.woorden)
    assert all(vraag.zinnen)
    assert read_query(text) == vraag


@given(typed)
def test_what_is_shown_of_a_question_is_one_short_line(text: str) -> None:
    shown = clean_query(text)
    assert len(shown) <= MAX_CHARACTERS
    assert shown == " ".join(shown.split())
    assert not any(ord(char) < 32 or 127 <= ord(char) < 160 for char in shown)
    assert clean_query(shown) == shown


@given(typed)
def test_the_text_for_the_model_can_be_encoded(text: str) -> None:
    """A command line may hand over bytes that are no text."""
    read_query(text).tekst.encode("utf-8")


@pytest.mark.parametrize("text", ["coo\u0308rdinatie", "co\u00adördinatie", "co\u200bördinatie"])
def test_an_accent_or_a_soft_hyphen_does_not_cut_a_word(text: str) -> None:
    """A Mac writes 'ö' as two characters, and what is pasted from a page may hold soft hyphens."""
    assert asked(text) == asked("coördinatie")


def test_a_question_is_read_as_its_words_that_say_something() -> None:
    vraag = read_query("Waar staat de nota over mantelzorg?")
    assert "mantelzorg" in asked("Waar staat de nota over mantelzorg?")
    assert "de" not in asked("Waar staat de nota over mantelzorg?")
    assert vraag.tekst == "Waar staat de nota over mantelzorg?"
    assert (vraag.zinnen, vraag.zonder) == ((), ())


def test_a_question_of_stop_words_only_keeps_them() -> None:
    assert asked("van de") == ["van", "de"]
    assert not read_query("in de").is_empty


@pytest.mark.parametrize("text", ["", " ", "\x00\n", "!!! ...", '"', '""', "- -", "-", '-""', "?"])
def test_a_question_without_words_is_empty(text: str) -> None:
    assert read_query(text).is_empty


def test_a_repeated_word_is_asked_once() -> None:
    assert asked("zorg ZORG zórg") == ["zorg"]


def test_a_phrase_must_stand_as_it_is_and_is_searched_too() -> None:
    assert phrases('nota "voor in de toegang" wonen') == [["voor", "in", "de", "toegang"]]
    assert {"nota", "toegang", "wonen"} <= set(asked('nota "voor in de toegang" wonen'))
    assert read_query('nota "voor in de toegang"').tekst == "nota voor in de toegang"


@pytest.mark.parametrize("text", ["“wet maatschappelijke”", "„wet maatschappelijke”", "«wet maatschappelijke»"])
def test_typographic_quotes_are_quotes(text: str) -> None:
    assert phrases(text) == [["wet", "maatschappelijke"]]


def test_a_quote_that_is_not_closed_counts_as_not_typed() -> None:
    assert phrases('wonen "zorg en welzijn') == []
    assert asked('wonen "zorg en welzijn') == asked("wonen zorg en welzijn")
    assert phrases('"wonen" en "zorg') == [["wonen"]]


def test_a_word_after_a_minus_must_not_be_there() -> None:
    assert refused("wonen -Zorg") == ["zorg"]
    assert asked("wonen -zorg") == ["wonen"]
    assert read_query("wonen -zorg").tekst == "wonen"
    assert refused('wonen -"jeugd en gezin"') == ["jeugd", "en", "gezin"]


@pytest.mark.parametrize(
    "text", ["2023-2024", "huis-aan-huis", "in-, door- en uitstroom", "wonen - zorg", "wonen- zorg"]
)
def test_a_hyphen_inside_or_after_a_word_is_no_minus(text: str) -> None:
    assert refused(text) == []
    assert asked(text)


def test_only_a_minus_finds_nothing() -> None:
    vraag = read_query("-zorg")
    assert vraag.is_empty
    assert len(vraag.zonder) == 1


def test_a_page_that_is_pasted_in_is_cut_off() -> None:
    vraag = read_query("woonvisie gemeente " * 5_000)
    assert len(vraag.tekst) <= MAX_CHARACTERS
    assert asked("woonvisie gemeente " * 5_000)[:2] == ["woonvisie", "gemeente"]
    assert len(asked(" ".join(f"woord{number}" for number in range(1_000)))) == MAX_WORDS


def test_ten_thousand_signs_without_a_space_are_read_in_time() -> None:
    for sign in ('"', "-", "a", "a-", "é", "\x00", "a'b"):
        read_query(sign * 10_000)


@pytest.mark.parametrize(
    ("text", "loose"),
    [
        ('huis "groene kabouters" tuin', "huis groene kabouters tuin"),
        ("„groene kabouters”", "groene kabouters"),
        ('"groene kabouters" -"rode muts"', 'groene kabouters -"rode muts"'),
        ('"groene kabouters" organisatie:"Gemeente Huizen"', 'groene kabouters organisatie:"Gemeente Huizen"'),
        ('zorg "wonen" "', "zorg wonen"),
    ],
)
def test_a_phrase_can_become_loose_words(text: str, loose: str) -> None:
    assert loosened(text, quotes=True) == loose


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ('zorg -politie -"rode muts" wonen', "zorg wonen"),
        ('"groene kabouters" -muts', '"groene kabouters"'),
        ("zorg -jaar:2020 -muts", "zorg -jaar:2020"),
        ("in-huis -politie", "in-huis"),
        ("-politie", ""),
    ],
)
def test_what_must_be_absent_can_be_left_out(text: str, rest: str) -> None:
    assert loosened(text, minus=True) == rest


@example('-""-a')
@given(st.text('ab -"“„: titel', max_size=40))
def test_signs_that_were_left_out_are_gone_and_fields_stay(text: str) -> None:
    fields = [veld.waarde for veld in read_query(text).velden]
    assert read_query(loosened(text, quotes=True)).zinnen == ()
    without_minus = read_query(loosened(text, minus=True))
    assert without_minus.zonder == ()
    assert [veld.waarde for veld in without_minus.velden] == fields
