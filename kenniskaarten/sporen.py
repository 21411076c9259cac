"""Where the rows still name somebody who is removed, and taking that name out of the texts of others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.db.base import Base
from kennis.db.wachtrij import enqueue

VERWIJDERD = "Verwijderde gebruiker"
ADRES = "(verwijderd)"

# Documents and what is booked never change; the rest is about nobody, or `verwijderen` sees to it.
_KEPT = frozenset(
    "documenten versies passages vindplaatsen begrippen begrip_varianten begrippenstand geweigerde_vondsten "
    "organisaties gebruikers wachtrij vraagtellingen vraagbesluiten boekingen boekregels balansnormen".split()
)
# What is findable of a changed row: the name of its part, and the column with the id.
_BRONNEN: Mapping[str, tuple[str, str]] = {
    "kaarten": ("kaart", "id"),
    "functies": ("kaart", "kaart_id"),
    "kaart_deskundigheden": ("kaart", "kaart_id"),
    "deelnames": ("kaart", "kaart_id"),
    "vragen": ("vraag", "id"),
    "antwoorden": ("vraag", "vraag_id"),
}
_AUTHORS: Mapping[str, str] = {"vragen": "steller_id", "antwoorden": "schrijver_id"}


@dataclass(frozen=True, slots=True)
class Spoor:
    """Something by which one knows somebody: a name or an address.

    A name that others have too, or that is a word like any other, is taken out of his own texts only.
    """

    delen: tuple[str, ...]
    vervanging: str
    overal: bool = True

    @classmethod
    def of_name(cls, naam: str, *, is_shared: bool) -> Self:
        delen = tuple(naam.split())
        return cls(delen, VERWIJDERD, overal=len(delen) > 1 and not is_shared)

    @classmethod
    def of_address(cls, adres: str) -> Self:
        """Read an e-mail address or a telephone number, which may be written in other groups."""
        cijfers = re.sub(r"\D", "", adres)
        is_number = len(cijfers) >= 8 and not re.search(r"[^\W\d_]", adres)
        return cls(tuple(cijfers) if is_number else tuple(adres.split()), ADRES)

    @property
    def like(self) -> str:
        """The pattern for LIKE; it finds too much rather than too little, since SQLite knows ASCII only."""
        plain = (re.sub(r"[^a-zA-Z0-9@.-]", "_", deel) for deel in self.delen)
        return f"%{'%'.join(plain)}%"

    def replace(self, tekst: str) -> str:
        """Return the text without this."""
        between = r"[\s().-]*" if all(len(deel) == 1 for deel in self.delen) else r"\s+"
        pattern = rf"(?<!\w){between.join(map(re.escape, self.delen))}(?!\w)"
        return re.sub(pattern, self.vervanging, tekst, flags=re.IGNORECASE)


def wipe(session: so.Session, sporen: Iterable[Spoor], gebruiker_id: int) -> None:
    """Take these traces out of all that people wrote, and have what changed indexed again."""
    changed: set[str] = set()
    for table in Base.metadata.sorted_tables:
        columns = [] if table.name in _KEPT else _texts(table)
        for spoor in sporen if columns else ():
            changed.update(_wipe(session, table, columns, spoor, gebruiker_id))
    enqueue(session, sorted(changed))


def _texts(table: sa.Table) -> list[sa.Column[Any]]:
    """Return the columns with free text; of what must be unique there is none that names people."""
    return [
        column
        for column in table.c
        if isinstance(column.type, sa.String) and not isinstance(column.type, sa.Enum)
        if not column.unique and not column.primary_key
    ]


def _wipe(
    session: so.Session, table: sa.Table, columns: Sequence[sa.Column[Any]], spoor: Spoor, gebruiker_id: int
) -> Iterator[str]:
    query = sa.select(table).where(sa.or_(*(column.ilike(spoor.like) for column in columns)))
    if not spoor.overal:
        author = _AUTHORS.get(table.name)
        if author is None:
            return
        query = query.where(table.c[author] == gebruiker_id)
    for row in session.execute(query).mappings().all():
        new = {column.name: _fitting(spoor.replace(row[column.name] or ""), column) for column in columns}
        if any(new[name] != row[name] for name in new):
            session.execute(sa.update(table).where(table.c.id == row["id"]).values(new))
            if table.name in _BRONNEN:
                soort, key = _BRONNEN[table.name]
                yield f"{soort}:{row[key]}"


def _fitting(tekst: str, column: sa.Column[Any]) -> str:
    length = getattr(column.type, "length", None)
    return tekst[:length] if length else tekst
