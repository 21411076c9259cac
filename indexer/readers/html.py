"""Reads a web page: its main text, without menus, scripts and what is hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PreformattedString

from indexer.blocks import BlockSoort, Eigenschappen, Extract
from indexer.readers.base import Source
from indexer.readers.html_tables import holds_data, pieces_of_html_table
from indexer.readers.pieces import Piece
from indexer.readers.properties import eigenschappen
from indexer.readers.structure import blocks_from
from indexer.readers.text import as_note_mark, one_line

_NO_TEXT = frozenset({
    "script", "style", "noscript", "template", "nav", "svg", "math", "iframe", "object", "canvas", "audio",
    "video", "button", "select", "input", "textarea", "dialog", "menu",
})  # fmt: skip
_HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_BLOCKS = frozenset({
    "[document]", "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "html", "li", "main", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead",
    "tr", "ul",
})  # fmt: skip
_BOLD = frozenset({"b", "strong"})
_LINE_BREAK = "\u2028"  # a break that is meant; a line end in the source of a page is only a space
_TITLE_META = ("dcterms.title", "og:title")
_AUTHOR_META = ("dcterms.creator", "author", "dcterms.publisher")
_DATE_META = (
    "dcterms.issued", "dcterms.modified", "dcterms.date", "article:published_time", "article:modified_time",
    "date", "last-modified",
)  # fmt: skip


def read(source: Source) -> Extract:
    soup = BeautifulSoup(source.data, "lxml")
    claims = _claims(soup)
    return Extract("html", blocks_from(pieces_of_page(soup)), claims)


def _claims(soup: BeautifulSoup) -> Eigenschappen:
    meta = {
        str(tag.get("name") or tag.get("property")).lower(): str(tag.get("content", ""))
        for tag in soup.find_all("meta")
    }
    title = soup.title.get_text() if soup.title else None

    def first(names: tuple[str, ...]) -> str | None:
        return next((meta[name] for name in names if meta.get(name)), None)

    return eigenschappen(first(_TITLE_META) or title, first(_AUTHOR_META), first(_DATE_META))


def pieces_of_page(soup: BeautifulSoup) -> Iterator[Piece]:
    """Yield the text of a page in reading order; the tree is changed on the way."""
    root = _main_of(soup)
    for tag in reversed(root.find_all(True)):  # from the inside out: what is gone is not asked again
        if _is_hidden(tag):
            tag.decompose()
    for line_break in root.find_all("br"):
        line_break.replace_with(_LINE_BREAK)
    for raised in root.find_all("sup"):
        raised.replace_with(as_note_mark(raised.get_text()))
    tables = {id(table): _take_out(table) for table in root.find_all("table") if holds_data(table)}
    for block, strings in groupby(_strings(root), key=lambda string: id(_block_of(string))):
        yield from tables.get(block) or _pieces_of_block(list(strings))


def _is_hidden(tag: Tag) -> bool:
    if tag.name in _NO_TEXT or tag.has_attr("hidden") or tag.get("aria-hidden") == "true":
        return True
    return _HIDDEN_STYLE.search(str(tag.get("style", ""))) is not None


def _main_of(soup: BeautifulSoup) -> Tag:
    """Return the part of the page that is its own; without a mark all but the site's header and footer."""
    main = soup.find("main") or soup.find(role="main")
    articles = soup.find_all("article")
    if main or len(articles) == 1:
        return main or articles[0]
    for around in reversed(soup.find_all(("header", "footer", "aside"))):
        if not around.find("h1"):
            around.decompose()
    return soup.body or soup


def _take_out(table: Tag) -> list[Piece]:
    """Return the rows of a table and leave one word in its place."""
    pieces = pieces_of_html_table(table)
    table.clear()
    table.append(NavigableString("tabel"))
    return pieces


def _strings(root: Tag) -> Iterator[NavigableString]:
    """Yield the strings of a page without comments and the white space between blocks."""
    for string in root.descendants:
        if isinstance(string, NavigableString) and not isinstance(string, PreformattedString):
            is_between_blocks = string.isspace() and string.parent is not None and string.parent.name in _BLOCKS
            if not is_between_blocks or string == _LINE_BREAK:
                yield string


def _block_of(string: NavigableString) -> Tag | None:
    return next((parent for parent in string.parents if parent.name in _BLOCKS), None)


def _pieces_of_block(strings: list[NavigableString]) -> Iterator[Piece]:
    block = _block_of(strings[0])
    name = block.name if block else ""
    text = "".join(_text_of(string, preformatted=name == "pre") for string in strings)
    vet = all(_is_bold(string) for string in strings if string.strip())
    if re.fullmatch(r"h[1-6]", name):
        yield Piece(text, BlockSoort.KOP, int(name[1]))
    elif name == "li" or (block and block.parent and block.parent.name == "li"):
        yield Piece(text, BlockSoort.LIJST)
    elif text.strip():
        yield Piece(text, vet=vet or name == "dt")


def _text_of(string: NavigableString, *, preformatted: bool) -> str:
    if preformatted or string == _LINE_BREAK:
        return str(string)
    inner = one_line(string)
    return f"{' ' * string[:1].isspace()}{inner}{' ' * string[-1:].isspace()}" if inner else " "


def _is_bold(string: NavigableString) -> bool:
    for parent in string.parents:
        if parent.name in _BOLD:
            return True
        if parent.name in _BLOCKS:
            return False
    return False
