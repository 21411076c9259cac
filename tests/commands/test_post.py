from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result

from kennis.access import Rol
from kennis.cli import main
from kennis.config import load_config
from kennis.db.base import transaction
from kennis.db.organisaties import Gebruiker
from kennis.installatie import open_installatie
from kenniskaarten.vraagmodels import Bericht
from tests.kenniskaarten.postbus import open_postbus


def kennis(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["post", *arguments])


@pytest.fixture
def _waiting() -> None:
    """Have two mails wait."""
    found = open_installatie(load_config())
    with transaction(found.sessions) as session:
        for naam in ("anna", "bram"):
            gebruiker = Gebruiker(
                naam=naam, email=f"{naam}@voorbeeld.nl", wachtwoord_hash="-", rol=Rol.AMBTENAAR, sessie=naam
            )
            session.add(Bericht(gebruiker=gebruiker, onderwerp="Dag", tekst="Dag."))
    found.close()


@pytest.mark.usefixtures("_waiting")
def test_without_a_server_it_says_that_mails_are_kept() -> None:
    result = kennis()
    assert result.exit_code == 0
    assert "geen mailserver ingesteld" in result.stdout
    assert "wachten er 2" in result.stdout
    assert json.loads(kennis("--json").stdout)["ingesteld"] is False


@pytest.mark.usefixtures("_waiting")
def test_it_sends_what_waits_and_tells_what_did_not_go(monkeypatch: pytest.MonkeyPatch) -> None:
    with open_postbus() as postbus:
        monkeypatch.setenv("KENNIS_SMTP", postbus.url)
        monkeypatch.setenv("KENNIS_ADRES", "https://kennis.voorbeeld.nl")
        postbus.refuse["anna@voorbeeld.nl"] = "550 nee"
        result = kennis("--json")
        assert result.exit_code == 1
        assert json.loads(result.stdout) == {
            "ingesteld": True,
            "verstuurd": 1,
            "uitgesteld": 1,
            "opgegeven": 0,
            "vervallen": 0,
            "wachtend": 1,
            "mislukt": 0,
        }
        again = kennis()
        assert again.exit_code == 0
        assert "Verstuurd: 0" in again.stdout
        assert "Wacht nog: 1" in again.stdout
