"""To whom a question goes: a person, the members of a werkgroep or the network, as far as the asker sees them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.access import Lezer, Rol
from kennis.db.organisaties import Gebruiker
from kennis.errors import NotFoundError, VraagError
from kenniskaarten.models import Deelname, Kaart, Veld
from kenniskaarten.vraagmodels import Gericht
from kenniskaarten.vraagregels import NieuweVraag
from kenniskaarten.zicht import sees_veld, visible_kaarten

NIEMAND_IN_GROEP = "In deze werkgroep zit niemand anders. Kies een andere werkgroep, of vraag het netwerk."
NIEMAND_IN_NETWERK = "Er is nu niemand in het netwerk die uw vraag kan krijgen."


@dataclass(frozen=True, slots=True)
class Bezorging:
    """Who gets a question, as ids of gebruikers: whom the asker chose, and who gets it for the network."""

    gevraagd: tuple[int, ...] = ()
    netwerk: tuple[int, ...] = ()


def is_rechtstreeks(steller: Lezer, kaart: Kaart) -> bool:
    """Tell whether a question may go to somebody without the network: inside his organisation, or as he chose."""
    return kaart.rechtstreeks or kaart.gebruiker.organisatie_id in steller.eigen


def find_gevraagde(session: so.Session, steller: Lezer, kaart_id: int) -> Kaart:
    """Return the card of somebody who can be asked; raises NotFoundError when there is none for this reader."""
    kaart = session.scalar(_askable(steller).where(Kaart.id == kaart_id))
    if kaart is None:
        raise NotFoundError
    return kaart


def find_groepen(session: so.Session, steller: Lezer, dag: date) -> list[str]:
    """Return the werkgroepen that have members of whom this reader may know it."""
    names = {deelname.naam for kaart in _members(session, steller) for deelname in _current(kaart, dag)}
    return sorted(names, key=str.casefold)


def find_leden(session: so.Session, steller: Lezer, groep: str, dag: date) -> list[Kaart]:
    """Return the cards of who is in a werkgroep now, as far as this reader may know it."""
    members = _members(session, steller, Deelname.naam == groep)
    return [kaart for kaart in members if any(deelname.naam == groep for deelname in _current(kaart, dag))]


def deliver(
    session: so.Session, steller: Lezer, nieuw: NieuweVraag, kenners: Sequence[int], dag: date
) -> Bezorging:
    """Return who gets a question; `kenners` are the people that know its subject, for the network.

    Raises NotFoundError for a card and VraagError for a werkgroep or a network where nobody can be asked.
    """
    if nieuw.gericht is Gericht.NETWERK:
        netwerk = _others(steller, (*_active(session, kenners), *_regisseurs(session)))
        if not netwerk:
            raise VraagError({"gericht": NIEMAND_IN_NETWERK})
        return Bezorging(netwerk=netwerk)
    kaarten = _chosen(session, steller, nieuw, dag)
    gevraagd = _others(steller, (kaart.gebruiker_id for kaart in kaarten))
    if all(is_rechtstreeks(steller, kaart) for kaart in kaarten):
        return Bezorging(gevraagd)
    beside = [number for number in _regisseurs(session) if number not in gevraagd]
    return Bezorging(gevraagd, _others(steller, beside))


def _chosen(session: so.Session, steller: Lezer, nieuw: NieuweVraag, dag: date) -> list[Kaart]:
    if nieuw.gericht is Gericht.PERSOON:
        return [find_gevraagde(session, steller, nieuw.kaart_id or 0)]
    leden = find_leden(session, steller, nieuw.groep, dag)
    if not leden:
        raise VraagError({"groep": NIEMAND_IN_GROEP})
    return leden


def _askable(steller: Lezer) -> sa.Select[Kaart]:
    """Select the cards that this reader may see of others, of people who still take part."""
    return (
        sa.select(Kaart)
        .join(Kaart.gebruiker)
        .where(visible_kaarten(steller), Gebruiker.actief, Kaart.gebruiker_id != steller.gebruiker_id)
        .options(so.contains_eager(Kaart.gebruiker))
        .order_by(Kaart.id)
    )


def _members(session: so.Session, steller: Lezer, *conditions: sa.ColumnElement[bool]) -> list[Kaart]:
    """Return the askable cards with a deelname that fits, of those who let this reader know it."""
    query = _askable(steller).where(Kaart.deelnames.any(*conditions)).options(so.selectinload(Kaart.deelnames))
    return [kaart for kaart in session.scalars(query) if sees_veld(steller, kaart, Veld.DEELNAMES)]


def _current(kaart: Kaart, dag: date) -> list[Deelname]:
    return [x for x in kaart.deelnames if (x.van is None or x.van <= dag) and (x.tot is None or dag <= x.tot)]


def _regisseurs(session: so.Session) -> list[int]:
    query = sa.select(Gebruiker.id).where(Gebruiker.rol == Rol.REGISSEUR, Gebruiker.actief)
    return list(session.scalars(query.order_by(Gebruiker.id)))


def _active(session: so.Session, gebruiker_ids: Sequence[int]) -> list[int]:
    query = sa.select(Gebruiker.id).where(Gebruiker.id.in_(gebruiker_ids), Gebruiker.actief)
    found = set(session.scalars(query))
    return [number for number in gebruiker_ids if number in found]


def _others(steller: Lezer, gebruiker_ids: Iterable[int]) -> tuple[int, ...]:
    """Return these people once each, in their order, without the asker."""
    return tuple(dict.fromkeys(number for number in gebruiker_ids if number != steller.gebruiker_id))
