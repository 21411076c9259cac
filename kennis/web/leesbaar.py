"""A version as text that reads on: its passages in order, each heading once, with a table of contents. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from kennis.db.documenten import Passage
from kennis.search.snippets import Fragment

FIRST_LEVEL = 2  # the title of the page is the h1
LAST_LEVEL = 4  # deeper headings look the same
CONTENTS_LEVELS = 2  # levels of headings in the table of contents

Markeer = Callable[[str], tuple[Fragment, ...]]


@dataclass(frozen=True, slots=True)
class Kop:
    """A heading; `niveau` is that of the HTML element."""

    tekst: str
    niveau: int
    anker: str


@dataclass(frozen=True, slots=True)
class Deel:
    """A passage with the headings that begin at it."""

    koppen: tuple[Kop, ...]
    passage: Passage
    alineas: tuple[tuple[Fragment, ...], ...]


@dataclass(frozen=True, slots=True)
class Leestekst:
    delen: tuple[Deel, ...]
    inhoud: tuple[Kop, ...]


def leestekst(titel: str, passages: Sequence[Passage], markeer: Markeer) -> Leestekst:
    """Return the text of a version; a heading that only repeats the title is left out."""
    delen = tuple(_delen(titel, passages, markeer))
    koppen = [kop for deel in delen for kop in deel.koppen]
    return Leestekst(delen, tuple(kop for kop in koppen if kop.niveau < FIRST_LEVEL + CONTENTS_LEVELS))


def without_title(koppen: Sequence[str], titel: str) -> Sequence[str]:
    """Return a path of headings without the first when that is the title of the document."""
    return koppen[1:] if koppen and koppen[0].strip().casefold() == titel.strip().casefold() else koppen


def _delen(titel: str, passages: Sequence[Passage], markeer: Markeer) -> Iterator[Deel]:
    before: Sequence[str] = ()
    for passage in passages:
        path = without_title(passage.koppen, titel)
        new = _first_difference(before, path)
        koppen = tuple(
            Kop(path[depth], min(FIRST_LEVEL + depth, LAST_LEVEL), f"kop-{passage.id}-{depth}")
            for depth in range(new, len(path))
        )
        yield Deel(koppen, passage, tuple(_alineas(markeer(passage.tekst))))
        before = path


def _alineas(fragmenten: Sequence[Fragment]) -> Iterator[tuple[Fragment, ...]]:
    """Yield the fragments of each line of the text; empty lines are left out."""
    line: list[Fragment] = []
    for fragment in fragmenten:
        first, *others = fragment.tekst.split("\n")
        line.append(replace(fragment, tekst=first))
        for tekst in others:
            yield from _without_empty(line)
            line = [replace(fragment, tekst=tekst)]
    yield from _without_empty(line)


def _without_empty(line: Sequence[Fragment]) -> Iterator[tuple[Fragment, ...]]:
    if any(fragment.tekst.strip() for fragment in line):
        yield tuple(fragment for fragment in line if fragment.tekst)


def _first_difference(before: Sequence[str], path: Sequence[str]) -> int:
    """Return at which depth a path of headings leaves the one before it."""
    same = [old == new for old, new in zip(before, path, strict=False)]
    return same.index(False) if False in same else len(same)
