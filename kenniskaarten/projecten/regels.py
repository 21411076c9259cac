"""The forms of a project: the parts of its projectblad, and the lines of its lists. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kennis.access import Zichtbaarheid
from kenniskaarten.balans.uren import THEMAS
from kenniskaarten.projecten.invoer import (
    EURO,
    KEUZE,
    MAAND,
    MENSEN,
    REGEL,
    RIJ,
    TEKST,
    TOT,
    UREN,
    VAN,
    Formulier,
    Invoerveld,
    Waarden,
)
from kenniskaarten.projecten.models import (
    Projectdeelnemer,
    Projectfase,
    ProjectRol,
    ProjectStatus,
    Voortgang,
)

ZICHT: Mapping[str, str] = {
    Zichtbaarheid.OPENBAAR: "iedereen",
    Zichtbaarheid.PROFESSIONAL: "professionals en ambtenaren",
    Zichtbaarheid.AMBTENAAR: "ambtenaren van alle organisaties",
    Zichtbaarheid.ORGANISATIE: "alleen de organisatie die het beheert",
    Zichtbaarheid.BEHEER: "alleen de beheerder van die organisatie",
}
STATUSSEN: Mapping[str, str] = {status: status.capitalize() for status in ProjectStatus}
ROLLEN: Mapping[str, str] = {ProjectRol.PROJECTLEIDING: "Projectleiding", ProjectRol.DEELNEMER: "Deelnemer"}

_NAAM = Invoerveld("naam", "Naam", REGEL, verplicht=True)
_BEHEERT = Invoerveld(
    "organisatie_id", "Organisatie", RIJ, "Haar beheerder kan het project wijzigen.", verplicht=True
)
_THEMA = Invoerveld(
    "thema",
    "Thema",
    KEUZE,
    "De uren van het project tellen mee bij dit thema.",
    verplicht=True,
    keuzes={thema: thema.capitalize() for thema in THEMAS},
)
_ZICHT = Invoerveld("zichtbaarheid", "Wie ziet dit project?", KEUZE, verplicht=True, keuzes=ZICHT)
_WAT = Invoerveld("wat", "Wat", TEKST, "Waar gaat het project over?")


def _in_order(eerste: str, laatste: str) -> dict[str, str]:
    return {laatste: f"Dit ligt voor ‘{eerste}’. Draai ze om, of verbeter er een."}


def _periode(waarden: Waarden) -> dict[str, str]:
    van, tot = waarden["van"], waarden["tot"]
    return _in_order("Begint op", "tot") if van and tot and tot < van else {}


def _maanden(waarden: Waarden) -> dict[str, str]:
    backwards = waarden["laatste_maand"] < waarden["eerste_maand"]
    return _in_order("Eerste maand", "laatste_maand") if backwards else {}


def _somebody(waarden: Waarden) -> dict[str, str]:
    if waarden["organisatie_id"] or waarden["omschrijving"]:
        return {}
    return {"organisatie_id": "Kies een organisatie, of omschrijf hieronder wie er meedoet."}


NIEUW = Formulier("Nieuw project", (_NAAM, _BEHEERT, _THEMA, _ZICHT, _WAT))
DELEN: Mapping[str, Formulier] = {
    "kop": Formulier(
        "Naam, status en looptijd",
        (
            _NAAM,
            Invoerveld("status", "Status", KEUZE, verplicht=True, keuzes=STATUSSEN),
            _THEMA,
            _BEHEERT,
            _ZICHT,
            Invoerveld("van", "Begint op", VAN, "Een jaar, of een dag zoals 1-3-2026."),
            Invoerveld("tot", "Eindigt op", TOT, "De laatste dag. Weet u die nog niet? Laat dit leeg."),
        ),
        _periode,
    ),
    "inhoud": Formulier(
        "Wat, kader, doelen en hoe",
        (
            _WAT,
            Invoerveld("kader", "Kader", TEKST, "Binnen welke afspraken en grenzen?"),
            Invoerveld("doelen", "Concrete doelen", TEKST, "Wat is er aan het eind klaar?"),
            Invoerveld("hoe", "Hoe", TEKST, "Hoe wordt het aangepakt?"),
        ),
    ),
    "wie": Formulier(
        "Wie",
        (
            Invoerveld("trekker", "Trekker", REGEL, "Zoals het op het projectblad komt te staan."),
            Invoerveld(
                "trekker_id", "Account van de trekker", RIJ, "De trekker kan het project altijd zien en wijzigen."
            ),
            Invoerveld("projectgroep", "Projectgroep", TEKST, "Wie doen er mee? Organisaties noemt u apart."),
        ),
    ),
    "verantwoording": Formulier(
        "Verantwoording",
        (
            Invoerveld("projectleider", "Projectleider", REGEL),
            Invoerveld("ambtelijk", "Ambtelijk", REGEL, "Bijvoorbeeld het werkverband."),
            Invoerveld("bestuurlijk", "Bestuurlijk", REGEL, "Bijvoorbeeld het PHO."),
        ),
    ),
    "middelen": Formulier(
        "Mensen en middelen",
        (
            Invoerveld(
                "uren_opgave",
                "Uren in totaal",
                UREN,
                "Zoals het projectblad ze noemt. Nog onbekend? Laat dit leeg: dat is iets anders dan 0.",
            ),
            Invoerveld("geld_begroot", "Geld in euro’s", EURO, "Nog onbekend? Laat dit leeg."),
            Invoerveld("geld", "Toelichting bij het geld", TEKST),
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class Lijst:
    """A list of a project: its rows, the form of one, and by which fields two are the same."""

    formulier: Formulier
    soort: type[Projectdeelnemer | Projectfase | Voortgang]
    attribuut: str
    gelijk: tuple[str, ...]
    dubbel: str


LIJSTEN: Mapping[str, Lijst] = {
    "deelnemers": Lijst(
        Formulier(
            "Deelnemer",
            (
                Invoerveld("organisatie_id", "Organisatie", RIJ),
                Invoerveld("omschrijving", "Of in woorden", REGEL, "Als nog niet vaststaat welke organisatie."),
                Invoerveld("rol", "Rol", KEUZE, verplicht=True, keuzes=ROLLEN),
                Invoerveld("aantal", "Aantal mensen", MENSEN, "Nog onbekend? Laat dit leeg."),
                Invoerveld(
                    "uren_begroot",
                    "Uren begroot",
                    UREN,
                    "Van deze mensen samen. Nog onbekend? Laat dit leeg: dat is iets anders dan 0.",
                ),
            ),
            _somebody,
        ),
        Projectdeelnemer,
        "deelnemers",
        ("organisatie_id", "omschrijving", "rol"),
        "Deze deelnemer staat er al in deze rol.",
    ),
    "fasen": Lijst(
        Formulier(
            "Fase",
            (
                Invoerveld("naam", "Wat gebeurt er?", REGEL, verplicht=True),
                Invoerveld("eerste_maand", "Eerste maand", MAAND, "Bijvoorbeeld 3-2026.", verplicht=True),
                Invoerveld("laatste_maand", "Laatste maand", MAAND, "Deze maand telt mee.", verplicht=True),
            ),
            _maanden,
        ),
        Projectfase,
        "fasen",
        ("naam", "eerste_maand", "laatste_maand"),
        "Deze fase staat er al.",
    ),
    "voortgang": Lijst(
        Formulier(
            "Voortgang",
            (
                Invoerveld("datum", "Datum", VAN, "Een dag zoals 1-3-2026.", verplicht=True),
                Invoerveld("tekst", "Hoe gaat het?", TEKST, verplicht=True),
            ),
        ),
        Voortgang,
        "voortgangen",
        ("datum", "tekst"),
        "Dit bericht staat er al.",
    ),
}
