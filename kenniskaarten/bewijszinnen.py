"""'Waarom deze persoon': each piece of evidence in a sentence of plain Dutch. Pure."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date

from kenniskaarten.models import BetrokkenRol, DeelnameRol, KaartDeskundigheid

GENOEMD = "Heeft de naam uit uw vraag."
LIJKT = "Wat op de kaart staat, lijkt qua betekenis op uw vraag."
MAX_CITAAT = 100  # characters of what somebody wrote himself


def beantwoordde(vraag: str, dag: date, *, nuttig: bool) -> str:
    return f"Beantwoordde op {_dag(dag)} de vraag ‘{vraag}’{', en dat was nuttig' if nuttig else ''}."


def neemt_deel(rol: DeelnameRol, naam: str, tot: date | None, dag: date) -> str:
    """Return what somebody does in a project, or did when that ended before this day."""
    if tot is not None and tot < dag:
        return f"Was {rol} van {naam}, tot {_maand(tot)}."
    return f"Is {rol} van {naam}."


def betrokken(rol: BetrokkenRol, titel: str, datum: date | None) -> str:
    van = f" ({datum.year})" if datum else ""
    wat = "Schreef mee aan" if rol is BetrokkenRol.AUTEUR else "Is contactpersoon voor"
    return f"{wat} ‘{titel}’{van}."


def aanbevolen(naam: str, dag: date) -> str:
    return f"Is in {_maand(dag)} door een collega aanbevolen voor {naam}."


def geeft_aan(deskundigheid: KaartDeskundigheid) -> str:
    return f"Geeft zelf aan: {deskundigheid.naam} ({deskundigheid.niveau})."


def werkt_als(functie: str) -> str:
    return f"Werkt als {functie}."


def schrijft(tekst: str) -> str:
    """Return what somebody wrote on his card, cut off at a word."""
    plain = " ".join(tekst.split())
    short = plain if len(plain) <= MAX_CITAAT else f"{plain[:MAX_CITAAT].rsplit(' ', 1)[0]} …"
    return f"Schrijft zelf: ‘{short}’"


def _dag(value: date) -> str:
    return format_date(value, "d MMMM y", locale="nl")


def _maand(value: date) -> str:
    return format_date(value, "MMMM y", locale="nl")
