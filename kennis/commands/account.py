"""`kennis account`: makes accounts, gives new passwords and stops accounts, for whoever runs the installation."""

from __future__ import annotations

import click
import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.access import Rol
from kennis.commands._shared import current_organisatie, installation, json_option, print_json
from kennis.db.base import transaction
from kennis.db.organisaties import Gebruiker, find_gebruiker
from kennis.errors import UsageError
from kennis.passwords import hash_wachtwoord, new_sessie

ROLLEN = [rol.value for rol in Rol if rol is not Rol.BURGER]  # a burger needs no account
_password = click.option(
    "--wachtwoord",
    prompt="Wachtwoord",
    hide_input=True,
    confirmation_prompt="Nog een keer",
    help="Wordt gevraagd als u het weglaat; dat is veiliger.",
)


@click.group()
def account() -> None:
    """Maak en beheer accounts."""


@account.command("maak")
@click.argument("email")
@click.option("--naam", required=True, help="Voor- en achternaam.")
@click.option("--rol", type=click.Choice(ROLLEN), required=True, help="Wat deze persoon mag zien.")
@click.option("--organisatie", default=None, help="De organisatie waar deze persoon bij hoort.")
@_password
def maak(email: str, naam: str, rol: str, organisatie: str | None, wachtwoord: str) -> None:
    """Maak een account voor EMAIL."""
    with installation() as found, transaction(found.sessions) as session:
        if find_gebruiker(session, email) is not None:
            raise UsageError(f"Er is al een account voor {email}.")
        session.add(
            Gebruiker(
                naam=naam,
                email=_address(email),
                wachtwoord_hash=hash_wachtwoord(wachtwoord),
                rol=Rol(rol),
                organisatie_id=_organisatie_id(session, organisatie),
                sessie=new_sessie(),
            )
        )
    click.echo(f"Account gemaakt: {email} ({rol}).")


@account.command("wachtwoord")
@click.argument("email")
@_password
def wachtwoord_(email: str, wachtwoord: str) -> None:
    """Geef EMAIL een nieuw wachtwoord; wie was ingelogd, moet opnieuw inloggen."""
    with installation() as found, transaction(found.sessions) as session:
        gebruiker = _existing(session, email)
        gebruiker.wachtwoord_hash = hash_wachtwoord(wachtwoord)
        gebruiker.sessie = new_sessie()
    click.echo(f"Nieuw wachtwoord voor {email}.")


@account.command("stop")
@click.argument("email")
def stop(email: str) -> None:
    """Stop het account van EMAIL; het werkt meteen niet meer."""
    with installation() as found, transaction(found.sessions) as session:
        gebruiker = _existing(session, email)
        gebruiker.actief = False
        gebruiker.sessie = new_sessie()
    click.echo(f"Account gestopt: {email}.")


@account.command("lijst")
@json_option
def lijst(*, as_json: bool) -> None:
    """Toon alle accounts."""
    with installation() as found, found.sessions() as session:
        rows = [_as_json(row) for row in session.scalars(sa.select(Gebruiker).order_by(Gebruiker.email))]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        stopped = "" if row["actief"] else "  gestopt"
        click.echo(f"{row['email']}  {row['rol']}  {row['organisatie'] or '-'}{stopped}")


def _as_json(gebruiker: Gebruiker) -> dict[str, object]:
    return {
        "email": gebruiker.email,
        "naam": gebruiker.naam,
        "rol": gebruiker.rol.value,
        "organisatie": gebruiker.organisatie.naam if gebruiker.organisatie else None,
        "actief": gebruiker.actief,
    }


def _address(email: str) -> str:
    address = email.strip().lower()
    if not (0 < address.find("@") < len(address) - 1) or any(char.isspace() for char in address):
        raise UsageError(f"'{email}' is geen e-mailadres.")
    return address


def _organisatie_id(session: so.Session, naam: str | None) -> int | None:
    return None if naam is None else current_organisatie(session, naam).id


def _existing(session: so.Session, email: str) -> Gebruiker:
    found = find_gebruiker(session, email)
    if found is None:
        raise UsageError(f"Er is geen account voor {email}.")
    return found
