"""The figures of the promises about speed: `make bench` prints a table, `--json` one JSON document."""

from __future__ import annotations

import argparse
import gc
import json
import os
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import numpy as np
import psutil

from indexer.metadata import read_opgaaf
from indexer.pipeline import Inname
from indexer.records import DOCUMENTEN
from indexer.worker import Worker
from kennis.access import Lezer, Rol, Zichtbaarheid
from kennis.commands.demo import make_region
from kennis.config import load_config, resource_dir
from kennis.db.base import transaction
from kennis.db.documenten import Document, Passage, Status, Versie
from kennis.installatie import Installatie, open_installatie
from kennis.search.encoder import open_passage_encoder, open_query_encoder
from kennis.search.records import Zoekvraag
from kennis.search.vectors import Vectors
from kennis.zoeken import open_zoekdienst
from tools.groot_boek import fill_book, time_pages
from tools.stappen import REST, watch

CORPUS = resource_dir("corpus")
PASSAGES_A_DOCUMENT = 20
QUERIES = 200
PORT = 8399
PROMISED_PASSAGE_MS = 78  # the model took 71 ms a passage when a tenth on top of it was promised


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; `promise` is the most that was promised, in the same unit."""

    naam: str
    waarde: float
    eenheid: str
    promise: float | None = None

    @property
    def verdict(self) -> str:
        if self.promise is None:
            return ""
        return "ja" if self.waarde <= self.promise else "NEE"


@contextmanager
def fresh_installation() -> Iterator[Installatie]:
    """Open a new installation with the example region in a folder that is removed afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        found = open_installatie(load_config({}, data=Path(folder)))
        make_region(found)
        yield found
        found.close()


def bench_indexing() -> list[Row]:
    """Index the example corpus with the real model, in a process that has the model loaded already."""
    encoder = open_passage_encoder(None)
    encoder.encode_passages(["opwarmen"])
    with fresh_installation() as found:
        began = time.perf_counter()
        with Inname(found.config, found.sessions, read_opgaaf(CORPUS / "metadata.csv")) as inname:
            rapport = inname.take_in([CORPUS / "documenten"])
        worker = Worker(found.sessions, found.config.index_dir, encoder, [DOCUMENTEN])
        worker.work_off()
        total = time.perf_counter() - began
    model = worker.seconds_in_model
    return [
        Row(f"indexeren, {rapport.passages} passages", total, "s"),
        Row("  waarvan in het model", model, "s"),
        Row("  per passage in het model", 1000 * model / rapport.passages, "ms"),
        Row("  boven op het model", 100 * (total / model - 1), "%", 10),
        Row("  alles samen per passage", 1000 * total / rapport.passages, "ms", PROMISED_PASSAGE_MS),
    ]


class _NearbyVectors:
    """An encoder for many texts at once: real vectors of the corpus with some noise, not the model's own."""

    def __init__(self) -> None:
        self._real = open_query_encoder(None)
        self.name, self.dimension = self._real.name, self._real.dimension
        self._random = np.random.default_rng(1)
        self._seeds = self._real.encode_passages(_texts()[:200])

    def encode_query(self, text: str) -> Vectors:
        return self._real.encode_query(text)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        chosen = self._seeds[self._random.integers(len(self._seeds), size=len(texts))]
        noisy = chosen + self._random.normal(0, 0.02, chosen.shape)
        return np.asarray(noisy / np.linalg.norm(noisy, axis=1, keepdims=True), np.float32)


def _texts() -> list[str]:
    """Return the paragraphs of the example corpus' sources, of which the large collections are made."""
    sources = sorted((Path(__file__).parent.parent / "corpus" / "bronteksten").glob("*.md"))
    paragraphs = [part for source in sources for part in source.read_text(encoding="utf-8").split("\n\n")]
    return [" ".join(part.split()) for part in paragraphs if len(part.split()) > 30]


