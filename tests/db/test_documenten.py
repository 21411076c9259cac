"""Documenten and their versions: constraints, what a reader may see, and which version is the current one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import chain, combinations, permutations, product

import pytest
import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.access import (
    Lezer,
    Rol,
    Zichtbaarheid,
    exclusion_of_gebruiker,
    exclusion_of_organisatie,
    may_see,
)
from kennis.db.base import now, transaction
from kennis.db.documenten import (
    Document,
    Passage,
    Status,
    Titel,
    Uitsluiting,
    Versie,
    Vindplaats,
    current_first,
    visible,
    visible_passages,
    visible_titels,
    visible_versies,
)
from kennis.db.organisaties import Gebruiker, Organisatie, OrganisatieSoort
from kennis.installatie import Installatie
from tests.rijen import new_passage, new_versie


def add(found: Installatie, *rows: object) -> None:
    with transaction(found.sessions) as session:
        session.add_all(rows)


def refuses(found: Installatie, *rows: object) -> None:
    with pytest.raises(sa.exc.IntegrityError):
        add(found, *rows)


def test_one_content_is_one_versie(each_installatie: Installatie) -> None:
    add(each_installatie, new_versie(sha256="a" * 64))
    refuses(each_installatie, new_versie(sha256="a" * 64))


def test_one_place_holds_one_versie(each_installatie: Installatie) -> None:
    def place() -> Vindplaats:
        return Vindplaats(pad="/map/nota.txt", omvang=1, gewijzigd_ns=2**62, opgaaf="", versie=new_versie())

    add(each_installatie, place())
    refuses(each_installatie, place())


def test_passages_of_a_versie_are_numbered_once(each_installatie: Installatie) -> None:
    refuses(each_installatie, new_versie(passages=[new_passage("een", 1), new_passage("twee", 1)]))


def test_a_versie_belongs_to_a_document_that_exists(each_installatie: Installatie) -> None:
    refuses(each_installatie, new_versie(document=None, document_id=404))


def test_a_versie_takes_its_passages_along(each_installatie: Installatie) -> None:
    versie = new_versie(passages=[new_passage("twee", 2), new_passage("een", 1)])
    add(each_installatie, versie)
    with transaction(each_installatie.sessions) as session:
        found = session.get_one(Versie, versie.id)
        assert [passage.tekst for passage in found.passages] == ["een", "twee"]
        session.delete(found)
    with each_installatie.sessions() as session:
        assert session.scalar(sa.select(sa.func.count(Passage.id))) == 0


@pytest.mark.parametrize("both", [True, False])
def test_an_uitsluiting_names_one_party(each_installatie: Installatie, *, both: bool) -> None:
    organisatie = Organisatie(naam="Bouwbedrijf", soort=OrganisatieSoort.EXTERN)
    gebruiker = Gebruiker(naam="A", email="a@b.nl", wachtwoord_hash="", rol=Rol.BURGER, sessie="")
    add(each_installatie, organisatie, gebruiker)
    named = {"organisatie_id": organisatie.id, "gebruiker_id": gebruiker.id} if both else {}
    refuses(each_installatie, Uitsluiting(document=Document(), **named))


def test_words_and_lists_come_back_as_they_were(each_installatie: Installatie) -> None:
    status = Status.TER_BESLUITVORMING
    themas = ["jeugd", "wonen & zorg", "één"]
    versie = new_versie(status=status, themas=themas, datum=date(2008, 1, 1), schets=b"\x00\xff")
    add(each_installatie, versie)
    with each_installatie.sessions() as session:
        found = session.get_one(Versie, versie.id)
        assert (found.status, found.themas, found.schets) == (status, themas, b"\x00\xff")
        assert (found.datum, found.zichtbaarheid) == (date(2008, 1, 1), Zichtbaarheid.OPENBAAR)


def test_a_word_that_is_not_on_the_list_is_refused(each_installatie: Installatie) -> None:
    with pytest.raises(sa.exc.StatementError):
        add(each_installatie, new_versie(zichtbaarheid="geheim"))


# --- what a reader may see ---------------------------------------------------------------------------------


def test_the_condition_in_sql_is_the_rule_of_access(each_installatie: Installatie) -> None:
    """Every reader of two organisations against every row of two organisations, with every exclusion."""
    parties, people = _two_parties(each_installatie)
    names = [*map(exclusion_of_organisatie, parties), *map(exclusion_of_gebruiker, people)]
    excluded_sets = [set(some) for count in range(3) for some in combinations(names, count)]
    rows = [
        _row(level, party, excluded, withdrawn=withdrawn)
        for level, party, excluded, withdrawn in product(
            Zichtbaarheid, [None, *parties], excluded_sets, [False, True]
        )
    ]
    add(each_installatie, *rows)
    with each_installatie.sessions() as session:
        for rol, party, person in product(Rol, [None, *parties], [None, *people]):
            lezer = Lezer(rol, party, person)
            found = set(session.scalars(sa.select(Versie.id).where(visible(lezer))))
            assert found == {row.id for row in rows if _may_see(lezer, row)}, lezer


def _two_parties(found: Installatie) -> tuple[list[int], list[int]]:
    parties = [Organisatie(naam=naam, soort=OrganisatieSoort.GEMEENTE) for naam in ("Huizen", "Laren")]
    people = [
        Gebruiker(naam=email, email=email, wachtwoord_hash="", rol=Rol.AMBTENAAR, sessie="")
        for email in ("a@b.nl", "c@d.nl")
    ]
    add(found, *parties, *people)
    return [party.id for party in parties], [person.id for person in people]


def _row(level: Zichtbaarheid, party: int | None, excluded: set[str], *, withdrawn: bool) -> Versie:
    document = Document(uitsluitingen=[_exclusion(name) for name in excluded])
    return new_versie(
        document=document,
        zichtbaarheid=level,
        organisatie_id=party,
        ingetrokken_op=now() if withdrawn else None,
    )


def _exclusion(name: str) -> Uitsluiting:
    soort, _, number = name.partition(":")
    return Uitsluiting(**{f"{soort}_id": int(number)})


def _may_see(lezer: Lezer, row: Versie) -> bool:
    excluded = frozenset(uitsluiting.naam for uitsluiting in row.document.uitsluitingen)
    return row.ingetrokken_op is None and may_see(lezer, row.zichtbaarheid, row.organisatie_id, excluded)


def test_versions_and_passages_are_given_as_far_as_they_may_be_seen(each_installatie: Installatie) -> None:
    document = Document()
    open_versie = new_versie(document=document, passages=[new_passage("open")])
    closed = new_versie(document=document, passages=[new_passage("dicht")], zichtbaarheid=Zichtbaarheid.BEHEER)
    gone = new_versie(document=document, passages=[new_passage("weg")], ingetrokken_op=now())
    add(each_installatie, open_versie, closed, gone)
    ids = [row.passages[0].id for row in (open_versie, closed, gone)]
    with each_installatie.sessions() as session:
        assert [row.id for row in visible_versies(session, Lezer(), document.id)] == [open_versie.id]
        assert list(visible_passages(session, Lezer(), [*ids, 404])) == ids[:1]
        regisseur = Lezer(Rol.REGISSEUR)
        assert {row.id for row in visible_versies(session, regisseur, document.id)} == {open_versie.id, closed.id}
        assert visible_passages(session, regisseur, ids).keys() == set(ids[:2])
        assert visible_passages(session, regisseur, []) == {}
        assert visible_versies(session, regisseur, 404) == []


def test_a_document_has_the_title_of_the_version_that_is_current_for_a_reader(
    each_installatie: Installatie,
) -> None:
    document = Document()
    old = new_versie(document=document, titel="Oud", datum=date(2019, 1, 1))
    new = new_versie(document=document, titel="Nieuw", datum=date(2022, 1, 1))
    closed = new_versie(
        document=document, titel="Dicht", datum=date(2024, 1, 1), zichtbaarheid=Zichtbaarheid.BEHEER
    )
    hidden = new_versie(zichtbaarheid=Zichtbaarheid.BEHEER)
    add(each_installatie, old, new, closed, hidden)
    ids = [document.id, hidden.document_id, 404]
    with each_installatie.sessions() as session:
        assert visible_titels(session, Lezer(), ids) == [Titel(document.id, "Nieuw", date(2022, 1, 1))]
        seen = {row.document_id: row.titel for row in visible_titels(session, Lezer(Rol.REGISSEUR), ids)}
        assert seen == {document.id: "Dicht", hidden.document_id: "Nota wonen"}
        assert visible_titels(session, Lezer(), []) == []


def test_passages_come_with_what_is_shown_of_them(each_installatie: Installatie) -> None:
    """No further question to the database for the title and the organisation of each."""
    organisatie = Organisatie(naam="Gemeente Huizen", soort=OrganisatieSoort.GEMEENTE)
    versie = new_versie(organisatie=organisatie, passages=[new_passage("tekst")])
    add(each_installatie, versie)
    with each_installatie.sessions() as session:
        passage = visible_passages(session, Lezer(), [versie.passages[0].id])[versie.passages[0].id]
    assert so.object_session(passage) is None
    assert passage.versie.organisatie is not None
    assert (passage.versie.titel, passage.versie.organisatie.naam) == ("Nota wonen", "Gemeente Huizen")


# --- which version is the current one ----------------------------------------------------------------------


def numbered(*versies: Versie) -> list[Versie]:
    for number, versie in enumerate(versies, start=1):
        versie.id = number
    return list(versies)


def orders(versies: list[Versie]) -> Iterator[list[int]]:
    """Give the order that comes out for every order that goes in."""
    return ([row.id for row in current_first(some)] for some in permutations(versies))


def test_the_most_settled_version_is_the_current_one() -> None:
    versies = numbered(
        new_versie(status=Status.VERVALLEN, datum=date(2026, 1, 1)),
        new_versie(status=Status.CONCEPT, datum=date(2025, 1, 1)),
        new_versie(status=None, datum=date(2024, 1, 1)),
        new_versie(status=Status.VASTGESTELD, datum=date(2020, 1, 1)),
    )
    assert {tuple(order) for order in orders(versies)} == {(4, 3, 2, 1)}


def test_of_equally_settled_versions_the_newest_is_the_current_one() -> None:
    versies = numbered(
        new_versie(status=Status.DEFINITIEF, datum=date(2021, 1, 1)),
        new_versie(status=Status.VASTGESTELD, datum=date(2023, 1, 1)),
        new_versie(status=Status.VASTGESTELD, datum=None),
        new_versie(status=Status.VASTGESTELD, datum=date(2021, 1, 1)),
    )
    assert {tuple(order) for order in orders(versies)} == {(2, 4, 1, 3)}


def test_without_a_date_the_version_that_came_last_is_the_current_one() -> None:
    assert set(
        chain.from_iterable(order[:1] for order in orders(numbered(*(new_versie() for _ in range(3)))))
    ) == {3}
