"""`kennis hiaten`: what people asked and did not find, for a report."""

from __future__ import annotations

import click

from kennis.commands._shared import installation, json_option, print_json
from kennis.db.base import now
from kennis.db.zoekvragen import find_besluiten, find_tellingen, week_of
from kennis.hiaten import DEFAULT_WEKEN, MAX_WEKEN, Hiaten, Tijdvak, Vraagcijfers, Weekcijfers, find_hiaten, trend

SHOWN = 20  # questions of a list; with --json all are given


@click.command()
@click.option(
    "--weken",
    type=click.IntRange(1, MAX_WEKEN),
    default=DEFAULT_WEKEN,
    show_default=True,
    help="Hoeveel weken terug, met deze week erbij.",
)
@json_option
def hiaten(weken: int, *, as_json: bool) -> None:
    """Toon wat mensen vroegen en niet vonden."""
    tijdvak = Tijdvak(week_of(now().date()), weken)
    with installation() as found, found.sessions() as session:
        tellingen = find_tellingen(session, tijdvak.van, tijdvak.tot)
        uitkomst = find_hiaten(tellingen, find_besluiten(session))
    weeks = trend(tellingen, tijdvak)
    if as_json:
        print_json(_as_json(tijdvak, uitkomst, weeks))
    else:
        click.echo(_describe(tijdvak, uitkomst, weeks))


def _as_json(tijdvak: Tijdvak, uitkomst: Hiaten, weeks: list[Weekcijfers]) -> dict[str, object]:
    return {
        "van": tijdvak.van.isoformat(),
        "tot_en_met": tijdvak.laatste_dag.isoformat(),
        "zonder_resultaat": [_question(cijfers) for cijfers in uitkomst.zonder_resultaat],
        "zonder_klik": [_question(cijfers) for cijfers in uitkomst.zonder_klik],
        "meest_gesteld": [_question(cijfers) for cijfers in uitkomst.meest_gesteld],
        "per_week": [
            {"week": week.week.isoformat(), "aantal": week.aantal, "zonder_resultaat": week.zonder_resultaat}
            for week in weeks
        ],
    }


def _question(cijfers: Vraagcijfers) -> dict[str, object]:
    return {
        "vraag": cijfers.vraag,
        "aantal": cijfers.aantal,
        "zonder_resultaat": cijfers.zonder_resultaat,
        "met_klik": cijfers.met_klik,
        "rollen": {rol.value: aantal for rol, aantal in cijfers.rollen},
    }


def _describe(tijdvak: Tijdvak, uitkomst: Hiaten, weeks: list[Weekcijfers]) -> str:
    asked, without = sum(week.aantal for week in weeks), sum(week.zonder_resultaat for week in weeks)
    head = f"Van {tijdvak.van} tot en met {tijdvak.laatste_dag}: {asked} vragen, {without} zonder resultaat."
    lists = (
        ("Niets gevonden", [(c.zonder_resultaat, c.vraag) for c in uitkomst.zonder_resultaat]),
        ("Gevonden, maar niets geopend", [(c.aantal, c.vraag) for c in uitkomst.zonder_klik]),
        ("Meest gesteld", [(c.aantal, c.vraag) for c in uitkomst.meest_gesteld]),
    )
    return "\n".join([head, *(line for titel, vragen in lists for line in _list(titel, vragen))])


def _list(titel: str, vragen: list[tuple[int, str]]) -> list[str]:
    lines = [f"{aantal:>6}  {vraag}" for aantal, vraag in vragen[:SHOWN]] or ["        geen"]
    more = [f"        en nog {len(vragen) - SHOWN}"] if len(vragen) > SHOWN else []
    return ["", titel, *lines, *more]
