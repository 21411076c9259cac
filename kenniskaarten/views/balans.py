"""The pages of halen en brengen: the balance of an organisatie, what stands behind it, and entering hours."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

import sqlalchemy as sa
from babel.numbers import NumberFormatError, format_currency, format_decimal, parse_decimal
from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kennis.access import Rol
from kennis.db.base import now
from kennis.db.documenten import visible_titels
from kennis.db.organisaties import Gebruiker, Organisatie
from kennis.errors import BoekingError, NotFoundError
from kennis.web.diensten import db
from kennis.web.invoer import read_pagina
from kennis.web.sessies import ingelogde, lezer
from kennis.web.tabel import as_csv
from kennis.web.zoekpagina import pages_around
from kenniskaarten.balans.boeken import storneer
from kenniskaarten.balans.gebeurtenissen import boek_gebruik, may_use
from kenniskaarten.balans.jaar import Jaarbalans, jaarbalans, read_inwonertallen, read_normen
from kenniskaarten.balans.models import PER_STUK, Boeking, BoekingSoort, Eenheid
from kenniskaarten.balans.overzicht import PER_PAGINA, count_posten, jaren, posten
from kenniskaarten.balans.saldo import Stand
from kenniskaarten.balans.uren import SOORTEN, THEMAS, Kwartaal, boek_kwartaal, geboekte_uren, kwartaal_van

blueprint = Blueprint("balans", __name__, url_prefix="/halen-en-brengen")

NOTHING = Stand(0, 0, 0)
OF_A_GEMEENTE = frozenset({Rol.AMBTENAAR, Rol.BEHEERDER, Rol.REGISSEUR})  # others have no balance
MAX_REDEN = 300
MAX_TYPED = 20
YEARS_BACK = 2  # after that the year is reported, and the regisseur books what is still missing
YEAR = re.compile(r"20[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Invoer:
    """Hours as they were typed, by field; and what is wrong with them, if anything."""

    getypt: Mapping[str, str]
    fout: str = ""


@blueprint.get("")
def start() -> ResponseReturnValue:
    """Show a regisseur all organisaties, and somebody else his own."""
    gebruiker = _gebruiker()
    if gebruiker.rol is not Rol.REGISSEUR:
        return redirect(url_for(".organisatie", organisatie_id=_own(gebruiker)))
    balans = jaarbalans(db(), _jaar())
    ids = {row.naam: row.id for row in db().scalars(sa.select(Organisatie))}
    return render_template("balans/regio.html", balans=balans, ids=ids, eenheden=_used(balans), jaren=_jaren())


@blueprint.get("/<int:organisatie_id>")
def organisatie(organisatie_id: int) -> str:
    partij = _partij(organisatie_id)
    balans = jaarbalans(db(), _jaar())
    return render_template(
        "balans/organisatie.html",
        partij=partij,
        jaar=balans.jaar,
        jaren=_jaren(),
        standen={eenheid: balans.partijen.get(partij.naam, {}).get(eenheid, NOTHING) for eenheid in Eenheid},
        mag_boeken=_may_book(partij.id),
        kwartaal=kwartaal_van(now().date()),
        gedaan=request.args.get("gedaan"),
    )


@blueprint.get("/<int:organisatie_id>/<eenheid>")
def achter(organisatie_id: int, eenheid: str) -> str:
    """Show the list behind the figures of one unit."""
    partij, unit, jaar = _partij(organisatie_id), _eenheid(eenheid), _jaar()
    last = max(1, -(-count_posten(db(), partij.id, unit, jaar) // PER_PAGINA))
    pagina = min(read_pagina(request.args), last)

    shown = posten(db(), partij.id, unit, jaar, pagina)
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
        paginas=pages_around(pagina, last, address),
        mag_boeken=_may_book(partij.id),
        gedaan=request.args.get("gedaan"),
    )


@blueprint.route("/<int:organisatie_id>/uren/<int:jaar>-<int:nummer>", methods=["GET", "POST"])
def uren(organisatie_id: int, jaar: int, nummer: int) -> ResponseReturnValue:
    """Enter the hours of a quarter, all themes at once."""
    partij, kwartaal = _partij(organisatie_id), _kwartaal(jaar, nummer)
    if not _may_book(partij.id):
        raise NotFoundError
    if request.method == "GET":
        return _uren_form(partij, kwartaal, Invoer(_as_typed(geboekte_uren(db(), partij.id, kwartaal))))
    try:
        boek_kwartaal(db(), partij.id, kwartaal, _read_uren(), _gebruiker().id)
    except BoekingError as error:
        db().rollback()
        return _uren_form(partij, kwartaal, Invoer(request.form, str(error))), 400
    return redirect(url_for(".organisatie", organisatie_id=partij.id, jaar=kwartaal.jaar, gedaan="uren"), 303)


@blueprint.post("/<int:organisatie_id>/storno/<boeking_id>")
def storno(organisatie_id: int, boeking_id: str) -> ResponseReturnValue:
    """Take a boeking back; only of one's own organisatie."""
    partij, boeking = _partij(organisatie_id), db().get(Boeking, boeking_id)
    if boeking is None or not _may_book(partij.id) or not _brought_by(boeking, partij.id):
        raise NotFoundError
    storneer(db(), boeking, _gebruiker().id, request.form.get("reden", "").strip()[:MAX_REDEN])
    back = url_for(
        ".achter", organisatie_id=partij.id, eenheid=boeking.eenheid, jaar=boeking.datum.year, gedaan="storno"
    )
    return redirect(back, 303)


