"""The values that go into and come out of the search: records, queries and results; engine ids stay inside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from kennis.access import Zichtbaarheid
from kennis.search.periode import ALTIJD, Periode

SOORTEN = ("document", "kaart", "vraag", "kengetal", "project")  # what a record can be
FACETTEN = ("soort", "organisatie", "documentsoort", "thema", "status", "jaar")


@dataclass(frozen=True, slots=True)
class IndexRecord:
    """One findable thing: a passage, a kenniskaart, a question, a figure or a project.

    `id` is unique in the index ('passage:12'); `bron` is what is replaced as a whole ('versie:3'); `groep` is
    what a reader sees as one result ('document:2'). `context` is text that places the record (title and
    headings) without being quoted. Of one `groep` the lowest visible `rang` is the current one. By `schets`, of
    the whole text of its bron, another groep with nearly the same text is recognised.
    """

    id: str
    bron: str
    groep: str
    soort: str
    titel: str
    tekst: str
    context: str
    zichtbaarheid: Zichtbaarheid
    organisatie_id: int | None
    facetten: Mapping[str, tuple[str, ...]]
    datum: date | None = None
    rang: int = 0
    uitgesloten: frozenset[str] = frozenset()
    schets: bytes = b""


class Volgorde(StrEnum):
    """What comes first: the best answer, or the newest of the answers."""

    RELEVANTIE = "relevantie"
    DATUM = "datum"


@dataclass(frozen=True, slots=True)
class Zoekvraag:
    """What is asked: the words as typed, and per facet the values of which a result must have one.

    `periode` is that of the date on a document; a document without a date lies in no period.
    """

    tekst: str
    filters: Mapping[str, frozenset[str]] = field(default_factory=dict)
    offset: int = 0
    aantal: int = 10
    periode: Periode = ALTIJD
    volgorde: Volgorde = Volgorde.RELEVANTIE
    letterlijk: bool = False  # typing errors stay as they are

    @property
    def is_narrowed(self) -> bool:
        """Tell whether there is a filter beside the words."""
        return bool(self.filters) or not self.periode.is_open
