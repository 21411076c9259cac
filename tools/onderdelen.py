"""Measure what each part of the search adds: the same questions with one part switched off, or alone.

Works on the data folder in KENNIS_DATA, which must be filled: `KENNIS_DATA=… tools/onderdelen.py QUESTIONS`.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np

from kennis.access import Lezer, Rol
from kennis.commands.evalueer import documents_by_name, measure, read_questions, summarise
from kennis.config import load_config
from kennis.installatie import open_installatie
from kennis.search.fusion import WORD_WEIGHT
from kennis.search.terms import NO_TERMS
from kennis.search.understanding import Begrepen, Understanding
from kennis.zoeken import open_zoekdienst

FUSION, MEANING = "kennis.search.fusion", "kennis.search.meaning"
understand = Understanding.understand


def literally(self: Understanding, tekst: str, **_: bool) -> Begrepen:
    return understand(self, tekst, literally=True)


# Each way to search, with what is put in the place of what.
WAYS: Mapping[str, Mapping[str, Any]] = {
    "as it is": {},
    "words decide": {f"{FUSION}.WORD_WEIGHT": 1.0, f"{FUSION}.TERM_WEIGHT": 1.0},
    "meaning decides": {f"{FUSION}.WORD_WEIGHT": 0.0, f"{FUSION}.TERM_WEIGHT": 0.0},
    "without windows": {f"{MEANING}.WINDOW_WEIGHT": 0.0},
    "without adapter": {"kennis.search.snapshot.adapt": lambda question, *_: question},
    "without terms": {"kennis.begrippen.lijst.Begrippenlijst.termen": lambda _: NO_TERMS},
    "without spelling": {"kennis.search.understanding.Understanding.understand": literally},
    "one weight": {f"{FUSION}.TERM_WEIGHT": WORD_WEIGHT},
    "without an end": {f"{FUSION}.answers": lambda coverage, *_: np.ones(len(coverage), np.bool_)},
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--als", type=Rol, choices=list(Rol), default=Rol.AMBTENAAR)
    arguments = parser.parse_args()
    ask = open_asker(arguments.questions, Lezer(arguments.als))
    for name, parts in WAYS.items():
        with ExitStack() as stack:
            for place, value in parts.items():
                stack.enter_context(patch(place, value))
            print(row(name, ask()))


def open_asker(questions: Path, lezer: Lezer) -> Callable[[], Mapping[str, Any]]:
    """Return a function that asks all questions once and tells the scores."""
    installatie = open_installatie(load_config())
    asked, documents = read_questions(questions), documents_by_name(installatie.sessions)

    def ask() -> Mapping[str, Any]:
        dienst = open_zoekdienst(installatie.config, installatie.sessions)  # anew: it keeps what it worked out
        return summarise([measure(dienst, lezer, question, documents, 10) for question in asked])

    return ask


def row(name: str, summary: Mapping[str, Any]) -> str:
    per_type: Iterable[tuple[str, Mapping[str, float]]] = summary["per_type"].items()
    scores = " ".join(f"{kind[:9]} {score['ndcg10']:.3f}" for kind, score in per_type)
    return f"{name:18} all {summary['ndcg10']:.3f} {scores}"


if __name__ == "__main__":
    main()
