"""What the forms for a bijdrage say, as far as it has a form; what is wrong with it is told elsewhere."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping

from flask import request

from kennis.errors import NotFoundError, UsageError
from kennis.web.documenten import MAX_ID
from kenniskaarten.balans.bijdrageregels import Getypt
from kenniskaarten.balans.models import BoekingSoort
from kenniskaarten.balans.openbijdragen import SOORTEN as OPEN_SOORTEN

SOORTEN: Mapping[str, BoekingSoort] = {  # by what the address calls them
    "gegevens": BoekingSoort.GEGEVENS,
    "geld": BoekingSoort.GELD,
    "taak": BoekingSoort.TAAK,
    "overhead": BoekingSoort.OVERHEAD,
}
ADRESSEN: Mapping[BoekingSoort, str] = {soort: naam for naam, soort in SOORTEN.items()}
MAX_KRIJGEN = 100
MAX_TYPED = 1_000  # characters of a field that are looked at
_KENMERK = re.compile(r"[0-9a-f]{32}")
_OF_PAGE = frozenset({"csrf_token", "stap", "toch"})


def soort_of(naam: str) -> BoekingSoort:
    if naam not in SOORTEN:
        raise NotFoundError
    return SOORTEN[naam]


def read_getypt(soort: BoekingSoort, brengt: int) -> Getypt:
    krijgen = tuple(dict.fromkeys(filter(None, map(number, request.form.getlist("krijgt")[:MAX_KRIJGEN]))))
    return Getypt(
        soort=soort,
        brengt=brengt,
        eenheid=_text("eenheid"),
        datum=_text("datum"),
        hoeveelheid=_text("hoeveelheid"),
        omschrijving=_text("omschrijving"),
        thema=_text("thema"),
        krijgen=krijgen,
        verdeling=_text("verdeling"),
        gewichten={partij: _text(f"gewicht-{partij}") for partij in krijgen},
    )


def read_open_soort() -> BoekingSoort:
    soort = SOORTEN.get(_text("soort"))
    if soort not in OPEN_SOORTEN:
        raise UsageError("Kies wat er komt.")
    return soort


def read_kenmerk() -> str:
    """Return what makes this form one of its kind, so that it is booked once however often it is sent."""
    given = _text("kenmerk")
    if not _KENMERK.fullmatch(given):
        raise UsageError("Dit formulier is niet meer geldig. Begin opnieuw.")
    return given


def new_kenmerk() -> str:
    return uuid.uuid4().hex


def number(text: str) -> int | None:
    """Return an id that a row may have."""
    fits = text.isascii() and text.isdecimal() and len(text) <= len(str(MAX_ID))
    return int(text) if fits and 0 < int(text) <= MAX_ID else None


def all_typed() -> list[tuple[str, str]]:
    """Return the fields of a form, to send them along unseen to its next step."""
    return [(naam, waarde) for naam, waarde in request.form.items(multi=True) if naam not in _OF_PAGE]


def _text(naam: str) -> str:
    return request.form.get(naam, "").strip()[:MAX_TYPED]
