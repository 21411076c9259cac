"""Two pages of results side by side: what came in, what went, and what moved. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from kennis.treffers import Groep
from kennis.zoeken import Resultaat


@dataclass(frozen=True, slots=True)
class Regel:
    """A result with its rank on this side and on the other; None when it does not stand there."""

    rang: int
    groep: Groep
    elders: int | None

    @property
    def verschil(self) -> int:
        """How many places it stands higher here than on the other side."""
        return self.elders - self.rang if self.elders else 0


@dataclass(frozen=True, slots=True)
class Vergelijking:
    """The results of one question without and with the list of terms, and what it was read as."""

    zonder: tuple[Regel, ...]
    met: tuple[Regel, ...]
    resultaat: Resultaat

    @property
    def aangevuld(self) -> list[tuple[list[str], tuple[str, ...]]]:
        """What the list says in other ways: words of the question, and those ways."""
        words: dict[tuple[str, ...], list[str]] = {}
        for woord, vormen in self.resultaat.alternatieven.items():
            words.setdefault(vormen, []).append(woord)
        return [(woorden, vormen) for vormen, woorden in words.items()]

    @property
    def is_gelijk(self) -> bool:
        return all(regel.elders == regel.rang for regel in (*self.zonder, *self.met))


def vergelijk(zonder: Resultaat, met: Resultaat) -> Vergelijking:
    return Vergelijking(_regels(zonder, met), _regels(met, zonder), met)


def _regels(here: Resultaat, there: Resultaat) -> tuple[Regel, ...]:
    ranks = {groep.hoofd.groep: rang for rang, groep in enumerate(there.groepen, start=1)}
    return tuple(
        Regel(rang, groep, ranks.get(groep.hoofd.groep)) for rang, groep in enumerate(here.groepen, start=1)
    )
