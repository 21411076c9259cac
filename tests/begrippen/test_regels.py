"""What a begrip must be."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennis.begrippen.beschrijving import Beschrijving
from kennis.begrippen.regels import MAX_BEREIK, MAX_DEFINITIE, MAX_VORMEN, fouten
from kennis.db.begrippen import MAX_BRON, MAX_TERM, VariantSoort

AFKORTING, SYNONIEM, SPELLING = VariantSoort
WMO = Beschrijving(
    term="Wet maatschappelijke ondersteuning",
    bron="Uitvoeringsplan 2008",
    vormen={AFKORTING: ("Wmo",), SYNONIEM: ("Mo-wet",)},
)


def with_vormen(soort: VariantSoort, *vormen: str) -> Beschrijving:
    return replace(WMO, vormen={soort: vormen})


def test_a_good_begrip_is_good() -> None:
    assert fouten(WMO) == {}


@pytest.mark.parametrize(
    ("beschrijving", "veld", "reden"),
    [
        (replace(WMO, term=""), "term", "Vul een term in"),
        (replace(WMO, bron=""), "bron", "Vul in waar dit staat"),
        (replace(WMO, term="de van het"), "term", "heel gewone woorden"),
        (replace(WMO, term="!?"), "term", "heel gewone woorden"),
        (with_vormen(AFKORTING, "P"), "afkortingen", "losse letters"),
        (with_vormen(SYNONIEM, "voor de"), "synoniemen", "heel gewone woorden"),
        (replace(WMO, term="a" * (MAX_TERM + 1)), "term", "te lang"),
        (with_vormen(SPELLING, "a" * (MAX_TERM + 1)), "spellingen", "te lang"),
        (replace(WMO, bron="a" * (MAX_BRON + 1)), "bron", "te lang"),
        (replace(WMO, bereik="a" * (MAX_BEREIK + 1)), "bereik", "te lang"),
        (replace(WMO, definitie="a" * (MAX_DEFINITIE + 1)), "definitie", "te lang"),
        (with_vormen(AFKORTING, "Wmo", "WMO"), "afkortingen", "staat er twee keer"),
        (with_vormen(SYNONIEM, "wet Maatschappelijke ondersteuning"), "synoniemen", "de term zelf"),
        (replace(WMO, dubbelzinnig=frozenset({"ZAT"})), "dubbelzinnig", "‘ZAT’ staat niet bij"),
        (with_vormen(SYNONIEM, *(f"vorm {n}" for n in range(MAX_VORMEN + 1))), "synoniemen", "hoogstens 50"),
    ],
)
def test_what_is_wrong_is_said_in_words_by_its_field(beschrijving: Beschrijving, veld: str, reden: str) -> None:
    wrong = fouten(beschrijving)
    assert list(wrong) == [veld]
    assert reden in wrong[veld]


def test_one_form_under_two_kinds_stands_there_twice() -> None:
    wrong = fouten(replace(WMO, vormen={AFKORTING: ("Wmo",), SPELLING: ("wmo",)}))
    assert set(wrong) == {"afkortingen", "spellingen"}


def test_as_many_forms_as_are_allowed_are_allowed() -> None:
    assert fouten(with_vormen(SYNONIEM, *(f"vorm {n}" for n in range(MAX_VORMEN)))) == {}


@given(st.text(), st.text(), st.lists(st.text()))
def test_any_text_is_judged(term: str, bron: str, vormen: list[str]) -> None:
    wrong = fouten(Beschrijving(term, bron, vormen={SYNONIEM: tuple(vormen)}))
    assert all(isinstance(melding, str) and melding for melding in wrong.values())
