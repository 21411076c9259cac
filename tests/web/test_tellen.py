"""What is asked and opened is counted without who did it; nobody waits for that or sees it fail."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from structlog.testing import capture_logs

from kennis.access import Rol
from kennis.db.base import BUSY_TIMEOUT_SECONDS, now, transaction
from kennis.db.zoekvragen import BEWAARD_WEKEN, Vraagtelling, week_of
from tests.web.conftest import ClientOf
from tests.web.wereld import WOONVISIE, Wereld

SITE = "http://localhost"
ASKED = "/zoeken?vraag=Mantelzorg"
NOTHING = "/zoeken?vraag=%22groene+kabouters%22"

Counts = Callable[[], dict[tuple[str, Rol], tuple[int, int, int]]]


@pytest.fixture
def counts(wereld: Wereld) -> Counts:
    def read() -> dict[tuple[str, Rol], tuple[int, int, int]]:
        with wereld.installatie.sessions() as session:
            rows = session.scalars(sa.select(Vraagtelling).where(Vraagtelling.week == week_of(now().date())))
            return {(row.vraag, row.rol): (row.aantal, row.zonder_resultaat, row.met_klik) for row in rows}

    return read


@pytest.fixture
def opened(wereld: Wereld) -> str:
    """Give the address behind a result of the question."""
    return f"/document/{wereld.documenten[WOONVISIE.titel]}?vraag=Mantelzorg"


def comes_from(path: str, site: str = SITE) -> dict[str, str]:
    return {"Referer": site + path}


@pytest.mark.parametrize(
    ("rol", "counted_as"),
    [
        (Rol.BURGER, Rol.BURGER),
        (Rol.PROFESSIONAL, Rol.PROFESSIONAL),
        (Rol.AMBTENAAR, Rol.AMBTENAAR),
        (Rol.BEHEERDER, Rol.AMBTENAAR),
        (Rol.REGISSEUR, None),
    ],
)
def test_a_question_is_counted_by_a_role_that_names_nobody(
    client_of: ClientOf, counts: Counts, opened: str, rol: Rol, counted_as: Rol | None
) -> None:
    client = client_of(rol)
    client.get(ASKED)
    client.get(opened, headers=comes_from(ASKED))
    assert counts() == ({("mantelzorg", counted_as): (1, 0, 1)} if counted_as else {})


def test_a_question_without_results_is_a_gap(client: FlaskClient, counts: Counts) -> None:
    client.get(NOTHING)
    assert counts() == {('"groene kabouters"', Rol.BURGER): (1, 1, 0)}


@pytest.mark.parametrize(
    "path",
    [
        f"{ASKED}&pagina=2",
        f"{ASKED}&thema=zorg",
        f"{ASKED}&van=2020",
        f"{ASKED}&volgorde=datum",
        "/zoeken?vraag=organisatie:huizen",
        "/zoeken?vraag=mantelzorg+van+jan@voorbeeld.nl",
        "/zoeken?vraag=mantelzorg+06-12345678",
        "/zoeken?vraag=mantelzorg+999900006",
        "/zoeken?vraag=mantelzorg+1261+AB+12",
        "/zoeken?vraag=mevrouw+Jansen",
        "/zoeken?vraag=" + "mantelzorg+" * 20,
        "/zoeken?vraag=-mantelzorg",
        "/zoeken",
        "/",
    ],
)
def test_what_is_no_question_or_about_a_person_is_not_counted(
    client: FlaskClient, counts: Counts, path: str
) -> None:
    assert client.get(path).status_code == 200
    assert counts() == {}


def test_what_a_browser_or_a_robot_only_tries_is_not_counted(client: FlaskClient, counts: Counts) -> None:
    client.get(ASKED, headers={"Sec-Purpose": "prefetch;prerender"})
    client.head(ASKED)
    assert counts() == {}


@pytest.mark.parametrize(
    ("path", "aantal"),
    [
        (f"{ASKED}&thema=zorg&pagina=2", 1),
        ("/zoeken?vraag=MANTELZORG%3F", 1),
        ("/document/1?vraag=Mantelzorg", 1),
        ("/zoeken?vraag=respijtzorg", 2),
        ("/", 2),
    ],
)
def test_who_looks_back_does_not_ask_again(client: FlaskClient, counts: Counts, path: str, aantal: int) -> None:
    client.get(ASKED, headers=comes_from("/"))
    client.get(ASKED, headers=comes_from(path))
    assert counts() == {("mantelzorg", Rol.BURGER): (aantal, 0, 0)}


def test_who_is_logged_in_and_loads_a_page_again_does_not_ask_again(client_of: ClientOf, counts: Counts) -> None:
    client = client_of(Rol.AMBTENAAR)
    for path in (ASKED, ASKED, "/zoeken?vraag=respijtzorg", "/zoeken?vraag=respijtzorg"):
        client.get(path, headers=comes_from("/"))
    assert counts() == {("mantelzorg", Rol.AMBTENAAR): (1, 0, 0), ("respijtzorg", Rol.AMBTENAAR): (1, 0, 0)}


def test_a_visitor_gets_no_cookie_for_being_counted(client: FlaskClient, counts: Counts, opened: str) -> None:
    answers = [client.get(ASKED), client.get(opened, headers=comes_from(ASKED))]
    assert [answer.headers.get("Set-Cookie") for answer in answers] == [None, None]
    assert counts() == {("mantelzorg", Rol.BURGER): (1, 0, 1)}


@pytest.mark.parametrize(
    "headers",
    [
        {},
        comes_from("/"),
        comes_from("/zoeken?vraag=respijtzorg"),
        comes_from("/document/1?vraag=Mantelzorg"),
        comes_from(ASKED, "http://elders.nl"),
        comes_from(ASKED, "http://localhost:81"),
        {"Referer": "http://[onzin"},
        {"Referer": "\xff" * 10_000},
    ],
)
def test_only_who_comes_from_the_results_opens_one(
    client: FlaskClient, counts: Counts, opened: str, headers: dict[str, str]
) -> None:
    client.get(ASKED)
    assert client.get(opened, headers=headers).status_code == 200
    assert counts() == {("mantelzorg", Rol.BURGER): (1, 0, 0)}


def test_a_result_on_a_following_page_is_opened_too(client: FlaskClient, counts: Counts, opened: str) -> None:
    client.get(ASKED)
    client.get(opened, headers=comes_from(f"{ASKED}&thema=zorg&pagina=2"))
    assert counts() == {("mantelzorg", Rol.BURGER): (1, 0, 1)}


def test_what_was_kept_long_enough_goes_when_the_next_question_comes(client: FlaskClient, wereld: Wereld) -> None:
    old = week_of(now().date()) - timedelta(weeks=BEWAARD_WEKEN)
    with transaction(wereld.installatie.sessions) as session:
        session.add(Vraagtelling(week=old, vraag="oud", rol=Rol.BURGER, aantal=1))
    client.get(ASKED)
    with wereld.installatie.sessions() as session:
        assert list(session.scalars(sa.select(Vraagtelling.vraag))) == ["mantelzorg"]


def test_a_failure_of_counting_is_told_to_nobody_but_the_log(
    client: FlaskClient, wereld: Wereld, opened: str
) -> None:
    """And the log is not told what was asked."""
    with transaction(wereld.installatie.sessions) as session:
        session.execute(sa.text("DROP TABLE vraagtellingen"))
    with capture_logs() as logs:
        assert "Woonvisie" in client.get(ASKED).get_data(as_text=True)
        assert client.get(opened, headers=comes_from(ASKED)).status_code == 200
    assert [entry["event"] for entry in logs] == ["question_not_counted"] * 2
    assert "antelzorg" not in str(logs)


def test_nobody_waits_for_a_busy_database(client: FlaskClient, wereld: Wereld, counts: Counts) -> None:
    with transaction(wereld.installatie.sessions) as session:
        session.execute(sa.text("UPDATE alembic_version SET version_num = version_num"))
        began = time.monotonic()
        assert "Woonvisie" in client.get(ASKED).get_data(as_text=True)
        assert time.monotonic() - began < BUSY_TIMEOUT_SECONDS / 2
    assert counts() == {}


def test_the_answer_is_sent_before_the_question_is_counted(app: Flask, counts: Counts) -> None:
    response = app.test_client().get(ASKED, buffered=False)
    assert b"Woonvisie" in response.data
    assert counts() == {}
    response.close()
    assert counts() == {("mantelzorg", Rol.BURGER): (1, 0, 0)}
