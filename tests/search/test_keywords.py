from __future__ import annotations

from pathlib import Path

import pytest

from kennis.search.keywords import KeywordIndex
from kennis.search.records import IndexRecord
from tests.rijen import new_record

WORDS = ("woning", "zorg", "raad", "huurwoningen")


@pytest.fixture
def index(tmp_path: Path) -> KeywordIndex:
    """Give an index of 300 records in two segments, with long and short lists, of which some were removed."""
    made = KeywordIndex.create(tmp_path / "woorden")
    for first in (0, 200):
        numbers = range(first, first + (200 if first == 0 else 100))
        rows: list[tuple[IndexRecord, dict[str, object]]] = [
            (new_record(n, tekst=" ".join(WORDS[: 1 + n % 4]) + f" zeldzaam{n}"), {}) for n in numbers
        ]
        made.replace([], rows)
    made.replace(["versie:3", "versie:250"], [(new_record(3, tekst="zorg zorg zorg"), {})])
    return made


def test_postings_are_those_that_whoosh_gives_one_by_one(index: KeywordIndex) -> None:
    """They are read a block at a time, by a way that the library does not promise."""
    reader = index.reader()
    alive = {doc for doc, _ in reader.columns()}
    compared = 0
    for field in ("zin", "exact", "stam", "deel", "context"):
        for term in reader._reader.field_terms(field):
            matcher = reader._reader.postings(field, term)
            expected = {}
            while matcher.is_active():
                expected[matcher.id()] = matcher.weight()
                matcher.next()
            found = reader.postings(field, term)
            pairs = zip(found.docs.tolist(), found.counts.tolist(), strict=True)
            assert {doc: count for doc, count in pairs if doc in alive} == expected
            compared += len(expected)
    assert compared > 1_500


def test_a_term_that_is_nowhere_has_no_postings(index: KeywordIndex) -> None:
    assert index.reader().postings("stam", "nergens").docs.size == 0


def test_the_words_of_a_field_are_all_its_terms_once(index: KeywordIndex) -> None:
    words = index.reader().words("exact")
    assert words == sorted(set(words))
    assert set(words) >= {*WORDS, "zeldzaam0", "zeldzaam299"}
    assert index.reader().words("context")


def test_a_replaced_record_is_there_once(index: KeywordIndex) -> None:
    ids = [columns for _, columns in index.reader().columns()]
    assert len(ids) == 299


def test_a_phrase_is_found_where_its_words_stand_in_order(index: KeywordIndex) -> None:
    reader = index.reader()
    alive = {doc for doc, _ in reader.columns()}
    in_order = set(reader.docs_with_phrase(["woning", "zorg"]).tolist())
    assert in_order <= alive
    assert len(in_order) == 225 - 2  # three of four records, less the two that were replaced or removed
    assert reader.docs_with_phrase(["zorg", "woning"]).size == 0
