"""The Markdown that sources may use, as blocks that every output format can draw."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

_NOOTVERWIJZING = re.compile(r"\[\^(\w+)\]")


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text of one look; with `noot` it is the mark of a footnote instead, and has no text."""

    tekst: str
    vet: bool = False
    noot: str | None = None


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Kop:
    niveau: int
    runs: Runs


@dataclass(frozen=True, slots=True)
class Alinea:
    runs: Runs


@dataclass(frozen=True, slots=True)
class Lijst:
    genummerd: bool
    items: tuple[Runs, ...]


@dataclass(frozen=True, slots=True)
class Tabel:
    """Every row has as many cells as the header row `kop`."""

    kop: tuple[Runs, ...]
    rijen: tuple[tuple[Runs, ...], ...]


Blok = Kop | Alinea | Lijst | Tabel


def parse_blokken(markdown: str) -> list[Blok]:
    """Return the blocks in order; raises ValueError on Markdown that the sources have not agreed to use."""
    tree = SyntaxTreeNode(MarkdownIt("commonmark").enable("table").parse(markdown))
    return [_blok(node) for node in tree.children]


def as_text(runs: Runs) -> str:
    """Return the running text, without footnote marks."""
    return "".join(run.tekst for run in runs)


def _blok(node: SyntaxTreeNode) -> Blok:
    match node.type:
        case "heading":
            return Kop(int(node.tag[1:]), _runs(node))
        case "paragraph":
            return Alinea(_runs(node))
        case "bullet_list" | "ordered_list":
            return Lijst(node.type == "ordered_list", tuple(_item(item) for item in node.children))
        case "table":
            kop, *rijen = (_rij(rij) for part in node.children for rij in part.children)
            return Tabel(kop, tuple(rijen))
    raise ValueError(f"'{node.type}' kan niet in een brontekst")


def _item(node: SyntaxTreeNode) -> Runs:
    alinea, *rest = node.children
    if rest:
        raise ValueError("een punt van een lijst heeft precies één alinea")
    return _runs(alinea)


def _rij(node: SyntaxTreeNode) -> tuple[Runs, ...]:
    return tuple(_runs(cel) for cel in node.children)


def _runs(node: SyntaxTreeNode) -> Runs:
    return tuple(run for inline in node.children for child in inline.children for run in _inline(child))


def _inline(node: SyntaxTreeNode, *, vet: bool = False) -> Iterator[Run]:
    match node.type:
        case "text":
            yield from _with_noten(node.content, vet=vet)
        case "softbreak":
            yield Run(" ", vet)
        case "strong":
            for child in node.children:
                yield from _inline(child, vet=True)
        case _:
            raise ValueError(f"'{node.type}' kan niet in een brontekst")


def _with_noten(tekst: str, *, vet: bool) -> Iterator[Run]:
    stukken = _NOOTVERWIJZING.split(tekst)
    for index, stuk in enumerate(stukken):
        if index % 2:
            yield Run("", noot=stuk)
        elif stuk:
            yield Run(stuk, vet)
