"""Asking people by mail whether their card is still right, as a chore of the worker."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
import structlog
from sqlalchemy import orm as so

from kennis.db.base import now, transaction
from kennis.db.organisaties import Gebruiker
from kennis.installatie import Installatie
from kenniskaarten.models import Kaart
from kenniskaarten.records import KAART
from kenniskaarten.versheid import VERS, should_remind
from kenniskaarten.vraagmodels import Bericht

AT_ONCE = 50  # cards of one run; the others come a minute later

log = structlog.get_logger()


def herinner(found: Installatie) -> None:
    """Write a mail to whom it is time to ask; without a mail server nobody is asked, and no reminders pile up."""
    if found.config.postserver is not None:
        remind(found, now())


def remind(found: Installatie, moment: datetime) -> int:
    """Write the mails; return how many. Two workers never ask the same person twice."""
    with transaction(found.sessions) as session:
        due = [kaart for kaart in _old(session, moment) if should_remind(kaart, moment)][:AT_ONCE]
        asked = [kaart for kaart in due if _claim(session, kaart, moment)]
        session.add_all(Bericht(gebruiker_id=kaart.gebruiker_id, over=f"{KAART}:{kaart.id}") for kaart in asked)
    if asked:
        log.info("reminders_written", aantal=len(asked))
    return len(asked)


def _old(session: so.Session, moment: datetime) -> list[Kaart]:
    query = (
        sa.select(Kaart)
        .join(Kaart.gebruiker)
        .where(Gebruiker.actief, Kaart.vertrokken_op.is_(None), Kaart.bevestigd_op <= moment - VERS)
        .order_by(Kaart.id)
    )
    return list(session.scalars(query))


def _claim(session: so.Session, kaart: Kaart, moment: datetime) -> bool:
    """Note that somebody is asked now; tell whether no other process did so since we looked."""
    before = kaart.herinnerd_op
    same = Kaart.herinnerd_op.is_(None) if before is None else Kaart.herinnerd_op == before
    noted = sa.update(Kaart).where(Kaart.id == kaart.id, same).values(herinnerd_op=moment).returning(Kaart.id)
    return session.execute(noted).first() is not None
