"""What goes along when an organisatie goes on in another one: by name, and as what must be indexed again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy import orm as so

from indexer.versies import BRON
from kennis.access import Lezer, Rol
from kennis.db.documenten import Versie, visible_titels
from kennis.db.organisaties import Gebruiker, Organisatie
from kenniskaarten.balans.jaar import read_inwonertallen, read_opvolgingen
from kenniskaarten.balans.models import Eenheid
from kenniskaarten.balans.opgebouwd import opgebouwd
from kenniskaarten.balans.regels import inwoners_op
from kenniskaarten.models import Kaart
from kenniskaarten.projecten.models import Project
from kenniskaarten.vraagmodels import Vraag


@dataclass(frozen=True, slots=True)
class Plan:
    """What would move, or moved: names by kind, the opgebouwd saldo by unit, and how many people live there."""

    van: str
    naar: str
    per: date
    namen: Mapping[str, tuple[str, ...]]
    saldo: Mapping[Eenheid, int]
    inwoners: int | None


def make_plan(session: so.Session, van: Organisatie, naar: Organisatie, per: date) -> Plan:
    """Return what goes along when `van` goes on in `naar`; changes nothing."""
    eve, ids = per - timedelta(days=1), ids_of(van, per)
    documenten = session.scalars(sa.select(Versie.document_id).where(Versie.organisatie_id.in_(ids)).distinct())
    titels = visible_titels(session, Lezer(Rol.REGISSEUR), documenten.all())
    names: Mapping[str, Iterable[str]] = {
        "mensen": session.scalars(sa.select(Gebruiker.naam).where(Gebruiker.organisatie_id == van.id)),
        "kaarten": session.scalars(
            sa.select(Gebruiker.naam)
            .join(Kaart, Kaart.gebruiker_id == Gebruiker.id)
            .where(Gebruiker.organisatie_id == van.id)
        ),
        "documenten": (titel.titel for titel in titels),
        "vragen": session.scalars(sa.select(Vraag.titel).where(Vraag.organisatie_id.in_(ids))),
        "projecten": session.scalars(sa.select(Project.naam).where(Project.organisatie_id.in_(ids))),
    }
    return Plan(
        van.naam,
        naar.naam,
        per,
        {kind: tuple(sorted(found, key=str.casefold)) for kind, found in names.items()},
        saldo_of(session, van, eve),
        inwoners_op(read_inwonertallen(session), eve, read_opvolgingen(session)).get(van.id),
    )


def saldo_of(session: so.Session, organisatie: Organisatie, tot: date) -> dict[Eenheid, int]:
    """Return the opgebouwd saldo of an organisatie up to and including a day, in the units where it has one."""
    found = {eenheid: saldi.get(organisatie.id, 0) for eenheid, saldi in opgebouwd(session, tot).items()}
    return {eenheid: saldo for eenheid, saldo in found.items() if saldo}


def bronnen_of(session: so.Session, van: Organisatie, per: date, mensen: Iterable[int]) -> list[str]:
    """Return what is found by other names when an organisatie went on in another one, or did not after all."""
    ids = ids_of(van, per)
    numbers = {
        BRON: sa.select(Versie.id).where(Versie.organisatie_id.in_(ids)),
        "vraag": sa.select(Vraag.id).where(Vraag.organisatie_id.in_(ids)),
        "project": sa.select(Project.id).where(Project.organisatie_id.in_(ids)),
        "kaart": sa.select(Kaart.id).where(Kaart.gebruiker_id.in_(mensen)),
    }
    return [f"{bron}:{number}" for bron, query in numbers.items() for number in session.scalars(query)]


def ids_of(van: Organisatie, dag: date) -> list[int]:
    """Return an organisatie and those that went on in it by a day."""
    return [van.id, *(row.id for row in van.voorgangers_op(dag))]
