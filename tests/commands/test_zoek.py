from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from kennis.cli import main
from kennis.commands import zoek
from kennis.config import load_config
from kennis.zoeken import Zoekdienst
from tests.web.wereld import make_wereld

NOTHING = '"groene kabouters"'


@pytest.fixture(autouse=True)
def _wereld(monkeypatch: pytest.MonkeyPatch) -> None:
    """Search in the example region, without the real model."""
    wereld = make_wereld(load_config())
    wereld.installatie.close()
    monkeypatch.setattr(zoek, "open_zoekdienst", lambda *_: wereld.zoekdienst)


def test_who_finds_nothing_is_told_what_is_near(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Zoekdienst, "verwante_termen", lambda *_: ("mantelzorg", "respijtzorg"))
    shown = CliRunner().invoke(main, ["zoek", NOTHING]).stdout
    assert shown.splitlines()[-2:] == [
        f"Niets gevonden voor '{NOTHING}'. Probeer andere of minder woorden.",
        "Bedoelde u: mantelzorg, respijtzorg?",
    ]
    assert "Bedoelde u" not in CliRunner().invoke(main, ["zoek", "mantelzorg"]).stdout
    assert json.loads(CliRunner().invoke(main, ["zoek", NOTHING, "--json"]).stdout)["treffers"] == []


def test_where_nothing_is_near_nothing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Zoekdienst, "verwante_termen", lambda *_: ())
    assert "Bedoelde u" not in CliRunner().invoke(main, ["zoek", NOTHING]).stdout


def test_an_answer_says_why_it_is_one() -> None:
    """People read a line, a machine the kinds and the words; `als` only where a passage says it otherwise."""
    shown = CliRunner().invoke(main, ["zoek", "Respijtzorg mantelzorger fietspad", "--top", "1"]).stdout
    assert "   Waarom: ‘Respijtzorg’ staat letterlijk in de tekst. ‘mantelzorger’ staat er" in shown
    answer = CliRunner().invoke(main, ["zoek", "Respijtzorg mantelzorger fietspad", "--top", "1", "--json"]).stdout
    reasons = json.loads(answer)["treffers"][0]["waarom"]
    assert reasons[:3] == [
        {"soort": "letterlijk", "woorden": ["Respijtzorg"]},
        {"soort": "vorm", "woorden": ["mantelzorger"], "als": "mantelzorgers"},
        {"soort": "ontbreekt", "woorden": ["fietspad"]},
    ]
