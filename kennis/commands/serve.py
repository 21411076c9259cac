"""`kennis serve` starts the web process and the worker together; `kennis worker` starts the worker alone."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from kennis.commands._shared import installation
from kennis.config import Config, load_config

if TYPE_CHECKING:
    from kennis.zoeken import Zoekdienst

THREADS = 8  # requests at a time; a question waits for the processor, not for the network
STOP_SECONDS = 10  # what the worker gets to end its batch before it is stopped


@click.command()
@click.option("--port", type=click.IntRange(1, 65_535), default=8000, show_default=True, help="De poort.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Het adres waarop wordt geluisterd.")
@click.option("--zonder-worker", "alone", is_flag=True, help="Start alleen de website; de worker draait apart.")
def serve(port: int, host: str, *, alone: bool) -> None:
    """Start de website en de worker."""
    config = load_config()
    with installation():
        pass  # a new data folder is made ready before anything starts
    if alone:
        run_web(config, host, port)
        return
    with worker_beside():
        run_web(config, host, port)


@click.command()
@click.option("--stop-met-invoer", "follow", is_flag=True, hidden=True, help="Stop als de invoer eindigt.")
def worker(*, follow: bool) -> None:
    """Start de worker, die nieuwe documenten vindbaar maakt."""
    from indexer.taken import run_worker  # noqa: PLC0415 (only this process needs the queue)
    from kennis.commands._parts import CHORES, PARTS  # noqa: PLC0415 (idem)

    if follow:
        threading.Thread(target=_stop_at_end_of_input, daemon=True).start()
    with installation() as found:
        run_worker(found, PARTS, CHORES)


def _stop_at_end_of_input() -> None:
    """Stop this process when the one that started it is gone, however it went."""
    while os.read(sys.stdin.fileno(), 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


@contextmanager
def worker_beside() -> Iterator[None]:
    """Run the worker as a process of its own for as long as this one lives."""
    command = [sys.executable, "-m", "kennis.cli", "worker", "--stop-met-invoer"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE)  # noqa: S603 (our own program)
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()


@contextmanager
def collector_paused() -> Iterator[None]:
    """Do not look for garbage meanwhile: what a start makes stays, and going through it takes a third of it."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def warm_up(app: Any) -> None:
    """Open model, index and words beside the first requests, so that nobody waits for them."""
    dienst: Zoekdienst = app.extensions["kennis"].zoekdienst

    def work() -> None:
        dienst.warm_up()
        gc.collect()
        gc.freeze()  # half a million things that stay; going through them would hold up a question 0.1 s

    threading.Thread(target=work, name="opwarmen", daemon=True).start()


def run_web(config: Config, host: str, port: int) -> None:
    """Serve the site with gunicorn until it is told to stop."""
    from gunicorn.app.base import BaseApplication  # noqa: PLC0415 (only this command needs it)

    class Site(BaseApplication):  # type: ignore[misc] # gunicorn has no types
        """The site as gunicorn wants it; the app is made after the fork, in the process that serves."""

        def load_config(self) -> None:
            settings: dict[str, Any] = {
                "bind": f"{host}:{port}",
                "workers": 1,
                "threads": THREADS,
                "worker_class": "gthread",
                "control_socket_disable": True,  # nobody steers this server from outside
                "when_ready": lambda _server: click.echo(f"Kennisnetwerk staat klaar op http://{host}:{port}"),
            }
            for name, value in settings.items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            with collector_paused():
                from kennis.app import create_app  # noqa: PLC0415 (after the fork)

                app = create_app(config)
            warm_up(app)
            return app

    Site().run()
