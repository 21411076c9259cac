"""Write the lock files: exact versions of everything that is installed, for running and for developing.

To move a version: install it with pip in .venv, run this, and run the tests.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parent.parent
RUNTIME, DEVELOPMENT = "requirements.lock", "requirements-dev.lock"

Pins = dict[str, str]


def main() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    for name, text in lock_files(project).items():
        (ROOT / name).write_text(text, encoding="utf-8")
        print(f"{name}: {text.count('==')} packages")


def lock_files(project: Mapping[str, Any]) -> dict[str, str]:
    """Return the text of each lock file; what is needed for running stands in the first only."""
    extras = project["project"]["optional-dependencies"].values()
    runtime = closure([*project["project"]["dependencies"], *(text for extra in extras for text in extra)])
    development = closure(project["dependency-groups"]["dev"])
    beyond = {name: version for name, version in development.items() if name not in runtime}
    return {
        RUNTIME: _text(runtime, "all that running needs, with OCR, PostgreSQL and Redis"),
        DEVELOPMENT: _text(beyond, f"what developing needs beside {RUNTIME}"),
    }


def closure(requirements: Iterable[str]) -> Pins:
    """Return what these requirements bring along on this machine: name and version of all that is installed."""
    pins: Pins = {}
    seen: set[str] = set()
    waiting = [Requirement(text) for text in requirements]
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        if f"{name}{sorted(requirement.extras)}" in seen:
            continue
        seen.add(f"{name}{sorted(requirement.extras)}")
        try:
            found = distribution(requirement.name)
        except PackageNotFoundError as error:
            raise SystemExit(f"{requirement} is not installed") from error
        pins[name] = Version(found.version).public  # a build such as '+cpu' is the choice of a machine
        waiting.extend(_needs(found.requires or [], requirement.extras))
    return pins


def _needs(requires: Iterable[str], extras: set[str]) -> list[Requirement]:
    """Return the requirements that hold on this machine with these extras."""
    needs = [Requirement(text) for text in requires]
    return [need for need in needs if _holds(need, extras)]


def _holds(need: Requirement, extras: set[str]) -> bool:
    return need.marker is None or any(need.marker.evaluate({"extra": extra}) for extra in ("", *extras))


def _text(pins: Pins, purpose: str) -> str:
    lines = [f"{name}=={version}" for name, version in sorted(pins.items())]
    return "\n".join([f"# Made by tools/maak_lock.py: {purpose}.", *lines, ""])


if __name__ == "__main__":
    main()
