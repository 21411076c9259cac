"""The base of all mappings, and the one way to open the database: engine, migrations, sessions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy import orm as so
from sqlalchemy.engine import make_url

from kennis.errors import ConfigError

MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_TIMEOUT_SECONDS = 30  # SQLite has one writer; the next waits this long before it gives up
BRIEF_TIMEOUT_SECONDS = 1  # the same for what may be given up

# One process migrates, others wait for it. On SQLite it also makes the migration one transaction: its driver
# commits every CREATE TABLE by itself, and a crash would leave half of the tables.
_MIGRATION_LOCK = {"sqlite": "BEGIN IMMEDIATE", "postgresql": "SELECT pg_advisory_xact_lock(20080101)"}

# Constraint names that are equal on every database, so that a migration can name what it changes.
NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(so.DeclarativeBase):
    """Base of all rows."""

    metadata = sa.MetaData(naming_convention=NAMING)


class Moment(sa.types.TypeDecorator[datetime]):
    """A moment in time, always in UTC; SQLite keeps no time zone, so it is put back on reading."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:  # noqa: ARG002 (SQLAlchemy's signature)
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:  # noqa: ARG002 (idem)
        return value and (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC)


def word_column(words: type[StrEnum]) -> sa.Enum:
    """Return the type of a column that holds one of these words, as it is written in Dutch, and no other."""
    return sa.Enum(
        words,
        native_enum=False,
        length=30,
        validate_strings=True,
        values_callable=lambda enum: [word.value for word in enum],
    )


def now() -> datetime:
    return datetime.now(UTC)


def open_engine(url: str) -> sa.Engine:
    """Open the database at `url`; SQLite gets WAL, foreign keys and patience, PostgreSQL the psycopg driver.

    Raises ConfigError for an address that no driver on this machine can use; nothing is connected yet.
    """
    try:
        return _open_engine(make_url(url))
    except (sa.exc.ArgumentError, ModuleNotFoundError) as error:
        raise ConfigError("KENNIS_DATABASE_URL noemt geen database die hier gebruikt kan worden.") from error


def _open_engine(parsed: sa.URL) -> sa.Engine:
    if parsed.drivername in {"postgresql", "postgres"}:
        parsed = parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() != "sqlite":
        return sa.create_engine(parsed, pool_pre_ping=True)
    if parsed.database and parsed.database != ":memory:":
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = sa.create_engine(parsed, connect_args={"timeout": BUSY_TIMEOUT_SECONDS})
    event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=NORMAL"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def migrate(engine: sa.Engine) -> None:
    """Bring the tables to the newest form; does nothing, and imports nothing heavy, when they are.

    Raises ConfigError when the database cannot be reached, or was migrated by a newer version of the program.
    """
    current, newest = _current_revision(engine), _newest_revision()
    if current == newest:
        return
    if current is not None and current > newest:
        raise ConfigError("De database is van een nieuwere versie van dit programma; installeer die versie.")
    from alembic import command  # noqa: PLC0415 (0.2 s that a start without migration should not pay)

    with engine.begin() as connection:
        connection.exec_driver_sql(_MIGRATION_LOCK[engine.dialect.name])
        command.upgrade(alembic_config(connection), "head")


def alembic_config(connection: sa.Connection | None = None) -> Any:
    """Return Alembic's settings, with the connection that `migrations/env.py` must use."""
    from alembic.config import Config  # noqa: PLC0415 (see `migrate`)

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _current_revision(engine: sa.Engine) -> str | None:
    try:
        with engine.connect() as connection:
            if not sa.inspect(connection).has_table("alembic_version"):
                return None
            return connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()
    except sa.exc.DBAPIError as error:
        raise ConfigError("De database kan niet worden geopend; controleer KENNIS_DATABASE_URL.") from error


def _newest_revision() -> str:
    """Revisions are files named 0001_…, 0002_…; the number is the revision."""
    return max(path.name for path in (MIGRATIONS / "versions").glob("[0-9]*.py")).split("_")[0]


def session_factory(engine: sa.Engine) -> so.sessionmaker[so.Session]:
    return so.sessionmaker(engine, expire_on_commit=False)


@contextmanager
def transaction(sessions: so.sessionmaker[so.Session]) -> Iterator[so.Session]:
    """Open a session that commits once, at the end; an exception rolls all of it back."""
    with sessions.begin() as session:
        yield session


@contextmanager
def brief_transaction(sessions: so.sessionmaker[so.Session]) -> Iterator[so.Session]:
    """Open a session like `transaction`, that raises OperationalError when another writer keeps it waiting."""
    with transaction(sessions) as session:
        _set_patience(session, BRIEF_TIMEOUT_SECONDS)
        try:
            yield session
        finally:
            if session.get_bind().dialect.name == "sqlite":  # the connection goes back to the others
                _set_patience(session, BUSY_TIMEOUT_SECONDS)


def _set_patience(session: so.Session, seconds: int) -> None:
    on_sqlite = session.get_bind().dialect.name == "sqlite"
    setting = "PRAGMA busy_timeout" if on_sqlite else "SET LOCAL lock_timeout"
    session.execute(sa.text(f"{setting} = {seconds * 1000}"))


def erase_traces(engine: sa.Engine) -> None:
    """Write the file of SQLite anew, so that it and its log hold nothing that was removed from the rows.

    Takes some seconds on a large database, in which nobody else writes; raises OperationalError when others keep
    it busy. Does nothing on another database, which has ways of its own.
    """
    if engine.dialect.name != "sqlite":
        return
    with engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        driver.execute("VACUUM")
        driver.execute(f"PRAGMA busy_timeout = {BRIEF_TIMEOUT_SECONDS * 1000}")
        blocked, *_ = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        driver.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_SECONDS * 1000}")
    if blocked:
        raise sa.exc.OperationalError("PRAGMA wal_checkpoint", None, RuntimeError("somebody reads the old log"))


def keep_writers_out(session: so.Session, table: type[Base]) -> None:
    """Let nobody else change this table until this transaction ends."""
    if session.get_bind().dialect.name == "sqlite":
        session.execute(
            sa.text("UPDATE alembic_version SET version_num = version_num")
        )  # takes the one write lock
    else:
        session.execute(sa.text(f"LOCK TABLE {table.__tablename__} IN EXCLUSIVE MODE"))
