"""The balance of a year, from the rows: norms, inhabitants and gemeenten that come and go."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from click.testing import CliRunner
from sqlalchemy import orm as so

from kennis.cli import main
from kennis.db.base import transaction
from kennis.db.organisaties import Organisatie, OrganisatieSoort
from kennis.installatie import Installatie
from kenniskaarten.balans.boeken import Gebeurtenis, boek
from kenniskaarten.balans.jaar import jaarbalans
from kenniskaarten.balans.models import Balansnorm, BoekingSoort, Eenheid, Inwoners
from kenniskaarten.balans.saldo import Stand

UREN = Eenheid.UREN
MERGER = date(2016, 1, 1)


@pytest.fixture
def session(installatie: Installatie) -> Iterator[so.Session]:
    with installatie.sessions() as session:
        yield session


def gemeente(
    session: so.Session, naam: str, inwoners: int, van: date | None = None, tot: date | None = None
) -> int:
    row = Organisatie(naam=naam, soort=OrganisatieSoort.GEMEENTE, geldig_van=van, geldig_tot=tot)
    session.add(row)
    session.flush()
    peildatum = van or date(2015, 1, 1)
    session.add(Inwoners(organisatie_id=row.id, peildatum=peildatum, aantal=inwoners, bron="voorbeeld"))
    return row.id


def agree(session: so.Session, **factoren: str) -> None:
    session.add(Balansnorm(van=date(2015, 1, 1), orgaan="PHO", besloten_op=date(2014, 12, 1), factoren=factoren))


def inzet(partij: int, minuten: int, datum: date, bron: str) -> Gebeurtenis:
    return Gebeurtenis(BoekingSoort.INZET, bron, UREN, datum, {partij: minuten, None: -minuten})


def uren(session: so.Session, jaar: int) -> dict[str, Stand]:
    return {naam: standen[UREN] for naam, standen in jaarbalans(session, jaar).partijen.items()}


def test_each_has_a_share_by_its_inhabitants(session: so.Session) -> None:
    agree(session)
    groot, klein = gemeente(session, "Groot", 75_000), gemeente(session, "Klein", 25_000)
    boek(session, inzet(groot, 600, date(2015, 3, 1), "a"))
    boek(session, inzet(klein, 600, date(2015, 9, 1), "b"))
    assert uren(session, 2015) == {"Groot": Stand(600, 0, 900), "Klein": Stand(600, 0, 300)}


def test_a_gemeente_has_a_share_only_while_it_exists(session: so.Session) -> None:
    agree(session)
    gemeente(session, "Bussum", 30_000, tot=MERGER)
    gemeente(session, "Gooise Meren", 60_000, van=MERGER)
    other = gemeente(session, "Huizen", 30_000)
    boek(session, inzet(other, 600, date(2015, 6, 1), "a"))
    boek(session, inzet(other, 900, date(2016, 6, 1), "b"))
    assert uren(session, 2015) == {"Bussum": Stand(0, 0, 300), "Huizen": Stand(600, 0, 300)}
    assert uren(session, 2016) == {"Gooise Meren": Stand(0, 0, 600), "Huizen": Stand(900, 0, 300)}


def test_a_new_number_of_inhabitants_counts_from_its_day(session: so.Session) -> None:
    agree(session)
    one, two = gemeente(session, "Een", 50_000), gemeente(session, "Twee", 50_000)
    session.add(Inwoners(organisatie_id=one, peildatum=date(2015, 7, 1), aantal=150_000, bron="voorbeeld"))
    boek(session, inzet(two, 400, date(2015, 6, 30), "a"))
    boek(session, inzet(two, 400, date(2015, 7, 1), "b"))
    assert uren(session, 2015) == {"Een": Stand(0, 0, 200 + 300), "Twee": Stand(800, 0, 200 + 100)}


def test_a_factor_makes_a_share_smaller(session: so.Session) -> None:
    one, two = gemeente(session, "Een", 60_000), gemeente(session, "Twee", 40_000)
    agree(session, **{str(one): "1/3"})
    boek(session, inzet(two, 600, date(2015, 6, 30), "a"))
    assert uren(session, 2015) == {"Een": Stand(0, 0, 200), "Twee": Stand(600, 0, 400)}


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_booking_does_not_matter_and_a_replay_changes_nothing(session: so.Session, seed: int) -> None:
    agree(session)
    chance = random.Random(seed)  # noqa: S311 (no secret)
    partijen = [gemeente(session, naam, 1_000 * number) for number, naam in enumerate("abcde", start=7)]
    events = [
        inzet(
            chance.choice(partijen),
            chance.randrange(1, 900),
            date(2015, 1, 1) + timedelta(number * 9),
            str(number),
        )
        for number in range(40)
    ]
    session.commit()
    found = []
    for order in (events, events[::-1], [*events, *events]):
        for event in chance.sample(order, len(order)):
            boek(session, event)
        found.append(jaarbalans(session, 2015))
        session.rollback()
    assert found[0] == found[1] == found[2]
    assert sum(stand.saldo for stand in (standen[UREN] for standen in found[0].partijen.values())) == 0


def test_the_command_tells_it_in_hours(installatie: Installatie) -> None:
    with transaction(installatie.sessions) as session:
        agree(session)
        groot, _ = gemeente(session, "Groot", 75_000), gemeente(session, "Klein", 25_000)
        boek(session, inzet(groot, 600, date(2015, 3, 1), "a"))
    answer = CliRunner().invoke(main, ["balans", "--jaar", "2015", "--json"])
    document = json.loads(answer.stdout)
    assert document["jaar"] == 2015
    assert [(row["naam"], row["uren"]) for row in document["partijen"]] == [
        ("Groot", {"gebracht": 10.0, "gekregen": 0.0, "norm": 7.5, "saldo": 2.5}),
        ("Klein", {"gebracht": 0.0, "gekregen": 0.0, "norm": 2.5, "saldo": -2.5}),
    ]
    assert [row["opgebouwd"]["uren"] for row in document["partijen"]] == [2.5, -2.5]
    later = json.loads(CliRunner().invoke(main, ["balans", "--jaar", "2020", "--json"]).stdout)
    assert [(row["uren"]["saldo"], row["opgebouwd"]["uren"]) for row in later["partijen"]] == [(0, 2.5), (0, -2.5)]
    assert "7,5" in CliRunner().invoke(main, ["balans", "--jaar", "2015"]).stdout
    assert "niets geboekt" in CliRunner().invoke(main, ["balans", "--jaar", "2001"]).stdout
