"""What a reader sees as one result: the passages of a document, and what is folded under it. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kennis.search.engine import Hit

MORE_PASSAGES = 2  # shown when one unfolds a result; for the rest there is the document
OLDER = 3  # passages of older versions, from which those that are shown are taken
TWINS = 5


@dataclass(frozen=True, slots=True)
class Bundel:
    """The hits of one result: the best passages of a document, older versions, and documents with nearly its text.

    `aantal` counts all passages that answer, of the current version when it is found itself.
    """

    passages: tuple[Hit, ...]
    aantal: int
    ouder: tuple[Hit, ...] = ()
    tweelingen: tuple[Hit, ...] = ()

    @property
    def hits(self) -> tuple[Hit, ...]:
        return (*self.passages, *self.ouder, *self.tweelingen)


def bundle(hits: Sequence[Hit], families: Mapping[str, str]) -> list[Bundel]:
    """Put hits together as results, in the order of their best; `families` names the result of each groep."""
    results: dict[str, dict[str, list[Hit]]] = {}
    for hit in hits:
        result = results.setdefault(families.get(hit.groep, hit.groep), {})
        result.setdefault(hit.groep, []).append(hit)
    return [_bundel(list(result.values())) for result in results.values()]


def _bundel(groepen: Sequence[Sequence[Hit]]) -> Bundel:
    """Make a result of a document and those folded under it; where it can, the current version speaks."""
    first, *others = groepen
    current = [hit for hit in first if not hit.vervangen]
    older = [hit for hit in first if hit.vervangen]
    passages = current or older
    return Bundel(
        passages=tuple(passages[: 1 + MORE_PASSAGES]),
        aantal=len(passages),
        ouder=tuple(older[:OLDER]) if current else (),
        tweelingen=tuple(other[0] for other in others[:TWINS]),
    )
