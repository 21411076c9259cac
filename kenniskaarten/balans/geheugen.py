"""What was added up over the book, kept in memory for as long as nothing is booked.

Nothing in the book ever changes, so the newest regel tells which book it is; that of another database, or of a
transaction that was undone, has another boeking.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

import sqlalchemy as sa
from sqlalchemy import orm as so

from kenniskaarten.balans.models import Regel

Antwoord = TypeVar("Antwoord")

MOST = 2_000  # answers: of ten years in all units some hundreds

_kept: tuple[object, dict[Hashable, Any]] = (None, {})  # what tells the book, and the answers about it


def onthoud(session: so.Session, vraag: Hashable, reken: Callable[[], Antwoord]) -> Antwoord:
    """Return what `reken` says about the book, or what it said before when nothing was booked since."""
    global _kept  # noqa: PLW0603 (replaced as a whole, so that no thread sees half of it)
    newest = session.execute(sa.select(Regel.id, Regel.boeking_id).order_by(Regel.id.desc()).limit(1)).first()
    book, answers = _kept
    if book != newest or len(answers) > MOST:
        answers = {}
        _kept = (newest, answers)
    if vraag not in answers:
        answers[vraag] = reken()
    return cast("Antwoord", answers[vraag])
