"""Whether the book still holds what it promises, for `kennis controleer`; the database should make that sure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy import orm as so

from indexer.controle import Soort, Verschil
from kenniskaarten.balans.models import Boeking, Regel


def check_boek(session: so.Session) -> list[Verschil]:
    """Return what does not add up in the book; nobody mends that but by finding out who changed the database."""
    return [
        Verschil(Soort.BOEK, kenmerk, f"boeking {kenmerk}: {wrong}")
        for query, wrong in _checks()
        for kenmerk in session.scalars(query)
    ]


def _checks() -> Iterator[tuple[sa.Select[Any], str]]:
    yield _unbalanced(), "de regels zijn samen niet nul"
    yield _misfits(), "een regel past niet bij de boeking"
    yield _half_taken_back(), "de storno is niet het tegendeel"


def _unbalanced() -> sa.Select[Any]:
    total = sa.func.coalesce(sa.func.sum(Regel.hoeveelheid), 0)
    return (
        sa.select(Boeking.id)
        .outerjoin(Regel, Regel.boeking_id == Boeking.id)
        .group_by(Boeking.id)
        .having(sa.or_(total != 0, sa.func.count(Regel.id) < 2))
        .order_by(Boeking.id)
    )


def _misfits() -> sa.Select[Any]:
    """Select the boekingen of regels that have another unit, day or soort, or that have no boeking at all."""
    differs = sa.or_(
        Boeking.id.is_(None),
        Regel.eenheid != Boeking.eenheid,
        Regel.datum != Boeking.datum,
        Regel.telt_als != Boeking.telt_als,
    )
    return (
        sa.select(Regel.boeking_id)
        .outerjoin(Boeking, Boeking.id == Regel.boeking_id)
        .where(differs)
        .distinct()
        .order_by(Regel.boeking_id)
    )


def _half_taken_back() -> sa.Select[Any]:
    """Select what was taken back and is not nothing together with its storno, in unit, day, soort and parties."""
    storno = so.aliased(Boeking)
    pair = sa.func.coalesce(Boeking.storno_van_id, Boeking.id).label("pair")
    rest = (
        sa.select(pair)
        .join(Regel, Regel.boeking_id == Boeking.id)
        .where(sa.or_(Boeking.storno_van_id.is_not(None), sa.exists().where(storno.storno_van_id == Boeking.id)))
        .group_by(pair, Regel.partij_id, Regel.brengt, Regel.eenheid, Regel.datum, Regel.telt_als)
        .having(sa.func.sum(Regel.hoeveelheid) != 0)
        .subquery()
    )
    return sa.select(rest.c.pair).distinct().order_by(rest.c.pair)
