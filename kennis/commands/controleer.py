"""`kennis controleer`: compares rows, files and index, looks whether the book adds up, and repairs when asked."""

from __future__ import annotations

import click

from indexer.controle import Controle, Soort, Verschil
from indexer.worker import Worker
from kennis.commands._parts import PARTS
from kennis.commands._shared import installation, json_option, print_json
from kennis.search.encoder import open_passage_encoder, open_query_encoder
from kenniskaarten.balans.controle import check_boek


@click.command()
@click.option("--herstel", is_flag=True, help="Herstel wat hersteld kan worden.")
@json_option
def controleer(*, herstel: bool, as_json: bool) -> None:
    """Vergelijk gegevens, bestanden en zoekindex, en kijk of de boekhouding klopt."""
    with installation() as found:
        config, sessions = found.config, found.sessions
        controle = Controle(config, sessions, open_query_encoder(config.model), PARTS)
        verschillen = controle.differences()
        if herstel and verschillen:
            encoder = open_passage_encoder(config.model)
            controle.repair(verschillen, Worker(sessions, config.index_dir, encoder, PARTS))
            verschillen = controle.differences()
        with sessions() as session:
            verschillen = [*verschillen, *check_boek(session)]
    if as_json:
        rows = [{"soort": item.soort.value, "melding": item.melding} for item in verschillen]
        print_json({"in_orde": not verschillen, "verschillen": rows})
    else:
        click.echo(_describe(verschillen))
    raise SystemExit(1 if verschillen else 0)


def _describe(verschillen: list[Verschil]) -> str:
    if not verschillen:
        return "Alles is in orde."
    lines = [f"{item.soort.value}: {item.melding}" for item in verschillen]
    if any(item.soort is Soort.BOEK for item in verschillen):
        lines.append("Het boek wordt niet hersteld: iemand wijzigde de database buiten de site om.")
    return "\n".join([*lines, f"{len(lines)} verschillen. Herstel ze met: kennis controleer --herstel"])
