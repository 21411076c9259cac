"""The pages of halen en brengen: the balance of an organisatie, what stands behind it, and taking that back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import sqlalchemy as sa
from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kennis.access import Rol
from kennis.db.base import now
from kennis.db.documenten import visible_titels
from kennis.db.organisaties import Organisatie
from kennis.errors import NotFoundError
from kennis.web.diensten import db
from kennis.web.invoer import read_pagina
from kennis.web.sessies import ingelogde, lezer
from kennis.web.zoekpagina import pages_around
from kenniskaarten.balans.afspraakmodels import Sein
from kenniskaarten.balans.boeken import storneer
from kenniskaarten.balans.gebeurtenissen import boek_gebruik, may_use
from kenniskaarten.balans.hoeveelheden import hoeveelheid, met_teken, roepnaam, voluit
from kenniskaarten.balans.jaar import Jaarbalans, jaarbalans, read_normen
from kenniskaarten.balans.kansen import open_kwartalen, vraagkansen
from kenniskaarten.balans.models import ALS_GEHEEL, Boeking, Eenheid
from kenniskaarten.balans.overzicht import PER_PAGINA, count_posten, posten
from kenniskaarten.balans.rapport import NOTHING, make_rapport
from kenniskaarten.balans.saldo import Stand
from kenniskaarten.balans.seinen import last_sein
from kenniskaarten.balans.stromen import stromen
from kenniskaarten.balans.themas import uren_per_thema
from kenniskaarten.balans.trend import line
from kenniskaarten.balans.uren import kwartaal_van
from kenniskaarten.balans.waarde import jaarwaarde
from kenniskaarten.balans.zinnen import tegen_de_norm, wat_bracht, wat_kreeg
from kenniskaarten.projecten.zicht import visible_namen
from kenniskaarten.views._balans import (
    OF_A_GEMEENTE,
    PREFIX,
    chosen_jaar,
    find_partij,
    known_jaren,
    may_book,
    of_a_gemeente,
    own_organisatie,
)
from kenniskaarten.views.uren import YEARS_BACK

blueprint = Blueprint("balans", __name__, url_prefix=PREFIX)
for _filter in (hoeveelheid, voluit, met_teken, roepnaam, line):
    blueprint.add_app_template_filter(_filter)

MAX_REDEN = 300


@blueprint.get("")
def start() -> ResponseReturnValue:
    """Show a regisseur all organisaties, and somebody else his own."""
    gebruiker = of_a_gemeente()
    if gebruiker.rol is not Rol.REGISSEUR:
        own = url_for(".organisatie", organisatie_id=own_organisatie(gebruiker), jaar=request.args.get("jaar"))
        return redirect(own)
    return render_template(
        "balans/regio.html",
        rapport=make_rapport(db(), chosen_jaar(), now().date()),
        waarde=jaarwaarde(db(), jaarbalans(db(), chosen_jaar())),
        ids={row.naam: row.id for row in db().scalars(sa.select(Organisatie))},
        jaren=known_jaren(),
    )


@blueprint.get("/<int:organisatie_id>")
def organisatie(organisatie_id: int) -> str:
    partij, jaar, vandaag = find_partij(organisatie_id), chosen_jaar(), now().date()
    balans = jaarbalans(db(), jaar)
    standen = {eenheid: balans.partijen.get(partij.naam, {}).get(eenheid, NOTHING) for eenheid in Eenheid}
    uren = uren_per_thema(db(), partij.id, jaar)
    return render_template(
        "balans/organisatie.html",
        partij=partij,
        jaar=jaar,
        jaren=known_jaren(),
        standen=standen,
        zinnen=_in_words(partij, jaar, standen),
        uren=uren,
        stromen=stromen(db(), partij.id, jaar),
        kansen=_kansen(partij, jaar),
        nog_te_werken=sum(row.nog_te_werken for row in uren),
        waarde=jaarwaarde(db(), balans),
        sein=_eigen_sein(partij, balans),
        mag_boeken=may_book(partij.id),
        kwartaal=kwartaal_van(vandaag),
        voorgangers=partij.voorgangers_op(vandaag),
        opgegaan_in=partij.ging_op_in(vandaag),
        gedaan=request.args.get("gedaan"),
    )


def _in_words(partij: Organisatie, jaar: int, standen: Mapping[Eenheid, Stand]) -> list[str]:
    """Say in some sentences what an organisatie brought, held against the norm where there is one, and got."""
    vandaag = now().date()
    has_norm = read_normen(db()).on(date(jaar, 12, 31)) is not None
    against = tegen_de_norm(standen[Eenheid.UREN], bezig=jaar == vandaag.year) if has_norm else ""
    said = (wat_bracht(partij.naam, jaar, standen), against, wat_kreeg(partij.naam, standen))
    return [zin for zin in said if zin]


def _kansen(partij: Organisatie, jaar: int) -> dict[str, object]:
    """Return what can still be done: questions to answer now, and for who books the quarters without hours."""
    vandaag = now().date()
    is_enterable = may_book(partij.id) and jaar >= vandaag.year - YEARS_BACK
    return {
        "vragen": vraagkansen(db(), lezer(), partij.id),
        "kwartalen": open_kwartalen(db(), partij.id, jaar, vandaag) if is_enterable else [],
    }


@blueprint.get("/<int:organisatie_id>/<eenheid>")
def achter(organisatie_id: int, eenheid: str) -> str:
    """Show the list behind the figures of one unit."""
    partij, unit, jaar = find_partij(organisatie_id), _eenheid(eenheid), chosen_jaar()
    last = max(1, -(-count_posten(db(), partij.id, unit, jaar) // PER_PAGINA))
    pagina = min(read_pagina(request.args), last)

    shown = posten(db(), partij.id, unit, jaar, pagina)
    projecten = {post.boeking.project_id for post in shown if post.boeking.project_id is not None}
    documenten = {post.document_id for post in shown if post.document_id is not None}

    def address(number: int) -> str:
        return url_for(".achter", organisatie_id=partij.id, eenheid=unit, jaar=jaar, pagina=number)

    return render_template(
        "balans/posten.html",
        partij=partij,
        eenheid=unit,
        jaar=jaar,
        posten=shown,
        titels={titel.document_id: titel.titel for titel in visible_titels(db(), lezer(), documenten)},
        projecten=visible_namen(db(), lezer(), projecten),
        paginas=pages_around(pagina, last, address),
        mag_boeken=may_book(partij.id),
        als_geheel=ALS_GEHEEL,
        gedaan=request.args.get("gedaan"),
    )


@blueprint.post("/<int:organisatie_id>/storno/<boeking_id>")
def storno(organisatie_id: int, boeking_id: str) -> ResponseReturnValue:
    """Take a boeking back; only of one's own organisatie."""
    partij, boeking = find_partij(organisatie_id), db().get(Boeking, boeking_id)
    if boeking is None or not may_book(partij.id) or not _may_be_taken_back_by(boeking, partij.id):
        raise NotFoundError
    storneer(db(), boeking, of_a_gemeente().id, request.form.get("reden", "").strip()[:MAX_REDEN])
    back = url_for(
        ".achter", organisatie_id=partij.id, eenheid=boeking.eenheid, jaar=boeking.datum.year, gedaan="storno"
    )
    return redirect(back, 303)


