"""The cards of an organisation, for its beheerder and the regisseur: numbers, reports, and a table out and in."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from itsdangerous import BadData

from kennis.access import Rol
from kennis.db.base import now
from kennis.db.begrippen import sort_key
from kennis.db.organisaties import Gebruiker, Organisatie
from kennis.errors import LijstError, NotFoundError, UsageError
from kennis.web.diensten import db, diensten
from kennis.web.documenten import ID
from kennis.web.sessies import ingelogde, lezer
from kenniskaarten.bewaren import BEWAARD_DAGEN
from kenniskaarten.inlezen import Plan, apply, make_plan
from kenniskaarten.kaartrij import seen_rij
from kenniskaarten.melden import come_back, find_kaart, handle, may_handle, vertrek_meldingen
from kenniskaarten.models import Kaart
from kenniskaarten.overzicht import overzicht
from kenniskaarten.tabel import KOLOMMEN, MAX_BYTES, decode, write
from kenniskaarten.views._inlezen import Zegel, opened, sent_file, signed

blueprint = Blueprint("organisatie", __name__, url_prefix="/mijn-organisatie/kaarten")

SHOWN = 100  # rows of each kind that the page shows; all of them are done
ZEGEL = Zegel("kaarten inlezen", 450_000)
ANTWOORDEN = {"ja": True, "nee": False}


@blueprint.before_request
def _for_who_looks_after_cards() -> None:
    """For others than beheerders and the regisseur these pages do not exist."""
    gebruiker = ingelogde()
    if gebruiker is not None and gebruiker.rol not in {Rol.BEHEERDER, Rol.REGISSEUR}:
        raise NotFoundError


@blueprint.get("")
def kaarten() -> str:
    found = _organisatie()
    return render_template(
        "kenniskaarten/organisatie.html",
        organisatie=found,
        keuzes=_keuzes(),
        overzicht=overzicht(db(), found.id, now()),
        meldingen=vertrek_meldingen(db(), lezer(), found.id),
        vertrokken=_vertrokken(found),
        bewaard=BEWAARD_DAGEN,
        gedaan=request.args.get("gedaan", ""),
    )


@blueprint.get("/kaarten.csv")
def csv() -> Response:
    found, vandaag = _organisatie(), now().date()
    query = sa.select(Kaart).join(Kaart.gebruiker).where(Gebruiker.organisatie_id == found.id)
    rows = db().scalars(query.where(Kaart.vertrokken_op.is_(None))).unique()
    ordered = sorted(rows, key=lambda kaart: sort_key(kaart.gebruiker.naam))
    response = Response(write(seen_rij(lezer(), kaart, vandaag) for kaart in ordered), mimetype="text/csv")
    response.headers["Content-Disposition"] = "attachment; filename=kenniskaarten.csv"
    return response


@blueprint.post(f"/melding/<{ID}:melding_id>")
def melding(melding_id: int) -> ResponseReturnValue:
    """Say whether somebody left, as a colleague reported."""
    antwoord = ANTWOORDEN.get(request.form.get("vertrokken", ""))
    if antwoord is None:
        raise UsageError
    handled = handle(db(), lezer(), melding_id, is_vertrokken=antwoord)
    what = "vertrokken" if antwoord else "blijft"
    return redirect(url_for(".kaarten", **_choice(handled.kaart.gebruiker.organisatie_id), gedaan=what), 303)


@blueprint.post(f"/<{ID}:kaart_id>/terug")
def terug(kaart_id: int) -> ResponseReturnValue:
    """Let somebody who was said to have left be found again."""
    kaart = find_kaart(db(), kaart_id, Kaart.vertrokken_op.is_not(None))
    if not may_handle(lezer(), kaart.gebruiker.organisatie_id):
        raise NotFoundError
    come_back(db(), kaart)
    return redirect(url_for(".kaarten", **_choice(kaart.gebruiker.organisatie_id), gedaan="terug"), 303)


@blueprint.route("/inlezen", methods=["GET", "POST"])
def inlezen() -> ResponseReturnValue:
    """Take a table, and show what it would do before anything is done."""
    found = _organisatie()
    if request.method == "GET":
        return _form(found)
    try:
        tekst = decode(sent_file(MAX_BYTES))
        plan = make_plan(db(), found, tekst)
        token = signed(ZEGEL, [tekst, plan.stempel, found.id, lezer().gebruiker_id])
    except LijstError as error:
        return _form(found, error.fouten), 400
    return _preview(found, plan, token)


@blueprint.post("/inlezen/uitvoeren")
def uitvoeren() -> ResponseReturnValue:
    """Do what was shown, all of it, unless something changed since."""
    found = _organisatie()
    try:
        tekst, stempel, organisatie_id, gebruiker_id = opened(ZEGEL, request.form.get("plan", ""))
        if (organisatie_id, gebruiker_id) != (found.id, lezer().gebruiker_id):
            raise NotFoundError
        apply(db(), found, tekst, stempel, diensten().installatie.config.contact)
    except BadData:
        return _form(found, {"bestand": "U keek langer dan een uur geleden. Kies het bestand nog eens."}), 400
    except LijstError as error:
        return _form(found, error.fouten), 400
    return redirect(url_for(".kaarten", **_choice(found.id), gedaan="ingelezen"), 303)


def _organisatie() -> Organisatie:
    """Return the organisation that was chosen, or one's own; NotFoundError for what is not his to look after."""
    gebruiker = ingelogde()
    chosen = request.values.get("organisatie", type=int)
    own = gebruiker.organisatie_id if gebruiker else None
    number = chosen if chosen is not None else own
    found = db().get(Organisatie, number) if number is not None else None
    if found is None and chosen is None and lezer().rol is Rol.REGISSEUR:
        found = db().scalars(sa.select(Organisatie).order_by(Organisatie.naam)).first()
    if found is None or not may_handle(lezer(), found.id):
        raise NotFoundError
    return found.voortgezet_op(now().date())  # nobody is added to what exists no more


def _keuzes() -> list[Organisatie]:
    """Return the organisations between which this reader chooses: only the regisseur has a choice."""
    if lezer().rol is not Rol.REGISSEUR:
        return []
    return sorted(db().scalars(sa.select(Organisatie)), key=lambda row: sort_key(row.naam))


def _choice(organisatie_id: int | None) -> dict[str, Any]:
    return {"organisatie": organisatie_id} if lezer().rol is Rol.REGISSEUR else {}


def _vertrokken(found: Organisatie) -> list[Kaart]:
    query = sa.select(Kaart).join(Kaart.gebruiker).where(Gebruiker.organisatie_id == found.id)
    left = query.where(Kaart.vertrokken_op.is_not(None)).order_by(Kaart.vertrokken_op, Kaart.id)
    return list(db().scalars(left).unique())


def _form(found: Organisatie, fouten: dict[str, str] | None = None) -> str:
    return render_template(
        "kenniskaarten/inlezen.html",
        organisatie=found,
        keuze=_choice(found.id),
        kolommen=KOLOMMEN,
        fouten=fouten or {},
    )


def _preview(found: Organisatie, plan: Plan, token: str) -> str:
    return render_template(
        "kenniskaarten/voorbeeld_inlezen.html",
        organisatie=found,
        keuze=_choice(found.id),
        plan=plan,
        token=token,
        getoond=SHOWN,
    )
