from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

TYPES = {"keyword", "natural_question", "paraphrase", "abbreviation", "compound", "typo"}
Vraag = dict[str, str]


@pytest.fixture(scope="module")
def vragen(corpus: Path) -> list[Vraag]:
    regels = (corpus / "vragen.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(regel) for regel in regels]


def test_every_question_is_complete_and_has_its_own_id(vragen: list[Vraag]) -> None:
    for vraag in vragen:
        assert vraag.keys() == {"id", "query", "type", "bestand", "passage", "antwoord"}
        assert all(isinstance(waarde, str) and waarde.strip() for waarde in vraag.values()), vraag["id"]
    assert len({vraag["id"] for vraag in vragen}) == len(vragen)
    assert len({vraag["query"].lower() for vraag in vragen}) == len(vragen)


def test_there_are_enough_questions_of_every_type(vragen: list[Vraag]) -> None:
    aantallen = Counter(vraag["type"] for vraag in vragen)
    assert aantallen.keys() == TYPES
    assert min(aantallen.values()) >= 11
    assert aantallen.total() >= 60


def test_every_document_is_asked_about(vragen: list[Vraag], corpus: Path) -> None:
    bestanden = {path.name for path in (corpus / "documenten").iterdir()}
    assert {vraag["bestand"] for vraag in vragen} == bestanden


def test_every_passage_stands_in_its_source(vragen: list[Vraag], bronregels: dict[str, list[str]]) -> None:
    for vraag in vragen:
        tekst = " ".join(bronregels[Path(vraag["bestand"]).stem])
        assert vraag["passage"] in tekst, vraag["id"]
        assert 30 <= len(vraag["passage"].split()) <= 120, vraag["id"]


def test_a_paraphrase_shares_no_long_word_with_its_passage(vragen: list[Vraag]) -> None:
    for vraag in vragen:
        if vraag["type"] == "paraphrase":
            assert _long_words(vraag["query"]) & _long_words(vraag["passage"]) == set(), vraag["id"]


def _long_words(tekst: str) -> set[str]:
    return set(re.findall(r"\w{5,}", tekst.lower()))
