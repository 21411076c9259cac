"""What the region agreed about the balance: dated, adopted by somebody, and never about the past. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from kennis.errors import UsageError


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


class Normen:
    """All norms in order; each holds until the next one begins."""

    def __init__(self, normen: Iterable[Norm]) -> None:
        self._normen = sorted(normen, key=lambda norm: norm.van)
        begins = [norm.van for norm in self._normen]
        if len(set(begins)) < len(begins):
            raise UsageError("Op één dag kunnen geen twee normen ingaan.")

    @property
    def all(self) -> Sequence[Norm]:
        return self._normen

    def on(self, dag: date) -> Norm | None:
        """Return the norm that holds on a day."""
        held = [norm for norm in self._normen if norm.van <= dag]
        return held[-1] if held else None

    def add(self, norm: Norm) -> Normen:
        """Return these norms and a new one; raises UsageError for one about the past or before the last one."""
        if norm.van < norm.besluit.datum:
            raise UsageError("Een norm geldt vanaf de dag van het besluit of later, niet voor het verleden.")
        if self._normen and norm.van <= self._normen[-1].van:
            laatste = self._normen[-1].van
            raise UsageError(f"De nieuwe norm overlapt die van {laatste:%d-%m-%Y}. Kies een latere ingangsdatum.")
        return Normen([*self._normen, norm])

    def pieces(self, eerste: date, laatste: date) -> list[tuple[date, date]]:
        """Return the stretches of a period, first and last day, in each of which one norm holds."""
        starts = [norm.van for norm in self._normen if eerste < norm.van <= laatste]
        begins = [eerste, *starts]
        ends = [date.fromordinal(begin.toordinal() - 1) for begin in starts]
        return list(zip(begins, [*ends, laatste], strict=True))


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
