"""Organisaties: their names, validity and successors, and the people who belong to them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from kennis.access import Lezer, Rol
from kennis.db.base import now, transaction
from kennis.db.organisaties import (
    Gebruiker,
    Organisatie,
    OrganisatieSoort,
    ensure_organisatie,
    find_gebruiker,
    find_organisatie,
    name_key,
    namen_van,
)
from kennis.installatie import Installatie


def add(found: Installatie, *rows: object) -> None:
    with transaction(found.sessions) as session:
        session.add_all(rows)


def gemeente(naam: str, **values: object) -> Organisatie:
    return Organisatie(naam=naam, soort=OrganisatieSoort.GEMEENTE, **values)


def gebruiker(email: str, **values: object) -> Gebruiker:
    return Gebruiker(naam="Iemand", email=email, wachtwoord_hash="", rol=Rol.AMBTENAAR, sessie="", **values)


def test_a_gemeente_that_merged_is_still_there_and_names_its_successor(each_installatie: Installatie) -> None:
    gooise_meren = gemeente("Gooise Meren", cbs_code="GM1942", geldig_van=date(2016, 1, 1))
    bussum = gemeente("Bussum", cbs_code="GM0381", geldig_tot=date(2016, 1, 1), opvolger=gooise_meren)
    add(each_installatie, bussum)
    with each_installatie.sessions() as session:
        found = find_organisatie(session, "bussum")
        assert found is not None
        assert found.opvolger is not None
        assert found.opvolger.naam == "Gooise Meren"
        assert found.opvolger.opvolger is None


def test_on_the_day_of_a_merger_exactly_one_of_both_exists() -> None:
    merger = date(2016, 1, 1)
    old, new = gemeente("Bussum", geldig_tot=merger), gemeente("Gooise Meren", geldig_van=merger)
    eve = date(2015, 12, 31)
    assert (old.bestaat_op(eve), new.bestaat_op(eve)) == (True, False)
    assert (old.bestaat_op(merger), new.bestaat_op(merger)) == (False, True)
    assert gemeente("Huizen").bestaat_op(date.min)
    assert gemeente("Huizen").bestaat_op(date.max)


@pytest.mark.parametrize("values", [{"naam": "Huizen"}, {"cbs_code": "GM0406"}])
def test_names_and_codes_are_given_once(each_installatie: Installatie, values: dict[str, str]) -> None:
    add(each_installatie, gemeente("Huizen", cbs_code="GM0406"))
    with pytest.raises(sa.exc.IntegrityError):
        add(each_installatie, gemeente(**{"naam": "Laren", "cbs_code": "GM0417", **values}))


def test_parties_outside_need_no_code(each_installatie: Installatie) -> None:
    add(each_installatie, *(Organisatie(naam=naam, soort=OrganisatieSoort.EXTERN) for naam in ("A", "B")))


def test_an_organisation_that_is_a_successor_cannot_disappear(each_installatie: Installatie) -> None:
    successor = gemeente("Gooise Meren")
    add(each_installatie, gemeente("Bussum", opvolger=successor))
    with pytest.raises(sa.exc.IntegrityError), transaction(each_installatie.sessions) as session:
        session.execute(sa.delete(Organisatie).where(Organisatie.id == successor.id))


@pytest.mark.parametrize(
    "spelling",
    ["Gemeente Huizen", "huizen", "HUIZEN", " gemeente  huizen ", "gem. Huizen", "de gemeente Huizen", "Húizen"],
)
def test_spellings_of_one_name_are_equal(spelling: str) -> None:
    assert name_key(spelling) == name_key("Huizen")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Huizen", "Rijnhuizen"),
        ("Gooise Meren", "Wijdemeren"),
        ("Gemeente Laren", "Regio Laren"),
        ("Ελλάδα", "Κύπρος"),
        ("???", "!!!"),
        ("De Gemeente", "Het Gem"),
    ],
)
def test_different_names_stay_different(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@given(st.text(min_size=1))
def test_every_name_has_a_form_and_it_is_stable(naam: str) -> None:
    assert name_key(naam) == name_key(naam.strip())
    assert name_key(naam) or not naam.strip()


def test_an_organisation_is_found_by_any_spelling(each_installatie: Installatie) -> None:
    add(each_installatie, gemeente("Gemeente Huizen"))
    with each_installatie.sessions() as session:
        found = find_organisatie(session, "huizen")
        assert found is not None
        assert found.naam == "Gemeente Huizen"
        assert find_organisatie(session, "Laren") is None


def test_an_unknown_name_becomes_one_outside_organisation(each_installatie: Installatie) -> None:
    with transaction(each_installatie.sessions) as session:
        first, is_new = ensure_organisatie(session, " Stichting Versa ")
        again, is_new_again = ensure_organisatie(session, "stichting versa")
    assert (first.naam, first.soort) == ("Stichting Versa", OrganisatieSoort.EXTERN)
    assert (is_new, is_new_again) == (True, False)
    assert first is again


def test_an_account_is_found_however_its_mail_is_typed(each_installatie: Installatie) -> None:
    add(each_installatie, gebruiker(" Jan@Huizen.NL "))
    with each_installatie.sessions() as session:
        found = find_gebruiker(session, "jan@huizen.nl ")
        assert found is not None
        assert found.email == "jan@huizen.nl"
        assert found.actief
        assert find_gebruiker(session, "piet@huizen.nl") is None


def test_one_mail_address_has_one_account(each_installatie: Installatie) -> None:
    add(each_installatie, gebruiker("jan@huizen.nl"))
    with pytest.raises(sa.exc.IntegrityError):
        add(each_installatie, gebruiker("JAN@huizen.nl"))


def test_an_account_reads_as_its_role_and_organisation(each_installatie: Installatie) -> None:
    person = gebruiker("jan@huizen.nl", organisatie=gemeente("Huizen"))
    add(each_installatie, person)
    with each_installatie.sessions() as session:
        found = session.get_one(Gebruiker, person.id)
        assert found.lezer == Lezer(Rol.AMBTENAAR, found.organisatie_id, found.id)
    assert found.organisatie is not None  # came along; the pages show it


def test_a_reader_has_what_went_on_in_his_organisation_from_its_day_on(each_installatie: Installatie) -> None:
    """Also through another one, and not what will go on in it later."""
    today = now().date()
    gooise_meren, region = gemeente("Gooise Meren"), gemeente("Groot Gooi")
    rows = [
        gemeente("Bussum", geldig_tot=date(2016, 1, 1), opvolger=gooise_meren),
        gemeente("Naarden", geldig_tot=today, opvolger=gooise_meren),
        gemeente("Laren", geldig_tot=today + timedelta(days=1), opvolger=gooise_meren),
    ]
    people = [gebruiker(f"{row.naam}@nl", organisatie=row) for row in (gooise_meren, region, rows[0])]
    add(each_installatie, *rows, *people)
    with each_installatie.sessions() as session:
        of_successor, of_other, of_old = (session.get_one(Gebruiker, row.id).lezer for row in people)
        assert of_successor.voorgangers == {rows[0].id, rows[1].id}
        assert of_other.voorgangers == of_old.voorgangers == frozenset()
    with transaction(each_installatie.sessions) as session:
        merged = session.get_one(Organisatie, gooise_meren.id)
        merged.opvolger, merged.geldig_tot = session.get_one(Organisatie, region.id), today
    with each_installatie.sessions() as session:
        found = session.get_one(Gebruiker, people[1].id).lezer
        assert found.voorgangers == {gooise_meren.id, rows[0].id, rows[1].id}


def test_what_was_of_an_organisation_is_found_by_its_name_and_those_of_its_successors() -> None:
    region = gemeente("Groot Gooi")
    gooise_meren = gemeente("Gooise Meren", geldig_tot=date(2030, 1, 1), opvolger=region)
    bussum = gemeente("Bussum", geldig_tot=date(2016, 1, 1), opvolger=gooise_meren)
    assert namen_van(bussum, date(2015, 12, 31)) == ("Bussum",)
    assert namen_van(bussum, date(2016, 1, 1)) == ("Bussum", "Gooise Meren")
    assert namen_van(bussum, date(2030, 1, 1)) == ("Bussum", "Gooise Meren", "Groot Gooi")
    assert namen_van(gooise_meren, date(2020, 1, 1)) == ("Gooise Meren",)
    assert namen_van(None, date(2020, 1, 1)) == ()
    assert bussum.voortgezet_op(date(2030, 1, 1)) is region


def test_organisaties_in_a_circle_end_too(installatie: Installatie) -> None:
    """No page makes one, but a hand in the rows could, and a reader must not wait for ever."""
    one, two, three = (gemeente(naam, geldig_tot=date(2016, 1, 1)) for naam in ("Een", "Twee", "Drie"))
    add(installatie, one, two, three)
    with installatie.sessions() as session:
        one, two, three = session.scalars(sa.select(Organisatie).order_by(Organisatie.id))
        one.opvolger_id, two.opvolger_id, three.opvolger_id = two.id, one.id, one.id
        session.flush()
        session.expire_all()
        assert namen_van(one, date(2026, 1, 1)) == ("Een", "Twee")
        assert {row.naam for row in one.voorgangers_op(date(2026, 1, 1))} == {"Twee", "Drie"}
        assert {row.naam for row in two.voorgangers_op(date(2026, 1, 1))} == {"Een", "Drie"}
