from __future__ import annotations

import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

CORPUS = Path(__file__).parent.parent.parent / "corpus"


@pytest.fixture(scope="session")
def corpus() -> Path:
    return CORPUS


@pytest.fixture(scope="session")
def bronregels() -> dict[str, list[str]]:
    """Give the text of each source without Markdown marks, a paragraph, heading, item or cell a line."""
    return {path.stem: _plain_lines(path) for path in (CORPUS / "bronteksten").glob("*.md")}


def _plain_lines(path: Path) -> list[str]:
    _, _, inhoud = path.read_text(encoding="utf-8").split("---\n", 2)
    tokens = MarkdownIt("commonmark").enable("table").parse(inhoud)
    return [_plain(token.children or []) for token in tokens if token.type == "inline" and token.content]


def _plain(delen: list[Token]) -> str:
    tekst = "".join(" " if deel.type == "softbreak" else deel.content for deel in delen)
    return re.sub(r"\[\^\w+\](: )?", "", tekst)
