"""The total over units, in euro: by the waardering that held when something was brought."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.db.organisaties import Organisatie
from kenniskaarten.balans.afspraken import read_waarderingen
from kenniskaarten.balans.jaar import Jaarbalans, standen_over
from kenniskaarten.balans.models import PER_STUK, Eenheid
from kenniskaarten.balans.regels import Waardering
from kenniskaarten.balans.saldo import Stand
from kenniskaarten.balans.verdelen import verdeel

Partij = TypeVar("Partij", int, str)
Standen = Mapping[Partij, Mapping[Eenheid, Stand]]


@dataclass(frozen=True, slots=True)
class Jaarwaarde:
    """A year in cents, by the names of the parties, and what it was valued by; before `van` nothing counts."""

    van: date
    waarderingen: Sequence[Waardering]
    partijen: Mapping[str, Stand]


def jaarwaarde(session: so.Session, balans: Jaarbalans) -> Jaarwaarde | None:
    """Return what a year is worth, or None when no waardering held in it."""
    eerste, laatste = date(balans.jaar, 1, 1), date(balans.jaar, 12, 31)
    reeks = read_waarderingen(session)
    held = [(begin, end, reeks.on(begin)) for begin, end in reeks.pieces(eerste, laatste)]
    pieces = [(begin, end, waardering) for begin, end, waardering in held if waardering is not None]
    if not pieces:
        return None
    whole_year = pieces[0][:2] == (eerste, laatste)
    namen = {} if whole_year else {row.id: row.naam for row in session.scalars(sa.select(Organisatie))}
    stukken = [
        (balans.partijen if whole_year else _standen(session, begin, end, namen), waardering)
        for begin, end, waardering in pieces
    ]
    return Jaarwaarde(pieces[0][0], [waardering for *_, waardering in pieces], in_centen(stukken))


def in_centen(stukken: Sequence[tuple[Standen[Partij], Waardering]]) -> dict[Partij, Stand]:
    """Return what each party brought, got and should have brought in cents; the balances together are zero. Pure.

    All that was brought is rounded once, and then divided twice: by what each brought, and by what each should.
    """
    gebracht = _verdeeld(stukken, lambda stand: stand.gebracht)
    gekregen = _verdeeld(stukken, lambda stand: stand.gekregen)
    norm = _verdeeld(stukken, lambda stand: stand.norm)
    return {partij: Stand(gebracht[partij], gekregen[partij], norm[partij]) for partij in gebracht}


def centen_per(waardering: Waardering, eenheid: Eenheid) -> Fraction:
    """Return the cents of one of what is kept: of a minute, a document, a cent."""
    return Fraction(waardering.waarden.get(eenheid, Decimal(0))) * 100 / PER_STUK[eenheid]


def _verdeeld(
    stukken: Sequence[tuple[Standen[Partij], Waardering]], figure: Callable[[Stand], int]
) -> dict[Partij, int]:
    exact: dict[Partij, Fraction] = {}
    for standen, waardering in stukken:
        for partij, per_eenheid in standen.items():
            worth = sum(_worths(per_eenheid, waardering, figure), Fraction(0))
            exact[partij] = exact.get(partij, Fraction(0)) + worth
    total = sum(exact.values(), Fraction(0))
    return verdeel(round(total), exact) if total else dict.fromkeys(exact, 0)


def _worths(
    standen: Mapping[Eenheid, Stand], waardering: Waardering, figure: Callable[[Stand], int]
) -> Iterator[Fraction]:
    for eenheid, stand in standen.items():
        yield figure(stand) * centen_per(waardering, eenheid)


def _standen(session: so.Session, eerste: date, laatste: date, namen: Mapping[int, str]) -> Standen[str]:
    found: dict[str, dict[Eenheid, Stand]] = {}
    for eenheid, standen in standen_over(session, eerste, laatste).items():
        for partij, stand in standen.items():
            found.setdefault(namen[partij], {})[eenheid] = stand
    return found
