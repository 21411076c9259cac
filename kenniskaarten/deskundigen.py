"""Who knows about something: pieces of evidence, what each is worth, and the order that follows. Pure.

The order is that of one question. It is no mark of a person: it is kept nowhere and published nowhere.

The weights are of 24 November 2026. Their order and most values are those of TEKIJIN, a Japanese expert finder of
2026 that was tried on made-up people only: what somebody showed counts for more than what he says of himself. Its
one half-life, of half a year, is too short for policy, where an answer stays of use for longer. What a card says
is halved in a year, as its person is asked each half year whether it is still right. Who is named in a question
is who is looked for, whatever else is known.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from kenniskaarten.models import Niveau


class BewijsSoort(StrEnum):
    """Why one thinks that somebody knows about something."""

    GENOEMD = "genoemd"
    NUTTIG_ANTWOORD = "nuttig antwoord"
    TREKKER = "trekker"
    ANTWOORD = "antwoord"
    DOCUMENT = "document"
    LID = "lid"
    AANBEVOLEN = "aanbevolen"
    ZELF = "zelf opgegeven"


class Gewicht(NamedTuple):
    """What a piece of evidence is worth when it is new, and after how many days half of that is left."""

    waarde: float
    halfwaarde: float


GEWICHTEN: Mapping[BewijsSoort, Gewicht] = {
    BewijsSoort.GENOEMD: Gewicht(10.0, float("inf")),
    BewijsSoort.NUTTIG_ANTWOORD: Gewicht(1.0, 365),
    BewijsSoort.TREKKER: Gewicht(0.8, 730),
    BewijsSoort.ANTWOORD: Gewicht(0.7, 365),
    BewijsSoort.DOCUMENT: Gewicht(0.6, 1_095),
    BewijsSoort.LID: Gewicht(0.5, 730),
    BewijsSoort.AANBEVOLEN: Gewicht(0.4, 730),
    BewijsSoort.ZELF: Gewicht(0.3, 365),
}
NIVEAUS: Mapping[Niveau, float] = {
    Niveau.BASIS: 0.55,
    Niveau.GEVORDERD: 0.7,
    Niveau.ERVAREN: 0.85,
    Niveau.EXPERT: 1.0,
}
HERHALING = 0.5  # of what it would be worth alone: each further piece of one kind, the best one first
PER_KEER = 0.04  # off the score for each question put to him and each answer given in the last days
HOOGSTE_LAST = 0.2  # off the score at most, so that who knows most is not lost by being busy
DAGEN = 7  # for which that is counted


class Wie(NamedTuple):
    """A person, in the order in which one puts people who are equal."""

    naam: str
    gebruiker_id: int


@dataclass(frozen=True, slots=True)
class Bewijs:
    """A piece of evidence: `sterkte`, from 0 to 1, tells how much it is about what is asked.

    `bron` is the row that it stands on, so that the same piece never counts twice.
    """

    wie: Wie
    soort: BewijsSoort
    sterkte: float
    datum: date
    omschrijving: str
    bron: str


@dataclass(frozen=True, slots=True)
class Deskundige:
    """Who knows, how much this question asks for him, and why one thinks so, the best reason first."""

    wie: Wie
    score: float
    bewijzen: tuple[Bewijs, ...]


def rank_deskundigen(
    bewijzen: Iterable[Bewijs], belasting: Mapping[int, int], dag: date, aantal: int
) -> list[Deskundige]:
    """Return at most `aantal` people of whom there is evidence, who is asked best first.

    `belasting` tells by gebruiker how often he was asked and answered in the last `DAGEN`. More evidence never
    lowers a score, age and load never raise it, and the order in which evidence comes changes nothing.
    """
    own: dict[Wie, set[Bewijs]] = {}
    for bewijs in bewijzen:
        if bewijs.sterkte > 0:
            own.setdefault(bewijs.wie, set()).add(bewijs)
    found = [
        Deskundige(wie, _score(pieces, belasting.get(wie.gebruiker_id, 0), dag), _ordered(pieces, dag))
        for wie, pieces in own.items()
    ]
    return sorted(found, key=lambda one: (-one.score, one.wie))[:aantal]


def worth(bewijs: Bewijs, dag: date) -> float:
    """Return what a piece of evidence is worth on a day; what lies ahead counts as of today."""
    gewicht = GEWICHTEN[bewijs.soort]
    age = max(0, (dag - bewijs.datum).days)
    return gewicht.waarde * min(1.0, bewijs.sterkte) * math.pow(0.5, age / gewicht.halfwaarde)


def _score(pieces: Iterable[Bewijs], belasting: int, dag: date) -> float:
    by_kind: dict[BewijsSoort, list[float]] = {}
    for bewijs in pieces:
        by_kind.setdefault(bewijs.soort, []).append(worth(bewijs, dag))
    known = sum(_together(by_kind[soort]) for soort in BewijsSoort if soort in by_kind)
    return max(0.0, known - min(HOOGSTE_LAST, PER_KEER * belasting))


def _together(values: Sequence[float]) -> float:
    """Return what pieces of one kind are worth together: the tenth answer tells less than the first."""
    return sum(value * math.pow(HERHALING, place) for place, value in enumerate(sorted(values, reverse=True)))


def _ordered(pieces: Iterable[Bewijs], dag: date) -> tuple[Bewijs, ...]:
    return tuple(sorted(pieces, key=lambda one: (-worth(one, dag), -one.datum.toordinal(), one.bron)))
