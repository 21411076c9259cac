"""Which records the fields of a question let through, looked up among the arrays of the index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np

from kennis.search.columns import Columns, Mask
from kennis.search.dutch import Woord, analyse
from kennis.search.periode import Periode
from kennis.search.velden import Titel, Veld, Veldnaam, Waarde

# What the values that were typed stand for: 'huizen' for Gemeente Huizen. Nothing where no value is like it.
Namen = Mapping[Veld, tuple[str, ...]]


def resolve(velden: Sequence[Veld], columns: Columns, visible: Mask) -> Namen:
    """Return for each field with a value of a facet which values are meant, of those that the reader can see."""
    return {
        veld: tuple(naam for naam in columns.values(veld.eis.facet, visible) if veld.eis.fits(naam))
        for veld in velden
        if isinstance(veld.eis, Waarde)
    }


def holding(velden: Sequence[Veld], namen: Namen, columns: Columns) -> Mask:
    """Return for which records one of the fields of each name holds, and none of those with a minus."""
    mask = columns.alive.copy()
    for naam in Veldnaam:
        wanted = [_holders(veld, namen, columns) for veld in velden if veld.naam is naam and not veld.niet]
        if wanted:
            mask &= np.logical_or.reduce(wanted)
    for veld in velden:
        if veld.niet:
            mask &= ~_holders(veld, namen, columns)
    return mask


def _holders(veld: Veld, namen: Namen, columns: Columns) -> Mask:
    match veld.eis:
        case Titel() as titel:
            return columns.titled(lambda words: titel.fits(_analysed(words)))
        case Waarde(facet=facet):
            return columns.having({facet: frozenset(namen[veld])})
        case Periode() as periode:
            return columns.within(periode)


@lru_cache(maxsize=50_000)
def _analysed(titel: str) -> tuple[Woord, ...]:
    """Return the words of a title; there are as many titles as documents, and each such question looks at all."""
    return tuple(analyse(titel))
