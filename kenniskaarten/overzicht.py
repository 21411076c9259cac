"""How complete and how recent the cards of an organisation are, in numbers; never of one person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.db.organisaties import Gebruiker
from kenniskaarten.models import Kaart
from kenniskaarten.versheid import VERS
from kenniskaarten.volledigheid import volledigheid

VOLLEDIGHEID: Sequence[tuple[int, str]] = (
    (19, "0 tot en met 19 procent"),
    (49, "20 tot en met 49 procent"),
    (79, "50 tot en met 79 procent"),
    (100, "80 tot en met 100 procent"),
)
LEEFTIJD: Sequence[tuple[timedelta, str]] = (
    (timedelta(days=91), "korter dan drie maanden geleden"),
    (VERS, "drie tot zes maanden geleden"),
    (timedelta(days=365), "een half jaar tot een jaar geleden"),
    (timedelta.max, "langer dan een jaar geleden"),
)


@dataclass(frozen=True, slots=True)
class Klasse:
    naam: str
    aantal: int


@dataclass(frozen=True, slots=True)
class Overzicht:
    """Numbers of an organisation: its cards by completeness and by age, and who has none."""

    kaarten: int
    zonder_kaart: int
    volledigheid: tuple[Klasse, ...]
    leeftijd: tuple[Klasse, ...]


def overzicht(session: so.Session, organisatie_id: int, moment: datetime) -> Overzicht:
    """Return the numbers of an organisation; who left does not count."""
    query = sa.select(Kaart).join(Kaart.gebruiker).where(Gebruiker.organisatie_id == organisatie_id)
    kaarten = session.scalars(query.where(Kaart.vertrokken_op.is_(None))).unique().all()
    has_kaart = sa.exists().where(Kaart.gebruiker_id == Gebruiker.id)
    without = sa.select(sa.func.count(Gebruiker.id)).where(
        Gebruiker.organisatie_id == organisatie_id, Gebruiker.actief, ~has_kaart
    )
    return Overzicht(
        kaarten=len(kaarten),
        zonder_kaart=session.scalar(without) or 0,
        volledigheid=by_completeness(kaarten),
        leeftijd=by_age(kaarten, moment),
    )


def by_completeness(kaarten: Sequence[Kaart]) -> tuple[Klasse, ...]:
    counts = Counter(_first(VOLLEDIGHEID, volledigheid(kaart).procent) for kaart in kaarten)
    return tuple(Klasse(naam, counts[naam]) for _, naam in VOLLEDIGHEID)


def by_age(kaarten: Sequence[Kaart], moment: datetime) -> tuple[Klasse, ...]:
    """Return how many cards were last said to be right how long ago."""
    ages = (max(moment - kaart.bevestigd_op, timedelta()) for kaart in kaarten)
    counts = Counter(next(naam for most, naam in LEEFTIJD if age < most) for age in ages)
    return tuple(Klasse(naam, counts[naam]) for _, naam in LEEFTIJD)


def _first(classes: Sequence[tuple[int, str]], value: int) -> str:
    return next(naam for most, naam in classes if value <= most)
