"""Background work: Huey runs the worker every minute and at start, with its own SQLite file or with Redis."""

from __future__ import annotations

import structlog
from huey import RedisHuey, SqliteHuey, crontab
from huey.api import Huey

from indexer.records import DOCUMENTEN
from indexer.worker import Worker
from kennis.config import Config
from kennis.db import wachtrij
from kennis.errors import IndexUnavailableError
from kennis.installatie import Installatie
from kennis.search.encoder import open_passage_encoder, open_query_encoder
from kennis.search.snapshot import index_fits

log = structlog.get_logger()


def open_huey(config: Config) -> Huey:
    if config.redis_url:
        return RedisHuey("kennisnetwerk", url=config.redis_url)
    return SqliteHuey("kennisnetwerk", filename=str(config.queue_path))


def run_worker(found: Installatie) -> None:
    """Work until the process is told to stop."""
    huey = open_huey(found.config)

    @huey.task()  # type: ignore[untyped-decorator] # Huey has no types
    def work_off() -> None:
        """Bring the index up to date; somebody else doing so is as good."""
        try:
            bring_up_to_date(found)
        except IndexUnavailableError as error:
            log.info("index_busy", reason=str(error))

    @huey.periodic_task(crontab())  # type: ignore[untyped-decorator] # idem
    def every_minute() -> None:
        work_off()

    work_off()
    huey.create_consumer(workers=1, periodic=True, flush_locks=True).run()


def bring_up_to_date(found: Installatie) -> None:
    """Work off the outbox when something waits; only then is the large model loaded."""
    config = found.config
    with found.sessions() as session:
        waiting = wachtrij.waiting(session)
    if waiting or not index_fits(config.index_dir, open_query_encoder(config.model)):
        encoder = open_passage_encoder(config.model)
        Worker(found.sessions, config.index_dir, encoder, [DOCUMENTEN]).work_off(wait_seconds=1)
