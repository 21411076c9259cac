"""People with cards for tests: each call gives rows that are valid, and the test says what matters to it."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.access import Rol, Zichtbaarheid
from kennis.db.base import now
from kennis.db.organisaties import Gebruiker, Organisatie, OrganisatieSoort
from kenniskaarten.models import Deskundigheid, Kaart, KaartDeskundigheid

HUIZEN, LAREN = "Gemeente Huizen", "Gemeente Laren"


def organisatie(session: so.Session, naam: str = HUIZEN) -> Organisatie:
    """Return the organisation of this name, made when it is not there yet."""
    found = session.scalar(sa.select(Organisatie).where(Organisatie.naam == naam))
    if found is None:
        found = Organisatie(naam=naam, soort=OrganisatieSoort.GEMEENTE)
        session.add(found)
        session.flush()
    return found


def add_gebruiker(session: so.Session, naam: str, rol: Rol = Rol.AMBTENAAR, van: str = HUIZEN) -> Gebruiker:
    gebruiker = Gebruiker(
        naam=naam,
        email=f"{naam.lower().replace(' ', '.')}@{van.rsplit(maxsplit=1)[-1].lower()}.voorbeeld.nl",
        wachtwoord_hash="geen",
        rol=rol,
        organisatie=organisatie(session, van),
        sessie=f"sessie-{naam}",
    )
    session.add(gebruiker)
    session.flush()
    return gebruiker


def add_kaart(session: so.Session, gebruiker: Gebruiker, **values: Any) -> Kaart:
    kaart = Kaart(gebruiker=gebruiker, **{"zichtbaarheid": Zichtbaarheid.AMBTENAAR, **values})
    session.add(kaart)
    session.flush()
    return kaart


def add_deskundigheid(session: so.Session, naam: str, boven: Deskundigheid | None = None) -> Deskundigheid:
    row = Deskundigheid(naam=naam, boven=boven, vastgesteld_op=now())
    session.add(row)
    session.flush()
    return row


def knows(session: so.Session, kaart: Kaart, deskundigheid: Deskundigheid, **values: Any) -> KaartDeskundigheid:
    """Put a subject on a card, for whom the card is for."""
    row = KaartDeskundigheid(
        kaart=kaart, deskundigheid=deskundigheid, **{"zichtbaarheid": kaart.zichtbaarheid, **values}
    )
    session.add(row)
    session.flush()
    return row
