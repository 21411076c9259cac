"""How the hours of a period lead to saldi, step by step, for who follows it with a pocket calculator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.db.organisaties import Organisatie
from kenniskaarten.balans.jaar import read_inwonertallen, read_normen, read_opvolgingen, weighed
from kenniskaarten.balans.models import Eenheid
from kenniskaarten.balans.regels import inwoners_op
from kenniskaarten.balans.saldo import Stand, Stuk, sommen, standen


@dataclass(frozen=True, slots=True)
class Aandeel:
    """One party in a stretch: what its share rests on, and its balance in minutes."""

    naam: str
    inwoners: int | None
    factor: Fraction | None
    stand: Stand


@dataclass(frozen=True, slots=True)
class Deel:
    """A stretch of a period in which one norm holds, with the parties by name; `samen` is what all brought."""

    eerste: date
    laatste: date
    aandelen: tuple[Aandeel, ...]

    @property
    def samen(self) -> int:
        return sum(aandeel.stand.gebracht for aandeel in self.aandelen)


def berekening(session: so.Session, eerste: date, laatste: date) -> list[Deel]:
    """Return the stretches of a period in which hours were brought; without any there is nothing to share."""
    namen = {row.id: row.naam for row in session.scalars(sa.select(Organisatie))}
    delen = [
        Deel(begin, end, _aandelen(session, begin, end, weights, namen))
        for begin, end, weights in weighed(session, eerste, laatste)
    ]
    return [deel for deel in delen if deel.samen]


def _aandelen(
    session: so.Session, begin: date, end: date, weights: Mapping[int, Fraction], namen: Mapping[int, str]
) -> tuple[Aandeel, ...]:
    found = standen([Stuk(sommen(session, Eenheid.UREN, begin, end), weights)])
    norm = read_normen(session).on(begin)
    inwoners = inwoners_op(read_inwonertallen(session), begin, read_opvolgingen(session))
    return tuple(
        Aandeel(
            namen[partij],
            inwoners.get(partij) if partij in weights else None,
            norm.factoren.get(partij, Fraction(1)) if norm and partij in weights else None,
            found[partij],
        )
        for partij in sorted(found, key=namen.__getitem__)
    )