def bench_queries(passages: int, promise: float) -> list[Row]:
    """Ask questions over so many passages, as an ambtenaar, each time with rows, snippets and facets."""
    queries = [
        json.loads(line)["query"] for line in (CORPUS / "vragen.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    with fresh_installation() as found:
        _fill(found, passages)
        Worker(found.sessions, found.config.index_dir, _NearbyVectors(), [DOCUMENTEN]).rebuild()
        open_query_encoder.cache_clear()  # it keeps vectors: a second collection would ask nothing new
        dienst = open_zoekdienst(found.config, found.sessions)
        lezer = Lezer(Rol.AMBTENAAR)
        dienst.warm_up()
        gc.collect()
        gc.freeze()  # as the server does
        times = []
        with watch() as stopwatch:
            ask = stopwatch.timed(REST, dienst.zoek)
            for number in range(QUERIES):
                began = time.perf_counter()
                ask(Zoekvraag(queries[number % len(queries)]), lezer)
                times.append(1000 * (time.perf_counter() - began))
    times.sort()
    return [
        Row(f"vraag over {passages:,} passages, mediaan".replace(",", "."), statistics.median(times), "ms"),
        Row(
            f"vraag over {passages:,} passages, p95".replace(",", "."),
            times[int(0.95 * len(times))],
            "ms",
            promise,
        ),
        *(Row(f"  waarvan {step}", 100 * share, "%") for step, share in stopwatch.shares().items()),
    ]


def _fill(found: Installatie, passages: int) -> None:
    """Fill the rows with documents made of shuffled sentences of the example corpus."""
    chance = random.Random(2008)  # noqa: S311 (no secret)
    sentences = [sentence for text in _texts() for sentence in text.split(". ") if len(sentence.split()) > 4]
    levels, states = list(Zichtbaarheid), list(Status)
    with transaction(found.sessions) as session:
        for number in range(passages // PASSAGES_A_DOCUMENT):
            document = Document()
            versie = Versie(
                document=document,
                sha256=f"{number:064x}",
                bestandsnaam=f"document-{number}.txt",
                formaat="tekst",
                omvang=1,
                titel=" ".join(chance.choice(sentences).split()[:8]),
                organisatie_id=1 + number % 12,
                documentsoort=chance.choice(["nota", "verslag", "woonvisie", "verordening"]),
                themas=[chance.choice(["wonen", "zorg", "welzijn", "jeugd"])],
                status=chance.choice(states),
                datum=date(2008 + number % 18, 1 + number % 12, 1),
                zichtbaarheid=chance.choice(levels[:3]),
                schets=b"",
                passages=[
                    Passage(volgnummer=place, tekst=". ".join(chance.choices(sentences, k=8)), koppen=["Kop"])
                    for place in range(PASSAGES_A_DOCUMENT)
                ],
            )
            session.add(versie)


def bench_web() -> list[Row]:
    """Start the web process, wait until it answers, ask one question, and weigh it."""
    with fresh_installation() as found:
        _fill(found, 1_000)
        Worker(found.sessions, found.config.index_dir, _NearbyVectors(), [DOCUMENTEN]).rebuild()
        environment = {**os.environ, "KENNIS_DATA": str(found.config.data)}  # noqa: TID251 (passed on to the server)
        command = [sys.executable, "-m", "kennis.cli", "serve", "--zonder-worker", "--port", str(PORT)]
        began = time.perf_counter()
        with subprocess.Popen(  # noqa: S603 (our own program)
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as server:
            try:
                _wait_for("gezondheid")
                started = time.perf_counter() - began
                _wait_for("zoeken?vraag=mantelzorg")
                memory = max(child.memory_info().rss for child in psutil.Process(server.pid).children())
            finally:
                server.terminate()
    return [
        Row("webproces antwoordt na", started, "s", 2),
        Row("geheugen van het webproces", memory / 1024 / 1024, "MB", 300),
    ]


def _wait_for(path: str) -> None:
    for _ in range(200):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/{path}") as answer:
                answer.read()
                return
        except OSError:
            time.sleep(0.05)
    raise SystemExit("the web process did not answer")


def bench_unchanged(files: int = 1_000) -> list[Row]:
    """Take in a folder of so many files twice; the second time nothing changed."""
    with tempfile.TemporaryDirectory() as folder, fresh_installation() as found:
        texts = _texts()
        for number in range(files):
            tekst = f"Notitie {number}. {texts[number % len(texts)]}"
            (Path(folder) / f"notitie-{number}.txt").write_text(tekst, encoding="utf-8")
        with Inname(found.config, found.sessions) as inname:
            inname.take_in([Path(folder)])
        Worker(found.sessions, found.config.index_dir, _NearbyVectors(), [DOCUMENTEN]).work_off()
        environment = {**os.environ, "KENNIS_DATA": str(found.config.data)}  # noqa: TID251 (passed on to the command)
        command = [sys.executable, "-m", "kennis.cli", "indexeer", folder, "--json"]
        began = time.perf_counter()
        answer = subprocess.run(  # noqa: S603 (our own program)
            command, env=environment, capture_output=True, check=True, text=True
        )
        seconds = time.perf_counter() - began
        assert json.loads(answer.stdout)["ongewijzigd"] == files, answer.stdout  # noqa: S101 (else it measures nothing)
    return [Row(f"map van {files} bestanden, niets gewijzigd", seconds, "s", 2)]


def bench_balans(boekingen: int = 250_000) -> list[Row]:
    """Show the pages of one gemeente out of a book of half a million regels."""
    with fresh_installation() as found:
        fill_book(found, boekingen)
        return [
            Row(f"{name}, {2 * boekingen // 1000}.000 regels", statistics.median(times), "ms", 300)
            for name, times in time_pages(found)
        ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--snel", action="store_true", help="leave out the 50,000 passages and the large book")
    arguments = parser.parse_args()
    rows = bench_queries(10_000, promise=50)
    if not arguments.snel:
        rows.extend(bench_queries(50_000, promise=120))
    rows.extend([*bench_web(), *bench_unchanged()])
    if not arguments.snel:
        rows.extend(bench_balans())
    rows.extend(bench_indexing())  # last: it loads the large model into this process, and the site never does
    if arguments.json:
        print(json.dumps({"machine": _machine(), "cijfers": [asdict(row) for row in rows]}, ensure_ascii=False))
        return
    print(f"{_machine()}\n{'wat':45} {'gemeten':>10}  {'belofte':>8}")
    for row in rows:
        promise = f"{row.promise:g} {row.eenheid}" if row.promise is not None else ""
        print(f"{row.naam:45} {row.waarde:10.1f} {row.eenheid:2} {promise:>8} {row.verdict}")


def _machine() -> str:
    return f"{os.cpu_count()} kernen, Python {platform.python_version()}, {platform.system()} {platform.machine()}"


if __name__ == "__main__":
    main()
