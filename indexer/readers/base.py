"""What every reader is given, and what a reader is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from indexer.blocks import Extract
from kennis.config import Limits


def nobody_listens() -> None:
    """Do nothing: the default for those who need not know that OCR begins."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file in memory; `on_ocr` is called once, before reading becomes minutes instead of seconds."""

    naam: str
    data: bytes
    limits: Limits
    on_ocr: Callable[[], None] = nobody_listens


class Reader(Protocol):
    def __call__(self, source: Source) -> Extract:
        """Read one file; raises ReadError, or whatever its library raises on damaged input."""
