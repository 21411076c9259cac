from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result

from kennis.cli import main
from kennis.config import load_config
from kennis.db.organisaties import Gebruiker, find_gebruiker
from kennis.installatie import open_installatie
from kennis.passwords import klopt

PASSWORD = "een heel lang wachtwoord"


def kennis(*arguments: str, answers: str | None = None) -> Result:
    return CliRunner().invoke(main, ["account", *arguments], input=answers)


def make(email: str = "jo@voorbeeld.nl", *more: str) -> Result:
    return kennis("maak", email, "--naam", "Jo", "--rol", "ambtenaar", *more, "--wachtwoord", PASSWORD)


def account_of(email: str) -> Gebruiker:
    found = open_installatie(load_config())
    with found.sessions() as session:
        gebruiker = find_gebruiker(session, email)
    found.close()
    assert gebruiker is not None
    return gebruiker


def test_an_account_is_made_with_a_password_that_only_its_owner_knows() -> None:
    answers = f"{PASSWORD}\n{PASSWORD}\n"
    result = kennis("maak", "Jo@Voorbeeld.nl", "--naam", "Jo", "--rol", "regisseur", answers=answers)
    assert result.exit_code == 0, result.output
    assert PASSWORD not in result.output
    gebruiker = account_of("jo@voorbeeld.nl")
    assert gebruiker.email == "jo@voorbeeld.nl"
    assert klopt(gebruiker.wachtwoord_hash, PASSWORD)


def test_a_second_account_for_one_address_is_refused() -> None:
    assert make().exit_code == 0
    result = make("JO@voorbeeld.nl")
    assert result.exit_code == 2
    assert "al een account" in result.stderr


@pytest.mark.parametrize("email", ["geen adres", "@", "jo@", "jo huizen@voorbeeld.nl"])
def test_what_is_no_address_is_refused(email: str) -> None:
    assert make(email).exit_code == 2


def test_an_unknown_organisation_is_refused() -> None:
    result = make("jo@voorbeeld.nl", "--organisatie", "Gemeente Nergens")
    assert result.exit_code == 2
    assert "niet bekend" in result.stderr


def test_a_new_password_ends_all_sessions() -> None:
    make()
    before = account_of("jo@voorbeeld.nl")
    assert kennis("wachtwoord", "jo@voorbeeld.nl", "--wachtwoord", "iets heel anders dan eerst").exit_code == 0
    after = account_of("jo@voorbeeld.nl")
    assert after.sessie != before.sessie
    assert klopt(after.wachtwoord_hash, "iets heel anders dan eerst")


def test_a_stopped_account_is_no_longer_active_and_stays_in_the_list() -> None:
    make()
    assert kennis("stop", "jo@voorbeeld.nl").exit_code == 0
    assert not account_of("jo@voorbeeld.nl").actief
    rows = json.loads(kennis("lijst", "--json").stdout)
    assert [(row["email"], row["actief"]) for row in rows] == [("jo@voorbeeld.nl", False)]
    assert "gestopt" in kennis("lijst").stdout


def test_nobody_can_be_given_a_password_who_has_no_account() -> None:
    assert kennis("wachtwoord", "nee@voorbeeld.nl", "--wachtwoord", PASSWORD).exit_code == 2
