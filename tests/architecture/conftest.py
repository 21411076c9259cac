from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
FOLDERS = ("kennis", "indexer", "tools", "tests")


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def sources() -> dict[str, str]:
    """Give the text of every Python file, by its path from the root of the project."""
    paths = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))
    return {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in paths}


@pytest.fixture(scope="session")
def trees(sources: dict[str, str]) -> dict[str, ast.Module]:
    """Give the syntax tree of every Python file, by its path from the root of the project."""
    return {path: ast.parse(text, filename=path) for path, text in sources.items()}


@pytest.fixture(scope="session")
def program(trees: dict[str, ast.Module]) -> dict[str, ast.Module]:
    """Give the syntax tree of every module of the program, by its dotted name."""
    return {
        path.removesuffix(".py").removesuffix("/__init__").replace("/", "."): tree
        for path, tree in trees.items()
        if path.startswith(("kennis/", "indexer/")) and not path.startswith("kennis/db/migrations/")
    }
