"""How much a card, a question or a document is about what is asked, from 0 to 1. Pure.

The score of a hit cannot tell: it compares hits with each other, and the best of a bad lot is the best.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from kennis.search.dutch import Woord
from kennis.search.engine import Found, Hit
from kennis.search.lexicon import usualness
from kennis.search.matching import Asked, Reading
from kennis.treffers import number_of, soort_of

RUIS = 0.45  # below it is noise: a usual word in common, or a likeness that everything has
LIJKT = 0.5  # how near by meaning a card counts though it has no word of the question
VOLLE_DEKKING = 0.5  # of the words of a question, by weight: a text that holds all of them is rarely above it
VOL_NABIJ = 0.06  # nearer by meaning than its soort is to something else, on the scale of a cosine
ZELDZAAM = 8.0  # on the Zipf scale, above all words: what is left of it is the weight of a word


class Meetlat(Protocol):
    """What is asked, for comparing short texts with it."""

    def share(self, tekst: str, deskundigheid_id: int | None = None) -> float:
        """Return how much of it a short text, or an entry of the list of subjects, says: from 0 to 1."""


class Gevraagd:
    """The subject of a question, as its words tell; which entry of the list a text is makes no difference."""

    def __init__(self, found: Found) -> None:
        woorden = found.vraag.woorden
        self._asked = Asked(woorden, found.alternatieven)
        self._weights = [_weight(woord) for woord in woorden]
        self._total = sum(self._weights) or 1.0

    def share(self, tekst: str, deskundigheid_id: int | None = None) -> float:  # noqa: ARG002 (the protocol)
        said = {number for vondst in Reading(tekst, self._asked).found for number in vondst.gevraagd}
        return sum(self._weights[number] for number in said) / self._total


class Gekozen:
    """Entries of the list of subjects; no other text is about them."""

    def __init__(self, ids: Collection[int]) -> None:
        self._ids = frozenset(ids)

    def share(self, tekst: str, deskundigheid_id: int | None = None) -> float:  # noqa: ARG002 (the protocol)
        return 1.0 if deskundigheid_id in self._ids else 0.0


def together(*parts: float) -> float:
    """Return how sure one is by several signs that each speak for it, as if they were independent."""
    doubt = 1.0
    for part in parts:
        doubt *= 1 - min(1.0, max(0.0, part))
    return 1 - doubt


def by_meaning(found: Found, soort: str, aantal: int) -> dict[int, float]:
    """Return the best things of a soort by number, each with how near its meaning is.

    What shares no word with the question is left out, unless it is near enough to count by itself.
    """
    best: dict[int, float] = {}
    for hit in _of(found, soort):
        number, near = number_of(hit.groep), _nearness(hit)
        if (hit.dekking > 0 or near >= LIJKT) and (number in best or len(best) < aantal):
            best[number] = max(best.get(number, 0.0), near)
    return best


def relevant(found: Found, soort: str, aantal: int) -> dict[int, float]:
    """Return what of the best things of a soort is about the question, by number, each with how much.

    By meaning alone nothing is: all questions resemble each other, and so do all documents of a region.
    """
    best: dict[int, float] = {}
    for hit in _of(found, soort):
        number, value = number_of(hit.groep), together(hit.dekking / VOLLE_DEKKING, _nearness(hit))
        if hit.dekking > 0 and value >= RUIS and (number in best or len(best) < aantal):
            best[number] = max(best.get(number, 0.0), value)
    return best


def _of(found: Found, soort: str) -> list[Hit]:
    return [hit for hit in found.hits if soort_of(hit.groep) == soort]


def _nearness(hit: Hit) -> float:
    return min(1.0, max(0.0, hit.nabij / VOL_NABIJ))


def _weight(woord: Woord) -> float:
    """Return what a word says: the more usual it is in Dutch, the less; never nothing."""
    return max(1.0, ZELDZAAM - usualness(woord.exact))
