"""Why a passage answers, in examples that one can check by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennis.search.dutch import analyse
from kennis.search.engine import Found
from kennis.search.explain import MEANING_COUNTS, Explainer, Reden, Soort
from kennis.search.matching import Asked, Reading
from kennis.search.query import read_query
from kennis.search.spelling import Correctie, Verbetering
from kennis.search.terms import Term, Termen, Vorm

TERMEN = Termen(
    [
        Term("Wet maatschappelijke ondersteuning", (Vorm("Wmo", "afkorting"),)),
        Term("Wijdemeren", (Vorm("Wijdmeren", "spelling"),)),
    ]
)
PASSAGE = (
    "Mantelzorgers krijgen hulp op grond van de Wet maatschappelijke ondersteuning. Een huurwoning is er niet."
)
KOPPEN = "Nota welzijn\n2. Ouderen"


def explain(tekst: str, context: str, found: Found, betekenis: float = 0.0) -> tuple[Reden, ...]:
    asked = Asked(found.vraag.woorden, found.alternatieven)
    return Explainer(found).explain(Reading(tekst, asked), Reading(context, asked), betekenis)


def reasons(vraag: str, tekst: str = PASSAGE, betekenis: float = 0.0) -> list[tuple[str, tuple[str, ...], str]]:
    gelezen = read_query(vraag)
    alternatieven = TERMEN.alternatives(analyse(gelezen.tekst))
    redenen = explain(tekst, KOPPEN, Found(gelezen, alternatieven=alternatieven), betekenis)
    return [(reden.soort.value, reden.woorden, reden.als) for reden in redenen]


@pytest.mark.parametrize(
    ("vraag", "expected"),
    [
        ("HULP", ("letterlijk", ("HULP",), "")),
        ("mantelzorger", ("vorm", ("mantelzorger",), "Mantelzorgers")),
        ("huur", ("samenstelling", ("huur",), "huurwoning")),
        ("hulpwoningen", ("delen", ("hulpwoningen",), "hulp en huurwoning")),
        ("Wmo", ("begrip", ("Wmo",), "Wet maatschappelijke ondersteuning")),
        ("oudere", ("kop", ("oudere",), "")),
        ("fietspad", ("ontbreekt", ("fietspad",), "")),
    ],
)
def test_each_word_is_explained(vraag: str, expected: tuple[str, tuple[str, ...], str]) -> None:
    assert reasons(vraag)[0] == expected


def test_words_that_stand_in_the_same_way_stand_together_and_the_surest_first() -> None:
    assert reasons("fietspad hulp welzijn grond") == [
        ("letterlijk", ("hulp", "grond"), ""),
        ("kop", ("welzijn",), ""),
        ("ontbreekt", ("fietspad",), ""),
    ]


def test_the_words_of_a_name_are_explained_together() -> None:
    assert reasons("wet maatschappelijke ondersteuning", "De Wmo helpt.") == [
        ("begrip", ("wet", "maatschappelijke", "ondersteuning"), "Wmo")
    ]


def test_a_misspelt_word_is_shown_as_it_stands_there() -> None:
    assert reasons("Wijdemeren", "In WIJDMEREN.")[0] == ("spelling", ("Wijdemeren",), "WIJDMEREN")


def test_a_typing_error_that_was_mended_is_named_first() -> None:
    correctie = Correctie("hulp", (Verbetering("hupl", "hulp"),))
    redenen = explain(PASSAGE, "", Found(read_query("hulp"), correctie=correctie))
    assert [(reden.soort, reden.woorden, reden.als) for reden in redenen] == [
        (Soort.VERBETERD, ("hupl",), "hulp"),
        (Soort.LETTERLIJK, ("hulp",), ""),
    ]


def test_where_no_words_are_asked_for_there_is_nothing_to_explain() -> None:
    assert reasons("soort:nota") == []


def test_the_meaning_is_named_when_it_counted() -> None:
    assert reasons("hulp", betekenis=MEANING_COUNTS)[-1] == ("betekenis", (), "")
    assert ("betekenis", (), "") not in reasons("hulp", betekenis=MEANING_COUNTS - 0.01)


def test_what_holds_none_of_the_words_was_found_by_its_meaning() -> None:
    assert reasons("fietspad") == [("ontbreekt", ("fietspad",), ""), ("betekenis", (), "")]


@given(st.text(), st.text(max_size=60))
def test_every_asked_word_is_explained_once(tekst: str, vraag: str) -> None:
    gelezen = read_query(vraag)
    redenen = explain(tekst, "", Found(gelezen))
    explained = [woord for reden in redenen for woord in reden.woorden]
    assert len(explained) == len(set(explained)) <= len(gelezen.woorden)
    assert bool(explained) == bool(gelezen.woorden)
    assert all(isinstance(reden, Reden) and reden.soort in Soort for reden in redenen)
