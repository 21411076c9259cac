"""What the index gets of a document: each live passage, who may see it, and which version is the current one."""

from __future__ import annotations

from datetime import date

from indexer.records import DOCUMENTEN, all_versie_ids, passage_records
from kennis.access import Zichtbaarheid
from kennis.db.base import now, transaction
from kennis.db.documenten import Document, Passage, Status, Uitsluiting, Versie
from kennis.db.organisaties import Organisatie, OrganisatieSoort
from kennis.installatie import Installatie
from kennis.search.columns import columns_of
from kennis.search.records import IndexRecord
from tests.rijen import new_passage, new_versie


def records(found: Installatie, *versies: Versie) -> list[IndexRecord]:
    with transaction(found.sessions) as session:
        session.add_all(versies)
    with found.sessions() as session:
        return passage_records(session, [versie.id for versie in versies])


def test_a_record_says_all_that_the_search_needs(each_installatie: Installatie) -> None:
    organisatie = Organisatie(naam="Gemeente Huizen", soort=OrganisatieSoort.GEMEENTE)
    versie = new_versie(
        titel="Woonvisie",
        organisatie=organisatie,
        documentsoort="visie",
        themas=["wonen", "zorg"],
        status=Status.VASTGESTELD,
        datum=date(2024, 3, 12),
        zichtbaarheid=Zichtbaarheid.PROFESSIONAL,
        passages=[Passage(tekst="Er komen woningen.", volgnummer=1, koppen=["Wonen", "Huur"], pagina=3)],
    )
    (record,) = records(each_installatie, versie)
    assert record == IndexRecord(
        id=f"passage:{versie.passages[0].id}",
        bron=f"versie:{versie.id}",
        groep=f"document:{versie.document_id}",
        soort="document",
        titel="Woonvisie",
        tekst="Er komen woningen.",
        context="Woonvisie › Wonen › Huur",
        zichtbaarheid=Zichtbaarheid.PROFESSIONAL,
        organisatie_id=organisatie.id,
        facetten={
            "soort": ("document",),
            "organisatie": ("Gemeente Huizen",),
            "documentsoort": ("visie",),
            "status": ("vastgesteld",),
            "jaar": ("2024",),
            "thema": ("wonen", "zorg"),
        },
        datum=date(2024, 3, 12),
    )


def test_what_is_not_known_is_in_no_facet(each_installatie: Installatie) -> None:
    (record,) = records(each_installatie, new_versie(passages=[new_passage("tekst")], themas=[]))
    assert {name: values for name, values in record.facetten.items() if values} == {"soort": ("document",)}
    assert columns_of(record)["organisatie"] == -1


def test_the_current_version_has_the_lowest_rank(each_installatie: Installatie) -> None:
    document = Document()
    concept = new_versie(document=document, status=Status.CONCEPT, passages=[new_passage("concept")])
    old = new_versie(document=document, ingetrokken_op=now(), passages=[new_passage("oud")])
    final = new_versie(document=document, status=Status.VASTGESTELD, passages=[new_passage("definitief")])
    found = {record.tekst: record.rang for record in records(each_installatie, concept, old, final)}
    assert found == {"concept": 1, "definitief": 0}


def test_who_is_excluded_from_a_document_is_excluded_from_each_passage(each_installatie: Installatie) -> None:
    organisatie = Organisatie(naam="Bouwbedrijf", soort=OrganisatieSoort.EXTERN)
    document = Document(uitsluitingen=[])
    passages = [new_passage("een", 1), new_passage("twee", 2)]
    versie = new_versie(document=document, passages=passages)
    with transaction(each_installatie.sessions) as session:
        session.add(organisatie)
        session.flush()
        document.uitsluitingen.append(Uitsluiting(organisatie_id=organisatie.id))
    found = records(each_installatie, versie)
    assert [record.uitgesloten for record in found] == [frozenset({f"organisatie:{organisatie.id}"})] * 2


def test_what_is_withdrawn_or_gone_has_no_records(each_installatie: Installatie) -> None:
    live, gone = new_versie(), new_versie(ingetrokken_op=now())
    assert records(each_installatie, live, gone) == []  # no passages
    with each_installatie.sessions() as session:
        assert all_versie_ids(session) == [live.id]
        assert passage_records(session, [404]) == passage_records(session, []) == []
        assert DOCUMENTEN.all_ids(session) == [live.id]
