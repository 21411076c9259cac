"""Changing the list of terms: saving what somebody wrote, and merging two terms. Never commits."""

from __future__ import annotations

from sqlalchemy import orm as so

from kennis.begrippen.beschrijving import Beschrijving
from kennis.begrippen.regels import MAX_VORMEN, fouten
from kennis.db.begrippen import Begrip, BegripVariant, VariantSoort, find_begrip, retire
from kennis.errors import BegripError


def save(
    session: so.Session, beschrijving: Beschrijving, begrip: Begrip | None = None, bron_nieuw: str = ""
) -> Begrip:
    """Make a begrip, or change this one, into what was written; new forms get `bron_nieuw` as their source.

    Raises BegripError with what is wrong, and changes nothing then.
    """
    wrong = {**taken(find_begrip(session, beschrijving.term), begrip), **fouten(beschrijving)}
    if wrong:
        raise BegripError(wrong)
    if begrip is None:
        begrip = Begrip()
        session.add(begrip)
    write(begrip, beschrijving, bron_nieuw)
    session.flush()
    return begrip


def taken(found: Begrip | None, begrip: Begrip | None) -> dict[str, str]:
    """Return what is wrong when the term that was found belongs to another begrip."""
    if found is None or found is begrip:
        return {}
    if found.ingetrokken_op:
        return {"term": f"‘{found.term}’ staat bij de ingetrokken begrippen. Breng het daar terug."}
    return {"term": f"‘{found.term}’ staat al in de lijst."}


def write(begrip: Begrip, beschrijving: Beschrijving, bron_nieuw: str = "") -> None:
    """Let the begrip say what was written; forms that were there keep their own source."""
    begrip.term, begrip.bron = beschrijving.term, beschrijving.bron
    begrip.definitie, begrip.bereik = beschrijving.definitie, beschrijving.bereik
    known = {variant.variant: variant for variant in begrip.varianten}
    written = []
    for soort, vorm in beschrijving.alle_vormen():
        variant = known.get(vorm) or BegripVariant(variant=vorm, bron=bron_nieuw)
        variant.soort, variant.dubbelzinnig = soort, vorm in beschrijving.dubbelzinnig
        written.append(variant)
    begrip.varianten = written


def merge(session: so.Session, begrip: Begrip, into: Begrip) -> None:
    """Let one begrip go up in another: its name and forms belong to the other, and it stays to be read.

    Raises BegripError when that cannot be.
    """
    check_merge(begrip, into)
    into.varianten.extend(merged_varianten(begrip, into))
    begrip.opvolger = into
    retire(begrip)
    session.flush()


def check_merge(begrip: Begrip, into: Begrip) -> None:
    """Raise BegripError when the first cannot be merged into the second."""
    wrong = ""
    if begrip is into:
        wrong = "Een begrip kan niet in zichzelf opgaan."
    elif begrip.ingetrokken_op:
        wrong = f"‘{begrip.term}’ is ingetrokken. Breng het eerst terug."
    elif into.ingetrokken_op:  # so there are no circles either: what was merged is retired
        wrong = f"‘{into.term}’ is ingetrokken. Kies een begrip dat nog geldt."
    elif (aantal := len(into.varianten) + len(merged_varianten(begrip, into))) > MAX_VORMEN:
        wrong = f"Samen hebben ze {aantal} andere vormen; een begrip heeft er hoogstens {MAX_VORMEN}."
    if wrong:
        raise BegripError({"opvolger": wrong})


def merged_varianten(begrip: Begrip, into: Begrip) -> list[BegripVariant]:
    """Return what the second gets when the first goes up in it, as rows that belong to nobody yet."""
    known = {into.term.casefold(), *(variant.variant.casefold() for variant in into.varianten)}
    own_name = BegripVariant(
        variant=begrip.term, soort=VariantSoort.SYNONIEM, dubbelzinnig=False, bron=begrip.bron
    )
    others = [
        BegripVariant(
            variant=variant.variant,
            soort=variant.soort,
            dubbelzinnig=variant.dubbelzinnig,
            bron=variant.bron or begrip.bron,
        )
        for variant in begrip.varianten
    ]
    return [row for row in (own_name, *others) if row.variant.casefold() not in known]
