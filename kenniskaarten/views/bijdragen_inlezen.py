"""Taking in a file of bijdragen: look at what it would book, then book all of it or nothing."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from itsdangerous import BadData

from kennis.access import Rol
from kennis.db.organisaties import Organisatie
from kennis.errors import LijstError, NotFoundError
from kennis.web.diensten import db
from kennis.web.sessies import lezer
from kenniskaarten.balans.bijdragen_inlezen import SOORTEN, VORM, apply, make_plan
from kenniskaarten.tabel import decode
from kenniskaarten.views._balans import PREFIX, of_a_gemeente, own_organisatie
from kenniskaarten.views._inlezen import Zegel, opened, sent_file, signed

blueprint = Blueprint("bijdragen_inlezen", __name__, url_prefix=f"{PREFIX}/inlezen")

SHOWN = 100  # rows of each kind that the page shows; all of them are booked
AROUND = 100_000  # bytes that stand around a file in its form
ZEGEL = Zegel("bijdragen inlezen", 7_000_000)
LARGER_FORMS = {
    "bijdragen_inlezen.inlezen": VORM.max_bytes + AROUND,
    "bijdragen_inlezen.uitvoeren": ZEGEL.meeste + AROUND,
}


@blueprint.route("", methods=["GET", "POST"])
def inlezen() -> ResponseReturnValue:
    """Take a file, and show what it would book before anything is."""
    alleen = _alleen()
    if request.method == "GET":
        return _form()
    try:
        tekst = decode(sent_file(VORM.max_bytes), VORM)
        plan = make_plan(db(), tekst, alleen)
        token = signed(ZEGEL, [tekst, plan.stempel, lezer().gebruiker_id])
    except LijstError as error:
        return _form(error.fouten), 400
    return render_template("balans/inlezen_bekijk.html", plan=plan, token=token, getoond=SHOWN)


@blueprint.post("/uitvoeren")
def uitvoeren() -> ResponseReturnValue:
    """Book what was shown, all of it, unless something changed since."""
    alleen = _alleen()
    try:
        tekst, stempel, gebruiker_id = opened(ZEGEL, request.form.get("plan", ""))
        if gebruiker_id != lezer().gebruiker_id:
            raise NotFoundError
        apply(db(), tekst, stempel, gebruiker_id, alleen)
    except BadData:
        return _form({"bestand": "U keek langer dan een uur geleden. Kies het bestand nog eens."}), 400
    except LijstError as error:
        db().rollback()
        return _form(error.fouten), 400
    return redirect(url_for(".inlezen", gedaan="ingelezen"), 303)


def _alleen() -> int | None:
    """Return the one organisatie of which somebody may book; None for the regisseur, who books of all."""
    gebruiker = of_a_gemeente()
    if gebruiker.rol not in {Rol.BEHEERDER, Rol.REGISSEUR}:
        raise NotFoundError
    return None if gebruiker.rol is Rol.REGISSEUR else own_organisatie(gebruiker)


def _form(fouten: Mapping[str, str] | None = None) -> str:
    alleen = _alleen()
    return render_template(
        "balans/inlezen.html",
        eigen=db().get(Organisatie, alleen) if alleen else None,
        kolommen=VORM.kolommen,
        soorten=SOORTEN,
        fouten=fouten or {},
        gedaan=request.args.get("gedaan"),
    )
