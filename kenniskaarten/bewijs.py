"""Gathering the evidence for a question: out of rows, and of these only what the reader may see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.access import Lezer
from kennis.db.documenten import visible_titels
from kennis.db.organisaties import Gebruiker
from kennis.search.engine import Found
from kennis.treffers import DOCUMENT
from kenniskaarten import bewijszinnen as zinnen
from kenniskaarten.deskundigen import DAGEN, Bewijs, BewijsSoort, Wie
from kenniskaarten.kaartbewijs import OpKaart, read_kaart, wie_van
from kenniskaarten.models import Aanbeveling, Betrokkenheid, Deelname, Kaart, KaartDeskundigheid, Veld
from kenniskaarten.records import KAART, VRAAG
from kenniskaarten.relevantie import Gekozen, Gevraagd, by_meaning, relevant
from kenniskaarten.vraagmodels import Antwoord, AntwoordSoort, Ontvanger, Vraag
from kenniskaarten.zicht import sees_veld, visible_kaarten

MOST = 30  # cards, questions and documents of each that are looked at; what comes after is worse

Part = so.QueryableAttribute[Any]
ALL_PARTS: Sequence[Part] = (Kaart.deskundigheden, Kaart.deelnames, Kaart.functies)

Sterktes = Mapping[int, float]  # by number of a question or document, how much it is about the subject


@dataclass(frozen=True, slots=True)
class Gevonden:
    """What the index holds about a question: cards, and apart from these the questions and documents."""

    kaarten: Found
    anderen: Found


def about_vraag(session: so.Session, lezer: Lezer, gevonden: Gevonden, dag: date) -> list[Bewijs]:
    """Return the evidence that the people whom this reader may see know about a question."""
    nabij = by_meaning(gevonden.kaarten, KAART, MOST)
    meetlat = Gevraagd(gevonden.kaarten)
    kaarten = load_kaarten(session, lezer, Kaart.id.in_(nabij)) if nabij else ()
    read = [read_kaart(kaart, lezer, meetlat, nabij[kaart.id], dag) for kaart in kaarten]
    vragen = relevant(gevonden.anderen, VRAAG, MOST)
    documenten = relevant(gevonden.anderen, DOCUMENT, MOST)
    return _willing(
        read,
        [
            *_about_antwoorden(session, lezer, vragen),
            *_about_documenten(session, lezer, documenten),
            *_about_aanbevelingen(session, read),
        ],
    )


def about_onderwerp(session: so.Session, lezer: Lezer, ids: Collection[int], dag: date) -> list[Bewijs]:
    """Return the evidence that people know about entries of the list of subjects."""
    on_card = Kaart.deskundigheden.any(KaartDeskundigheid.deskundigheid_id.in_(ids))
    takes_part = Kaart.deelnames.any(Deelname.deskundigheid_id.in_(ids))
    meetlat = Gekozen(ids)
    kaarten = load_kaarten(session, lezer, sa.or_(on_card, takes_part))
    read = [read_kaart(kaart, lezer, meetlat, 0.0, dag) for kaart in kaarten]
    vragen = dict.fromkeys(session.scalars(sa.select(Vraag.id).where(Vraag.deskundigheid_id.in_(ids))), 1.0)
    antwoorden = _about_antwoorden(session, lezer, vragen)
    return _willing(read, [*antwoorden, *_about_aanbevelingen(session, read)])


def about_document(session: so.Session, lezer: Lezer, document_id: int) -> list[Bewijs]:
    """Return who wrote a document, or can be asked about it."""
    return list(_about_documenten(session, lezer, {document_id: 1.0}))


def belasting(session: so.Session, gebruiker_ids: Collection[int], moment: datetime) -> Counter[int]:
    """Return how often each of these people was asked something or answered in the last days.

    A question of which somebody let go does not count: it asks nothing of him any more.
    """
    since = moment - timedelta(days=DAGEN)
    asked = sa.select(Ontvanger.gebruiker_id).where(
        Ontvanger.gebruiker_id.in_(gebruiker_ids), Ontvanger.gevraagd_op > since, Ontvanger.afgezien_op.is_(None)
    )
    answered = sa.select(Antwoord.schrijver_id).where(
        Antwoord.schrijver_id.in_(gebruiker_ids), Antwoord.geschreven_op > since
    )
    return Counter(session.scalars(sa.union_all(asked, answered)))


def load_kaarten(
    session: so.Session, lezer: Lezer, condition: sa.ColumnElement[bool], parts: Sequence[Part] = ALL_PARTS
) -> Sequence[Kaart]:
    """Return the cards of this condition that a reader may see, with these parts of what stands on them."""
    query = (
        sa.select(Kaart)
        .join(Kaart.gebruiker)
        .where(condition, visible_kaarten(lezer))
        .options(so.contains_eager(Kaart.gebruiker), *map(so.selectinload, parts))
        .order_by(Kaart.id)
    )
    return session.scalars(query).unique().all()


def visible_vragen(lezer: Lezer) -> sa.ColumnElement[bool]:
    """Return the condition on Vraag of being found by this reader: its asker consented, and he may see it."""
    at_home = sa.and_(Vraag.zichtbaarheid.in_(lezer.at_home), Vraag.organisatie_id.in_(lezer.eigen))
    return sa.and_(Vraag.vindbaar, sa.or_(Vraag.zichtbaarheid.in_(lezer.everywhere), at_home))


def _willing(read: Sequence[OpKaart], others: Sequence[Bewijs]) -> list[Bewijs]:
    """Return all evidence, but not of who does not want to be asked about it; looked for by name one finds him."""
    unwilling = {one.kaart.gebruiker_id for one in read if one.liever_niet}
    pieces = [*(bewijs for one in read for bewijs in one.bewijzen), *others]
    return [
        bewijs
        for bewijs in pieces
        if bewijs.soort is BewijsSoort.GENOEMD or bewijs.wie.gebruiker_id not in unwilling
    ]


def _about_antwoorden(session: so.Session, lezer: Lezer, vragen: Sterktes) -> Iterator[Bewijs]:
    if not vragen:
        return
    query = (
        sa.select(Antwoord, Vraag, Gebruiker.naam)
        .join(Antwoord.vraag)
        .join(Gebruiker, Antwoord.schrijver_id == Gebruiker.id)
        .join(Kaart, Kaart.gebruiker_id == Gebruiker.id)
        .where(
            Vraag.id.in_(vragen),
            visible_vragen(lezer),
            Antwoord.vindbaar,
            Antwoord.soort == AntwoordSoort.ANTWOORD,
            Antwoord.schrijver_id != Vraag.steller_id,
            visible_kaarten(lezer),
        )
    )
    for antwoord, vraag, naam in session.execute(query):
        soort = BewijsSoort.NUTTIG_ANTWOORD if antwoord.nuttig_op else BewijsSoort.ANTWOORD
        dag = antwoord.geschreven_op.date()
        zin = zinnen.beantwoordde(vraag.titel, dag, nuttig=antwoord.nuttig_op is not None)
        wie = Wie(naam, antwoord.schrijver_id)
        yield Bewijs(wie, soort, vragen[vraag.id], dag, zin, f"antwoord:{antwoord.id}")


def _about_documenten(session: so.Session, lezer: Lezer, documenten: Sterktes) -> Iterator[Bewijs]:
    if not documenten:
        return
    query = (
        sa.select(Betrokkenheid, Kaart)
        .join(Betrokkenheid.kaart)
        .join(Kaart.gebruiker)
        .where(Betrokkenheid.document_id.in_(documenten), visible_kaarten(lezer))
        .options(so.contains_eager(Kaart.gebruiker))
    )
    rows = [(row, kaart) for row, kaart in session.execute(query) if sees_veld(lezer, kaart, Veld.DOCUMENTEN)]
    found = visible_titels(session, lezer, {row.document_id for row, _ in rows}) if rows else []
    titels = {titel.document_id: titel for titel in found}
    for row, kaart in rows:
        titel = titels.get(row.document_id)
        if titel:
            dag = titel.datum or row.toegevoegd_op.date()
            zin = zinnen.betrokken(row.rol, titel.titel, titel.datum)
            sterkte = documenten[row.document_id]
            yield Bewijs(wie_van(kaart), BewijsSoort.DOCUMENT, sterkte, dag, zin, f"betrokkenheid:{row.id}")


def _about_aanbevelingen(session: so.Session, read: Sequence[OpKaart]) -> Iterator[Bewijs]:
    """Yield the recommendations for what these cards say about the subject, and the reader sees there."""
    kaarten = {one.kaart.id: one for one in read if one.onderwerpen}
    if not kaarten:
        return
    query = (
        sa.select(Aanbeveling)
        .where(Aanbeveling.kaart_id.in_(kaarten))
        .options(so.joinedload(Aanbeveling.deskundigheid))
    )
    for row in session.scalars(query):
        one = kaarten[row.kaart_id]
        if row.deskundigheid_id in one.onderwerpen:
            dag = row.gegeven_op.date()
            zin = zinnen.aanbevolen(row.deskundigheid.naam, dag)
            sure = one.onderwerpen[row.deskundigheid_id]
            yield Bewijs(wie_van(one.kaart), BewijsSoort.AANBEVOLEN, sure, dag, zin, f"aanbeveling:{row.id}")
