"""Dutch analysis: one form for what a reader takes as one word, and the parts of what is built from several."""

from __future__ import annotations

import re
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
import wordfreq
from hypothesis import given
from hypothesis import strategies as st

from kennis.search.dutch import (
    analyse,
    analyse_word,
    is_stop_word,
    locate,
    split_compound,
    with_accents,
    word_begins,
    written_words,
)
from kennis.search.lexicon import fold, usualness

USUAL_WORDS = [word for word in wordfreq.top_n_list("nl", 30_000) if word.isalpha()]
LINKERS = ("", "s", "en", "e", "er")
words = st.sampled_from(USUAL_WORDS)
texts = st.one_of(
    st.text(),
    st.text(alphabet="aábcDE0123-&'’._ ,\u00ad\u200b"),
    st.lists(st.one_of(words, st.sampled_from(["in-, door- en", "W&Z", "3D's", "ver-", "en", "of"]))).map(
        " ".join
    ),
)


def exact(text: str) -> list[str]:
    return [woord.exact for woord in analyse(text)]


def stems(text: str) -> set[str]:
    return {woord.stam for woord in analyse(text)}


# --- stems ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "forms",
    [
        "gemeente gemeenten gemeentelijk gemeentelijke Gemeente GEMEENTEN",
        "mantelzorger mantelzorgers",
        "woning woningen",
        "inwoner inwoners",
        "gezin gezins",
        "gebied gebieden",
        "gebouw gebouwen",
        "gebruik gebruiken",
        "gebruiker gebruikers",
        "gezondheid gezond gezonde",
        "cliënt cliënten client clienten",
        "aanbesteding aanbestedingen",
        "wijk wijken",
        "nota nota's nota’s",
        "café cafe cafés café's",
        "visie visies",
        "3D 3D's 3d's",
        "W&Z WZ w&z",
        "coördinatie coordinatie",
    ],
)
def test_forms_of_one_word_have_one_stem(forms: str) -> None:
    assert len(stems(forms)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("gemeente", "mening"),
        ("gezin", "zin"),
        ("gebied", "bied"),
        ("SWW", "Wsw"),
        ("wonen", "wennen"),
        ("jeugd", "jong"),
    ],
)
def test_different_words_have_different_stems(one: str, other: str) -> None:
    assert stems(one).isdisjoint(stems(other))


# --- compounds -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("huurwoningen", {"huur", "woningen"}),
        ("keukentafelgesprek", {"keukentafel", "gesprek"}),
        ("woonzorgvisie", {"woon", "zorg", "visie"}),
        ("portefeuillehoudersoverleg", {"portefeuille", "houders", "overleg"}),
        ("eenzaamheidsbestrijding", {"eenzaamheid", "bestrijding"}),
        ("gemeenteraad", {"gemeente", "raad"}),
        ("schuldhulpverlening", {"schuld", "hulpverlening"}),
        ("valpreventie", {"val", "preventie"}),
        ("ouderenhuisvesting", {"ouderen", "huisvesting"}),
        ("zorgcoordinator", {"zorg", "coordinator"}),
    ],
)
def test_a_compound_has_its_parts(word: str, parts: set[str]) -> None:
    assert set(split_compound(word)) == parts


@pytest.mark.parametrize(
    "word", ["gemeente", "ondersteuning", "televisie", "wonen", "de", "", "2024", "zorg", "visies"]
)
def test_what_is_no_compound_stays_whole(word: str) -> None:
    assert split_compound(word) == ()


@given(words)
def test_the_parts_with_their_linking_letters_are_the_word(word: str) -> None:
    folded = fold(word)
    parts = split_compound(folded)
    linkers = f"(?:{'|'.join(LINKERS)})"
    assert not parts or re.fullmatch(linkers.join(map(re.escape, parts)), folded)
    assert len(parts) != 1
    assert all(len(part) >= 3 for part in parts)


@given(st.lists(words, min_size=2, max_size=3))
def test_words_written_as_one_are_taken_apart_into_the_same_letters(some: list[str]) -> None:
    word = fold("".join(some))
    parts = split_compound(word)
    assert not parts or re.fullmatch(f"(?:{'|'.join(LINKERS)})".join(map(re.escape, parts)), word)


def test_a_word_with_hyphens_is_the_word_without_and_has_its_parts() -> None:
    one, other = analyse_word("cliënten-participatie"), analyse_word("clientenparticipatie")
    assert (one.exact, one.stam, set(one.delen)) == (other.exact, other.stam, set(other.delen))
    assert set(analyse_word("wonen-welzijn-zorg").delen) == stems("wonen welzijn zorg")
    assert set(analyse_word("Wmo-raad").delen) == {"wmo", "raad"}


