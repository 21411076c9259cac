"""What is kept in memory says what the book says, whatever is booked, undone or asked in between."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import orm as so

from kennis.installatie import Installatie
from kenniskaarten.balans import geheugen
from kenniskaarten.balans.boeken import Gebeurtenis, boek, storneer
from kenniskaarten.balans.models import Boeking, BoekingSoort, Eenheid
from kenniskaarten.balans.opgebouwd import opgebouwd
from kenniskaarten.balans.saldo import Sommen, kept_sommen, sommen

FIRST, LAST = date(2024, 6, 1), date(2025, 6, 30)
PERIODS = ((FIRST, LAST), (date(2025, 1, 1), LAST))
SOORTEN = [BoekingSoort.INZET, BoekingSoort.TOEZEGGING, BoekingSoort.VERREKENING, BoekingSoort.HERINDELING]

booked = st.tuples(
    st.sampled_from(SOORTEN),
    st.sampled_from([Eenheid.UREN, Eenheid.EURO]),
    st.integers(0, 500).map(lambda days: date(2024, 3, 1) + timedelta(days)),
    st.integers(1, 900),
    st.sampled_from(["blijft", "gestorneerd", "ongedaan"]),
)


@pytest.fixture
def session(installatie: Installatie) -> Iterator[so.Session]:
    with installatie.sessions() as session:
        yield session


What = tuple[BoekingSoort, Eenheid, date, int]


def asked(session: so.Session) -> list[Sommen]:
    return [kept_sommen(session, eenheid, *period) for eenheid in Eenheid for period in PERIODS]


def counted(session: so.Session) -> list[Sommen]:
    return [sommen(session, eenheid, *period) for eenheid in Eenheid for period in PERIODS]


def write(session: so.Session, partijen: list[int], number: int, what: What) -> Boeking:
    soort, eenheid, datum, hoeveelheid = what
    one, other = partijen[:2]
    return boek(
        session, Gebeurtenis(soort, f"g:{number}", eenheid, datum, {one: hoeveelheid, other: -hoeveelheid})
    )


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(found=st.lists(booked, max_size=8))
def test_what_is_kept_is_what_one_would_count(
    session: so.Session, organisaties: dict[str, int], found: list[tuple[BoekingSoort, Eenheid, date, int, str]]
) -> None:
    session.rollback()  # what another example wrote
    partijen = list(organisaties.values())
    for number, (soort, eenheid, datum, hoeveelheid, einde) in enumerate(found):
        point = session.begin_nested()
        boeking = write(session, partijen, number, (soort, eenheid, datum, hoeveelheid))
        assert asked(session) == counted(session)
        if einde == "ongedaan":
            point.rollback()
        elif einde == "gestorneerd":
            storneer(session, boeking)
        assert asked(session) == counted(session)


def test_what_is_new_is_added_without_counting_the_book_again(
    session: so.Session, organisaties: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    partijen = list(organisaties.values())
    write(session, partijen, 1, (BoekingSoort.INZET, Eenheid.UREN, FIRST, 60))
    asked(session)
    write(session, partijen, 2, (BoekingSoort.INZET, Eenheid.UREN, LAST, 30))
    with monkeypatch.context() as patched:
        patched.setattr("kenniskaarten.balans.saldo.sommen", None)
        first, second = asked(session)[:2]
    assert (first[partijen[0]].gebracht, second[partijen[0]].gebracht) == (90, 30)
    monkeypatch.setattr(geheugen, "MOST_NEW", 1)
    write(session, partijen, 3, (BoekingSoort.INZET, Eenheid.UREN, LAST, 15))
    assert asked(session) == counted(session)


def test_the_first_day_moves_back_when_something_older_is_booked(
    session: so.Session, organisaties: dict[str, int]
) -> None:
    partijen = list(organisaties.values())
    assert opgebouwd(session, LAST) == {eenheid: {} for eenheid in Eenheid}
    for number, dag in enumerate((LAST, FIRST, date(2024, 1, 1))):
        write(session, partijen, number, (BoekingSoort.HERINDELING, Eenheid.UREN, dag, 10))
        assert opgebouwd(session, LAST)[Eenheid.UREN][partijen[0]] == 10 * (number + 1)
