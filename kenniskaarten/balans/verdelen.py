"""Dividing a whole number over parties so that the parts add up: the largest remainders get what is left. Pure.

The method of Hamilton; see Balinski and Young, 'Fair Representation' (1982), chapter 3.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TypeVar

from kennis.errors import UsageError

Partij = TypeVar("Partij", int, str)


def verdeel(totaal: int, gewichten: Mapping[Partij, Fraction | int]) -> dict[Partij, int]:
    """Divide a total by weight; the parts add up to it, and none is off by one or more.

    Equal remainders go by the order of the parties' names, so that the same question has the same answer.
    Raises UsageError when a weight is negative or all are zero.
    """
    heel = sum(gewichten.values(), Fraction(0))
    if any(gewicht < 0 for gewicht in gewichten.values()) or heel == 0:
        raise UsageError("Een verdeling vraagt om gewichten van nul of meer, en niet allemaal nul.")
    exact = {partij: Fraction(abs(totaal)) * gewicht / heel for partij, gewicht in gewichten.items()}
    parts = {partij: deel.numerator // deel.denominator for partij, deel in exact.items()}
    order = sorted(exact, key=lambda partij: (parts[partij] - exact[partij], partij))
    for partij in order[: abs(totaal) - sum(parts.values())]:
        parts[partij] += 1
    return parts if totaal >= 0 else {partij: -deel for partij, deel in parts.items()}
