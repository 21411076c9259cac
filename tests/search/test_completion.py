from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennis.access import BURGER, Lezer, Rol, Zichtbaarheid
from kennis.search.completion import Woordbeeld
from kennis.search.engine import SearchEngine
from kennis.search.query import read_query
from kennis.search.records import IndexRecord
from kennis.search.related import MAX_RELATED, related
from kennis.search.suggest import read_begin
from kennis.search.terms import Term, Termen, Vorm
from kennis.search.writer import IndexWriter
from tests.encoders import HashEncoder
from tests.rijen import new_record

OPEN = (
    "Eenzaamheid onder ouderen: wat de gemeente doet.",
    "De gemeente bestrijdt eenzaamheid met een maatje. Eenzame ouderen krijgen bezoek.",
    "Een eenzijdig plan voor huurwoningen en een huurtoeslag.",
    "Huishoudelijke hulp en huisbezoek. De huur is een zaak van de corporatie.",
    "Respijtzorg voor mantelzorgers.",
)
CLOSED = (
    "Eenzelvigheid, eenzaamheidsonderzoek, huurachterstand en kamperfoelie.",
    *("Eenzijdig beleid, eenzijdige plannen en huurachterstanden." for _ in range(9)),
)
TERMEN = Termen(
    (
        Term("respijtzorg", (Vorm("vervangende mantelzorg", "synoniem"),)),
        Term("huurachterstand"),
        Term("hulp bij het huishouden"),
    )
)
REGISSEUR = Lezer(Rol.REGISSEUR)
Read = Callable[[Lezer], Woordbeeld]


def opened(folder: Path, *some: IndexRecord) -> Read:
    with IndexWriter(folder, HashEncoder()) as writer:
        writer.rebuild(some)
    snapshot = SearchEngine(folder, HashEncoder()).snapshot()
    return lambda lezer: Woordbeeld(snapshot.spelling, snapshot.columns.visible(lezer))


def records(texts: tuple[str, ...], first: int, **values: object) -> list[IndexRecord]:
    return [new_record(first + number, tekst=text, context="", **values) for number, text in enumerate(texts)]


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """Give the words as a reader has them, of an index with closed records too."""
    closed = records(CLOSED, 100, zichtbaarheid=Zichtbaarheid.BEHEER)
    return opened(tmp_path_factory.mktemp("tussen"), *closed, *records(OPEN, 1))


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Woordbeeld:
    """Give the words of an index that has the open records only."""
    return opened(tmp_path_factory.mktemp("zonder"), *records(OPEN, 1))(BURGER)


def test_a_word_is_completed_by_what_stands_in_most_records(read: Read) -> None:
    assert read(BURGER).completions(read_begin("eenz")) == ["eenzaamheid", "eenzame", "eenzijdig"]
    assert read(REGISSEUR).completions(read_begin("eenz"))[0] == "eenzijdig"  # and not eenzijdige: one stem


def test_a_word_that_stands_beside_the_words_before_it_comes_first(read: Read) -> None:
    assert read(BURGER).completions(read_begin("huur"))[0] == "huur"
    assert read(BURGER).completions(read_begin("plan huurt"))[0] == "huurtoeslag"
    assert read(BURGER).completions(read_begin("toeslag eenz"))[0] == "eenzijdig"


def test_two_letters_are_too_few(read: Read) -> None:
    assert read(BURGER).completions(read_begin("ee")) == []


def test_one_can_find_a_text_when_all_its_words_stand_somewhere(read: Read) -> None:
    burger = read(BURGER)
    assert burger.can_find("wat doet de gemeente voor mantelzorgers")
    assert not burger.can_find("kamperfoelie in de gemeente")
    assert read(REGISSEUR).can_find("kamperfoelie in de gemeente")
    assert not burger.can_find("de het een")
    assert not burger.can_find("")


@pytest.mark.parametrize(
    ("vraag", "burger", "regisseur"),
    [
        ("eenzamheid", ["eenzaamheid"], ["eenzaamheid"]),  # a slip
        ("respijthuis", ["respijtzorg"], ["respijtzorg"]),  # a term that begins the same
        ("gemeentehuis", ["gemeente"], ["gemeente"]),  # the part of it that is known
        ("huurachterstanden", [], ["huurachterstand"]),  # its stem is that of a term
        ("huurachterstand", [], []),  # the question itself is no way out
        ("xqzw", [], []),
    ],
)
def test_instead_of_what_is_not_found_there_are_words_and_terms_near_it(
    read: Read, vraag: str, burger: list[str], regisseur: list[str]
) -> None:
    assert related(read_query(vraag), TERMEN, read(BURGER)) == burger
    assert related(read_query(vraag), TERMEN, read(REGISSEUR)) == regisseur


@given(st.text("ehuirzamdjgl ", max_size=14))
def test_closed_records_change_nothing(read: Read, alone: Woordbeeld, getypt: str) -> None:
    burger = read(BURGER)
    assert burger.completions(read_begin(getypt)) == alone.completions(read_begin(getypt))
    assert burger.can_find(getypt) == alone.can_find(getypt)
    found = related(read_query(getypt), TERMEN, burger)
    assert found == related(read_query(getypt), TERMEN, alone)
    assert len(found) <= MAX_RELATED
