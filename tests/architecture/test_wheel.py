"""What the program reads beside its own modules travels in the wheel."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def included(root: Path) -> dict[str, str]:
    """Give what the wheel takes from outside the packages: path in the project to path in the wheel."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    found: dict[str, str] = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    return found


def test_what_the_wheel_takes_along_exists(root: Path, included: dict[str, str]) -> None:
    assert [source for source in included if not (root / source).exists()] == []


def test_every_folder_that_the_program_looks_for_is_taken_along(
    program: dict[str, ast.Module], included: dict[str, str]
) -> None:
    """`resource_dir` finds it inside the package, where the wheel puts it, or else beside the source."""
    wanted = {
        ast.literal_eval(call.args[0])
        for tree in program.values()
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "resource_dir"
    }
    assert wanted == {"templates", "corpus"}
    taken = {target.split("/")[1] for target in included.values() if target.startswith("kennis/")}
    assert wanted <= taken


def test_the_demo_finds_its_tables_in_the_wheel(root: Path, included: dict[str, str]) -> None:
    readers = [
        root / "kennis" / "commands" / "demo.py",
        root / "kenniskaarten" / "voorbeeld.py",
        root / "kenniskaarten" / "projecten" / "voorbeeld.py",
    ]
    source = "".join(path.read_text(encoding="utf-8") for path in readers)
    tables = [path.name for path in (root / "corpus").iterdir() if f'"{path.name}"' in source]
    assert {Path(name).suffix for name in tables} == {"", ".csv", ".json"}, "folders, tables and people"
    assert [name for name in tables if included.get(f"corpus/{name}") != f"kennis/corpus/{name}"] == []
