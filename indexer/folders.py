"""Walking what somebody wants taken in: the files under a path, and the paths that cannot be walked."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_TEMPORARY = ("~$", ".~")  # what office programs leave while a document is open


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file as the file system shows it, not opened yet."""

    path: Path
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Unreachable:
    """A place that could not be walked, with the reason in Dutch."""

    path: Path
    reason: str


def walk(path: Path, max_depth: int) -> Iterator[FoundFile | Unreachable]:
    """Yield every file under a path in the order of names; links are not followed, hidden files are left out."""
    try:
        entries = sorted(os.scandir(path), key=lambda entry: entry.name)
    except OSError as error:
        yield Unreachable(path, f"map kan niet worden geopend ({reason(error)})")
        return
    for entry in entries:
        if entry.name.startswith((".", *_TEMPORARY)):
            continue
        if entry.is_dir(follow_symlinks=False):
            if max_depth <= 1:
                yield Unreachable(Path(entry.path), "map ligt te diep")
            else:
                yield from walk(Path(entry.path), max_depth - 1)
        else:
            yield look_at(Path(entry.path))


def look_at(path: Path) -> FoundFile | Unreachable:
    """Return size and time of one file, or why it is none that can be read."""
    try:
        status = path.lstat()
    except OSError as error:
        return Unreachable(path, f"bestand kan niet worden geopend ({reason(error)})")
    if not stat.S_ISREG(status.st_mode):
        return Unreachable(path, "geen gewoon bestand")
    return FoundFile(path, status.st_size, status.st_mtime_ns)


def path_key(path: Path) -> str:
    """Return a path as text that any database takes, also when its name is no valid UTF-8; no two are equal."""
    return os.fsencode(path).replace(b"\\", rb"\\").decode("utf-8", "backslashreplace")


def shown(path: Path) -> str:
    """Return a file's name on one line, fit for a report."""
    name = os.fsencode(path.name).decode("utf-8", "backslashreplace")
    return "".join(char if char.isprintable() else "␤" for char in name)


def reason(error: OSError) -> str:
    """Return in Dutch why the file system refused."""
    if isinstance(error, FileNotFoundError):
        return "bestaat niet"
    if isinstance(error, PermissionError):
        return "geen toegang"
    return error.strerror or type(error).__name__
