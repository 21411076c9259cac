"""Saying with a link from a mail that a card is still right."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.db.wachtrij import enqueue
from kenniskaarten.models import Kaart
from kenniskaarten.records import KAART
from kenniskaarten.sleutels import Gelezen, Stand, read_sleutel, spend
from kenniskaarten.vraagmodels import SleutelSoort


def read_link(session: so.Session, secret: str, ingelogd_id: int | None, moment: datetime) -> Gelezen:
    """Tell what can be done with a link; without a card to confirm it is as good as unknown."""
    gelezen = read_sleutel(session, secret, SleutelSoort.BEVESTIGEN, ingelogd_id, moment)
    if gelezen.sleutel and find_own(session, gelezen.sleutel.gebruiker_id) is None:
        return Gelezen(Stand.ONBEKEND)
    return gelezen


def confirm_by_link(session: so.Session, secret: str, ingelogd_id: int | None, moment: datetime) -> Stand:
    """Confirm the card of whose link this is; tell what could be done with the link.

    GELDIG means that it was done now; in all other cases nothing changes.
    """
    gelezen = read_link(session, secret, ingelogd_id, moment)
    if gelezen.stand is not Stand.GELDIG or gelezen.sleutel is None:
        return gelezen.stand
    if not spend(session, gelezen.sleutel, moment):
        return Stand.NET_GEBRUIKT  # by the same press, that came twice
    kaart = find_own(session, gelezen.sleutel.gebruiker_id)
    if kaart is not None:
        kaart.bevestigd_op = moment
        enqueue(session, [f"{KAART}:{kaart.id}"])
    return Stand.GELDIG


def find_own(session: so.Session, gebruiker_id: int) -> Kaart | None:
    """Return the card of somebody who still takes part."""
    return session.scalar(
        sa.select(Kaart).where(Kaart.gebruiker_id == gebruiker_id, Kaart.vertrokken_op.is_(None))
    )
