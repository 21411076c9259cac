"""Reads scanned pages with ocrmypdf and Tesseract, in a process of their own and within a time limit."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from kennis.config import Limits
from kennis.errors import BrokenFileError, ReadTimeoutError

LANGUAGE = "nld"
_JOBS = 2  # pages at the same time; the rest of the machine belongs to those who search
_PATIENCE = 5  # seconds to clean up after being told to stop


@cache
def what_is_missing() -> str | None:
    """Return in Dutch what must be installed before scans can be read, None when all is there."""
    if importlib.util.find_spec("ocrmypdf") is None:
        return "installeer ocrmypdf (pip install 'kennisnetwerk[ocr]') om scans te lezen"
    tesseract = shutil.which("tesseract")
    if tesseract is None:
        return "installeer tesseract-ocr en tesseract-ocr-nld om scans te lezen"
    languages = subprocess.run(  # noqa: S603 (the machine's own tesseract)
        [tesseract, "--list-langs"], capture_output=True, text=True, check=False
    )
    if LANGUAGE not in languages.stdout.split():
        return "installeer tesseract-ocr-nld om scans te lezen"
    return None


def add_text(pdf: bytes, pages: Sequence[int], limits: Limits) -> bytes:
    """Return the PDF with a text layer on these pages; raises ReadTimeoutError or BrokenFileError."""
    with tempfile.TemporaryDirectory(prefix="kennis-ocr-") as folder:
        before, after = Path(folder, "scan.pdf"), Path(folder, "tekst.pdf")
        before.write_bytes(pdf)
        _run(_command(before, after, pages), limits.ocr_seconds, Path(folder))
        if not after.exists():
            raise BrokenFileError("scan kan niet worden gelezen (OCR)")
        return after.read_bytes()


def _command(before: Path, after: Path, pages: Sequence[int]) -> list[str]:
    numbers = ",".join(map(str, pages))
    return [
        sys.executable, "-m", "ocrmypdf", "--quiet", "--language", LANGUAGE, "--output-type", "pdf",
        "--jobs", str(_JOBS), "--optimize", "0", "--force-ocr", "--pages", numbers, str(before), str(after),
    ]  # fmt: skip


def _run(command: Sequence[str], seconds: int, folder: Path) -> None:
    """Run OCR with its own temporary folder, so that nothing is left behind when it is stopped."""
    with subprocess.Popen(  # noqa: S603 (our own command)
        ["/usr/bin/env", f"TMPDIR={folder}", *command],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.terminate()
            try:
                process.wait(_PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
            raise ReadTimeoutError(f"OCR duurt langer dan {seconds} seconden") from None
