"""The parts of a card that are filled in as a whole, and what may be wrong with what somebody typed. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Self

from kennis.access import Zichtbaarheid
from kennis.search.periode import ALTIJD, read_moment
from kenniskaarten.models import MAX_REGEL, MAX_TEKST, Kaart, Veld
from kenniskaarten.zicht import own_level

MAX_AANSPREEKBAAR = 1_000
MAX_EMAIL = MAX_TEAMS = 254
MAX_TELEFOON = 50
MAX_TALEN = 15
DAGEN: Mapping[str, str] = {
    "ma": "maandag",
    "di": "dinsdag",
    "wo": "woensdag",
    "do": "donderdag",
    "vr": "vrijdag",
    "za": "zaterdag",
    "zo": "zondag",
}
TALEN = (
    "Arabisch",
    "Berbers",
    "Bulgaars",
    "Chinees",
    "Duits",
    "Engels",
    "Farsi",
    "Frans",
    "Fries",
    "Italiaans",
    "Koerdisch",
    "Nederlandse Gebarentaal",
    "Oekraïens",
    "Papiaments",
    "Pools",
    "Portugees",
    "Roemeens",
    "Russisch",
    "Somalisch",
    "Spaans",
    "Tigrinya",
    "Turks",
)
GEEN_DAG = "Vul een jaar in, of een dag zoals 1-3-2024."
VERKEERD_OM = "Deze dag ligt voor de eerste dag. Draai de dagen om, of verbeter er een."
GEEN_EMAIL = "Dit lijkt geen e-mailadres. Bijvoorbeeld: a.jansen@huizen.nl."
GEEN_TELEFOON = "Vul alleen het nummer in, bijvoorbeeld 035 123 45 67."

_EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>]+")
_TELEFOON = re.compile(r"\+?[0-9][0-9 ()/.-]{4,}[0-9]")

Zicht = Mapping[Veld, Zichtbaarheid]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deel:
    """A part of a card as it was filled in; `zicht` says who sees which of its fields."""

    zicht: Zicht = field(default_factory=dict)

    @classmethod
    def of(cls, kaart: Kaart) -> Self:
        """Return this part as it stands on a card."""
        raise NotImplementedError

    def fouten(self) -> dict[str, str]:
        """Return what is wrong, by field, in words for who typed it; nothing when all is well."""
        return {}

    def waarden(self) -> Mapping[str, object]:
        """Return what is to be written on the card, by column."""
        return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Openheid(Deel):
    """Who may know of the card as such."""

    zichtbaarheid: Zichtbaarheid

    @classmethod
    def of(cls, kaart: Kaart) -> Self:
        return cls(zichtbaarheid=kaart.zichtbaarheid)

    def waarden(self) -> Mapping[str, object]:
        return {"zichtbaarheid": self.zichtbaarheid}


@dataclass(frozen=True, slots=True, kw_only=True)
class Aanspreekbaar(Deel):
    aanspreekbaar: str
    over: str

    @classmethod
    def of(cls, kaart: Kaart) -> Self:
        zicht = zicht_of(kaart, Veld.AANSPREEKBAAR, Veld.OVER)
        return cls(aanspreekbaar=kaart.aanspreekbaar, over=kaart.over, zicht=zicht)

    def fouten(self) -> dict[str, str]:
        return _without_empty(
            aanspreekbaar=too_long(self.aanspreekbaar, MAX_AANSPREEKBAAR), over=too_long(self.over, MAX_TEKST)
        )

    def waarden(self) -> Mapping[str, object]:
        return {"aanspreekbaar": self.aanspreekbaar, "over": self.over}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bereikbaar(Deel):
    """How somebody is reached; `rechtstreeks` when also from outside his organisation without the network."""

    email: str
    telefoon: str
    teams: str
    spreekuur: str
    rechtstreeks: bool = False

    @classmethod
    def of(cls, kaart: Kaart) -> Self:
        return cls(
            email=kaart.email,
            telefoon=kaart.telefoon,
            teams=kaart.teams,
            spreekuur=kaart.spreekuur,
            rechtstreeks=kaart.rechtstreeks,
            zicht=zicht_of(kaart, Veld.EMAIL, Veld.TELEFOON, Veld.TEAMS, Veld.SPREEKUUR),
        )

    def fouten(self) -> dict[str, str]:
        email_wrong = "" if _fits(_EMAIL, self.email) else GEEN_EMAIL
        telefoon_wrong = "" if _fits(_TELEFOON, self.telefoon) else GEEN_TELEFOON
        return _without_empty(
            email=too_long(self.email, MAX_EMAIL) or email_wrong,
            telefoon=too_long(self.telefoon, MAX_TELEFOON) or telefoon_wrong,
            teams=too_long(self.teams, MAX_TEAMS),
            spreekuur=too_long(self.spreekuur, MAX_REGEL),
        )

    def waarden(self) -> Mapping[str, object]:
        return {
            "email": self.email,
            "telefoon": self.telefoon,
            "teams": self.teams,
            "spreekuur": self.spreekuur,
            "rechtstreeks": self.rechtstreeks,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Werkdagen(Deel):
    werkdagen: tuple[str, ...]

    @classmethod
    def of(cls, kaart: Kaart) -> Self:
        return cls(werkdagen=tuple(kaart.werkdagen), zicht=zicht_of(kaart, Veld.WERKDAGEN))

    def waarden(self) -> Mapping[str, object]:
        return {"werkdagen": [dag for dag in DAGEN if dag in self.werkdagen]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Afwezig(Deel):
    """When somebody is away, as he typed it, and the gebruiker who stands in for him."""

    van: str
    tot: str
    vervanger_id: int | None = None

    @classmethod
    def of(cls, kaart: Kaart) -> Self:
        van, tot = (dag.isoformat() if dag else "" for dag in (kaart.afwezig_van, kaart.afwezig_tot))
        return cls(van=van, tot=tot, vervanger_id=kaart.vervanger_id, zicht=zicht_of(kaart, Veld.AFWEZIG))

    def fouten(self) -> dict[str, str]:
        return periode_fouten(self.van, self.tot)

    def waarden(self) -> Mapping[str, object]:
        van, tot = read_periode(self.van, self.tot)
        return {"afwezig_van": van, "afwezig_tot": tot, "vervanger_id": self.vervanger_id}


@dataclass(frozen=True, slots=True, kw_only=True)
class Talen(Deel):
    talen: tuple[str, ...]

    @classmethod
    def of(cls, kaart: Kaart) -> Self:
        return cls(talen=tuple(kaart.talen), zicht=zicht_of(kaart, Veld.TALEN))

    def fouten(self) -> dict[str, str]:
        return {"talen": f"Kies hoogstens {MAX_TALEN} talen."} if len(self.talen) > MAX_TALEN else {}

    def waarden(self) -> Mapping[str, object]:
        return {"talen": list(self.talen)}


@dataclass(frozen=True, slots=True, kw_only=True)
class AlleenZicht(Deel):
    """Who sees a part of which the lines are kept one by one."""

    @classmethod
    def of(cls, kaart: Kaart) -> Self:
        return cls(zicht=zicht_of(kaart, Veld.FUNCTIES, Veld.DEELNAMES, Veld.DOCUMENTEN, Veld.FOTO))


def zicht_of(kaart: Kaart, *velden: Veld) -> Zicht:
    return {veld: own_level(kaart, veld) for veld in velden}


def too_long(text: str, maximum: int) -> str:
    return f"Dit is te lang: gebruik hoogstens {maximum} tekens." if len(text) > maximum else ""


def periode_fouten(van: str, tot: str) -> dict[str, str]:
    """Return what is wrong with two sides of a period as they were typed, under their names."""
    begin, eind = read_moment(van), read_moment(tot)
    if begin is None or eind is None:
        return {naam: GEEN_DAG for naam, side in (("van", begin), ("tot", eind)) if side is None}
    return {"tot": VERKEERD_OM} if begin.van and eind.tot and eind.tot < begin.van else {}


def read_periode(van: str, tot: str) -> tuple[date | None, date | None]:
    """Return the first and the last day of a period without `periode_fouten`; a side that is open is None."""
    return (read_moment(van) or ALTIJD).van, (read_moment(tot) or ALTIJD).tot


def _fits(pattern: re.Pattern[str], text: str) -> bool:
    return not text or pattern.fullmatch(text) is not None


def _without_empty(**fouten: str) -> dict[str, str]:
    return {naam: fout for naam, fout in fouten.items() if fout}
