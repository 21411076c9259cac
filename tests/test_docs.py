"""What the documentation names exists, and what exists is documented."""

from __future__ import annotations

import csv
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from indexer.metadata import COLUMNS
from kennis.cli import main
from kennis.commands.demo import DEMO_PASSWORD

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
ADRS = sorted((ROOT / "docs" / "adr").glob("[0-9]*.md"))
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "corpus" / "README.md"]

LINK = re.compile(r"\]\(([^)#\s]+)")
PATH = re.compile(r"`((?:kennis|indexer|tests|tools|templates|corpus|docs)/[\w./-]*)`")
VARIABLE = re.compile(r"KENNIS_[A-Z_]+")
TARGET = re.compile(r"^([a-z]+):.*## ", re.MULTILINE)


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def commands(command: click.Command, path: str) -> Iterator[tuple[str, click.Command]]:
    """Yield a command and all below it, each with what one types."""
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            assert child, name
            yield from commands(child, f"{path} {name}")


def readme_of(command: str) -> str:
    """Return all of the README that stands in a row or line about this command."""
    return "\n".join(line for line in README.splitlines() if f"`{command} " in line or f"`{command}`" in line)


@pytest.mark.parametrize(("path", "command"), list(commands(main, "kennis")))
def test_every_command_and_option_stands_in_the_readme(path: str, command: click.Command) -> None:
    shown = readme_of(path)
    assert shown, f"{path} is not in the README"
    options = [x for x in command.params if isinstance(x, click.Option) and not x.hidden]
    assert [x.opts[0] for x in options if x.opts[0] not in shown] == []


def test_every_setting_stands_in_the_readme() -> None:
    rows = {
        match
        for line in README.splitlines()
        if line.startswith("| `KENNIS_")
        for match in VARIABLE.findall(line[:40])
    }
    assert rows == set(VARIABLE.findall(read("kennis/config.py")))


def test_no_page_names_a_setting_that_does_not_exist() -> None:
    known = set(VARIABLE.findall(read("kennis/config.py")))
    named = {name for page in PAGES for name in VARIABLE.findall(page.read_text(encoding="utf-8"))}
    assert named - known == set()


def test_every_make_target_is_explained() -> None:
    phony = set(re.findall(r"^\.PHONY: (.+)$", read("Makefile"), re.MULTILINE)[0].split())
    explained = set(TARGET.findall(read("Makefile")))
    assert explained == phony
    assert {target for target in phony if f"make {target}" not in README and f"`{target}`" not in README} == set()


def test_make_help_lists_every_target() -> None:
    command = ["make", "--no-print-directory", "help"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603 (fixed)
    listed = {line.split()[1] for line in done.stdout.splitlines()}
    assert listed == set(TARGET.findall(read("Makefile")))


def test_the_demo_accounts_stand_in_the_readme() -> None:
    with (ROOT / "corpus" / "accounts.csv").open(encoding="utf-8", newline="") as file:
        rows = [
            f"| {row['email']} | {row['rol']} | {row['organisatie']}".strip()
            for row in csv.DictReader(file, delimiter=";")
        ]
    assert [row for row in rows if row not in README] == []
    assert f"`{DEMO_PASSWORD}`" in README


def test_the_columns_of_the_metadata_stand_in_the_readme() -> None:
    assert f"`{';'.join(COLUMNS)}`" in README


def test_every_decision_is_in_the_index_with_its_title() -> None:
    index = read("docs/adr/README.md")
    titles = {path.name: path.read_text(encoding="utf-8").splitlines()[0] for path in ADRS}
    rows = {name: f"| [{title[2:6]}]({name}) | {title[7:]} |" for name, title in titles.items()}
    assert [row for row in rows.values() if row not in index] == []


def test_decisions_are_numbered_without_gaps() -> None:
    assert [int(path.name[:4]) for path in ADRS] == list(range(1, len(ADRS) + 1))


@pytest.mark.parametrize("path", ADRS, ids=lambda path: path.stem)
def test_a_decision_says_why_what_and_what_follows(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert [
        part
        for part in ("\nStatus: ", "\n## Context\n", "\n## Decision\n", "\n## Consequences\n")
        if part not in text
    ] == []
    assert len(text.splitlines()) <= 60, "a decision is one page"


def test_the_changelog_has_the_version() -> None:
    version = tomllib.loads(read("pyproject.toml"))["project"]["version"]
    assert f"\n## [{version}]" in read("CHANGELOG.md")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    links = [link for link in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in link]
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_paths_that_a_page_names_exist(page: Path) -> None:
    assert [path for path in PATH.findall(page.read_text(encoding="utf-8")) if not (ROOT / path).exists()] == []


def test_every_begrip_stands_where_the_list_says() -> None:
    lines = [
        line for line in read("docs/begrippen.md").splitlines() if line.startswith("| ") and "| term |" not in line
    ]
    rows = re.findall(r"^\| (.+?) \| .+ \| `(\w+)` in `(.+?)`", "\n".join(lines), re.MULTILINE)
    assert len(rows) == len(lines)
    assert [term for term, name, path in rows if not re.search(rf"\b{name}\b", read(path))] == []


def test_publiccode_describes_this_version() -> None:
    facts: dict[str, Any] = yaml.safe_load(read("publiccode.yml"))
    project = tomllib.loads(read("pyproject.toml"))["project"]
    assert facts["publiccodeYmlVersion"] == "0.4"
    assert (facts["softwareVersion"], facts["legal"]["license"]) == (project["version"], project["license"])
    assert set(facts) >= {
        "name",
        "url",
        "platforms",
        "developmentStatus",
        "softwareType",
        "maintenance",
        "localisation",
    }
    for words in facts["description"].values():
        assert len(words["genericName"]) <= 35
        assert len(words["shortDescription"]) <= 150
        assert 500 <= len(words["longDescription"]) <= 10_000
        assert all(len(feature) <= 100 for feature in words["features"])
