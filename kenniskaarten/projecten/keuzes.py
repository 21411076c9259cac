"""From whom one can choose in the forms of a project."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.access import Lezer, Rol
from kennis.db.organisaties import Gebruiker, Organisatie, OrganisatieSoort
from kenniskaarten.projecten.invoer import Keuzes
from kenniskaarten.projecten.models import Project


def keuzes_beheer(session: so.Session, lezer: Lezer, project: Project | None = None) -> Keuzes:
    """Return who may keep a project and who may pull it: for the regisseur all, for others their own ones."""
    is_regisseur = lezer.rol is Rol.REGISSEUR
    keeper = {lezer.organisatie_id} if project is None else {project.organisatie_id}
    keepers = sa.true() if is_regisseur else Organisatie.id.in_(keeper)
    pullers = sa.true() if is_regisseur else Gebruiker.organisatie_id.in_(lezer.eigen)
    now_pulling = Gebruiker.id == (project.trekker_id if project else None)
    mensen = sa.select(Gebruiker).where(sa.or_(sa.and_(Gebruiker.actief, pullers), now_pulling))
    return {
        "organisatie_id": _named(session.scalars(sa.select(Organisatie).where(keepers))),
        "trekker_id": _named(session.scalars(mensen)),
    }


def keuzes_deelnemer(session: so.Session, lezer: Lezer, project: Project) -> Keuzes:
    """Return who can take part; an outside party only where it does already, or for the regisseur."""
    known = {deelnemer.organisatie_id for deelnemer in project.deelnemers}
    inside = sa.or_(Organisatie.soort != OrganisatieSoort.EXTERN, Organisatie.id.in_(known - {None}))
    query = sa.select(Organisatie).where(sa.true() if lezer.rol is Rol.REGISSEUR else inside)
    return {"organisatie_id": _named(session.scalars(query))}


def _named(rows: Iterable[Organisatie | Gebruiker]) -> dict[str, str]:
    return {str(row.id): row.naam for row in sorted(rows, key=lambda row: (row.naam, row.id))}
