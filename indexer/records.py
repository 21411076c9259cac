"""How documents become records of the index: a record for each passage of a version that is not withdrawn."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy import orm as so

from indexer.versies import BRON, live_order
from indexer.worker import Part
from kennis.db.base import now
from kennis.db.documenten import Document, Passage, Versie
from kennis.db.organisaties import namen_van
from kennis.search.records import IndexRecord


def passage_records(session: so.Session, versie_ids: Sequence[int]) -> list[IndexRecord]:
    """Return the records of these versions, in order; a version that is withdrawn or gone has none."""
    query = (
        sa.select(Versie)
        .where(Versie.id.in_(versie_ids), Versie.ingetrokken_op.is_(None))
        .order_by(Versie.id)
        .options(
            so.selectinload(Versie.passages),
            so.joinedload(Versie.organisatie),
            so.joinedload(Versie.document).selectinload(Document.versies),
            so.joinedload(Versie.document).selectinload(Document.uitsluitingen),
        )
    )
    return [_record(versie, passage) for versie in session.scalars(query) for passage in versie.passages]


def all_versie_ids(session: so.Session) -> list[int]:
    return list(session.scalars(sa.select(Versie.id).where(Versie.ingetrokken_op.is_(None)).order_by(Versie.id)))


def _record(versie: Versie, passage: Passage) -> IndexRecord:
    return IndexRecord(
        id=f"passage:{passage.id}",
        bron=f"{BRON}:{versie.id}",
        groep=f"document:{versie.document_id}",
        soort="document",
        titel=versie.titel,
        tekst=passage.tekst,
        context=" › ".join([versie.titel, *passage.koppen]),
        zichtbaarheid=versie.zichtbaarheid,
        organisatie_id=versie.organisatie_id,
        facetten=_facetten(versie),
        datum=versie.datum,
        rang=live_order(versie.document).index(versie),
        uitgesloten=frozenset(uitsluiting.naam for uitsluiting in versie.document.uitsluitingen),
        schets=versie.schets,
    )


def _facetten(versie: Versie) -> dict[str, tuple[str, ...]]:
    values = {
        "soort": "document",
        "documentsoort": versie.documentsoort,
        "status": versie.status.value if versie.status else None,
        "jaar": str(versie.datum.year) if versie.datum else None,
    }
    facetten = {name: (value,) for name, value in values.items() if value}
    organisaties = namen_van(versie.organisatie, now().date())
    return {**facetten, "organisatie": organisaties, "thema": tuple(versie.themas)}


DOCUMENTEN = Part(bron=BRON, records=passage_records, all_ids=all_versie_ids)
