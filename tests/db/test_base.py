"""Opening and migrating a database, the same on SQLite and on PostgreSQL."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import event
from sqlalchemy import orm as so

from kennis.db.base import (
    BRIEF_TIMEOUT_SECONDS,
    BUSY_TIMEOUT_SECONDS,
    alembic_config,
    brief_transaction,
    migrate,
    open_engine,
    transaction,
)
from kennis.db.models import Base
from kennis.db.wachtrij import Wachtrij
from kennis.errors import ConfigError
from kennis.installatie import Installatie
from kenniskaarten import vraagmodels  # noqa: F401 (its tables are compared too)
from kenniskaarten.balans import afspraakmodels  # noqa: F401 (these too)
from kenniskaarten.herindeling import models  # noqa: F401 (and these)

NOON_IN_HUIZEN = datetime(2026, 7, 1, 12, 30, tzinfo=timezone(timedelta(hours=2)))


def test_the_migrations_make_what_the_mappings_expect(each_installatie: Installatie) -> None:
    with each_installatie.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_the_migrations_can_be_taken_back_and_done_again(each_installatie: Installatie) -> None:
    engine = each_installatie.engine
    with engine.begin() as connection:
        command.downgrade(alembic_config(connection), "base")
    assert sa.inspect(engine).get_table_names() == ["alembic_version"]
    migrate(engine)
    assert set(sa.inspect(engine).get_table_names()) == {"alembic_version", *Base.metadata.tables}


def test_migrating_again_changes_nothing(each_installatie: Installatie) -> None:
    with transaction(each_installatie.sessions) as session:
        session.add(Wachtrij(bron="versie:1"))
    migrate(each_installatie.engine)
    with each_installatie.sessions() as session:
        assert session.scalar(sa.select(Wachtrij.bron)) == "versie:1"


def test_a_migration_that_breaks_off_leaves_nothing_behind(tmp_path: Path) -> None:
    """A crash between two tables would otherwise need a hand to recover."""
    engine = open_engine(f"sqlite:///{tmp_path / 'kennis.sqlite3'}")

    def break_off(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if "CREATE TABLE passages" in statement:
            raise KeyboardInterrupt

    event.listen(engine, "before_cursor_execute", break_off)
    with pytest.raises(KeyboardInterrupt):
        migrate(engine)
    event.remove(engine, "before_cursor_execute", break_off)
    assert sa.inspect(engine).get_table_names() == []
    migrate(engine)
    assert "passages" in sa.inspect(engine).get_table_names()
    engine.dispose()


def test_processes_that_start_at_once_migrate_one_by_one(tmp_path: Path) -> None:
    code = "import sys, alembic.command, kennis.db.base as b; input(); b.migrate(b.open_engine(sys.argv[1]))"
    call = [sys.executable, "-c", code, f"sqlite:///{tmp_path / 'kennis.sqlite3'}"]
    processes = [
        subprocess.Popen(call, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True)  # noqa: S603 (our own)
        for _ in range(3)
    ]
    assert [process.communicate("\n")[1] for process in processes] == ["", "", ""]
    assert [process.returncode for process in processes] == [0, 0, 0]


def test_a_database_of_a_newer_version_is_refused(each_installatie: Installatie) -> None:
    with each_installatie.engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(ConfigError, match="nieuwere versie"):
        migrate(each_installatie.engine)


@pytest.mark.parametrize("url", ["onzin", "mysql://u:geheim@h/d", "sqlserver://u:geheim@h/d", ""])
def test_an_address_that_cannot_be_used_is_refused_without_showing_it(url: str) -> None:
    with pytest.raises(ConfigError) as caught:
        open_engine(url)
    assert "geheim" not in str(caught.value)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "kennis.sqlite3").write_text("dit is geen database " * 100)
    with pytest.raises(ConfigError, match="kan niet worden geopend"):
        migrate(open_engine(f"sqlite:///{tmp_path / 'kennis.sqlite3'}"))


@pytest.mark.parametrize("name", ["postgresql", "postgres", "postgresql+psycopg"])
def test_postgresql_is_spoken_to_by_psycopg(name: str) -> None:
    engine = open_engine(f"{name}://u@h/d" if name != "postgres" else "postgres://u@h/d")
    assert engine.url.drivername == "postgresql+psycopg"


def test_sqlite_keeps_foreign_keys_and_lets_readers_beside_a_writer(installatie: Installatie) -> None:
    with installatie.engine.connect() as connection:
        assert connection.execute(sa.text("PRAGMA foreign_keys")).scalar() == 1
        assert connection.execute(sa.text("PRAGMA journal_mode")).scalar() == "wal"


def test_a_moment_comes_back_in_utc_whatever_zone_it_was_written_in(each_installatie: Installatie) -> None:
    with transaction(each_installatie.sessions) as session:
        session.add(Wachtrij(bron="versie:1", toegevoegd_op=NOON_IN_HUIZEN))
    with each_installatie.sessions() as session:
        found = session.scalars(sa.select(Wachtrij)).one().toegevoegd_op
    assert found == NOON_IN_HUIZEN
    assert (found.tzinfo, found.hour) == (UTC, 10)


def test_moments_of_different_zones_are_compared_as_moments(each_installatie: Installatie) -> None:
    with transaction(each_installatie.sessions) as session:
        session.add(Wachtrij(bron="versie:1", toegevoegd_op=NOON_IN_HUIZEN))
    later = datetime(2026, 7, 1, 10, 31, tzinfo=UTC)  # a minute later, though its clock says two hours less
    query = sa.select(sa.func.count(Wachtrij.id)).where(Wachtrij.toegevoegd_op < later)
    with each_installatie.sessions() as session:
        assert session.scalar(query) == 1


def test_a_moment_without_a_zone_is_refused(each_installatie: Installatie) -> None:
    with (
        pytest.raises(sa.exc.StatementError, match="needs a time zone"),
        transaction(each_installatie.sessions) as session,
    ):
        session.add(Wachtrij(bron="versie:1", toegevoegd_op=datetime(2026, 7, 1)))  # noqa: DTZ001 (that is the point)


def test_a_transaction_that_fails_leaves_nothing(each_installatie: Installatie) -> None:
    def add_and_fail() -> None:
        with transaction(each_installatie.sessions) as session:
            session.add(Wachtrij(bron="versie:1"))
            session.flush()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        add_and_fail()
    with each_installatie.sessions() as session:
        assert session.scalar(sa.select(sa.func.count(Wachtrij.id))) == 0


def test_rows_can_be_read_after_their_session(each_installatie: Installatie) -> None:
    with transaction(each_installatie.sessions) as session:
        row = Wachtrij(bron="versie:1")
        session.add(row)
    assert row.bron == "versie:1"
    assert so.object_session(row) is None


def count_up(session: so.Session) -> None:
    session.execute(sa.text("UPDATE wachtrij SET bron = bron"))


def test_what_may_be_given_up_does_not_wait_for_another_writer(each_installatie: Installatie) -> None:
    with transaction(each_installatie.sessions) as session:
        session.add(Wachtrij(bron="versie:1"))
    with transaction(each_installatie.sessions) as slow:
        count_up(slow)
        began = time.monotonic()
        with pytest.raises(sa.exc.OperationalError), brief_transaction(each_installatie.sessions) as session:
            count_up(session)
        assert time.monotonic() - began < BUSY_TIMEOUT_SECONDS / 2
    with brief_transaction(each_installatie.sessions) as session:
        count_up(session)


def test_the_next_user_of_a_connection_has_patience_again(installatie: Installatie) -> None:
    def try_it() -> None:
        with brief_transaction(installatie.sessions) as session:
            assert session.scalar(sa.text("PRAGMA busy_timeout")) == BRIEF_TIMEOUT_SECONDS * 1000
            session.execute(sa.text("UPDATE bestaat_niet SET x = 1"))

    with pytest.raises(sa.exc.OperationalError):
        try_it()
    with installatie.sessions() as session:
        assert session.scalar(sa.text("PRAGMA busy_timeout")) == BUSY_TIMEOUT_SECONDS * 1000
