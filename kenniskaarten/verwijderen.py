"""Removing a person: what is about him goes, what others need stays without his name. Never commits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.access import Rol
from kennis.db.base import Base
from kennis.db.bestanden import FileStore
from kennis.db.organisaties import Gebruiker
from kennis.db.wachtrij import enqueue, forget
from kennis.db.zoekvragen import Vraagbesluit, Vraagtelling
from kennis.passwords import new_sessie
from kennis.search.lexicon import fold
from kenniskaarten.foto import remove_foto
from kenniskaarten.instemming import revoke
from kenniskaarten.kaart import kaart_of
from kenniskaarten.models import Aanbeveling, InstemmingSoort, Kaart, Melding
from kenniskaarten.sporen import VERWIJDERD, Spoor, wipe
from kenniskaarten.vraagmodels import Antwoord, Vraag

UNUSABLE = "verwijderd"  # no hash: no password fits it


class Lot(StrEnum):
    """What becomes of a row that names somebody who is removed."""

    WEG = "weg"
    LOS = "los"  # it names nobody any more
    BLIJFT = "blijft"  # it names 'Verwijderde gebruiker'


# All columns that name a gebruiker; a test compares them with the tables.
LOT: Mapping[str, Lot] = {
    "kaarten.gebruiker_id": Lot.WEG,
    "kaarten.vervanger_id": Lot.LOS,
    "deskundigheden.voorgesteld_door_id": Lot.LOS,
    "aanbevelingen.van_id": Lot.WEG,
    "meldingen.melder_id": Lot.WEG,
    "instemmingen.gebruiker_id": Lot.WEG,
    "berichten.gebruiker_id": Lot.WEG,
    "sleutels.gebruiker_id": Lot.WEG,
    "vragen.steller_id": Lot.BLIJFT,
    "antwoorden.schrijver_id": Lot.BLIJFT,
    "vraag_ontvangers.gebruiker_id": Lot.BLIJFT,
    "uitsluitingen.gebruiker_id": Lot.BLIJFT,
    "boekingen.geboekt_door_id": Lot.BLIJFT,
    "openbijdragen.gemeld_door_id": Lot.BLIJFT,
    "verrekeningen.aangezet_door_id": Lot.BLIJFT,
    "projecten.trekker_id": Lot.LOS,
    "projecten.aangemaakt_door_id": Lot.LOS,
    "voortgangen.schrijver_id": Lot.BLIJFT,
    "verhuizingen.gebruiker_id": Lot.WEG,
}


def verwijder(session: so.Session, gebruiker: Gebruiker, fotos: FileStore) -> None:
    """Remove all that is held about somebody; his questions and answers stay, by 'Verwijderde gebruiker'.

    His photo is removed once the transaction is committed, and what files of database and index still hold of him
    as soon as the worker comes to it. Doing it twice changes nothing.
    """
    kaart = kaart_of(session, gebruiker.id)
    sporen = _sporen(session, gebruiker, kaart)
    _hide_texts(session, gebruiker)
    if kaart:
        verwijder_kaart(session, kaart, fotos)
    _settle_rows(session, gebruiker)
    _empty_account(gebruiker)
    session.flush()
    wipe(session, sporen, gebruiker.id)
    _forget_counted(session, sporen)
    session.expire_all()  # the texts were changed beside it
    forget(session)


def verwijder_kaart(session: so.Session, kaart: Kaart, fotos: FileStore) -> None:
    """Remove a card with all on it, what colleagues said of it, and its photo; the account stays."""
    remove_foto(session, fotos, kaart)
    for table in (Aanbeveling, Melding):
        session.execute(sa.delete(table).where(table.kaart_id == kaart.id))
    session.delete(kaart)
    session.flush()
    enqueue(session, [f"kaart:{kaart.id}"])
    forget(session)


def withdraw(session: so.Session, gebruiker: Gebruiker, soort: InstemmingSoort, fotos: FileStore) -> None:
    """Note that he no longer agrees, and remove what he agreed to; without the card there is no photo either."""
    kaart = kaart_of(session, gebruiker.id)
    if kaart and soort is InstemmingSoort.KAART:
        verwijder_kaart(session, kaart, fotos)
    elif kaart:
        remove_foto(session, fotos, kaart)
    revoke(session, gebruiker.id, soort)


def _sporen(session: so.Session, gebruiker: Gebruiker, kaart: Kaart | None) -> list[Spoor]:
    """Return by what one would know him: addresses first, since a name may stand in one."""
    if gebruiker.naam == VERWIJDERD:
        return []
    adressen = {gebruiker.email, *((kaart.email, kaart.telefoon, kaart.teams) if kaart else ())}
    others = session.scalars(sa.select(Gebruiker.naam).where(Gebruiker.id != gebruiker.id))
    is_shared = fold(gebruiker.naam) in {fold(naam) for naam in others}
    by_address = [Spoor.of_address(adres) for adres in sorted(adressen) if adres.strip()]
    return [*by_address, Spoor.of_name(gebruiker.naam, is_shared=is_shared)]


def _hide_texts(session: so.Session, gebruiker: Gebruiker) -> None:
    """Take back his consent that others find what he asked and answered."""
    own = sa.select(Antwoord.vraag_id).where(Antwoord.schrijver_id == gebruiker.id)
    vragen = session.scalars(
        sa.select(Vraag.id).where(sa.or_(Vraag.steller_id == gebruiker.id, Vraag.id.in_(own)))
    )
    enqueue(session, [f"vraag:{number}" for number in vragen])
    session.execute(sa.update(Vraag).where(Vraag.steller_id == gebruiker.id).values(vindbaar=False))
    session.execute(sa.update(Antwoord).where(Antwoord.schrijver_id == gebruiker.id).values(vindbaar=False))


def _settle_rows(session: so.Session, gebruiker: Gebruiker) -> None:
    for name, lot in LOT.items():
        table, column = _column(name)
        mine = column == gebruiker.id
        if lot is Lot.WEG:
            session.execute(sa.delete(table).where(mine))
        elif lot is Lot.LOS:
            session.execute(sa.update(table).where(mine).values({column.name: None}))


def _column(name: str) -> tuple[sa.Table, sa.Column[int]]:
    table, _, column = name.partition(".")
    found = Base.metadata.tables[table]
    return found, found.c[column]


def _empty_account(gebruiker: Gebruiker) -> None:
    gebruiker.naam = VERWIJDERD
    gebruiker.email = f"verwijderd-{gebruiker.id}@invalid"
    gebruiker.wachtwoord_hash = UNUSABLE
    gebruiker.rol = Rol.BURGER
    gebruiker.organisatie = None
    gebruiker.actief = False
    gebruiker.sessie = new_sessie()
    gebruiker.laatst_ingelogd_op = None


def _forget_counted(session: so.Session, sporen: Iterable[Spoor]) -> None:
    """Remove counted questions that name him; they are kept folded, and what else they say nobody needs."""
    names = [fold(" ".join(spoor.delen)) for spoor in sporen if spoor.overal]
    for table in (Vraagtelling, Vraagbesluit):
        for vraag in session.scalars(sa.select(table.vraag).distinct()).all():
            if any(name in vraag for name in names):
                session.execute(sa.delete(table).where(table.vraag == vraag))
