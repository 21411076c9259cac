"""What somebody enters as brought: divided so that it adds up, booked once, and refused when it cannot be."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import orm as so

from kennis.db.base import now, transaction
from kennis.db.organisaties import Organisatie, OrganisatieSoort
from kennis.errors import BijdrageError, BoekingError, NotFoundError
from kennis.installatie import Installatie
from kenniskaarten.balans.bijdragen import AlGeboektError, boek_bijdrage, overhead_voor, read_bekend
from kenniskaarten.balans.bijdrageregels import MEESTE, Bekend, Bijdrage, Getypt, Verdeling, lees, read_hoeveelheid
from kenniskaarten.balans.boeken import storneer
from kenniskaarten.balans.jaar import standen_over
from kenniskaarten.balans.models import Balansnorm, Boeking, BoekingSoort, Eenheid, Inwoners, Regel
from kenniskaarten.balans.openbijdragen import find_open, meld, open_bijdragen, vervalt, vul_in
from kenniskaarten.balans.regels import Inwonertal
from tests.conftest import add_organisaties

DAG = date(2025, 3, 3)
VANDAAG = date(2026, 1, 31)
HUIZEN, LAREN, WIJDEMEREN, REGIO, WEESP, STICHTING = range(1, 7)
TALLEN = [Inwonertal(HUIZEN, date(2025, 1, 1), 42_000), Inwonertal(LAREN, date(2025, 1, 1), 12_000)]


def bekend() -> Bekend:
    gemeenten = {HUIZEN: "Huizen", LAREN: "Laren", WIJDEMEREN: "Wijdemeren"}
    rows = [
        Organisatie(id=number, naam=naam, soort=OrganisatieSoort.GEMEENTE) for number, naam in gemeenten.items()
    ]
    rows += [
        Organisatie(id=REGIO, naam="Regio", soort=OrganisatieSoort.REGIO),
        Organisatie(id=WEESP, naam="Weesp", soort=OrganisatieSoort.GEMEENTE, geldig_tot=date(2022, 3, 24)),
        Organisatie(id=STICHTING, naam="Stichting", soort=OrganisatieSoort.EXTERN),
    ]
    return Bekend(rows, TALLEN, VANDAAG)


def taak(**other: Any) -> Getypt:
    typed = Getypt(
        soort=BoekingSoort.TAAK,
        brengt=HUIZEN,
        datum="2025-03-03",
        hoeveelheid="10",
        omschrijving="Handboek valpreventie",
        krijgen=(LAREN, WIJDEMEREN, STICHTING),
    )
    return replace(typed, **other)


def test_a_task_for_several_is_divided_equally_by_inhabitants_or_by_own_weights() -> None:
    assert lees(taak(), bekend()).delen == {LAREN: 200, WIJDEMEREN: 200, STICHTING: 200}
    by_own = taak(verdeling="eigen", gewichten={LAREN: "2", WIJDEMEREN: "0,5", STICHTING: "0.5"})
    assert lees(by_own, bekend()).delen == {LAREN: 400, WIJDEMEREN: 100, STICHTING: 100}
    by_inhabitants = taak(brengt=REGIO, krijgen=(HUIZEN, LAREN), verdeling="inwoners", hoeveelheid="9")
    assert lees(by_inhabitants, bekend()).delen == {HUIZEN: 420, LAREN: 120}


def test_what_is_for_nobody_in_particular_is_for_the_network() -> None:
    assert lees(taak(krijgen=()), bekend()).delen == {None: 600}


def test_overhead_is_divided_over_the_gemeenten_of_that_day_by_inhabitants() -> None:
    typed = Getypt(
        soort=BoekingSoort.OVERHEAD,
        brengt=REGIO,
        eenheid="euro",
        datum="3-3-2025",
        hoeveelheid="€ 5.400,50",
        omschrijving="Zaalhuur",
    )
    assert lees(typed, bekend()).delen == {HUIZEN: 420_039, LAREN: 120_011}
    with pytest.raises(BijdrageError, match="aantal inwoners"):
        lees(replace(typed, datum="2024-12-31"), bekend())


@pytest.mark.parametrize(
    ("typed", "eenheid", "kept"),
    [
        ("12,5", Eenheid.UREN, 750),
        ("12.5", Eenheid.UREN, 750),
        ("1.250", Eenheid.UREN, 75_000),
        ("1.250,25", Eenheid.EURO, 125_025),
        ("0,01", Eenheid.EURO, 1),
        (" € 3 ", Eenheid.EURO, 300),
        ("4", Eenheid.GEGEVENS, 4),
    ],
)
def test_amounts_are_read_the_dutch_way_and_to_the_cent(typed: str, eenheid: Eenheid, kept: int) -> None:
    assert read_hoeveelheid(typed, eenheid) == kept


@pytest.mark.parametrize(
    ("change", "veld", "melding"),
    [
        ({"hoeveelheid": "-3"}, "hoeveelheid", "onder nul"),
        ({"hoeveelheid": "−3"}, "hoeveelheid", "onder nul"),
        ({"hoeveelheid": "0"}, "hoeveelheid", "meer dan nul"),
        ({"hoeveelheid": "veel"}, "hoeveelheid", "Vul een getal in"),
        ({"hoeveelheid": "1e9"}, "hoeveelheid", "Vul een getal in"),
        ({"hoeveelheid": "=1+1"}, "hoeveelheid", "Vul een getal in"),
        ({"hoeveelheid": "12,345"}, "hoeveelheid", "Vul een getal in"),
        ({"hoeveelheid": "999999"}, "hoeveelheid", "kan niet kloppen"),
        ({"hoeveelheid": "1,5", "soort": BoekingSoort.GEGEVENS, "krijgen": ()}, "hoeveelheid", "heel aantal"),
        ({"datum": "1999-12-31"}, "datum", "voor het jaar 2000"),
        ({"datum": "2026-02-01"}, "datum", "moet nog komen"),
        ({"datum": "2126-01-01"}, "datum", "moet nog komen"),
        ({"datum": "31-2-2025"}, "datum", "Vul een dag in"),
        ({"datum": "gisteren"}, "datum", "Vul een dag in"),
        ({"eenheid": "euro"}, "eenheid", "hoort de eenheid uren"),
        ({"omschrijving": " \x07 "}, "omschrijving", "in een paar woorden"),
        ({"omschrijving": "x" * 501}, "omschrijving", "langer dan 500"),
        ({"thema": "x" * 101}, "thema", "langer dan 100"),
        ({"brengt": 99}, "brengt", "kennen wij niet"),
        ({"brengt": WEESP}, "brengt", "bestond op 03-03-2025 niet"),
        ({"krijgen": (LAREN, 99)}, "krijgen", "kennen wij niet"),
        ({"krijgen": (WEESP,)}, "krijgen", "bestond op 03-03-2025 niet"),
        ({"krijgen": (HUIZEN, LAREN)}, "krijgen", "Kies alleen anderen"),
        ({"verdeling": "inwoners"}, "krijgen", "Van Wijdemeren is het aantal inwoners niet bekend"),
        ({"verdeling": "eigen", "gewichten": {LAREN: "1", WIJDEMEREN: "-1"}}, "krijgen", "Wijdemeren een gewicht"),
        ({"verdeling": "eigen", "gewichten": {LAREN: "0"}}, "krijgen", "Laren een gewicht boven nul"),
        ({"verdeling": "naar smaak"}, "krijgen", "Kies hoe"),
        ({"soort": BoekingSoort.GEGEVENS, "hoeveelheid": "2"}, "krijgen", "te weinig om te verdelen"),
        ({"soort": BoekingSoort.OVERHEAD, "eenheid": "uren", "krijgen": ()}, "brengt", "alleen van de regio"),
        ({"soort": BoekingSoort.OVERHEAD, "eenheid": "uren", "brengt": REGIO}, "krijgen", "voor alle gemeenten"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(change: dict[str, Any], veld: str, melding: str) -> None:
    with pytest.raises(BijdrageError) as caught:
        lees(taak(**change), bekend())
    assert melding in caught.value.fouten[veld]


def _divided(typed: Getypt) -> Bijdrage | None:
    """Return it, or nothing where it cannot be divided: too little for two, or inhabitants that nobody knows."""
    try:
        return lees(typed, bekend())
    except BijdrageError:
        return None


AMOUNTS = st.decimals("0.05", MEESTE[Eenheid.UREN], places=2).map(str)
WEIGHTS = st.decimals("0.01", 1_000, places=2).map(str)


@given(AMOUNTS, WEIGHTS, WEIGHTS, st.sampled_from(Verdeling), st.sampled_from([(LAREN,), (LAREN, STICHTING), ()]))
def test_however_it_is_divided_the_parts_add_up(
    amount: str, first: str, second: str, verdeling: Verdeling, krijgen: tuple[int, ...]
) -> None:
    typed = taak(
        hoeveelheid=amount, krijgen=krijgen, verdeling=verdeling, gewichten={LAREN: first, STICHTING: second}
    )
    bijdrage = _divided(typed)
    if bijdrage is None:
        return
    event = bijdrage.gebeurtenis("bijdrage:1")
    assert sum(event.hoeveelheden.values()) == 0
    assert event.hoeveelheden[HUIZEN] == bijdrage.hoeveelheid == sum(bijdrage.delen.values())
    assert all(deel > 0 for deel in bijdrage.delen.values())


@pytest.fixture
def partijen(each_installatie: Installatie) -> dict[str, int]:
    return add_organisaties(each_installatie)


@pytest.fixture
def session(each_installatie: Installatie, partijen: dict[str, int]) -> Iterator[so.Session]:
    assert partijen
    with each_installatie.sessions() as session:
        yield session


def of(partijen: dict[str, int], **other: Any) -> Getypt:
    huizen, laren, wijdemeren, _ = partijen.values()
    return taak(**{"brengt": huizen, "krijgen": (laren, wijdemeren), **other})


def count(session: so.Session) -> tuple[int, int]:
    tables = (Boeking, Regel)
    found = [session.scalar(sa.select(sa.func.count()).select_from(table)) or 0 for table in tables]
    return found[0], found[1]


def test_a_form_that_is_sent_twice_is_booked_once(session: so.Session, partijen: dict[str, int]) -> None:
    bijdrage = lees(of(partijen), read_bekend(session))
    first = boek_bijdrage(session, bijdrage, "a", None)
    assert boek_bijdrage(session, bijdrage, "a", None) is first
    assert count(session) == (1, 3)
    with pytest.raises(BoekingError, match="andere gegevens"):
        boek_bijdrage(session, replace(bijdrage, datum=DAG - timedelta(1)), "a", None)


def test_what_looks_booked_already_is_asked_about_first(session: so.Session, partijen: dict[str, int]) -> None:
    bijdrage = lees(of(partijen), read_bekend(session))
    first = boek_bijdrage(session, bijdrage, "a", None)
    with pytest.raises(AlGeboektError) as caught:
        boek_bijdrage(session, bijdrage, "b", None)
    assert caught.value.boeking_id == first.id
    assert boek_bijdrage(session, bijdrage, "b", None, toch=True).id != first.id
    assert count(session)[0] == 2
    assert boek_bijdrage(session, replace(bijdrage, omschrijving="Iets anders"), "c", None)


def test_what_was_taken_back_may_be_booked_again(session: so.Session, partijen: dict[str, int]) -> None:
    bijdrage = lees(of(partijen), read_bekend(session))
    storneer(session, boek_bijdrage(session, bijdrage, "a", None))
    boek_bijdrage(session, bijdrage, "b", None)
    assert count(session)[0] == 3


@pytest.mark.parametrize("kenmerken", [["een"] * 8, [f"nummer {number}" for number in range(8)]])
def test_of_those_who_book_the_same_at_once_one_books(
    each_installatie: Installatie, partijen: dict[str, int], kenmerken: list[str]
) -> None:
    """A form that is sent eight times, and eight people who do not know of each other."""
    with each_installatie.sessions() as session:
        bijdrage = lees(of(partijen), read_bekend(session))

    def work(kenmerk: str) -> str:
        try:
            with transaction(each_installatie.sessions) as session:
                return boek_bijdrage(session, bijdrage, kenmerk, None).id
        except AlGeboektError as error:
            return error.boeking_id

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(work, kenmerken))) == 1
    with each_installatie.sessions() as session:
        assert count(session) == (1, 3)


def test_overhead_stands_in_the_book_and_changes_nobodys_balance(
    session: so.Session, partijen: dict[str, int]
) -> None:
    huizen, laren, _, regio = partijen.values()
    session.add(Balansnorm(van=date(2025, 1, 1), orgaan="PHO", besloten_op=date(2024, 12, 1), factoren={}))
    for partij, aantal in ((huizen, 42_000), (laren, 12_000)):
        session.add(Inwoners(organisatie_id=partij, peildatum=date(2025, 1, 1), aantal=aantal, bron="CBS"))
    session.flush()
    known = read_bekend(session)
    boek_bijdrage(session, lees(of(partijen, krijgen=()), known), "werk", None)
    year = date(2025, 1, 1), date(2025, 12, 31)
    before = standen_over(session, *year)
    overhead = of(
        partijen, soort=BoekingSoort.OVERHEAD, brengt=regio, eenheid="uren", krijgen=(), hoeveelheid="54"
    )
    boek_bijdrage(session, lees(overhead, known), "overhead", None)
    assert standen_over(session, *year) == before
    assert sum(stand.saldo for stand in before[Eenheid.UREN].values()) == 0
    assert overhead_voor(session, laren, 2025) == {Eenheid.UREN: 720}
    assert overhead_voor(session, laren, 2024) == overhead_voor(session, regio, 2025) == {}


def test_what_is_not_known_yet_is_no_zero_and_is_booked_later(
    session: so.Session, partijen: dict[str, int]
) -> None:
    gebruiker_id, huizen = None, partijen["Gemeente Huizen"]
    row = meld(session, of(partijen), "2025", gebruiker_id)
    assert meld(session, of(partijen), "2025", gebruiker_id) is row  # sent twice
    assert [found.id for found in open_bijdragen(session, 2025, huizen)] == [row.id]
    assert count(session) == (0, 0)
    boeking = boek_bijdrage(session, lees(of(partijen), read_bekend(session)), "a", None)
    vul_in(session, row.id, boeking, huizen)
    vul_in(session, row.id, boeking, huizen)  # sent twice
    session.flush()
    assert open_bijdragen(session, 2025) == []
    other = boek_bijdrage(session, lees(of(partijen, hoeveelheid="4"), read_bekend(session)), "b", None)
    with pytest.raises(BoekingError, match="intussen al ingevuld"):
        vul_in(session, row.id, other, huizen)
    storneer(session, boeking)
    assert [found.id for found in open_bijdragen(session, 2025)] == [row.id]  # again nobody knows


def test_what_does_not_come_is_no_longer_open(session: so.Session, partijen: dict[str, int]) -> None:
    huizen, laren, *_ = partijen.values()
    row = meld(session, of(partijen), "2025", None)
    with pytest.raises(NotFoundError):
        vervalt(session, row.id, laren)
    vervalt(session, row.id, huizen)
    session.flush()
    with pytest.raises(NotFoundError):
        find_open(session, row.id, huizen)


@pytest.mark.parametrize("jaar", ["", "1999", str(now().year + 2), "25", "２０２５", "twee"])
def test_what_is_not_known_yet_needs_a_year_and_words(
    session: so.Session, partijen: dict[str, int], jaar: str
) -> None:
    with pytest.raises(BijdrageError) as caught:
        meld(session, of(partijen, omschrijving=""), jaar, None)
    assert set(caught.value.fouten) == {"omschrijving", "jaar"}
