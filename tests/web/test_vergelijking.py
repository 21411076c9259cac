"""Two pages of results side by side."""

from __future__ import annotations

from dataclasses import fields

from kennis.search.query import read_query
from kennis.treffers import Groep, Treffer
from kennis.web.vergelijking import vergelijk
from kennis.zoeken import Resultaat


def groep(document: int) -> Groep:
    values = dict.fromkeys((field.name for field in fields(Treffer)), None)
    treffer = Treffer(**{**values, "groep": f"document:{document}"})  # type: ignore[arg-type] # only this one counts
    return Groep(treffer, treffer)


def resultaat(*documents: int, **alternatieven: tuple[str, ...]) -> Resultaat:
    groepen = tuple(groep(document) for document in documents)
    return Resultaat("v", read_query("v"), {}, len(groepen), groepen, {}, alternatieven=alternatieven)


def moves(*sides: Resultaat) -> list[list[tuple[int, int | None, int]]]:
    found = vergelijk(*sides)
    return [[(r.rang, r.elders, r.verschil) for r in side] for side in (found.zonder, found.met)]


def test_each_result_tells_where_it_stands_on_the_other_side() -> None:
    zonder, met = moves(resultaat(1, 2, 3), resultaat(3, 1, 4))
    assert zonder == [(1, 2, 1), (2, None, 0), (3, 1, -2)]
    assert met == [(1, 3, 2), (2, 1, -1), (3, None, 0)]


def test_equal_results_are_equal() -> None:
    assert vergelijk(resultaat(1, 2), resultaat(1, 2)).is_gelijk
    assert vergelijk(resultaat(), resultaat()).is_gelijk
    assert not vergelijk(resultaat(1, 2), resultaat(1)).is_gelijk
    assert not vergelijk(resultaat(1, 2), resultaat(2, 1)).is_gelijk


def test_words_that_are_said_in_the_same_ways_stand_together() -> None:
    found = vergelijk(resultaat(), resultaat(hulp=("HbH",), huishouden=("HbH",), wmo=("Wet",)))
    assert found.aangevuld == [(["hulp", "huishouden"], ("HbH",)), (["wmo"], ("Wet",))]
