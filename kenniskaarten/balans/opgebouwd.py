"""The opgebouwd saldo: what each party stands at when all years up to a day are taken together."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import sqlalchemy as sa
from sqlalchemy import orm as so

from kenniskaarten.balans.jaar import standen_over
from kenniskaarten.balans.models import BoekingSoort, Eenheid, Regel

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
    first = session.scalar(sa.select(sa.func.min(Regel.datum)))
    if first is None or first > tot:
        return {eenheid: {} for eenheid in wanted}
    found = {
        eenheid: {partij: stand.saldo for partij, stand in standen.items()}
        for eenheid, standen in standen_over(session, first, tot, wanted).items()
    }
    for eenheid in wanted:
        for partij, hoeveelheid in _changed(session, eenheid, tot):
            found[eenheid][partij] = found[eenheid].get(partij, 0) + hoeveelheid
    return found


def _changed(session: so.Session, eenheid: Eenheid, tot: date) -> list[tuple[int, int]]:
    """Return by party what settlements and herindelingen did to a unit; a storno takes it back by itself."""
    rows = session.execute(
        sa.select(Regel.partij_id, sa.func.sum(Regel.hoeveelheid))
        .where(Regel.eenheid == eenheid, Regel.datum <= tot, Regel.telt_als.in_(_CHANGES[eenheid]))
        .where(Regel.partij_id.is_not(None))
        .group_by(Regel.partij_id)
    )
    return [(partij, int(hoeveelheid)) for partij, hoeveelheid in rows if partij is not None]
