"""A project with its parties, to test with."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import orm as so

from kennis.access import Rol
from kennis.db.organisaties import Gebruiker, Organisatie, OrganisatieSoort
from kenniskaarten.projecten.models import Project, Projectdeelnemer, ProjectStatus


def add_partij(session: so.Session, naam: str, soort: OrganisatieSoort = OrganisatieSoort.GEMEENTE) -> int:
    row = Organisatie(naam=naam, soort=soort)
    session.add(row)
    session.flush()
    return row.id


def add_gebruiker(session: so.Session, naam: str, partij: int | None, rol: Rol = Rol.AMBTENAAR) -> Gebruiker:
    row = Gebruiker(
        naam=naam, email=f"{naam}@voorbeeld.nl", wachtwoord_hash="x", rol=rol, organisatie_id=partij, sessie=naam
    )
    session.add(row)
    session.flush()
    return row


def add_project(session: so.Session, partij: int, *deelnemers: int, **fields: Any) -> Project:
    """Add a running project that the first party keeps, in which the others take part."""
    given = {"naam": "Atlas", "status": ProjectStatus.LOOPT, "thema": "wonen", "van": date(2024, 1, 1), **fields}
    row = Project(organisatie_id=partij, **given)
    row.deelnemers = [Projectdeelnemer(organisatie_id=number) for number in deelnemers]
    session.add(row)
    session.flush()
    return row
