"""Taking in a table of bijdragen: what it would book is shown, all of it is booked or nothing, and once."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import orm as so

from kennis.db.base import transaction
from kennis.errors import LijstError
from kennis.installatie import Installatie
from kennis.web.tabel import as_csv
from kenniskaarten.balans.bijdragen_inlezen import VORM, Boekplan, Uitkomst, apply, make_plan
from kenniskaarten.balans.boeken import storneer
from kenniskaarten.balans.models import Boeking, Eenheid, Inwoners, Regel
from kenniskaarten.tabel import decode
from tests.conftest import add_organisaties

HEAD = "soort;eenheid;datum;brengt;krijgt;hoeveelheid;omschrijving;thema;kenmerk"
GELD = "geld bijgedragen;euro;3-3-2025;Gemeente Huizen;het netwerk;1.750,50;Onderzoek;wonen;"
TAAK = "taak voor anderen gedaan;;2025-03-04;Huizen;Laren | Wijdemeren;10,5;Handboek;zorg;"
OVERHEAD = "overhead van de regio;uren;2025-03-31;Regio Gooi en Vechtstreek;;54;Regisseur;;"


@pytest.fixture
def partijen(each_installatie: Installatie) -> dict[str, int]:
    found = add_organisaties(each_installatie)
    with transaction(each_installatie.sessions) as session:
        for naam, aantal in (("Gemeente Huizen", 42_000), ("Gemeente Laren", 12_000)):
            day = date(2025, 1, 1)
            session.add(Inwoners(organisatie_id=found[naam], peildatum=day, aantal=aantal, bron="CBS"))
    return found


@pytest.fixture
def session(each_installatie: Installatie, partijen: dict[str, int]) -> Iterator[so.Session]:
    assert partijen
    with each_installatie.sessions() as session:
        yield session


def table(*rows: str) -> str:
    return "\r\n".join([HEAD, *rows])


def counts(plan: Boekplan) -> tuple[int, int, int]:
    new, there, wrong = (len(plan.van(uitkomst)) for uitkomst in Uitkomst)
    return new, there, wrong


def take_in(session: so.Session, tekst: str, alleen: int | None = None) -> Boekplan:
    plan = apply(session, tekst, make_plan(session, tekst, alleen).stempel, None, alleen)
    session.commit()
    return plan


def regels(session: so.Session) -> list[tuple[int | None, Eenheid, int]]:
    return [(row.partij_id, row.eenheid, row.hoeveelheid) for row in session.scalars(sa.select(Regel))]


def test_a_table_is_booked_and_adds_up(session: so.Session, partijen: dict[str, int]) -> None:
    huizen, laren, wijdemeren, regio = partijen.values()
    assert counts(take_in(session, table(GELD, TAAK, OVERHEAD))) == (3, 0, 0)
    assert regels(session) == [
        (huizen, Eenheid.EURO, 175_050),
        (None, Eenheid.EURO, -175_050),
        (huizen, Eenheid.UREN, 630),
        (laren, Eenheid.UREN, -315),
        (wijdemeren, Eenheid.UREN, -315),
        (regio, Eenheid.UREN, 3_240),
        (huizen, Eenheid.UREN, -2_520),
        (laren, Eenheid.UREN, -720),
    ]


def test_the_same_table_twice_books_once(session: so.Session) -> None:
    rows = (GELD, GELD, TAAK, f"{GELD}nota 12")  # twice the same row is twice the same thing
    assert counts(take_in(session, table(*rows))) == (4, 0, 0)
    assert counts(take_in(session, table(*rows))) == (0, 4, 0)
    assert counts(take_in(session, table(GELD, *rows))) == (1, 4, 0)  # a third one is new
    assert counts(take_in(session, table(*rows[::-1]))) == (0, 4, 0)


def test_inhabitants_that_become_known_later_make_no_other_row(
    session: so.Session, partijen: dict[str, int]
) -> None:
    rows = table(OVERHEAD, f"{OVERHEAD}1")
    take_in(session, rows)
    laren = partijen["Gemeente Laren"]
    session.add(Inwoners(organisatie_id=laren, peildatum=date(2025, 2, 1), aantal=13_000, bron="CBS"))
    session.flush()
    assert counts(make_plan(session, rows)) == (0, 2, 0)


def test_a_kenmerk_with_other_figures_is_refused(session: so.Session) -> None:
    take_in(session, table(f"{GELD}nota 12"))
    for other in (GELD.replace("1.750,50", "1.750,51"), GELD.replace("Onderzoek", "Iets"), TAAK):
        plan = make_plan(session, table(f"{other}nota 12"))
        assert counts(plan) == (0, 0, 1)
        assert "andere gegevens" in plan.rijen[0].fouten[0]


def test_a_row_that_was_taken_back_is_not_booked_again_by_itself(session: so.Session) -> None:
    take_in(session, table(GELD))
    storneer(session, session.scalars(sa.select(Boeking)).one())
    assert counts(make_plan(session, table(GELD))) == (0, 1, 0)


def test_two_parties_may_have_the_same_kenmerk(session: so.Session) -> None:
    other = GELD.replace("Huizen", "Laren")
    assert counts(take_in(session, table(f"{GELD}1", f"{other}1"))) == (2, 0, 0)


@pytest.mark.parametrize(
    ("row", "melding"),
    [
        (GELD.replace("geld bijgedragen", "storno"), "soort: ‘storno’ kan niet"),
        (GELD.replace("geld bijgedragen", "verrekening"), "kan niet. Kies uit"),
        (GELD.replace("euro", "uren"), "eenheid: Bij ‘geld bijgedragen’ hoort de eenheid euro"),
        (GELD.replace("3-3-2025", "3-3-2125"), "datum: Deze dag moet nog komen"),
        (GELD.replace("3-3-2025", "3-3-1925"), "datum: Deze dag ligt voor"),
        (GELD.replace("1.750,50", "-5"), "hoeveelheid: Dit kan niet onder nul"),
        (GELD.replace("1.750,50", "=2+3"), "hoeveelheid: Vul een getal in"),
        (GELD.replace("1.750,50", "99999999"), "hoeveelheid: Zoveel kan niet kloppen"),
        (GELD.replace("Gemeente Huizen", "Gemeente Utopia"), "‘Gemeente Utopia’ kennen wij niet"),
        (GELD.replace("Gemeente Huizen", ""), "kennen wij niet"),
        (GELD.replace("het netwerk", "Gemeente Utopia"), "‘Gemeente Utopia’ kennen wij niet"),
        (TAAK.replace("Laren", "Huizen"), "krijgt: Wie dit brengt"),
        (OVERHEAD.replace("Regio Gooi en Vechtstreek", "Huizen"), "brengt: Overhead boekt u alleen van de regio"),
        (GELD + "k" * 101, "kenmerk: Dit is langer"),
        (GELD.replace("Onderzoek", ""), "omschrijving: Schrijf"),
    ],
)
def test_one_wrong_row_keeps_the_whole_table_out(session: so.Session, row: str, melding: str) -> None:
    plan = make_plan(session, table(GELD, row))
    assert counts(plan) == (1, 0, 1)
    assert melding in " ".join(plan.rijen[1].fouten)
    with pytest.raises(LijstError):
        apply(session, table(GELD, row), plan.stempel, None)
    session.commit()
    assert regels(session) == []


def test_a_kenmerk_stands_in_a_table_once(session: so.Session) -> None:
    plan = make_plan(session, table(f"{GELD}1", f"{TAAK}1"))
    assert plan.rijen[1].fouten == ("kenmerk: Dit staat ook op regel 2.",)


def test_a_beheerder_takes_in_only_what_his_own_organisatie_brought(
    session: so.Session, partijen: dict[str, int]
) -> None:
    rows = table(GELD, TAAK.replace("Huizen", "Gemeente Hilversum"), OVERHEAD)
    plan = make_plan(session, rows, partijen["Gemeente Huizen"])
    assert counts(plan) == (1, 0, 2)
    assert "alleen wat uw eigen organisatie bracht" in plan.rijen[2].fouten[0]


def test_what_changed_between_looking_and_booking_stops_it(session: so.Session) -> None:
    stempel = make_plan(session, table(GELD, TAAK)).stempel
    take_in(session, table(GELD))
    with pytest.raises(LijstError, match="intussen iets veranderd"):
        apply(session, table(GELD, TAAK), stempel, None)
    take_in(session, table(TAAK))
    assert counts(apply(session, table(GELD, TAAK), stempel, None)) == (0, 2, 0)  # the button pressed twice


def test_two_who_take_in_the_same_table_at_once_book_it_once(
    each_installatie: Installatie, partijen: dict[str, int]
) -> None:
    assert partijen
    rows = table(GELD, TAAK)
    with each_installatie.sessions() as session:
        stempel = make_plan(session, rows).stempel

    def work(_: int) -> int:
        with transaction(each_installatie.sessions) as session:
            return counts(apply(session, rows, stempel, None))[0]

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(work, range(4))) == [0, 0, 0, 2]
    with each_installatie.sessions() as session:
        assert len(regels(session)) == 5


def test_a_formula_is_a_text_and_leaves_as_one(session: so.Session) -> None:
    take_in(session, table(GELD.replace("Onderzoek", "=HYPERLINK(1)"), GELD.replace("Onderzoek", "'@SOM(A1)")))
    texts = list(session.scalars(sa.select(Boeking.omschrijving).order_by(Boeking.omschrijving)))
    assert texts == ["=HYPERLINK(1)", "@SOM(A1)"]
    assert [cell.startswith("'") for cell in as_csv([[text] for text in texts])[1:].split()] == [True, True]


@pytest.mark.parametrize(
    ("content", "melding"),
    [
        (b"x" * 5_000_001, "hoogstens 5 MB"),
        ("soort;datum\ngeld ï".encode("latin-1"), "niet in UTF-8"),
        (b"PK\x03\x04", "geen CSV"),
        (b" \n", "geen CSV"),
    ],
)
def test_what_is_no_table_is_refused(content: bytes, melding: str) -> None:
    with pytest.raises(LijstError, match=melding):
        decode(content, VORM)


@pytest.mark.parametrize(
    ("tekst", "melding"),
    [
        (table(*[GELD] * 20_001), "meer dan 20.000 rijen"),
        (HEAD + ";geheim", "‘geheim’ kennen wij niet"),
        ("soort;datum;brengt;hoeveelheid", "‘omschrijving’ ontbreekt"),
        (table(GELD + ";;"), "meer cellen"),
        (table('"geld'), "aanhalingstekens"),
    ],
)
def test_a_table_with_another_form_is_refused(installatie: Installatie, tekst: str, melding: str) -> None:
    with installatie.sessions() as session, pytest.raises(LijstError, match=melding):
        make_plan(session, tekst)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.lists(st.sampled_from([*HEAD.split(";"), "", "-1", "=A1", "Laren|Laren", "\ud800"]), max_size=9))
)
def test_no_table_whatever_makes_it_fall_over(installatie: Installatie, rows: list[list[str]]) -> None:
    with installatie.sessions() as session:
        plan = make_plan(session, table(*(";".join(row) for row in rows)))
        assert plan.van(Uitkomst.NIEUW) == []
        assert plan.stempel
