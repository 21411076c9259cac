"""Keeping the list of deskundigheden: fields of work with specialisaties below them. Never commits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.begrippen.tabel import tidy
from kennis.db.base import now
from kennis.db.organisaties import Gebruiker
from kennis.db.wachtrij import enqueue
from kennis.errors import LijstError
from kennis.search.lexicon import fold
from kenniskaarten.models import MAX_NAAM, MAX_REGEL, Deelname, Deskundigheid, KaartDeskundigheid
from kenniskaarten.vraagmodels import Vraag

MAX_VOORSTELLEN = 10  # that wait, of one person: who proposes more talks with the regisseur


@dataclass(frozen=True, slots=True)
class Omschrijving:
    """An entry of the list as somebody wrote it; without `boven` it is a field of work."""

    naam: str
    omschrijving: str = ""
    boven: str = ""


def save(session: so.Session, geschreven: Omschrijving, row: Deskundigheid | None = None) -> Deskundigheid:
    """Make an entry, or change this one, into what was written, and accept it when it was only proposed.

    Raises LijstError with what is wrong, and changes nothing then.
    """
    boven, wrong = _find_boven(session, geschreven, row)
    wrong |= _wrong_words(geschreven) | _taken(session, geschreven.naam, row)
    if wrong:
        raise LijstError(wrong)
    if row is None:
        row = Deskundigheid()
        session.add(row)
    row.naam, row.omschrijving, row.boven = geschreven.naam, geschreven.omschrijving, boven
    row.vastgesteld_op = row.vastgesteld_op or now()
    session.flush()
    reindex(session, [row.id])
    return row


def propose(session: so.Session, naam: str, gebruiker: Gebruiker) -> Deskundigheid:
    """Let somebody propose a subject; the regisseur decides. Raises LijstError when it is there or is too much."""
    waiting = sa.select(sa.func.count(Deskundigheid.id)).where(
        Deskundigheid.voorgesteld_door_id == gebruiker.id, Deskundigheid.vastgesteld_op.is_(None)
    )
    wrong = _wrong_words(Omschrijving(naam)) | _taken(session, naam, None)
    if (session.scalar(waiting) or 0) >= MAX_VOORSTELLEN:
        wrong = {
            "naam": f"Er wachten al {MAX_VOORSTELLEN} voorstellen van u. Wacht tot de regisseur ze heeft bekeken."
        }
    if wrong:
        raise LijstError(wrong)
    row = Deskundigheid(naam=naam, voorgesteld_door_id=gebruiker.id)
    session.add(row)
    session.flush()
    return row


def refuse(session: so.Session, row: Deskundigheid) -> None:
    """Remove what was only proposed; raises LijstError for what is in the list."""
    if row.vastgesteld_op is not None:
        raise LijstError(
            {"naam": f"‘{row.naam}’ staat in de lijst. Trek het in als niemand het meer moet kiezen."}
        )
    session.delete(row)
    session.flush()


def retire(session: so.Session, row: Deskundigheid) -> None:
    """Let nobody choose this any more; cards that have it keep it."""
    row.ingetrokken_op = row.ingetrokken_op or now()
    reindex(session, [row.id])


def bring_back(session: so.Session, row: Deskundigheid) -> None:
    row.ingetrokken_op, row.opvolger = None, None
    reindex(session, [row.id])


def is_kiesbaar(row: Deskundigheid) -> bool:
    """Tell whether somebody may choose this now."""
    return row.vastgesteld_op is not None and row.ingetrokken_op is None


def find_deskundigheid(session: so.Session, naam: str) -> Deskundigheid | None:
    """Return the entry of this name in any spelling, or that in which it went up; None when there is none."""
    wanted = fold(naam)
    rows = session.scalars(sa.select(Deskundigheid).order_by(Deskundigheid.id))
    found = next((row for row in rows if fold(row.naam) == wanted), None)
    while found is not None and found.opvolger is not None:
        found = found.opvolger
    return found


def reindex(session: so.Session, ids: Iterable[int]) -> None:
    """Have all cards and questions with these subjects indexed again."""
    numbers = list(ids)
    cards = {
        number
        for table in (KaartDeskundigheid, Deelname)
        for number in session.scalars(sa.select(table.kaart_id).where(table.deskundigheid_id.in_(numbers)))
    }
    vragen = session.scalars(sa.select(Vraag.id).where(Vraag.deskundigheid_id.in_(numbers)).order_by(Vraag.id))
    enqueue(session, [f"kaart:{number}" for number in sorted(cards)])
    enqueue(session, [f"vraag:{number}" for number in vragen])


def _wrong_words(geschreven: Omschrijving) -> dict[str, str]:
    wrong = {}
    if not geschreven.naam or geschreven.naam != tidy(geschreven.naam):
        wrong["naam"] = "Vul een naam in."
    elif len(geschreven.naam) > MAX_NAAM:
        wrong["naam"] = f"Gebruik hoogstens {MAX_NAAM} tekens."
    if len(geschreven.omschrijving) > MAX_REGEL:
        wrong["omschrijving"] = f"Gebruik hoogstens {MAX_REGEL} tekens."
    return wrong


def _taken(session: so.Session, naam: str, row: Deskundigheid | None) -> dict[str, str]:
    """Return what is wrong when another entry has this name, in any spelling."""
    rows = session.scalars(sa.select(Deskundigheid).order_by(Deskundigheid.id))
    other = next((found for found in rows if found is not row and fold(found.naam) == fold(naam)), None)
    if other is None:
        return {}
    if other.opvolger is not None:
        return {"naam": f"‘{other.naam}’ is opgegaan in ‘{other.opvolger.naam}’."}
    if other.ingetrokken_op is not None:
        return {"naam": f"‘{other.naam}’ staat bij wat is ingetrokken. De regisseur kan het terugbrengen."}
    if other.vastgesteld_op is None:
        return {"naam": f"‘{other.naam}’ is al voorgesteld."}
    return {"naam": f"‘{other.naam}’ staat al in de lijst."}


def _find_boven(
    session: so.Session, geschreven: Omschrijving, row: Deskundigheid | None
) -> tuple[Deskundigheid | None, dict[str, str]]:
    """Return the field that was named, and what is wrong with it: there are two levels, no more."""
    if not geschreven.boven:
        return None, {}
    boven, wrong = find_deskundigheid(session, geschreven.boven), ""
    if boven is None or not is_kiesbaar(boven):
        wrong = f"‘{geschreven.boven}’ staat niet in de lijst. Kies een vakgebied uit de lijst."
    elif boven is row:
        wrong = "Een vakgebied kan niet onder zichzelf staan."
    elif boven.boven_id is not None:
        wrong = f"‘{boven.naam}’ is zelf een specialisatie. Kies een vakgebied."
    elif row is not None and has_specialisaties(session, row):
        wrong = f"Onder ‘{row.naam}’ staan specialisaties. Verplaats die eerst."
    return boven, {"boven": wrong} if wrong else {}


def has_specialisaties(session: so.Session, row: Deskundigheid) -> bool:
    below = sa.exists().where(Deskundigheid.boven_id == row.id, Deskundigheid.opvolger_id.is_(None))
    return bool(session.scalar(sa.select(below)))