# --- words that are written together ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("in-, door- en uitstroom", ["instroom", "doorstroom", "uitstroom"]),
        ("jeugd- en gezinshulp", ["jeugdhulp", "gezinshulp"]),
        ("zorg- of welzijnsaanbieders", ["zorgaanbieders", "welzijnsaanbieders"]),
        ("over- en onderbezetting", ["overbezetting", "onderbezetting"]),
        ("in- en uitschrijven", ["inschrijven", "uitschrijven"]),
        ("zwart- en wit", ["zwart", "en", "wit"]),
        ("wonen- en", ["wonen", "en"]),
    ],
)
def test_what_a_hyphen_leaves_out_is_filled_in(text: str, found: list[str]) -> None:
    assert exact(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("doorzettings- macht", ["doorzettingsmacht"]),
        ("de gemeente-\nraad besluit", ["de", "gemeenteraad", "besluit"]),
        ("Noord- Holland", ["noord", "holland"]),  # with a capital it is a name
        ("zorg- naar behoefte", ["zorg", "naar", "behoefte"]),
        ("zorg- krbvq", ["zorg", "krbvq"]),
    ],
)
def test_a_word_that_was_broken_off_is_made_whole(text: str, found: list[str]) -> None:
    assert exact(text) == found


@pytest.mark.parametrize("text", ["a" * 200_000, "abc- " * 40_000, "abc-, " * 40_000, "in-" * 60_000])
def test_a_text_that_is_made_to_be_slow_is_read_in_a_moment(text: str) -> None:
    begin = time.process_time()
    analyse(text)
    assert time.process_time() - begin < 10  # a fifth of it took 20 s when a match could begin anywhere


# --- the rest --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Wonen & Zorg", ["wonen", "zorg"]),
        ("W&Z", ["wz"]),
        ("3D's", ["3d"]),
        ("'s avonds", ["s", "avonds"]),
        ("€ 1.500,50 in 2024", ["1500", "50", "in", "2024"]),
        ("24/7-zorg", ["24", "7zorg"]),
        ("snake_case", ["snake", "case"]),
        ("één ding: dat!", ["een", "ding", "dat"]),
        ("ﬁets Straße", ["fiets", "strasse"]),
        ("", []),
        (" \n.,;", []),
    ],
)
def test_words_are_what_stands_between_signs(text: str, found: list[str]) -> None:
    assert exact(text) == found


@pytest.mark.parametrize("word", ["de", "het", "van", "een", "a", "7"])
def test_words_that_say_nothing_are_stop_words(word: str) -> None:
    assert is_stop_word(word)


@pytest.mark.parametrize("word", ["zorg", "wonen", "gemeente", "wmo", "2024", "achter"])
def test_words_that_say_something_are_none(word: str) -> None:
    assert not is_stop_word(word)


@given(texts)
def test_every_text_can_be_analysed_and_always_the_same(text: str) -> None:
    found = analyse(text)
    assert found == analyse(text)
    for woord in found:
        assert woord.exact
        assert woord.stam
        assert len(woord.delen) != 1


@given(texts)
def test_every_word_is_found_in_its_place(text: str) -> None:
    end = 0
    for plek in locate(text):
        assert end <= plek.begin < plek.eind <= len(text)
        assert analyse_word(text[plek.begin : plek.eind]) == plek.woord
        end = plek.eind


@given(texts)
def test_words_and_where_they_begin_are_told_apart_as_together(text: str) -> None:
    places = [
        (begin, begin + len(word)) for begin, word in zip(word_begins(text), written_words(text), strict=True)
    ]
    assert [(plek.begin, plek.eind) for plek in locate(text)] == places
    assert [text[begin:eind] for begin, eind in places] == written_words(text)


@given(texts)
def test_case_and_accents_make_no_difference_to_the_form(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert exact(fold(text)) == exact(fold(text).upper().lower())


def test_a_word_without_end_is_cut_off() -> None:
    assert len(analyse_word("a" * 100_000).exact) <= 64
    assert analyse("a-" * 50_000)


@pytest.mark.parametrize(
    ("word", "written"),
    [
        ("clienten", "cliënten"),
        ("clientenraad", "cliëntenraad"),
        ("een", "een"),
        ("voor", "voor"),
        ("xqzw", "xqzw"),
    ],
)
def test_a_word_is_shown_with_the_accents_that_people_write(word: str, written: str) -> None:
    assert with_accents(word) == written


@pytest.mark.parametrize(
    "word", ["clientenraad", "coordinatie", "ideeenbus", "gecoordineerd", "patientenvereniging"]
)
def test_accents_change_nothing_of_the_form(word: str) -> None:
    assert with_accents(word) != word
    assert fold(with_accents(word)) == word


def test_usual_words_are_more_usual() -> None:
    assert usualness("de") > usualness("gemeente") > usualness("woonvisie") > usualness("xqzw") == 0


def test_many_threads_get_the_same_answer() -> None:
    """Snowball's own objects may not be shared between threads."""
    some = USUAL_WORDS[:3_000]
    analyse_word.cache_clear()
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(analyse_word, some * 4))
    assert found == [analyse_word(word) for word in some] * 4
