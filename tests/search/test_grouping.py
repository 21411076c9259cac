"""What a reader sees as one result."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kennis.search.engine import Hit
from kennis.search.grouping import MORE_PASSAGES, TWINS, Bundel, bundle

hits = st.lists(
    st.builds(
        Hit,
        id=st.uuids().map(str),
        groep=st.sampled_from("abcdefgh"),
        score=st.just(0.5),
        vervangen=st.booleans(),
    ),
    max_size=30,
)
families = st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from("abc"))


def hit(name: str, *, vervangen: bool = False) -> Hit:
    return Hit(id=name, groep=name[0], score=0.5, vervangen=vervangen)


def ids(found: tuple[Hit, ...]) -> list[str]:
    return [one.id for one in found]


def one(*found: Hit, **joined: str) -> Bundel:
    (bundel,) = bundle(found, joined)
    return bundel


def test_passages_of_one_document_are_one_result_in_the_place_of_the_best() -> None:
    first, second = bundle([hit("a1"), hit("b1"), hit("a2")], {})
    assert (ids(first.passages), first.aantal) == (["a1", "a2"], 2)
    assert (ids(second.passages), second.aantal) == (["b1"], 1)


def test_of_many_passages_the_best_are_shown_and_all_are_counted() -> None:
    bundel = one(*(hit(f"a{number}") for number in range(200)))
    assert ids(bundel.passages) == [f"a{number}" for number in range(1 + MORE_PASSAGES)]
    assert bundel.aantal == 200


def test_the_current_version_speaks_and_the_older_is_folded_under_it() -> None:
    bundel = one(hit("a1", vervangen=True), hit("a2"), hit("a3", vervangen=True))
    assert (ids(bundel.passages), ids(bundel.ouder), bundel.aantal) == (["a2"], ["a1", "a3"], 1)


def test_an_older_version_speaks_when_the_current_one_does_not_say_it() -> None:
    bundel = one(hit("a1", vervangen=True), hit("a2", vervangen=True))
    assert (ids(bundel.passages), bundel.ouder, bundel.aantal) == (["a1", "a2"], (), 2)


def test_nearly_the_same_document_is_folded_under_the_first() -> None:
    first, other = bundle([hit("b1"), hit("c1"), hit("a1"), hit("a2")], {"a": "a", "b": "a"})
    assert (ids(first.passages), ids(first.tweelingen)) == (["b1"], ["a1"])
    assert ids(other.passages) == ["c1"]
    assert first.aantal == 1, "passages of the other document are not those of this one"


@given(hits, families)
def test_every_document_stands_in_one_result(found: list[Hit], joined: dict[str, str]) -> None:
    bundels = bundle(found, joined)
    shown = [one.id for bundel in bundels for one in bundel.hits]
    assert len(shown) == len(set(shown))
    groepen = [{one.groep for one in bundel.hits} for bundel in bundels]
    assert sum(map(len, groepen)) == len(set().union(*groepen))
    assert len(bundels) == len({joined.get(one.groep, one.groep) for one in found})
    assert all(len(bundel.tweelingen) <= TWINS for bundel in bundels)
    best = [found.index(next(one for one in found if one.groep in names)) for names in groepen]
    assert best == sorted(best)
