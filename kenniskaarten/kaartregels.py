"""Adding, changing and removing lines of a card: functies, deskundigheden, deelnames, documents. Never commits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.access import Lezer
from kennis.db.documenten import visible_titels
from kennis.db.organisaties import Organisatie, OrganisatieSoort
from kennis.errors import KaartError, NotFoundError
from kennis.search.lexicon import fold
from kenniskaarten.formulieren import read_periode
from kenniskaarten.kaart import keep
from kenniskaarten.models import (
    Betrokkenheid,
    BetrokkenRol,
    Deelname,
    Deskundigheid,
    Functie,
    Kaart,
    KaartDeskundigheid,
)
from kenniskaarten.regelinvoer import DeelnameInvoer, DeskundigheidInvoer, FunctieInvoer

MAX_REGELS = 40  # lines of one kind on a card
NIET_IN_LIJST = "Kies een onderwerp uit de lijst."


Row = TypeVar("Row", Functie, KaartDeskundigheid, Deelname, Betrokkenheid)


def put_functie(session: so.Session, kaart: Kaart, invoer: FunctieInvoer, regel_id: int | None = None) -> None:
    """Add a functie, or change this one; raises KaartError, and changes nothing then."""
    functie = _regel(kaart.functies, regel_id) if regel_id else None
    fouten = invoer.fouten() | _full(kaart.functies, functie, "naam")
    known = {organisatie.id for organisatie in choosable_organisaties(session, kaart)}
    if invoer.organisatie_id not in {None, *known}:
        fouten["organisatie_id"] = "Kies een organisatie uit de lijst."
    _check(fouten)
    if functie is None:
        functie = Functie()
        kaart.functies.append(functie)
    functie.naam, functie.organisatie_id = invoer.naam, invoer.organisatie_id
    functie.van, functie.tot = read_periode(invoer.van, invoer.tot)
    keep(session, kaart)


def put_deelname(session: so.Session, kaart: Kaart, invoer: DeelnameInvoer, regel_id: int | None = None) -> None:
    """Add a deelname, or change this one; raises KaartError, and changes nothing then."""
    deelname = _regel(kaart.deelnames, regel_id) if regel_id else None
    fouten = invoer.fouten() | _full(kaart.deelnames, deelname, "naam")
    kept = deelname and deelname.deskundigheid_id
    if invoer.deskundigheid_id not in {None, kept, *_live_ids(session)}:
        fouten["deskundigheid_id"] = NIET_IN_LIJST
    _check(fouten)
    if deelname is None:
        deelname = Deelname()
        kaart.deelnames.append(deelname)
    deelname.naam, deelname.rol, deelname.deskundigheid_id = invoer.naam, invoer.rol, invoer.deskundigheid_id
    deelname.van, deelname.tot = read_periode(invoer.van, invoer.tot)
    keep(session, kaart)


def add_deskundigheid(session: so.Session, kaart: Kaart, invoer: DeskundigheidInvoer) -> None:
    """Put a subject on the card; free words that the list has are that entry of the list.

    Raises KaartError, and changes nothing then.
    """
    fouten = invoer.fouten() | _full(kaart.deskundigheden, None, "deskundigheid_id")
    _check(fouten)
    entry = _entry(session, invoer)
    naam = entry.naam if entry else invoer.vrij
    if fold(naam) in {fold(row.naam) for row in kaart.deskundigheden}:
        raise KaartError({"vrij" if invoer.vrij else "deskundigheid_id": f"‘{naam}’ staat al op uw kaart."})
    row = KaartDeskundigheid(deskundigheid=entry, vrij="" if entry else invoer.vrij)
    _describe(row, invoer)
    kaart.deskundigheden.append(row)
    keep(session, kaart)


def change_deskundigheid(session: so.Session, kaart: Kaart, invoer: DeskundigheidInvoer, regel_id: int) -> None:
    """Change how well somebody knows a subject, whether he wants to be asked about it, and who sees that."""
    _describe(_regel(kaart.deskundigheden, regel_id), invoer)
    keep(session, kaart)


def add_betrokkenheid(
    session: so.Session, kaart: Kaart, lezer: Lezer, document_id: int, rol: BetrokkenRol
) -> None:
    """Say that its person wrote a document or can be asked about it; for what he may not see, NotFoundError."""
    if not visible_titels(session, lezer, [document_id]):
        raise NotFoundError
    if any((row.document_id, row.rol) == (document_id, rol) for row in kaart.betrokkenheden):
        return
    _check(_full(kaart.betrokkenheden, None, "document"))
    kaart.betrokkenheden.append(Betrokkenheid(document_id=document_id, rol=rol))
    keep(session, kaart)


def remove(session: so.Session, kaart: Kaart, rows: list[Row], regel_id: int) -> None:
    """Take a line off the card; raises NotFoundError when it is not among these rows."""
    rows.remove(_regel(rows, regel_id))
    keep(session, kaart)


def live_deskundigheden(session: so.Session) -> Sequence[Deskundigheid]:
    """Return the entries of the list that one may choose now, by name."""
    query = sa.select(Deskundigheid).where(
        Deskundigheid.vastgesteld_op.is_not(None), Deskundigheid.ingetrokken_op.is_(None)
    )
    return session.scalars(query.order_by(Deskundigheid.naam)).all()


def choosable_organisaties(session: so.Session, kaart: Kaart) -> Sequence[Organisatie]:
    """Return where one may have a function: one's own organisations, and all that anybody knows to exist."""
    own = {kaart.gebruiker.organisatie_id, *(functie.organisatie_id for functie in kaart.functies)} - {None}
    known = Organisatie.soort != OrganisatieSoort.EXTERN
    query = sa.select(Organisatie).where(sa.or_(Organisatie.id.in_(own), known))
    return session.scalars(query.order_by(Organisatie.naam)).all()


def _describe(row: KaartDeskundigheid, invoer: DeskundigheidInvoer) -> None:
    row.niveau, row.interesse, row.zichtbaarheid = invoer.niveau, invoer.interesse, invoer.zichtbaarheid


def _entry(session: so.Session, invoer: DeskundigheidInvoer) -> Deskundigheid | None:
    live = live_deskundigheden(session)
    if invoer.deskundigheid_id is None:
        return next((entry for entry in live if fold(entry.naam) == fold(invoer.vrij)), None)
    found = next((entry for entry in live if entry.id == invoer.deskundigheid_id), None)
    if found is None:
        raise KaartError({"deskundigheid_id": NIET_IN_LIJST})
    return found


def _live_ids(session: so.Session) -> set[int]:
    return {entry.id for entry in live_deskundigheden(session)}


def _regel(rows: Sequence[Row], regel_id: int) -> Row:
    found = next((row for row in rows if row.id == regel_id), None)
    if found is None:
        raise NotFoundError
    return found


def _full(rows: Sequence[object], changed: object, naam: str) -> dict[str, str]:
    if changed is not None or len(rows) < MAX_REGELS:
        return {}
    return {naam: f"Er staan er al {MAX_REGELS} op uw kaart. Haal er eerst een weg."}


def _check(fouten: dict[str, str]) -> None:
    if fouten:
        raise KaartError(fouten)
