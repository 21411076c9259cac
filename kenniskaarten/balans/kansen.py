"""What an organisatie can still do: questions that its people can answer, hours to fill in, pledges to keep."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.access import Lezer
from kennis.db.organisaties import Gebruiker
from kenniskaarten.balans.models import BoekingSoort, Eenheid, Regel
from kenniskaarten.balans.uren import Kwartaal, kwartaal_van
from kenniskaarten.models import Interesse, Kaart, KaartDeskundigheid
from kenniskaarten.vraagmodels import Antwoord, AntwoordSoort, Vraag
from kenniskaarten.vraagzicht import visible_antwoorden, visible_vragen
from kenniskaarten.zicht import visible_deskundigheden

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Vraagkansen:
    """Questions of others about what people of an organisatie know: how many there are, and the first of them."""

    aantal: int
    vragen: Sequence[Vraag]


def vraagkansen(session: so.Session, lezer: Lezer, partij: int) -> Vraagkansen:
    """Return the open questions of others about a deskundigheid on a card of an own colleague, the oldest first.

    Only what the reader may see counts: the question, the card with its subject, and the answers that settle it.
    """
    query = sa.select(Vraag).where(
        Vraag.gesloten_op.is_(None),
        Vraag.organisatie_id.not_in({partij, *lezer.eigen}),
        Vraag.deskundigheid_id.in_(_known(lezer, partij)),
        visible_vragen(lezer),
        ~Vraag.antwoorden.any(_settles(lezer, partij)),
    )
    aantal = session.scalar(sa.select(sa.func.count()).select_from(query.subquery())) or 0
    oldest = query.order_by(Vraag.gesteld_op, Vraag.id).limit(SHOWN)
    return Vraagkansen(aantal, session.scalars(oldest.options(so.joinedload(Vraag.organisatie))).all())


def _known(lezer: Lezer, partij: int) -> sa.Select[int | None]:
    """Select what people of an organisatie have on their cards, unless they would rather not be asked about it."""
    return (
        sa.select(KaartDeskundigheid.deskundigheid_id)
        .join(Kaart, Kaart.id == KaartDeskundigheid.kaart_id)
        .join(Gebruiker, Gebruiker.id == Kaart.gebruiker_id)
        .where(Gebruiker.organisatie_id == partij, Gebruiker.actief, visible_deskundigheden(lezer))
        .where(Kaart.vertrokken_op.is_(None), KaartDeskundigheid.deskundigheid_id.is_not(None))
        .where(KaartDeskundigheid.interesse != Interesse.LIEVER_NIET)
    )


def _settles(lezer: Lezer, partij: int) -> sa.ColumnElement[bool]:
    """Return the condition on Antwoord that it helped, or that the organisatie has answered already."""
    own = sa.and_(
        Antwoord.soort == AntwoordSoort.ANTWOORD, Antwoord.schrijver.has(Gebruiker.organisatie_id == partij)
    )
    return sa.and_(sa.or_(Antwoord.nuttig_op.is_not(None), own), visible_antwoorden(lezer))


def open_kwartalen(session: so.Session, partij: int, jaar: int, vandaag: date) -> list[Kwartaal]:
    """Return the quarters of a year that are over and of which no hours worked are in the book."""
    rows = session.execute(
        sa.select(Regel.datum, sa.func.sum(Regel.hoeveelheid))
        .where(Regel.partij_id == partij, Regel.datum.between(date(jaar, 1, 1), date(jaar, 12, 31)))
        .where(Regel.eenheid == Eenheid.UREN, Regel.telt_als == BoekingSoort.INZET)
        .group_by(Regel.datum)
    )
    filled = {kwartaal_van(dag) for dag, minuten in rows if minuten}
    quarters = [Kwartaal(jaar, nummer) for nummer in range(1, 5)]
    return [quarter for quarter in quarters if quarter.laatste_dag < vandaag and quarter not in filled]
