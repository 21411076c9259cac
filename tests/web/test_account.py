from __future__ import annotations

import time

import pytest
from argon2 import PasswordHasher
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from kennis.access import Rol
from kennis.db.organisaties import Gebruiker, find_gebruiker
from kennis.passwords import is_verouderd
from kennis.web.sessies import ABSOLUTE_SECONDS, IDLE_SECONDS
from tests.web.conftest import ClientOf
from tests.web.wereld import WACHTWOORD, Wereld, email, log_in

NIEUW = "zeven zeilboten op de plas"


def token(client: FlaskClient, path: str) -> str:
    field = BeautifulSoup(client.get(path).data, "lxml").select_one("input[name=csrf_token]")
    assert field is not None
    return str(field["value"])


def submit(client: FlaskClient, path: str, **fields: str) -> TestResponse:
    return client.post(path, data={"csrf_token": token(client, path), **fields})


def try_login(
    client: FlaskClient, rol: str = "ambtenaar", wachtwoord: str = WACHTWOORD, **more: str
) -> TestResponse:
    return submit(client, "/inloggen", email=email(rol), wachtwoord=wachtwoord, **more)


def account_of(wereld: Wereld, rol: str = "ambtenaar") -> Gebruiker:
    with wereld.installatie.sessions() as session:
        found = find_gebruiker(session, email(rol))
        assert found is not None
        return found


def is_in(client: FlaskClient) -> bool:
    return client.get("/account").status_code == 200


def test_who_knows_his_password_gets_in(client: FlaskClient, wereld: Wereld) -> None:
    response = try_login(client)
    assert (response.status_code, response.location) == (303, "/")
    assert is_in(client)
    assert account_of(wereld).laatst_ingelogd_op is not None


def test_the_address_may_be_typed_with_capitals(client: FlaskClient) -> None:
    submit(client, "/inloggen", email=f" {email('ambtenaar').upper()} ", wachtwoord=WACHTWOORD)
    assert is_in(client)


def test_one_comes_back_where_one_was(client: FlaskClient) -> None:
    assert try_login(client, volgende="/zoeken?vraag=zorg").location == "/zoeken?vraag=zorg"


@pytest.mark.parametrize("volgende", ["https://elders.nl", "//elders.nl", "/\\elders.nl", "javascript:1"])
def test_one_is_never_sent_elsewhere(client: FlaskClient, volgende: str) -> None:
    assert try_login(client, volgende=volgende).location == "/"
    assert client.get("/inloggen", query_string={"volgende": volgende}).location == "/"


@pytest.mark.parametrize(
    ("rol", "wachtwoord"),
    [("ambtenaar", "verkeerd"), ("ambtenaar", ""), ("niemand", WACHTWOORD), ("vertrokken", WACHTWOORD)],
)
def test_every_refusal_reads_the_same(client: FlaskClient, rol: str, wachtwoord: str) -> None:
    """So that nobody can find out who has an account."""
    response = try_login(client, rol, wachtwoord)
    text = response.get_data(as_text=True)
    assert response.status_code == 400
    assert "horen niet bij elkaar" in text
    assert email(rol) in text
    assert not is_in(client)


def test_an_old_hash_is_made_anew_at_login(client: FlaskClient, wereld: Wereld) -> None:
    with wereld.installatie.sessions.begin() as session:
        weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1, hash_len=8).hash(WACHTWOORD)
        session.get_one(Gebruiker, account_of(wereld).id).wachtwoord_hash = weak
    try_login(client)
    assert account_of(wereld).wachtwoord_hash != weak
    assert not is_verouderd(account_of(wereld).wachtwoord_hash)
    assert try_login(client.application.test_client()).status_code == 303


def test_the_session_is_a_new_one_after_login(client: FlaskClient) -> None:
    before = token(client, "/inloggen")
    with client.session_transaction() as session:
        session["van_een_ander"] = "1"
    try_login(client)
    with client.session_transaction() as session:
        assert "van_een_ander" not in session
    assert token(client, "/account") != before


def test_logging_out_ends_every_session(client_of: ClientOf) -> None:
    """A copy of the cookie is worth nothing afterwards."""
    here, elsewhere, somebody = client_of("ambtenaar"), client_of("ambtenaar"), client_of("regisseur")
    response = here.post("/uitloggen", data={"csrf_token": token(here, "/account")})
    assert (response.status_code, response.location) == (303, "/")
    assert not is_in(here)
    assert not is_in(elsewhere)
    assert is_in(somebody)


def test_logging_out_is_no_link(client_of: ClientOf) -> None:
    assert client_of("ambtenaar").get("/uitloggen").status_code == 405


def test_an_account_that_is_closed_is_out_at_once(client_of: ClientOf, wereld: Wereld) -> None:
    client = client_of("ambtenaar")
    assert is_in(client)
    with wereld.installatie.sessions.begin() as session:
        session.get_one(Gebruiker, account_of(wereld).id).actief = False
    assert not is_in(client)


def test_another_role_counts_at_the_next_page(client_of: ClientOf, wereld: Wereld) -> None:
    client = client_of("ambtenaar")
    assert "Gesloten boomklever" not in client.get("/zoeken?vraag=boomklever").get_data(as_text=True)
    with wereld.installatie.sessions.begin() as session:
        session.get_one(Gebruiker, account_of(wereld).id).rol = Rol.REGISSEUR
    assert "Gesloten boomklever" in client.get("/zoeken?vraag=boomklever").get_data(as_text=True)


