"""People on the command line: who is found, and how well."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kennis.cli import main
from kennis.commands import _mensen, zoek
from kennis.search.evaluation import graded_ndcg
from tests.kenniskaarten.vinden.mensen import GEHEIM
from tests.web.wereld import HUIZEN, Wereld

VAL = "wie weet iets van valpreventie bij ouderen"


@pytest.fixture(autouse=True)
def _without_the_model(wereld: Wereld, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (zoek, _mensen):
        monkeypatch.setattr(module, "open_zoekdienst", lambda *_: wereld.zoekdienst)


def run(*words: str) -> str:
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_people_are_found_with_the_reason() -> None:
    answer = json.loads(run("zoek", VAL, "--soort", "kaart", "--als", "professional", "--json"))
    assert [treffer["titel"] for treffer in answer["treffers"]] == ["Tine Bakker", "Petra Janssen", "Guus Kuiper"]
    first = answer["treffers"][0]
    assert (first["soort"], first["organisatie"]) == ("kaart", "Gemeente Laren")
    assert first["waarom"] == ["Is trekker van Werkgroep valpreventie."]
    assert first["score"] > answer["treffers"][1]["score"]
    top = json.loads(run("zoek", VAL, "--soort", "kaart", "--als", "professional", "--json", "--top", "1"))
    assert (top["totaal"], len(top["treffers"])) == (3, 1)
    assert "Is trekker van" in run("zoek", VAL, "--soort", "kaart", "--als", "professional")


def test_a_subject_for_colleagues_is_not_found_by_others() -> None:
    closed = ["zoek", GEHEIM, "--soort", "kaart", "--json", "--als"]
    assert json.loads(run(*closed, "professional"))["treffers"] == []
    home = json.loads(run(*closed, "ambtenaar", "--organisatie", HUIZEN))["treffers"]
    assert [treffer["titel"] for treffer in home] == ["Guus Kuiper"]
    assert "Niemand gevonden" in run("zoek", GEHEIM, "--soort", "kaart")


def test_questions_are_found_and_cards_stand_apart() -> None:
    treffers = json.loads(run("zoek", "struikelen drempels", "--als", "professional", "--json"))["treffers"]
    assert treffers[0]["soort"] == "vraag"
    assert treffers[0]["bestand"] is None
    assert all(treffer["soort"] != "kaart" for treffer in treffers)
    assert "(vraag)" in run("zoek", "struikelen drempels", "--als", "professional")


def test_finding_people_is_measured(tmp_path: Path) -> None:
    questions = [
        {"id": "a", "query": VAL, "type": "onderwerp", "relevant": {"Tine Bakker": 3, "Petra Janssen": 2}},
        {"id": "b", "query": "hondenbelasting", "type": "niemand", "relevant": {}},
        {"id": "c", "query": "valpreventie", "type": "niemand", "relevant": {}},
        {"id": "d", "query": GEHEIM, "type": "onderwerp", "relevant": {"Guus Kuiper": 1}, "als": "regisseur"},
    ]
    path = tmp_path / "personen.jsonl"
    path.write_text("\n".join(map(json.dumps, questions)), encoding="utf-8")
    measured = json.loads(run("evalueer", str(path), "--personen", "--als", "professional", "--json"))
    assert [vraag["score"] for vraag in measured["per_vraag"]] == [1.0, 1.0, 0.0, 1.0]
    assert (measured["ndcg10"], measured["terecht_leeg"]) == (1.0, 0.5)
    assert measured["per_type"]["niemand"] == {"aantal": 2, "ndcg10": None, "terecht_leeg": 0.5}
    assert "terecht leeg" in run("evalueer", str(path), "--personen", "--als", "professional")


@pytest.mark.parametrize("line", ["geen json", '{"query": "x"}', '{"query": "x", "relevant": 3}', "[]"])
def test_a_question_that_cannot_be_read_is_told_by_its_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "personen.jsonl"
    path.write_text(f'{{"query": "x", "relevant": {{}}}}\n{line}\n', encoding="utf-8")
    result = CliRunner().invoke(main, ["evalueer", str(path), "--personen"])
    assert result.exit_code == 2
    assert "Regel 2 is geen JSON met query en relevant." in result.stderr


def test_a_better_order_scores_more() -> None:
    assert graded_ndcg([3, 2, 0], [3, 2]) == pytest.approx(1)
    assert 0 < graded_ndcg([0, 2, 3], [3, 2]) < graded_ndcg([2, 3], [3, 2]) < 1
    assert graded_ndcg([], [3, 2]) == graded_ndcg([0], []) == 0
