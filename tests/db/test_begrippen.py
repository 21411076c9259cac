"""Begrippen: terms with their variants."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from kennis.db.base import transaction
from kennis.db.begrippen import Begrip, BegripVariant, VariantSoort
from kennis.installatie import Installatie


def variant(tekst: str, soort: VariantSoort = VariantSoort.AFKORTING) -> BegripVariant:
    return BegripVariant(variant=tekst, soort=soort)


def begrip(term: str, *varianten: BegripVariant) -> Begrip:
    return Begrip(term=term, bron="Uitvoeringsplan 2008", varianten=list(varianten))


@pytest.fixture(autouse=True)
def _empty_list(each_installatie: Installatie) -> None:
    """Take away the list that a new installation begins with."""
    with transaction(each_installatie.sessions) as session:
        session.execute(sa.delete(BegripVariant))
        session.execute(sa.delete(Begrip))


def add(found: Installatie, *rows: Begrip) -> None:
    with transaction(found.sessions) as session:
        session.add_all(rows)


def test_variants_come_with_their_term_in_alphabetical_order(each_installatie: Installatie) -> None:
    row = begrip("Wet maatschappelijke ondersteuning", variant("Wmo"), variant("Mo-wet", VariantSoort.SYNONIEM))
    add(each_installatie, row)
    with each_installatie.sessions() as session:
        found = session.get_one(Begrip, row.id)
        assert [item.variant for item in found.varianten] == ["Mo-wet", "Wmo"]
        assert [item.soort for item in found.varianten] == [VariantSoort.SYNONIEM, VariantSoort.AFKORTING]
        assert (found.definitie, found.bereik, found.ingetrokken_op) == ("", "", None)


def test_a_term_stands_in_the_list_once(each_installatie: Installatie) -> None:
    add(each_installatie, begrip("zorg"))
    with pytest.raises(sa.exc.IntegrityError):
        add(each_installatie, begrip("zorg"))


def test_a_variant_stands_once_under_its_term(each_installatie: Installatie) -> None:
    with pytest.raises(sa.exc.IntegrityError):
        add(each_installatie, begrip("zorg", variant("Z"), variant("Z", VariantSoort.SPELLING)))


def test_one_abbreviation_may_mean_two_things(each_installatie: Installatie) -> None:
    add(each_installatie, begrip("zorgadviesteam", variant("ZAT")), begrip("zaterdag", variant("ZAT")))
    with each_installatie.sessions() as session:
        query = sa.select(Begrip.term).join(Begrip.varianten).where(BegripVariant.variant == "ZAT")
        assert sorted(session.scalars(query)) == ["zaterdag", "zorgadviesteam"]


def test_a_term_takes_its_variants_along(each_installatie: Installatie) -> None:
    row = begrip("zorg", variant("Z"))
    add(each_installatie, row)
    with transaction(each_installatie.sessions) as session:
        session.delete(session.get_one(Begrip, row.id))
    with each_installatie.sessions() as session:
        assert session.scalar(sa.select(sa.func.count(BegripVariant.id))) == 0


def test_a_variant_that_is_taken_off_is_gone(each_installatie: Installatie) -> None:
    row = begrip("zorg", variant("Z"), variant("zorgg", VariantSoort.SPELLING))
    add(each_installatie, row)
    with transaction(each_installatie.sessions) as session:
        found = session.get_one(Begrip, row.id)
        found.varianten = [item for item in found.varianten if item.variant == "Z"]
    with each_installatie.sessions() as session:
        assert list(session.scalars(sa.select(BegripVariant.variant))) == ["Z"]
