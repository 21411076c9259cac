"""The promise of safety: kill -9 at any moment loses no accepted document and needs no hand to recover."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import sqlalchemy as sa

from indexer.controle import Controle
from indexer.records import DOCUMENTEN
from kennis.config import load_config
from kennis.db.documenten import Passage, Versie
from kennis.installatie import open_installatie
from kennis.search.engine import SearchEngine
from tests.encoders import HashEncoder

KILLS = 20
ROOT = Path(__file__).parent.parent


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of 40 small documents, all different."""
    documents = tmp_path / "documenten"
    documents.mkdir()
    for number in range(40):
        sentences = (
            f"Besluit {number}.{zin} van de gemeente gaat over onderwerp {number * zin}." for zin in range(40)
        )
        (documents / f"besluit-{number}.txt").write_text(" ".join(sentences), encoding="utf-8")
    return documents


def test_an_import_that_is_killed_twenty_times_ends_like_one_that_was_not(folder: Path, tmp_path: Path) -> None:
    """Kills fall in reading, storing, encoding, writing the index and clearing the outbox alike."""
    undisturbed, disturbed = tmp_path / "rustig", tmp_path / "verstoord"
    began = time.monotonic()
    _start(undisturbed, folder).wait()
    whole = time.monotonic() - began
    chance = random.Random(9)  # noqa: S311 (no secret)
    for _ in range(KILLS):
        process = _start(disturbed, folder)
        time.sleep(chance.uniform(0.3, 1.0) * whole)
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert _start(disturbed, folder).wait() == 0
    assert _differences(disturbed) == []
    assert _passages(disturbed) == _passages(undisturbed)
    assert _indexed(disturbed) == _indexed(undisturbed)


def _start(data: Path, folder: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.import_in_process", str(data), str(folder)]
    return subprocess.Popen(command, cwd=ROOT)  # noqa: S603 (our own program)


def _differences(data: Path) -> list[str]:
    found = open_installatie(load_config({}, data=data))
    controle = Controle(found.config, found.sessions, HashEncoder(), [DOCUMENTEN])
    differences = [item.melding for item in controle.differences()]
    found.close()
    return differences


def _passages(data: Path) -> list[tuple[str, int, str]]:
    found = open_installatie(load_config({}, data=data))
    columns = Versie.bestandsnaam, Passage.volgnummer, Passage.tekst
    with found.sessions() as session:
        rows = session.execute(sa.select(*columns).join(Passage.versie)).all()
    found.close()
    return sorted(rows)


def _indexed(data: Path) -> int:
    columns = SearchEngine(load_config({}, data=data).index_dir, HashEncoder()).snapshot().columns
    return len(set(columns.ids)) if columns.alive.all() else int(columns.alive.sum())
