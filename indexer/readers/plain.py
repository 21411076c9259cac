"""Reads plain text in the encodings that offices use: UTF-8, UTF-16 and the Latin-1 of Windows."""

from __future__ import annotations

import codecs
import re

from indexer.blocks import BlockSoort, Extract
from indexer.readers.base import Source
from indexer.readers.pieces import Piece
from indexer.readers.structure import blocks_from
from indexer.readers.text import is_list_item

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark starts with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 4_096
_UNDERLINE = re.compile(r"(?:={3,}|-{3,}|\*{3,}|~{3,})")
_PARAGRAPHS = re.compile(r"\n[^\S\n]*\n|\f")


def read(source: Source) -> Extract:
    text = decode(source.data).replace("\r\n", "\n").replace("\r", "\n")
    paragraphs = (_piece(part.strip("\n")) for part in _PARAGRAPHS.split(text))
    return Extract("tekst", blocks_from(paragraphs))


def _piece(paragraph: str) -> Piece:
    """Return one paragraph; a line under its first line makes that a heading, as people type it."""
    lines = paragraph.split("\n")
    if len(lines) == 2 and _UNDERLINE.fullmatch(lines[1].strip()) and not is_list_item(lines[0]):
        return Piece(lines[0], BlockSoort.KOP, 1 if lines[1].startswith("=") else 2)
    return Piece("\n".join(line for line in lines if not _UNDERLINE.fullmatch(line.strip())))


def decode(data: bytes) -> str:
    """Return the text of these bytes; what is no Unicode is read as Windows' Latin-1, which never fails."""
    encoding = encoding_of(data)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return data.decode("cp1252" if encoding == "utf-8" else encoding, errors="replace")


def encoding_of(data: bytes) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding
    sample = data[:_SAMPLE]
    if sample[1::2].count(0) > len(sample) // 5:
        return "utf-16-le"
    if sample[0::2].count(0) > len(sample) // 5:
        return "utf-16-be"
    return "utf-8"
