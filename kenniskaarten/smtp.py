"""One connection to the mail server: opened, used for some mails, closed; whatever goes wrong is a PostError."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage

from kennis.errors import KennisError
from kennis.postserver import Postserver

TIMEOUT_SECONDS = 10  # for each step; a server that hangs costs the worker this much
SHUTTING_DOWN = 421

NIET_BEREIKBAAR = "De mailserver is niet bereikbaar."
NIET_OP_TIJD = "De mailserver antwoordde niet op tijd."
NIET_VEILIG = "De verbinding met de mailserver kon niet worden beveiligd."
GEEN_TOEGANG = "De mailserver neemt naam en wachtwoord niet aan."
GEWEIGERD = "De mailserver weigerde de mail"


class PostError(KennisError):
    """A mail was not taken; `is_over` when this connection is of no use for others either.

    The words of the server are left out: an address may stand in them.
    """

    melding = NIET_BEREIKBAAR

    def __init__(self, melding: str, *, is_over: bool = True) -> None:
        super().__init__(melding)
        self.is_over = is_over


class Verbinding:
    """An open connection."""

    def __init__(self, server: smtplib.SMTP) -> None:
        self._server = server

    def send(self, mail: EmailMessage) -> None:
        with _told():
            self._server.send_message(mail)


@contextmanager
def connect(postserver: Postserver, own_name: str) -> Iterator[Verbinding]:
    """Open a connection, secured and logged in as the settings ask; `own_name` is how we greet."""
    with _told(opening=True):
        server = _open(postserver, own_name)
    try:
        yield Verbinding(server)
    finally:
        with suppress(OSError):
            server.quit()
        server.close()


def _open(postserver: Postserver, own_name: str) -> smtplib.SMTP:
    where = (postserver.host, postserver.port, own_name)
    if postserver.tls:
        context = ssl.create_default_context()
        server: smtplib.SMTP = smtplib.SMTP_SSL(*where, timeout=TIMEOUT_SECONDS, context=context)
    else:
        server = smtplib.SMTP(*where, timeout=TIMEOUT_SECONDS)
    try:
        _secure(server, postserver)
        if postserver.user:
            server.login(postserver.user, postserver.password)
    except BaseException:
        server.close()
        raise
    return server


def _secure(server: smtplib.SMTP, postserver: Postserver) -> None:
    """Secure the line: with a certificate that is checked when we insist, else as well as the server can."""
    server.ehlo()
    if postserver.tls:
        return
    if postserver.starttls:
        if not server.has_extn("starttls"):
            raise ssl.SSLError("STARTTLS is not offered")
        server.starttls(context=ssl.create_default_context())
    elif server.has_extn("starttls"):
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE  # better than a line that all can read
        server.starttls(context=context)
    server.ehlo_or_helo_if_needed()


@contextmanager
def _told(*, opening: bool = False) -> Iterator[None]:
    """Turn what the library raises into one error with a message in Dutch."""
    try:
        yield
    except (OSError, ValueError) as error:  # SMTPException is an OSError; ValueError: an address that is none
        raise PostError(_melding(error), is_over=opening or not _is_about_one_mail(error)) from error


def _is_about_one_mail(error: OSError | ValueError) -> bool:
    if isinstance(error, smtplib.SMTPResponseException):
        return error.smtp_code != SHUTTING_DOWN
    return isinstance(error, ValueError | smtplib.SMTPRecipientsRefused | smtplib.SMTPNotSupportedError)


def _melding(error: OSError | ValueError) -> str:
    code = _code(error)
    if isinstance(error, smtplib.SMTPAuthenticationError):
        melding = GEEN_TOEGANG
    elif code is not None:
        melding = f"{GEWEIGERD} ({code})."
    elif isinstance(error, ssl.SSLError):
        melding = NIET_VEILIG
    elif isinstance(error, ValueError | smtplib.SMTPNotSupportedError):
        melding = f"{GEWEIGERD}: hij kan dit adres of deze manier van versturen niet aan."
    elif isinstance(error, TimeoutError) or "timed out" in str(error):
        melding = NIET_OP_TIJD
    else:
        melding = NIET_BEREIKBAAR
    return melding


def _code(error: OSError | ValueError) -> int | None:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return next(code for code, _ in error.recipients.values())
    return error.smtp_code if isinstance(error, smtplib.SMTPResponseException) else None
