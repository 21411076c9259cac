"""`kennis demo`: the example region, with organisations, accounts, documents and people, ready to try."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import click
from sqlalchemy import orm as so

from indexer.metadata import read_opgaaf
from kennis.access import Rol
from kennis.commands._shared import installation, progress_bar
from kennis.commands.indexeer import bring_up_to_date, describe, take_in
from kennis.commands.serve import run_web, worker_beside
from kennis.config import resource_dir
from kennis.db.base import transaction
from kennis.db.organisaties import Gebruiker, Organisatie, OrganisatieSoort, find_gebruiker, find_organisatie
from kennis.errors import ConfigError
from kennis.installatie import Installatie
from kennis.passwords import hash_wachtwoord, new_sessie
from kenniskaarten.balans.voorbeeld import boek_antwoorden, load_balans
from kenniskaarten.projecten.voorbeeld import load_projecten
from kenniskaarten.voorbeeld import load_voorbeeld

DEMO_PASSWORD = "welkom-in-de-regio"  # noqa: S105 (printed for everybody; refused in production)


@click.command()
@click.option("--port", type=click.IntRange(1, 65_535), default=8000, show_default=True, help="De poort.")
@click.option("--zonder-server", "without_server", is_flag=True, help="Maak alleen de voorbeeldregio.")
def demo(port: int, *, without_server: bool) -> None:
    """Maak de voorbeeldregio en start de website."""
    with installation() as found:
        if found.config.production:
            raise ConfigError("De voorbeeldregio heeft bekende wachtwoorden en mag niet in productie.")
        accounts = make_region(found)
        corpus = resource_dir("corpus")
        click.echo("De voorbeelddocumenten worden gelezen en vindbaar gemaakt; de eerste keer duurt dat even.")
        with progress_bar(hidden=False) as bar:
            rapport = take_in(found, (corpus / "documenten",), read_opgaaf(corpus / "metadata.csv"), bar)
            kaarten = add_people(found)
            bring_up_to_date(found, bar)
        config = found.config
    click.echo(describe(rapport))
    if kaarten:
        click.echo(f"{kaarten} verzonnen mensen hebben een kenniskaart; zij loggen in met hetzelfde wachtwoord.")
    click.echo(f"Log in met een van deze accounts; het wachtwoord is steeds {DEMO_PASSWORD}")
    for email, rol in accounts:
        click.echo(f"  {email}  ({rol})")
    if not without_server:
        with worker_beside():
            run_web(config, "127.0.0.1", port)


def make_region(found: Installatie) -> list[tuple[str, str]]:
    """Add the organisations and accounts that are not there yet; return mail and role of the accounts."""
    folder = resource_dir("corpus")
    with transaction(found.sessions) as session:
        for row in _rows(folder / "organisaties.csv"):
            _ensure_organisatie(session, row)
        load_balans(session, folder)  # inwoners.csv and balans.csv
        return [_ensure_account(session, row) for row in _rows(folder / "accounts.csv")]


def add_people(found: Installatie) -> int:
    """Add the people with their cards and questions, and the projects, once; return how many cards came."""
    today = datetime.now(UTC).date()
    with transaction(found.sessions) as session:
        added = load_voorbeeld(session, hash_wachtwoord(DEMO_PASSWORD), today)
        load_projecten(session)
        if added:
            boek_antwoorden(session)
        return added


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter=";")


def _ensure_organisatie(session: so.Session, row: dict[str, str]) -> None:
    """Add an organisation, or give the full facts to one that a document brought in before."""
    organisatie = find_organisatie(session, row["naam"]) or Organisatie(naam=row["naam"])
    organisatie.soort = OrganisatieSoort(row["soort"])
    organisatie.cbs_code = row["cbs_code"] or None
    organisatie.geldig_van = date.fromisoformat(row["geldig_van"]) if row["geldig_van"] else None
    organisatie.geldig_tot = date.fromisoformat(row["geldig_tot"]) if row["geldig_tot"] else None
    organisatie.opvolger = find_organisatie(session, row["opvolger"]) if row["opvolger"] else None
    session.add(organisatie)
    session.flush()


def _ensure_account(session: so.Session, row: dict[str, str]) -> tuple[str, str]:
    if find_gebruiker(session, row["email"]) is None:
        organisatie = find_organisatie(session, row["organisatie"])
        session.add(
            Gebruiker(
                naam=row["naam"],
                email=row["email"],
                wachtwoord_hash=hash_wachtwoord(DEMO_PASSWORD),
                rol=Rol(row["rol"]),
                organisatie_id=organisatie.id if organisatie else None,
                sessie=new_sessie(),
            )
        )
    return row["email"], row["rol"]
