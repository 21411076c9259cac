from __future__ import annotations

import json
from datetime import timedelta

import pytest
from click.testing import CliRunner, Result

from kennis.access import Rol
from kennis.cli import main
from kennis.commands.hiaten import SHOWN
from kennis.config import load_config
from kennis.db.base import now, transaction
from kennis.db.zoekvragen import Besluit, Gesteld, count_klik, count_vraag, decide, week_of
from kennis.installatie import open_installatie

WEEK = week_of(now().date())


def kennis(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["hiaten", *arguments])


@pytest.fixture
def _asked() -> None:
    """Have some questions asked: one finds nothing, one finds something, one is opened, one is decided about."""
    found = open_installatie(load_config())
    with transaction(found.sessions) as session:
        for vraag, weeks, has_result in (("huse", 0, False), ("huse", 5, False), ("zorg", 0, True)):
            gesteld = Gesteld(WEEK - timedelta(weeks=weeks), vraag, Rol.BURGER)
            count_vraag(session, gesteld, has_result=has_result)
        opened = Gesteld(WEEK, "wonen", Rol.AMBTENAAR)
        count_vraag(session, opened, has_result=True)
        count_klik(session, opened)
        count_vraag(session, Gesteld(WEEK, "parkeren", Rol.BURGER), has_result=False)
        decide(session, "parkeren", Besluit.NIET_VOOR_ONS, WEEK)
    found.close()


@pytest.mark.usefixtures("_asked")
def test_the_lists_are_given_for_a_report() -> None:
    report = json.loads(kennis("--weken", "6", "--json").stdout)
    assert report["tot_en_met"] == (WEEK + timedelta(days=6)).isoformat()
    assert report["zonder_resultaat"] == [
        {"vraag": "huse", "aantal": 2, "zonder_resultaat": 2, "met_klik": 0, "rollen": {"burger": 2}}
    ]
    assert [row["vraag"] for row in report["zonder_klik"]] == ["zorg"]
    assert [row["vraag"] for row in report["meest_gesteld"]] == ["huse", "parkeren", "wonen", "zorg"]
    assert [row["aantal"] for row in report["per_week"]] == [1, 0, 0, 0, 0, 4]
    assert report["van"] == report["per_week"][0]["week"]


@pytest.mark.usefixtures("_asked")
def test_people_read_the_same() -> None:
    result = kennis()
    assert result.exit_code == 0
    assert "4 vragen, 2 zonder resultaat" in result.stdout
    assert "Niets gevonden\n     1  huse\n" in result.stdout
    assert "niets geopend\n     1  zorg\n" in result.stdout


def test_without_questions_the_lists_are_empty() -> None:
    assert kennis().stdout.count("geen") == 3


def test_a_long_list_is_cut_off_for_people() -> None:
    found = open_installatie(load_config())
    with transaction(found.sessions) as session:
        for number in range(SHOWN + 5):
            count_vraag(session, Gesteld(WEEK, f"vraag {number}", Rol.BURGER), has_result=False)
    found.close()
    assert "en nog 5" in kennis().stdout


@pytest.mark.parametrize("weken", ["0", "57", "x"])
def test_no_more_weeks_can_be_asked_for_than_are_kept(weken: str) -> None:
    assert kennis("--weken", weken).exit_code == 2
