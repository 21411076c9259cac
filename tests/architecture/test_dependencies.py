"""What pyproject.toml asks for and what the lock files pin fit together."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PIN = re.compile(r"[a-z0-9][a-z0-9-]*==[0-9][\w.]*")


def pins(path: Path) -> dict[str, str]:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return dict(line.split("==", 1) for line in lines)


@pytest.fixture(scope="module")
def project(root: Path) -> dict[str, Any]:
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def runtime(root: Path) -> dict[str, str]:
    return pins(root / "requirements.lock")


@pytest.fixture(scope="module")
def development(root: Path) -> dict[str, str]:
    return pins(root / "requirements-dev.lock")


def misfits(requirements: list[str], locked: dict[str, str]) -> list[str]:
    """Return the requirements that the lock does not hold in a version that they accept."""
    return [
        text
        for text in requirements
        for need in [Requirement(text)]
        if not need.specifier.contains(locked.get(canonicalize_name(need.name), "0"), prereleases=True)
    ]


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_file_holds_exact_versions_only(root: Path, name: str) -> None:
    """Sorted, one each, without addresses, hashes or builds: pip may take them from wherever the machine does."""
    lines = [line for line in (root / name).read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert [line for line in lines if not PIN.fullmatch(line)] == []
    assert lines == sorted(set(lines), key=lambda line: line.split("==")[0])


def test_the_runtime_lock_satisfies_all_that_running_needs(
    project: dict[str, Any], runtime: dict[str, str]
) -> None:
    extras = project["project"]["optional-dependencies"].values()
    assert misfits([*project["project"]["dependencies"], *(x for extra in extras for x in extra)], runtime) == []


def test_both_locks_satisfy_all_that_developing_needs(
    project: dict[str, Any], runtime: dict[str, str], development: dict[str, str]
) -> None:
    assert misfits(project["dependency-groups"]["dev"], runtime | development) == []


def test_no_package_stands_in_both_locks(runtime: dict[str, str], development: dict[str, str]) -> None:
    assert runtime.keys() & development.keys() == set()


def test_torch_is_pinned_as_the_machines_have_it(runtime: dict[str, str]) -> None:
    """Exactly this version is ready as a build without GPU; any other brings gigabytes that nothing here uses."""
    assert runtime["torch"] == "2.13.0"
