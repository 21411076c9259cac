"""Measure how well documents and people of the example region are found, and compare with what is expected.

Exits with 1 when a score is lower than expected by more than the margin; `--bijwerken` writes what was measured
to tests/verwacht.json and tests/verwacht_mensen.json.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
CORPUS, TESTS = ROOT / "corpus", ROOT / "tests"
# By the file with what is expected, how it is measured; some answers stand in documents for the regisseur only.
EVALUATIONS: Mapping[Path, Sequence[str]] = {
    TESTS / "verwacht.json": (str(CORPUS / "vragen.jsonl"), "--als", "regisseur"),
    TESTS / "verwacht_mensen.json": (str(CORPUS / "personen.jsonl"), "--personen", "--als", "professional"),
}

SCORES = ("ndcg10", "mrr", "hit10", "terecht_leeg")  # of people no mrr and hit10, of documents no terecht_leeg
MARGIN = 0.01  # the last bits of a vector differ by processor, and with them now and then two ranks
MARGIN_PER_TYPE = 0.03  # a type has few questions: one that drops a rank already moves its mean

Summary = Mapping[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bijwerken", action="store_true", help="write the measured scores as those expected")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kennis-eval-") as folder:
        _kennis(Path(folder), "demo", "--zonder-server")
        measured = {path: measure(Path(folder), how) for path, how in EVALUATIONS.items()}
    misses: list[str] = []
    for path, summary in measured.items():
        print(table(summary), end="\n\n")
        if args.bijwerken:
            path.write_text(json.dumps(kept(summary), indent=2) + "\n", encoding="utf-8")
        misses.extend(compare(json.loads(path.read_text(encoding="utf-8")), summary))
    print("\n".join(misses) or "All scores are as expected.")
    raise SystemExit(1 if misses else 0)


def measure(data: Path, how: Sequence[str]) -> Summary:
    """Return what `kennis evalueer --json` prints over a data folder."""
    summary: Summary = json.loads(_kennis(data, "evalueer", *how, "--json"))
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
    """Return the scores that a row has; a type of questions that nobody can answer has no nDCG."""
    return {name: row[name] for name in ("aantal", *SCORES) if row.get(name) is not None}


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
    for score in filter(expected.__contains__, SCORES):
        if (measured.get(score) or 0.0) < expected[score] - margin:
            yield f"{name}: {score} is {measured[score]:.4f}, expected {expected[score]:.4f}"


def table(measured: Summary) -> str:
    rows = {name: _scores(row) for name, row in {**measured["per_type"], "all": measured}.items()}
    shown = [score for score in SCORES if any(score in row for row in rows.values())]
    lines = [
        f"{name:26} {row['aantal']:4} "
        + " ".join(f"{row[score]:12.4f}" if score in row else " " * 12 for score in shown)
        for name, row in rows.items()
    ]
    return "\n".join([f"{'type':26} {'n':>4} {' '.join(f'{score:>12}' for score in shown)}", *lines])


if __name__ == "__main__":
    main()
