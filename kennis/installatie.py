"""An installation that is ready for use: its settings, its migrated database, and its data folder."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.begrippen.startlijst import fill_list
from kennis.config import Config
from kennis.db.base import migrate, open_engine, session_factory


@dataclass(frozen=True, slots=True)
class Installatie:
    config: Config
    engine: sa.Engine
    sessions: so.sessionmaker[so.Session]

    def close(self) -> None:
        """Close all connections; needed before the process forks."""
        self.engine.dispose()


def open_installatie(config: Config) -> Installatie:
    """Make the data folder, the tables and the list of terms when they are not there yet, and open them."""
    config.files_dir.mkdir(parents=True, exist_ok=True)
    engine = open_engine(config.database_url)
    migrate(engine)
    sessions = session_factory(engine)
    fill_list(sessions)
    return Installatie(config, engine, sessions)
