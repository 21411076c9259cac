"""Taking back what somebody agreed to: his photo, or his card as a whole. Never commits."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.db.base import now
from kennis.db.bestanden import FileStore
from kennis.db.organisaties import Gebruiker
from kenniskaarten.models import Instemming, InstemmingSoort
from kenniskaarten.verwijderen import kaart_of, verwijder_foto, verwijder_kaart


def given(session: so.Session, gebruiker: Gebruiker) -> Sequence[Instemming]:
    """Return what he agreed to and did not take back."""
    query = sa.select(Instemming).where(
        Instemming.gebruiker_id == gebruiker.id, Instemming.ingetrokken_op.is_(None)
    )
    return session.scalars(query.order_by(Instemming.id)).all()


def withdraw(session: so.Session, gebruiker: Gebruiker, soort: InstemmingSoort, fotos: FileStore) -> None:
    """Note that he no longer agrees, and remove what he agreed to; without the card there is no photo either."""
    soorten = tuple(InstemmingSoort) if soort is InstemmingSoort.KAART else (soort,)
    for instemming in given(session, gebruiker):
        if instemming.soort in soorten:
            instemming.ingetrokken_op = now()
    kaart = kaart_of(session, gebruiker)
    if kaart and soort is InstemmingSoort.KAART:
        verwijder_kaart(session, kaart, fotos)
    elif kaart:
        verwijder_foto(session, kaart, fotos)
