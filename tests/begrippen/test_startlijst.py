"""The list of terms that a new installation begins with."""

from __future__ import annotations

import sqlalchemy as sa

from kennis.begrippen.beschrijving import Beschrijving
from kennis.begrippen.regels import fouten
from kennis.begrippen.startlijst import STARTLIJST, fill_list
from kennis.begrippen.tabel import read_rows
from kennis.db.base import transaction
from kennis.db.begrippen import Begrip, Begrippenstand, BegripVariant, VariantSoort, find_begrip, retire, sort_key
from kennis.installatie import Installatie, open_installatie

WMO = "Wet maatschappelijke ondersteuning"


def startlijst() -> list[Beschrijving]:
    with STARTLIJST.open(encoding="utf-8", newline="") as file:
        return [beschrijving for _, beschrijving in read_rows(file)]


def afkortingen_of(found: Installatie, term: str) -> list[str]:
    with found.sessions() as session:
        begrip = find_begrip(session, term)
        return begrip.vormen_van(VariantSoort.AFKORTING) if begrip else []


def test_every_row_keeps_the_rules() -> None:
    assert {beschrijving.term: wrong for beschrijving in startlijst() if (wrong := fouten(beschrijving))} == {}


def test_every_row_has_a_source_a_scope_and_a_definition() -> None:
    assert [o.term for o in startlijst() if not (o.bron and o.bereik and o.definitie)] == []


def test_the_rows_stand_in_alphabetical_order_and_no_term_twice() -> None:
    names = [sort_key(beschrijving.term) for beschrijving in startlijst()]
    assert names == sorted(set(names))


def test_an_abbreviation_of_two_terms_is_marked_in_both() -> None:
    meanings: dict[str, list[Beschrijving]] = {}
    for beschrijving in startlijst():
        for vorm in beschrijving.vormen[VariantSoort.AFKORTING]:
            meanings.setdefault(vorm.casefold(), []).append(beschrijving)
    unmarked = {
        vorm
        for vorm, beschrijvingen in meanings.items()
        if len(beschrijvingen) > 1
        if not all(
            vorm in {marked.casefold() for marked in beschrijving.dubbelzinnig} for beschrijving in beschrijvingen
        )
    }
    assert unmarked == set()


def test_a_new_installation_has_the_list(each_installatie: Installatie) -> None:
    assert afkortingen_of(each_installatie, WMO) == ["Wmo"]
    with each_installatie.sessions() as session:
        assert session.scalar(sa.select(sa.func.count(Begrip.id))) == len(startlijst())
        zat = sa.select(BegripVariant.dubbelzinnig).where(BegripVariant.variant == "ZAT")
        assert set(session.scalars(zat)) == {True}


def test_what_was_changed_or_retired_does_not_come_back(each_installatie: Installatie) -> None:
    with transaction(each_installatie.sessions) as session:
        wmo, vng = find_begrip(session, WMO), find_begrip(session, "Vereniging van Nederlandse Gemeenten")
        assert wmo is not None
        assert vng is not None
        wmo.varianten = []
        retire(vng)
    open_installatie(each_installatie.config).close()
    assert afkortingen_of(each_installatie, WMO) == []
    with each_installatie.sessions() as session:
        assert session.get_one(Begrip, vng.id).ingetrokken_op is not None
        assert session.scalar(sa.select(sa.func.count(Begrip.id))) == len(startlijst())


def test_a_term_that_was_there_before_the_list_stays_as_it_is(each_installatie: Installatie) -> None:
    with transaction(each_installatie.sessions) as session:
        for table in (BegripVariant, Begrip, Begrippenstand):
            session.execute(sa.delete(table))
        session.add(Begrip(term=WMO.upper(), bron="eigen"))
    fill_list(each_installatie.sessions)
    with each_installatie.sessions() as session:
        assert session.scalar(sa.select(sa.func.count(Begrip.id))) == len(startlijst())
        assert session.scalars(sa.select(Begrip.bron).where(Begrip.term == WMO.upper())).one() == "eigen"
