"""From the book to balances: what each party brought and got, its share by the norm, and the difference."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy import orm as so

from kenniskaarten.balans.models import GEEN_BIJDRAGE, Eenheid, Regel
from kenniskaarten.balans.regels import Inwonertal, Normen, gewichten
from kenniskaarten.balans.verdelen import verdeel


@dataclass(frozen=True, slots=True)
class Som:
    """What one party brought and got of one unit; both are zero or more."""

    gebracht: int = 0
    gekregen: int = 0


@dataclass(frozen=True, slots=True)
class Stand:
    """The balance of one party in one unit: `saldo` is what it brought above its share."""

    gebracht: int
    gekregen: int
    norm: int

    @property
    def saldo(self) -> int:
        return self.gebracht - self.norm


Sommen = dict[int, Som]  # by party


def sommen(session: so.Session, eenheid: Eenheid, eerste: date, laatste: date) -> Sommen:
    """Add up the contributions of a period; a boeking and its storno are nothing together."""
    brought = sa.func.sum(sa.case((Regel.brengt, Regel.hoeveelheid), else_=0))
    got = sa.func.sum(sa.case((Regel.brengt, 0), else_=-Regel.hoeveelheid))
    rows = session.execute(
        sa.select(Regel.partij_id, brought, got)
        .where(Regel.eenheid == eenheid, Regel.datum.between(eerste, laatste))
        .where(Regel.telt_als.not_in(GEEN_BIJDRAGE), Regel.partij_id.is_not(None))
        .group_by(Regel.partij_id)
    )
    return {partij: Som(int(bracht), int(kreeg)) for partij, bracht, kreeg in rows if partij is not None}


def standen(
    per_stuk: Sequence[tuple[date, Sommen]], normen: Normen, tallen: Sequence[Inwonertal], partijen: Iterable[int]
) -> dict[int, Stand]:
    """Return the balance of each party over pieces of a period, each with its first day and what happened in it.

    All that was brought is shared by the norm of its piece, so the balances together are zero. Where no norm
    holds, or nobody has inhabitants, what was brought is one's own share: then every balance is zero.
    """
    known = sorted({*partijen, *(partij for _, found in per_stuk for partij in found)})
    total = {partij: [0, 0, 0] for partij in known}
    for begin, found in per_stuk:
        norm = _shares(found, normen, tallen, begin, known)
        for partij in known:
            som = found.get(partij, Som())
            for place, value in enumerate((som.gebracht, som.gekregen, norm.get(partij, 0))):
                total[partij][place] += value
    return {partij: Stand(*values) for partij, values in total.items()}


def _shares(
    found: Sommen, normen: Normen, tallen: Sequence[Inwonertal], begin: date, partijen: Sequence[int]
) -> Mapping[int, int]:
    norm = normen.on(begin)
    weights = gewichten(norm, tallen, begin, partijen) if norm else {}
    if not any(weights.values()):
        return {partij: som.gebracht for partij, som in found.items()}
    return verdeel(sum(som.gebracht for som in found.values()), weights)
