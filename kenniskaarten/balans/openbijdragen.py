"""What comes and is not known yet: 'nog onbekend' until it is booked or does not come. Never commits."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.db.base import keep_writers_out, now
from kennis.errors import BijdrageError, BoekingError, NotFoundError
from kenniskaarten.balans.afspraakmodels import OpenBijdrage
from kenniskaarten.balans.bijdrageregels import EENHEDEN, Getypt, attempt, read_omschrijving, read_thema
from kenniskaarten.balans.models import Boeking, BoekingSoort

SOORTEN = (BoekingSoort.GEGEVENS, BoekingSoort.GELD, BoekingSoort.TAAK)


def meld(session: so.Session, getypt: Getypt, jaar: str, door_id: int | None) -> OpenBijdrage:
    """Note that a party brings something of which one does not know how much; the same twice is noted once.

    Raises BijdrageError with what is wrong, by field.
    """
    fouten: dict[str, str] = {}
    omschrijving = attempt(fouten, "omschrijving", lambda: read_omschrijving(getypt.omschrijving), "")
    thema = attempt(fouten, "thema", lambda: read_thema(getypt.thema), "")
    year = attempt(fouten, "jaar", lambda: _read_jaar(jaar), 0)
    if fouten:
        raise BijdrageError(fouten)
    keep_writers_out(session, OpenBijdrage)
    same = (
        OpenBijdrage.soort == getypt.soort,
        OpenBijdrage.jaar == year,
        OpenBijdrage.omschrijving == omschrijving,
    )
    known = session.scalars(_open().where(OpenBijdrage.organisatie_id == getypt.brengt, *same)).first()
    if known is not None:
        return known
    row = OpenBijdrage(
        organisatie_id=getypt.brengt,
        soort=getypt.soort,
        eenheid=EENHEDEN[getypt.soort][0],
        jaar=year,
        omschrijving=omschrijving,
        thema=thema,
        gemeld_door_id=door_id,
    )
    session.add(row)
    session.flush()
    return row


def open_bijdragen(session: so.Session, jaar: int, organisatie_id: int | None = None) -> Sequence[OpenBijdrage]:
    """Return what is not known yet of a year, of one party or of all."""
    query = _open().where(OpenBijdrage.jaar == jaar)
    if organisatie_id is not None:
        query = query.where(OpenBijdrage.organisatie_id == organisatie_id)
    return sorted(session.scalars(query), key=lambda row: (row.organisatie.naam, row.id))


def find_open(session: so.Session, openbijdrage_id: int, organisatie_id: int) -> OpenBijdrage:
    """Return one that is still open, as it stands now; raises NotFoundError."""
    query = _open().where(OpenBijdrage.id == openbijdrage_id, OpenBijdrage.organisatie_id == organisatie_id)
    found = session.scalar(query.execution_options(populate_existing=True))
    if found is None:
        raise NotFoundError
    return found


def vul_in(session: so.Session, openbijdrage_id: int, boeking: Boeking, organisatie_id: int) -> None:
    """Let a boeking tell how much it was; raises BoekingError when another one does, or when it does not come."""
    row = session.get(OpenBijdrage, openbijdrage_id, populate_existing=True)
    if row is not None and row.boeking_id == boeking.id:
        return  # the form was sent twice
    try:
        find_open(session, openbijdrage_id, organisatie_id).boeking_id = boeking.id
    except NotFoundError as error:
        raise BoekingError("Deze bijdrage is intussen al ingevuld of vervallen.") from error


def vervalt(session: so.Session, openbijdrage_id: int, organisatie_id: int) -> None:
    """Let it be known that it does not come."""
    keep_writers_out(session, OpenBijdrage)
    find_open(session, openbijdrage_id, organisatie_id).vervallen_op = now()


def _open() -> sa.Select[OpenBijdrage]:
    """Select what is not known: neither booked nor fallen away, or booked and taken back."""
    storno = so.aliased(Boeking)
    taken_back = sa.exists().where(storno.storno_van_id == OpenBijdrage.boeking_id)
    return sa.select(OpenBijdrage).where(
        OpenBijdrage.vervallen_op.is_(None), sa.or_(OpenBijdrage.boeking_id.is_(None), taken_back)
    )


def _read_jaar(typed: str) -> int:
    last = now().year + 1
    if not (typed.isascii() and typed.isdecimal() and len(typed) == 4 and 2000 <= int(typed) <= last):
        raise BoekingError(f"Vul een jaar in van 2000 tot en met {last}.")
    return int(typed)