@blueprint.post("/gebruikt/<int:document_id>")
def gebruikt(document_id: int) -> ResponseReturnValue:
    """Let somebody tell that his organisatie used a document of another one."""
    boek_gebruik(db(), _gebruiker(), document_id)
    return redirect(url_for("documenten.document", document_id=document_id, gebruikt="ja"), 303)


@blueprint.app_context_processor
def _on_document_pages() -> dict[str, object]:
    return {"mag_gebruiken": _may_use}


def _may_use(document_id: int) -> bool:
    """Tell whether to offer this reader 'dit hebben wij gebruikt'."""
    gebruiker = ingelogde()
    return gebruiker is not None and gebruiker.rol in OF_A_GEMEENTE and may_use(db(), gebruiker, document_id)


@blueprint.get("/regels")
def regels() -> str:
    """Show everybody of the network what was agreed."""
    _gebruiker()
    namen = {row.id: row.naam for row in db().scalars(sa.select(Organisatie))}
    return render_template(
        "balans/regels.html", normen=read_normen(db()), tallen=read_inwonertallen(db()), namen=namen
    )


@blueprint.get("/<int:jaar>.csv")
def csv(jaar: int) -> Response:
    if _gebruiker().rol is not Rol.REGISSEUR:
        raise NotFoundError
    balans = jaarbalans(db(), jaar)
    rows = [
        (naam, eenheid.value, *(_shown(eenheid, value) for value in (s.gebracht, s.gekregen, s.norm, s.saldo)))
        for naam, standen in balans.partijen.items()
        for eenheid, s in standen.items()
    ]
    response = Response(
        as_csv([("organisatie", "eenheid", "gebracht", "gehaald", "norm", "saldo"), *rows]), mimetype="text/csv"
    )
    response.headers["Content-Disposition"] = f"attachment; filename=halen-en-brengen-{jaar}.csv"
    return response


@blueprint.app_template_filter("hoeveelheid")
def hoeveelheid(value: int, eenheid: Eenheid) -> str:
    """Write an amount the Dutch way, in the unit in which one speaks of it."""
    shown = _shown(eenheid, abs(value))
    is_money = eenheid is Eenheid.EURO
    text = (
        format_currency(shown, "EUR", locale="nl") if is_money else format_decimal(shown, "#,##0.##", locale="nl")
    )
    return f"−{text}" if value < 0 else text


