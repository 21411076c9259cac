"""`kennis organisatie`: what it tells before and after, and what it refuses."""

from __future__ import annotations

import json

import pytest
import sqlalchemy as sa
from click.testing import CliRunner, Result

from kennis.access import Rol
from kennis.cli import main
from kennis.config import load_config
from kennis.db.base import transaction
from kennis.db.organisaties import Gebruiker, Organisatie, OrganisatieSoort
from kennis.installatie import open_installatie

JOIN = ("organisatie", "voeg-samen", "Bussum", "Gooise Meren", "--per", "2016-01-01")


def kennis(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


@pytest.fixture(autouse=True)
def _gemeenten() -> None:
    found = open_installatie(load_config())
    with transaction(found.sessions) as session:
        bussum, successor = (
            Organisatie(naam=naam, soort=OrganisatieSoort.GEMEENTE)
            for naam in ("Gemeente Bussum", "Gemeente Gooise Meren")
        )
        anna = Gebruiker(naam="Anna", email="anna@nl", wachtwoord_hash="", rol=Rol.AMBTENAAR, sessie="")
        anna.organisatie = bussum
        session.add_all([anna, successor])
    found.close()


def organisatie_of_anna() -> str | None:
    found = open_installatie(load_config())
    with found.sessions() as session:
        anna = session.scalars(sa.select(Gebruiker)).one()
        naam = anna.organisatie.naam if anna.organisatie else None
    found.close()
    return naam


def test_a_dry_run_shows_what_goes_along_and_does_nothing() -> None:
    shown = kennis(*JOIN, "--proef")
    assert shown.exit_code == 0
    assert "Gemeente Bussum gaat op 1 januari 2016 op in Gemeente Gooise Meren. Dit gaat mee:" in shown.output
    assert "Mensen: 1\n  - Anna\n" in shown.output
    assert "Dit is een proef: er is niets veranderd." in shown.output
    assert organisatie_of_anna() == "Gemeente Bussum"
    assert kennis("organisatie", "lijst").output == "Er zijn geen samenvoegingen vastgelegd.\n"


def test_joining_taking_back_and_confirming_tell_what_they_did() -> None:
    told = json.loads(kennis(*JOIN, "--json").output)
    assert told == {
        "van": "Gemeente Bussum",
        "naar": "Gemeente Gooise Meren",
        "per": "2016-01-01",
        "mensen": ["Anna"],
        "kaarten": [],
        "documenten": [],
        "vragen": [],
        "projecten": [],
        "saldo": {},
        "inwoners": None,
        "status": "verwerkt",
    }
    assert organisatie_of_anna() == "Gemeente Gooise Meren"
    assert "Teruggedraaid: Gemeente Bussum" in kennis("organisatie", "draai-terug", "bussum").output
    assert organisatie_of_anna() == "Gemeente Bussum"
    assert "Gedaan." in kennis(*JOIN).output
    assert "Bevestigd: Gemeente Bussum" in kennis("organisatie", "bevestig", "bussum").output
    refused = kennis("organisatie", "draai-terug", "bussum")
    assert (refused.exit_code, "staat vast" in refused.output) == (2, True)
    assert [row["status"] for row in json.loads(kennis("organisatie", "lijst", "--json").output)] == [
        "bevestigd",
        "teruggedraaid",
    ]


def test_what_cannot_be_is_a_wrong_call_with_the_reason() -> None:
    refused = kennis("organisatie", "voeg-samen", "Bussum", "bussum", "--per", "2016-01-01")
    assert (refused.exit_code, refused.output) == (2, "Fout: Gemeente Bussum kan niet opgaan in zichzelf.\n")


def test_an_account_under_an_old_name_is_of_the_successor() -> None:
    kennis(*JOIN)
    made = ("account", "maak", "bram@nl", "--naam", "Bram", "--rol", "ambtenaar", "--organisatie", "Bussum")
    assert kennis(*made, "--wachtwoord", "heide en water en lucht").exit_code == 0
    rows = json.loads(kennis("account", "lijst", "--json").output)
    assert {row["organisatie"] for row in rows} == {"Gemeente Gooise Meren"}
