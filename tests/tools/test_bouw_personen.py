"""What is expected of the person queries, and that it comes from the dossiers and from nowhere else."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from kennis.access import Rol
from tools import bouw_personen

CORPUS = Path(__file__).parent.parent.parent / "corpus"
MENSEN = {mens["naam"]: mens for mens in json.loads((CORPUS / "mensen.json").read_text(encoding="utf-8"))}
QUERIES = [json.loads(line) for line in (CORPUS / "personen.jsonl").read_text(encoding="utf-8").splitlines()]


def dossier(**values: Any) -> dict[str, Any]:
    kent = {"onderwerp": "Wonen", "diepte": 3, "van": 2012, "tot": bouw_personen.HEDEN}
    return {"naam": "Ada", "talen": [], "kent": [{**kent, **values}]}


def test_the_grades_are_those_of_the_dossiers() -> None:
    """Nobody types a grade: truth comes from another source than the cards in which is searched."""
    assert (CORPUS / "personen.jsonl").read_text(encoding="utf-8") == bouw_personen.build()


def test_there_are_enough_queries_of_every_type() -> None:
    types = Counter(query["type"] for query in QUERIES)
    found = [query for query in QUERIES if query["relevant"]]
    assert len(found) >= 40
    assert len({query["query"] for query in QUERIES}) == len({query["id"] for query in QUERIES}) == len(QUERIES)
    assert types["niemand"] == len(QUERIES) - len(found) >= 10
    assert min(types.values()) >= 3
    assert {grade for query in found for grade in query["relevant"].values()} == {1, 2, 3}
    assert {naam for query in found for naam in query["relevant"]} <= MENSEN.keys()
    assert {query.get("als", Rol.PROFESSIONAL) for query in QUERIES} <= set(Rol)


def test_a_paraphrase_shares_no_long_word_with_the_card_of_who_knows() -> None:
    for query in QUERIES:
        if query["type"] == "parafrase":
            cards = [MENSEN[naam] for naam in query["relevant"]]
            shared = long_words(query["query"]) & long_words(json.dumps(cards, ensure_ascii=False))
            assert shared == set(), query["id"]


def long_words(text: str) -> set[str]:
    return set(re.findall(r"\w{6,}", text.lower()))


@pytest.mark.parametrize(
    ("onderwerp", "jaar", "grade"),
    [("Wonen", None, 2), ("Wonen", 2014, 3), ("Wonen", 2001, 0), ("Zorg", None, 1), ("Jeugd", None, 0)],
)
def test_what_somebody_knew_long_ago_counts_less_unless_that_is_asked(
    onderwerp: str, jaar: int | None, grade: int
) -> None:
    kent = [
        {"onderwerp": "Wonen", "diepte": 3, "van": 2012, "tot": 2019},
        {"onderwerp": "Wonen", "diepte": 1, "van": 2020, "tot": 2020},
        {"onderwerp": "Zorg", "diepte": 1, "van": 2024, "tot": bouw_personen.HEDEN},
    ]
    assert bouw_personen.knowledge(onderwerp, kent, jaar) == grade


@pytest.mark.parametrize(
    ("vraag", "grade"),
    [
        ({"onderwerp": "Wonen"}, 3),
        ({"onderwerp": "Zorg"}, 0),
        ({"onderwerp": "Zorg", "ook": "Wonen"}, 2),
        ({"persoon": "Ada"}, 3),
        ({"persoon": "Bram"}, 0),
        ({}, 0),
    ],
)
def test_a_neighbouring_subject_counts_less_and_a_name_only_itself(vraag: dict[str, str], grade: int) -> None:
    assert bouw_personen.grade_of(vraag, dossier()) == grade


@pytest.mark.parametrize(
    ("vraag", "mens", "may"),
    [
        ({}, {}, True),
        ({}, {"vertrokken": "2026-01-01"}, False),
        ({}, {"zichtbaarheid": "ambtenaar"}, False),
        ({"als": "ambtenaar"}, {"zichtbaarheid": "ambtenaar"}, True),
        ({"als": "ambtenaar"}, {"zichtbaarheid": "organisatie"}, False),
        ({"organisatie": "Gemeente Laren"}, {}, False),
        ({"organisatie": "Gemeente Huizen"}, {}, True),
        ({"taal": "Turks"}, {}, False),
    ],
)
def test_only_who_may_be_found_is_a_right_answer(
    vraag: dict[str, str], mens: dict[str, str], *, may: bool
) -> None:
    open_card = {"organisatie": "Gemeente Huizen", "zichtbaarheid": "professional"}
    assert bouw_personen.may_answer(vraag, dossier(), {**open_card, **mens}) == may


def test_a_stale_result_is_told_and_not_repaired(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert bouw_personen.main(["--controleer"]) == 0
    stale = tmp_path / "personen.jsonl"
    stale.write_text("oud", encoding="utf-8")
    monkeypatch.setattr(bouw_personen, "RESULT", stale)
    assert bouw_personen.main(["--controleer"]) == 1
    assert stale.read_text(encoding="utf-8") == "oud"
