"""One’s own card: making it, filling it in, saying that it is right, and seeing it as others do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError

from kennis.access import BURGER, Lezer, Rol
from kennis.db.bestanden import FileStore
from kennis.db.organisaties import lezer_van
from kennis.errors import KaartError, NotFoundError
from kennis.web.diensten import db, diensten
from kennis.web.documenten import ID
from kennis.web.sessies import lezer
from kenniskaarten import kaartregels
from kenniskaarten.foto import MAX_BYTES, remove_foto, set_foto
from kenniskaarten.kaart import keep, make_kaart, save_deel
from kenniskaarten.models import BetrokkenRol, Kaart
from kenniskaarten.views.eigenpagina import Afgewezen, myself, own_kaart, show, titels_of
from kenniskaarten.views.invoer import DELEN, number, read_deelname, read_deskundigheid, read_functie, word
from kenniskaarten.views.kaarten import weergave_of

blueprint = Blueprint("eigenkaart", __name__, url_prefix="/mijn-kaart")

LARGER_FORMS = {"eigenkaart.zet_foto": MAX_BYTES + 100_000}  # bytes; what stands around the photo in the form
REGELS = ("functies", "deskundigheden", "deelnames")
READERS: Mapping[str, Callable[[], Any]] = {
    "functies": read_functie,
    "deskundigheden": read_deskundigheid,
    "deelnames": read_deelname,
}
GEEN_VINKJE = "Zet een vinkje als u een kaart wilt."


@blueprint.get("")
def kaart() -> str:
    """Show one's own card to fill in; who has none reads what it is and may make one."""
    found = own_kaart()
    return show(found) if found else render_template("kenniskaarten/beginnen.html", fout="")


@blueprint.post("")
def maken() -> ResponseReturnValue:
    if "instemming" not in request.form:
        return render_template("kenniskaarten/beginnen.html", fout=GEEN_VINKJE), 400
    try:
        make_kaart(db(), myself())
    except IntegrityError:  # the button was pressed twice; the card is there
        db().rollback()
    return redirect(url_for(".kaart"), 303)


@blueprint.post("/bevestigen")
def bevestigen() -> ResponseReturnValue:
    keep(db(), _kaart())
    return _kept("bevestigd")


@blueprint.post(f"/<any({', '.join(DELEN)}):deel>")
def bewaar(deel: str) -> ResponseReturnValue:
    """Keep a part that is filled in as a whole, or who sees a part with lines."""
    own = _kaart()
    invoer = DELEN[deel](own)
    try:
        save_deel(db(), own, invoer)
    except KaartError as error:
        return show(own, Afgewezen(deel, 0, invoer, error.fouten)), 400
    return _kept(deel)


@blueprint.post(f"/<any({', '.join(REGELS)}):deel>/regel", defaults={"regel_id": 0})
@blueprint.post(f"/<any({', '.join(REGELS)}):deel>/regel/<{ID}:regel_id>")
def regel(deel: str, regel_id: int) -> ResponseReturnValue:
    """Add a line, or change one."""
    own, invoer = _kaart(), READERS[deel]()
    try:
        _put(own, deel, invoer, regel_id)
    except KaartError as error:
        return show(own, Afgewezen(deel, regel_id, invoer, error.fouten)), 400
    return _kept(deel)


@blueprint.post(f"/<any({', '.join((*REGELS, 'documenten'))}):deel>/regel/<{ID}:regel_id>/weg")
def weg(deel: str, regel_id: int) -> ResponseReturnValue:
    own = _kaart()
    rows = own.betrokkenheden if deel == "documenten" else getattr(own, deel)
    kaartregels.remove(db(), own, rows, regel_id)
    return _kept(deel)


@blueprint.post("/documenten/regel")
def document() -> ResponseReturnValue:
    """Put on the card that one wrote a document or can be asked about it."""
    own = _kaart()
    rol = word("rol", BetrokkenRol.CONTACT)
    try:
        kaartregels.add_betrokkenheid(db(), own, lezer(), number("document_id") or 0, rol)
    except KaartError as error:
        return show(own, Afgewezen("documenten", 0, None, error.fouten)), 400
    return _kept("documenten")


@blueprint.post("/foto/nieuw")
def zet_foto() -> ResponseReturnValue:
    own, sent = _kaart(), request.files.get("foto")
    content = sent.read() if sent else b""
    try:
        set_foto(db(), _fotos(), own, content, agreed="instemming" in request.form)
    except KaartError as error:
        return show(own, Afgewezen("foto", 0, None, error.fouten)), 400
    return _kept("foto")


@blueprint.post("/foto/weg")
def haal_foto_weg() -> ResponseReturnValue:
    remove_foto(db(), _fotos(), _kaart())
    return _kept("foto")


@blueprint.get("/voorbeeld")
def voorbeeld() -> ResponseReturnValue:
    """Show one's card as somebody else sees it."""
    own = own_kaart()
    if own is None:
        return redirect(url_for(".kaart"), 303)
    lezers = _others(own)
    als = request.args.get("als", "")
    als = als if als in lezers else next(iter(lezers))
    gezien = weergave_of(own, lezers[als], titels_of(db(), lezers[als], own))
    return render_template("kenniskaarten/voorbeeld.html", kaart=own, gezien=gezien, als=als, lezers=list(lezers))


def _others(own: Kaart) -> dict[str, Lezer]:
    """Return the readers as whom one can look at one's card, by how the address calls them."""
    return {
        "burger": BURGER,
        "professional": Lezer(Rol.PROFESSIONAL),
        "ambtenaar": Lezer(Rol.AMBTENAAR),  # of another organisation
        "collega": lezer_van(Rol.AMBTENAAR, own.gebruiker.organisatie),
    }


def _kaart() -> Kaart:
    found = own_kaart()
    if found is None:
        raise NotFoundError
    return found


def _put(own: Kaart, deel: str, invoer: Any, regel_id: int) -> None:
    if deel == "functies":
        kaartregels.put_functie(db(), own, invoer, regel_id)
    elif deel == "deelnames":
        kaartregels.put_deelname(db(), own, invoer, regel_id)
    elif regel_id:
        kaartregels.change_deskundigheid(db(), own, invoer, regel_id)
    else:
        kaartregels.add_deskundigheid(db(), own, invoer)


def _fotos() -> FileStore:
    return FileStore(diensten().installatie.config.fotos_dir)


def _kept(deel: str) -> ResponseReturnValue:
    """Go back to the part that was kept, which says so."""
    return redirect(url_for(".kaart", bewaard=deel, _anchor=deel), 303)
