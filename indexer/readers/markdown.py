"""Reads Markdown, with tables and with the 'name: value' lines that some programs put at the top."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from indexer.blocks import BlockSoort, Eigenschappen, Extract
from indexer.readers.base import Source
from indexer.readers.pieces import Piece
from indexer.readers.plain import decode
from indexer.readers.properties import eigenschappen
from indexer.readers.structure import blocks_from
from indexer.readers.tables import pieces_of_table

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_NOTE = re.compile(r"^\[\^[^\]\s]+\]:[ \t]*", re.MULTILINE)
_NOTE_MARK = re.compile(r"\[\^[^\]\s]+\]")
_TAG = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>|</?[A-Za-z][^<>]*>", re.DOTALL | re.IGNORECASE)


def read(source: Source) -> Extract:
    text = decode(source.data).lstrip("\ufeff").replace("\r\n", "\n")
    front = _FRONT_MATTER.match(text)
    body = text[front.end() :] if front else text
    body = _NOTE_MARK.sub("", _NOTE.sub("\n¹ ", body))  # Markdown itself knows no footnotes
    tokens = MarkdownIt("commonmark").enable("table").parse(body)
    claims = _claims(front.group(1)) if front else Eigenschappen()
    return Extract("markdown", blocks_from(_pieces(tokens)), claims)


def _claims(front: str) -> Eigenschappen:
    pairs = (line.partition(":") for line in front.split("\n"))
    values = {name.strip().lower(): value.strip(" \t'\"") for name, _, value in pairs}

    def first(*names: str) -> str | None:
        return next((values[name] for name in names if values.get(name)), None)

    return eigenschappen(first("titel", "title"), first("auteur", "author", "organisatie"), first("datum", "date"))


def _pieces(tokens: Sequence[Token]) -> Iterator[Piece]:
    """Yield the text block by block; what a block is shows in the marks that are open around it."""
    open_marks: list[str] = []
    table: list[list[str]] = []
    for token in tokens:
        if token.nesting == 1:
            open_marks.append(token.tag)
            if token.type == "tr_open":
                table.append([])
        elif token.nesting == -1:
            open_marks.pop()
            if token.type == "table_close":
                yield from pieces_of_table(table, head_rows=1)
                table = []
        elif table and token.type == "inline":
            table[-1].append(_text(token))
        else:
            yield from _piece(token, open_marks)


def _piece(token: Token, open_marks: Sequence[str]) -> Iterator[Piece]:
    if token.type == "html_block":
        yield Piece(_TAG.sub(" ", token.content))
    elif token.type in {"fence", "code_block"}:
        yield Piece(token.content)
    elif token.type == "inline":
        mark = open_marks[-1]
        if re.fullmatch(r"h[1-6]", mark):
            yield Piece(_text(token), BlockSoort.KOP, int(mark[1]))
        else:
            soort = BlockSoort.LIJST if "li" in open_marks[-2:] else BlockSoort.ALINEA
            yield Piece(_text(token), soort, vet=_is_bold(token))


def _text(token: Token) -> str:
    """Return the words of a line without the signs that make them bold or a link."""
    return "".join(_inline_text(child) for child in token.children or ())


def _inline_text(token: Token) -> str:
    if token.type == "hardbreak":
        return "\n"
    if token.type == "softbreak":
        return " "
    return "" if token.type == "html_inline" else token.content


def _is_bold(token: Token) -> bool:
    depth, plain = 0, ""
    for child in token.children or ():
        depth += child.nesting if child.type.startswith("strong") else 0
        plain += "" if depth else child.content
    return not plain.strip()
