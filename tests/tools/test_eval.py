from __future__ import annotations

from typing import Any

import pytest

from tools.eval import MARGIN, MARGIN_PER_TYPE, compare, kept


def scores(value: float, aantal: int = 10) -> dict[str, Any]:
    return {"aantal": aantal, "ndcg10": value, "mrr": value, "hit10": value}


def summary(value: float, **per_type: float) -> dict[str, Any]:
    return {**scores(value), "per_type": {name: scores(score) for name, score in per_type.items()}}


def test_what_was_measured_is_as_expected() -> None:
    assert list(compare(summary(0.8, typo=0.9), summary(0.8, typo=0.9))) == []


def test_better_than_expected_is_no_miss() -> None:
    assert list(compare(summary(0.8, typo=0.9), summary(0.9, typo=1.0))) == []


def test_a_difference_within_the_margin_is_no_miss() -> None:
    measured = summary(0.8 - 0.9 * MARGIN, typo=0.9 - 0.9 * MARGIN_PER_TYPE)
    assert list(compare(summary(0.8, typo=0.9), measured)) == []


def test_a_lower_score_is_named_with_what_was_expected() -> None:
    misses = list(compare(summary(0.8, typo=0.9), summary(0.8, typo=0.5)))
    assert misses[0] == "typo: ndcg10 is 0.5000, expected 0.9000"
    assert len(misses) == 3


def test_other_questions_than_expected_are_a_miss() -> None:
    assert list(compare({**scores(0.8, 10), "per_type": {}}, {**scores(0.8, 9), "per_type": {}})) == [
        "all: 9 questions, expected 10"
    ]


@pytest.mark.parametrize("sides", [({"typo": 0.9}, {}), ({}, {"typo": 0.9})])
def test_a_type_on_one_side_only_is_a_miss(sides: tuple[dict[str, float], dict[str, float]]) -> None:
    assert list(compare(summary(0.8, **sides[0]), summary(0.8, **sides[1]))) == ["typo: stands on one side only"]


def test_times_and_single_questions_are_not_kept() -> None:
    measured = {**summary(0.8, typo=0.9), "p95_ms": 12.0, "per_vraag": [{"id": "f001"}]}
    assert kept(measured) == summary(0.8, typo=0.9)