def _shown(eenheid: Eenheid, value: int) -> Decimal:
    return Decimal(value) / PER_STUK[eenheid]


def _gebruiker() -> Gebruiker:
    gebruiker = ingelogde()
    if gebruiker is None or gebruiker.rol not in OF_A_GEMEENTE:
        raise NotFoundError
    return gebruiker


def _own(gebruiker: Gebruiker) -> int:
    if gebruiker.organisatie_id is None:
        raise NotFoundError
    return gebruiker.organisatie_id


def _partij(organisatie_id: int) -> Organisatie:
    """Return the organisatie when who asks may see its balance: his own, or any for the regisseur."""
    gebruiker = _gebruiker()
    found = db().get(Organisatie, organisatie_id)
    if found is None or (gebruiker.rol is not Rol.REGISSEUR and organisatie_id != _own(gebruiker)):
        raise NotFoundError
    return found


def _may_book(organisatie_id: int) -> bool:
    gebruiker = _gebruiker()
    is_beheerder = gebruiker.rol is Rol.BEHEERDER and gebruiker.organisatie_id == organisatie_id
    return is_beheerder or gebruiker.rol is Rol.REGISSEUR


def _brought_by(boeking: Boeking, organisatie_id: int) -> bool:
    return any(regel.brengt and regel.partij_id == organisatie_id for regel in boeking.regels)


def _eenheid(naam: str) -> Eenheid:
    if naam not in set(Eenheid):
        raise NotFoundError
    return Eenheid(naam)


def _kwartaal(jaar: int, nummer: int) -> Kwartaal:
    """Return a quarter that has begun, of a year of which one may still book."""
    last = kwartaal_van(now().date())
    if (
        nummer not in range(1, 5)
        or not last.jaar - YEARS_BACK <= jaar
        or (jaar, nummer) > (last.jaar, last.nummer)
    ):
        raise NotFoundError
    return Kwartaal(jaar, nummer)


def _jaar() -> int:
    asked = request.args.get("jaar", "")
    return int(asked) if YEAR.fullmatch(asked) else now().year


def _jaren() -> list[int]:
    return sorted({*jaren(db()), now().year}, reverse=True)


def _used(balans: Jaarbalans) -> list[Eenheid]:
    """Return the units in which anybody brought or got anything."""
    return [
        eenheid for eenheid in Eenheid if any(standen[eenheid] != NOTHING for standen in balans.partijen.values())
    ]


def _veld(soort: BoekingSoort, thema: str) -> str:
    return f"{soort.name.lower()}-{thema}"


def _as_typed(minuten: Mapping[tuple[BoekingSoort, str], int]) -> dict[str, str]:
    return {
        _veld(soort, thema): hoeveelheid(aantal, Eenheid.UREN).replace(".", "")
        for (soort, thema), aantal in minuten.items()
    }


def _read_uren() -> dict[tuple[BoekingSoort, str], int]:
    """Return what was typed, in minutes; nothing typed is no hours. Raises BoekingError for what is no number."""
    found = {}
    for soort in SOORTEN:
        for thema in THEMAS:
            found[soort, thema] = _minuten(request.form.get(_veld(soort, thema), "").strip(), thema)
    return found


def _minuten(typed: str, thema: str) -> int:
    try:
        uren = parse_decimal(typed[:MAX_TYPED], locale="nl") if typed else Decimal(0)
    except (NumberFormatError, InvalidOperation) as error:
        raise BoekingError(
            f"‘{typed[:MAX_TYPED]}’ is geen aantal uren: {thema}. Schrijf bijvoorbeeld 12,5."
        ) from error
    return round(uren * 60) if uren.is_finite() else -1


def _uren_form(partij: Organisatie, kwartaal: Kwartaal, invoer: Invoer) -> str:
    return render_template(
        "balans/uren.html",
        partij=partij,
        kwartaal=kwartaal,
        invoer=invoer,
        themas=THEMAS,
        soorten=SOORTEN,
        veld=_veld,
    )
