"""Asking 'klopt dit nog?' by mail, and the link that answers it: for one person, one use and a while."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.db.base import now, transaction
from kennis.db.wachtrij import waiting_bronnen
from kennis.installatie import Installatie
from kennis.postserver import read_postserver
from kenniskaarten.bevestigen import confirm_by_link
from kenniskaarten.herinneren import AT_ONCE, herinner, remind
from kenniskaarten.models import Kaart
from kenniskaarten.sleutels import GELDIG, JUST, SECRET_BYTES, Stand, make_sleutel, read_sleutel, spend
from kenniskaarten.versheid import OPNIEUW, VERS
from kenniskaarten.vraagmodels import Bericht, Sleutel, SleutelSoort
from tests.kenniskaarten.vraagwereld import VANDAAG, Vraagwereld, make_vraagwereld

BEVESTIGEN = SleutelSoort.BEVESTIGEN


@pytest.fixture
def wereld(installatie: Installatie) -> Vraagwereld:
    return make_vraagwereld(installatie)


@pytest.fixture
def session(wereld: Vraagwereld) -> Iterator[so.Session]:
    with wereld.installatie.sessions() as session:
        yield session


def link_of(session: so.Session, wereld: Vraagwereld, moment: datetime, naam: str = "bram") -> str:
    kaart = session.get_one(Kaart, wereld.kaarten[naam])
    kaart.bevestigd_op = moment - VERS
    return make_sleutel(session, wereld.mensen[naam], BEVESTIGEN, moment)


def test_one_press_confirms_and_a_second_one_changes_nothing(session: so.Session, wereld: Vraagwereld) -> None:
    moment = now()
    secret, kaart = link_of(session, wereld, moment), session.get_one(Kaart, wereld.kaarten["bram"])
    for after, stand in (
        (timedelta(0), Stand.GELDIG),
        (JUST - timedelta(seconds=1), Stand.NET_GEBRUIKT),
        (JUST, Stand.GEBRUIKT),
        (2 * GELDIG, Stand.GEBRUIKT),
    ):
        assert confirm_by_link(session, secret, None, moment + after) is stand
        assert kaart.bevestigd_op == moment
    assert waiting_bronnen(session) == {f"kaart:{kaart.id}"}


@pytest.mark.parametrize(
    ("wie", "stand"), [("bram", Stand.GELDIG), ("anna", Stand.VAN_ANDER), ("rik", Stand.VAN_ANDER)]
)
def test_a_link_is_of_no_use_to_somebody_else_who_is_logged_in(
    session: so.Session, wereld: Vraagwereld, wie: str, stand: Stand
) -> None:
    moment = now()
    secret = link_of(session, wereld, moment)
    assert confirm_by_link(session, secret, wereld.mensen[wie], moment) is stand
    changed = session.get_one(Kaart, wereld.kaarten["bram"]).bevestigd_op == moment
    assert changed == (stand is Stand.GELDIG)


def test_a_link_ends_after_a_month_or_when_there_is_a_newer_one(session: so.Session, wereld: Vraagwereld) -> None:
    moment = now()
    old = link_of(session, wereld, moment)
    new = link_of(session, wereld, moment)
    other = link_of(session, wereld, moment, "anna")
    assert confirm_by_link(session, old, None, moment) is Stand.VERLOPEN
    assert confirm_by_link(session, new, None, moment + GELDIG) is Stand.VERLOPEN
    assert confirm_by_link(session, other, None, moment + GELDIG - timedelta(seconds=1)) is Stand.GELDIG


def test_a_link_of_who_left_or_has_no_account_any_more_is_unknown(
    session: so.Session, wereld: Vraagwereld
) -> None:
    moment = now()
    gone, stopped = link_of(session, wereld, moment), link_of(session, wereld, moment, "anna")
    session.get_one(Kaart, wereld.kaarten["bram"]).vertrokken_op = VANDAAG
    wereld.gebruiker(session, "anna").actief = False
    session.flush()
    for secret in (gone, stopped, "", "a" * 43, "é\ud800"):
        assert confirm_by_link(session, secret, None, moment) is Stand.ONBEKEND


def test_of_a_secret_only_a_hash_is_kept(session: so.Session, wereld: Vraagwereld) -> None:
    secret = link_of(session, wereld, now())
    assert len(secret) >= SECRET_BYTES * 4 / 3
    row = session.scalars(sa.select(Sleutel)).one()
    assert secret not in str(vars(row))
    assert len(row.hash) == 64


def test_of_two_presses_at_once_one_counts(session: so.Session, wereld: Vraagwereld) -> None:
    moment = now()
    secret = link_of(session, wereld, moment)
    sleutel = read_sleutel(session, secret, BEVESTIGEN, None, moment).sleutel
    assert sleutel is not None
    assert [spend(session, sleutel, moment) for _ in range(2)] == [True, False]


# --- the chore ---------------------------------------------------------------------------------------------------


def age(wereld: Vraagwereld, *namen: str) -> None:
    with transaction(wereld.installatie.sessions) as session:
        for naam in namen:
            session.get_one(Kaart, wereld.kaarten[naam]).bevestigd_op = now() - VERS


def asked(wereld: Vraagwereld) -> list[tuple[int, str]]:
    with wereld.installatie.sessions() as session:
        found = session.execute(sa.select(Bericht.gebruiker_id, Bericht.over).order_by(Bericht.id))
        return [(row[0], row[1]) for row in found]


def test_whose_card_is_old_is_asked_once_until_it_is_time_again(wereld: Vraagwereld) -> None:
    age(wereld, "bram", "carla", "dirk")
    with transaction(wereld.installatie.sessions) as session:
        wereld.gebruiker(session, "carla").actief = False
        session.get_one(Kaart, wereld.kaarten["dirk"]).vertrokken_op = VANDAAG
    moment = now()
    assert [remind(wereld.installatie, moment) for _ in range(2)] == [1, 0]
    assert asked(wereld) == [(wereld.mensen["bram"], f"kaart:{wereld.kaarten['bram']}")]
    assert remind(wereld.installatie, moment + OPNIEUW[0] - timedelta(days=1)) == 0
    assert remind(wereld.installatie, moment + OPNIEUW[0]) == 1


def test_without_a_mail_server_nobody_is_asked(wereld: Vraagwereld) -> None:
    age(wereld, "bram")
    herinner(wereld.installatie)
    assert asked(wereld) == []
    config = replace(
        wereld.installatie.config, postserver=read_postserver("smtp://localhost"), adres="https://x.nl"
    )
    herinner(replace(wereld.installatie, config=config))
    assert len(asked(wereld)) == 1


def test_not_all_are_asked_in_one_minute(wereld: Vraagwereld, monkeypatch: pytest.MonkeyPatch) -> None:
    assert AT_ONCE < 100
    monkeypatch.setattr("kenniskaarten.herinneren.AT_ONCE", 2)
    age(wereld, "anna", "bram", "carla")
    assert [remind(wereld.installatie, now()) for _ in range(3)] == [2, 1, 0]
