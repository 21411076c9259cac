"""The pages of questions: the lists, one question with its answers, and what one does with it."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kennis.db.documenten import visible_titels
from kennis.db.organisaties import Gebruiker
from kennis.errors import VraagError
from kennis.web.diensten import db, diensten
from kennis.web.documenten import ID
from kennis.web.sessies import ingelogde, is_regisseur, lezer
from kenniskaarten.post import count_post
from kenniskaarten.views.vraagformulier import ask_in_steps, read_level
from kenniskaarten.vraaglijst import count_waiting, find_vraaglijst
from kenniskaarten.vraagmodels import Antwoord, AntwoordSoort, Vraag
from kenniskaarten.vraagregels import NieuwAntwoord, is_steller, keuzes, many_lines, may_close
from kenniskaarten.vraagzicht import is_betrokken, sees_antwoord
from kenniskaarten.vragen import (
    accept,
    answer,
    close,
    decline,
    find_antwoord,
    find_vraag,
    reopen,
    share_antwoord,
    share_vraag,
)

blueprint = Blueprint("vragen", __name__, url_prefix="/vragen")

NOBODY_ELSE = "niemand"  # what the form calls a question that others do not find


@blueprint.app_template_global()
def wachtende_vragen() -> int:
    """Return how many questions wait for who is logged in, for the head of each page."""
    return count_waiting(db(), lezer())


@blueprint.get("")
def lijst() -> str:
    return render_template(
        "vragen/lijst.html",
        lijst=find_vraaglijst(db(), lezer()),
        post=count_post(db()) if is_regisseur() else None,
        heeft_mail=diensten().installatie.config.postserver is not None,
    )


@blueprint.route("/nieuw", methods=["GET", "POST"])
def nieuw() -> ResponseReturnValue:
    """Ask in two steps: the question, then what is there already and to whom it goes."""
    return ask_in_steps(_myself())


@blueprint.get(f"/<{ID}:vraag_id>")
def vraag(vraag_id: int) -> str:
    return _page(find_vraag(db(), lezer(), vraag_id))


@blueprint.post(f"/<{ID}:vraag_id>/antwoord")
def antwoorden(vraag_id: int) -> ResponseReturnValue:
    found, tekst = find_vraag(db(), lezer(), vraag_id), many_lines(request.form.get("tekst", ""))
    soort = AntwoordSoort.REACTIE if request.form.get("soort") == AntwoordSoort.REACTIE else AntwoordSoort.ANTWOORD
    try:
        written = answer(db(), _myself(), found, NieuwAntwoord(tekst, soort, "vindbaar" in request.form))
    except VraagError as error:
        return _page(found, error.fouten, tekst), error.status
    return _done(found, written.soort, f"antwoord-{written.id}")


@blueprint.post(f"/<{ID}:vraag_id>/afzien")
def afzien(vraag_id: int) -> ResponseReturnValue:
    found = find_vraag(db(), lezer(), vraag_id)
    decline(db(), lezer(), found)
    return _done(found, "afgezien")


@blueprint.post(f"/<{ID}:vraag_id>/sluiten")
def sluiten(vraag_id: int) -> ResponseReturnValue:
    found = find_vraag(db(), lezer(), vraag_id)
    close(db(), lezer(), found)
    return _done(found, "gesloten")


@blueprint.post(f"/<{ID}:vraag_id>/heropenen")
def heropenen(vraag_id: int) -> ResponseReturnValue:
    found = find_vraag(db(), lezer(), vraag_id)
    reopen(db(), lezer(), found)
    return _done(found, "heropend")


@blueprint.post(f"/<{ID}:vraag_id>/vindbaar")
def vindbaar(vraag_id: int) -> ResponseReturnValue:
    """Change who else may find a question; the level `niemand` takes consent back."""
    found = find_vraag(db(), lezer(), vraag_id)
    try:
        share_vraag(db(), lezer(), found, read_level(request.form.get("zichtbaarheid", NOBODY_ELSE)))
    except VraagError as error:
        return _page(found, error.fouten), error.status
    return _done(found, "vindbaar")


@blueprint.post(f"/antwoord/<{ID}:antwoord_id>/nuttig")
def nuttig(antwoord_id: int) -> ResponseReturnValue:
    """Say that an answer helped, or with `terug` take that back."""
    found = find_antwoord(db(), lezer(), antwoord_id)
    accept(db(), lezer(), found, nuttig="terug" not in request.form)
    return _done(found.vraag, "nuttig" if found.nuttig_op else "niet nuttig", f"antwoord-{found.id}")


@blueprint.post(f"/antwoord/<{ID}:antwoord_id>/vindbaar")
def antwoord_vindbaar(antwoord_id: int) -> ResponseReturnValue:
    """Let others find an answer, or with `terug` no longer."""
    found = find_antwoord(db(), lezer(), antwoord_id)
    share_antwoord(db(), lezer(), found, vindbaar="terug" not in request.form)
    return _done(found.vraag, "vindbaar", f"antwoord-{found.id}")


def _page(found: Vraag, fouten: Mapping[str, str] | None = None, tekst: str = "") -> str:
    reader = lezer()
    mine = next((x for x in found.ontvangers if x.gebruiker_id == reader.gebruiker_id), None)
    return render_template(
        "vragen/vraag.html",
        gevraagd=found,
        antwoorden=[x for x in found.antwoorden if sees_antwoord(reader, x)],
        documenten=visible_titels(db(), reader, [x.document_id for x in found.documenten]),
        betrokken=is_betrokken(reader, found),
        ontvanger=mine,
        kan_antwoorden=ingelogde() is not None,
        is_steller=is_steller(reader, found),
        mag_sluiten=may_close(reader, found),
        eigen=[x.id for x in found.antwoorden if _is_mine(x)],
        keuzes=keuzes(reader),
        heeft_mail=diensten().installatie.config.postserver is not None,
        fouten=fouten or {},
        tekst=tekst,
        gedaan=request.args.get("gedaan", ""),
    )


def _is_mine(antwoord: Antwoord) -> bool:
    return antwoord.schrijver_id == lezer().gebruiker_id


def _done(found: Vraag, what: str, anchor: str | None = None) -> ResponseReturnValue:
    """Go back to the question, which says what was done."""
    return redirect(url_for(".vraag", vraag_id=found.id, gedaan=what, _anchor=anchor), 303)


def _myself() -> Gebruiker:
    gebruiker = ingelogde()
    assert gebruiker is not None  # noqa: S101 (the guard lets nobody else in)
    return gebruiker
