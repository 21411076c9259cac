"""The mail that tells a gemeente that it stays behind, and what it can still do. Pure."""

from __future__ import annotations

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

Tot en met {dag} bracht {organisatie} {gebracht} uur. Haar deel in wat allen samen brachten, is {norm} uur.

Misschien is er meer gedaan dan er staat. Dit kan nu nog:
- Laat de uren invullen van collega's die voor de regio werkten, ook van eerdere kwartalen.
- Deel een document of gegevens waar anderen ook iets aan hebben.
- Beantwoord een vraag die op het netwerk wacht: {adres}/vragen

Alle cijfers, met wat erachter staat:
{adres}/halen-en-brengen/{organisatie_id}?jaar={jaar}

{overleg}Waarom deze mail? Afgesproken is dat een gemeente dit hoort als zij met haar uren meer dan {aandacht}% \
onder haar eigen deel blijft ({orgaan}, {besloten_op}). Dat deel gaat naar rato van inwoners: van een kleine gemeente \
wordt weinig gevraagd. Wij kijken pas als het jaar half voorbij is, een maand na elk kwartaal, en alleen bij een \
deel van ten minste 8 uur. Een tweede bericht hierover komt er dit jaar alleen als het verschil groter wordt.

De afspraken: {adres}/halen-en-brengen/regels
Hulp nodig? Mail naar {contact}
"""
OVERLEG = """Het verschil is meer dan {overleg}%. De regisseur kreeg dit bericht ook. Kijk samen wat kan.

"""


@dataclass(frozen=True, slots=True)
class Achter:
    """That a party stays behind, how far, until which day, and by which threshold."""

    partij: Organisatie
    soort: SeinSoort
    stand: Stand
    dag: date
    drempel: Drempel


def onderwerp(achter: Achter) -> str:
    return f"Halen en brengen in {achter.dag.year}: wat kan {achter.partij.naam} nog doen?"


def tekst(naam: str, achter: Achter, config: Config) -> str:
    """Return the text for one person."""
    drempel = achter.drempel
    return TEKST.format(
        naam=naam,
        organisatie=achter.partij.naam,
        organisatie_id=achter.partij.id,
        dag=_dag(achter.dag),
        jaar=achter.dag.year,
        gebracht=_uren(achter.stand.gebracht),
        norm=_uren(achter.stand.norm),
        overleg=OVERLEG.format(overleg=drempel.overleg) if achter.soort is SeinSoort.OVERLEG else "",
        aandacht=drempel.aandacht,
        orgaan=drempel.besluit.orgaan,
        besloten_op=_dag(drempel.besluit.datum),
        adres=config.adres,
        contact=config.contact,
    )


def _uren(minuten: int) -> str:
    return format_decimal(minuten / PER_STUK[Eenheid.UREN], "#,##0.#", locale="nl")


def _dag(dag: date) -> str:
    return format_date(dag, "d MMMM y", locale="nl")
