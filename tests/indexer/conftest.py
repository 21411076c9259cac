from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.sandbox import Sandbox
from kennis.config import Limits
from kennis.installatie import Installatie
from tests.indexer.proefmap import Proefmap, SharedSandbox


@pytest.fixture(scope="session")
def reading_process() -> Iterator[Sandbox]:
    with Sandbox(Limits()) as sandbox:
        yield sandbox


@pytest.fixture
def proefmap(installatie: Installatie, reading_process: Sandbox, tmp_path: Path) -> Proefmap:
    """Give an empty folder with an installation on SQLite."""
    return _proefmap(installatie, reading_process, tmp_path)


@pytest.fixture
def filled(proefmap: Proefmap) -> Proefmap:
    """Give a folder that is taken in and not indexed yet."""
    return proefmap.fill()


@pytest.fixture
def postgresql_proefmap(postgresql_installatie: Installatie, reading_process: Sandbox, tmp_path: Path) -> Proefmap:
    """Give an empty folder with an installation on PostgreSQL."""
    return _proefmap(postgresql_installatie, reading_process, tmp_path)


@pytest.fixture
def each_proefmap(each_installatie: Installatie, reading_process: Sandbox, tmp_path: Path) -> Proefmap:
    """Give an empty folder with an installation on SQLite and on PostgreSQL in turn."""
    return _proefmap(each_installatie, reading_process, tmp_path)


def _proefmap(installatie: Installatie, sandbox: Sandbox, tmp_path: Path) -> Proefmap:
    folder = tmp_path / "documenten"
    folder.mkdir()
    return Proefmap(folder, installatie, SharedSandbox(sandbox))
