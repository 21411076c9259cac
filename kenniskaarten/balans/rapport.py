"""All that the report of a year tells werkverband and portefeuillehouders, for its page and its PDF."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.access import Lezer, Rol
from kennis.db.organisaties import Organisatie, OrganisatieSoort
from kenniskaarten.balans.afspraakmodels import OpenBijdrage
from kenniskaarten.balans.concentratie import concentratie
from kenniskaarten.balans.hoeveelheden import opsomming, roepnaam, voluit
from kenniskaarten.balans.jaar import Jaarbalans, jaarbalans, read_inwonertallen, read_normen
from kenniskaarten.balans.models import Eenheid
from kenniskaarten.balans.regels import Norm, inwoners_op
from kenniskaarten.balans.saldo import Stand
from kenniskaarten.balans.trend import Trend, trend
from kenniskaarten.balans.zinnen import wie_draagt
from kenniskaarten.projecten.models import Project

NOTHING = Stand(0, 0, 0)
READERS = Lezer(Rol.AMBTENAAR)  # the report is handed on: it names no project that not all of them may see


@dataclass(frozen=True, slots=True)
class Eenheidsrapport:
    """Of one unit the balance of each party that has something to do with it, and in words who carries it."""

    eenheid: Eenheid
    standen: Mapping[str, Stand]
    wie_draagt: str

    @property
    def totaal(self) -> str:
        return voluit(sum(stand.gebracht for stand in self.standen.values()), self.eenheid)


@dataclass(frozen=True, slots=True)
class Projectregel:
    """A project in short; `uren` in words, since part of it may not be known."""

    naam: str
    status: str
    uren: str


@dataclass(frozen=True, slots=True)
class Rapport:
    """The report of a year; `bezig` while it is not over, `onbekend` says what is not known, which is not zero."""

    jaar: int
    bezig: bool
    eenheden: Sequence[Eenheidsrapport]
    verloop: Trend
    norm: Norm | None
    projecten: Sequence[Projectregel]
    onbekend: Sequence[str]

    @property
    def samenvatting(self) -> str:
        """The year in a sentence."""
        if not self.eenheden:
            return f"Over {self.jaar} is nog niets geboekt."
        tot_nu_toe = " tot nu toe" if self.bezig else ""
        wat = opsomming(row.totaal for row in self.eenheden)
        return f"Samen brachten de organisaties in {self.jaar}{tot_nu_toe} {wat}."

    @property
    def jaarkoppen(self) -> list[str]:
        """The years of the course as they head a table; the one that is not over says so."""
        return [
            f"{jaar} tot nu toe" if self.bezig and jaar == self.jaar else str(jaar) for jaar in self.verloop.jaren
        ]


def make_rapport(session: so.Session, jaar: int, vandaag: date) -> Rapport:
    """Gather the report of a year as it is today."""
    balans, norm = jaarbalans(session, jaar), read_normen(session).on(date(jaar, 12, 31))
    eenheden = [_of_eenheid(balans, eenheid, norm) for eenheid in used_eenheden(balans)]
    return Rapport(
        jaar,
        jaar == vandaag.year,
        eenheden,
        trend(session, jaar, [row.eenheid for row in eenheden]),
        norm,
        _projecten(session, jaar),
        list(_unknown(session, balans, norm)),
    )


def used_eenheden(balans: Jaarbalans) -> list[Eenheid]:
    """Return the units in which anybody brought or got anything."""
    return [
        eenheid for eenheid in Eenheid if any(standen[eenheid] != NOTHING for standen in balans.partijen.values())
    ]


def _of_eenheid(balans: Jaarbalans, eenheid: Eenheid, norm: Norm | None) -> Eenheidsrapport:
    all_ = {naam: per_eenheid[eenheid] for naam, per_eenheid in balans.partijen.items()}
    standen = {naam: stand for naam, stand in all_.items() if stand != NOTHING}
    found = concentratie(standen)
    return Eenheidsrapport(eenheid, standen, wie_draagt(eenheid, found, norm) if found else "")


def _projecten(session: so.Session, jaar: int) -> list[Projectregel]:
    """Return the projects that run in a year, or of which the dates are not known."""
    query = (
        sa.select(Project)
        .where(sa.or_(Project.van.is_(None), Project.van <= date(jaar, 12, 31)))
        .where(sa.or_(Project.tot.is_(None), Project.tot >= date(jaar, 1, 1)))
        .where(Project.zichtbaarheid.in_(READERS.everywhere))
        .order_by(Project.naam)
        .options(so.selectinload(Project.deelnemers))
    )
    return [Projectregel(row.naam, row.status, _begroot(row)) for row in session.scalars(query)]


def _begroot(project: Project) -> str:
    known = [row.uren_begroot for row in project.deelnemers if row.uren_begroot is not None]
    if not known:
        return "nog onbekend"
    partly = ", deels nog onbekend" if len(known) < len(project.deelnemers) else ""
    return f"{voluit(sum(known), Eenheid.UREN)}{partly}"


def _unknown(session: so.Session, balans: Jaarbalans, norm: Norm | None) -> Iterator[str]:
    if norm is None:
        yield f"Voor {balans.jaar} is nog geen norm vastgesteld. Niemand heeft een tekort of een overschot."
    else:
        yield from _without_inwoners(session, balans)
    query = sa.select(OpenBijdrage).where(
        OpenBijdrage.jaar == balans.jaar, OpenBijdrage.boeking_id.is_(None), OpenBijdrage.vervallen_op.is_(None)
    )
    for row in session.scalars(query.order_by(OpenBijdrage.id)):
        naam = roepnaam(row.organisatie.naam)
        yield f"{naam} brengt ook nog: {row.omschrijving}. Hoeveel {row.eenheid} dat is, is nog onbekend."


def _without_inwoners(session: so.Session, balans: Jaarbalans) -> Iterator[str]:
    """Say which gemeenten that took part have no share for want of a number of inhabitants."""
    dag = date(balans.jaar, 12, 31)
    known = inwoners_op(read_inwonertallen(session), dag)
    query = sa.select(Organisatie).where(Organisatie.soort == OrganisatieSoort.GEMEENTE).order_by(Organisatie.naam)
    for row in session.scalars(query):
        if row.naam in balans.partijen and row.bestaat_op(dag) and row.id not in known:
            yield f"Van {roepnaam(row.naam)} is het aantal inwoners niet bekend; daarom heeft zij nog geen norm."
