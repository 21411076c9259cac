"""Cutting a text into passages of about 140 words: whole sentences under one path of headings. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from indexer.blocks import Block, BlockSoort

TARGET_WORDS = 140  # shorter passages were found less well, longer ones say less exactly where the answer is
MAX_WORDS = 220  # a sentence that runs past this is cut; what the model reads ends at about 350 words
MIN_WORDS = 40  # a shorter one is joined with the section after it when that has the same parent

# A sentence ends at . ! ? or … before a space and a capital, digit or quote; not after a lone letter, a usual
# abbreviation ('dhr. De Vries', 'art. 3', 'o.a. Huizen') or the number of a paragraph ('2.1. Doel').
_SENTENCE_END = re.compile(r"(?<=[.!?…])([\"'”’)]*)\s+(?=[\"'“‘(]*[A-ZÀ-Þ0-9])")
_ABBREVIATION = re.compile(
    r"\b(?:[a-z]|\w\.\w|dhr|mevr|mw|drs|ir|ing|dr|mr|prof|st|art|nr|blz|pag|par|hfst|bijl|afd|fig|tab"
    r"|bijv|bv|ca|gem|incl|excl|resp|evt|jl|vgl|zgn|max|min|tel|feb|mrt|apr|aug|sept?|okt|nov|dec)\.$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+(?:\.\d+)*\.")


@dataclass(frozen=True, slots=True)
class PassageTekst:
    """A passage: its text, the headings above it from the outermost inwards, and the page on which it begins."""

    tekst: str
    koppen: tuple[str, ...] = ()
    pagina: int | None = None


@dataclass(frozen=True, slots=True)
class _Zin:
    """A sentence, or a whole row of a table."""

    tekst: str
    pagina: int | None
    opens_line: bool

    @property
    def words(self) -> int:
        return len(self.tekst.split())


def split_passages(blocks: Iterable[Block]) -> list[PassageTekst]:
    """Cut blocks into passages; all text of the blocks stands in them, in order, headings in `koppen`."""
    passages: list[PassageTekst] = []
    for koppen, section in _sections(blocks):
        passages.extend(_passage(group, koppen) for group in _groups(list(_zinnen(section))))
    return _join_short(passages)


def _sections(blocks: Iterable[Block]) -> Iterator[tuple[tuple[str, ...], list[Block]]]:
    """Yield the blocks under each heading, with the path of headings."""
    path: list[Block] = []
    section: list[Block] = []
    for block in _with_bare_headings_as_text(block for block in blocks if block.tekst.strip()):
        if block.soort is not BlockSoort.KOP:
            section.append(block)
            continue
        if section:
            yield tuple(kop.tekst for kop in path), section
            section = []
        path = [*(kop for kop in path if kop.niveau < block.niveau), block]
    if section:
        yield tuple(kop.tekst for kop in path), section


def _with_bare_headings_as_text(blocks: Iterable[Block]) -> Iterator[Block]:
    """Turn a heading with nothing under it into a paragraph, so that its words are not lost."""
    kop: Block | None = None
    for block in blocks:
        if kop is not None:
            is_bare = block.soort is BlockSoort.KOP and block.niveau <= kop.niveau
            yield replace(kop, soort=BlockSoort.ALINEA) if is_bare else kop
        kop = block if block.soort is BlockSoort.KOP else None
        if kop is None:
            yield block
    if kop is not None:
        yield replace(kop, soort=BlockSoort.ALINEA)


def _zinnen(section: Iterable[Block]) -> Iterator[_Zin]:
    for block in section:
        for number, tekst in enumerate(_cut(block)):
            yield _Zin(tekst, block.pagina, opens_line=number == 0)


def _cut(block: Block) -> Iterator[str]:
    is_row = block.soort is BlockSoort.TABELRIJ
    pieces = [" ".join(block.tekst.split())] if is_row else split_sentences(block.tekst)
    for piece in pieces:
        words = piece.split()
        if len(words) <= MAX_WORDS:
            yield piece
        else:
            for start in range(0, len(words), TARGET_WORDS):
                yield " ".join(words[start : start + TARGET_WORDS])


def split_sentences(text: str) -> list[str]:
    """Return the sentences of a text; abbreviations do not end one."""
    sentences: list[list[str]] = []
    for piece in _SENTENCE_END.sub(r"\1\n", " ".join(text.split())).split("\n"):
        if sentences and _goes_on(sentences[-1]):
            sentences[-1].append(piece)
        elif piece:
            sentences.append([piece])
    return [" ".join(pieces) for pieces in sentences]


def _goes_on(pieces: list[str]) -> bool:
    """Tell whether the dot at the end of these pieces is not the end of a sentence."""
    is_number = len(pieces) == 1 and _NUMBER.fullmatch(pieces[0])
    return bool(is_number or _ABBREVIATION.search(pieces[-1]))


def _groups(zinnen: list[_Zin]) -> Iterator[list[_Zin]]:
    """Divide the sentences of a section over passages of about equal length, none far above the target."""
    total = sum(zin.words for zin in zinnen)
    size = total / max(1, round(total / TARGET_WORDS))
    group: list[_Zin] = []
    words = 0
    for zin in zinnen:
        if group and (words + zin.words > MAX_WORDS or words + zin.words / 2 > size):
            yield group
            group, words = [], 0
        group.append(zin)
        words += zin.words
    if group:
        yield group


def _passage(group: list[_Zin], koppen: tuple[str, ...]) -> PassageTekst:
    parts: list[str] = []
    for zin in group:
        parts.append(("\n" if zin.opens_line else " ") if parts else "")
        parts.append(zin.tekst)
    return PassageTekst("".join(parts), koppen, group[0].pagina)


def _join_short(passages: list[PassageTekst]) -> list[PassageTekst]:
    """Join a very short section with the one after it, its heading kept as a line of the text."""
    result: list[PassageTekst] = []
    for passage in passages:
        if result and _fits(result[-1], passage):
            result[-1] = _joined(result[-1], passage)
        else:
            result.append(passage)
    return result


def _fits(first: PassageTekst, second: PassageTekst) -> bool:
    lengths = len(first.tekst.split()), len(second.tekst.split())
    return min(lengths) < MIN_WORDS and sum(lengths) <= TARGET_WORDS and _parent(first, second) is not None


def _parent(first: PassageTekst, second: PassageTekst) -> tuple[str, ...] | None:
    """Return the heading path under which both stand, when they differ in their last heading at most."""
    for path in (first.koppen, first.koppen[:-1]):
        if path == second.koppen or path == second.koppen[:-1]:
            return path
    return None


def _joined(first: PassageTekst, second: PassageTekst) -> PassageTekst:
    path = _parent(first, second) or ()
    lines = (*first.koppen[len(path) :], first.tekst, *second.koppen[len(path) :], second.tekst)
    if first.koppen == second.koppen:
        lines = (first.tekst, second.tekst)
        path = first.koppen
    return PassageTekst("\n".join(lines), path, first.pagina)
