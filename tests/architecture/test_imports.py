"""The house of docs/architectuur.md: imports run downwards only, and some libraries have one door."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator

import pytest

# From the ground up; a module may import its own floor and those below it.
FLOORS = {
    "kennis.config": 1,
    "kennis.errors": 1,
    "kennis.postserver": 1,
    "kennis.access": 2,
    "kennis.passwords": 2,
    "kennis.persoonsgegevens": 2,
    "kennis.search": 3,
    "kennis.db": 3,
    "kennis.begrippen": 4,
    "kennis.installatie": 4,
    "kennis.suggesties": 4,
    "kennis.mensen": 4,
    "kennis.zoeken": 4,
    "kennis.treffers": 4,
    "kennis.uitleg": 4,
    "kennis.waarom": 4,
    "kennis.hiaten": 4,
    "kennis.web": 4,
    "indexer": 4,
    "kenniskaarten": 5,
    "kennis.app": 6,
    "kennis.commands": 7,
    "kennis.cli": 7,
}
# Neighbours on one floor that do not know each other.
STRANGERS = [
    ("kennis.search", "kennis.db"),
    ("kennis.db", "kennis.search"),
    ("kennis.web", "indexer"),
    ("indexer", "kennis.web"),
    ("indexer", "kennis.zoeken"),
    ("kennis.commands", "kennis.cli"),
]
# Libraries, and what is built right on them, with the only modules that may import them.
PAGES = ("kennis.app", "kennis.web", "kenniskaarten.views")
LARGE_MODEL = ("kennis.search.transformer",)
DOORS = {
    "flask": PAGES,
    "flask_limiter": PAGES,
    "flask_login": PAGES,
    "flask_wtf": PAGES,
    "wtforms": PAGES,
    "werkzeug": PAGES,
    "jinja2": PAGES,
    "whoosh": ("kennis.search.keywords",),
    "kennis.search.keywords": ("kennis.search",),
    "torch": LARGE_MODEL,
    "sentence_transformers": LARGE_MODEL,
    "transformers": LARGE_MODEL,
    "onnxruntime": ("kennis.search.e5engine",),
    "huey": ("indexer.taken",),
    "gunicorn": ("kennis.commands.serve",),
}
# What takes seconds or tens of megabytes to import, so only the function that needs it does.
LAZY = (
    "kennis.search.transformer",
    "ocrmypdf",
    "alembic",
    "sqlalchemy.dialects.postgresql",
    "kennis.app",
    "kenniskaarten.gegevenspdf",
    "kenniskaarten.balans.rapportpdf",
    "xlsxwriter",
)
HEAVY = ("torch", "sentence_transformers", "transformers", "pypdfium2", "docx", "huey")

Program = dict[str, ast.Module]


def is_in(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


def floor(module: str) -> int | None:
    return next((number for package, number in FLOORS.items() if is_in(module, package)), None)


def imports(node: ast.AST) -> Iterator[str]:
    """Yield every module that is imported anywhere below this node, and every name taken from one."""
    for child in ast.walk(node):
        if isinstance(child, ast.Import):
            yield from (alias.name for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            assert child.level == 0, "imports are written out"
            yield from (f"{child.module}.{alias.name}" for alias in child.names)


def imports_at_start(tree: ast.Module) -> Iterator[str]:
    """Yield what is imported as soon as the module is; functions and type checking come later."""
    for node in tree.body:
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield from imports(node)


def test_every_module_has_a_floor(program: Program) -> None:
    """A new module is given its place in the house here, and in docs/architectuur.md."""
    assert [name for name in program if floor(name) is None and name != "kennis"] == []


def test_imports_run_downwards_only(program: Program) -> None:
    upwards = [
        f"{name} (floor {floor(name)}) imports {imported} (floor {floor(imported)})"
        for name, tree in program.items()
        for imported in imports(tree)
        if (floor(imported) or 0) > (floor(name) or 0)
    ]
    assert upwards == []


@pytest.mark.parametrize(("one", "other"), STRANGERS)
def test_neighbours_do_not_know_each_other(program: Program, one: str, other: str) -> None:
    known = [
        f"{name} imports {imported}"
        for name, tree in program.items()
        if is_in(name, one)
        for imported in imports(tree)
        if is_in(imported, other)
    ]
    assert known == []


@pytest.mark.parametrize("library", DOORS)
def test_a_library_has_one_door(program: Program, library: str) -> None:
    elsewhere = [
        f"{name} imports {imported}"
        for name, tree in program.items()
        for imported in imports(tree)
        if is_in(imported, library)
        if not any(is_in(name, door) for door in DOORS[library])
    ]
    assert elsewhere == []


@pytest.mark.parametrize("library", LAZY)
def test_what_is_heavy_is_imported_where_it_is_used(program: Program, library: str) -> None:
    early = [name for name, tree in program.items() if any(is_in(x, library) for x in imports_at_start(tree))]
    assert early == []


def test_the_environment_is_read_in_one_place(program: Program) -> None:
    readers = [
        name
        for name, tree in program.items()
        for node in ast.walk(tree)
        if (isinstance(node, ast.Attribute) and ast.unparse(node) in {"os.environ", "os.getenv"})
        or (
            isinstance(node, ast.ImportFrom)
            and node.module == "os"
            and {"environ", "getenv"} & {a.name for a in node.names}
        )
    ]
    assert set(readers) <= {"kennis.config"}


def test_nothing_below_the_worker_writes_to_the_index(program: Program) -> None:
    """There is one writer: pages and searches only read."""
    writers = [name for name, tree in program.items() if "kennis.search.writer.IndexWriter" in imports(tree)]
    assert writers == ["indexer.worker"]


def test_the_site_starts_without_the_large_model() -> None:
    """The web process stays small: importing it brings in neither torch nor the readers of documents."""
    code = f"import sys, kennis.app; print([name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 (fixed)
    assert done.stdout.strip() == "[]"
