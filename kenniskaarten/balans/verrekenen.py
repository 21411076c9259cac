"""Who pays whom, so that everybody stands at zero with as few payments as there can be. Pure.

Parties whose balances add up to zero among themselves settle with one payment less than there are of them. The
fewest payments follow from the most such groups: `n - groups`. Finding those is a search over all subsets, which
for twelve parties is four thousand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kennis.errors import UsageError

EXACT = 12  # parties; for more, one group is settled at once, which may take some payments too many


@dataclass(frozen=True, slots=True)
class Betaling:
    """What one party pays another, in the unit of the balances: minutes, or cents."""

    van: int
    aan: int
    bedrag: int


def stel_voor(saldi: Mapping[int, int]) -> list[Betaling]:
    """Return the payments that bring every balance to zero: who is below zero pays.

    Raises UsageError when the balances do not add up to zero.
    """
    if sum(saldi.values()):
        raise UsageError("Saldi die samen niet nul zijn, kunnen niet worden verrekend.")
    open_saldi = {partij: saldo for partij, saldo in sorted(saldi.items()) if saldo}
    groepen = _groups(open_saldi) if len(open_saldi) <= EXACT else [list(open_saldi)]
    return [betaling for groep in groepen for betaling in _settle({p: open_saldi[p] for p in groep})]


def _groups(saldi: Mapping[int, int]) -> list[list[int]]:
    """Split parties into as many groups as there can be that each add up to zero."""
    partijen = list(saldi)
    full = (1 << len(partijen)) - 1
    som, most, last = [0] * (full + 1), [0] * (full + 1), [0] * (full + 1)
    for subset in range(1, full + 1):
        lowest = (subset & -subset).bit_length() - 1
        som[subset] = som[subset & (subset - 1)] + saldi[partijen[lowest]]
        most[subset], last[subset] = max(
            (most[subset ^ (1 << place)], place) for place in range(len(partijen)) if subset >> place & 1
        )
        most[subset] += som[subset] == 0
    return list(_read_back(partijen, som, last, full))


def _read_back(partijen: list[int], som: list[int], last: list[int], subset: int) -> Iterator[list[int]]:
    """Take the parties off one by one in the order that was best; each time the rest is zero, a group is done."""
    groep: list[int] = []
    while subset:
        place = last[subset]
        groep.append(partijen[place])
        subset ^= 1 << place
        if som[subset] == 0:
            yield groep
            groep = []


def _settle(saldi: Mapping[int, int]) -> Iterator[Betaling]:
    """Settle a group: who owes most pays who is owed most; each payment brings one of them to zero."""
    rest = dict(saldi)
    while rest := {partij: saldo for partij, saldo in rest.items() if saldo}:
        van = min(rest, key=lambda partij: (rest[partij], partij))
        aan = max(rest, key=lambda partij: (rest[partij], -partij))
        bedrag = min(-rest[van], rest[aan])
        yield Betaling(van, aan, bedrag)
        rest[van] += bedrag
        rest[aan] -= bedrag
