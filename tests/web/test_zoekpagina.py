from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennis.search.periode import Periode
from kennis.search.query import read_query
from kennis.search.records import Volgorde
from kennis.web.invoer import MAX_PAGINA, Zoekopdracht
from kennis.web.zoekpagina import (
    SHOWN,
    Facet,
    facetten,
    gekozen,
    last_page,
    paginas,
    toggle,
    volgordes,
    zonder_filters,
)

VRAAG = Zoekopdracht("zorg", {"thema": frozenset({"zorg"})}, pagina=3)


def url_of(opdracht: Zoekopdracht) -> str:
    filters = [
        f"{facet}={value}" for facet, values in sorted(opdracht.filters.items()) for value in sorted(values)
    ]
    return "&".join([opdracht.tekst, *filters, str(opdracht.pagina)])


def facet(naam: str, counts: dict[str, int], opdracht: Zoekopdracht = VRAAG) -> Facet:
    return next(found for found in facetten(opdracht, {naam: counts}, url_of) if found.naam == naam)


def test_values_stand_by_number_and_then_by_name() -> None:
    found = facet("organisatie", {"Laren": 2, "Huizen": 2, "Bussum": 9})
    assert [(waarde.naam, waarde.aantal) for waarde in found.waarden] == [
        ("Bussum", 9),
        ("Huizen", 2),
        ("Laren", 2),
    ]
    assert found.titel == "Organisatie"


def test_years_stand_newest_first() -> None:
    assert [w.naam for w in facet("jaar", {"2019": 9, "2025": 1, "2021": 3}).waarden] == ["2025", "2021", "2019"]


def test_choosing_goes_back_to_the_first_page() -> None:
    wonen, zorg = facet("thema", {"wonen": 5, "zorg": 2}).waarden
    assert (wonen.gekozen, wonen.url) == (False, "zorg&thema=wonen&thema=zorg&1")
    assert (zorg.gekozen, zorg.url) == (True, "zorg&1")


def test_a_chosen_value_stays_in_sight_without_results() -> None:
    assert [(w.naam, w.aantal) for w in facet("thema", {"wonen": 5}).voorop] == [("wonen", 5), ("zorg", 0)]


def test_a_facet_with_one_value_is_no_choice() -> None:
    assert facetten(Zoekopdracht("zorg", {}), {"soort": {"document": 7}}, url_of) == []


def test_many_values_fold_away_except_what_is_chosen() -> None:
    counts = {f"thema {number:02}": 50 - number for number in range(20)}
    found = facet("thema", counts, Zoekopdracht("zorg", {"thema": frozenset({"thema 19"})}))
    assert [w.naam for w in found.voorop] == [f"thema {n:02}" for n in range(SHOWN)] + ["thema 19"]
    assert len(found.voorop) + len(found.overige) == len(found.waarden)


def test_each_chosen_value_can_be_let_go() -> None:
    opdracht = Zoekopdracht("zorg", {"thema": frozenset({"a", "b"}), "jaar": frozenset({"2020"})}, 2)
    assert [(w.naam, w.url) for w in gekozen(opdracht, read_query(opdracht.tekst), {}, url_of)] == [
        ("a", "zorg&jaar=2020&thema=b&1"),
        ("b", "zorg&jaar=2020&thema=a&1"),
        ("2020", "zorg&thema=a&thema=b&1"),
    ]


def test_each_typed_field_can_be_let_go() -> None:
    opdracht = Zoekopdracht('zorg jaar:2012 -titel:"nota wonen"', {"thema": frozenset({"a"})}, 2)
    assert [(w.naam, w.url) for w in gekozen(opdracht, read_query(opdracht.tekst), {}, url_of)] == [
        ("uit 2012", 'zorg -titel:"nota wonen"&thema=a&1'),
        ("zonder “nota wonen” in de titel", "zorg jaar:2012&thema=a&1"),
        ("a", 'zorg jaar:2012 -titel:"nota wonen"&1'),
    ]


def test_a_period_can_be_let_go() -> None:
    opdracht = Zoekopdracht("zorg", {}, 2, Periode(date(2008, 1, 1), None), Volgorde.DATUM)
    found = gekozen(opdracht, read_query("zorg"), {}, str)
    less = Zoekopdracht("zorg", {}, volgorde=Volgorde.DATUM)
    assert [(keuze.naam, keuze.url) for keuze in found] == [("vanaf 2008", str(less))]


def test_all_filters_can_be_let_go_at_once() -> None:
    opdracht = Zoekopdracht('zorg jaar:2012 "thuis"', {"thema": frozenset({"a"})}, 2, Periode(date(2008, 1, 1)))
    assert zonder_filters(opdracht, read_query(opdracht.tekst)) == Zoekopdracht('zorg "thuis"', {})


def test_another_order_begins_at_the_first_page() -> None:
    found = volgordes(VRAAG, lambda opdracht: f"{opdracht.volgorde} {opdracht.pagina}")
    assert [(keuze.naam, keuze.gekozen, keuze.url) for keuze in found] == [
        ("relevantie", True, "relevantie 1"),
        ("datum", False, "datum 1"),
    ]


@given(st.sampled_from(["thema", "jaar"]), st.text(min_size=1))
def test_choosing_and_letting_go_is_as_before(facet_naam: str, value: str) -> None:
    there = toggle(VRAAG, facet_naam, value)
    assert toggle(there, facet_naam, value).filters == VRAAG.filters


@pytest.mark.parametrize(
    ("pagina", "totaal", "shown"),
    [
        (1, 10, []),
        (1, 11, [1, 2]),
        (1, 95, [1, 2, 3, None, 10]),
        (5, 95, [1, None, 3, 4, 5, 6, 7, None, 10]),
        (10, 95, [1, None, 8, 9, 10]),
        (1, 10_000, [1, 2, 3, None, MAX_PAGINA]),
    ],
)
def test_pages_show_both_ends_and_the_neighbours(pagina: int, totaal: int, shown: list[int | None]) -> None:
    found = paginas(Zoekopdracht("zorg", {}, pagina), totaal, url_of)
    assert [page.nummer for page in found] == shown
    assert [page.nummer for page in found if page.huidig] == ([pagina] if shown else [])


@pytest.mark.parametrize(("totaal", "last"), [(0, 1), (1, 1), (10, 1), (11, 2), (100_000, MAX_PAGINA)])
def test_the_last_page_holds_the_last_result(totaal: int, last: int) -> None:
    assert last_page(totaal) == last
