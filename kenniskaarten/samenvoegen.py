"""Letting one deskundigheid go up in another, so that nothing is lost on a card. Never commits."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.errors import LijstError
from kenniskaarten.lijst import has_specialisaties, is_kiesbaar, reindex, retire
from kenniskaarten.models import Aanbeveling, Deelname, Deskundigheid, Interesse, KaartDeskundigheid, Niveau
from kenniskaarten.vraagmodels import Vraag
from kenniskaarten.zicht import narrowest

_NIVEAUS, _INTERESSES = tuple(Niveau), tuple(Interesse)  # from least, and from most wanted


def merge(session: so.Session, row: Deskundigheid, into: Deskundigheid) -> None:
    """Let all that has the first have the second; the first stays to be read, and its name leads to the second.

    Raises LijstError when that cannot be, and changes nothing then.
    """
    check_merge(session, row, into)
    reindex(session, [row.id, into.id])
    _merge_cards(session, row, into)
    _merge_aanbevelingen(session, row, into)
    for table in (Deelname, Vraag):
        held = table.deskundigheid_id == row.id
        session.execute(sa.update(table).where(held).values(deskundigheid_id=into.id))
    session.execute(
        sa.update(Deskundigheid).where(Deskundigheid.opvolger_id == row.id).values(opvolger_id=into.id)
    )
    row.opvolger = into
    retire(session, row)
    session.flush()
    session.expire_all()  # the rows were changed beside it


def check_merge(session: so.Session, row: Deskundigheid, into: Deskundigheid) -> None:
    """Raise LijstError when the first cannot be merged into the second."""
    wrong = ""
    if row is into:
        wrong = "Een deskundigheid kan niet in zichzelf opgaan."
    elif into.opvolger is not None:  # so there are no circles: what was merged cannot be merged into
        wrong = f"‘{into.naam}’ is zelf opgegaan in ‘{into.opvolger.naam}’. Kies die."
    elif row.ingetrokken_op is not None:
        wrong = f"‘{row.naam}’ is ingetrokken. Breng het eerst terug."
    elif not is_kiesbaar(into):
        wrong = f"‘{into.naam}’ geldt niet of niet meer. Kies iets uit de lijst."
    elif has_specialisaties(session, row):
        wrong = f"Onder ‘{row.naam}’ staan specialisaties. Verplaats die eerst."
    if wrong:
        raise LijstError({"opvolger": wrong})


def _merge_cards(session: so.Session, row: Deskundigheid, into: Deskundigheid) -> None:
    """Give each card the second for the first; where it has both, one stays that is worth the most.

    It has the higher niveau, and the earlier date; of who sees it and who may ask, the most closed choice counts.
    """
    held = {kept.kaart_id: kept for kept in _of(session, into)}
    for old in _of(session, row):
        kept = held.get(old.kaart_id)
        if kept is None:
            old.deskundigheid = into
            continue
        kept.niveau = max(kept.niveau, old.niveau, key=_NIVEAUS.index)
        kept.interesse = max(kept.interesse, old.interesse, key=_INTERESSES.index)
        kept.zichtbaarheid = narrowest(kept.zichtbaarheid, old.zichtbaarheid)
        kept.toegevoegd_op = min(kept.toegevoegd_op, old.toegevoegd_op)
        session.delete(old)
    session.flush()


def _of(session: so.Session, row: Deskundigheid) -> list[KaartDeskundigheid]:
    query = sa.select(KaartDeskundigheid).where(KaartDeskundigheid.deskundigheid_id == row.id)
    return list(session.scalars(query.order_by(KaartDeskundigheid.id)))


def _merge_aanbevelingen(session: so.Session, row: Deskundigheid, into: Deskundigheid) -> None:
    """Keep each endorsement, and the earlier one of two that one colleague gave to one person."""
    held = {(kept.van_id, kept.kaart_id): kept for kept in _given(session, into)}
    for old in _given(session, row):
        kept = held.get((old.van_id, old.kaart_id))
        if kept is None:
            old.deskundigheid = into
            continue
        kept.gegeven_op = min(kept.gegeven_op, old.gegeven_op)
        session.delete(old)
    session.flush()


def _given(session: so.Session, row: Deskundigheid) -> list[Aanbeveling]:
    query = sa.select(Aanbeveling).where(Aanbeveling.deskundigheid_id == row.id)
    return list(session.scalars(query.order_by(Aanbeveling.id)))
