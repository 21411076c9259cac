"""Hours by theme: what one organisatie pledged in a year and what it brought."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy import orm as so

from kenniskaarten.balans.models import GEEN_BIJDRAGE, Boeking, BoekingSoort, Eenheid, Regel


@dataclass(frozen=True, slots=True)
class Themauren:
    """Minutes on one theme; `gebracht` of all themes is what the balance of hours says."""

    thema: str
    toegezegd: int
    gebracht: int

    @property
    def nog_te_werken(self) -> int:
        return max(0, self.toegezegd - self.gebracht)


def uren_per_thema(session: so.Session, partij: int, jaar: int) -> list[Themauren]:
    """Return the hours of a year by theme; those without a theme come last."""
    own, pledge = Regel.hoeveelheid, Regel.telt_als == BoekingSoort.TOEZEGGING
    counts = sa.and_(Regel.telt_als.not_in(GEEN_BIJDRAGE), Regel.brengt)
    rows = session.execute(
        sa.select(
            Boeking.thema,
            sa.func.sum(sa.case((pledge, own), else_=0)),
            sa.func.sum(sa.case((counts, own), else_=0)),
        )
        .join(Boeking, Boeking.id == Regel.boeking_id)
        .where(Regel.partij_id == partij, Regel.eenheid == Eenheid.UREN)
        .where(Regel.datum.between(date(jaar, 1, 1), date(jaar, 12, 31)))
        .group_by(Boeking.thema)
    )
    found = [
        Themauren(thema, int(pledged), int(brought)) for thema, pledged, brought in rows if pledged or brought
    ]
    return sorted(found, key=lambda row: (row.thema == "", row.thema))
