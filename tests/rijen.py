"""Making rows and records for tests: each call gives one that is valid, and the test says what matters to it."""

from __future__ import annotations

import uuid
from typing import Any

from kennis.access import Zichtbaarheid
from kennis.db.documenten import Document, Passage, Versie
from kennis.search.columns import columns_of
from kennis.search.records import IndexRecord


def new_versie(**values: Any) -> Versie:
    """Return a versie with a content of its own, of a document of its own unless one is given."""
    defaults: dict[str, Any] = {
        "sha256": uuid.uuid4().hex * 2,
        "bestandsnaam": "nota.txt",
        "formaat": "tekst",
        "omvang": 10,
        "titel": "Nota wonen",
        "zichtbaarheid": Zichtbaarheid.OPENBAAR,
        "schets": b"",
    }
    values.setdefault("document", Document())
    return Versie(**{**defaults, **values})


def new_passage(tekst: str, volgnummer: int = 1) -> Passage:
    return Passage(tekst=tekst, volgnummer=volgnummer, koppen=[])


def new_record(number: int = 1, **values: Any) -> IndexRecord:
    """Return a record with an id, bron and groep of its own."""
    defaults: dict[str, Any] = {
        "id": f"passage:{number}",
        "bron": f"versie:{number}",
        "groep": f"document:{number}",
        "soort": "document",
        "titel": "Nota wonen",
        "tekst": "Er komen nieuwe woningen.",
        "context": "Nota wonen",
        "zichtbaarheid": Zichtbaarheid.OPENBAAR,
        "organisatie_id": None,
        "facetten": {"soort": ("document",)},
    }
    return IndexRecord(**{**defaults, **values})


def stored_row(number: int, record: IndexRecord) -> tuple[int, dict[str, Any]]:
    """Return a record as the index keeps it: its number there, and its columns."""
    return number, {
        **columns_of(record),
        "rij": number,
        "vensters": (0, 0),
        "lengte": 4,
        "vingerafdruk": f"afdruk-{number}",
    }
