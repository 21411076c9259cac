"""Who sees a question and its answers: said once, for a row in hand and as the condition of a query."""

from __future__ import annotations

import sqlalchemy as sa

from kennis.access import Lezer, Rol, may_see
from kenniskaarten.vraagmodels import Antwoord, Ontvanger, Vraag


def is_betrokken(lezer: Lezer, vraag: Vraag) -> bool:
    """Tell whether the reader asked a question, got it, or is the regisseur."""
    if lezer.rol is Rol.REGISSEUR:
        return True
    people = {vraag.steller_id, *(ontvanger.gebruiker_id for ontvanger in vraag.ontvangers)}
    return lezer.gebruiker_id is not None and lezer.gebruiker_id in people


def sees_vraag(lezer: Lezer, vraag: Vraag) -> bool:
    """Tell whether a reader sees a question; for others than those involved its asker must have consented."""
    open_to = vraag.vindbaar and may_see(lezer, vraag.zichtbaarheid, vraag.organisatie_id)
    return open_to or is_betrokken(lezer, vraag)


def sees_antwoord(lezer: Lezer, antwoord: Antwoord) -> bool:
    """Tell whether a reader sees an answer; for others than those involved its writer must have consented too."""
    if is_betrokken(lezer, antwoord.vraag):
        return True
    is_own = lezer.gebruiker_id is not None and lezer.gebruiker_id == antwoord.schrijver_id
    return (antwoord.vindbaar or is_own) and sees_vraag(lezer, antwoord.vraag)


def betrokken_vragen(lezer: Lezer) -> sa.ColumnElement[bool]:
    """Return the condition on Vraag that `is_betrokken` states."""
    if lezer.rol is Rol.REGISSEUR:
        return sa.true()
    if lezer.gebruiker_id is None:
        return sa.false()
    received = Vraag.ontvangers.any(Ontvanger.gebruiker_id == lezer.gebruiker_id)
    return sa.or_(Vraag.steller_id == lezer.gebruiker_id, received)


def visible_vragen(lezer: Lezer) -> sa.ColumnElement[bool]:
    """Return the condition on Vraag that `sees_vraag` states."""
    at_home = sa.and_(Vraag.zichtbaarheid.in_(lezer.at_home), Vraag.organisatie_id.in_(lezer.eigen))
    open_to = sa.and_(Vraag.vindbaar, sa.or_(Vraag.zichtbaarheid.in_(lezer.everywhere), at_home))
    return sa.or_(open_to, betrokken_vragen(lezer))


def visible_antwoorden(lezer: Lezer) -> sa.ColumnElement[bool]:
    """Return the condition on Antwoord, joined with its Vraag, that `sees_antwoord` states."""
    own = Antwoord.schrijver_id == lezer.gebruiker_id if lezer.gebruiker_id is not None else sa.false()
    consented = sa.and_(sa.or_(Antwoord.vindbaar, own), visible_vragen(lezer))
    return sa.or_(consented, betrokken_vragen(lezer))
