"""Who knows more about something, as the pages show it; how they are found is known elsewhere."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import orm as so

from kennis.access import Lezer
from kennis.search.engine import Found


@dataclass(frozen=True, slots=True)
class Persoon:
    """Somebody who can be asked, with what the reader may see of him; `waarom` in sentences, the best first."""

    gebruiker_id: int
    kaart_id: int
    naam: str
    organisatie: str | None
    functie: str
    waarom: tuple[str, ...]
    score: float


class Wegwijzer(Protocol):
    """Points to the people who know about something, as far as the reader may see them."""

    def bij_vraag(
        self, session: so.Session, vraag: str, lezer: Lezer, aantal: int, gevonden: Found | None = None
    ) -> Sequence[Persoon]:
        """Return who can be asked a question, best first; `gevonden` is what a search for it found already."""

    def bij_document(
        self, session: so.Session, document_id: int, titel: str, lezer: Lezer, aantal: int
    ) -> Sequence[Persoon]:
        """Return who knows more about a document: those who wrote it, then others who know about its subject."""

    def bij_onderwerp(self, session: so.Session, ids: Collection[int], lezer: Lezer) -> Sequence[Persoon]:
        """Return who knows about entries of the list of subjects, best first."""
