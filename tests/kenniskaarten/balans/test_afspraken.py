"""Adopting an agreement: all of it or nothing, and never about what is over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.db.organisaties import Organisatie
from kennis.errors import AfspraakError
from kennis.installatie import Installatie
from kenniskaarten.balans.afspraakmodels import Balanswaardering
from kenniskaarten.balans.afspraken import (
    add_inwoners,
    adopt_drempel,
    adopt_norm,
    adopt_waardering,
    gemeenten,
    read_drempels,
    read_waarderingen,
)
from kenniskaarten.balans.boeken import Gebeurtenis, boek
from kenniskaarten.balans.jaar import jaarbalans, read_normen
from kenniskaarten.balans.models import Balansnorm, BoekingSoort, Eenheid, Inwoners
from kenniskaarten.balans.regels import Besluit, Drempel, Inwonertal, Norm, Waardering
from kenniskaarten.balans.waarde import jaarwaarde

VANDAAG = date(2026, 3, 10)
BESLUIT = Besluit("Portefeuillehoudersoverleg", date(2026, 2, 12))
VAN = date(2026, 4, 1)


@pytest.fixture
def session(installatie: Installatie, organisaties: dict[str, int]) -> Iterator[so.Session]:
    with installatie.sessions() as session:
        session.get_one(Organisatie, organisaties["Gemeente Wijdemeren"]).geldig_tot = date(2027, 1, 1)
        yield session


@pytest.fixture
def huizen(organisaties: dict[str, int]) -> int:
    return organisaties["Gemeente Huizen"]


def test_what_was_adopted_is_read_back(session: so.Session, huizen: int) -> None:
    norm = Norm(VAN, BESLUIT, {huizen: Fraction(1, 3)})
    waardering = Waardering(VAN, BESLUIT, {"uren": Decimal("57.50")})
    drempel = Drempel(VAN, BESLUIT, 20, 40)
    adopt_norm(session, norm, VANDAAG)
    adopt_waardering(session, waardering, VANDAAG)
    adopt_drempel(session, drempel, VANDAAG)
    assert list(read_normen(session).all) == [norm]
    assert list(read_drempels(session).all) == [drempel]
    (found,) = read_waarderingen(session).all
    assert found.waarden == {"uren": Decimal("57.50"), "euro": Decimal(1)}


def test_a_second_agreement_from_the_same_day_is_refused(session: so.Session) -> None:
    waardering = Waardering(VAN, BESLUIT, {"uren": Decimal(55)})
    adopt_waardering(session, waardering, VANDAAG)
    with pytest.raises(AfspraakError, match="01-04-2026"):
        adopt_waardering(session, waardering, VANDAAG)
    assert session.scalar(sa.select(sa.func.count(Balanswaardering.id))) == 1


def test_all_that_is_wrong_is_told_at_once_and_nothing_is_saved(session: so.Session, huizen: int) -> None:
    norm = Norm(date(2126, 1, 1), Besluit("", date(2126, 1, 1)), {huizen: Fraction(-1)})
    with pytest.raises(AfspraakError) as refused:
        adopt_norm(session, norm, VANDAAG)
    assert set(refused.value.fouten) == {"van", "orgaan", "besloten_op", f"factor-{huizen}"}
    assert list(read_normen(session).all) == []


def test_a_factor_is_not_for_a_gemeente_that_is_gone_by_then(
    session: so.Session, organisaties: dict[str, int]
) -> None:
    wijdemeren = organisaties["Gemeente Wijdemeren"]
    with pytest.raises(AfspraakError, match="bestaat niet"):
        adopt_norm(session, Norm(date(2027, 1, 1), BESLUIT, {wijdemeren: Fraction(2)}), VANDAAG)
    adopt_norm(session, Norm(date(2026, 12, 31), BESLUIT, {wijdemeren: Fraction(2)}), VANDAAG)
    assert "Gemeente Wijdemeren" not in [row.naam for row in gemeenten(session, date(2027, 1, 1))]


def test_inhabitants_are_of_a_gemeente(session: so.Session, huizen: int, organisaties: dict[str, int]) -> None:
    add_inwoners(session, Inwonertal(huizen, date(2026, 1, 1), 41_300), "CBS", VANDAAG)
    for partij in (organisaties["Regio Gooi en Vechtstreek"], 404):
        with pytest.raises(AfspraakError, match="Kies een gemeente"):
            add_inwoners(session, Inwonertal(partij, date(2026, 1, 1), 41_300), "CBS", VANDAAG)
    assert session.scalar(sa.select(sa.func.count(Inwoners.id))) == 1


def test_whatever_is_agreed_today_a_year_that_is_over_stays_as_it_was(session: so.Session, huizen: int) -> None:
    first = {"orgaan": "PHO", "besloten_op": date(2024, 12, 5), "van": date(2025, 1, 1)}
    session.add_all([Balansnorm(**first, factoren={}), Balanswaardering(**first, waarden={"uren": "55"})])
    for row in gemeenten(session, VANDAAG):
        session.add(Inwoners(organisatie_id=row.id, peildatum=first["van"], aantal=10_000, bron="voorbeeld"))
    for jaar in (2025, 2026):
        hoeveelheden = {huizen: 600, None: -600}
        boek(session, Gebeurtenis(BoekingSoort.INZET, f"{jaar}", Eenheid.UREN, date(jaar, 5, 1), hoeveelheden))
    before = [jaarbalans(session, jaar) for jaar in (2025, 2026)]
    before_in_euro = jaarwaarde(session, before[0])
    adopt_norm(session, Norm(VAN, BESLUIT, {huizen: Fraction(5)}), VANDAAG)
    adopt_waardering(session, Waardering(VAN, BESLUIT, {"uren": Decimal(99)}), VANDAAG)
    add_inwoners(session, Inwonertal(huizen, date(2026, 1, 1), 90_000), "CBS", VANDAAG)
    after = [jaarbalans(session, jaar) for jaar in (2025, 2026)]
    assert after[0] == before[0]
    assert jaarwaarde(session, after[0]) == before_in_euro
    assert after[1] != before[1], "this year does change"
