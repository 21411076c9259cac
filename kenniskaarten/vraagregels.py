"""What a question may be: its form, who may be let to find it, and what can be done with it when. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kennis.access import Lezer, Rol, Zichtbaarheid, may_see
from kenniskaarten.models import MAX_NAAM, MAX_TEKST
from kenniskaarten.vraagmodels import AntwoordSoort, Gericht, Vraag
from kenniskaarten.zicht import narrowest

MIN_TITEL = 8  # characters; less is a word, and nobody can answer a word
MAX_PER_DAG = 20  # questions of one person; each lands with several people

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_MANY_LINES = re.compile(r"\n{3,}")
_CLOSED_TO_OTHERS = frozenset({Zichtbaarheid.ORGANISATIE, Zichtbaarheid.BEHEER})


@dataclass(frozen=True, slots=True)
class NieuweVraag:
    """A question as somebody wrote it. Without a `zichtbaarheid` nobody else is let to find it."""

    titel: str
    tekst: str = ""
    gericht: Gericht = Gericht.NETWERK
    kaart_id: int | None = None
    groep: str = ""
    deskundigheid_id: int | None = None
    document_ids: tuple[int, ...] = ()
    zichtbaarheid: Zichtbaarheid | None = None


@dataclass(frozen=True, slots=True)
class NieuwAntwoord:
    """An answer or a follow-up as somebody wrote it; `vindbaar` when he lets others find it with its question."""

    tekst: str
    soort: AntwoordSoort = AntwoordSoort.ANTWOORD
    vindbaar: bool = False


def one_line(text: str) -> str:
    """Return a text without control characters, on one line."""
    return " ".join(_CONTROL.sub(" ", text).split())


def many_lines(text: str) -> str:
    """Return a text without control characters, in its own lines, with at most one empty line between them."""
    lines = (
        line.rstrip() for line in _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    )
    return _MANY_LINES.sub("\n\n", "\n".join(lines)).strip()


def fouten_in_tekst(nieuw: NieuweVraag) -> dict[str, str]:
    """Return by field what is wrong with what somebody typed."""
    wrong = {}
    if len(nieuw.titel) < MIN_TITEL:
        wrong["titel"] = "Schrijf uw vraag in één zin, zodat een ander weet wat u bedoelt."
    elif len(nieuw.titel) > MAX_NAAM:
        wrong["titel"] = f"Uw vraag is langer dan {MAX_NAAM} tekens. Zet een deel in de toelichting."
    if len(nieuw.tekst) > MAX_TEKST:
        wrong["tekst"] = f"Uw toelichting is langer dan {MAX_TEKST} tekens. Maak die korter."
    return wrong


def fouten_in_antwoord(tekst: str) -> dict[str, str]:
    """Return what is wrong with an answer or a follow-up."""
    if not tekst:
        return {"tekst": "Schrijf eerst uw antwoord."}
    if len(tekst) > MAX_TEKST:
        return {
            "tekst": f"Uw antwoord is langer dan {MAX_TEKST} tekens. Maak het korter, of plaats het in twee delen."
        }
    return {}


def keuzes(lezer: Lezer) -> tuple[Zichtbaarheid, ...]:
    """Return the levels up to which an asker may let others find his question, the most closed first."""
    seen = [level for level in Zichtbaarheid if may_see(lezer, level, lezer.organisatie_id)]
    has_home = lezer.organisatie_id is not None
    return tuple(level for level in reversed(seen) if has_home or level not in _CLOSED_TO_OTHERS)


def is_wider(new: Zichtbaarheid, old: Zichtbaarheid) -> bool:
    """Tell whether a level lets in people whom the other keeps out."""
    return new is not old and narrowest(new, old) is old


def is_steller(lezer: Lezer, vraag: Vraag) -> bool:
    return lezer.gebruiker_id is not None and lezer.gebruiker_id == vraag.steller_id


def may_close(lezer: Lezer, vraag: Vraag) -> bool:
    return is_steller(lezer, vraag) or lezer.rol is Rol.REGISSEUR
