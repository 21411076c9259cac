"""Sketches: another version of a text is recognised, another text is not."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennis.search.schets import HASHES, MAX_WORDS, SHINGLE_WORDS, overlaps, shorten, sketch, twins


def text(words: int, seed: int = 1) -> list[str]:
    chance = random.Random(seed)  # noqa: S311 (no secret)
    return [f"woord{chance.randrange(4_000)}" for _ in range(words)]


def share(one: list[str], other: list[str]) -> float:
    return float(overlaps(sketch(" ".join(one)), [sketch(" ".join(other))])[0])


def real_share(one: list[str], other: list[str]) -> float:
    """Return the resemblance itself: the share of the phrases of both that both have."""
    first, second = ({tuple(ws[i : i + SHINGLE_WORDS]) for i in range(len(ws))} for ws in (one, other))
    return len(first & second) / len(first | second)


def edited(words: list[str], part: float, seed: int = 2) -> list[str]:
    chance = random.Random(seed)  # noqa: S311 (no secret)
    return [f"nieuw{place}" if chance.random() < part else word for place, word in enumerate(words)]


def test_the_same_text_is_the_same() -> None:
    assert share(text(500), text(500)) == 1.0


def test_case_layout_and_signs_make_no_difference() -> None:
    one = sketch("De gemeente Huizen bouwt: 120 woningen.")
    assert overlaps(one, [sketch("de  Gemeente\nhuizen bouwt 120 WONINGEN")])[0] == 1.0


def test_unrelated_texts_share_nothing() -> None:
    assert share(text(500, seed=1), text(500, seed=9)) < 0.05


def test_a_version_with_some_other_words_is_recognised() -> None:
    nota = text(1_000)
    assert share(nota, edited(nota, 0.02)) > 0.75
    assert share(nota, nota + text(100, seed=9)) > 0.75
    assert share(nota, nota[100:]) > 0.75


def test_the_same_words_in_another_order_are_another_text() -> None:
    nota = text(500)
    assert share(nota, sorted(nota)) < 0.1


@pytest.mark.parametrize("part", [0.01, 0.05, 0.1, 0.2])
def test_the_share_is_known_as_well_as_is_said(part: float) -> None:
    """Of many texts the estimate is right on average, and the spread is what 64 hashes give."""
    misses = []
    for seed in range(40):
        nota = text(400, seed)
        other = edited(nota, part, seed)
        misses.append(share(nota, other) - real_share(nota, other))
    assert abs(np.mean(misses)) < 0.03
    assert np.std(misses) < 0.075


def test_each_of_many_is_compared() -> None:
    nota = text(300)
    found = overlaps(sketch(" ".join(nota)), [sketch(" ".join(some)) for some in (nota, text(300, 5), nota)])
    assert found.shape == (3,)
    assert found[0] == found[2] == 1.0 > found[1]
    assert overlaps(sketch("nota"), []).shape == (0,)


def test_of_a_text_without_end_the_first_part_counts() -> None:
    nota = " ".join(text(MAX_WORDS))
    assert sketch(nota) == sketch(f"{nota} {nota}")


def pairs(*texts: list[str]) -> list[tuple[int, int]]:
    found = twins([shorten(sketch(" ".join(some))) for some in texts])
    return [(int(one), int(other)) for one, other in found]


def test_texts_that_are_nearly_the_same_are_twins() -> None:
    """A scan with some misread words and a letter with another name under it are; another version is not."""
    brief, other = text(300), text(300, seed=5)
    assert pairs(brief, other, edited(brief, 0.02), [*brief, "groet", "Laren"]) == [(0, 2), (0, 3), (2, 3)]
    assert pairs(brief, edited(brief, 0.15)) == []
    assert pairs(brief, brief + other) == []


def test_no_twins_are_missed_by_looking_at_a_band_at_a_time() -> None:
    some = [edited(text(200, seed), part) for seed in range(12) for part in (0, 0.01, 0.03)]
    shorts = [np.frombuffer(shorten(sketch(" ".join(words))), np.uint8) for words in some]
    alike = [
        (one, other)
        for one in range(len(some))
        for other in range(one + 1, len(some))
        if (shorts[one] == shorts[other]).mean() >= 0.7
    ]
    assert pairs(*some) == alike
    assert len(alike) > 12


def test_what_has_no_sketch_is_like_nothing() -> None:
    assert shorten(b"") == shorten(b"\x00\xff") == b""
    assert twins([b"", b"", shorten(sketch("nota"))]).shape == (0, 2)
    assert twins([]).shape == (0, 2)


@given(st.text(max_size=200))
def test_every_text_has_a_sketch_and_always_the_same(some: str) -> None:
    assert len(sketch(some)) == 8 * HASHES
    assert sketch(some) == sketch(f" {some}\n")
