"""A slip for measuring must be one that people make: one letter, or two that change places."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from tools.tikfouten import with_slips


@given(chance=st.randoms())
def test_a_slip_is_one_letter_in_a_long_word(chance: random.Random) -> None:
    tekst = "Wie vervoert mijn moeder naar de dagbesteding?"
    for slipped in with_slips(tekst, chance):
        changed = [(one, other) for one, other in zip(tekst.split(), slipped.split(), strict=True) if one != other]
        assert [one.strip("?") in {"vervoert", "moeder", "dagbesteding"} for one, _ in changed] in ([True], [])
        assert OSA.distance(tekst, slipped) <= 1  # nothing changes where equal letters are swapped


@given(chance=st.randoms())
def test_a_question_of_short_words_has_none(chance: random.Random) -> None:
    assert list(with_slips("wat mag ik?", chance)) == []
