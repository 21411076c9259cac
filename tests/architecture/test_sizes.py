"""Files about one thing, functions that fit on a screen: beyond these sizes a reader has lost the thread."""

from __future__ import annotations

import ast

MAX_FILE = 400  # lines; aim for 250
MAX_FUNCTION = 50  # lines; aim for a handful
GENERATED = "kennis/db/migrations/versions/"  # a migration is a list of tables

Trees = dict[str, ast.Module]


def test_no_file_is_too_long(sources: dict[str, str]) -> None:
    lengths = {path: text.count("\n") for path, text in sources.items() if not path.startswith(GENERATED)}
    assert {path: lines for path, lines in lengths.items() if lines > MAX_FILE} == {}


def test_no_function_is_too_long(trees: Trees) -> None:
    long = [
        f"{path}:{node.lineno} {node.name}"
        for path, tree in trees.items()
        if not path.startswith(GENERATED)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if (node.end_lineno or 0) - node.lineno >= MAX_FUNCTION
    ]
    assert long == []


def test_every_module_says_what_it_is_for(trees: Trees) -> None:
    silent = [
        path
        for path, tree in trees.items()
        if not path.startswith(("tests/", GENERATED)) and not ast.get_docstring(tree)
    ]
    assert silent == []


def test_every_test_is_collected(trees: Trees) -> None:
    """A function in a file of tests is a test, a fixture, or used by one."""
    lost = [
        f"{path}:{node.lineno} {node.name}"
        for path, tree in trees.items()
        if path.startswith("tests/") and "/test_" in path
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
        if not node.name.startswith("test_") and not node.decorator_list
        if ast.unparse(tree).count(node.name) < 2
    ]
    assert lost == []
