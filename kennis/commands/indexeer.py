"""`kennis indexeer`: takes in files and folders and waits until they can be found."""

from __future__ import annotations

import time
from pathlib import Path

import click
from rich.progress import Progress

from indexer.metadata import Opgaaf, read_opgaaf
from indexer.pipeline import Inname
from indexer.rapport import Rapport, Uitkomst
from indexer.worker import Worker
from kennis.commands._parts import PARTS
from kennis.commands._shared import installation, json_option, print_json, progress_bar
from kennis.db import wachtrij
from kennis.installatie import Installatie
from kennis.search.encoder import open_passage_encoder, open_query_encoder
from kennis.search.snapshot import index_fits


@click.command()
@click.argument("paden", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--metadata",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="CSV met titel, organisatie, zichtbaarheid en meer per bestand.",
)
@json_option
def indexeer(paden: tuple[Path, ...], metadata: Path | None, *, as_json: bool) -> None:
    """Neem bestanden en mappen op en wacht tot ze vindbaar zijn."""
    opgaaf = read_opgaaf(metadata) if metadata else Opgaaf()
    with installation() as found, progress_bar(hidden=as_json) as bar:
        rapport = take_in(found, paden, opgaaf, bar)
    if as_json:
        print_json(rapport.as_json())
    else:
        click.echo(describe(rapport))
    raise SystemExit(1 if rapport.mislukt else 0)


def take_in(found: Installatie, paden: tuple[Path, ...], opgaaf: Opgaaf, bar: Progress) -> Rapport:
    """Take in files and bring the index up to date; the report covers both."""
    began = time.perf_counter()
    task = bar.add_task("Lezen", total=None, item="")

    def show(done: int, total: int, name: str) -> None:
        bar.update(task, completed=done, total=total, item=name)

    with Inname(found.config, found.sessions, opgaaf) as inname:
        rapport = inname.take_in(paden, show)
    bar.remove_task(task)
    rapport.seconden_model = bring_up_to_date(found, bar)
    rapport.seconden = time.perf_counter() - began
    return rapport


def bring_up_to_date(found: Installatie, bar: Progress) -> float:
    """Work off the outbox; return the seconds spent in the model. Costs next to nothing when nothing waits."""
    with found.sessions() as session:
        waiting = wachtrij.waiting(session)
    if not waiting and index_fits(found.config.index_dir, open_query_encoder(found.config.model)):
        return 0.0
    task = bar.add_task("Vindbaar maken", total=waiting or None, item="")
    worker = Worker(found.sessions, found.config.index_dir, open_passage_encoder(found.config.model), PARTS)
    worker.work_off(lambda left: bar.update(task, completed=max(0, waiting - left)))
    return worker.seconds_in_model


def describe(rapport: Rapport) -> str:
    """Return the report for people."""
    counts = ", ".join(f"{rapport.aantallen[uitkomst]} {uitkomst.value}" for uitkomst in Uitkomst)
    lines = [f"{counts}; {len(rapport.mislukt)} mislukt. {rapport.passages} passages in {rapport.seconden:.1f} s."]
    lines.extend(rapport.meldingen)
    lines.extend(f"Mislukt: {fout.bestand}: {fout.reden}" for fout in rapport.mislukt)
    return "\n".join(lines)