@blueprint.post("/gebruikt/<int:document_id>")
def gebruikt(document_id: int) -> ResponseReturnValue:
    """Let somebody tell that his organisatie used a document of another one."""
    boek_gebruik(db(), of_a_gemeente(), document_id)
    return redirect(url_for("documenten.document", document_id=document_id, gebruikt="ja"), 303)


@blueprint.app_context_processor
def _on_document_pages() -> dict[str, object]:
    return {"mag_gebruiken": _may_use}


def _may_use(document_id: int) -> bool:
    """Tell whether to offer this reader 'dit hebben wij gebruikt'."""
    gebruiker = ingelogde()
    return gebruiker is not None and gebruiker.rol in OF_A_GEMEENTE and may_use(db(), gebruiker, document_id)


def _eigen_sein(partij: Organisatie, balans: Jaarbalans) -> Sein | None:
    """Return what the organisation was told about its hours, while that still holds; only for its own people."""
    uren = balans.partijen.get(partij.naam, {}).get(Eenheid.UREN, NOTHING)
    is_own = of_a_gemeente().organisatie_id == partij.id
    return last_sein(db(), partij.id, balans.jaar) if is_own and uren.saldo < 0 else None


def _may_be_taken_back_by(boeking: Boeking, organisatie_id: int) -> bool:
    brought = any(regel.brengt and regel.partij_id == organisatie_id for regel in boeking.regels)
    return brought and boeking.soort not in ALS_GEHEEL


def _eenheid(naam: str) -> Eenheid:
    if naam not in set(Eenheid):
        raise NotFoundError
    return Eenheid(naam)
