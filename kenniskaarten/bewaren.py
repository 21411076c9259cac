"""How long what is known of people is kept after they left, and who is warned before. Never commits."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import sqlalchemy as sa
import structlog
from sqlalchemy import orm as so

from kennis.db.base import now, transaction
from kennis.db.bestanden import FileStore
from kennis.installatie import Installatie
from kenniskaarten.models import Kaart, Melding
from kenniskaarten.verwijderen import verwijder
from kenniskaarten.vraagmodels import Bericht

BEWAARD_DAGEN = 365  # after somebody left; as long as colleagues may still look for what he did
WAARSCHUWING_DAGEN = 30
MELDING_DAGEN = 90  # after a report was handled
_UNTIL_WARNING = timedelta(days=BEWAARD_DAGEN - WAARSCHUWING_DAGEN)

log = structlog.get_logger()

WAARSCHUWING = """Beste {naam},

Op {vertrokken} is op uw kenniskaart gezet dat u niet meer bij uw organisatie werkt. Daarom verwijderen wij \
over {dagen} dagen uw account, uw kenniskaart en alles wat daarbij hoort. Uw vragen en antwoorden blijven staan, \
zonder uw naam.

Wilt u dit niet, of werkt u er nog wel? Mail dan voor die dag naar {contact}.
"""


def keep_no_longer(found: Installatie) -> None:
    """Warn who left almost long enough ago, remove who did, and forget old reports; done every minute."""
    moment = now()
    with transaction(found.sessions) as session:
        warn(session, moment, found.config.contact)
        remove(session, moment, FileStore(found.config.fotos_dir))
        forget_meldingen(session, moment)


def warn(session: so.Session, moment: datetime, contact: str) -> None:
    """Put a mail ready for each person whose time is nearly over, once."""
    for kaart in _left_before(session, moment.date() - _UNTIL_WARNING):
        if not _is_warned(kaart):
            kaart.herinnerd_op = moment
            session.add(_waarschuwing(kaart, contact))


def remove(session: so.Session, moment: datetime, fotos: FileStore) -> None:
    """Remove who left long enough ago, but nobody sooner than so many days after he was warned."""
    warned_before = moment - timedelta(days=WAARSCHUWING_DAGEN)
    for kaart in _left_before(session, moment.date() - timedelta(days=BEWAARD_DAGEN)):
        if _is_warned(kaart) and kaart.herinnerd_op and kaart.herinnerd_op <= warned_before:
            number = kaart.gebruiker_id
            verwijder(session, kaart.gebruiker, fotos)
            log.info("person_removed", gebruiker=number)


def forget_meldingen(session: so.Session, moment: datetime) -> None:
    before = moment - timedelta(days=MELDING_DAGEN)
    session.execute(sa.delete(Melding).where(Melding.afgehandeld_op < before))


def _left_before(session: so.Session, dag: date) -> list[Kaart]:
    return list(session.scalars(sa.select(Kaart).where(Kaart.vertrokken_op <= dag).order_by(Kaart.id)))


def _is_warned(kaart: Kaart) -> bool:
    """Tell whether the last mail about this card was the warning: who left gets no other."""
    return bool(
        kaart.herinnerd_op
        and kaart.vertrokken_op
        and kaart.herinnerd_op.date() >= kaart.vertrokken_op + _UNTIL_WARNING
    )


def _waarschuwing(kaart: Kaart, contact: str) -> Bericht:
    tekst = WAARSCHUWING.format(
        naam=kaart.gebruiker.naam,
        vertrokken=f"{kaart.vertrokken_op:%d-%m-%Y}",
        dagen=WAARSCHUWING_DAGEN,
        contact=contact,
    )
    return Bericht(
        gebruiker=kaart.gebruiker,
        onderwerp=f"Uw gegevens worden over {WAARSCHUWING_DAGEN} dagen verwijderd",
        tekst=tekst,
    )
