"""A few people with cards, questions and a document, beside the small region of the web tests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy import orm as so

from indexer.records import DOCUMENTEN
from indexer.worker import Worker
from kennis.access import Rol, Zichtbaarheid
from kennis.db.base import now, transaction
from kennis.db.organisaties import Gebruiker, Organisatie, OrganisatieSoort
from kennis.db.wachtrij import enqueue
from kenniskaarten.models import (
    Betrokkenheid,
    BetrokkenRol,
    Deelname,
    DeelnameRol,
    Deskundigheid,
    Functie,
    Interesse,
    Kaart,
    KaartDeskundigheid,
    Niveau,
    Veld,
)
from kenniskaarten.records import KAARTEN, VRAGEN
from kenniskaarten.vraagmodels import Antwoord, Gericht, Vraag
from tests.encoders import HashEncoder
from tests.web.wereld import HUIZEN, LAREN, WOONVISIE, Wereld

PROFESSIONAL, ORGANISATIE = Zichtbaarheid.PROFESSIONAL, Zichtbaarheid.ORGANISATIE
GEHEIM = "Knotwilgenbeheer"  # a subject that only colleagues may see
OPEN_VELDEN = dict.fromkeys(Veld, PROFESSIONAL.value)
LANG_GELEDEN = datetime(2024, 3, 3, tzinfo=UTC)


def add_mensen(wereld: Wereld) -> None:
    """Fill the region and index what came."""
    with transaction(wereld.installatie.sessions) as session:
        session.add(Organisatie(naam="Gewest Gooi", soort=OrganisatieSoort.REGIO))
        val, wonen = _onderwerp(session, "Valpreventie"), _onderwerp(session, "Woonvisie")
        add_kaart(
            session,
            "Petra Janssen",
            HUIZEN,
            [(val, Niveau.EXPERT, PROFESSIONAL)],
            functies=["Adviseur gezond ouder worden"],
        )
        add_kaart(
            session,
            "Guus Kuiper",
            HUIZEN,
            [(val, Niveau.BASIS, PROFESSIONAL), (GEHEIM, Niveau.EXPERT, ORGANISATIE)],
        )
        trekker = Deelname(naam="Werkgroep valpreventie", rol=DeelnameRol.TREKKER, deskundigheid=val)
        add_kaart(session, "Tine Bakker", LAREN, [], deelnames=[trekker])
        moe = add_kaart(session, "Loes Moe", LAREN, [(val, Niveau.EXPERT, PROFESSIONAL)])
        moe.deskundigheden[0].interesse = Interesse.LIEVER_NIET
        auteur = add_kaart(session, "Ad Schrijver", LAREN, [])
        auteur.betrokkenheden = [
            Betrokkenheid(document_id=wereld.documenten[WOONVISIE.titel], rol=BetrokkenRol.AUTEUR)
        ]
        add_kaart(session, "Wim Woon", HUIZEN, [(wonen, Niveau.ERVAREN, PROFESSIONAL)])
        add_vraag(
            session, "Hoe voorkom je struikelen over drempels?", door="Ad Schrijver", antwoord_van="Guus Kuiper"
        )
    index(wereld)


def add_kaart(
    session: so.Session,
    naam: str,
    organisatie: str,
    onderwerpen: Sequence[tuple[Deskundigheid | str, Niveau, Zichtbaarheid]],
    functies: Sequence[str] = (),
    **values: Any,
) -> Kaart:
    """Add somebody with a card for professionals, and put it in the outbox."""
    row = session.scalars(sa.select(Organisatie).where(Organisatie.naam == organisatie)).one()
    gebruiker = Gebruiker(
        naam=naam,
        email=f"{naam.lower().replace(' ', '.')}@voorbeeld.nl",
        wachtwoord_hash="x",
        rol=Rol.AMBTENAAR,
        organisatie=row,
        sessie=f"sessie-{naam}",
    )
    kaart = Kaart(
        gebruiker=gebruiker,
        zichtbaarheid=PROFESSIONAL,
        **{"velden": dict(OPEN_VELDEN), **values},
        functies=[Functie(naam=functie, organisatie=row) for functie in functies],
        deskundigheden=[
            KaartDeskundigheid(niveau=niveau, zichtbaarheid=level, **_what(what))
            for what, niveau, level in onderwerpen
        ],
    )
    session.add(kaart)
    session.flush()
    enqueue(session, [f"kaart:{kaart.id}"])
    return kaart


def add_vraag(session: so.Session, titel: str, *, door: str, antwoord_van: str, **values: Any) -> Vraag:
    """Add a question for professionals that was answered helpfully, and put it in the outbox."""
    steller, schrijver = gebruiker(session, door), gebruiker(session, antwoord_van)
    defaults = {"zichtbaarheid": PROFESSIONAL, "vindbaar": True}
    vraag = Vraag(
        titel=titel,
        tekst=f"{titel} Wij horen het graag.",
        steller=steller,
        organisatie=steller.organisatie,
        gericht=Gericht.NETWERK,
        gesteld_op=LANG_GELEDEN,
        **{**defaults, **values},
        antwoorden=[
            Antwoord(
                schrijver=schrijver,
                tekst="Haal ze weg en verlicht de gang.",
                vindbaar=True,
                geschreven_op=LANG_GELEDEN,
                nuttig_op=LANG_GELEDEN + timedelta(days=1),
            )
        ],
    )
    session.add(vraag)
    session.flush()
    enqueue(session, [f"vraag:{vraag.id}"])
    return vraag


def gebruiker(session: so.Session, naam: str) -> Gebruiker:
    return session.scalars(sa.select(Gebruiker).where(Gebruiker.naam == naam)).one()


def kaart_van(session: so.Session, naam: str) -> Kaart:
    return session.scalars(sa.select(Kaart).join(Kaart.gebruiker).where(Gebruiker.naam == naam)).one()


def index(wereld: Wereld) -> None:
    parts = [DOCUMENTEN, KAARTEN, VRAGEN]
    Worker(wereld.installatie.sessions, wereld.installatie.config.index_dir, HashEncoder(), parts).work_off()


def _onderwerp(session: so.Session, naam: str) -> Deskundigheid:
    row = Deskundigheid(naam=naam, vastgesteld_op=now())
    session.add(row)
    session.flush()
    return row


def _what(what: Deskundigheid | str) -> dict[str, Any]:
    return {"vrij": what} if isinstance(what, str) else {"deskundigheid": what}


def de_vraag(session: so.Session) -> Vraag:
    """Return the question about falling, beside the one that the region has already."""
    return session.scalars(sa.select(Vraag).order_by(Vraag.id.desc()).limit(1)).one()
