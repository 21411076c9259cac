"""The total in euro: by what was agreed then, in whole cents, and zero over all parties together."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import orm as so

from kennis.db.organisaties import Organisatie, OrganisatieSoort
from kennis.installatie import Installatie
from kenniskaarten.balans.afspraakmodels import Balanswaardering
from kenniskaarten.balans.boeken import Gebeurtenis, boek
from kenniskaarten.balans.jaar import jaarbalans
from kenniskaarten.balans.models import Balansnorm, BoekingSoort, Eenheid, Inwoners
from kenniskaarten.balans.regels import Besluit, Waardering
from kenniskaarten.balans.saldo import Stand
from kenniskaarten.balans.verdelen import verdeel
from kenniskaarten.balans.waarde import Jaarwaarde, in_centen, jaarwaarde

BESLUIT = Besluit("PHO", date(2024, 12, 5))
VAN = date(2025, 1, 1)


def waardering(van: date = VAN, **waarden: str) -> Waardering:
    return Waardering(van, BESLUIT, {eenheid: Decimal(waarde) for eenheid, waarde in waarden.items()})


def test_hours_documents_and_money_are_counted_together() -> None:
    standen = {
        "Groot": {
            Eenheid.UREN: Stand(600, 0, 900),
            Eenheid.DOCUMENTEN: Stand(1, 2, 3),
            Eenheid.EURO: Stand(0, 0, 0),
        },
        "Klein": {
            Eenheid.UREN: Stand(600, 0, 300),
            Eenheid.DOCUMENTEN: Stand(3, 2, 1),
            Eenheid.EURO: Stand(7, 0, 7),
        },
    }
    found = in_centen([(standen, waardering(uren="55", documenten="250", euro="1"))])
    assert found == {
        "Groot": Stand(550_00 + 250_00, 500_00, 825_00 + 750_00),
        "Klein": Stand(550_00 + 750_00 + 7, 500_00, 275_00 + 250_00 + 7),
    }


def test_what_has_no_value_does_not_count() -> None:
    standen = {1: {Eenheid.UREN: Stand(60, 0, 60), Eenheid.GEGEVENS: Stand(9, 0, 9)}}
    assert in_centen([(standen, waardering(uren="55"))]) == {1: Stand(55_00, 0, 55_00)}


amounts = st.integers(0, 10_000)
values = st.decimals(Decimal("0.01"), 1_000, places=2)


@given(st.lists(st.tuples(amounts, st.integers(1, 90_000)), min_size=1, max_size=9), st.lists(values, min_size=1))
def test_the_balances_in_euro_are_zero_together_and_off_by_less_than_a_cent(
    parties: list[tuple[int, int]], worths: list[Decimal]
) -> None:
    norm = verdeel(sum(a for a, _ in parties), {n: weight for n, (_, weight) in enumerate(parties)})
    standen = {n: {Eenheid.UREN: Stand(a, 0, norm[n])} for n, (a, _) in enumerate(parties)}
    found = in_centen([(standen, waardering(uren=str(value))) for value in worths])
    assert sum(stand.saldo for stand in found.values()) == 0
    for n, stand in found.items():
        exact = [Decimal(minutes) * sum(worths) * 100 / 60 for minutes in (parties[n][0], norm[n])]
        assert all(abs(kept - worth) <= 2 for kept, worth in zip((stand.gebracht, stand.norm), exact, strict=True))


@pytest.fixture
def session(installatie: Installatie) -> Iterator[so.Session]:
    """Give a region of two, of which one brought an hour in each half of 2025."""
    with installatie.sessions() as session:
        session.add(Balansnorm(van=VAN, orgaan="PHO", besloten_op=BESLUIT.datum, factoren={}))
        rows = [Organisatie(naam=naam, soort=OrganisatieSoort.GEMEENTE) for naam in ("Groot", "Klein")]
        session.add_all(rows)
        session.flush()
        for row, aantal in zip(rows, (75_000, 25_000), strict=True):
            session.add(Inwoners(organisatie_id=row.id, peildatum=VAN, aantal=aantal, bron="voorbeeld"))
        for dag in (date(2025, 3, 1), date(2025, 9, 1)):
            hoeveelheden = {rows[0].id: 60, None: -60}
            boek(session, Gebeurtenis(BoekingSoort.INZET, f"u:{dag}", Eenheid.UREN, dag, hoeveelheden))
        yield session


def value(session: so.Session, van: date, uren: str) -> None:
    session.add(
        Balanswaardering(van=van, orgaan="PHO", besloten_op=BESLUIT.datum, waarden={"uren": uren, "euro": "1.00"})
    )


def worth(session: so.Session, jaar: int = 2025) -> Jaarwaarde | None:
    return jaarwaarde(session, jaarbalans(session, jaar))


def test_without_values_there_is_no_total(session: so.Session) -> None:
    assert worth(session) is None
    value(session, date(2026, 1, 1), "55")
    assert worth(session) is None, "what is agreed for later says nothing about before"


def test_each_hour_counts_by_the_value_of_its_day(session: so.Session) -> None:
    value(session, VAN, "40")
    found = worth(session)
    assert found is not None
    assert found.partijen == {"Groot": Stand(80_00, 0, 60_00), "Klein": Stand(0, 0, 20_00)}
    value(session, date(2025, 7, 1), "60")
    found = worth(session)
    assert found is not None
    assert found.partijen == {"Groot": Stand(100_00, 0, 75_00), "Klein": Stand(0, 0, 25_00)}
    assert (found.van, len(found.waarderingen)) == (VAN, 2)


def test_what_was_brought_before_the_first_value_does_not_count(session: so.Session) -> None:
    value(session, date(2025, 7, 1), "60")
    found = worth(session)
    assert found is not None
    assert found.van == date(2025, 7, 1)
    assert found.partijen["Groot"].gebracht == 60_00
