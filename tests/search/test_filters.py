"""Fields as a filter of the search: they narrow and never widen, and know only what the reader may see."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kennis.access import BURGER, Lezer, Rol, Zichtbaarheid, may_see
from kennis.search.dutch import analyse
from kennis.search.engine import Found, SearchEngine
from kennis.search.periode import Periode
from kennis.search.query import read_query
from kennis.search.records import IndexRecord, Volgorde, Zoekvraag
from kennis.search.velden import Titel, Veld, Waarde
from kennis.search.writer import IndexWriter
from tests.encoders import HashEncoder
from tests.rijen import new_record

LAREN, HUIZEN = "Gemeente Laren", "Gemeente Huizen"
AMBTENAAR = Lezer(Rol.AMBTENAAR)
Search = Callable[..., Found]


def record(number: int, titel: str, year: int | None, organisatie: str, **values: object) -> IndexRecord:
    odd = {"thema": ("wonen", "zorg"), "status": ("concept",)}
    facetten: dict[str, tuple[str, ...]] = {
        "soort": ("document",),
        "organisatie": (organisatie,),
        "documentsoort": ("woonvisie",),
        **(odd if number % 2 else {"status": ("vastgesteld",)}),
    }
    defaults: dict[str, object] = {
        "titel": titel,
        "tekst": f"De gemeente helpt mantelzorgers, stuk {number}.",
        "context": titel,
        "facetten": facetten,
        "datum": date(year, 5, number) if year else None,
    }
    return new_record(number, **{**defaults, **values})


RECORDS = [
    record(1, "Woonvisie Huizen", 2008, HUIZEN),
    record(2, "Verslag werkgroep wonen en zorg", 2012, HUIZEN, facetten={"documentsoort": ("verslag",)}),
    record(3, "Woonvisie Laren", 2024, LAREN),
    record(4, "Nota zorg", None, LAREN),
    record(5, "Geheim plan", 2024, "Gemeente Geheim", zichtbaarheid=Zichtbaarheid.AMBTENAAR),
    record(6, "Woonvisie Huizen", 2010, HUIZEN, groep="document:1", rang=1),
]


def engine(folder: Path, records: Sequence[IndexRecord]) -> SearchEngine:
    encoder = HashEncoder()
    with IndexWriter(folder, encoder) as writer:
        writer.rebuild(records)
    return SearchEngine(folder, encoder)


@pytest.fixture(scope="module")
def search(tmp_path_factory: pytest.TempPathFactory) -> Search:
    found = engine(tmp_path_factory.mktemp("index"), RECORDS)

    def ask(text: str, lezer: Lezer = BURGER, **values: object) -> Found:
        return found.search(Zoekvraag(text, **values), lezer)  # type: ignore[arg-type] # values of many types by name

    return ask


def numbers(found: Found) -> set[int]:
    return {int(hit.id.partition(":")[2]) for hit in found.hits}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("titel:woonvisie", {1, 3, 6}),
        ('titel:"wonen en zorg"', {2}),
        ("-titel:woonvisie", {2, 4}),
        ("organisatie:laren", {3, 4}),
        ("organisatie:laren organisatie:huizen", {1, 3, 4, 6}),
        ("organisatie:laren titel:woonvisie", {3}),
        ("-organisatie:laren", {1, 2, 6}),
        ("soort:woonvisies", {1, 3, 4, 6}),
        ("soort:document", {1, 3, 4, 6}),
        ("soort:document soort:verslag", {1, 2, 3, 4, 6}),
        ("-soort:verslag", {1, 3, 4, 6}),
        ("soort:kaart", set()),
        ("status:concept", {1, 3}),
        ("thema:wonen", {1, 3}),
        ("jaar:2012", {2}),
        ("jaar:2008-2012", {1, 2, 6}),
        ("jaar:2012-2008", {1, 2, 6}),
        ("jaar:2012-", {2, 3}),
        ("jaar:-2012", {1, 2, 6}),
        ("-jaar:2012", {1, 3, 4, 6}),
        ("jaar:2008 jaar:2024", {1, 3}),
        ("jaar:abc", {1, 2, 3, 4, 6}),
        ("organisatie:nergens", set()),
        ("-organisatie:nergens", {1, 2, 3, 4, 6}),
    ],
)
def test_a_field_lets_through_what_it_says(search: Search, fields: str, expected: set[int]) -> None:
    assert numbers(search(f"mantelzorgers {fields}")) == expected


def test_a_word_in_the_text_or_a_heading_is_not_in_the_title(tmp_path: Path) -> None:
    heading = new_record(1, titel="Nota", context="Nota › Over parkeren", tekst="Er is parkeren bij de school.")
    titled = new_record(2, titel="Plan voor parkeren", tekst="Er is ruimte bij de school.")
    found = engine(tmp_path, [heading, titled]).search(Zoekvraag("school titel:parkeren"), BURGER)
    assert numbers(found) == {2}


def test_a_value_is_named_as_it_is_written(search: Search) -> None:
    found = search("organisatie:HUIZEN organisatie:gemeente soort:kaart")
    assert list(found.namen.values()) == [(HUIZEN,), (HUIZEN, LAREN), ()]


def test_a_value_that_only_others_may_see_is_not_known(search: Search) -> None:
    assert list(search("organisatie:geheim").namen.values()) == [()]
    assert list(search("organisatie:geheim", AMBTENAAR).namen.values()) == [("Gemeente Geheim",)]
    assert numbers(search("organisatie:geheim", AMBTENAAR)) == {5}


def test_only_fields_list_each_document_once_the_newest_first(search: Search) -> None:
    """Of a document the current version is shown; what has no date comes last."""
    found = search("soort:woonvisie")
    assert [hit.id for hit in found.hits] == ["passage:3", "passage:1", "passage:4"]
    assert found.totaal == 3
    assert found.facetten["organisatie"] == {LAREN: 2, HUIZEN: 1}


def test_filters_beside_an_empty_question_list_too(search: Search) -> None:
    assert numbers(search("", filters={"organisatie": frozenset({LAREN})})) == {3, 4}
    assert numbers(search("", periode=Periode(date(2012, 1, 1), None))) == {2, 3}
    assert search("").hits == ()


def test_only_a_minus_lists_documents_that_hold_the_word_nowhere(tmp_path: Path) -> None:
    records = [
        new_record(1, tekst="Over sport.", groep="document:1"),
        new_record(2, tekst="Over jeugd.", groep="document:1"),
        new_record(3, tekst="Over wonen."),
        new_record(4, tekst="Over jeugd.", groep="document:3", zichtbaarheid=Zichtbaarheid.BEHEER),
    ]
    assert numbers(engine(tmp_path, records).search(Zoekvraag("-jeugd"), BURGER)) == {3}


def test_a_listed_facet_counts_what_one_gets_by_clicking(search: Search) -> None:
    """A second value of a facet that is filtered by stays in sight, and other facets count what is left."""
    found = search("titel:woonvisie", filters={"organisatie": frozenset({LAREN})})
    assert found.facetten["organisatie"] == {HUIZEN: 1, LAREN: 1}
    assert found.facetten["status"] == {"concept": 1}
    assert found.totaal == 1


def test_a_period_takes_in_both_ends_and_no_document_without_a_date(search: Search) -> None:
    days = Periode(date(2008, 5, 1), date(2012, 5, 2))
    assert numbers(search("mantelzorgers", periode=days)) == {1, 2, 6}
    assert numbers(search("mantelzorgers", periode=Periode(date(2008, 5, 2), date(2012, 5, 1)))) == {6}


def test_by_date_the_same_answers_come_newest_first(search: Search) -> None:
    by_date = search("mantelzorgers", volgorde=Volgorde.DATUM)
    assert numbers(by_date) == numbers(search("mantelzorgers"))
    groups = list(dict.fromkeys(hit.groep for hit in by_date.hits))
    assert groups == ["document:3", "document:2", "document:1", "document:4"]


def test_by_date_a_document_stands_at_the_version_that_is_shown(tmp_path: Path) -> None:
    """A newer concept that another version takes precedence over does not lift it."""
    records = [
        new_record(1, groep="document:1", rang=0, datum=date(2020, 1, 1)),
        new_record(2, groep="document:1", rang=1, datum=date(2025, 1, 1)),
        new_record(3, datum=date(2022, 1, 1)),
    ]
    found = engine(tmp_path, records).search(Zoekvraag("woningen", volgorde=Volgorde.DATUM), BURGER)
    assert list(dict.fromkeys(hit.groep for hit in found.hits)) == ["document:3", "document:1"]


def test_by_date_equal_days_stand_by_relevance(tmp_path: Path) -> None:
    texts = ["Het zwembad is open.", "De school bij het zwembad.", "Zwembad, school en zwembad in de school."]
    records = [new_record(n, tekst=text, context="", datum=date(2024, 1, 1)) for n, text in enumerate(texts, 1)]
    found = engine(tmp_path, records)
    by_date = found.search(Zoekvraag("school zwembad", volgorde=Volgorde.DATUM), BURGER).hits
    assert by_date == found.search(Zoekvraag("school zwembad"), BURGER).hits


VALUES = 'woonvisie huizen "laren" geheim concept wonen document 2008 2024-2010 -2012 x "'.split()
fields = st.lists(
    st.tuples(
        st.sampled_from(["", "-"]),
        st.sampled_from(["titel:", "organisatie:", "soort:", "status:", "thema:", "jaar:", "foo:", ""]),
        st.sampled_from(VALUES),
    ).map("".join),
    max_size=5,
).map(" ".join)


@given(text=fields | st.text(), lezer=st.sampled_from([BURGER, AMBTENAAR]), volgorde=st.sampled_from(Volgorde))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_question_shows_more_than_the_reader_may_see_and_the_fields_say(
    search: Search, text: str, lezer: Lezer, volgorde: Volgorde
) -> None:
    velden = read_query(text).velden
    known = {f"passage:{number}": rec for number, rec in enumerate(RECORDS, 1)}
    for hit in search(text, lezer, volgorde=volgorde).hits:
        found = known[hit.id]
        assert may_see(lezer, found.zichtbaarheid, found.organisatie_id)
        assert all(not holds(veld, found) for veld in velden if veld.niet)
        for naam in {veld.naam for veld in velden if not veld.niet}:
            assert any(holds(veld, found) for veld in velden if veld.naam is naam and not veld.niet)


def holds(veld: Veld, found: IndexRecord) -> bool:
    """Tell, from the record itself, whether what a field asks holds for it."""
    match veld.eis:
        case Titel() as titel:
            return titel.fits(analyse(found.titel))
        case Waarde() as waarde:
            return any(waarde.fits(value) for value in found.facetten.get(waarde.facet, ()))
        case Periode(van=van, tot=tot):
            return found.datum is not None and (van or date.min) <= found.datum <= (tot or date.max)
