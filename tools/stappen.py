"""The steps of a question, timed: `make bench` tells how much of its time each takes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import wraps
from pkgutil import resolve_name
from typing import Any
from unittest.mock import patch

# What does the work of a step; the time that a step spends in another one counts there.
STEPS: Mapping[str, str] = {
    "analyse en begrippen": "kennis.search.understanding.Understanding.understand",
    "woorden": "kennis.search.engine.score_words",
    "taalmodel": "kennis.search.encoder.SmallEncoder.encode_query",
    "vectoren": "kennis.search.snapshot.Snapshot.meaning",
    "samenvoegen, met vensters": "kennis.search.fusion.fuse",
    "facetten": "kennis.search.columns.Columns.count",
    "bundels": "kennis.search.engine.SearchEngine.families",
    "rijen": "kennis.zoeken.load_treffers",
    "fragmenten": "kennis.treffers.snippet",
    "uitleg": "kennis.search.explain.Explainer.explain",
}
REST = "overig"


class Stopwatch:
    """Adds up the seconds of each step, without those of the steps inside it."""

    def __init__(self) -> None:
        self.seconds = dict.fromkeys([*STEPS, REST], 0.0)
        self._running: list[float] = []  # of each step that is busy, the seconds of the steps inside it

    def timed(self, step: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function, which from now on tells its time."""

        @wraps(function)
        def run(*args: Any, **kwargs: Any) -> Any:
            began = time.perf_counter()
            self._running.append(0.0)
            try:
                return function(*args, **kwargs)
            finally:
                took = time.perf_counter() - began
                self.seconds[step] += took - self._running.pop()
                if self._running:
                    self._running[-1] += took

        return run

    def shares(self) -> dict[str, float]:
        """Return the share of each step in all that was timed, from 0 to 1."""
        total = sum(self.seconds.values()) or 1.0
        return {step: seconds / total for step, seconds in self.seconds.items()}


@contextmanager
def watch() -> Iterator[Stopwatch]:
    """Time all steps until the end of this context."""
    stopwatch = Stopwatch()
    patches = [patch(place, new) for place, new in _replacements(stopwatch)]
    for one in patches:
        one.start()
    try:
        yield stopwatch
    finally:
        for one in patches:
            one.stop()


def _replacements(stopwatch: Stopwatch) -> Iterator[tuple[str, Callable[..., Any]]]:
    """Yield for each step where its function stands and what takes its place; a place that is gone raises."""
    for step, place in STEPS.items():
        owner, _, name = place.rpartition(".")
        yield place, stopwatch.timed(step, getattr(resolve_name(owner), name))
