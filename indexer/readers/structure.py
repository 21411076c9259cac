"""From the pieces that a reader found to blocks; what a piece is shows only when the whole text is there."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from indexer.blocks import Block, BlockSoort
from indexer.readers.contents import contents_lines, is_page_number
from indexer.readers.headings import mark_headings
from indexer.readers.pieces import Piece
from indexer.readers.text import (
    clean,
    ends_sentence,
    is_bulleted,
    is_list_item,
    join_lines,
    one_line,
    split_soft_lines,
    without_bullet,
    words_in,
)

_BOLD_TAGS = re.compile(r"\s*<(b|strong)>[^<]*</\1>\s*", re.IGNORECASE)
_BULLET_IN_LINE = re.compile(r"\s(?=[•●▪*«](?:\s|$))")
_SENTENCE_WORDS = 12
_NOTE = re.compile(r"[¹²³⁰⁴-⁹]+\s*")


def blocks_from(pieces: Iterable[Piece]) -> tuple[Block, ...]:
    """Clean and split the pieces, drop what only a page needs, mend what a page break cut, mark the headings."""
    split = [part for piece in pieces for part in _split(piece)]
    contents = contents_lines([piece.tekst for piece in split])
    words = words_in(piece.tekst for piece in split)
    whole = _mend((piece for at, piece in enumerate(split) if at not in contents), words)
    return tuple(_block(piece) for piece in mark_headings(whole))


def _split(piece: Piece) -> Iterator[Piece]:
    """Yield the piece in parts of one line each, cleaned."""
    vet = piece.vet or _BOLD_TAGS.fullmatch(piece.tekst) is not None
    text = clean(piece.tekst)
    if piece.soort is not BlockSoort.ALINEA:
        yield from [replace(piece, tekst=one_line(text))] if _says_something(text) else []
        return
    for line in split_soft_lines(text):
        for part in filter(_says_something, map(str.strip, _BULLET_IN_LINE.split(line))):
            yield _named(replace(piece, tekst=part, vet=vet))


def _says_something(text: str) -> bool:
    return any(map(str.isalnum, text))


def _named(piece: Piece) -> Piece:
    if note := _NOTE.match(piece.tekst):
        return replace(piece, tekst=piece.tekst[note.end() :], soort=BlockSoort.VOETNOOT)
    if is_bulleted(piece.tekst):
        return replace(piece, soort=BlockSoort.LIJST)
    return piece


def _mend(pieces: Iterable[Piece], words: Collection[str]) -> list[Piece]:
    """Drop page numbers; join a sentence that a page break, page number or footnote cut in two."""
    mended: list[Piece] = []
    cut = False
    for piece in pieces:
        if piece.soort is not BlockSoort.TABELRIJ and is_page_number(piece.tekst):
            cut = True
            continue
        last = _last_text(mended)
        cut = cut or (last is not None and (last < len(mended) - 1 or mended[last].pagina != piece.pagina))
        if last is not None and _continues(mended[last], piece, cut=cut):
            whole = join_lines((mended[last].tekst, piece.tekst), words)
            mended[last] = replace(mended[last], tekst=whole)
        else:
            mended.append(piece)
        cut = cut and piece.soort is BlockSoort.VOETNOOT
    return mended


def _last_text(pieces: list[Piece]) -> int | None:
    """Return the position of the last piece that is no footnote."""
    positions = range(len(pieces) - 1, -1, -1)
    return next((at for at in positions if pieces[at].soort is not BlockSoort.VOETNOOT), None)


def _continues(before: Piece, piece: Piece, *, cut: bool) -> bool:
    """Tell whether this is the rest of the sentence before it; without a cut only when that is a long one."""
    running = {BlockSoort.ALINEA, BlockSoort.LIJST}
    if before.soort not in running or piece.soort is not BlockSoort.ALINEA or before.vet != piece.vet:
        return False
    is_open = not ends_sentence(before.tekst) and piece.tekst[:1].islower() and not is_list_item(piece.tekst)
    is_broken = cut or len(before.tekst.split()) >= _SENTENCE_WORDS
    return is_broken and (is_open or before.tekst.endswith("-"))


def _block(piece: Piece) -> Block:
    is_item = piece.soort is BlockSoort.ALINEA and is_list_item(piece.tekst)
    soort = BlockSoort.LIJST if is_item else piece.soort
    tekst = without_bullet(piece.tekst) if soort is BlockSoort.LIJST else piece.tekst
    return Block(soort, tekst, piece.niveau if soort is BlockSoort.KOP else 0, piece.pagina)
