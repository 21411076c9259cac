from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kennis.web.leeswijzer import Buren, Leeswijzer


def test_one_goes_from_passage_to_passage() -> None:
    wijzer = Leeswijzer([1, 2, 3, 4, 5], {2, 4, 5, 99})
    assert wijzer.gevonden == [2, 4, 5]
    assert wijzer.buren(None) == {
        2: Buren(nummer=1, vorige=None, volgende=4),
        4: Buren(nummer=2, vorige=2, volgende=5),
        5: Buren(nummer=3, vorige=4, volgende=None),
    }


def test_what_was_opened_for_its_meaning_leads_to_the_words() -> None:
    assert Leeswijzer([1, 2, 3, 4], {2, 4}).buren(3)[3] == Buren(nummer=None, vorige=2, volgende=4)
    assert Leeswijzer([1], ()).buren(1) == {1: Buren(nummer=None, vorige=None, volgende=None)}
    assert Leeswijzer([1, 2], {2}).buren(404).keys() == {2}


@given(st.lists(st.integers(0, 50), unique=True), st.frozensets(st.integers(0, 50)))
def test_going_on_passes_all_of_them_and_back_again(passages: list[int], vindplekken: frozenset[int]) -> None:
    wijzer = Leeswijzer(passages, vindplekken)
    buren = wijzer.buren(None)
    seen = wijzer.gevonden[:1]
    while seen and (after := buren[seen[-1]].volgende) is not None:
        assert buren[after].vorige == seen[-1]
        seen.append(after)
    assert seen == wijzer.gevonden
