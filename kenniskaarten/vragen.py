"""Asking, answering, accepting and closing. Takes a session and never commits; tells index and receivers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.access import Lezer, Zichtbaarheid
from kennis.db.base import now
from kennis.db.documenten import visible_titels
from kennis.db.organisaties import Gebruiker
from kennis.db.wachtrij import enqueue
from kennis.errors import NotFoundError, VraagError
from kenniskaarten.balans.gebeurtenissen import boek_antwoord
from kenniskaarten.berichten import ANTWOORD
from kenniskaarten.models import Deskundigheid, Kaart
from kenniskaarten.ontvangers import deliver
from kenniskaarten.records import VRAAG
from kenniskaarten.vraagmodels import (
    Antwoord,
    AntwoordSoort,
    Bericht,
    Gericht,
    Ontvanger,
    Vraag,
    VraagDocument,
)
from kenniskaarten.vraagregels import (
    MAX_PER_DAG,
    NieuwAntwoord,
    NieuweVraag,
    fouten_in_antwoord,
    fouten_in_tekst,
    is_steller,
    is_wider,
    keuzes,
    may_close,
)
from kenniskaarten.vraagzicht import visible_antwoorden, visible_vragen

TWICE_WITHIN = timedelta(minutes=10)  # who presses twice asks once

GESLOTEN = "Deze vraag is gesloten, dus uw tekst is niet geplaatst. Hij staat hieronder, zodat u hem kunt bewaren."
TE_VEEL = f"U hebt vandaag al {MAX_PER_DAG} vragen gesteld. Stel uw vraag morgen."
WIJDER = (
    "Anderen hebben al geantwoord en wisten niet dat zo veel mensen het zouden lezen. Dit kan alleen beperkter."
)


def find_vraag(session: so.Session, lezer: Lezer, vraag_id: int) -> Vraag:
    """Return a question; raises NotFoundError when it does not exist for this reader."""
    vraag = session.scalar(sa.select(Vraag).where(Vraag.id == vraag_id, visible_vragen(lezer)))
    if vraag is None:
        raise NotFoundError
    return vraag


def find_antwoord(session: so.Session, lezer: Lezer, antwoord_id: int) -> Antwoord:
    """Return an answer; raises NotFoundError when it does not exist for this reader."""
    query = sa.select(Antwoord).join(Antwoord.vraag).where(Antwoord.id == antwoord_id, visible_antwoorden(lezer))
    antwoord = session.scalar(query)
    if antwoord is None:
        raise NotFoundError
    return antwoord


def ask(session: so.Session, steller: Gebruiker, nieuw: NieuweVraag, kenners: Sequence[int] = ()) -> Vraag:
    """Put a question to those it is for; asked twice within some minutes it is one. Who gets it is told by mail.

    `kenners` are the ids of the gebruikers that know its subject, for a question to the network. Raises
    VraagError with what is wrong, and NotFoundError for a person whose card the asker does not see.
    """
    moment = now()
    if same := _asked_before(session, steller, nieuw, moment - TWICE_WITHIN):
        return same
    _check(session, steller, nieuw, moment)
    bezorging = deliver(session, steller.lezer, nieuw, kenners, moment.date())
    vraag = _new(session, steller, nieuw)
    for ids, via_netwerk in ((bezorging.gevraagd, False), (bezorging.netwerk, True)):
        vraag.ontvangers.extend(Ontvanger(gebruiker_id=number, via_netwerk=via_netwerk) for number in ids)
    session.add(vraag)
    session.flush()
    _tell(session, f"{VRAAG}:{vraag.id}", (*bezorging.gevraagd, *bezorging.netwerk))
    _changed(session, vraag)
    return vraag


def answer(session: so.Session, schrijver: Gebruiker, vraag: Vraag, nieuw: NieuwAntwoord) -> Antwoord:
    """Add an answer or a follow-up; what the asker writes is always a follow-up. Raises VraagError."""
    if wrong := fouten_in_antwoord(nieuw.tekst):
        raise VraagError(wrong)
    if vraag.gesloten_op is not None:
        raise VraagError({"tekst": GESLOTEN})
    antwoord = Antwoord(
        vraag=vraag,
        schrijver=schrijver,
        soort=AntwoordSoort.REACTIE if is_steller(schrijver.lezer, vraag) else nieuw.soort,
        tekst=nieuw.tekst,
        vindbaar=nieuw.vindbaar and vraag.vindbaar,
    )
    session.add(antwoord)
    session.flush()
    _tell(session, f"{ANTWOORD}:{antwoord.id}", _who_waits(vraag, schrijver.id))
    _changed(session, vraag)
    if antwoord.soort is AntwoordSoort.ANTWOORD:
        boek_antwoord(session, antwoord)
    return antwoord


def accept(session: so.Session, lezer: Lezer, antwoord: Antwoord, *, nuttig: bool = True) -> None:
    """Say that an answer helped, or take that back; only who asked can. Raises NotFoundError for others."""
    if not is_steller(lezer, antwoord.vraag) or antwoord.soort is not AntwoordSoort.ANTWOORD:
        raise NotFoundError
    antwoord.nuttig_op = (antwoord.nuttig_op or now()) if nuttig else None
    _changed(session, antwoord.vraag)


def close(session: so.Session, lezer: Lezer, vraag: Vraag) -> None:
    """Let no more answers come; who asked and the regisseur can. Raises NotFoundError for others."""
    if not may_close(lezer, vraag):
        raise NotFoundError
    vraag.gesloten_op = vraag.gesloten_op or now()
    _changed(session, vraag)


def reopen(session: so.Session, lezer: Lezer, vraag: Vraag) -> None:
    """Let answers come again; who asked and the regisseur can. Raises NotFoundError for others."""
    if not may_close(lezer, vraag):
        raise NotFoundError
    vraag.gesloten_op = None
    _changed(session, vraag)


def decline(session: so.Session, lezer: Lezer, vraag: Vraag) -> None:
    """Leave a question to others; nothing counts this against anybody.

    Raises NotFoundError for who did not get it.
    """
    mine = next((x for x in vraag.ontvangers if x.gebruiker_id == lezer.gebruiker_id), None)
    if mine is None:
        raise NotFoundError
    mine.afgezien_op = mine.afgezien_op or now()
    _changed(session, vraag)


def share_vraag(session: so.Session, lezer: Lezer, vraag: Vraag, zichtbaarheid: Zichtbaarheid | None) -> None:
    """Let others find a question up to a level, or nobody any more; only who asked can.

    Raises VraagError for a level that he does not see himself, and for a wider one than others agreed to.
    """
    if not is_steller(lezer, vraag):
        raise NotFoundError
    if zichtbaarheid is not None:
        _check_level(lezer, vraag, zichtbaarheid)
        vraag.zichtbaarheid = zichtbaarheid
    vraag.vindbaar = zichtbaarheid is not None
    _changed(session, vraag)


def share_antwoord(session: so.Session, lezer: Lezer, antwoord: Antwoord, *, vindbaar: bool) -> None:
    """Let others find an answer with its question, or no longer. Raises NotFoundError for who did not write it."""
    if lezer.gebruiker_id != antwoord.schrijver_id:
        raise NotFoundError
    antwoord.vindbaar = vindbaar and antwoord.vraag.vindbaar
    _changed(session, antwoord.vraag)


def _check(session: so.Session, steller: Gebruiker, nieuw: NieuweVraag, moment: datetime) -> None:
    wrong = fouten_in_tekst(nieuw)
    if nieuw.zichtbaarheid is not None and nieuw.zichtbaarheid not in keuzes(steller.lezer):
        wrong["zichtbaarheid"] = "Kies wie uw vraag mag vinden."
    if nieuw.deskundigheid_id is not None and not _is_in_use(session, nieuw.deskundigheid_id):
        wrong["onderwerp"] = "Dit onderwerp staat niet in de lijst. Kies een ander onderwerp."
    today = sa.select(sa.func.count(Vraag.id)).where(
        Vraag.steller_id == steller.id, Vraag.gesteld_op > moment - timedelta(days=1)
    )
    if (session.scalar(today) or 0) >= MAX_PER_DAG:
        wrong["titel"] = TE_VEEL
    if wrong:
        raise VraagError(wrong)


def _is_in_use(session: so.Session, deskundigheid_id: int) -> bool:
    row = session.get(Deskundigheid, deskundigheid_id)
    return row is not None and row.vastgesteld_op is not None and row.ingetrokken_op is None


def _check_level(lezer: Lezer, vraag: Vraag, zichtbaarheid: Zichtbaarheid) -> None:
    if zichtbaarheid not in keuzes(lezer):
        raise VraagError({"zichtbaarheid": "Kies wie uw vraag mag vinden."})
    others = any(x.vindbaar and x.schrijver_id != vraag.steller_id for x in vraag.antwoorden)
    if others and is_wider(zichtbaarheid, vraag.zichtbaarheid):
        raise VraagError({"zichtbaarheid": WIJDER})


def _new(session: so.Session, steller: Gebruiker, nieuw: NieuweVraag) -> Vraag:
    """Make the row; of the documents only those that the asker may see."""
    titels = visible_titels(session, steller.lezer, nieuw.document_ids)
    return Vraag(
        titel=nieuw.titel,
        tekst=nieuw.tekst or nieuw.titel,
        steller=steller,
        organisatie_id=steller.organisatie_id,
        deskundigheid_id=nieuw.deskundigheid_id,
        gericht=nieuw.gericht,
        groep=nieuw.groep if nieuw.gericht is Gericht.GROEP else "",
        zichtbaarheid=nieuw.zichtbaarheid or keuzes(steller.lezer)[0],
        vindbaar=nieuw.zichtbaarheid is not None,
        documenten=[VraagDocument(document_id=titel.document_id) for titel in titels],
    )


def _asked_before(session: so.Session, steller: Gebruiker, nieuw: NieuweVraag, since: datetime) -> Vraag | None:
    query = sa.select(Vraag).where(
        Vraag.steller_id == steller.id,
        Vraag.titel == nieuw.titel,
        Vraag.tekst == (nieuw.tekst or nieuw.titel),
        Vraag.gericht == nieuw.gericht,
        Vraag.gesteld_op > since,
    )
    if nieuw.gericht is Gericht.PERSOON:
        gevraagde = sa.select(Kaart.gebruiker_id).where(Kaart.id == nieuw.kaart_id).scalar_subquery()
        query = query.where(Vraag.ontvangers.any(Ontvanger.gebruiker_id == gevraagde))
    elif nieuw.gericht is Gericht.GROEP:
        query = query.where(Vraag.groep == nieuw.groep)
    return session.scalar(query.limit(1))


def _who_waits(vraag: Vraag, schrijver_id: int) -> Sequence[int]:
    """Return who is told of an answer or a follow-up: who asked; of what he adds himself, who answers him.

    When nobody did so yet, those who were asked and did not decline.
    """
    if schrijver_id != vraag.steller_id:
        return [vraag.steller_id]
    answered = [x.schrijver_id for x in vraag.antwoorden if x.schrijver_id != schrijver_id]
    asked = [x.gebruiker_id for x in vraag.ontvangers if x.afgezien_op is None]
    return list(dict.fromkeys(answered or asked))


def _tell(session: so.Session, over: str, gebruiker_ids: Sequence[int]) -> None:
    session.add_all(Bericht(gebruiker_id=number, over=over) for number in gebruiker_ids)


def _changed(session: so.Session, vraag: Vraag) -> None:
    enqueue(session, [f"{VRAAG}:{vraag.id}"])
