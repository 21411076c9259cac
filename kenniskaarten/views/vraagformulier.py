"""The form for a new question, in two steps that work without script; what was typed is kept at every step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import sqlalchemy as sa
from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kennis.access import Zichtbaarheid
from kennis.db.base import now
from kennis.db.documenten import visible_titels
from kennis.db.organisaties import Gebruiker
from kennis.errors import NotFoundError, VraagError
from kennis.mensen import Persoon
from kennis.web.diensten import db
from kennis.web.documenten import MAX_ID
from kennis.web.sessies import lezer
from kenniskaarten.models import MAX_NAAM, Deskundigheid, Kaart
from kenniskaarten.ontvangers import find_gevraagde, find_groepen, is_rechtstreeks
from kenniskaarten.views.vraaghulp import find_existing, find_kenners
from kenniskaarten.vraagmodels import Gericht
from kenniskaarten.vraagregels import NieuweVraag, fouten_in_tekst, keuzes, many_lines, one_line
from kenniskaarten.vragen import ask

MAX_DOCUMENTEN = 5
NETWERK, KAART, GROEP = "netwerk", "kaart", "groep"  # what the form calls whom one asks: 'kaart:12'
NETWORK_ASKS = 5  # people who know the subject that get a question to the network


@dataclass(frozen=True, slots=True)
class Ingevuld:
    """The form as it was filled in so far; `aan` is what it calls whom one asks."""

    nieuw: NieuweVraag
    aan: str


def ask_in_steps(steller: Gebruiker) -> ResponseReturnValue:
    ingevuld = _read_form()
    if request.method == "GET":
        return _first_step(ingevuld)
    step, fouten = request.form.get("stap", ""), fouten_in_tekst(ingevuld.nieuw)
    if fouten:
        return _first_step(ingevuld, fouten), 400
    if step == "terug":
        return _first_step(ingevuld)
    return _send(steller, ingevuld) if step == "verstuur" else _second_step(ingevuld)


def _send(steller: Gebruiker, ingevuld: Ingevuld) -> ResponseReturnValue:
    nieuw = ingevuld.nieuw
    to_network = nieuw.gericht is Gericht.NETWERK
    kenners = find_kenners(nieuw.titel, nieuw.deskundigheid_id, NETWORK_ASKS) if to_network else []
    try:
        vraag = ask(db(), steller, nieuw, [kenner.gebruiker_id for kenner in kenners])
    except VraagError as error:
        return _second_step(ingevuld, error.fouten), error.status
    return redirect(url_for("vragen.vraag", vraag_id=vraag.id, gedaan="gesteld"), 303)


def _first_step(ingevuld: Ingevuld, fouten: Mapping[str, str] | None = None) -> str:
    return render_template("vragen/nieuw.html", fouten=fouten or {}, **_known(ingevuld))


def _second_step(ingevuld: Ingevuld, fouten: Mapping[str, str] | None = None) -> str:
    nieuw = ingevuld.nieuw
    return render_template(
        "vragen/versturen.html",
        fouten=fouten or {},
        gevonden=find_existing(nieuw.titel),
        onderwerpen=_onderwerpen(),
        keuzes=keuzes(lezer()),
        groepen=find_groepen(db(), lezer(), now().date()),
        kenners=_others(find_kenners(nieuw.titel, nieuw.deskundigheid_id), nieuw.kaart_id),
        **_known(ingevuld),
    )


def _known(ingevuld: Ingevuld) -> dict[str, object]:
    """Return what both steps show: what was typed, whom one asks and by what way, and the documents."""
    kaart = _gevraagde(ingevuld.nieuw)
    return {
        "nieuw": ingevuld.nieuw,
        "aan": ingevuld.aan if kaart or ingevuld.nieuw.gericht is not Gericht.PERSOON else NETWERK,
        "kaart": kaart,
        "rechtstreeks": kaart is not None and is_rechtstreeks(lezer(), kaart),
        "documenten": visible_titels(db(), lezer(), ingevuld.nieuw.document_ids),
    }


def _gevraagde(nieuw: NieuweVraag) -> Kaart | None:
    """Return the card of whom one asks; nobody when there is no such card for this reader."""
    try:
        return find_gevraagde(db(), lezer(), nieuw.kaart_id) if nieuw.kaart_id else None
    except NotFoundError:
        return None


def _others(kenners: Sequence[Persoon], kaart_id: int | None) -> list[Persoon]:
    return [kenner for kenner in kenners if kenner.kaart_id != kaart_id]


def _onderwerpen() -> list[Deskundigheid]:
    """Return the subjects that can be chosen, each field of work before what is narrower."""
    in_use = (Deskundigheid.vastgesteld_op.is_not(None), Deskundigheid.ingetrokken_op.is_(None))
    rows = db().scalars(sa.select(Deskundigheid).where(*in_use))
    return sorted(rows, key=lambda x: (_top(x).naam.casefold(), x.boven is not None, x.naam.casefold()))


def _top(deskundigheid: Deskundigheid) -> Deskundigheid:
    return deskundigheid.boven or deskundigheid


def _read_form() -> Ingevuld:
    """Read the form, or the address that leads to it; whatever it cannot be is left out."""
    given = request.values
    nieuw = NieuweVraag(
        titel=one_line(given.get("titel", given.get("vraag", ""))),
        tekst=many_lines(given.get("tekst", "")),
        deskundigheid_id=_number(given.get("onderwerp", "")),
        document_ids=tuple(filter(None, map(_number, given.getlist("document")[:MAX_DOCUMENTEN]))),
        zichtbaarheid=read_level(given.get("zichtbaarheid", "")),
    )
    aan = given.get("aan", "")
    return _addressed(nieuw, f"{KAART}:{aan}" if aan.isdecimal() else aan)


def _addressed(nieuw: NieuweVraag, aan: str) -> Ingevuld:
    soort, _, rest = aan.partition(":")
    if soort == KAART and (number := _number(rest)):
        return Ingevuld(replace(nieuw, gericht=Gericht.PERSOON, kaart_id=number), aan)
    if soort == GROEP and rest:
        return Ingevuld(replace(nieuw, gericht=Gericht.GROEP, groep=one_line(rest)[:MAX_NAAM]), aan)
    return Ingevuld(nieuw, NETWERK)


def _number(text: str) -> int | None:
    """Return an id that a row may have."""
    number = int(text) if text.isascii() and text.isdecimal() and len(text) <= len(str(MAX_ID)) else 0
    return number if 0 < number <= MAX_ID else None


def read_level(text: str) -> Zichtbaarheid | None:
    """Return the level that a form names; None for a question that nobody else finds."""
    return Zichtbaarheid(text) if text in set(Zichtbaarheid) else None
