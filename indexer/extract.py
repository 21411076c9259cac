"""Reads one file: its reader is chosen by content, and every refusal is a ReadError in plain Dutch."""

from __future__ import annotations

import os
import stat
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from indexer.blocks import Extract
from indexer.readers import docx, html, markdown, odt, pdf, plain
from indexer.readers.base import Reader, Source, nobody_listens
from indexer.readers.recognise import recognise
from kennis.config import MEBIBYTE, Limits
from kennis.errors import BrokenFileError, EmptyFileError, ReadError, TooLargeError, UnknownFormatError

READERS: Mapping[str, Reader] = MappingProxyType({
    "pdf": pdf.read,
    "docx": docx.read,
    "odt": odt.read,
    "html": html.read,
    "markdown": markdown.read,
    "tekst": plain.read,
})  # fmt: skip


def extract(path: Path, limits: Limits, on_ocr: Callable[[], None] = nobody_listens) -> Extract:
    """Return the text of one file; raises ReadError with a reason for the user, and no other exception.

    `on_ocr` is called before OCR begins. Damaged files can make a library run long or crash: indexer/sandbox.py
    keeps that away from the caller.
    """
    source = Source(path.name, _read_bytes(path, limits), limits, on_ocr)
    result = _read(source)
    if not any(sign.isalnum() for block in result.blocks for sign in block.tekst):
        raise EmptyFileError
    return result


def _read(source: Source) -> Extract:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what a library thinks of a file is no message for the user
            return READERS[recognise(source)](source)
    except ReadError:
        raise
    except MemoryError as error:
        raise TooLargeError("bestand vraagt te veel geheugen") from error
    except Exception as error:  # libraries raise almost anything on damaged input
        raise BrokenFileError(f"{BrokenFileError.melding} ({type(error).__name__})") from error


def _read_bytes(path: Path, limits: Limits) -> bytes:
    """Return the content of a regular file; a pipe or device is refused without opening it."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise UnknownFormatError("dit is geen gewoon bestand")
        if status.st_size > limits.file_bytes:
            raise TooLargeError(f"bestand is groter dan {limits.file_bytes // MEBIBYTE} MB")
        with open(path, "rb", opener=_without_waiting) as file:
            data = file.read(limits.file_bytes + 1)
    except FileNotFoundError as error:
        raise BrokenFileError("bestand bestaat niet (meer)") from error
    except (OSError, ValueError) as error:
        raise BrokenFileError("bestand kan niet worden geopend") from error
    if not data:
        raise EmptyFileError("bestand is leeg (0 bytes)")
    return data


def _without_waiting(path: str, flags: int) -> int:
    """Open without blocking, in case a pipe took the place of the file a moment ago."""
    return os.open(path, flags | os.O_NONBLOCK)
