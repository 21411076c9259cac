"""`kennis organisatie`: joins an organisatie to another one, confirms that or takes it back, and lists all."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import click
from babel.dates import format_date
from babel.numbers import format_decimal

from kennis.commands._shared import installation, json_option, print_json
from kennis.db.base import transaction
from kenniskaarten.balans.models import PER_STUK, Eenheid
from kenniskaarten.herindeling import samenvoegen
from kenniskaarten.herindeling.models import Samenvoeging, SamenvoegingStatus
from kenniskaarten.herindeling.plan import Plan

SHOWN = 20  # names of one kind that are shown to people; JSON has all

_STATUS = {
    SamenvoegingStatus.GEPLAND: "gepland",
    SamenvoegingStatus.VERWERKT: "verwerkt, nog terug te draaien",
    SamenvoegingStatus.BEVESTIGD: "bevestigd",
    SamenvoegingStatus.TERUGGEDRAAID: "teruggedraaid",
}


@click.group()
def organisatie() -> None:
    """Voeg organisaties samen, bevestig dat of draai het terug."""


@organisatie.command("voeg-samen")
@click.argument("van")
@click.argument("naar")
@click.option("--per", type=click.DateTime(["%Y-%m-%d", "%d-%m-%Y"]), required=True, help="De eerste dag samen.")
@click.option("--proef", is_flag=True, help="Laat alleen zien wat er meegaat; er verandert niets.")
@json_option
def voeg_samen(van: str, naar: str, per: datetime, *, proef: bool, as_json: bool) -> None:
    """Laat VAN vanaf een dag opgaan in NAAR, met mensen, documenten, vragen, projecten en saldo."""
    with installation() as found, transaction(found.sessions) as session:
        plan = samenvoegen.plan(session, van, naar, per.date())
        row = None if proef else samenvoegen.voeg_samen(session, van, naar, per.date())
        status = row.status if row else None
    if as_json:
        print_json({**_plan_as_json(plan), "status": status and status.value})
        return
    _print_plan(plan)
    click.echo(f"\n{_outcome(plan, status)}")


@organisatie.command("bevestig")
@click.argument("van")
def bevestig(van: str) -> None:
    """Maak de samenvoeging van VAN definitief; terugdraaien kan daarna niet meer."""
    with installation() as found, transaction(found.sessions) as session:
        row = samenvoegen.bevestig(session, van)
        click.echo(f"Bevestigd: {row.van.naam} is opgegaan in {row.naar.naam}.")


@organisatie.command("draai-terug")
@click.argument("van")
def draai_terug(van: str) -> None:
    """Draai de samenvoeging van VAN terug, zolang die niet is bevestigd."""
    with installation() as found, transaction(found.sessions) as session:
        row = samenvoegen.draai_terug(session, van)
        click.echo(f"Teruggedraaid: {row.van.naam} gaat niet op in {row.naar.naam}.")


@organisatie.command("lijst")
@json_option
def lijst(*, as_json: bool) -> None:
    """Toon alle samenvoegingen."""
    with installation() as found, found.sessions() as session:
        rows = [_row_as_json(row) for row in samenvoegen.samenvoegingen(session)]
    if as_json:
        print_json(rows)
        return
    if not rows:
        click.echo("Er zijn geen samenvoegingen vastgelegd.")
    for row in rows:
        status = _STATUS[SamenvoegingStatus(row["status"])]
        click.echo(f"{row['van']} naar {row['naar']} per {_dag(row['per'])}: {status}")


def _outcome(plan: Plan, status: SamenvoegingStatus | None) -> str:
    if status is None:
        return "Dit is een proef: er is niets veranderd."
    if status is SamenvoegingStatus.GEPLAND:
        return f"Vastgelegd. Op {_dag(plan.per)} gebeurt dit vanzelf."
    return "Gedaan. Klopt het? Bevestig het dan; tot die tijd kunt u het terugdraaien."


def _print_plan(plan: Plan) -> None:
    click.echo(f"{plan.van} gaat op {_dag(plan.per)} op in {plan.naar}. Dit gaat mee:")
    for kind, names in plan.namen.items():
        click.echo(f"\n{kind.capitalize()}: {len(names)}")
        for naam in names[:SHOWN]:
            click.echo(f"  - {naam}")
        if len(names) > SHOWN:
            click.echo(f"  en nog {len(names) - SHOWN}")
    click.echo(f"\nInwoners: {'niet bekend' if plan.inwoners is None else _getal(plan.inwoners)}")
    click.echo(f"Opgebouwd saldo: {'' if plan.saldo else 'geen'}")
    for eenheid, saldo in plan.saldo.items():
        click.echo(f"  - {eenheid.value}: {_getal(_amount(eenheid, saldo))}")


def _plan_as_json(plan: Plan) -> dict[str, Any]:
    return {
        "van": plan.van,
        "naar": plan.naar,
        "per": plan.per,
        **plan.namen,
        "saldo": {eenheid.value: _amount(eenheid, saldo) for eenheid, saldo in plan.saldo.items()},
        "inwoners": plan.inwoners,
    }


def _row_as_json(row: Samenvoeging) -> dict[str, Any]:
    return {
        "van": row.van.naam,
        "naar": row.naar.naam,
        "per": row.per,
        "status": row.status.value,
        "mensen": len(row.verhuizingen),
    }


def _amount(eenheid: Eenheid, saldo: int) -> float:
    per = PER_STUK[eenheid]
    return saldo if per == 1 else saldo / per


def _getal(value: float) -> str:
    return format_decimal(value, "#,##0.##", locale="nl")


def _dag(dag: date) -> str:
    return format_date(dag, "d MMMM y", locale="nl")
