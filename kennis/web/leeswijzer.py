"""The way through a document, from one passage with the asked words to the next. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Buren:
    """The passages with the asked words before and after one; `nummer` is its own place among them, if any."""

    nummer: int | None
    vorige: int | None
    volgende: int | None


@dataclass(frozen=True, slots=True)
class Leeswijzer:
    """The passages of a version, by id in order of reading, and those that hold the asked words."""

    passages: Sequence[int]
    vindplekken: Collection[int]

    @property
    def gevonden(self) -> list[int]:
        """The passages with the asked words, in order of reading."""
        return [number for number in self.passages if number in self.vindplekken]

    def buren(self, passage_id: int | None) -> dict[int, Buren]:
        """Return the neighbours of each passage with the asked words, and of the one that was opened."""
        found = self.gevonden
        neighbours: dict[int, Buren] = {}
        seen = 0  # of the passages that were found, those before this one
        for number in self.passages:
            is_found = number in self.vindplekken
            if is_found or number == passage_id:
                neighbours[number] = Buren(
                    nummer=seen + 1 if is_found else None,
                    vorige=found[seen - 1] if seen else None,
                    volgende=next(iter(found[seen + is_found : seen + is_found + 1]), None),
                )
            seen += is_found
        return neighbours
