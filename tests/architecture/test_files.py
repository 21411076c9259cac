"""What no file of the project may hold: where somebody's machine keeps things, or from where it takes packages."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

# Written with an empty group in each, so that this file does not hold what it looks for.
MACHINE = re.compile(rb"(?<![\w.~-])/(?:wo()rk|ro()ot|ho()me|Us()ers|op()t)/[\w.]")
REGISTRY = re.compile(rb"py()pi\.org|pytho()nhosted\.org|npm()js\.org|deb\.deb()ian\.org|py()torch\.org")


@pytest.fixture(scope="module")
def tracked(root: Path) -> list[Path]:
    """Give every file that is or would be in the repository."""
    if not (root / ".git").exists():
        pytest.skip("this is no checkout of the repository")
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=root, capture_output=True, check=True).stdout  # noqa: S603 (fixed)
    return [path for name in listed.split(b"\0") if name and (path := root / name.decode()).is_file()]


@pytest.mark.parametrize("pattern", [MACHINE, REGISTRY])
def test_no_file_speaks_of_a_machine(tracked: list[Path], root: Path, pattern: re.Pattern[bytes]) -> None:
    found = [
        f"{path.relative_to(root)}: {match.group().decode()}"
        for path in tracked
        for match in [pattern.search(path.read_bytes())]
        if match
    ]
    assert found == []


def test_what_is_built_is_not_tracked(tracked: list[Path], root: Path) -> None:
    built = ("kennis/static/vendor/", "kennis/static/kennis.css", "node_modules/", ".venv/", "data/", "dist/")
    names = [path.relative_to(root).as_posix() for path in tracked]
    assert [name for name in names if name.startswith(built)] == []


def test_every_style_sheet_is_taken_along(root: Path) -> None:
    """The Makefile says in which order; one that it does not name looks like nothing."""
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    parts = re.search(r"^STYLE_PARTS := .+?styles/%\.css,([^)]+)\)", makefile, re.MULTILINE)
    assert parts
    named = parts[1].replace("\\\n", " ").split()
    assert sorted(named) == sorted(path.stem for path in (root / "styles").glob("*.css"))
