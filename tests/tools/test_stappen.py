"""Timing the steps of a question."""

from __future__ import annotations

import time
from pkgutil import resolve_name

import pytest

from tools.stappen import REST, STEPS, Stopwatch, watch


def places() -> list[object]:
    return [resolve_name(place) for place in STEPS.values()]


def test_a_step_does_not_count_what_another_step_in_it_takes() -> None:
    stopwatch = Stopwatch()
    inner = stopwatch.timed("woorden", lambda: time.sleep(0.03))
    stopwatch.timed(REST, inner)()
    assert stopwatch.seconds["woorden"] >= 0.03
    assert stopwatch.seconds[REST] < 0.02
    assert sum(stopwatch.shares().values()) == pytest.approx(1)


def test_every_step_still_has_its_place_and_gets_it_back() -> None:
    before = places()
    with watch() as stopwatch:
        assert not any(now is then for now, then in zip(places(), before, strict=True))
    assert places() == before
    assert set(stopwatch.shares()) == {*STEPS, REST}
