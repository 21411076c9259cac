"""What resembles a document: others whose passages together mean about the same. Pure."""

from __future__ import annotations

import numpy as np

from kennis.search.columns import Columns, Mask, Numbers
from kennis.search.vectors import Vectors, similarities, unit

RESEMBLES = 0.1  # the cosine of what two documents have beyond the average of all; unrelated ones stay below it
SAMPLE = 5_000  # passages at most; more no longer change their average
CANDIDATES = 100  # documents of which the exact meaning is worked out


def similar(vectors: Vectors, columns: Columns, mask: Mask, groep: str, count: int) -> tuple[str, ...]:
    """Return at most `count` groepen of the mask that resemble one, most first; of near-duplicates the best.

    All documents of a region resemble each other, so what counts is how a document differs from their average.
    Outside the mask nothing is looked at.
    """
    docs, own = np.flatnonzero(mask), columns.docs_of(groep, mask)
    if not len(own):
        return ()
    sample = docs[:: -(-len(docs) // SAMPLE)]
    average = vectors[columns.rows[sample]].mean(axis=0)
    subject = unit(vectors[columns.rows[own]].mean(axis=0) - average)
    results = columns.joined(docs)
    others = docs[results[columns.groepen[docs]] != results[columns.groepen[own[0]]]]
    near = similarities(vectors, subject)[columns.rows[others]]
    found: dict[int, tuple[float, int]] = {}  # by result, so that of near-duplicates the best one stays
    for number in _nearest(near, columns.groepen[others]):
        rows = columns.rows[others[columns.groepen[others] == number]]
        likeness = float(unit(vectors[rows].mean(axis=0) - average) @ subject)
        if likeness >= RESEMBLES:
            found[results[number]] = max(found.get(results[number], (0.0, 0)), (likeness, number))
    return tuple(columns.groep_names[number] for _, number in sorted(found.values(), reverse=True)[:count])


def _nearest(near: Vectors, groepen: Numbers) -> list[int]:
    """Return the groepen whose passages are nearest on average: the only ones that can resemble most."""
    counts = np.bincount(groepen)
    means = np.bincount(groepen, weights=near) / np.maximum(counts, 1)
    means[counts == 0] = -np.inf
    return [int(number) for number in np.argsort(-means)[:CANDIDATES] if counts[number]]
