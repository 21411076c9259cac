"""Fields of the forms of a project: what was typed becomes a value and back, or a reason why not. Pure."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from babel.numbers import format_decimal

from kennis.errors import ProjectError
from kennis.search.periode import read_moment
from kenniskaarten.balans.getallen import read_getal
from kenniskaarten.projecten.models import MAX_NAAM, MAX_TEKST
from kenniskaarten.vraagregels import many_lines, one_line

EERSTE_DAG = date(2000, 1, 1)
YEARS_AHEAD = 20
MEESTE_UREN = 20_000
MEESTE_EUROS = 100_000_000
MEESTE_MENSEN = 1_000
SHOWN = 200  # characters of what somebody else wrote meanwhile

_MAAND = re.compile(r"(?P<maand>\d{1,2})[-/ ](?P<jaar>\d{4})|(?P<jaar_eerst>\d{4})-(?P<maand_erna>\d{1,2})")

Waarden = dict[str, Any]  # by column
Keuzes = Mapping[str, Mapping[str, str]]  # by field what can be chosen, with how it is called


@dataclass(frozen=True, slots=True)
class Soort:
    """A kind of field: `lees` raises ValueError with the reason in Dutch; nothing typed is None."""

    vorm: str  # regel, tekst or keuze
    lees: Callable[[str], Any]
    schrijf: Callable[[Any], str] = str
    maximum: int = MAX_NAAM


@dataclass(frozen=True, slots=True)
class Invoerveld:
    """A field of a form, named as the column that it fills; `keuzes` when they are always the same."""

    naam: str
    label: str
    soort: Soort
    uitleg: str = ""
    verplicht: bool = False
    keuzes: Mapping[str, str] = field(default_factory=dict)

    def lees(self, getypt: str, vandaag: date, keuzes: Keuzes) -> Any:
        """Return what the field says; raises ValueError with the reason when it cannot be."""
        if len(getypt) > self.soort.maximum:
            raise ValueError(f"Dit is te lang: gebruik hoogstens {self.soort.maximum} tekens.")
        if not getypt:
            if self.verplicht:
                raise ValueError("Vul dit in." if self.soort.vorm != "keuze" else "Kies er een.")
            return "" if self.soort in (REGEL, TEKST) else None
        if self.soort.vorm == "keuze" and getypt not in (self.keuzes or keuzes.get(self.naam, {})):
            raise ValueError("Kies iets uit de lijst.")
        found = self.soort.lees(getypt)
        if isinstance(found, date) and not EERSTE_DAG <= found <= _years_on(vandaag, YEARS_AHEAD):
            raise ValueError(f"Kies een dag tussen 2000 en {vandaag.year + YEARS_AHEAD}.")
        return found


def _nothing_wrong(_waarden: Waarden) -> dict[str, str]:
    return {}


@dataclass(frozen=True, slots=True)
class Formulier:
    """Fields that are kept together; `samen` says what is wrong with them together."""

    titel: str
    velden: tuple[Invoerveld, ...]
    samen: Callable[[Waarden], dict[str, str]] = _nothing_wrong

    def lees(self, getypt: Mapping[str, str], vandaag: date, keuzes: Keuzes) -> Waarden:
        """Return the value of each field; raises ProjectError with what is wrong beside each."""
        waarden, fouten = {}, {}
        for veld in self.velden:
            try:
                waarden[veld.naam] = veld.lees(as_kept(veld, getypt), vandaag, keuzes)
            except ValueError as error:
                fouten[veld.naam] = str(error)
        fouten = fouten or self.samen(waarden)
        if fouten:
            raise ProjectError(fouten)
        return waarden

    def schrijf(self, row: object) -> dict[str, str]:
        """Return the fields of a row as one types them."""
        found = {veld.naam: getattr(row, veld.naam) for veld in self.velden}
        return {
            veld.naam: "" if found[veld.naam] is None else veld.soort.schrijf(found[veld.naam])
            for veld in self.velden
        }


def as_kept(veld: Invoerveld, getypt: Mapping[str, str]) -> str:
    """Return what was typed in a field, without what no keyboard types."""
    text = getypt.get(veld.naam, "")
    return many_lines(text) if veld.soort.vorm == "tekst" else one_line(text)


def stempel(getypt: Mapping[str, str]) -> str:
    """Return a short mark of how fields stand, by which one sees that they changed."""
    return hashlib.sha256(repr(sorted(getypt.items())).encode()).hexdigest()[:16]


def meanwhile(formulier: Formulier, nu: Mapping[str, str], getypt: Mapping[str, str]) -> dict[str, str]:
    """Return by field what somebody else made of it, where that is not what was typed."""
    return {
        veld.naam: f"Iemand anders wijzigde dit net. Nu staat er: {nu[veld.naam][:SHOWN] or 'niets'}"
        for veld in formulier.velden
        if nu[veld.naam] != as_kept(veld, getypt)
    }


def _years_on(dag: date, years: int) -> date:
    return date(dag.year + years, 12, 31)


def _day(getypt: str, side: str) -> date:
    found = read_moment(getypt)
    day = getattr(found, side) if found else None
    if day is None:
        raise ValueError("Vul een jaar in, of een dag zoals 1-3-2026.")
    return date(day.year, day.month, day.day)


def _month(getypt: str) -> date:
    match = _MAAND.fullmatch(getypt)
    if match is None:
        raise ValueError("Vul een maand in, zoals 3-2026.")
    year, month = match["jaar"] or match["jaar_eerst"], match["maand"] or match["maand_erna"]
    try:
        return date(int(year), int(month), 1)
    except ValueError as error:
        raise ValueError("Deze maand bestaat niet. Vul een maand in, zoals 3-2026.") from error


def _amount(getypt: str, wat: str, meeste: int) -> Decimal:
    try:
        found = read_getal(getypt)
    except ValueError as error:
        raise ValueError(f"Dit is geen aantal {wat}. Schrijf bijvoorbeeld 12,5.") from error
    if found < 0:
        raise ValueError(f"Een aantal {wat} kan niet onder nul zijn.")
    if found > meeste:
        raise ValueError(f"Meer dan {format_decimal(meeste, locale='nl')} {wat} kan niet kloppen.")
    return found


def _people(getypt: str) -> int:
    found = _amount(getypt, "mensen", MEESTE_MENSEN)
    if found != int(found):
        raise ValueError("Vul een heel getal in.")
    return int(found)


def _written(value: int, parts: int) -> str:
    return format_decimal(Decimal(value) / parts, "0.##", locale="nl")


REGEL = Soort("regel", str)
TEKST = Soort("tekst", str, maximum=MAX_TEKST)
KEUZE = Soort("keuze", str)
RIJ = Soort("keuze", int)  # a choice from rows, by their id
VAN = Soort("regel", lambda getypt: _day(getypt, "van"), lambda dag: f"{dag.day}-{dag.month}-{dag.year}")
TOT = Soort("regel", lambda getypt: _day(getypt, "tot"), VAN.schrijf)
MAAND = Soort("regel", _month, lambda dag: f"{dag.month}-{dag.year}")
UREN = Soort(
    "regel",
    lambda getypt: round(_amount(getypt, "uren", MEESTE_UREN) * 60),
    lambda minuten: _written(minuten, 60),
)
EURO = Soort(
    "regel",
    lambda getypt: round(_amount(getypt.removeprefix("€").strip(), "euro’s", MEESTE_EUROS) * 100),
    lambda centen: _written(centen, 100),
)
MENSEN = Soort("regel", _people)