@pytest.mark.parametrize(
    ("age", "idle", "still_in"),
    [
        (60, 60, True),
        (ABSOLUTE_SECONDS - 60, IDLE_SECONDS - 60, True),
        (IDLE_SECONDS + 60, IDLE_SECONDS + 60, False),
        (ABSOLUTE_SECONDS + 60, 5, False),
    ],
)
def test_a_session_ends_by_itself(app: Flask, wereld: Wereld, age: int, idle: int, *, still_in: bool) -> None:
    client, moment = app.test_client(), int(time.time())
    log_in(client, wereld, "ambtenaar", begonnen=moment - age, gezien=moment - idle)
    assert is_in(client) is still_in


def test_using_a_session_keeps_it_alive(app: Flask, wereld: Wereld) -> None:
    client, moment = app.test_client(), int(time.time())
    log_in(client, wereld, "ambtenaar", begonnen=moment - 600, gezien=moment - 600)
    client.get("/account")
    with client.session_transaction() as session:
        assert session["gezien"] >= moment


def test_a_cookie_that_was_tampered_with_is_no_login(client: FlaskClient) -> None:
    for key in ("1.fout", "x.y", "", "1"):
        with client.session_transaction() as session:
            session.update({"_user_id": key, "begonnen": int(time.time()), "gezien": int(time.time())})
        assert not is_in(client), key
    client.set_cookie("kennis", "onzin")
    assert not is_in(client)


def test_after_ten_failures_an_account_waits(app: Flask) -> None:
    """Also from another address; who tries another account at the same address does not."""
    client = app.test_client()
    answers = [try_login(client, wachtwoord="verkeerd").status_code for _ in range(11)]
    assert answers == [400] * 10 + [429]
    other = app.test_client()
    fields = {"csrf_token": token(other, "/inloggen"), "email": email("ambtenaar"), "wachtwoord": WACHTWOORD}
    refused = other.post("/inloggen", data=fields, environ_base={"REMOTE_ADDR": "10.0.0.9"})
    assert refused.status_code == 429
    assert "Wacht een kwartier" in refused.get_data(as_text=True)
    assert try_login(app.test_client(), "regisseur").status_code == 303


def test_after_fifty_failures_an_address_waits(app: Flask) -> None:
    client = app.test_client()
    answers = [try_login(client, f"onbekend-{number}", "x").status_code for number in range(51)]
    assert answers == [400] * 50 + [429]


def test_logging_in_well_is_not_counted(app: Flask) -> None:
    assert {try_login(app.test_client()).status_code for _ in range(12)} == {303}


def test_the_account_page_says_who_i_am_and_what_i_may_see(client_of: ClientOf) -> None:
    text = client_of("beheerder").get("/account").get_data(as_text=True)
    for words in (
        "Beheerder Jansen",
        email("beheerder"),
        "Gemeente Huizen",
        "documenten voor beheer van uw eigen",
    ):
        assert words in text


def test_a_new_password_ends_the_other_sessions(client_of: ClientOf, app: Flask) -> None:
    here, elsewhere = client_of("ambtenaar"), client_of("ambtenaar")
    fields = {"huidig": WACHTWOORD, "nieuw": NIEUW, "herhaling": NIEUW}
    assert submit(here, "/account/wachtwoord", **fields).location == "/account?gewijzigd="
    assert is_in(here)
    assert not is_in(elsewhere)
    assert try_login(app.test_client()).status_code == 400
    assert try_login(app.test_client(), wachtwoord=NIEUW).status_code == 303


@pytest.mark.parametrize(
    ("huidig", "nieuw", "herhaling", "words"),
    [
        ("verkeerd", NIEUW, NIEUW, "huidige wachtwoord klopt niet"),
        (WACHTWOORD, NIEUW, f"{NIEUW}s", "niet gelijk"),
        (WACHTWOORD, "kort", "kort", "minstens 12 tekens"),
        (WACHTWOORD, "x" * 201, "x" * 201, "hoogstens 200 tekens"),
    ],
)
def test_a_password_that_cannot_be_is_refused(  # noqa: PLR0917 (what the form asks)
    client_of: ClientOf, wereld: Wereld, huidig: str, nieuw: str, herhaling: str, words: str
) -> None:
    before = account_of(wereld).wachtwoord_hash
    client = client_of("ambtenaar")
    response = submit(client, "/account/wachtwoord", huidig=huidig, nieuw=nieuw, herhaling=herhaling)
    assert response.status_code == 400
    assert words in response.get_data(as_text=True)
    assert account_of(wereld).wachtwoord_hash == before
    assert is_in(client)


def test_guessing_a_password_inside_is_limited_too(client_of: ClientOf) -> None:
    client = client_of("ambtenaar")
    fields = {
        "csrf_token": token(client, "/account/wachtwoord"),
        "huidig": "x",
        "nieuw": NIEUW,
        "herhaling": NIEUW,
    }
    answers = [client.post("/account/wachtwoord", data=fields).status_code for _ in range(11)]
    assert answers == [400] * 10 + [429]
