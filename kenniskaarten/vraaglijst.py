"""The questions of one reader: what waits for him, what he asked himself, and what others let him find."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.access import Lezer
from kenniskaarten.vraagmodels import Antwoord, AntwoordSoort, Ontvanger, Vraag
from kenniskaarten.vraagzicht import betrokken_vragen, sees_antwoord, visible_vragen

SHOWN = 50  # of each list; the search finds the others


@dataclass(frozen=True, slots=True)
class Regel:
    """A question as it stands in a list, with what this reader may see of its answers."""

    vraag: Vraag
    antwoorden: int
    nuttig: bool


@dataclass(frozen=True, slots=True)
class Vraaglijst:
    """The lists of a reader: first what waits for his answer, the longest waiting first; else the newest first."""

    voor_mij: Sequence[Regel]
    eigen: Sequence[Regel]
    open: Sequence[Regel]
    beantwoord: Sequence[Regel]


def find_vraaglijst(session: so.Session, lezer: Lezer) -> Vraaglijst:
    waits, own, helped = _waits(lezer), Vraag.steller_id == lezer.gebruiker_id, _helped(lezer)
    is_open, newest = Vraag.gesloten_op.is_(None), Vraag.gesteld_op.desc()
    others = sa.and_(visible_vragen(lezer), ~own)
    return Vraaglijst(
        voor_mij=_find(session, lezer, waits, Vraag.gesteld_op),
        eigen=_find(session, lezer, own, newest),
        open=_find(session, lezer, sa.and_(others, is_open, ~waits, ~helped), newest),
        beantwoord=_find(session, lezer, sa.and_(others, Vraag.vindbaar, helped), newest),
    )


def count_waiting(session: so.Session, lezer: Lezer) -> int:
    """Return how many questions wait for an answer of this reader."""
    return session.scalar(sa.select(sa.func.count(Vraag.id)).where(_waits(lezer))) or 0


def find_answered(session: so.Session, lezer: Lezer, vraag_ids: Sequence[int]) -> list[Regel]:
    """Return those of the questions that this reader may see, in the order given."""
    found = {x.vraag.id: x for x in _find(session, lezer, sa.and_(Vraag.id.in_(vraag_ids), visible_vragen(lezer)))}
    return [found[number] for number in vraag_ids if number in found]


def _waits(lezer: Lezer) -> sa.ColumnElement[bool]:
    """Return the condition on Vraag that it waits for an answer of this reader: nobody's answer helped yet."""
    got = sa.and_(Ontvanger.gebruiker_id == lezer.gebruiker_id, Ontvanger.afgezien_op.is_(None))
    own = sa.and_(Antwoord.schrijver_id == lezer.gebruiker_id, Antwoord.soort == AntwoordSoort.ANTWOORD)
    done = Vraag.antwoorden.any(sa.or_(own, Antwoord.nuttig_op.is_not(None)))
    return sa.and_(Vraag.gesloten_op.is_(None), Vraag.ontvangers.any(got), ~done)


def _helped(lezer: Lezer) -> sa.ColumnElement[bool]:
    """Return the condition on Vraag that an answer helped which this reader may see."""
    helped = Antwoord.nuttig_op.is_not(None)
    mine = sa.and_(betrokken_vragen(lezer), Vraag.antwoorden.any(helped))
    return sa.or_(mine, Vraag.antwoorden.any(sa.and_(helped, Antwoord.vindbaar)))


def _find(
    session: so.Session, lezer: Lezer, condition: sa.ColumnElement[bool], *order: sa.ColumnExpressionArgument[Any]
) -> list[Regel]:
    query = (
        sa.select(Vraag)
        .where(condition)
        .order_by(*order, Vraag.id)
        .limit(SHOWN)
        .options(so.selectinload(Vraag.antwoorden), so.selectinload(Vraag.ontvangers))
    )
    return [_regel(lezer, vraag) for vraag in session.scalars(query)]


def _regel(lezer: Lezer, vraag: Vraag) -> Regel:
    seen = [x for x in vraag.antwoorden if x.soort is AntwoordSoort.ANTWOORD and sees_antwoord(lezer, x)]
    return Regel(vraag, len(seen), any(x.nuttig_op for x in seen))
