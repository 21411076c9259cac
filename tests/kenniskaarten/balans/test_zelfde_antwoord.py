"""`kennis balans` of the example region: it adds up, and nothing that happens to the data changes its answer."""

from __future__ import annotations

import csv
import json
import random
import sqlite3
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from click.testing import CliRunner
from sqlalchemy import orm as so

from kennis.cli import main
from kennis.commands import controleer
from kennis.commands.demo import make_region
from kennis.config import load_config, resource_dir
from kennis.db.base import Base, transaction
from kennis.installatie import Installatie, open_installatie
from kenniskaarten.balans.boeken import Gebeurtenis, boek, gebeurtenis_of, storneer
from kenniskaarten.balans.jaar import jaarbalans
from kenniskaarten.balans.models import Boeking, BoekingSoort, Eenheid, Regel
from tests.encoders import HashEncoder

JAAR = 2025
PER_UUR = 60
DATABASE = "kennis.sqlite3"


@pytest.fixture
def regio(installatie: Installatie) -> Installatie:
    """Give the example region, with a boeking that was taken back."""
    make_region(installatie)
    with transaction(installatie.sessions) as session:
        amounts = dict.fromkeys([1], 600) | {None: -600}
        wrong = boek(session, Gebeurtenis(BoekingSoort.INZET, "fout", Eenheid.UREN, date(JAAR, 6, 1), amounts))
        storneer(session, wrong)
    return installatie


def balans(data: Path | None = None) -> Any:
    """Return what the command says, of the installation of this test or of another data folder."""
    env = {"KENNIS_DATA": str(data)} if data else None
    answer = CliRunner().invoke(main, ["balans", "--jaar", str(JAAR), "--json"], env=env)
    assert answer.exit_code == 0
    return json.loads(answer.stdout)


def inwoners() -> dict[str, int]:
    """Return the inhabitants of the gemeenten that exist in the year, from the files of the example region."""
    corpus, first = resource_dir("corpus"), f"{JAAR}-01-01"
    found = {}
    with (corpus / "organisaties.csv").open(encoding="utf-8", newline="") as file:
        gone = {row["naam"] for row in csv.DictReader(file, delimiter=";") if "" < row["geldig_tot"] <= first}
    with (corpus / "inwoners.csv").open(encoding="utf-8", newline="") as file:
        for row in sorted(csv.DictReader(file, delimiter=";"), key=lambda row: row["peildatum"]):
            if row["peildatum"] <= first and row["organisatie"] not in gone:
                found[row["organisatie"]] = int(row["aantal"])
    return found


@pytest.mark.usefixtures("regio")
def test_in_every_unit_all_balances_are_zero_together() -> None:
    partijen = balans()["partijen"]
    assert any(partij["uren"]["gebracht"] for partij in partijen)
    for eenheid in Eenheid:
        assert abs(sum(partij[eenheid]["saldo"] for partij in partijen)) < 0.005, eenheid  # floats of whole cents


@pytest.mark.usefixtures("regio")
def test_each_norm_is_the_part_of_the_inhabitants() -> None:
    """All factors of the example are 1. Minutes are whole, and what is left goes to the largest remainders."""
    norms = {partij["naam"]: round(partij["uren"]["norm"] * PER_UUR) for partij in balans()["partijen"]}
    total, people = sum(norms.values()), inwoners()
    exact = {naam: Fraction(total * aantal, sum(people.values())) for naam, aantal in people.items()}
    left = total - sum(int(part) for part in exact.values())
    lucky = sorted(exact, key=lambda naam: int(exact[naam]) - exact[naam])[:left]
    assert {naam: norm for naam, norm in norms.items() if norm} == {
        naam: int(part) + (naam in lucky) for naam, part in exact.items()
    }


def test_the_check_finds_nothing_and_changes_nothing(regio: Installatie, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(controleer, "open_query_encoder", lambda _: HashEncoder())
    monkeypatch.setattr(controleer, "open_passage_encoder", lambda _: HashEncoder())
    before = balans()
    CliRunner().invoke(main, ["controleer", "--herstel"])  # makes the index, which this region has not yet
    answer = CliRunner().invoke(main, ["controleer", "--json"])
    assert json.loads(answer.stdout) == {"in_orde": True, "verschillen": []}
    assert balans() == before
    _damage(regio)
    told = json.loads(CliRunner().invoke(main, ["controleer", "--json"]).stdout)
    assert [row["soort"] for row in told["verschillen"]] == ["boek"]


def _damage(regio: Installatie) -> None:
    with transaction(regio.sessions) as session:
        for name in session.scalars(sa.text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
            session.execute(sa.text(f"DROP TRIGGER {name}"))
        first = sa.select(sa.func.min(Regel.id)).scalar_subquery()
        session.execute(sa.update(Regel).where(Regel.id == first).values(hoeveelheid=1))


def test_a_backup_that_is_put_back_has_the_same_answer(regio: Installatie, tmp_path: Path) -> None:
    elsewhere = tmp_path / "teruggezet"
    elsewhere.mkdir()
    with (
        sqlite3.connect(Path(regio.config.data) / DATABASE) as source,
        sqlite3.connect(elsewhere / DATABASE) as target,
    ):
        source.backup(target)
    source.close()
    target.close()
    assert balans(elsewhere) == balans()


@pytest.mark.parametrize("seed", range(5))
def test_whatever_the_order_in_which_it_all_happens_again(regio: Installatie, seed: int) -> None:
    """An empty book with the same agreements, in which everything is booked once more, has the same balance."""
    with regio.sessions() as session:
        before = jaarbalans(session, JAAR)
        rows = session.scalars(sa.select(Boeking).options(so.selectinload(Boeking.regels))).all()
        events = [gebeurtenis_of(row) for row in rows if row.soort is not BoekingSoort.STORNO]
        taken_back = {(row.soort, row.bron) for row in rows if any(x.storno_van_id == row.id for x in rows)}
    again = _empty_book(regio)
    with transaction(again.sessions) as session:
        assert jaarbalans(session, JAAR) != before
        for event in random.Random(seed).sample(events, len(events)):  # noqa: S311 (no secret)
            made = boek(session, event)
            if (event.soort, event.bron) in taken_back:
                storneer(session, made)
        assert session.scalar(sa.select(sa.func.count(Boeking.id))) == len(rows)
        assert jaarbalans(session, JAAR) == before
    again.close()


def _empty_book(regio: Installatie) -> Installatie:
    """Return another installation with the same organisations and agreements and nothing in its book."""
    found = open_installatie(load_config({}, data=Path(regio.config.data).parent / "opnieuw"))
    with regio.sessions() as source, transaction(found.sessions) as target:
        for table in (Base.metadata.tables[name] for name in ("organisaties", "balansnormen", "inwonertallen")):
            target.execute(sa.insert(table), [dict(row) for row in source.execute(sa.select(table)).mappings()])
    return found
