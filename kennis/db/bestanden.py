"""The files themselves: each content is kept once, under its SHA-256, and never changed."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from kennis.errors import BrokenFileError

_CHUNK = 1024 * 1024  # bytes read at a time


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class FileStore:
    """A folder of contents; two letters of the name make a subfolder, so that none grows endless."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, sha256: str) -> Path:
        return self._folder / sha256[:2] / sha256

    def keep(self, source: Path, sha256: str) -> Path:
        """Copy a file in, through to disk, and return where it lies; does nothing when it is there already.

        Raises BrokenFileError when the file is no longer what it was when `sha256` was taken.
        """
        target = self.path(sha256)
        if target.exists():
            return target
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self._folder, prefix="nieuw-")
        try:
            with os.fdopen(handle, "wb") as copy, source.open("rb") as original:
                _copy(original, copy, sha256)
            Path(name).replace(target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        return target

    def all(self) -> Iterator[str]:
        """Yield the SHA-256 of every content that is kept."""
        return (path.name for path in self._folder.glob("??/*"))

    def remove(self, sha256: str) -> None:
        self.path(sha256).unlink(missing_ok=True)

    def remove_unfinished(self) -> None:
        """Remove what a crash left half copied."""
        for path in self._folder.glob("nieuw-*"):
            path.unlink(missing_ok=True)


def _copy(original: BinaryIO, copy: BinaryIO, sha256: str) -> None:
    """Copy through to disk; raises BrokenFileError when the content has another SHA-256 than this."""
    digest = hashlib.sha256()
    while chunk := original.read(_CHUNK):
        digest.update(chunk)
        copy.write(chunk)
    if digest.hexdigest() != sha256:
        raise BrokenFileError("bestand veranderde terwijl het werd gelezen")
    copy.flush()
    os.fsync(copy.fileno())
