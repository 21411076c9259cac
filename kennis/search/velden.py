"""Fields in a question, such as `titel:woonvisie` or `jaar:2008-2012`: what was typed and what must hold. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from kennis.search.dutch import Woord, analyse
from kennis.search.lexicon import fold
from kennis.search.periode import ALTIJD, Periode, between, read_moment
from kennis.search.records import SOORTEN

_YEARS = re.compile(r"\s*([0-9]{4}|)\s*[-–—]\s*([0-9]{4}|)\s*")


class Veldnaam(StrEnum):
    """What one can ask for by name."""

    TITEL = "titel"
    ORGANISATIE = "organisatie"
    SOORT = "soort"
    STATUS = "status"
    THEMA = "thema"
    JAAR = "jaar"


class OpmerkingSoort(StrEnum):
    """What there is to say about how a question was read."""

    ONBEKEND_VELD = "onbekend veld"
    LEEG_VELD = "leeg veld"
    GEEN_JAAR = "geen jaar"
    OMGEDRAAID = "omgedraaid"


@dataclass(frozen=True, slots=True)
class Opmerking:
    """A remark about a part of a question, `tekst`, that was not read as it stands."""

    soort: OpmerkingSoort
    tekst: str


@dataclass(frozen=True, slots=True)
class Titel:
    """The title holds these words: in any form and place, or `precies` as they stand."""

    woorden: tuple[Woord, ...]
    precies: bool = False

    def fits(self, titel: Sequence[Woord]) -> bool:
        if self.precies:
            asked, words = [w.exact for w in self.woorden], [w.exact for w in titel]
            return any(words[start : start + len(asked)] == asked for start in range(len(words)))
        stems = {stam for woord in titel for stam in (woord.stam, *woord.delen)}
        return all(woord.stam in stems for woord in self.woorden)


@dataclass(frozen=True, slots=True)
class Waarde:
    """A value of this facet has all these words in its name, in any form."""

    facet: str
    woorden: tuple[Woord, ...]

    def fits(self, naam: str) -> bool:
        return {woord.stam for woord in self.woorden} <= {woord.stam for woord in analyse(naam)}


@dataclass(frozen=True, slots=True)
class Veld:
    """A field that was typed, from `begin` to `eind` in the question; with `niet` its condition must not hold."""

    naam: Veldnaam
    waarde: str
    eis: Titel | Waarde | Periode
    niet: bool
    begin: int
    eind: int


def find_veldnaam(text: str) -> Veldnaam | None:
    """Return the field of this name, however it is written."""
    return next((naam for naam in Veldnaam if naam == fold(text)), None)


def read_eis(naam: Veldnaam, waarde: str, *, quoted: bool) -> Titel | Waarde | Periode | Opmerking:
    """Return what the value of a field asks for, or a remark when that cannot be told."""
    if naam is Veldnaam.JAAR:
        return _years(waarde) or Opmerking(OpmerkingSoort.GEEN_JAAR, waarde)
    woorden = tuple(analyse(waarde))
    if not woorden:
        return Opmerking(OpmerkingSoort.LEEG_VELD, naam)
    if naam is Veldnaam.TITEL:
        return Titel(woorden, precies=quoted)
    return Waarde(_facet(naam, woorden), woorden)


def is_turned_round(waarde: str) -> bool:
    """Tell whether the first of two years is the later one."""
    match = _YEARS.fullmatch(waarde)
    return match is not None and all(match.groups()) and match[1] > match[2]


def _facet(naam: Veldnaam, woorden: Sequence[Woord]) -> str:
    """Return where the values stand: a soort is that of the record when it has this name, else of the document."""
    if naam is not Veldnaam.SOORT:
        return naam.value
    kinds = {woord.stam for kind in SOORTEN for woord in analyse(kind)}
    return "soort" if len(woorden) == 1 and woorden[0].stam in kinds else "documentsoort"


def _years(waarde: str) -> Periode | None:
    """Return the years of '2012', '2008-2012', '2008-' or '-2012'; None when there is none."""
    match = _YEARS.fullmatch(waarde)
    sides = match.groups() if match else (waarde, waarde)
    begin, eind = (read_moment(side) if len(side.strip()) in {0, 4} else None for side in sides)
    if begin is None or eind is None:
        return None
    found = between(begin, eind)
    return None if found == ALTIJD else found
