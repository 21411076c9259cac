"""Who sees which part of a card: never more open than the card itself. Pure, but for the condition of a query."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.access import Lezer, Zichtbaarheid, may_see
from kennis.db.organisaties import Gebruiker
from kenniskaarten.models import Kaart, KaartDeskundigheid, Veld

Level = sa.ColumnElement[Zichtbaarheid] | so.InstrumentedAttribute[Zichtbaarheid]

_ORDER = {level: number for number, level in enumerate(Zichtbaarheid)}


def narrowest(*levels: Zichtbaarheid) -> Zichtbaarheid:
    """Return the most closed of these levels."""
    return max(levels, key=_ORDER.__getitem__)


def level_of(kaart: Kaart, veld: Veld) -> Zichtbaarheid:
    """Return who sees a part of a card: as its person chose, and never more than see the card."""
    return narrowest(own_level(kaart, veld), kaart.zichtbaarheid)


def own_level(kaart: Kaart, veld: Veld) -> Zichtbaarheid:
    """Return what the person chose for a part of his card, by default the own organisation."""
    return Zichtbaarheid(kaart.velden.get(veld, Zichtbaarheid.ORGANISATIE))


def level_of_deskundigheid(deskundigheid: KaartDeskundigheid) -> Zichtbaarheid:
    return narrowest(deskundigheid.zichtbaarheid, deskundigheid.kaart.zichtbaarheid)


def sees(lezer: Lezer, kaart: Kaart, level: Zichtbaarheid) -> bool:
    """Tell whether a reader sees what has this level on a card; of his own card he sees all."""
    if is_own(lezer, kaart):
        return True
    return kaart.vertrokken_op is None and may_see(lezer, level, kaart.gebruiker.organisatie_id)


def sees_veld(lezer: Lezer, kaart: Kaart, veld: Veld) -> bool:
    return sees(lezer, kaart, level_of(kaart, veld))


def is_own(lezer: Lezer, kaart: Kaart) -> bool:
    return lezer.gebruiker_id == kaart.gebruiker_id


def visible_kaarten(lezer: Lezer) -> sa.ColumnElement[bool]:
    """Return the condition on Kaart, joined with its Gebruiker, that `sees` states for the card as such."""
    return _visible(lezer, Kaart.zichtbaarheid)


def visible_deskundigheden(lezer: Lezer) -> sa.ColumnElement[bool]:
    """Return the condition on KaartDeskundigheid, joined with both, for a subject on a visible card."""
    return sa.and_(visible_kaarten(lezer), _visible(lezer, KaartDeskundigheid.zichtbaarheid))


def visible_velden(lezer: Lezer, veld: Veld) -> sa.ColumnElement[bool]:
    """Return the condition on Kaart, joined with its Gebruiker, that `sees_veld` states."""
    own = sa.func.coalesce(Kaart.velden[veld.value].as_string(), Zichtbaarheid.ORGANISATIE.value)
    level = sa.type_coerce(own, Kaart.zichtbaarheid.type)
    return sa.and_(visible_kaarten(lezer), _visible(lezer, level))


def _visible(lezer: Lezer, column: Level) -> sa.ColumnElement[bool]:
    at_home = sa.and_(column.in_(lezer.at_home), Gebruiker.organisatie_id.in_(lezer.eigen))
    found = sa.and_(Kaart.vertrokken_op.is_(None), sa.or_(column.in_(lezer.everywhere), at_home))
    return sa.or_(found, Kaart.gebruiker_id == lezer.gebruiker_id) if lezer.gebruiker_id else found
