"""By which older names people are found who came along with their organisatie."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.db.organisaties import Gebruiker
from kenniskaarten.herindeling.models import Samenvoeging, Verhuizing


def vroegere_namen(session: so.Session, gebruikers: Collection[Gebruiker], dag: date) -> Mapping[int, list[str]]:
    """Return by gebruiker from which organisaties he came along to where he still is."""
    now_at = {gebruiker.id: gebruiker.organisatie for gebruiker in gebruikers}
    query = (
        sa.select(Verhuizing.gebruiker_id, Samenvoeging)
        .join(Samenvoeging, Verhuizing.samenvoeging_id == Samenvoeging.id)
        .where(Verhuizing.gebruiker_id.in_(now_at), Samenvoeging.teruggedraaid_op.is_(None))
        .order_by(Samenvoeging.per, Samenvoeging.id)
    )
    found: dict[int, list[str]] = {}
    for gebruiker_id, row in session.execute(query):
        if now_at[gebruiker_id] in [*row.naar.lijn(dag)]:
            found.setdefault(gebruiker_id, []).append(row.van.naam)
    return found
