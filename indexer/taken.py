"""Background work: Huey runs the worker every minute and at start, with its own SQLite file or with Redis."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import structlog
from huey import RedisHuey, SqliteHuey, crontab
from huey.api import Huey

from indexer.worker import Part, Worker
from kennis.config import Config
from kennis.db import wachtrij
from kennis.errors import IndexUnavailableError
from kennis.installatie import Installatie
from kennis.search.encoder import open_passage_encoder, open_query_encoder
from kennis.search.snapshot import index_fits

Chore = Callable[[Installatie], None]

log = structlog.get_logger()


def open_huey(config: Config) -> Huey:
    if config.redis_url:
        return RedisHuey("kennisnetwerk", url=config.redis_url)
    return SqliteHuey("kennisnetwerk", filename=str(config.queue_path))


def run_worker(found: Installatie, parts: Sequence[Part], chores: Sequence[Chore] = ()) -> None:
    """Work until the process is told to stop; `chores` are done every minute too, each by itself."""
    huey = open_huey(found.config)

    @huey.task()  # type: ignore[untyped-decorator] # Huey has no types
    def work_off() -> None:
        """Bring the index up to date; somebody else doing so is as good."""
        try:
            bring_up_to_date(found, parts)
        except IndexUnavailableError as error:
            log.info("index_busy", reason=str(error))

    @huey.periodic_task(crontab())  # type: ignore[untyped-decorator] # idem
    def every_minute() -> None:
        work_off()
        for chore in chores:
            _do(chore, found)

    work_off()
    huey.create_consumer(workers=1, periodic=True, flush_locks=True).run()


def _do(chore: Chore, found: Installatie) -> None:
    try:
        chore(found)
    except Exception:  # the next one, and the index, do not wait for this one
        log.exception("chore_failed", chore=getattr(chore, "__name__", repr(chore)))


def bring_up_to_date(found: Installatie, parts: Sequence[Part]) -> None:
    """Work off the outbox when something waits; only then is the large model loaded."""
    config = found.config
    with found.sessions() as session:
        waiting = wachtrij.waiting(session)
    if waiting or not index_fits(config.index_dir, open_query_encoder(config.model)):
        encoder = open_passage_encoder(config.model)
        Worker(found.sessions, config.index_dir, encoder, parts).work_off(wait_seconds=1)
