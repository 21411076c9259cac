"""How much this reader can find: the quiet facts on the start page."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.access import Lezer
from kennis.db.documenten import Versie, visible
from kennis.db.organisaties import Organisatie


@dataclass(frozen=True, slots=True)
class Overzicht:
    """The number of documents in all, and per organisation by name."""

    totaal: int
    per_organisatie: tuple[tuple[str, int], ...]


def count_documenten(session: so.Session, lezer: Lezer) -> Overzicht:
    number = sa.func.count(sa.distinct(Versie.document_id))
    totaal = session.scalar(sa.select(number).where(visible(lezer))) or 0
    per_organisatie = session.execute(
        sa.select(Organisatie.naam, number)
        .join(Versie, Versie.organisatie_id == Organisatie.id)
        .where(visible(lezer))
        .group_by(Organisatie.naam)
        .order_by(Organisatie.naam)
    )
    return Overzicht(totaal, tuple((naam, aantal) for naam, aantal in per_organisatie))
