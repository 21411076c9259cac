"""Telling a gemeente, once a year, that it stays behind its share; a chore of the worker."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime

import sqlalchemy as sa
import structlog
from sqlalchemy import orm as so

from kennis.access import Rol
from kennis.config import Config
from kennis.db.base import keep_writers_out, now, transaction
from kennis.db.organisaties import Gebruiker, Organisatie
from kennis.installatie import Installatie
from kenniskaarten.balans.afspraakmodels import Sein, SeinSoort
from kenniskaarten.balans.afspraken import read_drempels
from kenniskaarten.balans.drempels import peildag, sein_voor
from kenniskaarten.balans.jaar import standen_over
from kenniskaarten.balans.models import Eenheid
from kenniskaarten.balans.regels import Drempel
from kenniskaarten.balans.seinbericht import Achter, onderwerp, tekst
from kenniskaarten.vraagmodels import Bericht

log = structlog.get_logger()


class EensPerDag:
    """A chore that is done once a day, and again when the worker starts anew."""

    def __init__(self, chore: Callable[[Installatie], None]) -> None:
        self.__name__ = chore.__name__
        self._chore = chore
        self._done: date | None = None

    def __call__(self, found: Installatie) -> None:
        today = now().date()
        if self._done != today:
            self._chore(found)
            self._done = today


def sein_achterstand(found: Installatie) -> None:
    """Tell whoever stays behind by more than the threshold that holds; without one there is nothing to do."""
    given = give_seinen(found, now())
    if given:
        log.info("seinen_given", organisaties=given)


def give_seinen(found: Installatie, moment: datetime) -> int:
    """Write what is to be told and was not yet, with the mails; return to how many organisaties."""
    dag = peildag(moment.date())
    with transaction(found.sessions) as session:
        drempel = dag and read_drempels(session).on(dag)
        if not dag or not drempel:
            return 0
        keep_writers_out(session, Sein)  # two workers never tell the same
        behind = list(_behind(session, dag, drempel, moment.date()))
        for achter in behind:
            session.add(
                Sein(organisatie_id=achter.partij.id, jaar=dag.year, eenheid=Eenheid.UREN, soort=achter.soort)
            )
            if found.config.postserver is not None:  # else no mails pile up; the page tells it too
                session.add_all(_berichten(session, achter, found.config))
        return len(behind)


def last_sein(session: so.Session, partij: int, jaar: int) -> Sein | None:
    """Return what an organisatie was told last about the hours of a year."""
    query = _seinen(jaar).where(Sein.organisatie_id == partij)
    return session.scalars(query.order_by(Sein.gegeven_op.desc(), Sein.id.desc())).first()


def _behind(session: so.Session, dag: date, drempel: Drempel, vandaag: date) -> Iterator[Achter]:
    """Yield each organisatie that still exists and stays behind, as far as it was not told."""
    standen = standen_over(session, date(dag.year, 1, 1), dag, [Eenheid.UREN])[Eenheid.UREN]
    told = {(sein.organisatie_id, sein.soort) for sein in session.scalars(_seinen(dag.year))}
    for partij in session.scalars(sa.select(Organisatie).order_by(Organisatie.id)):
        stand = standen.get(partij.id)
        soort = stand and sein_voor(stand, drempel)
        if not stand or not soort or not partij.bestaat_op(vandaag):
            continue
        if not told & {(partij.id, soort), (partij.id, SeinSoort.OVERLEG)}:
            yield Achter(partij, soort, stand, dag, drempel)


def _seinen(jaar: int) -> sa.Select[Sein]:
    return sa.select(Sein).where(Sein.jaar == jaar, Sein.eenheid == Eenheid.UREN)


def _berichten(session: so.Session, achter: Achter, config: Config) -> Iterator[Bericht]:
    for gebruiker in session.scalars(_receivers(achter)):
        yield Bericht(
            gebruiker_id=gebruiker.id, onderwerp=onderwerp(achter), tekst=tekst(gebruiker.naam, achter, config)
        )


def _receivers(achter: Achter) -> sa.Select[Gebruiker]:
    """Select the beheerders of a gemeente, and the regisseurs when there is something to talk about."""
    wanted = sa.and_(Gebruiker.rol == Rol.BEHEERDER, Gebruiker.organisatie_id == achter.partij.id)
    if achter.soort is SeinSoort.OVERLEG:
        wanted = sa.or_(wanted, Gebruiker.rol == Rol.REGISSEUR)
    return sa.select(Gebruiker).where(Gebruiker.actief, wanted).order_by(Gebruiker.id)
