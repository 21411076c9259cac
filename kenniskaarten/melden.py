"""What a colleague reports about a card: who hears of it, and what is done about it. Never commits."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.access import Lezer, Rol
from kennis.begrippen.tabel import tidy
from kennis.db.base import now
from kennis.db.organisaties import Gebruiker
from kennis.db.wachtrij import enqueue
from kennis.errors import NotFoundError, UsageError
from kenniskaarten.models import MAX_REGEL, Kaart, Melding, MeldingSoort
from kenniskaarten.vraagmodels import Bericht
from kenniskaarten.zicht import is_own

PER_DAG = 10

_ONDERWERP = {
    MeldingSoort.VERTROKKEN: "Werkt {naam} nog bij u?",
    MeldingSoort.FOUT: "Er klopt iets niet op uw kenniskaart",
}
_TEKST = {
    MeldingSoort.VERTROKKEN: "{melder} meldt dat {naam} niet meer bij uw organisatie werkt.{toelichting}\n\n"
    "Kijk bij ‘Kaarten van mijn organisatie’ en zeg daar of dit klopt. Tot dan verandert er niets.",
    MeldingSoort.FOUT: "{melder} meldt dat er iets niet klopt op uw kenniskaart.{toelichting}\n\n"
    "Kijk bij ‘Mijn kaart’ en pas haar aan als dat nodig is.",
}


def meld(session: so.Session, melder: Gebruiker, kaart: Kaart, soort: MeldingSoort, toelichting: str) -> Melding:
    """Report something about the card of somebody else, and tell who should know.

    What this colleague reported before and waits is not reported again. Raises UsageError when he may not.
    """
    if is_own(melder.lezer, kaart):
        raise UsageError("Dit is uw eigen kaart. U kunt haar zelf wijzigen.")
    waiting = session.scalar(
        _open().where(Melding.kaart_id == kaart.id, Melding.melder_id == melder.id, Melding.soort == soort)
    )
    if waiting is not None:
        return waiting
    if _reported_since(session, melder, now() - timedelta(days=1)) >= PER_DAG:
        raise UsageError(f"U deed vandaag al {PER_DAG} meldingen. Morgen kan het weer.")
    melding = Melding(kaart=kaart, melder=melder, soort=soort, toelichting=tidy(toelichting)[:MAX_REGEL])
    session.add(melding)
    session.add_all(_bericht(gebruiker, melding) for gebruiker in _who_hears(session, melding))
    session.flush()
    return melding


def _open() -> sa.Select[Melding]:
    return sa.select(Melding).where(Melding.afgehandeld_op.is_(None)).order_by(Melding.id)


def _reported_since(session: so.Session, melder: Gebruiker, moment: datetime) -> int:
    query = sa.select(sa.func.count(Melding.id)).where(Melding.melder_id == melder.id, Melding.gemeld_op > moment)
    return session.scalar(query) or 0


def _who_hears(session: so.Session, melding: Melding) -> list[Gebruiker]:
    """Return the person himself for a fault; for a leaver his beheerders and the regisseur."""
    gebruiker = melding.kaart.gebruiker
    if melding.soort is MeldingSoort.FOUT:
        return [gebruiker]
    of_organisatie = sa.and_(Gebruiker.rol == Rol.BEHEERDER, Gebruiker.organisatie_id == gebruiker.organisatie_id)
    query = sa.select(Gebruiker).where(
        Gebruiker.actief,
        sa.or_(of_organisatie, Gebruiker.rol == Rol.REGISSEUR),
        Gebruiker.id.not_in([gebruiker.id, melding.melder.id]),
    )
    return list(session.scalars(query.order_by(Gebruiker.id)))


def _bericht(gebruiker: Gebruiker, melding: Melding) -> Bericht:
    naam = melding.kaart.gebruiker.naam
    toelichting = f"\n\n“{melding.toelichting}”" if melding.toelichting else ""
    tekst = _TEKST[melding.soort].format(melder=melding.melder.naam, naam=naam, toelichting=toelichting)
    onderwerp = _ONDERWERP[melding.soort].format(naam=naam)[:200]
    return Bericht(gebruiker=gebruiker, onderwerp=onderwerp, tekst=f"Beste {gebruiker.naam},\n\n{tekst}\n")


def own_meldingen(session: so.Session, kaart: Kaart) -> list[Melding]:
    """Return what its person should look at."""
    return list(session.scalars(_open().where(Melding.kaart_id == kaart.id, Melding.soort == MeldingSoort.FOUT)))


def vertrek_meldingen(session: so.Session, lezer: Lezer, organisatie_id: int) -> list[Melding]:
    """Return who is said to have left this organisation, for who looks after it."""
    if not may_handle(lezer, organisatie_id):
        raise NotFoundError
    query = _open().join(Melding.kaart).join(Kaart.gebruiker).where(Melding.soort == MeldingSoort.VERTROKKEN)
    return list(session.scalars(query.where(Gebruiker.organisatie_id == organisatie_id)))


def may_handle(lezer: Lezer, organisatie_id: int | None) -> bool:
    """Tell whether this reader looks after the cards of this organisation."""
    if lezer.rol is Rol.REGISSEUR:
        return True
    return lezer.rol is Rol.BEHEERDER and organisatie_id in lezer.eigen


def handle(session: so.Session, lezer: Lezer, melding_id: int, *, is_vertrokken: bool) -> Melding:
    """Decide about a report: the person left, as of today, or he did not. For others it does not exist."""
    melding = session.get(Melding, melding_id)
    if melding is None or not _may_handle(lezer, melding):
        raise NotFoundError
    if is_vertrokken and melding.soort is MeldingSoort.VERTROKKEN:
        leave(session, melding.kaart, now().date())
    same = sa.update(Melding).where(
        Melding.kaart_id == melding.kaart_id, Melding.soort == melding.soort, Melding.afgehandeld_op.is_(None)
    )
    session.execute(same.values(afgehandeld_op=now()))
    session.refresh(melding)
    return melding


def _may_handle(lezer: Lezer, melding: Melding) -> bool:
    kaart = melding.kaart
    if melding.soort is MeldingSoort.FOUT:
        return is_own(lezer, kaart)
    return may_handle(lezer, kaart.gebruiker.organisatie_id) and not is_own(lezer, kaart)


def leave(session: so.Session, kaart: Kaart, dag: date) -> None:
    """Note that this person left; from now on nobody finds his card."""
    kaart.vertrokken_op = kaart.vertrokken_op or dag
    session.flush()
    enqueue(session, [f"kaart:{kaart.id}"])


def come_back(session: so.Session, kaart: Kaart) -> None:
    """Note that this person did not leave after all."""
    kaart.vertrokken_op = None
    session.flush()
    enqueue(session, [f"kaart:{kaart.id}"])


def find_kaart(session: so.Session, kaart_id: int, condition: sa.ColumnElement[bool]) -> Kaart:
    """Return the card with this id where the condition on Kaart and its Gebruiker holds; else NotFoundError."""
    query = sa.select(Kaart).join(Kaart.gebruiker).where(Kaart.id == kaart_id, condition)
    kaart = session.scalars(query).unique().first()
    if kaart is None:
        raise NotFoundError
    return kaart
