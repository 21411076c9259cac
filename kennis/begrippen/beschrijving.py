"""A begrip as somebody wrote it, in a form or a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kennis.db.begrippen import Begrip, VariantSoort

# The fields that hold other forms, as they are called in a form and in a table.
VELDEN: Mapping[str, VariantSoort] = {
    "afkortingen": VariantSoort.AFKORTING,
    "synoniemen": VariantSoort.SYNONIEM,
    "spellingen": VariantSoort.SPELLING,
}


@dataclass(frozen=True, slots=True)
class Beschrijving:
    """A begrip with its other forms by kind; `dubbelzinnig` names those of them that mean something else too."""

    term: str
    bron: str
    definitie: str = ""
    bereik: str = ""
    vormen: Mapping[VariantSoort, tuple[str, ...]] = field(default_factory=dict)
    dubbelzinnig: frozenset[str] = frozenset()

    def alle_vormen(self) -> Iterator[tuple[VariantSoort, str]]:
        return ((soort, vorm) for soort, vormen in self.vormen.items() for vorm in vormen)


def beschrijving_of(begrip: Begrip) -> Beschrijving:
    """Return a begrip as one would write it down."""
    return Beschrijving(
        term=begrip.term,
        bron=begrip.bron,
        definitie=begrip.definitie,
        bereik=begrip.bereik,
        vormen={soort: tuple(begrip.vormen_van(soort)) for soort in VariantSoort},
        dubbelzinnig=frozenset(variant.variant for variant in begrip.varianten if variant.dubbelzinnig),
    )
