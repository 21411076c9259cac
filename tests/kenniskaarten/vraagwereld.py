"""A few people with cards in two gemeenten, to put questions to."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import orm as so

from kennis.access import Rol, Zichtbaarheid
from kennis.db.base import transaction
from kennis.db.organisaties import Gebruiker, Organisatie, OrganisatieSoort
from kennis.installatie import Installatie
from kenniskaarten.models import Deelname, Kaart, Veld

HUIZEN, LAREN = "Gemeente Huizen", "Gemeente Laren"
WERKGROEP = "Werkgroep valpreventie"
VANDAAG = date.today()  # noqa: DTZ011 (the day as people have it)


@dataclass(slots=True)
class Vraagwereld:
    """Ids of people and cards by first name: anna and bram of Huizen, carla and dirk of Laren, rik the regisseur.

    Carla may be asked directly from outside, dirk not; nobody outside Laren sees the card of gesloten gerda.
    """

    installatie: Installatie
    mensen: dict[str, int] = field(default_factory=dict)
    kaarten: dict[str, int] = field(default_factory=dict)

    def gebruiker(self, session: so.Session, naam: str) -> Gebruiker:
        return session.get_one(Gebruiker, self.mensen[naam])


def make_vraagwereld(installatie: Installatie) -> Vraagwereld:
    wereld = Vraagwereld(installatie)
    with transaction(installatie.sessions) as session:
        huizen, laren = (Organisatie(naam=naam, soort=OrganisatieSoort.GEMEENTE) for naam in (HUIZEN, LAREN))
        session.add_all([huizen, laren])
        for naam, rol, organisatie, values in (
            ("anna", Rol.AMBTENAAR, huizen, {}),
            ("bram", Rol.AMBTENAAR, huizen, {}),
            ("carla", Rol.AMBTENAAR, laren, {"rechtstreeks": True}),
            ("dirk", Rol.AMBTENAAR, laren, {}),
            ("gerda", Rol.AMBTENAAR, laren, {"zichtbaarheid": Zichtbaarheid.ORGANISATIE}),
            ("peter", Rol.PROFESSIONAL, None, {}),
            ("rik", Rol.REGISSEUR, None, {}),
        ):
            _add(wereld, session, naam, _gebruiker(naam, rol, organisatie), values)
    return wereld


def _add(
    wereld: Vraagwereld, session: so.Session, naam: str, gebruiker: Gebruiker, values: dict[str, Any]
) -> None:
    defaults: dict[str, Any] = {
        "zichtbaarheid": Zichtbaarheid.PROFESSIONAL,
        "velden": {Veld.DEELNAMES: "ambtenaar"},
    }
    kaart = Kaart(gebruiker=gebruiker, **{**defaults, **values})
    kaart.deelnames = [Deelname(naam=WERKGROEP)] if naam in {"bram", "carla", "dirk", "gerda"} else []
    session.add(kaart)
    session.flush()
    wereld.mensen[naam], wereld.kaarten[naam] = gebruiker.id, kaart.id


def _gebruiker(naam: str, rol: Rol, organisatie: Organisatie | None) -> Gebruiker:
    return Gebruiker(
        naam=f"{naam.capitalize()} de Vries",
        email=f"{naam}@voorbeeld.nl",
        wachtwoord_hash="-",
        rol=rol,
        organisatie=organisatie,
        sessie=naam,
    )
