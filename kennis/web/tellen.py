"""Counting what is asked and what is opened, without who did it (docs/adr/0013-vragen-zonder-vrager.md).

It happens after the answer was sent: no reader waits for it, and none notices when it fails.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import sqlalchemy as sa
import structlog
from flask import Response, after_this_request, request, session, url_for
from sqlalchemy import orm as so

from kennis.db.base import brief_transaction, now
from kennis.db.zoekvragen import Gesteld, count_klik, count_vraag, forget_old, week_of
from kennis.hiaten import COUNTED_AS, countable
from kennis.web.diensten import diensten
from kennis.web.invoer import Zoekopdracht
from kennis.web.sessies import is_session_kept, lezer

MAX_REFERRER = 8_000  # characters; a longer address is not of this site

Work = Callable[[so.Session], None]

log = structlog.get_logger()


def count_opdracht(opdracht: Zoekopdracht, totaal: int) -> None:
    """Count the question of this page, unless it is a following page, a filter, an order or a look back."""
    gesteld = _gesteld(opdracht.tekst)
    is_first = opdracht == Zoekopdracht(opdracht.tekst, {})
    if gesteld is None or not is_first or _is_looking_back(gesteld.vraag):
        return
    dag = now().date()

    def work(rows: so.Session) -> None:
        forget_old(rows, dag)
        count_vraag(rows, gesteld, has_result=totaal > 0)

    _afterwards(work)


def count_opened(vraag: str) -> None:
    """Count that a result of this question was opened, when the reader comes from its results."""
    gesteld = _gesteld(vraag)
    path, before = _before()
    if gesteld is not None and path == url_for("zoeken.zoeken") and before == gesteld.vraag:
        _afterwards(lambda rows: count_klik(rows, gesteld))


def _gesteld(tekst: str) -> Gesteld | None:
    """Return what to count, or None: not every role, nor every question, nor what a browser fetches ahead."""
    rol = COUNTED_AS.get(lezer().rol)
    vraag = countable(tekst)
    ahead = "prefetch" in request.headers.get("Sec-Purpose", "")
    if rol is None or vraag is None or ahead or request.method != "GET":
        return None
    return Gesteld(week_of(now().date()), vraag, rol)


def _is_looking_back(vraag: str) -> bool:
    """Tell whether this reader just asked the same: he comes from its results, or from what he opened there.

    With an account no page is kept by the browser, so going back asks again; there the session remembers it.
    """
    if _before()[1] == vraag:
        return True
    if not is_session_kept():
        return False
    repeated = session.get("gevraagd") == vraag
    session["gevraagd"] = vraag
    return repeated


def _before() -> tuple[str, str | None]:
    """Return the page of this site that the reader comes from: its path and its question."""
    try:
        parts = urlsplit((request.referrer or "")[:MAX_REFERRER])
    except ValueError:
        return "", None
    if parts.netloc != request.host:
        return "", None
    return parts.path, countable(parse_qs(parts.query).get("vraag", [""])[0])


def _afterwards(work: Work) -> None:
    sessions = diensten().installatie.sessions

    def attach(response: Response) -> Response:
        response.call_on_close(lambda: _count(sessions, work))
        return response

    after_this_request(attach)


def _count(sessions: so.sessionmaker[so.Session], work: Work) -> None:
    try:
        with brief_transaction(sessions) as rows:
            work(rows)
    except sa.exc.SQLAlchemyError as error:  # its own words repeat the question, which does not belong in a log
        log.warning("question_not_counted", reason=type(error).__name__)
