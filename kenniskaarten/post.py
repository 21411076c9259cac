"""Sending the mails that wait: each claimed first, tried again with growing pauses, and at last given up."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime, formataddr
from urllib.parse import urlsplit

import sqlalchemy as sa
import structlog
from sqlalchemy import orm as so

from kennis.config import Config
from kennis.db.base import now, transaction
from kennis.installatie import Installatie
from kennis.postserver import Postserver
from kenniskaarten.berichten import Tekst, compose
from kenniskaarten.smtp import PostError, Verbinding, connect
from kenniskaarten.vraagmodels import Bericht

# How long to wait after each try; after the last one comes a last try.
PAUZES = tuple(timedelta(minutes=m) for m in (1, 5, 15, 30, 60, 3 * 60, 6 * 60, 12 * 60, 24 * 60))
MAX_POGINGEN = len(PAUZES) + 1
CLAIM = timedelta(minutes=5)  # longer than one mail can take; a worker that dies meanwhile loses nothing
AT_ONCE = 200  # mails of one run
ZONDER_TEKST = "De tekst van de mail kon niet worden gemaakt."
KEPT = timedelta(days=30)  # that a mail was sent is kept this long; what stood in it is not

log = structlog.get_logger()


@dataclass(slots=True)
class Telling:
    """What became of the mails of one run."""

    verstuurd: int = 0
    uitgesteld: int = 0
    opgegeven: int = 0
    vervallen: int = 0  # not for its receiver any more


@dataclass(frozen=True, slots=True)
class Stand:
    """How many mails wait, and how many were given up."""

    wachtend: int
    opgegeven: int


@dataclass(frozen=True, slots=True)
class _Claim:
    """A mail that this process sends, and how often it was tried by now."""

    bericht_id: int
    pogingen: int


def verstuur(found: Installatie) -> None:
    """Send what waits, as a chore of the worker."""
    send_waiting(found)


def send_waiting(found: Installatie, clock: Callable[[], datetime] = now) -> Telling:
    """Send what waits now; without a mail server all of it is kept."""
    postserver = found.config.postserver
    if postserver is None:
        return Telling()
    with ExitStack() as stack:
        run = _Run(found, postserver, clock, stack)
        for bericht_id in _due(found, clock()):
            if not run.send(bericht_id):
                break  # the others wait for the next minute, and for a server that answers
    _forget_sent(found, clock())
    return run.telling


class _Run:
    """Sends mails over one connection, which is opened for the first of them."""

    def __init__(
        self, found: Installatie, postserver: Postserver, clock: Callable[[], datetime], stack: ExitStack
    ) -> None:
        self.telling = Telling()
        self._found, self._postserver, self._clock, self._stack = found, postserver, clock, stack
        self._verbinding: Verbinding | None = None

    def send(self, bericht_id: int) -> bool:
        """Send one mail, unless another process does; tell whether the connection is of use for the next."""
        claim = _claim(self._found, bericht_id, self._clock())
        if claim is None:
            return True
        try:
            mail = self._mail(claim)
            if mail is None:
                self.telling.vervallen += 1
                return True
            self._connection().send(mail)
        except PostError as error:
            self._note_failure(claim, error)
            return not error.is_over
        self._note(claim, verstuurd_op=self._clock(), fout="", onderwerp="", tekst="")
        self.telling.verstuurd += 1
        log.info("mail_sent", bericht=claim.bericht_id)
        return True

    def _mail(self, claim: _Claim) -> EmailMessage | None:
        """Return the mail as it is now; one that is not for its receiver any more is taken away."""
        try:
            with transaction(self._found.sessions) as session:
                bericht = session.get_one(Bericht, claim.bericht_id)
                tekst = compose(session, bericht, self._found.config, self._clock())
                if tekst is None:
                    session.delete(bericht)
                    return None
                return make_mail(bericht, tekst, self._found.config)
        except Exception as error:  # whatever is wrong with this one, the others do not wait for it
            kind = type(error).__name__  # in its words an address may stand
            log.error("mail_not_made", bericht=claim.bericht_id, error=kind)  # noqa: TRY400 (idem)
            raise PostError(ZONDER_TEKST, is_over=False) from error

    def _connection(self) -> Verbinding:
        if self._verbinding is None:
            own_name = _own_name(self._found.config)
            self._verbinding = self._stack.enter_context(connect(self._postserver, own_name))
        return self._verbinding

    def _note_failure(self, claim: _Claim, error: PostError) -> None:
        if claim.pogingen < MAX_POGINGEN:
            self._note(claim, fout=str(error), niet_voor=self._clock() + PAUZES[claim.pogingen - 1])
            self.telling.uitgesteld += 1
            log.warning("mail_delayed", bericht=claim.bericht_id, poging=claim.pogingen, reason=str(error))
        else:
            self._note(claim, fout=str(error))
            self.telling.opgegeven += 1
            log.error("mail_given_up", bericht=claim.bericht_id, reason=str(error))

    def _note(self, claim: _Claim, **values: datetime | str) -> None:
        with transaction(self._found.sessions) as session:
            session.execute(sa.update(Bericht).where(Bericht.id == claim.bericht_id).values(values))


def count_post(session: so.Session) -> Stand:
    query = sa.select(sa.func.count(Bericht.id)).where(Bericht.verstuurd_op.is_(None))
    waiting = session.scalar(query.where(Bericht.pogingen < MAX_POGINGEN)) or 0
    return Stand(waiting, session.scalar(query.where(Bericht.pogingen >= MAX_POGINGEN)) or 0)


def _waits(moment: datetime) -> sa.ColumnElement[bool]:
    return sa.and_(Bericht.verstuurd_op.is_(None), Bericht.niet_voor <= moment, Bericht.pogingen < MAX_POGINGEN)


def _due(found: Installatie, moment: datetime) -> list[int]:
    with found.sessions() as session:
        query = sa.select(Bericht.id).where(_waits(moment)).order_by(Bericht.niet_voor, Bericht.id)
        return list(session.scalars(query.limit(AT_ONCE)))


def _claim(found: Installatie, bericht_id: int, moment: datetime) -> _Claim | None:
    """Take a mail for this process; None when another one was first."""
    with transaction(found.sessions) as session:
        taken = sa.update(Bericht).where(Bericht.id == bericht_id, _waits(moment))
        values = {"niet_voor": moment + CLAIM, "pogingen": Bericht.pogingen + 1}
        pogingen = session.execute(taken.values(values).returning(Bericht.pogingen)).scalar()
        return _Claim(bericht_id, pogingen) if pogingen is not None else None


def make_mail(bericht: Bericht, tekst: Tekst, config: Config) -> EmailMessage:
    """Return a mail with an id that is the same at every try, so that one that came twice is shown once."""
    mail = EmailMessage()
    mail["From"] = formataddr((config.site_name, config.afzender))
    mail["To"] = bericht.gebruiker.email
    mail["Subject"] = " ".join(tekst.onderwerp.split())
    mail["Date"] = format_datetime(bericht.gemaakt_op)
    mail["Message-ID"] = f"<{bericht.id}.{int(bericht.gemaakt_op.timestamp())}@{_own_name(config)}>"
    mail["Auto-Submitted"] = "auto-generated"  # no out-of-office in answer
    mail.set_content(tekst.tekst, cte="quoted-printable")
    return mail


def _own_name(config: Config) -> str:
    return urlsplit(config.adres).hostname or "localhost"


def _forget_sent(found: Installatie, moment: datetime) -> None:
    with transaction(found.sessions) as session:
        session.execute(sa.delete(Bericht).where(Bericht.verstuurd_op < moment - KEPT))
