from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kennis import passwords
from kennis.access import Rol
from kennis.config import Config, load_config
from kennis.installatie import open_installatie
from tests.web.wereld import CHEAP, Wereld, close_site, log_in, make_wereld, open_site

ClientOf = Callable[[Rol | str], FlaskClient]


@pytest.fixture(autouse=True)
def _hash_fast(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash passwords with settings that take no time; tests/test_passwords.py uses the real ones."""
    monkeypatch.setattr(passwords, "_hasher", CHEAP)
    passwords._nobody.cache_clear()


@pytest.fixture(scope="session")
def wereld_data(tmp_path_factory: pytest.TempPathFactory) -> Wereld:
    """Make the example region once; each test gets a copy."""
    wereld = make_wereld(load_config({}, data=tmp_path_factory.mktemp("wereld")))
    wereld.installatie.close()
    return wereld


@pytest.fixture
def wereld(wereld_data: Wereld, config: Config) -> Iterator[Wereld]:
    shutil.copytree(wereld_data.installatie.config.data, config.data, dirs_exist_ok=True)
    found = open_installatie(config)
    yield Wereld(found, wereld_data.documenten, wereld_data.versies, wereld_data.passages)
    found.close()


@pytest.fixture
def app(wereld: Wereld) -> Iterator[Flask]:
    site = open_site(wereld, wereld.installatie.config)
    yield site
    close_site(site)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Give the browser of a visitor without account."""
    return app.test_client()


@pytest.fixture
def client_of(app: Flask, wereld: Wereld) -> ClientOf:
    """Give the browser of somebody of a role; the burger is a visitor without account."""

    def make(rol: Rol | str) -> FlaskClient:
        client = app.test_client()
        if rol != Rol.BURGER:
            moment = int(time.time())
            log_in(client, wereld, rol, begonnen=moment, gezien=moment)
        return client

    return make


@pytest.fixture(scope="session")
def templates() -> Path:
    return Path(__file__).parent.parent.parent / "templates"
