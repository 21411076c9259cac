"""The rules that a begrip must keep, in words for who wrote it. Pure."""

from __future__ import annotations

from collections import Counter

from kennis.begrippen.beschrijving import VELDEN, Beschrijving
from kennis.db.begrippen import MAX_BRON, MAX_TERM, VariantSoort
from kennis.search.dutch import analyse

MAX_VORMEN = 50  # other forms of one term; the search uses the first 24
MAX_BEREIK = 200
MAX_DEFINITIE = 1_000


def fouten(beschrijving: Beschrijving) -> dict[str, str]:
    """Return what is wrong, by field, in words for who wrote it; nothing when all is well."""
    found = {
        "term": _of_form(beschrijving.term) if beschrijving.term else "Vul een term in.",
        "bron": "" if beschrijving.bron else "Vul in waar dit staat of wie dit zegt.",
        "dubbelzinnig": _of_ambiguous(beschrijving),
        **{veld: _of_forms(beschrijving, soort) for veld, soort in VELDEN.items()},
    }
    for veld, maximum in (("bron", MAX_BRON), ("bereik", MAX_BEREIK), ("definitie", MAX_DEFINITIE)):
        if len(getattr(beschrijving, veld)) > maximum:
            found[veld] = f"Dit is te lang: gebruik hoogstens {maximum} tekens."
    aantal = sum(1 for _ in beschrijving.alle_vormen())
    if aantal > MAX_VORMEN:
        found["synoniemen"] = f"Dit zijn {aantal} andere vormen; een begrip heeft er hoogstens {MAX_VORMEN}."
    return {veld: melding for veld, melding in found.items() if melding}


def _of_form(vorm: str) -> str:
    if len(vorm) > MAX_TERM:
        return f"‘{vorm[:40]}…’ is te lang: gebruik hoogstens {MAX_TERM} tekens."
    if all(woord.is_stop for woord in analyse(vorm)):
        return f"‘{vorm}’ bestaat alleen uit heel gewone woorden of losse letters; daarop kan niemand zoeken."
    return ""


def _of_forms(beschrijving: Beschrijving, soort: VariantSoort) -> str:
    times = Counter(vorm.casefold() for _, vorm in beschrijving.alle_vormen())
    for vorm in beschrijving.vormen.get(soort, ()):
        if vorm.casefold() == beschrijving.term.casefold():
            return f"‘{vorm}’ is de term zelf; die hoeft hier niet bij."
        if times[vorm.casefold()] > 1:
            return f"‘{vorm}’ staat er twee keer. Hoofdletters maken geen verschil."
        if melding := _of_form(vorm):
            return melding
    return ""


def _of_ambiguous(beschrijving: Beschrijving) -> str:
    known = {vorm for _, vorm in beschrijving.alle_vormen()}
    unknown = sorted(beschrijving.dubbelzinnig - known)
    return f"‘{unknown[0]}’ staat niet bij de andere vormen hierboven." if unknown else ""
