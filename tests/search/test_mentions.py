"""Where in a document the asked words stand, as the index knows it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from kennis.access import BURGER, Lezer, Rol, Zichtbaarheid
from kennis.search.engine import SearchEngine
from kennis.search.mentions import most
from kennis.search.terms import Term, Termen, Vorm
from kennis.search.writer import IndexWriter
from tests.encoders import HashEncoder
from tests.rijen import new_record

TEXTS = [
    "Mantelzorgers krijgen hulp.",
    "De hulp bij het huishouden.",
    "Een fietspad langs de vaart.",
    "Het mantelzorgbeleid van de gemeente.",
    "Huur van een woning volgens de Wet maatschappelijke ondersteuning.",
]
TERMEN = Termen([Term("Wet maatschappelijke ondersteuning", (Vorm("Wmo", "afkorting"),))])


@pytest.fixture
def engine(tmp_path: Path) -> SearchEngine:
    records = [
        new_record(number, tekst=tekst, context="Hulp", bron="versie:1", groep="document:1")
        for number, tekst in enumerate(TEXTS)
    ]
    other = new_record(9, tekst=TEXTS[0], groep="document:2")
    closed = new_record(
        8, tekst=TEXTS[0], bron="versie:8", groep="document:1", zichtbaarheid=Zichtbaarheid.AMBTENAAR
    )
    with IndexWriter(tmp_path, HashEncoder()) as writer:
        writer.rebuild([*records, other, closed])
    return SearchEngine(tmp_path, HashEncoder())


def counts(engine: SearchEngine, vraag: str, lezer: Lezer = BURGER) -> dict[str, int]:
    found = engine.mentions(engine.understand(vraag, lezer, TERMEN), "document:1", lezer)
    return {name: count for name, count in found.items() if count}


@pytest.mark.parametrize(
    ("vraag", "expected"),
    [
        ("hulp", [0, 1]),
        ("mantelzorger", [0]),
        ("mantelzorg", [3]),
        ("huurwoning", [4]),
        ("wmo", [4]),
        ("dijk", []),
    ],
)
def test_a_passage_holds_a_word_in_any_form_of_its_own_text(
    engine: SearchEngine, vraag: str, expected: Sequence[int]
) -> None:
    assert counts(engine, vraag) == {f"passage:{number}": 1 for number in expected}


def test_each_asked_word_counts_once(engine: SearchEngine) -> None:
    assert counts(engine, "hulp mantelzorgers hulp") == {"passage:0": 2, "passage:1": 1}


def test_of_another_document_and_of_what_is_closed_nothing_is_told(engine: SearchEngine) -> None:
    assert "passage:9" not in engine.mentions(engine.understand("hulp", BURGER), "document:1", BURGER)
    assert "passage:8" not in counts(engine, "hulp")
    assert "passage:8" in counts(engine, "hulp", Lezer(Rol.AMBTENAAR))
    assert engine.mentions(engine.understand("hulp", BURGER), "document:404", BURGER) == {}


def test_one_looks_where_most_of_the_words_are() -> None:
    assert most({"a": 1, "b": 1, "c": 0}) == {"a", "b"}
    assert most({"a": 3, "b": 2, "c": 1}) == {"a", "b"}
    assert most({"a": 0}) == most({}) == frozenset()
