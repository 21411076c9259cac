"""Who knows more, beside what was found or read: a few people at most, and nothing that fails the page."""

from __future__ import annotations

from collections.abc import Sequence

from kennis.mensen import Persoon
from kennis.web.diensten import db, diensten
from kennis.web.invoer import Zoekopdracht
from kennis.web.sessies import lezer
from kennis.zoeken import Resultaat

SHOWN = 3  # people beside results or a document


def bij_resultaat(opdracht: Zoekopdracht, resultaat: Resultaat) -> Sequence[Persoon]:
    """Return who can be asked what was searched for: on the first page, unless people are the results."""
    if opdracht.pagina > 1 or "kaart" in opdracht.filters.get("soort", ()):
        return ()
    vraag = resultaat.verbeterd or resultaat.vraag
    return diensten().wegwijzer.bij_vraag(db(), vraag, lezer(), SHOWN, resultaat.gevonden)


def bij_document(document_id: int, titel: str) -> Sequence[Persoon]:
    """Return who knows more about a document."""
    return diensten().wegwijzer.bij_document(db(), document_id, titel, lezer(), SHOWN)
