"""What the region agreed about the balance: dated, adopted by somebody, and never about the past. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Generic, Protocol, TypeVar

from kennis.errors import UsageError

MAX_ORGAAN = MAX_BRON = 200
MAX_FACTOR = 10
MAX_WAARDE = 100_000  # euro
MAX_INWONERS = 2_000_000  # of one gemeente; more is a slip
EERSTE_BESLUIT = date(2000, 1, 1)
JAREN_VOORUIT = 5  # a slip in the year would stand in the way of every agreement before it


@dataclass(frozen=True, slots=True)
class Besluit:
    """By whom, and when, something was adopted."""

    orgaan: str
    datum: date


@dataclass(frozen=True, slots=True)
class Norm:
    """From `van` until the next norm each party's share is its inhabitants times its factor; without one it is 1.

    Only parties with a number of inhabitants have a share.
    """

    van: date
    besluit: Besluit
    factoren: Mapping[int, Fraction] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Waardering:
    """What one of each unit is worth in euro, from `van` on; only by this is there a total over units."""

    van: date
    besluit: Besluit
    waarden: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Drempel:
    """How far, in percent of its own share, a party may stay behind before it is told, from `van` on.

    By `aandacht` its beheerder is told; by `overleg` the regisseur too, to talk about it.
    """

    van: date
    besluit: Besluit
    aandacht: int
    overleg: int


@dataclass(frozen=True, slots=True)
class Inwonertal:
    """How many people live in a gemeente on a day; it holds until there is a newer number."""

    partij: int
    peildatum: date
    aantal: int


@dataclass(frozen=True, slots=True)
class Opvolging:
    """That `van` goes on in `naar` from the day `per` on."""

    van: int
    naar: int
    per: date


class Afspraak(Protocol):
    """Something that was adopted and holds from a day on."""

    @property
    def van(self) -> date: ...

    @property
    def besluit(self) -> Besluit: ...


Soort = TypeVar("Soort", bound=Afspraak)


class Reeks(Generic[Soort]):
    """All agreements of one kind in order; each holds until the next one begins."""

    def __init__(self, afspraken: Iterable[Soort]) -> None:
        self._afspraken = sorted(afspraken, key=lambda afspraak: afspraak.van)
        begins = [afspraak.van for afspraak in self._afspraken]
        if len(set(begins)) < len(begins):
            raise UsageError("Op één dag kunnen geen twee afspraken over hetzelfde ingaan.")

    @property
    def all(self) -> Sequence[Soort]:
        return self._afspraken

    def on(self, dag: date) -> Soort | None:
        """Return the agreement that holds on a day."""
        held = [afspraak for afspraak in self._afspraken if afspraak.van <= dag]
        return held[-1] if held else None

    def pieces(self, eerste: date, laatste: date) -> list[tuple[date, date]]:
        """Return the stretches of a period, first and last day, in each of which one agreement holds."""
        starts = [afspraak.van for afspraak in self._afspraken if eerste < afspraak.van <= laatste]
        begins = [eerste, *starts]
        ends = [begin - timedelta(days=1) for begin in starts]
        return list(zip(begins, [*ends, laatste], strict=True))

    def fouten(self, nieuw: Soort, vandaag: date) -> dict[str, str]:
        """Tell by field why something cannot be adopted today: it is about the past, or overlaps another one."""
        fout = _past_or_far(nieuw.van, vandaag)
        if nieuw.van < nieuw.besluit.datum:
            fout = "Een afspraak geldt vanaf de dag van het besluit of later, niet voor het verleden."
        elif self._afspraken and nieuw.van <= self._afspraken[-1].van:
            laatste = self._afspraken[-1].van
            fout = f"Dit overlapt de afspraak van {laatste:%d-%m-%Y}. Kies een latere ingangsdatum."
        return _besluit_fouten(nieuw.besluit, vandaag) | ({"van": fout} if fout else {})


Normen = Reeks[Norm]


def _besluit_fouten(besluit: Besluit, vandaag: date) -> dict[str, str]:
    fouten = {}
    if not besluit.orgaan:
        fouten["orgaan"] = "Vul in wie dit heeft besloten, bijvoorbeeld het portefeuillehoudersoverleg."
    elif len(besluit.orgaan) > MAX_ORGAAN:
        fouten["orgaan"] = f"Gebruik hooguit {MAX_ORGAAN} tekens."
    if besluit.datum > vandaag:
        fouten["besloten_op"] = "Deze dag komt nog. Leg een besluit vast als het genomen is."
    elif besluit.datum < EERSTE_BESLUIT:
        fouten["besloten_op"] = f"De datum {besluit.datum:%d-%m-%Y} kan niet kloppen."
    return fouten


def factor_fouten(factoren: Mapping[int, Fraction], bestaand: Iterable[int]) -> dict[str, str]:
    """Tell by field what is wrong with the factors of a norm; `bestaand` are the gemeenten on its first day."""
    known = set(bestaand)
    fouten = {}
    for partij, factor in factoren.items():
        if not 0 <= factor <= MAX_FACTOR:
            fouten[f"factor-{partij}"] = f"Een factor ligt tussen 0 en {MAX_FACTOR}."
        elif partij not in known:
            fouten[f"factor-{partij}"] = "Deze gemeente bestaat niet op de ingangsdatum. Laat de factor 1."
    if known and not any(factoren.get(partij, Fraction(1)) for partij in known):
        fouten["factoren"] = "Geef ten minste één gemeente een factor boven 0, anders heeft niemand een deel."
    return fouten


def waarde_fouten(waarden: Mapping[str, Decimal]) -> dict[str, str]:
    """Tell by field what is wrong with the values in euro of a waardering."""
    fouten = {
        f"waarde-{eenheid}": f"Een waarde ligt boven 0 en is hooguit {MAX_WAARDE} euro, in hele centen."
        for eenheid, waarde in waarden.items()
        if not 0 < waarde <= MAX_WAARDE or waarde != round(waarde, 2)
    }
    return fouten if waarden else {"waarden": "Vul van ten minste één eenheid de waarde in."}


def drempel_fouten(drempel: Drempel) -> dict[str, str]:
    """Tell by field what is wrong with the two thresholds."""
    if not 1 <= drempel.aandacht <= 100:
        return {"aandacht": "Kies een percentage van 1 tot en met 100."}
    if not drempel.aandacht < drempel.overleg <= 100:
        return {"overleg": "Kies een percentage boven het eerste, en hooguit 100."}
    return {}


def inwoner_fouten(nieuw: Inwonertal, bron: str, tallen: Iterable[Inwonertal], vandaag: date) -> dict[str, str]:
    """Tell by field what is wrong with a new number of inhabitants."""
    fouten = {}
    begins = [tal.peildatum for tal in tallen if tal.partij == nieuw.partij]
    fout = _past_or_far(nieuw.peildatum, vandaag)
    if begins and nieuw.peildatum <= max(begins):
        fout = f"Er staat al een aantal vanaf {max(begins):%d-%m-%Y}. Kies een latere dag."
    if fout:
        fouten["peildatum"] = fout
    if not 1 <= nieuw.aantal <= MAX_INWONERS:
        fouten["aantal"] = "Dit aantal kan niet kloppen."
    if not bron or len(bron) > MAX_BRON:
        fouten["bron"] = f"Schrijf in hooguit {MAX_BRON} tekens waar dit aantal staat."
    return fouten


def _past_or_far(van: date, vandaag: date) -> str:
    """Tell why something cannot begin on a day: the balance of a year that is over stays as it is."""
    if van.year < vandaag.year:
        return f"Het jaar {van.year} verandert niet meer. Kies een dag vanaf 1 januari {vandaag.year}."
    if van.year > vandaag.year + JAREN_VOORUIT:
        return f"Meer dan {JAREN_VOORUIT} jaar vooruit kan niet."
    return ""


def inwoners_op(tallen: Sequence[Inwonertal], dag: date, opvolgingen: Iterable[Opvolging] = ()) -> dict[int, int]:
    """Return by party the last number of inhabitants on or before a day.

    Who went on in another by then has none: they count there, until there is a number from after that day.
    """
    known = {tal.partij: tal for tal in sorted(tallen, key=lambda tal: tal.peildatum) if tal.peildatum <= dag}
    inwoners = {partij: tal.aantal for partij, tal in known.items()}
    for stap in sorted((stap for stap in opvolgingen if stap.per <= dag), key=lambda stap: stap.per):
        moved, own = inwoners.pop(stap.van, None), known.get(stap.naar)
        if moved is not None and (own is None or own.peildatum < stap.per):
            inwoners[stap.naar] = inwoners.get(stap.naar, 0) + moved
    return inwoners


def gewichten(
    norm: Norm,
    tallen: Sequence[Inwonertal],
    dag: date,
    partijen: Iterable[int],
    opvolgingen: Iterable[Opvolging] = (),
) -> dict[int, Fraction]:
    """Return what each of these parties weighs on a day: inhabitants times factor; without inhabitants nothing."""
    inwoners = inwoners_op(tallen, dag, opvolgingen)
    return {
        partij: Fraction(inwoners[partij]) * norm.factoren.get(partij, Fraction(1))
        for partij in partijen
        if partij in inwoners
    }
