"""Measure what a typing error costs: the same questions once as they are and three times with one slip each.

Works on the data folder in KENNIS_DATA, which must be filled: `KENNIS_DATA=… tools/tikfouten.py QUESTIONS`. It
prints the scores and the questions that lose most.
"""

from __future__ import annotations

import argparse
import random
import statistics
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kennis.access import Lezer, Rol
from kennis.commands._shared import installation
from kennis.commands.evalueer import Vraag, documents_by_name, measure, read_questions
from kennis.search.dutch import Plek, locate
from kennis.zoeken import open_zoekdienst

SLIPS_A_QUESTION = 3
MIN_LETTERS = 6  # of a word that gets a slip
SHOWN = 10
KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")

Slip = Callable[[str, int, random.Random], str]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with a slip, with its score and that of the same question without."""

    tekst: str
    clean: float
    slipped: float


def swap(word: str, place: int, _: random.Random) -> str:
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def drop(word: str, place: int, _: random.Random) -> str:
    return word[:place] + word[place + 1 :]


def double(word: str, place: int, _: random.Random) -> str:
    return word[:place] + word[place] + word[place:]


def neighbour(word: str, place: int, chance: random.Random) -> str:
    """Replace a letter by one beside it on the keyboard."""
    row = next((row for row in KEYS if word[place].lower() in row), KEYS[0])
    at = row.find(word[place].lower())
    return word[:place] + chance.choice(row[max(0, at - 1) : at] + row[at + 1 : at + 2]) + word[place + 1 :]


SLIPS: Sequence[Slip] = (swap, drop, double, neighbour)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--als", type=Rol, choices=list(Rol), default=Rol.AMBTENAAR)
    parser.add_argument("--soorten", nargs="*", default=[], help="types of questions; without it all of them")
    arguments = parser.parse_args()
    kinds = set(arguments.soorten)
    questions = [asked for asked in read_questions(arguments.questions) if not kinds or asked.type in kinds]
    found = list(ask(questions, Lezer(arguments.als)))
    clean, slipped = (
        statistics.mean(values) for values in zip(*((one.clean, one.slipped) for one in found), strict=True)
    )
    print(f"{len(found)} questions with a slip: {slipped:.3f} of {clean:.3f} without, {slipped / clean:.3f}")
    for one in sorted(found, key=lambda one: one.slipped - one.clean)[:SHOWN]:
        print(f"  {one.clean:.2f} {one.slipped:.2f} {one.tekst}")


def ask(questions: Sequence[Vraag], lezer: Lezer) -> Iterator[Asked]:
    """Yield each question with a slip that was asked; one without a long word has none."""
    chance = random.Random(2008)  # noqa: S311 (no secret)
    with installation() as found:
        dienst, documents = open_zoekdienst(found.config, found.sessions), documents_by_name(found.sessions)
        for question in questions:
            clean = measure(dienst, lezer, question, documents, 10).score.ndcg
            for tekst in with_slips(question.query, chance):
                slipped = measure(dienst, lezer, replace(question, query=tekst), documents, 10)
                yield Asked(tekst, clean, slipped.score.ndcg)


def with_slips(tekst: str, chance: random.Random) -> Iterator[str]:
    """Yield a text some times, each time with one slip, within one of its long words."""
    words = [plek for plek in locate(tekst) if _may_slip(tekst, plek)]
    for _ in range(SLIPS_A_QUESTION if words else 0):
        plek = chance.choice(words)
        word = tekst[plek.begin : plek.eind]
        slipped = chance.choice(SLIPS)(word, chance.randrange(1, len(word) - 1), chance)
        yield tekst[: plek.begin] + slipped + tekst[plek.eind :]


def _may_slip(tekst: str, plek: Plek) -> bool:
    word = tekst[plek.begin : plek.eind]
    return len(word) >= MIN_LETTERS and word.isalpha() and not plek.woord.is_stop


if __name__ == "__main__":
    main()
