"""The list of subjects as one reads it: fields of work, their specialisaties, and what is about one of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby

import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.access import Lezer
from kennis.mensen import Persoon
from kenniskaarten.bewijs import visible_vragen
from kenniskaarten.models import Deskundigheid
from kenniskaarten.vraagmodels import Vraag

MAX_VRAGEN = 20  # on the page of a subject, the newest


@dataclass(frozen=True, slots=True)
class Vakgebied:
    """A field of work and the specialisaties within it."""

    onderwerp: Deskundigheid
    delen: tuple[Deskundigheid, ...]


def live_velden(session: so.Session) -> list[Vakgebied]:
    """Return the subjects that are in use, by field, all of them by name."""
    rows = sorted(session.scalars(sa.select(Deskundigheid).where(_in_use())), key=lambda row: row.naam.casefold())
    return [
        Vakgebied(row, tuple(other for other in rows if other.boven_id == row.id))
        for row in rows
        if row.boven_id is None
    ]


def find_onderwerp(session: so.Session, onderwerp_id: int) -> Deskundigheid | None:
    """Return a subject that is in use, or what it was merged into; None for one that is proposed or retired."""
    row, seen = session.get(Deskundigheid, onderwerp_id), set[int]()
    while row is not None and row.opvolger_id is not None and row.id not in seen:
        seen.add(row.id)
        row = row.opvolger
    return row if row is not None and row.vastgesteld_op and row.ingetrokken_op is None else None


def delen_van(session: so.Session, onderwerp: Deskundigheid) -> list[Deskundigheid]:
    """Return the specialisaties within a field, by name."""
    rows = session.scalars(sa.select(Deskundigheid).where(_in_use(), Deskundigheid.boven_id == onderwerp.id))
    return sorted(rows, key=lambda row: row.naam.casefold())


def vragen_over(session: so.Session, lezer: Lezer, ids: Collection[int]) -> Sequence[Vraag]:
    """Return the newest questions about these subjects that this reader may find."""
    query = (
        sa.select(Vraag)
        .where(Vraag.deskundigheid_id.in_(ids), visible_vragen(lezer))
        .options(so.joinedload(Vraag.organisatie))
        .order_by(Vraag.gesteld_op.desc(), Vraag.id)
        .limit(MAX_VRAGEN)
    )
    return session.scalars(query).all()


def per_organisatie(personen: Collection[Persoon]) -> list[tuple[str, list[Persoon]]]:
    """Return people by organisation and name: a page that anybody can print is no ranking."""
    ordered = sorted(personen, key=lambda one: (one.organisatie or "", one.naam.casefold(), one.gebruiker_id))
    return [(naam, list(group)) for naam, group in groupby(ordered, key=lambda one: one.organisatie or "")]


def _in_use() -> sa.ColumnElement[bool]:
    return sa.and_(
        Deskundigheid.vastgesteld_op.is_not(None),
        Deskundigheid.ingetrokken_op.is_(None),
        Deskundigheid.opvolger_id.is_(None),
    )
