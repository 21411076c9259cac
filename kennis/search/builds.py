"""Builds of the index, a folder each with a manifest; a pointer names the one that counts, replaced last."""

from __future__ import annotations

import json
import os
import re
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from kennis.errors import IndexUnavailableError
from kennis.search.dutch import ANALYSER_VERSION
from kennis.search.keywords import SCHEMA_VERSION
from kennis.search.windows import PASSAGES_VERSION

_POINTER = "huidig"
_MANIFEST = "manifest.json"
_NAME = re.compile(r"bouw-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an index was made with; another value anywhere means that it must be made again."""

    model: str
    dimension: int
    schema: str = SCHEMA_VERSION
    analyser: str = ANALYSER_VERSION
    passages: str = PASSAGES_VERSION

    def has_vectors_of(self, other: Manifest) -> bool:
        """Tell whether the same text has the same vectors in both, whatever their words were made with."""
        return (self.model, self.dimension, self.passages) == (other.model, other.dimension, other.passages)


class Builds:
    """The index folder: builds beside each other, one of them current."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def current(self) -> Path | None:
        """Return the folder of the build that counts, or None when there is none yet."""
        try:
            name = (self._folder / _POINTER).read_bytes().strip().decode("ascii", "replace")
        except FileNotFoundError:
            return None
        build = self._folder / name
        return build if _NAME.fullmatch(name) and (build / _MANIFEST).is_file() else None

    def begin(self, manifest: Manifest) -> Path:
        """Make an empty build beside the current one; it does not count before `finish`."""
        build = self._folder / f"bouw-{uuid.uuid4().hex[:12]}"
        build.mkdir(parents=True)
        (build / _MANIFEST).write_text(json.dumps(asdict(manifest)))
        return build

    def finish(self, build: Path) -> None:
        """Let this build count from now on, and remove the others."""
        pointer = self._folder / f"{_POINTER}.nieuw"
        with pointer.open("w") as file:
            file.write(build.name)
            file.flush()
            os.fsync(file.fileno())
        pointer.replace(self._folder / _POINTER)
        self.remove_others(build)

    def remove_others(self, build: Path) -> None:
        """Remove what earlier or broken-off builds left; readers that have them open keep their files."""
        for other in self._folder.glob("bouw-*"):
            if other != build:
                shutil.rmtree(other, ignore_errors=True)

    @contextmanager
    def writing(self, seconds: float = -1) -> Iterator[None]:
        """Be the one writer; waits `seconds`, for ever when negative. A crash frees it."""
        self._folder.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(self._folder / "schrijver.lock", timeout=seconds):
                yield
        except Timeout:
            raise IndexUnavailableError("Een ander proces werkt de zoekindex nu bij.") from None


def read_manifest(build: Path) -> Manifest:
    """Return what a build was made with; raises IndexUnavailableError when that cannot be read."""
    try:
        return Manifest(**{"passages": "unknown", **json.loads((build / _MANIFEST).read_text())})
    except (OSError, ValueError, TypeError) as error:
        raise IndexUnavailableError("De zoekindex is beschadigd.") from error
