"""Making a card, only by the act of its person, and keeping the parts of it right. Never commits."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.db.base import now
from kennis.db.organisaties import Gebruiker
from kennis.db.wachtrij import enqueue
from kennis.errors import KaartError
from kenniskaarten.formulieren import Afwezig, Deel
from kenniskaarten.instemming import agree
from kenniskaarten.models import InstemmingSoort, Kaart
from kenniskaarten.records import KAART


def kaart_of(session: so.Session, gebruiker_id: int) -> Kaart | None:
    return session.scalar(sa.select(Kaart).where(Kaart.gebruiker_id == gebruiker_id))


def make_kaart(session: so.Session, gebruiker: Gebruiker) -> Kaart:
    """Return the card of who agrees to have one; a new one is empty and for his own organisation only."""
    found = kaart_of(session, gebruiker.id)
    if found is not None:
        return found
    kaart = Kaart(gebruiker=gebruiker)
    session.add(kaart)
    agree(session, gebruiker.id, InstemmingSoort.KAART)
    keep(session, kaart)
    return kaart


def save_deel(session: so.Session, kaart: Kaart, deel: Deel) -> None:
    """Write a part of the card as it was filled in; raises KaartError, and changes nothing then."""
    wrong = deel.fouten()
    if isinstance(deel, Afwezig):
        wrong |= _wrong_vervanger(session, kaart, deel.vervanger_id)
    if wrong:
        raise KaartError(wrong)
    for column, waarde in deel.waarden().items():
        setattr(kaart, column, waarde)
    kaart.velden = {**kaart.velden, **{veld.value: level.value for veld, level in deel.zicht.items()}}
    keep(session, kaart)


def keep(session: so.Session, kaart: Kaart) -> None:
    """Note that its person looked at the card just now, and have it indexed again."""
    kaart.bevestigd_op = now()
    session.flush()  # a new card gets its id
    enqueue(session, [f"{KAART}:{kaart.id}"])


def collegas(session: so.Session, kaart: Kaart) -> Sequence[Gebruiker]:
    """Return who may stand in for this person: others of his organisation whose account is in use."""
    organisatie_id = kaart.gebruiker.organisatie_id
    if organisatie_id is None:
        return []
    query = sa.select(Gebruiker).where(
        Gebruiker.organisatie_id == organisatie_id, Gebruiker.actief, Gebruiker.id != kaart.gebruiker_id
    )
    return session.scalars(query.order_by(Gebruiker.naam, Gebruiker.id)).all()


def _wrong_vervanger(session: so.Session, kaart: Kaart, vervanger_id: int | None) -> dict[str, str]:
    if vervanger_id is None or vervanger_id in {collega.id for collega in collegas(session, kaart)}:
        return {}
    return {"vervanger_id": "Kies een collega van uw eigen organisatie."}
