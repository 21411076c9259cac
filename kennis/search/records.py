"""The values that go into and come out of the search: records, queries and results; engine ids stay inside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kennis.access import Zichtbaarheid

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


@dataclass(frozen=True, slots=True)
class Zoekvraag:
    """What is asked: the words as typed, and per facet the values of which a result must have one."""

    tekst: str
    filters: Mapping[str, frozenset[str]] = field(default_factory=dict)
    offset: int = 0
    aantal: int = 10
