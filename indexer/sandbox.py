"""Reads files in a process of its own: whatever a file does to it, the caller gets an Extract or a ReadError.

The process is started for the first file and used again for the next. It is replaced when a file takes too long
or too much memory, or makes it crash. It never outlives its parent, not even after `kill -9`.
"""

from __future__ import annotations

import contextlib
import fcntl
import logging
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Lock
from typing import Self
from uuid import uuid4

from indexer.blocks import Extract
from kennis.config import MEBIBYTE, Limits
from kennis.errors import BrokenFileError, ReadError, ReadTimeoutError

MEMORY_BYTES = 2_048 * MEBIBYTE  # address space; reading a large report takes a few hundred
_OCR_BEGINS = "ocr"


class Sandbox:
    """A context manager; threads may share it and then take turns."""

    def __init__(self, limits: Limits, *, memory_bytes: int = MEMORY_BYTES) -> None:
        self._limits = limits
        self._memory_bytes = memory_bytes
        self._turn = Lock()
        self._child: _Child | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with self._turn:
            self._discard()

    def extract(self, path: Path) -> Extract:
        """Read one file as `indexer.extract.extract` does, within the time limit."""
        with self._turn:
            try:
                answer = self._ready_child().ask(path.absolute(), self._limits)
            except BaseException:  # also Ctrl-C: what the child is still doing must not reach the next file
                self._discard()
                raise
        if isinstance(answer, ReadError):
            raise answer
        return answer

    def _ready_child(self) -> _Child:
        if self._child is None or not self._child.is_alive():
            self._discard()
            self._child = _Child(self._memory_bytes)
        return self._child

    def _discard(self) -> None:
        if self._child is not None:
            self._child.end()
            self._child = None


class _Child:
    """The reading process, seen from its parent: it leads a group of its own, to which OCR belongs as well."""

    def __init__(self, memory_bytes: int) -> None:
        self._connection, theirs = Pipe()
        lifeline, self._lifeline = os.pipe()  # nothing is ever written: it only closes when the parent ends
        self._scratch = Path(tempfile.gettempdir(), f"kennis-lezer-{uuid4().hex}")  # made when OCR needs it
        numbers = map(str, (theirs.fileno(), lifeline, memory_bytes))
        self._process = subprocess.Popen(  # noqa: S603 (our own module)
            [sys.executable, "-P", "-m", __name__, *numbers, str(self._scratch)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=(theirs.fileno(), lifeline),
            start_new_session=True,  # Ctrl-C is for the parent, which then ends the child
        )
        theirs.close()
        os.close(lifeline)

    def is_alive(self) -> bool:
        return self._process.poll() is None

    def ask(self, path: Path, limits: Limits) -> Extract | ReadError:
        """Return the answer; raises ReadTimeoutError or BrokenFileError when there comes none."""
        seconds = limits.seconds
        try:
            self._connection.send((path, limits))
            while self._connection.poll(seconds):
                answer: Extract | ReadError | str = self._connection.recv()
                if not isinstance(answer, str):
                    return answer
                seconds = limits.ocr_seconds
        except (EOFError, OSError) as error:
            raise BrokenFileError("het lezen van dit bestand liep vast") from error
        raise ReadTimeoutError(f"lezen duurt langer dan {seconds} seconden")

    def end(self) -> None:
        """Kill the whole group and wait until it is gone."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._connection.close()
        os.close(self._lifeline)
        shutil.rmtree(self._scratch, ignore_errors=True)


# -- in the child ----------------------------------------------------------------------------------------------


def _serve(connection: Connection, lifeline: int, memory_bytes: int, scratch: Path) -> None:
    """Answer each path with an Extract or a ReadError, until the parent hangs up."""
    _end_with_parent(lifeline)
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    tempfile.tempdir = str(scratch)
    logging.disable()
    from indexer.extract import extract  # noqa: PLC0415 (the parent never needs the readers)

    def begin_ocr() -> None:
        scratch.mkdir(mode=0o700, exist_ok=True)
        connection.send(_OCR_BEGINS)

    while True:
        path, limits = connection.recv()
        try:
            connection.send(extract(path, limits, begin_ocr))
        except ReadError as error:
            connection.send(error)


def _end_with_parent(lifeline: int) -> None:
    """Let the kernel end this process group (by SIGIO) when the other end of the lifeline closes."""
    signal.signal(signal.SIGIO, signal.SIG_DFL)
    fcntl.fcntl(lifeline, fcntl.F_SETOWN, -os.getpgrp())
    fcntl.fcntl(lifeline, fcntl.F_SETFL, os.O_NONBLOCK | fcntl.FASYNC)
    with contextlib.suppress(BlockingIOError):
        os.read(lifeline, 1)
        sys.exit()  # the parent was gone before the kernel was asked


if __name__ == "__main__":
    ours, lifeline, memory_bytes = map(int, sys.argv[1:4])
    with contextlib.suppress(EOFError):
        _serve(Connection(ours), lifeline, memory_bytes, Path(sys.argv[4]))
