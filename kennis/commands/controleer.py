"""`kennis controleer`: compares rows, files and index, and repairs them when asked."""

from __future__ import annotations

import click

from indexer.controle import Controle, Verschil
from indexer.worker import Worker
from kennis.commands._parts import PARTS
from kennis.commands._shared import installation, json_option, print_json
from kennis.search.encoder import open_passage_encoder, open_query_encoder


@click.command()
@click.option("--herstel", is_flag=True, help="Herstel wat hersteld kan worden.")
@json_option
def controleer(*, herstel: bool, as_json: bool) -> None:
    """Vergelijk gegevens, bestanden en zoekindex."""
    with installation() as found:
        config, sessions = found.config, found.sessions
        controle = Controle(config, sessions, open_query_encoder(config.model), PARTS)
        verschillen = controle.differences()
        if herstel and verschillen:
            encoder = open_passage_encoder(config.model)
            controle.repair(verschillen, Worker(sessions, config.index_dir, encoder, PARTS))
            verschillen = controle.differences()
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
    return "\n".join([*lines, f"{len(lines)} verschillen. Herstel ze met: kennis controleer --herstel"])
