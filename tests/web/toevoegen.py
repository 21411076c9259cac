"""Adding documents to the region for tests of what is folded under what."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from indexer.records import DOCUMENTEN
from indexer.versies import BRON
from indexer.worker import Worker
from kennis.access import Zichtbaarheid
from kennis.db.base import transaction
from kennis.db.documenten import Document, Passage, Status, Versie
from kennis.db.organisaties import Organisatie
from kennis.db.wachtrij import enqueue
from tests.encoders import HashEncoder
from tests.rijen import new_versie
from tests.web.wereld import HUIZEN, Wereld


def stuk(titel: str, *teksten: str, organisatie: str = HUIZEN, **values: Any) -> dict[str, Any]:
    """Describe a version with these passages."""
    return {
        "titel": titel,
        "teksten": teksten,
        "organisatie": organisatie,
        "zichtbaarheid": Zichtbaarheid.OPENBAAR,
        "status": Status.VASTGESTELD,
        "datum": date(2024, 5, 1),
        **values,
    }


def add_document(wereld: Wereld, *stukken: dict[str, Any]) -> int:
    """Add one document with these versions to rows and index; return its id."""
    with transaction(wereld.installatie.sessions) as session:
        document = Document()
        for given in stukken:
            organisatie = session.scalars(sa.select(Organisatie).filter_by(naam=given["organisatie"])).one()
            values = {**given, "organisatie": organisatie, "document": document}
            session.add(new_versie(passages=_passages(values.pop("teksten")), **values))
        session.flush()
        enqueue(session, [f"{BRON}:{versie.id}" for versie in document.versies])
        number = document.id
    config = wereld.installatie.config
    Worker(wereld.installatie.sessions, config.index_dir, HashEncoder(), [DOCUMENTEN]).work_off()
    return number


def versie_ids(wereld: Wereld, document_id: int) -> list[int]:
    with wereld.installatie.sessions() as session:
        query = sa.select(Versie.id).where(Versie.document_id == document_id).order_by(Versie.id)
        return list(session.scalars(query))


def _passages(teksten: Sequence[str]) -> list[Passage]:
    return [Passage(volgnummer=number, koppen=[], tekst=tekst) for number, tekst in enumerate(teksten, start=1)]
