"""The mail that tells a gemeente that it stays behind, and what it can still do. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date
from babel.numbers import format_decimal

from kennis.config import Config
from kennis.db.organisaties import Organisatie
from kenniskaarten.balans.afspraakmodels import SeinSoort
from kenniskaarten.balans.models import PER_STUK, Eenheid
from kenniskaarten.balans.regels import Drempel
from kenniskaarten.balans.saldo import Stand

TEKST = """Beste {naam},

Tot en met {dag} bracht {organisatie} minder dan haar deel in wat allen samen brachten:

{regels}

Misschien is er meer gedaan dan er staat. Dit kan nu nog:
- Laat de uren invullen van collega's die voor de regio werkten, ook van eerdere kwartalen.
- Deel een document of gegevens waar anderen ook iets aan hebben.
- Beantwoord een vraag die op het netwerk wacht: {adres}/vragen

Alle cijfers, met wat erachter staat:
{adres}/halen-en-brengen/{organisatie_id}?jaar={jaar}

{overleg}Waarom deze mail? Afgesproken is dat een gemeente dit hoort als zij meer dan {aandacht}% onder haar \
eigen deel blijft ({orgaan}, {besloten_op}). Dat deel gaat naar rato van inwoners: van een kleine gemeente wordt \
weinig gevraagd. Wij kijken pas als het jaar half voorbij is, een maand na elk kwartaal, en alleen waar het deel \
groot genoeg is om er iets over te zeggen. Een tweede bericht hierover komt er dit jaar alleen als het verschil \
groter wordt.

De afspraken: {adres}/halen-en-brengen/regels
Hulp nodig? Mail naar {contact}
"""
OVERLEG = """Het verschil is meer dan {overleg}%. De regisseur kreeg dit bericht ook. Kijk samen wat kan.

"""


@dataclass(frozen=True, slots=True)
class Achter:
    """In which unit a party stays behind, and how far."""

    eenheid: Eenheid
    soort: SeinSoort
    stand: Stand


@dataclass(frozen=True, slots=True)
class Aanleiding:
    """Until which day one looked, by which threshold, and on which site."""

    dag: date
    drempel: Drempel
    config: Config


def onderwerp(partij: Organisatie, jaar: int) -> str:
    return f"Halen en brengen in {jaar}: wat kan {partij.naam} nog doen?"


def tekst(naam: str, partij: Organisatie, achter: Sequence[Achter], aanleiding: Aanleiding) -> str:
    """Return the text for one person."""
    drempel, config = aanleiding.drempel, aanleiding.config
    to_talk = any(one.soort is SeinSoort.OVERLEG for one in achter)
    return TEKST.format(
        naam=naam,
        organisatie=partij.naam,
        organisatie_id=partij.id,
        dag=_dag(aanleiding.dag),
        jaar=aanleiding.dag.year,
        regels="\n".join(map(_regel, achter)),
        overleg=OVERLEG.format(overleg=drempel.overleg) if to_talk else "",
        aandacht=drempel.aandacht,
        orgaan=drempel.besluit.orgaan,
        besloten_op=_dag(drempel.besluit.datum),
        adres=config.adres,
        contact=config.contact,
    )


def _regel(achter: Achter) -> str:
    gebracht, norm = (
        format_decimal(value / PER_STUK[achter.eenheid], "#,##0.#", locale="nl")
        for value in (achter.stand.gebracht, achter.stand.norm)
    )
    return f"- {achter.eenheid.capitalize()}: {gebracht} gebracht, het deel is {norm}."


def _dag(dag: date) -> str:
    return format_date(dag, "d MMMM y", locale="nl")
