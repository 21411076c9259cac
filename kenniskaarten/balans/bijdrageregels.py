"""What somebody may enter as brought, by form or file, and how that is divided over who gets it. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from kennis.db.organisaties import Organisatie, OrganisatieSoort
from kennis.errors import BijdrageError, BoekingError
from kenniskaarten.balans.boeken import EERSTE_DAG, Gebeurtenis, Partij
from kenniskaarten.balans.models import PER_STUK, BoekingSoort, Eenheid
from kenniskaarten.balans.regels import Inwonertal, Opvolging, inwoners_op
from kenniskaarten.balans.verdelen import verdeel
from kenniskaarten.vraagregels import one_line

EENHEDEN: Mapping[BoekingSoort, tuple[Eenheid, ...]] = {
    BoekingSoort.GEGEVENS: (Eenheid.GEGEVENS,),
    BoekingSoort.GELD: (Eenheid.EURO,),
    BoekingSoort.TAAK: (Eenheid.UREN,),
    BoekingSoort.OVERHEAD: (Eenheid.UREN, Eenheid.EURO),
    BoekingSoort.INZET: (Eenheid.UREN,),
    BoekingSoort.TOEZEGGING: (Eenheid.UREN,),
}
MEESTE: Mapping[Eenheid, int] = {  # of one bijdrage, in what people speak of; more is a slip
    Eenheid.GEGEVENS: 10_000,
    Eenheid.UREN: 20_000,
    Eenheid.EURO: 10_000_000,
}
MAX_OMSCHRIJVING, MAX_THEMA, MAX_GETAL = 500, 100, 20  # characters

_GETAL = re.compile(r"(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d{1,2})?|\d+\.\d{1,2}")  # 1.250,50 and 1250.5
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DUTCH = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})")

T = TypeVar("T")


class Verdeling(StrEnum):
    """How what is brought is divided over who gets it."""

    GELIJK = "gelijk"
    INWONERS = "inwoners"
    EIGEN = "eigen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Getypt:
    """A bijdrage as it was typed; organisaties are named by id, and who gets it may be nobody in particular."""

    soort: BoekingSoort
    brengt: int
    eenheid: str = ""
    datum: str = ""
    hoeveelheid: str = ""
    omschrijving: str = ""
    thema: str = ""
    krijgen: tuple[int, ...] = ()
    verdeling: str = Verdeling.GELIJK
    gewichten: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bijdrage:
    """What one party brought, as the book keeps it; `delen` is what each gets of it, together all of it."""

    soort: BoekingSoort
    eenheid: Eenheid
    datum: date
    brengt: int
    hoeveelheid: int
    delen: Mapping[Partij, int]
    omschrijving: str
    thema: str = ""

    def gebeurtenis(self, bron: str) -> Gebeurtenis:
        got: dict[Partij, int] = {partij: -deel for partij, deel in self.delen.items()}
        hoeveelheden = {self.brengt: self.hoeveelheid, **got}
        return Gebeurtenis(self.soort, bron, self.eenheid, self.datum, hoeveelheden, self.omschrijving, self.thema)


class Bekend:
    """Who there is and how many people live where, on any day; what is asked of a day is worked out once."""

    def __init__(
        self,
        organisaties: Iterable[Organisatie],
        tallen: Sequence[Inwonertal],
        vandaag: date,
        opvolgingen: Sequence[Opvolging] = (),
    ) -> None:
        self.partijen = {row.id: row for row in organisaties}
        self.vandaag = vandaag
        self._opvolgingen = opvolgingen
        self._tallen = tallen
        self._inwoners: dict[date, Mapping[int, int]] = {}

    def inwoners(self, dag: date) -> Mapping[int, int]:
        if dag not in self._inwoners:
            self._inwoners[dag] = inwoners_op(self._tallen, dag, self._opvolgingen)
        return self._inwoners[dag]

    def gemeenten(self, dag: date) -> dict[int, int]:
        """Return the gemeenten that exist on a day, with their inhabitants as far as those are known."""
        inwoners = self.inwoners(dag)
        return {
            row.id: inwoners[row.id]
            for row in self.partijen.values()
            if row.soort is OrganisatieSoort.GEMEENTE and row.bestaat_op(dag) and inwoners.get(row.id)
        }

    def find(self, partij: int, dag: date) -> Organisatie:
        """Return a party that exists on a day; raises BoekingError when it does not."""
        found = self.partijen.get(partij)
        if found is None:
            raise BoekingError("Deze organisatie kennen wij niet.")
        if not found.bestaat_op(dag):
            raise BoekingError(f"{found.naam} bestond op {dag:%d-%m-%Y} niet.")
        return found


def lees(getypt: Getypt, bekend: Bekend) -> Bijdrage:
    """Return the bijdrage that was typed; raises BijdrageError with what is wrong, by field."""
    fouten: dict[str, str] = {}
    eenheid = attempt(fouten, "eenheid", lambda: _read_eenheid(getypt), Eenheid.UREN)
    datum = attempt(fouten, "datum", lambda: read_datum(getypt.datum, bekend.vandaag), bekend.vandaag)
    hoeveelheid = attempt(fouten, "hoeveelheid", lambda: read_hoeveelheid(getypt.hoeveelheid, eenheid), 0)
    omschrijving = attempt(fouten, "omschrijving", lambda: read_omschrijving(getypt.omschrijving), "")
    thema = attempt(fouten, "thema", lambda: read_thema(getypt.thema), "")
    gewichten: Mapping[int, Fraction] = {}
    if "datum" not in fouten:
        attempt(fouten, "brengt", lambda: _check_brenger(getypt, bekend.find(getypt.brengt, datum)), None)
        gewichten = attempt(fouten, "krijgen", lambda: _gewichten(getypt, bekend, datum), gewichten)
    delen: Mapping[Partij, int] = {}
    if not fouten:
        delen = attempt(fouten, "krijgen", lambda: verdeeld(hoeveelheid, gewichten, getypt.soort, bekend), delen)
    if fouten:
        raise BijdrageError(fouten)
    return Bijdrage(
        soort=getypt.soort,
        eenheid=eenheid,
        datum=datum,
        brengt=getypt.brengt,
        hoeveelheid=hoeveelheid,
        delen=delen,
        omschrijving=omschrijving,
        thema=thema,
    )


def verdeeld(
    hoeveelheid: int, gewichten: Mapping[int, Fraction], soort: BoekingSoort, bekend: Bekend
) -> Mapping[Partij, int]:
    """Divide what is brought by weight, or leave it to the network when nobody is weighed.

    Raises BoekingError when somebody who was chosen would get nothing; of overhead a part may be too small.
    """
    if not gewichten:
        return {None: hoeveelheid}
    delen = verdeel(hoeveelheid, gewichten)
    nothing = [bekend.partijen[partij].naam for partij, deel in delen.items() if not deel]
    if nothing and soort is not BoekingSoort.OVERHEAD:
        raise BoekingError(f"Er is te weinig om te verdelen: {nothing[0]} krijgt niets. Kies minder organisaties.")
    return {partij: deel for partij, deel in delen.items() if deel}


def read_hoeveelheid(typed: str, eenheid: Eenheid) -> int:
    """Return an amount as the book keeps it, in minutes, cents or things; raises BoekingError."""
    text = typed.strip().removeprefix("€").strip()
    if text.startswith(("-", "−")):
        raise BoekingError("Dit kan niet onder nul zijn.")
    if len(text) > MAX_GETAL or not _GETAL.fullmatch(text):
        raise BoekingError("Vul een getal in met hoogstens twee cijfers achter de komma, bijvoorbeeld 12,5.")
    number = _decimal(text)
    if number > MEESTE[eenheid]:
        raise BoekingError(f"Zoveel kan niet kloppen: meer dan {MEESTE[eenheid]:,} {eenheid}.".replace(",", "."))
    kept = round(number * PER_STUK[eenheid])
    if not kept:
        raise BoekingError("Vul meer dan nul in.")
    if eenheid is Eenheid.GEGEVENS and number != kept:
        raise BoekingError("Vul een heel aantal in.")
    return kept


def read_datum(typed: str, vandaag: date) -> date:
    """Return a day that was typed, as 2026-03-31 or 31-3-2026; raises BoekingError when it cannot be."""
    text = typed.strip()
    iso, dutch = _ISO.fullmatch(text), _DUTCH.fullmatch(text)
    parts = iso.groups() if iso else dutch.groups()[::-1] if dutch else ()
    try:
        dag = date(*map(int, parts))
    except (TypeError, ValueError) as error:
        raise BoekingError("Vul een dag in, bijvoorbeeld 31-3-2026.") from error
    if dag < EERSTE_DAG:
        raise BoekingError("Deze dag ligt voor het jaar 2000.")
    if dag > vandaag:
        raise BoekingError("Deze dag moet nog komen. Boek wat is gebracht.")
    return dag


def _read_eenheid(getypt: Getypt) -> Eenheid:
    fitting = EENHEDEN[getypt.soort]
    if not getypt.eenheid and len(fitting) == 1:
        return fitting[0]
    if getypt.eenheid not in fitting:
        raise BoekingError(f"Bij ‘{getypt.soort}’ hoort de eenheid {' of '.join(fitting)}.")
    return Eenheid(getypt.eenheid)


def read_omschrijving(typed: str) -> str:
    text = one_line(typed)
    if not text:
        raise BoekingError("Schrijf in een paar woorden wat het is.")
    return _short(text, MAX_OMSCHRIJVING)


def read_thema(typed: str) -> str:
    return _short(one_line(typed), MAX_THEMA)


def _short(text: str, most: int) -> str:
    if len(text) > most:
        raise BoekingError(f"Dit is langer dan {most} tekens. Maak het korter.")
    return text


def _check_brenger(getypt: Getypt, brenger: Organisatie) -> None:
    if getypt.soort is BoekingSoort.OVERHEAD and brenger.soort is not OrganisatieSoort.REGIO:
        raise BoekingError("Overhead boekt u alleen van de regio.")


def _gewichten(getypt: Getypt, bekend: Bekend, dag: date) -> Mapping[int, Fraction]:
    """Return what each who gets it weighs; nobody when it is for the network as a whole."""
    if getypt.soort is BoekingSoort.OVERHEAD:
        return _of_overhead(getypt, bekend, dag)
    partijen = [bekend.find(partij, dag) for partij in getypt.krijgen]
    if getypt.brengt in getypt.krijgen:
        raise BoekingError("Wie dit brengt, krijgt het niet. Kies alleen anderen.")
    if len(partijen) < 2 or getypt.verdeling == Verdeling.GELIJK:
        return {partij.id: Fraction(1) for partij in partijen}
    if getypt.verdeling == Verdeling.INWONERS:
        return {partij.id: _inwoners(partij, bekend, dag) for partij in partijen}
    if getypt.verdeling == Verdeling.EIGEN:
        return {partij.id: _eigen(partij, getypt.gewichten.get(partij.id, "")) for partij in partijen}
    raise BoekingError("Kies hoe u dit verdeelt.")


def _of_overhead(getypt: Getypt, bekend: Bekend, dag: date) -> Mapping[int, Fraction]:
    if getypt.krijgen:
        raise BoekingError("Overhead is voor alle gemeenten, naar inwoners.")
    found = {partij: Fraction(aantal) for partij, aantal in bekend.gemeenten(dag).items()}
    if not found:
        raise BoekingError("Van geen gemeente is het aantal inwoners op die dag bekend.")
    return found


def _inwoners(partij: Organisatie, bekend: Bekend, dag: date) -> Fraction:
    aantal = bekend.inwoners(dag).get(partij.id)
    if not aantal:
        raise BoekingError(f"Van {partij.naam} is het aantal inwoners niet bekend. Kies een andere verdeling.")
    return Fraction(aantal)


def _eigen(partij: Organisatie, typed: str) -> Fraction:
    text = typed.strip()
    if len(text) > MAX_GETAL or not _GETAL.fullmatch(text) or not _decimal(text):
        raise BoekingError(f"Vul voor {partij.naam} een gewicht boven nul in, bijvoorbeeld 2 of 0,5.")
    return Fraction(_decimal(text))


def _decimal(text: str) -> Decimal:
    """Read a number that fits _GETAL: a point is for thousands, unless one or two figures follow it."""
    is_dutch = "," in text or not re.search(r"\.\d{1,2}$", text)
    return Decimal(text.replace(".", "").replace(",", ".") if is_dutch else text)


def attempt(fouten: dict[str, str], veld: str, read: Callable[[], T], otherwise: T) -> T:
    """Return what `read` finds; what is wrong instead is noted with its field."""
    try:
        return read()
    except BoekingError as error:
        fouten[veld] = str(error)
        return otherwise
