"""The list of terms that a new installation begins with."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.begrippen.beschrijving import Beschrijving
from kennis.begrippen.tabel import read_rows
from kennis.db.base import keep_writers_out, transaction
from kennis.db.begrippen import Begrip, Begrippenstand, BegripVariant, read_stand

STARTLIJST = Path(__file__).parent / "startlijst.csv"


def fill_list(sessions: so.sessionmaker[so.Session]) -> None:
    """Fill the list of a new installation, once: what is retired or changed later never comes back by itself."""
    with transaction(sessions) as session:
        if read_stand(session) is not None:
            return
        keep_writers_out(session, Begrippenstand)
        if read_stand(session) is None:  # another process may have been first
            session.add(Begrippenstand(id=1))
            _insert(session, _startlijst(session))


def _startlijst(session: so.Session) -> list[Beschrijving]:
    known = {term.casefold() for term in session.scalars(sa.select(Begrip.term))}
    with STARTLIJST.open(encoding="utf-8", newline="") as file:
        return [beschrijving for _, beschrijving in read_rows(file) if beschrijving.term.casefold() not in known]


def _insert(session: so.Session, beschrijvingen: Sequence[Beschrijving]) -> None:
    """Add many at once; a row at a time would hold up the first start."""
    insert = sa.insert(Begrip).returning(Begrip.id, sort_by_parameter_order=True)
    ids = session.scalars(insert, [_columns(beschrijving) for beschrijving in beschrijvingen])
    variants = [
        {"begrip_id": id_, "variant": vorm, "soort": soort, "dubbelzinnig": vorm in beschrijving.dubbelzinnig}
        for id_, beschrijving in zip(ids, beschrijvingen, strict=True)
        for soort, vorm in beschrijving.alle_vormen()
    ]
    session.execute(sa.insert(BegripVariant), variants)


def _columns(beschrijving: Beschrijving) -> dict[str, Any]:
    return {name: getattr(beschrijving, name) for name in ("term", "bron", "definitie", "bereik")}
