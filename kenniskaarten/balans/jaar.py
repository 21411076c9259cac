"""The balance of a year: of every party and unit what it brought and got, its share, and the difference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.db.organisaties import Organisatie
from kenniskaarten.balans.models import Balansnorm, Eenheid, Inwoners
from kenniskaarten.balans.regels import Besluit, Inwonertal, Norm, Normen, Opvolging, Reeks, gewichten
from kenniskaarten.balans.saldo import Stand, Stuk, kept_sommen, standen
from kenniskaarten.herindeling.models import Samenvoeging

_NOTHING = Stand(0, 0, 0)


Standen = dict[Eenheid, dict[int, Stand]]  # by unit and party


@dataclass(frozen=True, slots=True)
class Jaarbalans:
    """By party, in the order of their names, its balance in each unit."""

    jaar: int
    partijen: Mapping[str, Mapping[Eenheid, Stand]]


def jaarbalans(session: so.Session, jaar: int) -> Jaarbalans:
    """Return the balance of a year over whoever had a share in it, and whoever brought or got something."""
    namen = {row.id: row for row in session.scalars(sa.select(Organisatie).order_by(Organisatie.naam))}
    per_eenheid = standen_over(session, date(jaar, 1, 1), date(jaar, 12, 31))
    involved = {partij for found in per_eenheid.values() for partij in found}
    return Jaarbalans(
        jaar,
        {
            row.naam: {eenheid: found.get(partij, _NOTHING) for eenheid, found in per_eenheid.items()}
            for partij, row in namen.items()
            if partij in involved
        },
    )


def standen_over(
    session: so.Session, eerste: date, laatste: date, eenheden: Iterable[Eenheid] = tuple(Eenheid)
) -> Standen:
    """Return the balances over a period, first and last day, of whoever had a share in it or brought or got.

    Over more years they are the sum of the balances of each year.
    """
    stretches = list(weighed(session, eerste, laatste))
    return {
        eenheid: standen(
            [Stuk(kept_sommen(session, eenheid, begin, end), weights) for begin, end, weights in stretches]
        )
        for eenheid in eenheden
    }


def read_normen(session: so.Session) -> Normen:
    """Return all norms that were adopted."""
    return Reeks(
        Norm(
            row.van,
            Besluit(row.orgaan, row.besloten_op),
            {int(partij): Fraction(factor) for partij, factor in row.factoren.items()},
        )
        for row in session.scalars(sa.select(Balansnorm))
    )


def read_inwonertallen(session: so.Session) -> list[Inwonertal]:
    rows = session.scalars(sa.select(Inwoners).order_by(Inwoners.peildatum))
    return [Inwonertal(row.organisatie_id, row.peildatum, row.aantal) for row in rows]


def read_opvolgingen(session: so.Session) -> list[Opvolging]:
    """Return who went on in another and from which day, of those that a samenvoeging took along.

    Who left the region and ended elsewhere, as Weesp did, takes nothing along to who came after it.
    """
    rows = session.scalars(
        sa.select(Samenvoeging).where(Samenvoeging.teruggedraaid_op.is_(None)).order_by(Samenvoeging.id)
    )
    return [Opvolging(row.van_id, row.naar_id, row.per) for row in rows]


def weighed(session: so.Session, eerste: date, laatste: date) -> Iterator[tuple[date, date, dict[int, Fraction]]]:
    """Yield first and last day of each stretch of a period, and what each party weighs in it."""
    normen, tallen, opvolgingen = read_normen(session), read_inwonertallen(session), read_opvolgingen(session)
    organisaties = list(session.scalars(sa.select(Organisatie)))
    for begin, end in _stretches(normen, tallen, organisaties, eerste, laatste):
        norm, existing = normen.on(begin), [row.id for row in organisaties if row.bestaat_op(begin)]
        yield begin, end, gewichten(norm, tallen, begin, existing, opvolgingen) if norm else {}


def _stretches(
    normen: Normen,
    tallen: Iterable[Inwonertal],
    organisaties: Iterable[Organisatie],
    eerste: date,
    laatste: date,
) -> list[tuple[date, date]]:
    """Return first and last day of each stretch of a period in which nothing changes that a norm rests on."""
    changes = {begin for begin, _ in normen.pieces(eerste, laatste)}
    changes.update(date(jaar, 1, 1) for jaar in range(eerste.year, laatste.year + 1))  # each year is rounded apart
    changes.update(tal.peildatum for tal in tallen)
    changes.update(day for row in organisaties for day in (row.geldig_van, row.geldig_tot) if day)
    begins = sorted(day for day in changes if eerste <= day <= laatste)
    ends = [date.fromordinal(begin.toordinal() - 1) for begin in begins[1:]]
    return list(zip(begins, [*ends, laatste], strict=True))
