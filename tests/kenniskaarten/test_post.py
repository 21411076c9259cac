"""Mails reach a real server, or wait; none is lost, none is sent twice, and no error names an address."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
import structlog

from kennis.db.base import now, transaction
from kennis.installatie import Installatie
from kennis.postserver import read_postserver
from kenniskaarten import smtp
from kenniskaarten.post import MAX_POGINGEN, PAUZES, ZONDER_TEKST, Telling, count_post, send_waiting
from kenniskaarten.vraagmodels import Bericht
from tests.kenniskaarten.postbus import Postbus, free_port, hanging_server, make_certificate, open_postbus
from tests.kenniskaarten.vraagwereld import Vraagwereld, make_vraagwereld

ADRES = "https://kennis.voorbeeld.nl"
TEKST = "Beste Bram,\n\nGroeten uit Hilversum: één café.\n"


@pytest.fixture
def wereld(installatie: Installatie) -> Vraagwereld:
    return make_vraagwereld(installatie)


@pytest.fixture
def postbus() -> Iterator[Postbus]:
    with open_postbus() as postbus:
        yield postbus


@pytest.fixture
def own_certificate(tmp_path: Path) -> ssl.SSLContext:
    return make_certificate(tmp_path)


def with_server(wereld: Vraagwereld, url: str) -> Installatie:
    config = replace(wereld.installatie.config, postserver=read_postserver(url), adres=ADRES)
    return replace(wereld.installatie, config=config)


def write(wereld: Vraagwereld, *namen: str, onderwerp: str = "Goedemorgen") -> None:
    with transaction(wereld.installatie.sessions) as session:
        for naam in namen:
            session.add(Bericht(gebruiker_id=wereld.mensen[naam], onderwerp=onderwerp, tekst=TEKST))


def rows(wereld: Vraagwereld) -> list[Bericht]:
    with wereld.installatie.sessions() as session:
        return list(session.scalars(sa.select(Bericht).order_by(Bericht.id)))


class Klok:
    """A clock that is put forward by hand."""

    def __init__(self) -> None:
        self.moment = now()

    def __call__(self) -> datetime:
        return self.moment

    def forward(self, pause: timedelta) -> None:
        self.moment += pause


def test_a_mail_arrives_as_it_was_written_and_only_once(wereld: Vraagwereld, postbus: Postbus) -> None:
    write(wereld, "bram")
    found = with_server(wereld, postbus.url)
    assert send_waiting(found) == Telling(verstuurd=1)
    assert send_waiting(found) == Telling()
    [mail] = postbus.mails
    assert (mail["To"], mail["Subject"]) == ("bram@voorbeeld.nl", "Goedemorgen")
    assert mail["From"] == f"Kennisnetwerk <{found.config.afzender}>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Message-ID"].endswith("@kennis.voorbeeld.nl>")
    assert mail.get_content().replace("\r\n", "\n") == TEKST


def test_of_a_mail_that_was_sent_only_that_is_kept_and_not_for_ever(wereld: Vraagwereld, postbus: Postbus) -> None:
    write(wereld, "bram")
    klok = Klok()
    send_waiting(with_server(wereld, postbus.url), klok)
    [row] = rows(wereld)
    assert (row.onderwerp, row.tekst, row.fout, row.verstuurd_op) == ("", "", "", klok.moment)
    klok.forward(timedelta(days=31))
    send_waiting(with_server(wereld, postbus.url), klok)
    assert rows(wereld) == []


def test_the_address_is_looked_up_when_it_is_sent(wereld: Vraagwereld, postbus: Postbus) -> None:
    write(wereld, "bram")
    with transaction(wereld.installatie.sessions) as session:
        wereld.gebruiker(session, "bram").email = "bram@elders.nl"
    send_waiting(with_server(wereld, postbus.url))
    assert postbus.mails[0]["To"] == "bram@elders.nl"


def test_who_has_no_account_any_more_gets_no_mail(wereld: Vraagwereld, postbus: Postbus) -> None:
    write(wereld, "bram")
    with transaction(wereld.installatie.sessions) as session:
        wereld.gebruiker(session, "bram").actief = False
    assert send_waiting(with_server(wereld, postbus.url)) == Telling(vervallen=1)
    assert (postbus.mails, rows(wereld)) == ([], [])


def test_without_a_server_all_is_kept(wereld: Vraagwereld) -> None:
    write(wereld, "bram")
    assert send_waiting(wereld.installatie) == Telling()
    assert [row.pogingen for row in rows(wereld)] == [0]


@pytest.mark.parametrize("answer", ["550 5.1.1 <bram@voorbeeld.nl> bestaat niet", "451 bram@voorbeeld.nl: later"])
def test_a_refused_mail_is_tried_again_and_the_others_go(
    wereld: Vraagwereld, postbus: Postbus, answer: str
) -> None:
    postbus.refuse["bram@voorbeeld.nl"] = answer
    write(wereld, "bram", "carla")
    klok, found = Klok(), with_server(wereld, postbus.url)
    with structlog.testing.capture_logs() as logs:
        assert send_waiting(found, klok) == Telling(verstuurd=1, uitgesteld=1)
    refused = rows(wereld)[0]
    assert refused.fout == f"De mailserver weigerde de mail ({answer[:3]})."
    assert "voorbeeld.nl" not in str(logs)
    assert refused.niet_voor == klok.moment + PAUZES[0]
    assert send_waiting(found, klok) == Telling(), "not before its time"
    postbus.refuse.clear()
    klok.forward(PAUZES[0])
    assert send_waiting(found, klok) == Telling(verstuurd=1)
    assert postbus.mails[1]["To"] == "bram@voorbeeld.nl"


def test_a_refusal_after_the_text_is_one_too(wereld: Vraagwereld, postbus: Postbus) -> None:
    postbus.after_data = "554 geen zin"
    write(wereld, "bram", "carla")
    assert send_waiting(with_server(wereld, postbus.url)) == Telling(uitgesteld=2)


def test_the_pauses_grow_and_at_last_a_mail_is_given_up_and_kept(wereld: Vraagwereld, postbus: Postbus) -> None:
    postbus.refuse["bram@voorbeeld.nl"] = "550 nee"
    write(wereld, "bram")
    klok, found = Klok(), with_server(wereld, postbus.url)
    waited = []
    for _ in range(MAX_POGINGEN - 1):
        assert send_waiting(found, klok) == Telling(uitgesteld=1)
        waited.append(rows(wereld)[0].niet_voor - klok.moment)
        klok.forward(waited[-1])
    assert waited == sorted(waited)
    assert (waited[0], waited[-1]) == (timedelta(minutes=1), timedelta(days=1))
    assert send_waiting(found, klok) == Telling(opgegeven=1)
    klok.forward(timedelta(days=100))
    assert send_waiting(found, klok) == Telling()
    with found.sessions() as session:
        assert (count_post(session).wachtend, count_post(session).opgegeven) == (0, 1)
    assert rows(wereld)[0].tekst == TEKST


def test_a_mail_that_cannot_be_made_does_not_hold_up_the_others(wereld: Vraagwereld, postbus: Postbus) -> None:
    with transaction(wereld.installatie.sessions) as session:
        session.add(Bericht(gebruiker_id=wereld.mensen["bram"], over="iets nieuws:3"))
    write(wereld, "carla")
    assert send_waiting(with_server(wereld, postbus.url)) == Telling(verstuurd=1, uitgesteld=1)
    assert rows(wereld)[0].fout == ZONDER_TEKST


def test_a_server_that_hangs_costs_one_mail_its_turn_and_loses_none(
    wereld: Vraagwereld, postbus: Postbus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(smtp, "TIMEOUT_SECONDS", 0.2)
    write(wereld, "bram", "carla", "dirk")
    klok = Klok()
    with hanging_server() as port:
        began = time.perf_counter()
        assert send_waiting(with_server(wereld, f"smtp://127.0.0.1:{port}"), klok) == Telling(uitgesteld=1)
        assert time.perf_counter() - began < 2
    assert [row.pogingen for row in rows(wereld)] == [1, 0, 0]
    assert rows(wereld)[0].fout == smtp.NIET_OP_TIJD
    klok.forward(PAUZES[0])
    assert send_waiting(with_server(wereld, postbus.url), klok) == Telling(verstuurd=3)


def test_a_server_that_is_not_there_loses_nothing(wereld: Vraagwereld) -> None:
    write(wereld, "bram", "carla")
    assert send_waiting(with_server(wereld, f"smtp://127.0.0.1:{free_port()}")) == Telling(uitgesteld=1)
    assert [row.fout for row in rows(wereld)] == [smtp.NIET_BEREIKBAAR, ""]


def test_a_worker_that_dies_while_sending_loses_nothing(
    wereld: Vraagwereld, postbus: Postbus, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(wereld, "bram")
    klok, found = Klok(), with_server(wereld, postbus.url)

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(smtp.Verbinding, "send", die)
        with pytest.raises(KeyboardInterrupt):
            send_waiting(found, klok)
    assert send_waiting(found, klok) == Telling(), "another process leaves it to the first for a while"
    klok.forward(timedelta(minutes=5))
    assert send_waiting(found, klok) == Telling(verstuurd=1)


def test_two_workers_at_once_send_each_mail_once(wereld: Vraagwereld, postbus: Postbus) -> None:
    for number in range(20):
        write(wereld, "bram", onderwerp=f"Mail {number}")
    found = with_server(wereld, postbus.url)
    counts: list[Telling] = []
    threads = [threading.Thread(target=lambda: counts.append(send_waiting(found))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(count.verstuurd for count in counts) == 20
    assert sorted(postbus.subjects) == sorted(f"Mail {number}" for number in range(20))


def test_one_logs_in_with_name_and_password(wereld: Vraagwereld, postbus: Postbus) -> None:
    write(wereld, "bram")
    klok = Klok()
    wrong, right = (f"smtp://postbode:{word}@127.0.0.1:{postbus.port}" for word in ("fout", "geheim%20woord"))
    assert send_waiting(with_server(wereld, wrong), klok) == Telling(uitgesteld=1)
    assert rows(wereld)[0].fout == smtp.GEEN_TOEGANG
    klok.forward(PAUZES[0])
    assert send_waiting(with_server(wereld, right), klok) == Telling(verstuurd=1)
    assert postbus.logins[-1] == ("postbode", "geheim woord")


def test_who_insists_on_a_secured_line_sends_nothing_without(wereld: Vraagwereld, postbus: Postbus) -> None:
    write(wereld, "bram")
    assert send_waiting(with_server(wereld, f"smtp+starttls://127.0.0.1:{postbus.port}")).uitgesteld == 1
    assert rows(wereld)[0].fout == smtp.NIET_VEILIG
    assert postbus.mails == []


def test_a_line_is_secured_when_the_server_offers_it(wereld: Vraagwereld, own_certificate: ssl.SSLContext) -> None:
    write(wereld, "bram")
    with open_postbus(own_certificate) as secured:
        assert send_waiting(with_server(wereld, secured.url)) == Telling(verstuurd=1)
    assert secured.secured == [True]


def test_a_password_goes_only_to_a_server_whose_certificate_is_right(
    wereld: Vraagwereld, own_certificate: ssl.SSLContext
) -> None:
    write(wereld, "bram")
    with open_postbus(own_certificate) as secured:
        url = f"smtp+starttls://postbode:woord@127.0.0.1:{secured.port}"
        assert send_waiting(with_server(wereld, url)) == Telling(uitgesteld=1)
    assert rows(wereld)[0].fout == smtp.NIET_VEILIG
    assert (secured.logins, secured.mails) == ([], [])
