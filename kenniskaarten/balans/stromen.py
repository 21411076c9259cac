"""From whom and to whom: what one organisatie brought to each other party in a year, and got from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.db.organisaties import Organisatie
from kenniskaarten.balans.models import GEEN_BIJDRAGE, Eenheid, Regel
from kenniskaarten.balans.overzicht import HET_NETWERK
from kenniskaarten.balans.saldo import Som

_OTHER = so.aliased(Regel)


@dataclass(frozen=True, slots=True)
class Stroom:
    """What went between one organisatie and another party: by unit what was brought to it and got from it."""

    naam: str
    sommen: Mapping[Eenheid, Som]


def stromen(session: so.Session, partij: int, jaar: int) -> list[Stroom]:
    """Return the parties with whom an organisatie exchanged something in a year, by name; the network last."""
    found: dict[str, dict[Eenheid, Som]] = {}
    rows = sorted(session.execute(_summed(partij, jaar)), key=lambda row: list(Eenheid).index(row.eenheid))
    for naam, eenheid, brengt, amount in rows:
        per_eenheid = found.setdefault(naam or HET_NETWERK, {})
        som = per_eenheid.get(eenheid, Som())
        value = round(amount)
        per_eenheid[eenheid] = Som(value, som.gekregen) if brengt else Som(som.gebracht, -value)
    names = sorted(found, key=lambda naam: (naam == HET_NETWERK, naam))
    return [Stroom(naam, found[naam]) for naam in names if any(som != Som() for som in found[naam].values())]


def _summed(partij: int, jaar: int) -> sa.Select[str | None, Eenheid, bool, float]:
    """Add up by other party: its part of what all on the other side of a boeking have together.

    That is exact where one side is a single party. Only with several on both sides does the book not say who
    brought what to whom; then each got from each by its part.
    """
    pairs = _pairs(partij, jaar).subquery()
    total = sa.func.sum(pairs.c.amount)
    return (
        sa.select(Organisatie.naam, pairs.c.eenheid, pairs.c.brengt, total)
        .select_from(pairs)
        .outerjoin(Organisatie, Organisatie.id == pairs.c.partij_id)
        .group_by(Organisatie.naam, pairs.c.eenheid, pairs.c.brengt)
    )


def _pairs(partij: int, jaar: int) -> sa.Select[int | None, Eenheid, bool, float]:
    opposite = sa.func.sum(_OTHER.hoeveelheid).over(partition_by=Regel.id)
    share = sa.cast(_OTHER.hoeveelheid, sa.Float) / opposite
    return (
        sa.select(
            _OTHER.partij_id,
            Regel.eenheid,
            Regel.brengt,
            sa.type_coerce(Regel.hoeveelheid * share, sa.Float).label("amount"),
        )
        .join(_OTHER, sa.and_(_OTHER.boeking_id == Regel.boeking_id, _OTHER.brengt != Regel.brengt))
        .where(Regel.partij_id == partij, Regel.datum.between(date(jaar, 1, 1), date(jaar, 12, 31)))
        .where(Regel.telt_als.not_in(GEEN_BIJDRAGE))
    )
