"""What happens elsewhere and counts in the balance: documents brought and used, questions answered."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
import structlog
from sqlalchemy import orm as so

from kennis.db.base import now, transaction
from kennis.db.documenten import Versie, visible_versies
from kennis.db.organisaties import Gebruiker, Organisatie
from kennis.errors import BoekingError, NotFoundError
from kennis.installatie import Installatie
from kenniskaarten.balans.boeken import Gebeurtenis, boek
from kenniskaarten.balans.models import Boeking, BoekingSoort, Eenheid
from kenniskaarten.vraagmodels import Antwoord

BATCH = 100  # documents that one transaction books

log = structlog.get_logger()


def boek_documenten(found: Installatie) -> None:
    """Book each document that an organisatie brought and that is not in the book yet; a chore of the worker."""
    while True:
        with transaction(found.sessions) as session:
            new = list(session.scalars(_unbooked().limit(BATCH)))
            for versie in new:
                boek(session, _brought(versie))
        if new:
            log.info("documents_booked", documents=len(new))
        if len(new) < BATCH:
            return


def _unbooked() -> sa.Select[Versie]:
    """Select the first version of each document that somebody brought and nobody booked."""
    first = sa.select(sa.func.min(Versie.id)).group_by(Versie.document_id)
    booked = sa.exists().where(
        Boeking.soort == BoekingSoort.DOCUMENT, Boeking.bron == sa.literal("document:").concat(Versie.document_id)
    )
    return sa.select(Versie).where(Versie.id.in_(first), Versie.organisatie_id.is_not(None), ~booked)


def _brought(versie: Versie) -> Gebeurtenis:
    return Gebeurtenis(
        BoekingSoort.DOCUMENT,
        f"document:{versie.document_id}",
        Eenheid.DOCUMENTEN,
        versie.toegevoegd_op.date(),
        {_now_of(versie.organisatie, versie.toegevoegd_op.date()): 1, None: -1},
        "Document gebracht",  # who reads the book may not see every document; its page looks the title up
    )


def may_use(session: so.Session, gebruiker: Gebruiker, document_id: int) -> bool:
    """Tell whether somebody may say, once, that his organisatie used a document of another one that he sees."""
    versies = visible_versies(session, gebruiker.lezer, document_id)
    if not versies or not _is_gain(gebruiker, versies[0]):
        return False
    return _known_use(session, gebruiker, document_id) is None


def boek_gebruik(session: so.Session, gebruiker: Gebruiker, document_id: int) -> Boeking:
    """Book that somebody's organisatie used a document of another one; a repeat is no second boeking.

    Raises NotFoundError for a document that he may not see, BoekingError for one of his own organisatie.
    """
    versies = visible_versies(session, gebruiker.lezer, document_id)
    if not versies:
        raise NotFoundError
    own, dag = gebruiker.organisatie_id, now().date()
    if own is None or not _is_gain(gebruiker, versies[0]):
        raise BoekingError("Alleen gebruik van een document van een andere organisatie telt mee.")
    return _known_use(session, gebruiker, document_id) or boek(
        session,
        Gebeurtenis(
            BoekingSoort.GEBRUIK,
            _use_of(document_id, own),
            Eenheid.DOCUMENTEN,
            dag,
            {_now_of(versies[0].organisatie, dag): 1, own: -1},
            "Document gebruikt",
        ),
        gebruiker.id,
    )


def _is_gain(gebruiker: Gebruiker, versie: Versie) -> bool:
    """Tell whether a document is of another organisatie; what was of a voorganger is one's own."""
    own, brenger = gebruiker.lezer.eigen, versie.organisatie_id
    return bool(own) and brenger is not None and brenger not in own


def _known_use(session: so.Session, gebruiker: Gebruiker, document_id: int) -> Boeking | None:
    """Return where it is booked that this organisatie, or one that went on in it, used a document."""
    bronnen = [_use_of(document_id, partij) for partij in gebruiker.lezer.eigen]
    return session.scalar(
        sa.select(Boeking).where(Boeking.soort == BoekingSoort.GEBRUIK, Boeking.bron.in_(bronnen)).limit(1)
    )


def _use_of(document_id: int, organisatie_id: int) -> str:
    return f"gebruik:{document_id}:{organisatie_id}"


def _now_of(organisatie: Organisatie | None, dag: date) -> int | None:
    """Return whose something is on a day: of the organisatie, or of the one in which it went on."""
    return organisatie.voortgezet_op(dag).id if organisatie else None


def boek_antwoord(session: so.Session, antwoord: Antwoord) -> Boeking | None:
    """Book that somebody answered a question of another organisatie; within one there is nothing to book."""
    dag = antwoord.geschreven_op.date()
    brenger, vrager = (_now_of(one.organisatie, dag) for one in (antwoord.schrijver, antwoord.vraag))
    if brenger is None or brenger == vrager:
        return None
    return boek(
        session,
        Gebeurtenis(
            BoekingSoort.ANTWOORD,
            f"antwoord:{antwoord.id}",
            Eenheid.ANTWOORDEN,
            dag,
            {brenger: 1, vrager: -1},
            "Een vraag beantwoord",  # who reads the book may not see every question
        ),
        antwoord.schrijver_id,
    )
