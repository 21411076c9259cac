"""People with cards to test with: a card with a word of its own in every part, so that a leak can be seen."""

from __future__ import annotations

from datetime import UTC, date, datetime

from sqlalchemy import orm as so

from kennis.access import Rol, Zichtbaarheid
from kennis.db.base import now
from kennis.db.organisaties import Gebruiker, Organisatie
from kenniskaarten.models import (
    Betrokkenheid,
    BetrokkenRol,
    Deelname,
    Deskundigheid,
    Functie,
    Kaart,
    KaartDeskundigheid,
    Veld,
)

DINSDAG = date(2026, 3, 3)
MOMENT = datetime(2026, 3, 3, 12, tzinfo=UTC)


def add_gebruiker(
    session: so.Session, naam: str, organisatie: Organisatie | None = None, rol: Rol = Rol.AMBTENAAR
) -> Gebruiker:
    row = Gebruiker(
        naam=naam,
        email=f"{naam.replace(' ', '.')}@voorbeeld.nl",
        wachtwoord_hash="x",
        rol=rol,
        organisatie=organisatie,
        sessie="x",
    )
    session.add(row)
    session.flush()
    return row


def add_kaart(
    session: so.Session,
    gebruiker: Gebruiker,
    zichtbaarheid: Zichtbaarheid = Zichtbaarheid.OPENBAAR,
    **values: object,
) -> Kaart:
    """Add a card that is open as such; what stands on it is for the own organisation unless `velden` says else."""
    row = Kaart(gebruiker=gebruiker, zichtbaarheid=zichtbaarheid, **{"bevestigd_op": now(), **values})
    session.add(row)
    session.flush()
    return row


def add_deskundigheid(session: so.Session, naam: str, boven: Deskundigheid | None = None) -> Deskundigheid:
    """Add an entry of the list that one may choose."""
    row = Deskundigheid(naam=naam, boven=boven, vastgesteld_op=now())
    session.add(row)
    session.flush()
    return row


def fill(session: so.Session, kaart: Kaart, document_id: int | None = None) -> dict[Veld, str]:
    """Fill in all of a card; return by part a word that stands in no other."""
    words = {veld: f"woord{veld.value}" for veld in Veld}
    for veld in (Veld.AANSPREEKBAAR, Veld.OVER, Veld.TEAMS, Veld.SPREEKUUR):
        setattr(kaart, veld.value, words[veld])
    kaart.email, kaart.telefoon = f"{words[Veld.EMAIL]}@voorbeeld.nl", "035 123 45 67"
    words[Veld.TELEFOON] = kaart.telefoon
    kaart.talen, kaart.werkdagen = [words[Veld.TALEN]], ["di"]
    words[Veld.WERKDAGEN] = "dinsdag"
    kaart.afwezig_van, kaart.afwezig_tot = date(2020, 1, 1), date(2090, 12, 31)
    words[Veld.AFWEZIG] = "31 december 2090"
    kaart.foto_sha256 = words[Veld.FOTO] = "f0" * 32
    kaart.functies = [Functie(naam=words[Veld.FUNCTIES])]
    kaart.deelnames = [Deelname(naam=words[Veld.DEELNAMES])]
    if document_id:
        kaart.betrokkenheden = [Betrokkenheid(document_id=document_id, rol=BetrokkenRol.AUTEUR)]
    session.flush()
    return words


def know(kaart: Kaart, onderwerp: Deskundigheid | str, zichtbaarheid: Zichtbaarheid) -> KaartDeskundigheid:
    """Put a subject on a card, of the list or in free words."""
    row = KaartDeskundigheid(zichtbaarheid=zichtbaarheid)
    if isinstance(onderwerp, str):
        row.vrij = onderwerp
    else:
        row.deskundigheid = onderwerp
    kaart.deskundigheden.append(row)
    return row
