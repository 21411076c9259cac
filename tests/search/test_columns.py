"""The arrays beside the text: filters, counts, and which version is superseded for whom."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennis.access import Lezer, Rol, Zichtbaarheid
from kennis.search.columns import Columns, columns_of
from kennis.search.records import FACETTEN, IndexRecord
from tests.rijen import new_record, stored_row


def columns(*records: IndexRecord) -> Columns:
    return Columns(len(records), (stored_row(number, record) for number, record in enumerate(records)))


def having(found: Columns, **filters: str | set[str]) -> list[int]:
    chosen = {name: frozenset({value} if isinstance(value, str) else value) for name, value in filters.items()}
    return np.flatnonzero(found.having(chosen)).tolist()


@pytest.fixture
def nota_s() -> Columns:
    return columns(
        new_record(0, facetten={"thema": ("jeugd", "wonen"), "jaar": ("2024",)}),
        new_record(1, facetten={"thema": ("wonen",), "jaar": ("2025",)}),
        new_record(2, facetten={"jaar": ("2025",)}),
    )


def test_a_filter_takes_any_of_its_values_and_all_facets_together(nota_s: Columns) -> None:
    assert having(nota_s) == [0, 1, 2]
    assert having(nota_s, thema="wonen") == [0, 1]
    assert having(nota_s, thema={"jeugd", "zorg"}) == [0]
    assert having(nota_s, thema="wonen", jaar="2025") == [1]


def test_an_unknown_facet_or_value_has_nothing(nota_s: Columns) -> None:
    assert having(nota_s, kleur="rood") == []
    assert having(nota_s, jaar="1999") == []
    assert having(nota_s, jaar=set()) == []


def test_a_facet_counts_results_and_not_passages() -> None:
    """Two passages of one document are one result."""
    found = columns(
        new_record(0, groep="document:1", facetten={"thema": ("wonen",)}),
        new_record(1, groep="document:1", facetten={"thema": ("wonen", "jeugd")}),
        new_record(2, groep="document:2", facetten={"thema": ("jeugd", "jeugd")}),
        new_record(3, groep="document:3", facetten={"thema": ("zorg",)}),
    )
    counts = found.count(np.array([0, 1, 2]))
    assert counts["thema"] == {"jeugd": 2, "wonen": 1}
    assert list(counts["thema"]) == ["jeugd", "wonen"]  # most first
    assert set(counts) == set(FACETTEN)
    assert found.count(np.array([], np.int64))["thema"] == {}


def test_an_older_version_is_superseded_only_for_who_may_see_the_newer() -> None:
    found = columns(
        new_record(0, groep="document:1", rang=0, zichtbaarheid=Zichtbaarheid.AMBTENAAR),
        new_record(1, groep="document:1", rang=1),
        new_record(2, groep="document:1", rang=2),
        new_record(3, groep="document:2", rang=1),
    )
    assert found.superseded(found.visible(Lezer(Rol.AMBTENAAR))).tolist() == [False, True, True, False]
    assert found.superseded(found.visible(Lezer())).tolist() == [False, False, True, False]


def test_all_that_is_kept_of_a_record_is_read_back() -> None:
    record = new_record(
        0, organisatie_id=7, datum=date(2024, 3, 12), rang=2, uitgesloten=frozenset({"gebruiker:1"})
    )
    found = columns(record)
    assert (found.ids, found.bronnen, found.groep_names) == (["passage:0"], ["versie:0"], ["document:0"])
    assert (found.rangen[0], found.datums[0]) == (2, date(2024, 3, 12).toordinal())
    assert not found.visible(Lezer(Rol.REGISSEUR, gebruiker_id=1)).any()


def test_a_record_is_kept_in_the_same_form_by_every_process() -> None:
    """The order of a set differs from process to process; what compares two forms must not see that."""
    names = [f"organisatie:{number}" for number in range(20)]
    assert columns_of(new_record(uitgesloten=frozenset(names)))["uitgesloten"] == tuple(sorted(names))


def test_an_index_of_nothing_answers() -> None:
    found = Columns(0, [])
    assert found.visible(Lezer()).shape == (0,)
    assert found.superseded(found.visible(Lezer())).shape == (0,)
    assert having(found, thema="wonen") == []
    assert not any(found.count(np.array([], np.int64)).values())
    assert found.find(["passage:1"]).tolist() == []


ONE, TWO = bytes(range(64)) * 8, bytes(range(64, 128)) * 8  # sketches of two texts


def results(found: Columns, docs: list[int]) -> list[str]:
    """Return which groep each groep is one result with."""
    return [found.groep_names[number] for number in found.joined(np.array(docs, np.int64))]


def test_documents_with_nearly_the_same_text_are_one_result_where_both_are_found() -> None:
    found = columns(
        new_record(0, schets=ONE, facetten={"thema": ("wonen",)}),
        new_record(1, schets=ONE, facetten={"thema": ("wonen", "zorg")}),
        new_record(2, schets=TWO, facetten={"thema": ("zorg",)}),
        new_record(3, facetten={"thema": ("zorg",)}),
        new_record(4, facetten={"thema": ("zorg",)}),
    )
    assert results(found, [0, 1, 2, 3, 4]) == [f"document:{n}" for n in (0, 0, 2, 3, 4)]
    assert results(found, [1, 2]) == [f"document:{n}" for n in range(5)]
    assert found.count(np.array([0, 1, 2, 3]))["thema"] == {"zorg": 3, "wonen": 1}
    assert found.count(np.array([1, 2, 3]))["thema"] == {"zorg": 3, "wonen": 1}


def test_what_resembles_two_joins_them_only_where_it_is_found_itself() -> None:
    """A closed document between two others would otherwise tell that it exists."""
    halfway = ONE[:400] + TWO[400:]
    far = ONE[:288] + TWO[288:]
    found = columns(new_record(0, schets=ONE), new_record(1, schets=halfway), new_record(2, schets=far))
    assert len(set(results(found, [0, 1, 2]))) == 1
    assert len(set(results(found, [0, 2]))) == 3


def test_records_are_found_by_their_id_and_by_their_document() -> None:
    found = columns(new_record(0, groep="document:1"), new_record(1, groep="document:1"), new_record(2))
    assert found.find(["passage:2", "passage:9", "passage:0"]).tolist() == [2, 0]
    assert found.docs_of("document:1", found.alive).tolist() == [0, 1]
    assert found.docs_of("document:1", np.array([False, True, True])).tolist() == [1]
    assert found.docs_of("document:9", found.alive).tolist() == []


themas = st.lists(st.sampled_from(["jeugd", "wonen", "zorg"]), max_size=3)


@given(st.lists(st.tuples(st.integers(1, 4), themas), max_size=12), st.data())
def test_counts_are_what_one_gets_by_filtering(rows: list[tuple[int, list[str]]], data: st.DataObject) -> None:
    """The number beside a facet is the number of results after clicking on it."""
    found = columns(
        *(
            new_record(number, groep=f"document:{group}", facetten={"thema": tuple(values)})
            for number, (group, values) in enumerate(rows)
        )
    )
    docs = data.draw(st.lists(st.sampled_from(range(len(rows))), unique=True)) if rows else []
    counts = found.count(np.array(docs, np.int64))["thema"]
    for thema in ("jeugd", "wonen", "zorg"):
        clicked = {rows[doc][0] for doc in docs if thema in rows[doc][1]}
        assert counts.get(thema, 0) == len(clicked)
