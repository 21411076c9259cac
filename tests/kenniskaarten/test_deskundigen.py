"""The order in which people are asked: its laws, and examples that one can work out by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kenniskaarten.deskundigen import (
    GEWICHTEN,
    HOOGSTE_LAST,
    PER_KEER,
    Bewijs,
    BewijsSoort,
    Deskundige,
    Wie,
    rank_deskundigen,
)

VANDAAG = date(2026, 11, 24)
ANNE, BEN, CEM = Wie("Anne de Wit", 3), Wie("Ben Vos", 1), Wie("Cem Kaya", 2)

pieces = st.builds(
    Bewijs,
    wie=st.sampled_from([ANNE, BEN, CEM]),
    soort=st.sampled_from(BewijsSoort),
    sterkte=st.floats(0.01, 1),
    datum=st.dates(date(2016, 1, 1), date(2027, 1, 1)),
    omschrijving=st.just("Weet ervan."),
    bron=st.text("abc", max_size=3),
)
some_pieces = st.lists(pieces, max_size=12)
loads = st.dictionaries(st.sampled_from([1, 2, 3]), st.integers(0, 20))


def bewijs(wie: Wie, soort: BewijsSoort, *, sterkte: float = 1.0, days: int = 0, wat: str = "x") -> Bewijs:
    return Bewijs(wie, soort, sterkte, VANDAAG - timedelta(days=days), "Weet ervan.", wat)


def ranked(bewijzen: list[Bewijs], belasting: Mapping[int, int] | None = None) -> list[Deskundige]:
    return rank_deskundigen(bewijzen, belasting or {}, VANDAAG, 10)


def score_of(wie: Wie, found: list[Deskundige]) -> float:
    return next((one.score for one in found if one.wie == wie), 0.0)


@given(some_pieces, pieces, loads)
def test_more_evidence_never_lowers(given_: list[Bewijs], more: Bewijs, belasting: dict[int, int]) -> None:
    before, after = ranked(given_, belasting), ranked([*given_, more], belasting)
    assert score_of(more.wie, after) >= score_of(more.wie, before) - 1e-12
    assert all(score_of(wie, after) == score_of(wie, before) for wie in {ANNE, BEN, CEM} - {more.wie})


@given(some_pieces, pieces, st.integers(1, 4_000))
def test_what_is_older_never_weighs_more(given_: list[Bewijs], piece: Bewijs, days: int) -> None:
    older = replace(piece, datum=piece.datum - timedelta(days=days))
    new, old = ranked([*given_, piece]), ranked([*given_, older])
    assume(piece not in given_)  # then nothing would grow older
    assert score_of(piece.wie, old) <= score_of(piece.wie, new) + 1e-12


@given(some_pieces, loads, st.randoms())
def test_the_order_in_which_evidence_comes_changes_nothing(
    given_: list[Bewijs], belasting: dict[int, int], random: Random
) -> None:
    shuffled = list(given_)
    random.shuffle(shuffled)
    assert ranked(shuffled, belasting) == ranked(given_, belasting)


@given(some_pieces, loads, st.sampled_from([ANNE, BEN, CEM]))
def test_load_only_lowers_and_only_so_far(given_: list[Bewijs], belasting: dict[int, int], wie: Wie) -> None:
    busier = {**belasting, wie.gebruiker_id: belasting.get(wie.gebruiker_id, 0) + 3}
    free, before, after = (score_of(wie, ranked(given_, load)) for load in ({}, belasting, busier))
    assert free - HOOGSTE_LAST - 1e-12 <= after <= before <= free
    assert {one.wie for one in ranked(given_, busier)} == {one.wie for one in ranked(given_)}


@given(some_pieces)
def test_each_person_is_named_once_with_all_that_speaks_for_him(given_: list[Bewijs]) -> None:
    found = ranked(given_)
    assert {one.wie for one in found} == {piece.wie for piece in given_}
    assert all(set(one.bewijzen) == {piece for piece in given_ if piece.wie == one.wie} for one in found)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


def test_what_somebody_showed_counts_for_more_than_what_he_says_of_himself() -> None:
    values = [GEWICHTEN[soort].waarde for soort in BewijsSoort]
    assert values == sorted(values, reverse=True)
    found = ranked([bewijs(ANNE, BewijsSoort.ZELF), bewijs(BEN, BewijsSoort.ANTWOORD)])
    assert [one.wie for one in found] == [BEN, ANNE]


def test_an_example_worked_out() -> None:
    """A helpful answer a year old is half of 1, the second half of that; an answer is 0.7; he was asked twice."""
    found = ranked(
        [
            bewijs(BEN, BewijsSoort.NUTTIG_ANTWOORD, days=365, wat="a"),
            bewijs(BEN, BewijsSoort.NUTTIG_ANTWOORD, days=365, wat="b"),
            bewijs(BEN, BewijsSoort.ANTWOORD),
        ],
        {BEN.gebruiker_id: 2},
    )
    assert found[0].score == pytest.approx(0.5 + 0.25 + 0.7 - 2 * PER_KEER)
    assert [piece.soort for piece in found[0].bewijzen] == [
        BewijsSoort.ANTWOORD,
        BewijsSoort.NUTTIG_ANTWOORD,
        BewijsSoort.NUTTIG_ANTWOORD,
    ]


def test_many_small_things_do_not_outweigh_one_that_was_of_help() -> None:
    little = [bewijs(ANNE, BewijsSoort.ZELF, wat=str(number)) for number in range(50)]
    found = ranked([*little, bewijs(BEN, BewijsSoort.NUTTIG_ANTWOORD)])
    assert [one.wie for one in found] == [BEN, ANNE]
    assert found[1].score < 2 * GEWICHTEN[BewijsSoort.ZELF].waarde


def test_who_is_named_comes_first_and_equals_stand_by_name_and_number() -> None:
    other_ben = Wie(BEN.naam, 9)
    named = bewijs(CEM, BewijsSoort.GENOEMD)
    found = ranked([*(bewijs(wie, BewijsSoort.ANTWOORD) for wie in (other_ben, CEM, BEN, ANNE)), named])
    assert [one.wie for one in found] == [CEM, ANNE, BEN, other_ben]


def test_the_same_piece_twice_is_one_piece_and_what_says_nothing_is_none() -> None:
    piece = bewijs(ANNE, BewijsSoort.LID)
    assert ranked([piece, piece]) == ranked([piece])
    assert ranked([bewijs(ANNE, BewijsSoort.LID, sterkte=0.0)]) == []


def test_one_gets_as_many_as_one_asks_for() -> None:
    found = rank_deskundigen([bewijs(wie, BewijsSoort.LID) for wie in (ANNE, BEN, CEM)], {}, VANDAAG, 2)
    assert [one.wie for one in found] == [ANNE, BEN]
