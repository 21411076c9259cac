"""How much the work hangs on a few: the part of the largest, and how many carry half. Pure.

The part of the largest is the concentration ratio C1, and that of the k largest Ck: what they have, divided by
what all have. See Hall and Tideman, 'Measures of Concentration', Journal of the American Statistical Association
62 (1967), p. 162. Beside it stands the part that the same party would have by the norm, since of a large gemeente
more is asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from kenniskaarten.balans.saldo import Stand


@dataclass(frozen=True, slots=True)
class Concentratie:
    """Of one unit who brings most, which part that is, which part it would be by the norm, and who carry half."""

    grootste: str
    deel: float
    naar_norm: float
    dragers: int  # the fewest parties that bring half of it together
    partijen: int  # that brought anything


def concentratie(standen: Mapping[str, Stand]) -> Concentratie | None:
    """Return how concentrated is what was brought, by the names of the parties; None when nothing was."""
    gebracht = {naam: stand.gebracht for naam, stand in standen.items() if stand.gebracht > 0}
    totaal = sum(gebracht.values())
    if not totaal:
        return None
    grootste = min(gebracht, key=lambda naam: (-gebracht[naam], naam))
    norm = sum(stand.norm for stand in standen.values())
    return Concentratie(
        grootste,
        float(Fraction(gebracht[grootste], totaal)),
        float(Fraction(standen[grootste].norm, norm)) if norm > 0 else 0.0,
        _carriers(sorted(gebracht.values(), reverse=True), totaal),
        len(gebracht),
    )


def _carriers(largest_first: list[int], totaal: int) -> int:
    carried = 0
    for number, amount in enumerate(largest_first, start=1):
        carried += amount
        if 2 * carried >= totaal:
            return number
    return len(largest_first)
