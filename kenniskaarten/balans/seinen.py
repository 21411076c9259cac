"""Telling a gemeente, once a year, that it stays behind its share; a chore of the worker."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime

import sqlalchemy as sa
import structlog
from sqlalchemy import orm as so

from kennis.access import Rol
from kennis.db.base import keep_writers_out, now, transaction
from kennis.db.organisaties import Gebruiker, Organisatie
from kennis.installatie import Installatie
from kenniskaarten.balans.afspraakmodels import Sein, SeinSoort
from kenniskaarten.balans.afspraken import read_drempels
from kenniskaarten.balans.drempels import peildag, sein_voor
from kenniskaarten.balans.jaar import standen_over
from kenniskaarten.balans.regels import Drempel
from kenniskaarten.balans.seinbericht import Aanleiding, Achter, onderwerp, tekst
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
        behind = dict(_behind(session, dag, drempel, moment.date()))
        for partij, achter in behind.items():
            session.add_all(
                Sein(organisatie_id=partij.id, jaar=dag.year, eenheid=one.eenheid, soort=one.soort)
                for one in achter
            )
            if found.config.postserver is not None:  # else no mails pile up; the page tells it too
                session.add_all(_berichten(session, partij, achter, Aanleiding(dag, drempel, found.config)))
        return len(behind)


def seinen_of(session: so.Session, partij: int, jaar: int) -> Sequence[Sein]:
    """Return what an organisatie was told about a year, the last one first."""
    query = sa.select(Sein).where(Sein.organisatie_id == partij, Sein.jaar == jaar)
    return session.scalars(query.order_by(Sein.gegeven_op.desc(), Sein.id)).all()


def _behind(
    session: so.Session, dag: date, drempel: Drempel, vandaag: date
) -> Iterator[tuple[Organisatie, list[Achter]]]:
    """Yield each organisatie that still exists with that in which it stays behind, as far as it was not told."""
    standen = standen_over(session, date(dag.year, 1, 1), dag)
    told = {
        (sein.organisatie_id, sein.eenheid, sein.soort)
        for sein in session.scalars(sa.select(Sein).where(Sein.jaar == dag.year))
    }
    for partij in session.scalars(sa.select(Organisatie).order_by(Organisatie.id)):
        achter = [
            Achter(eenheid, soort, found[partij.id])
            for eenheid, found in standen.items()
            if partij.id in found
            if (soort := sein_voor(found[partij.id], eenheid, drempel))
            if not told & {(partij.id, eenheid, soort), (partij.id, eenheid, SeinSoort.OVERLEG)}
        ]
        if achter and partij.bestaat_op(vandaag):
            yield partij, achter


def _berichten(
    session: so.Session, partij: Organisatie, achter: Sequence[Achter], aanleiding: Aanleiding
) -> Iterator[Bericht]:
    for gebruiker in session.scalars(_receivers(partij, achter)):
        yield Bericht(
            gebruiker_id=gebruiker.id,
            onderwerp=onderwerp(partij, aanleiding.dag.year),
            tekst=tekst(gebruiker.naam, partij, achter, aanleiding),
        )


def _receivers(partij: Organisatie, achter: Sequence[Achter]) -> sa.Select[Gebruiker]:
    """Select the beheerders of a gemeente, and the regisseurs when there is something to talk about."""
    wanted = sa.and_(Gebruiker.rol == Rol.BEHEERDER, Gebruiker.organisatie_id == partij.id)
    if any(one.soort is SeinSoort.OVERLEG for one in achter):
        wanted = sa.or_(wanted, Gebruiker.rol == Rol.REGISSEUR)
    return sa.select(Gebruiker).where(Gebruiker.actief, wanted).order_by(Gebruiker.id)
