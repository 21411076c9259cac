"""A version as text that reads on: its passages in order, each heading once, with a table of contents. Pure.

Of a long version a part is shown: the passages around the one that was asked for, or the beginning.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kennis.db.documenten import Passage
from kennis.search.snippets import Fragment, Markeer

FIRST_LEVEL = 2  # the title of the page is the h1
LAST_LEVEL = 4  # deeper headings look the same
CONTENTS_LEVELS = 2  # levels of headings in the table of contents
WHOLE = 120  # passages that are shown at once: some fifty pages; more are slow to make and to load
BEFORE, AFTER = 30, 50  # passages around the one that was asked for


@dataclass(frozen=True, slots=True)
class Kop:
    """A heading, and the passage that it begins with; `niveau` is that of the HTML element."""

    tekst: str
    niveau: int
    anker: str
    passage_id: int


@dataclass(frozen=True, slots=True)
class Deel:
    """A passage with the headings that begin at it."""

    koppen: tuple[Kop, ...]
    passage: Passage
    alineas: tuple[tuple[Fragment, ...], ...]


@dataclass(frozen=True, slots=True)
class Leestekst:
    """What is shown, the contents of all, and the passages right before and after what is shown, if any."""

    delen: tuple[Deel, ...]
    inhoud: tuple[Kop, ...]
    eerder: Passage | None = None
    verder: Passage | None = None

    def toont(self, passage_id: int) -> bool:
        return any(deel.passage.id == passage_id for deel in self.delen)


def leestekst(
    titel: str, passages: Sequence[Passage], markeer: Markeer, passage_id: int | None = None
) -> Leestekst:
    """Return the text of a version around a passage; a heading that only repeats the title is left out."""
    shown = _shown(passages, passage_id)
    return Leestekst(
        delen=tuple(_delen(titel, passages[shown.start : shown.stop], markeer)),
        inhoud=tuple(
            kop
            for koppen in _koppen(titel, passages)
            for kop in koppen
            if kop.niveau < FIRST_LEVEL + CONTENTS_LEVELS
        ),
        eerder=passages[shown.start - 1] if shown.start else None,
        verder=passages[shown.stop] if shown.stop < len(passages) else None,
    )


def _shown(passages: Sequence[Passage], passage_id: int | None) -> range:
    """Return which passages are shown: all of them, or those around one."""
    if len(passages) <= WHOLE:
        return range(len(passages))
    asked = next((place for place, passage in enumerate(passages) if passage.id == passage_id), 0)
    start = max(0, asked - BEFORE)
    return range(start, min(start + BEFORE + AFTER, len(passages)))


def without_title(koppen: Sequence[str], titel: str) -> Sequence[str]:
    """Return a path of headings without the first when that is the title of the document."""
    return koppen[1:] if koppen and koppen[0].strip().casefold() == titel.strip().casefold() else koppen


def _delen(titel: str, passages: Sequence[Passage], markeer: Markeer) -> Iterator[Deel]:
    for passage, koppen in zip(passages, _koppen(titel, passages), strict=True):
        yield Deel(koppen, passage, tuple(_alineas(markeer(passage.tekst))))


def _koppen(titel: str, passages: Sequence[Passage]) -> Iterator[tuple[Kop, ...]]:
    """Yield for each passage the headings that begin at it; the first has all those above it."""
    before: Sequence[str] = ()
    for passage in passages:
        path = without_title(passage.koppen, titel)
        new = _first_difference(before, path)
        yield tuple(
            Kop(path[depth], min(FIRST_LEVEL + depth, LAST_LEVEL), f"kop-{passage.id}-{depth}", passage.id)
            for depth in range(new, len(path))
        )
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
