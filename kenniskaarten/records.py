"""How cards and questions become records of the index: what a field says is found by whom may see that field."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy import orm as so

from indexer.worker import Part
from kennis.access import Zichtbaarheid
from kennis.db.base import now
from kennis.db.organisaties import namen_van
from kennis.search.records import IndexRecord
from kenniskaarten.herindeling.namen import vroegere_namen
from kenniskaarten.models import Kaart, KaartDeskundigheid, Veld
from kenniskaarten.vraagmodels import Antwoord, Vraag
from kenniskaarten.zicht import level_of, level_of_deskundigheid

KAART = "kaart"
VRAAG = "vraag"

# The parts of a card in which one searches, with how their text is found.
_TEXTS: Mapping[Veld, Callable[[Kaart], Sequence[str]]] = {
    Veld.FUNCTIES: lambda kaart: [functie.naam for functie in kaart.functies],
    Veld.AANSPREEKBAAR: lambda kaart: [kaart.aanspreekbaar],
    Veld.OVER: lambda kaart: [kaart.over],
    Veld.DEELNAMES: lambda kaart: [f"{deelname.rol}: {deelname.naam}" for deelname in kaart.deelnames],
    Veld.TALEN: lambda kaart: kaart.talen,
}


def kaart_records(session: so.Session, ids: Sequence[int]) -> list[IndexRecord]:
    """Return a record for each level of each card: all that has that level, and nothing more closed."""
    query = sa.select(Kaart).where(Kaart.id.in_(ids), Kaart.vertrokken_op.is_(None)).order_by(Kaart.id)
    kaarten, vandaag = session.scalars(query).all(), now().date()
    vroeger = vroegere_namen(session, [kaart.gebruiker for kaart in kaarten], vandaag)
    return [record for kaart in kaarten for record in _kaart(kaart, vroeger.get(kaart.gebruiker_id, ()))]


def _kaart(kaart: Kaart, vroeger: Sequence[str]) -> Iterator[IndexRecord]:
    texts: dict[Zichtbaarheid, list[str]] = {kaart.zichtbaarheid: [kaart.gebruiker.naam]}
    subjects: dict[Zichtbaarheid, list[str]] = {}
    for veld, read in _TEXTS.items():
        texts.setdefault(level_of(kaart, veld), []).extend(filter(None, read(kaart)))
    for deskundigheid in kaart.deskundigheden:
        level = level_of_deskundigheid(deskundigheid)
        texts.setdefault(level, []).append(described(deskundigheid))
        if deskundigheid.deskundigheid:
            subjects.setdefault(level, []).append(deskundigheid.naam)
    organisatie = kaart.gebruiker.organisatie
    for level, lines in texts.items():
        if lines:
            yield IndexRecord(
                id=f"{KAART}:{kaart.id}.{level}",
                bron=f"{KAART}:{kaart.id}",
                groep=f"{KAART}:{kaart.id}",
                soort=KAART,
                titel=kaart.gebruiker.naam,
                tekst=". ".join(line.strip().rstrip(".") for line in lines),
                context=organisatie.naam if organisatie else "",
                zichtbaarheid=level,
                organisatie_id=kaart.gebruiker.organisatie_id,
                facetten={
                    "soort": (KAART,),
                    "organisatie": (*namen_van(organisatie, now().date()), *vroeger),
                    "thema": tuple(subjects.get(level, ())),
                },
                datum=kaart.bevestigd_op.date(),
            )


def described(entry: KaartDeskundigheid) -> str:
    """Return a subject as it is found: its name, and what the list says of it in other words."""
    other = entry.deskundigheid.omschrijving if entry.deskundigheid else ""
    return f"{entry.naam}: {other}" if other else entry.naam


def all_kaart_ids(session: so.Session) -> list[int]:
    return list(session.scalars(sa.select(Kaart.id).where(Kaart.vertrokken_op.is_(None)).order_by(Kaart.id)))


def vraag_records(session: so.Session, ids: Sequence[int]) -> list[IndexRecord]:
    """Return a record for each question whose asker consents, and one for each answer whose writer does."""
    found = session.scalars(sa.select(Vraag).where(Vraag.id.in_(ids), Vraag.vindbaar).order_by(Vraag.id))
    return [record for vraag in found for record in _vraag(vraag)]


def _vraag(vraag: Vraag) -> Iterator[IndexRecord]:
    yield _vraag_record(vraag, f"{VRAAG}:{vraag.id}", vraag.tekst)
    for antwoord in vraag.antwoorden:
        if antwoord.vindbaar:
            yield _vraag_record(vraag, f"antwoord:{antwoord.id}", antwoord.tekst, antwoord)


def _vraag_record(vraag: Vraag, name: str, tekst: str, antwoord: Antwoord | None = None) -> IndexRecord:
    onderwerp = vraag.deskundigheid
    return IndexRecord(
        id=name,
        bron=f"{VRAAG}:{vraag.id}",
        groep=f"{VRAAG}:{vraag.id}",
        soort=VRAAG,
        titel=vraag.titel,
        tekst=tekst,
        context=" › ".join(filter(None, [onderwerp.naam if onderwerp else "", vraag.titel])),
        zichtbaarheid=vraag.zichtbaarheid,
        organisatie_id=vraag.organisatie_id,
        facetten={
            "soort": (VRAAG,),
            "organisatie": namen_van(vraag.organisatie, now().date()),
            "thema": (onderwerp.naam,) if onderwerp else (),
        },
        datum=(antwoord.geschreven_op if antwoord else vraag.gesteld_op).date(),
    )


def all_vraag_ids(session: so.Session) -> list[int]:
    return list(session.scalars(sa.select(Vraag.id).where(Vraag.vindbaar).order_by(Vraag.id)))


KAARTEN = Part(bron=KAART, records=kaart_records, all_ids=all_kaart_ids)
VRAGEN = Part(bron=VRAAG, records=vraag_records, all_ids=all_vraag_ids)
