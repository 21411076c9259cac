"""A file may hang, crash or eat the process that reads it, and nothing else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from indexer.extract import extract
from indexer.sandbox import Sandbox
from kennis.config import Limits
from kennis.errors import BrokenFileError, EmptyFileError, ReadTimeoutError, TooLargeError
from tests.indexer.bestanden import LANGE_ZIN, tekst_docx, tekst_pdf, verander_zip

LIMITS = Limits()
MEBIBYTE = 1024 * 1024


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(replace(LIMITS, seconds=20)) as opened:
        yield opened


_of_others: set[int] = set()


@pytest.fixture(autouse=True)
def _know_the_readers_of_others() -> None:
    """Leave the reader that other tests keep open out of what is counted here."""
    _of_others.clear()
    _of_others.update(child.pid for child in readers())


def readers() -> list[psutil.Process]:
    """Return the reading processes that the test at hand started."""
    children = psutil.Process().children(recursive=True)
    return [child for child in children if child.pid not in _of_others and "indexer.sandbox" in child.cmdline()]


def reader() -> psutil.Process:
    [child] = readers()
    return child


def a_pdf(folder: Path, name: str = "nota wonen.pdf") -> Path:
    return tekst_pdf(folder / name, LANGE_ZIN[:80])


def test_it_reads_as_the_reader_itself_does_and_in_one_process(sandbox: Sandbox, tmp_path: Path) -> None:
    path = a_pdf(tmp_path)
    assert sandbox.extract(path) == extract(path, LIMITS)
    first = reader().pid
    sandbox.extract(tekst_docx(tmp_path / "b.docx"))
    assert reader().pid == first


def test_no_process_is_started_before_the_first_file_or_left_after_the_last(tmp_path: Path) -> None:
    with Sandbox(LIMITS) as sandbox:
        assert readers() == []
        sandbox.extract(a_pdf(tmp_path))
        assert reader().memory_info().rss < 200 * MEBIBYTE
    assert readers() == []


def test_a_refusal_keeps_its_class_and_reason(sandbox: Sandbox, tmp_path: Path) -> None:
    (tmp_path / "leeg.txt").touch()
    for _ in range(2):
        with pytest.raises(EmptyFileError, match=r"bestand is leeg \(0 bytes\)"):
            sandbox.extract(tmp_path / "leeg.txt")


def test_any_name_crosses_the_pipe(sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    odd = os.fsdecode(b"regel\nvisi\xeb.pdf")
    a_pdf(Path(), odd)
    assert sandbox.extract(Path(odd)).blocks


def test_reading_that_takes_too_long_is_ended_and_the_next_file_is_read(tmp_path: Path) -> None:
    path = a_pdf(tmp_path)
    with Sandbox(replace(LIMITS, seconds=1)) as sandbox:
        sandbox.extract(path)
        stuck = reader()
        stuck.suspend()
        with pytest.raises(ReadTimeoutError, match="1 seconden"):
            sandbox.extract(path)
        assert not stuck.is_running()
        assert sandbox.extract(path).blocks


def test_a_reader_that_dies_while_reading_is_replaced(sandbox: Sandbox, tmp_path: Path) -> None:
    path = a_pdf(tmp_path)
    sandbox.extract(path)
    reader().suspend()
    with ThreadPoolExecutor() as pool:
        answer = pool.submit(sandbox.extract, path)
        while not sandbox._turn.locked():
            time.sleep(0.01)
        time.sleep(0.3)  # now the question has been asked
        reader().kill()
        with pytest.raises(BrokenFileError, match="liep vast"):
            answer.result()
    assert sandbox.extract(path).blocks


def test_a_reader_that_died_between_files_is_no_fault_of_the_next_file(sandbox: Sandbox, tmp_path: Path) -> None:
    path = a_pdf(tmp_path)
    sandbox.extract(path)
    died = reader()
    died.kill()
    died.wait()
    assert sandbox.extract(path).blocks


def test_a_file_that_asks_for_too_much_memory_is_refused_and_the_next_is_read(tmp_path: Path) -> None:
    path = verander_zip(tekst_docx(tmp_path / "a.docx"), {"word/media/groot.bmp": bytes(250 * MEBIBYTE)})
    with Sandbox(LIMITS, memory_bytes=400 * MEBIBYTE) as sandbox:
        with pytest.raises(TooLargeError, match="geheugen"):
            sandbox.extract(path)
        assert sandbox.extract(a_pdf(tmp_path)).blocks


# -- seen from outside -------------------------------------------------------------------------------------

PROGRAM = """
import signal, sys, time
from pathlib import Path
from indexer.sandbox import Sandbox
from kennis.config import Limits

signal.signal(signal.SIGINT, signal.default_int_handler)  # who starts tests in the background ignores it for all
with Sandbox(Limits()) as sandbox:
    sandbox.extract(Path(sys.argv[1]))
    try:
        # Inside: the signal may come as soon as this line can be read.
        print("pypdfium2" in sys.modules, flush=True)
        time.sleep(60)
    except KeyboardInterrupt:
        print("gestopt", flush=True)
"""


@pytest.fixture
def program(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Start a program that has read a file and now waits."""
    with subprocess.Popen(  # noqa: S603 (our own program)
        [sys.executable, "-c", PROGRAM, str(a_pdf(tmp_path))],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "False\n", "the caller needs none of the libraries that read"
        yield process
        process.kill()


def is_gone(child: psutil.Process) -> bool:
    deadline = time.monotonic() + 5
    while child.is_running() and child.status() != psutil.STATUS_ZOMBIE and time.monotonic() < deadline:
        time.sleep(0.02)
    return not child.is_running() or child.status() == psutil.STATUS_ZOMBIE


def test_the_reader_dies_with_its_parent_also_after_kill_9(program: subprocess.Popen[str]) -> None:
    [child] = psutil.Process(program.pid).children()
    program.send_signal(signal.SIGKILL)
    program.wait()
    assert is_gone(child)


def test_ctrl_c_ends_both_without_a_word(program: subprocess.Popen[str]) -> None:
    [child] = psutil.Process(program.pid).children()
    os.killpg(program.pid, signal.SIGINT)
    assert program.communicate(timeout=10) == ("gestopt\n", "")
    assert is_gone(child)
