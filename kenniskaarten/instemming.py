"""That somebody agrees to have a card or a photo here: when, and to which version of the text. Never commits."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.db.base import now
from kenniskaarten.models import Instemming, InstemmingSoort

# The version of the text that people agree to; who changes the text gives it another version.
TEKSTVERSIES: Mapping[InstemmingSoort, str] = {InstemmingSoort.KAART: "1", InstemmingSoort.FOTO: "1"}


def agree(session: so.Session, gebruiker_id: int, soort: InstemmingSoort) -> Instemming:
    """Note that this person agrees now to the text as it is now."""
    row = Instemming(gebruiker_id=gebruiker_id, soort=soort, tekstversie=TEKSTVERSIES[soort])
    session.add(row)
    return row


def revoke(session: so.Session, gebruiker_id: int, soort: InstemmingSoort) -> None:
    """Note that this person no longer agrees; what he agreed to before stays to be read, with both dates."""
    for row in session.scalars(_valid(gebruiker_id, soort)):
        row.ingetrokken_op = now()


def valid_instemming(session: so.Session, gebruiker_id: int, soort: InstemmingSoort) -> Instemming | None:
    """Return the consent that this person gave last and did not revoke."""
    return session.scalars(_valid(gebruiker_id, soort).order_by(Instemming.id.desc()).limit(1)).first()


def _valid(gebruiker_id: int, soort: InstemmingSoort) -> sa.Select[Instemming]:
    return sa.select(Instemming).where(
        Instemming.gebruiker_id == gebruiker_id, Instemming.soort == soort, Instemming.ingetrokken_op.is_(None)
    )
