"""The opgebouwd saldo: what each party stands at when all years up to a day are taken together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy import orm as so

from kenniskaarten.balans.geheugen import Nieuw, onthoud
from kenniskaarten.balans.jaar import standen_over
from kenniskaarten.balans.models import BoekingSoort, Eenheid, Regel
from kenniskaarten.balans.saldo import until

Opgebouwd = dict[Eenheid, dict[int, int]]  # by unit and party

_HANDED_ON = frozenset({BoekingSoort.HERINDELING})
_CHANGES = {
    # What is paid for hours changes what one is behind in hours. It is not brought to the common purse, so in euro
    # nobody gets ahead by it.
    eenheid: _HANDED_ON if eenheid is Eenheid.EURO else _HANDED_ON | {BoekingSoort.VERREKENING}
    for eenheid in Eenheid
}


def opgebouwd(session: so.Session, tot: date, eenheden: Iterable[Eenheid] = tuple(Eenheid)) -> Opgebouwd:
    """Return by unit and party what was built up from the first boeking up to and including a day.

    That is the sum of the saldi of its years, with what was settled and what a herindeling handed on. Of all
    parties together it is zero in each unit.
    """
    wanted = tuple(eenheden)
    first = _eerste_dag(session)
    if first is None or first > tot:
        return {eenheid: {} for eenheid in wanted}
    found = {
        eenheid: {partij: stand.saldo for partij, stand in standen.items()}
        for eenheid, standen in standen_over(session, first, tot, wanted).items()
    }
    for eenheid in wanted:
        for partij, hoeveelheid in _kept_changes(session, eenheid, tot).items():
            found[eenheid][partij] = found[eenheid].get(partij, 0) + hoeveelheid
    return found


def _eerste_dag(session: so.Session) -> date | None:
    def read(regel: int) -> date | None:
        return session.scalar(sa.select(sa.func.min(Regel.datum)).where(until(regel)))

    def earlier(first: date | None, new: Sequence[Nieuw]) -> date | None:
        days = [row.datum for row in new] + ([first] if first else [])
        return min(days, default=None)

    return onthoud(session, "eerste dag", read, earlier)


def _kept_changes(session: so.Session, eenheid: Eenheid, tot: date) -> dict[int, int]:
    return onthoud(
        session,
        ("veranderd", eenheid, tot),
        lambda regel: _changed(session, eenheid, tot, regel),
        lambda known, new: _tel_bij(known, [row for row in new if row.eenheid is eenheid and row.datum <= tot]),
    )


def _changed(session: so.Session, eenheid: Eenheid, tot: date, laatste_regel: int) -> dict[int, int]:
    """Return by party what settlements and herindelingen did to a unit; a storno takes it back by itself."""
    rows = session.execute(
        sa.select(Regel.partij_id, sa.func.sum(Regel.hoeveelheid))
        .where(Regel.eenheid == eenheid, Regel.datum <= tot, Regel.telt_als.in_(_CHANGES[eenheid]))
        .where(Regel.partij_id.is_not(None), until(laatste_regel))
        .group_by(Regel.partij_id)
    )
    return {partij: int(hoeveelheid) for partij, hoeveelheid in rows if partij is not None}


def _tel_bij(known: dict[int, int], regels: Iterable[Nieuw]) -> dict[int, int]:
    """Add regels of one unit to what `_changed` found."""
    found = dict(known)
    for regel in regels:
        if regel.partij_id is not None and regel.telt_als in _CHANGES[regel.eenheid]:
            found[regel.partij_id] = found.get(regel.partij_id, 0) + regel.hoeveelheid
    return found
