"""The list of terms that a new installation begins with."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.begrippen.opgave import Opgave
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


def _startlijst(session: so.Session) -> list[Opgave]:
    known = {term.casefold() for term in session.scalars(sa.select(Begrip.term))}
    with STARTLIJST.open(encoding="utf-8", newline="") as file:
        return [opgave for _, opgave in read_rows(file) if opgave.term.casefold() not in known]


def _insert(session: so.Session, opgaven: Sequence[Opgave]) -> None:
    """Add many at once; a row at a time would hold up the first start."""
    insert = sa.insert(Begrip).returning(Begrip.id, sort_by_parameter_order=True)
    ids = session.scalars(insert, [_columns(opgave) for opgave in opgaven])
    variants = [
        {"begrip_id": id_, "variant": vorm, "soort": soort, "dubbelzinnig": vorm in opgave.dubbelzinnig}
        for id_, opgave in zip(ids, opgaven, strict=True)
        for soort, vorm in opgave.alle_vormen()
    ]
    session.execute(sa.insert(BegripVariant), variants)


def _columns(opgave: Opgave) -> dict[str, Any]:
    return {name: getattr(opgave, name) for name in ("term", "bron", "definitie", "bereik")}
