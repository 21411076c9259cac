"""Measure the search on the questions about the example corpus and compare with tests/verwacht.json.

Exits with 1 when a score is lower than expected by more than the margin; `--bijwerken` writes what was measured.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
QUESTIONS = ROOT / "corpus" / "vragen.jsonl"
EXPECTED = ROOT / "tests" / "verwacht.json"
READER = "regisseur"  # some answers stand in documents that are closed to all others

SCORES = ("ndcg10", "mrr", "hit10")
MARGIN = 0.01  # the last bits of a vector differ by processor, and with them now and then two ranks
MARGIN_PER_TYPE = 0.03  # a type has few questions: one that drops a rank already moves its mean

Summary = Mapping[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--bijwerken", action="store_true", help="write the measured scores to tests/verwacht.json"
    )
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kennis-eval-") as folder:
        measured = measure(Path(folder))
    print(table(measured))
    if args.bijwerken:
        EXPECTED.write_text(json.dumps(kept(measured), indent=2) + "\n", encoding="utf-8")
        return
    misses = list(compare(json.loads(EXPECTED.read_text(encoding="utf-8")), measured))
    print("\n".join(misses) or "All scores are as expected.")
    raise SystemExit(1 if misses else 0)


def measure(data: Path) -> Summary:
    """Fill an empty data folder with the example region and return what `kennis evalueer --json` prints."""
    _kennis(data, "demo", "--zonder-server")
    summary: Summary = json.loads(_kennis(data, "evalueer", str(QUESTIONS), "--als", READER, "--json"))
    return summary


def _kennis(data: Path, *arguments: str) -> str:
    environ = {**os.environ, "KENNIS_DATA": str(data)}  # noqa: TID251 (handed on with another data folder)
    command = [sys.executable, "-m", "kennis.cli", *arguments]
    done = subprocess.run(command, env=environ, stdout=subprocess.PIPE, check=True)  # noqa: S603 (our own program)
    return done.stdout.decode()


def kept(measured: Summary) -> dict[str, Any]:
    """Return what is expected from now on: all but the times and the single questions."""
    per_type = {name: _scores(row) for name, row in measured["per_type"].items()}
    return {**_scores(measured), "per_type": per_type}


def _scores(row: Summary) -> dict[str, Any]:
    return {name: row[name] for name in ("aantal", *SCORES)}


def compare(expected: Summary, measured: Summary) -> Iterator[str]:
    """Yield a line for every score that is missed."""
    yield from _misses("all", expected, measured, MARGIN)
    for name in sorted(expected["per_type"].keys() | measured["per_type"].keys()):
        pair = expected["per_type"].get(name), measured["per_type"].get(name)
        if None in pair:
            yield f"{name}: stands on one side only"
        else:
            yield from _misses(name, *pair, MARGIN_PER_TYPE)


def _misses(name: str, expected: Summary, measured: Summary, margin: float) -> Iterator[str]:
    if expected["aantal"] != measured["aantal"]:
        yield f"{name}: {measured['aantal']} questions, expected {expected['aantal']}"
    for score in SCORES:
        if measured[score] < expected[score] - margin:
            yield f"{name}: {score} is {measured[score]:.4f}, expected {expected[score]:.4f}"


def table(measured: Summary) -> str:
    rows = {**measured["per_type"], "all": measured}
    lines = [
        f"{name:18} {row['aantal']:4} " + " ".join(f"{row[score]:.4f}" for score in SCORES)
        for name, row in rows.items()
    ]
    return "\n".join([f"{'type':18} {'n':>4} {' '.join(f'{score:6}' for score in SCORES)}", *lines])


if __name__ == "__main__":
    main()
