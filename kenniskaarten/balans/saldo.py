"""From the book to balances: what each party brought and got, its share by the norm, and the difference."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import sqlalchemy as sa
from sqlalchemy import orm as so

from kenniskaarten.balans.geheugen import Nieuw, onthoud
from kenniskaarten.balans.models import GEEN_BIJDRAGE, Eenheid, Regel
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


def sommen(
    session: so.Session, eenheid: Eenheid, eerste: date, laatste: date, laatste_regel: int | None = None
) -> Sommen:
    """Add up the contributions of a period; a boeking and its storno are nothing together.

    Of the book as it was when `laatste_regel` was the last one, or as it is now.
    """
    brought = sa.func.sum(sa.case((Regel.brengt, Regel.hoeveelheid), else_=0))
    got = sa.func.sum(sa.case((Regel.brengt, 0), else_=-Regel.hoeveelheid))
    rows = session.execute(
        sa.select(Regel.partij_id, brought, got)
        .where(Regel.eenheid == eenheid, Regel.datum.between(eerste, laatste))
        .where(Regel.telt_als.not_in(GEEN_BIJDRAGE), Regel.partij_id.is_not(None))
        .where(until(laatste_regel))
        .group_by(Regel.partij_id)
    )
    return {partij: Som(int(bracht), int(kreeg)) for partij, bracht, kreeg in rows if partij is not None}


def until(laatste_regel: int | None) -> sa.ColumnElement[bool]:
    """Return the condition on Regel that it is no newer; written so that the index of a balance is used for it."""
    return sa.true() if laatste_regel is None else Regel.id + 0 <= laatste_regel


def kept_sommen(session: so.Session, eenheid: Eenheid, eerste: date, laatste: date) -> Sommen:
    """Return the same as `sommen` of the book as it is now, added up before but for what is new."""
    return onthoud(
        session,
        ("sommen", eenheid, eerste, laatste),
        lambda regel: sommen(session, eenheid, eerste, laatste, regel),
        lambda known, new: tel_bij(
            known, [row for row in new if row.eenheid is eenheid and eerste <= row.datum <= laatste]
        ),
    )


def tel_bij(known: Sommen, regels: Iterable[Nieuw]) -> Sommen:
    """Add regels of one unit and period to sums, as `sommen` adds them."""
    found = dict(known)
    for regel in regels:
        if regel.partij_id is None or regel.telt_als in GEEN_BIJDRAGE:
            continue
        som = found.get(regel.partij_id, Som())
        bracht, kreeg = (regel.hoeveelheid, 0) if regel.brengt else (0, -regel.hoeveelheid)
        found[regel.partij_id] = Som(som.gebracht + bracht, som.gekregen + kreeg)
    return found


@dataclass(frozen=True, slots=True)
class Stuk:
    """A stretch of a period in which one norm holds: what happened in it, and what each party weighs then."""

    sommen: Sommen
    gewichten: Mapping[int, Fraction]


def standen(stukken: Sequence[Stuk]) -> dict[int, Stand]:
    """Return the balance of each party over the stretches of a period.

    All that was brought is shared by the norm of its stretch, so the balances together are zero. Where nobody
    weighs anything, what was brought is one's own share: then every balance is zero.
    """
    total: dict[int, list[int]] = {}
    for stuk in stukken:
        norm = _shares(stuk)
        for partij in sorted({*stuk.sommen, *norm}):
            som = stuk.sommen.get(partij, Som())
            values = total.setdefault(partij, [0, 0, 0])
            for place, value in enumerate((som.gebracht, som.gekregen, norm.get(partij, 0))):
                values[place] += value
    return {partij: Stand(*values) for partij, values in total.items()}


def _shares(stuk: Stuk) -> Mapping[int, int]:
    if not any(stuk.gewichten.values()):
        return {partij: som.gebracht for partij, som in stuk.sommen.items()}
    return verdeel(sum(som.gebracht for som in stuk.sommen.values()), stuk.gewichten)
