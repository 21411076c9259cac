"""Taking in a table of terms: all of it, or nothing with a list of what is wrong. Never commits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TextIO

import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.begrippen.beheer import taken, write
from kennis.begrippen.opgave import Opgave, opgave_of
from kennis.begrippen.regels import fouten
from kennis.begrippen.tabel import read_rows
from kennis.db.begrippen import Begrip


@dataclass(frozen=True, slots=True)
class Import:
    """How many begrippen a table brought in; nothing when there are `fouten`, each with its line."""

    nieuw: int = 0
    gewijzigd: int = 0
    ongewijzigd: int = 0
    fouten: tuple[tuple[int, str], ...] = ()


def import_table(session: so.Session, file: TextIO) -> Import:
    """Add the begrippen of a table, and change those that are in the list; others stay as they are.

    Raises BegripError when it is no table of begrippen.
    """
    rows = list(read_rows(file))
    begrippen = sa.select(Begrip).options(so.selectinload(Begrip.varianten))
    known = {begrip.term.casefold(): begrip for begrip in session.scalars(begrippen)}
    wrong = tuple(_wrong(rows, known))
    if wrong:
        return Import(fouten=wrong)
    done = Counter(_take_in(session, opgave, known.get(opgave.term.casefold())) for _, opgave in rows)
    session.flush()
    return Import(done["nieuw"], done["gewijzigd"], done["ongewijzigd"])


def _wrong(rows: Sequence[tuple[int, Opgave]], known: Mapping[str, Begrip]) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    lines: dict[str, int] = {}
    for line, opgave in rows:
        key = opgave.term.casefold()
        begrip = known.get(key)
        meldingen = list(fouten(opgave).values())
        if begrip is not None and begrip.ingetrokken_op:
            meldingen += taken(begrip, None).values()
        if key in lines:
            meldingen.append(f"‘{opgave.term}’ staat ook op regel {lines[key]}.")
        lines.setdefault(key, line)
        found += [(line, melding) for melding in meldingen]
    return found


def _take_in(session: so.Session, opgave: Opgave, begrip: Begrip | None) -> str:
    if begrip is None:
        begrip = Begrip()
        session.add(begrip)
        write(begrip, opgave)
        return "nieuw"
    if opgave_of(begrip) == opgave:
        return "ongewijzigd"
    write(begrip, opgave)
    return "gewijzigd"
