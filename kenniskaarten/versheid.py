"""Whether a card may still be right, and when to ask its person. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

from kenniskaarten.models import Kaart

VERS = timedelta(days=183)  # half a year after it was last said to be right a card is old
OPNIEUW = (timedelta(days=30), timedelta(days=90))  # after the first time one asks again; then each half year


def is_oud(kaart: Kaart, moment: datetime) -> bool:
    """Tell whether nobody said for half a year that this card is right."""
    return moment - kaart.bevestigd_op >= VERS


def should_remind(kaart: Kaart, moment: datetime) -> bool:
    """Tell whether to ask 'klopt dit nog?' now: when the card is old, and not again too soon."""
    if kaart.vertrokken_op is not None or not is_oud(kaart, moment):
        return False
    asked = kaart.herinnerd_op
    if asked is None or asked <= kaart.bevestigd_op:
        return True
    return moment - asked >= _pause(asked - kaart.bevestigd_op)


def _pause(asked_after: timedelta) -> timedelta:
    """Return how long to wait after having asked when the card was this old."""
    first, second = OPNIEUW
    if asked_after < VERS + first:
        return first
    return second if asked_after < VERS + first + second else VERS
