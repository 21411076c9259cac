"""When one asks whether a card is still right."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from kenniskaarten.models import Kaart
from kenniskaarten.versheid import VERS, is_oud, should_remind

BEVESTIGD = datetime(2026, 1, 1, tzinfo=UTC)


def kaart() -> Kaart:
    return Kaart(bevestigd_op=BEVESTIGD, herinnerd_op=None, vertrokken_op=None)


def test_a_card_is_old_after_half_a_year() -> None:
    assert not is_oud(kaart(), BEVESTIGD + VERS - timedelta(seconds=1))
    assert is_oud(kaart(), BEVESTIGD + VERS)


def test_one_asks_again_and_again_but_ever_less_often_and_never_stops() -> None:
    old, asked = kaart(), []
    for day in range(183, 183 + 3 * 365):
        moment = BEVESTIGD + timedelta(days=day)
        if should_remind(old, moment):
            asked.append(day - 183)
            old.herinnerd_op = moment
    assert asked[:5] == [0, 30, 120, 303, 486]
    assert asked[-1] > 2.5 * 365


def test_who_said_that_it_is_right_is_asked_anew_half_a_year_later() -> None:
    old = kaart()
    old.herinnerd_op = BEVESTIGD + VERS
    old.bevestigd_op = BEVESTIGD + VERS + timedelta(days=1)
    assert not should_remind(old, old.bevestigd_op + timedelta(days=40))
    assert should_remind(old, old.bevestigd_op + VERS)


@pytest.mark.parametrize("days", [0, 100, 182])
def test_nobody_is_asked_too_early(days: int) -> None:
    assert not should_remind(kaart(), BEVESTIGD + timedelta(days=days))


def test_who_left_is_not_asked() -> None:
    gone = kaart()
    gone.vertrokken_op = BEVESTIGD.date()
    assert not should_remind(gone, BEVESTIGD + 2 * VERS)
