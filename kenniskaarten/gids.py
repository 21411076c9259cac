"""The gids: the cards that a reader may see, filtered inside the query by what he may see of each."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.access import Lezer
from kennis.db.organisaties import Gebruiker, Organisatie
from kenniskaarten.formulieren import DAGEN
from kenniskaarten.models import Deskundigheid, Kaart, KaartDeskundigheid, Veld
from kenniskaarten.zicht import visible_deskundigheden, visible_kaarten, visible_velden

PER_PAGINA = 20

Query = sa.Select[Kaart]


@dataclass(frozen=True, slots=True)
class Gidsvraag:
    """What one looks for in the gids; what is empty or None filters nothing."""

    naam: str = ""
    organisatie_id: int | None = None
    deskundigheid_id: int | None = None
    taal: str = ""
    beschikbaar: bool = False
    pagina: int = 1

    @property
    def is_empty(self) -> bool:
        return replace(self, pagina=1) == Gidsvraag()


@dataclass(frozen=True, slots=True)
class Keuzes:
    """What a reader can filter by: only what stands on cards that he may see."""

    organisaties: Sequence[Organisatie]
    deskundigheden: Sequence[Deskundigheid]
    talen: Sequence[str]


def find_kaarten(
    session: so.Session, lezer: Lezer, vraag: Gidsvraag, vandaag: date
) -> tuple[Sequence[Kaart], int]:
    """Return a page of the cards that answer, by name, and how many there are in all."""
    query = _narrowed(_visible(lezer), lezer, vraag, vandaag)
    totaal = session.scalar(sa.select(sa.func.count()).select_from(query.subquery())) or 0
    page = (
        query.order_by(sa.func.lower(Gebruiker.naam), Kaart.id)
        .offset((vraag.pagina - 1) * PER_PAGINA)
        .limit(PER_PAGINA)
        .options(so.contains_eager(Kaart.gebruiker), *for_weergave())
    )
    return session.scalars(page).all(), totaal


def for_weergave() -> tuple[so.interfaces.LoaderOption, ...]:
    """Return how to load at once what is shown of many cards."""
    subjects = so.selectinload(Kaart.deskundigheden).joinedload(KaartDeskundigheid.deskundigheid)
    return (
        so.selectinload(Kaart.functies),
        so.selectinload(Kaart.deelnames),
        subjects.joinedload(Deskundigheid.boven),
    )


def keuzes(session: so.Session, lezer: Lezer) -> Keuzes:
    visible = _visible(lezer).with_only_columns(Kaart.id)
    organisaties = (
        sa.select(Organisatie)
        .join(Gebruiker, Gebruiker.organisatie_id == Organisatie.id)
        .join(Kaart, Kaart.gebruiker_id == Gebruiker.id)
        .where(Kaart.id.in_(visible))
    )
    talen = _visible(lezer).where(visible_velden(lezer, Veld.TALEN)).with_only_columns(Kaart.talen)
    return Keuzes(
        session.scalars(organisaties.distinct().order_by(Organisatie.naam)).all(),
        _deskundigheden(session, lezer),
        sorted({taal for row in session.scalars(talen) for taal in row}),
    )


def _visible(lezer: Lezer) -> Query:
    query = sa.select(Kaart).join(Gebruiker, Kaart.gebruiker_id == Gebruiker.id)
    return query.where(visible_kaarten(lezer), Kaart.vertrokken_op.is_(None))


def _narrowed(query: Query, lezer: Lezer, vraag: Gidsvraag, vandaag: date) -> Query:
    for word in vraag.naam.split():
        query = query.where(Gebruiker.naam.icontains(word, autoescape=True))
    if vraag.organisatie_id is not None:
        query = query.where(Gebruiker.organisatie_id == vraag.organisatie_id)
    if vraag.deskundigheid_id is not None:
        query = query.where(_knows(lezer, vraag.deskundigheid_id))
    if vraag.taal:
        query = query.where(visible_velden(lezer, Veld.TALEN), _holds(Kaart.talen, vraag.taal))
    if vraag.beschikbaar:
        query = query.where(*_available(lezer, vandaag))
    return query


def _knows(lezer: Lezer, deskundigheid_id: int) -> sa.ColumnElement[bool]:
    """Return that a subject, or one within it, stands on the card for this reader."""
    top = sa.select(Deskundigheid.id.label("id")).where(Deskundigheid.id == deskundigheid_id).cte(recursive=True)
    below = sa.or_(Deskundigheid.boven_id == top.c.id, Deskundigheid.opvolger_id == top.c.id)
    wanted = top.union(sa.select(Deskundigheid.id).join(top, below))
    return sa.exists().where(
        KaartDeskundigheid.kaart_id == Kaart.id,
        KaartDeskundigheid.deskundigheid_id.in_(sa.select(wanted.c.id)),
        visible_deskundigheden(lezer),
    )


def _available(lezer: Lezer, vandaag: date) -> tuple[sa.ColumnElement[bool], ...]:
    """Return that the reader may know somebody to work today, and does not know him to be away."""
    has_begun = sa.or_(Kaart.afwezig_van.is_(None), Kaart.afwezig_van <= vandaag)
    goes_on = sa.or_(Kaart.afwezig_tot.is_(None), Kaart.afwezig_tot >= vandaag)
    is_set = sa.or_(Kaart.afwezig_van.is_not(None), Kaart.afwezig_tot.is_not(None))
    away = sa.and_(visible_velden(lezer, Veld.AFWEZIG), is_set, has_begun, goes_on)
    dag = tuple(DAGEN)[vandaag.weekday()]
    return visible_velden(lezer, Veld.WERKDAGEN), _holds(Kaart.werkdagen, dag), sa.not_(away)


def _holds(column: so.InstrumentedAttribute[list[str]], word: str) -> sa.ColumnElement[bool]:
    """Return that a list kept as JSON has this word, on any database."""
    return sa.cast(column, sa.Text).contains(json.dumps(word), autoescape=True)


def _deskundigheden(session: so.Session, lezer: Lezer) -> Sequence[Deskundigheid]:
    """Return the subjects that stand on cards for this reader, with the wider subject of each, by name."""
    own = (
        sa.select(KaartDeskundigheid.deskundigheid_id)
        .join(Kaart, KaartDeskundigheid.kaart_id == Kaart.id)
        .join(Gebruiker, Kaart.gebruiker_id == Gebruiker.id)
        .where(visible_deskundigheden(lezer), Kaart.vertrokken_op.is_(None))
    )
    wider = sa.select(Deskundigheid.boven_id).where(Deskundigheid.id.in_(own))
    query = sa.select(Deskundigheid).where(
        sa.or_(Deskundigheid.id.in_(own), Deskundigheid.id.in_(wider)), Deskundigheid.ingetrokken_op.is_(None)
    )
    return session.scalars(query.order_by(Deskundigheid.naam)).all()
