"""Taking in a table of terms: all of it, or nothing with a list of what is wrong. Never commits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TextIO

import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.begrippen.beheer import taken, write
from kennis.begrippen.beschrijving import Beschrijving, beschrijving_of
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
    done = Counter(
        _take_in(session, beschrijving, known.get(beschrijving.term.casefold())) for _, beschrijving in rows
    )
    session.flush()
    return Import(done["nieuw"], done["gewijzigd"], done["ongewijzigd"])


def _wrong(rows: Sequence[tuple[int, Beschrijving]], known: Mapping[str, Begrip]) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    lines: dict[str, int] = {}
    for line, beschrijving in rows:
        key = beschrijving.term.casefold()
        begrip = known.get(key)
        meldingen = list(fouten(beschrijving).values())
        if begrip is not None and begrip.ingetrokken_op:
            meldingen += taken(begrip, None).values()
        if key in lines:
            meldingen.append(f"‘{beschrijving.term}’ staat ook op regel {lines[key]}.")
        lines.setdefault(key, line)
        found += [(line, melding) for melding in meldingen]
    return found


def _take_in(session: so.Session, beschrijving: Beschrijving, begrip: Begrip | None) -> str:
    if begrip is None:
        begrip = Begrip()
        session.add(begrip)
        write(begrip, beschrijving)
        return "nieuw"
    if beschrijving_of(begrip) == beschrijving:
        return "ongewijzigd"
    write(begrip, beschrijving)
    return "gewijzigd"
