"""Booking what somebody enters as brought: once, and not twice without his saying so. Never commits."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.db.base import keep_writers_out, now
from kennis.db.organisaties import Organisatie
from kennis.errors import BoekingError
from kenniskaarten.balans.bijdrageregels import Bekend, Bijdrage
from kenniskaarten.balans.boeken import boek, find_boeking
from kenniskaarten.balans.jaar import read_inwonertallen, read_opvolgingen
from kenniskaarten.balans.models import Boeking, BoekingSoort, Eenheid, Regel


class AlGeboektError(BoekingError):
    """The same was booked before, perhaps by somebody else; whoever says that it is another one may book it."""

    def __init__(self, boeking: Boeking) -> None:
        super().__init__(f"Dit lijkt al geboekt, op {boeking.geboekt_op:%d-%m-%Y}: {boeking.omschrijving}.")
        self.boeking_id = boeking.id


def read_bekend(session: so.Session) -> Bekend:
    organisaties = session.scalars(sa.select(Organisatie).order_by(Organisatie.naam))
    return Bekend(organisaties, read_inwonertallen(session), now().date(), read_opvolgingen(session))


def boek_bijdrage(
    session: so.Session, bijdrage: Bijdrage, kenmerk: str, door_id: int | None, *, toch: bool = False
) -> Boeking:
    """Book a bijdrage; the same kenmerk again is the same boeking.

    Raises AlGeboektError when one just like it is in the book under another kenmerk, unless `toch`. Of two people
    who book it at once the second gets that too, for nobody else writes between looking and booking.
    """
    keep_writers_out(session, Boeking)
    bron = f"bijdrage:{kenmerk}"
    known = find_boeking(session, bijdrage.soort, bron)
    gelijke = None if known or toch else find_gelijke(session, bijdrage)
    if gelijke is not None:
        raise AlGeboektError(gelijke)
    return boek(session, bijdrage.gebeurtenis(bron), door_id)


def find_gelijke(session: so.Session, bijdrage: Bijdrage) -> Boeking | None:
    """Return a boeking that stands and says the same: who brought what, how much, on which day."""
    storno = so.aliased(Boeking)
    query = (
        sa.select(Boeking)
        .join(Regel, Regel.boeking_id == Boeking.id)
        .where(Boeking.soort == bijdrage.soort, Boeking.omschrijving == bijdrage.omschrijving)
        .where(Regel.partij_id == bijdrage.brengt, Regel.datum == bijdrage.datum)
        .where(Regel.eenheid == bijdrage.eenheid, Regel.hoeveelheid == bijdrage.hoeveelheid)
        .where(~sa.exists().where(storno.storno_van_id == Boeking.id))
        .order_by(Boeking.geboekt_op)
        .limit(1)
    )
    return session.scalar(query)


def overhead_voor(session: so.Session, partij: int, jaar: int) -> dict[Eenheid, int]:
    """Return a party's part of what the regio spent on the network in a year; it is outside every balance."""
    query = (
        sa.select(Regel.eenheid, -sa.func.sum(Regel.hoeveelheid))
        .where(Regel.partij_id == partij, Regel.telt_als == BoekingSoort.OVERHEAD, ~Regel.brengt)
        .where(Regel.datum.between(date(jaar, 1, 1), date(jaar, 12, 31)))
        .group_by(Regel.eenheid)
    )
    return {eenheid: int(total) for eenheid, total in session.execute(query) if total}
