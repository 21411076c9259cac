"""Who stays behind is told once, not too early, by his own share, and with what can still be done."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa

from kennis.access import Rol
from kennis.db.base import transaction
from kennis.db.organisaties import Gebruiker
from kennis.installatie import Installatie
from kennis.postserver import Postserver
from kenniskaarten.balans.afspraakmodels import Balansdrempel, Sein, SeinSoort
from kenniskaarten.balans.boeken import Gebeurtenis, boek
from kenniskaarten.balans.drempels import peildag, sein_voor
from kenniskaarten.balans.models import Balansnorm, BoekingSoort, Eenheid, Inwoners
from kenniskaarten.balans.regels import Besluit, Drempel
from kenniskaarten.balans.saldo import Stand
from kenniskaarten.balans.seinen import EensPerDag, give_seinen
from kenniskaarten.vraagmodels import Bericht

BESLUIT = {"orgaan": "Portefeuillehoudersoverleg", "besloten_op": date(2024, 12, 5), "van": date(2025, 1, 1)}
DREMPEL = Drempel(date(2025, 1, 1), Besluit("PHO", date(2024, 12, 5)), 20, 40)
HUIZEN, LAREN = "Gemeente Huizen", "Gemeente Laren"
AUGUSTUS = datetime(2025, 8, 1, 9, tzinfo=UTC)
NOVEMBER = datetime(2025, 11, 1, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("vandaag", "dag"),
    [
        (date(2026, 2, 1), date(2025, 12, 31)),
        (date(2026, 5, 2), None),
        (date(2026, 7, 31), None),
        (date(2026, 8, 1), date(2026, 6, 30)),
        (date(2026, 11, 1), date(2026, 9, 30)),
        (date(2027, 1, 31), date(2026, 9, 30)),
    ],
)
def test_one_looks_a_month_after_a_quarter_and_not_before_the_half_of_a_year(
    vandaag: date, dag: date | None
) -> None:
    assert peildag(vandaag) == dag


@pytest.mark.parametrize(
    ("stand", "soort"),
    [
        (Stand(1_200, 0, 1_000), None),
        (Stand(800, 0, 1_000), None),
        (Stand(799, 0, 1_000), SeinSoort.AANDACHT),
        (Stand(600, 0, 1_000), SeinSoort.AANDACHT),
        (Stand(599, 0, 1_000), SeinSoort.OVERLEG),
        (Stand(0, 0, 479), None),
        (Stand(0, 0, 480), SeinSoort.OVERLEG),
    ],
)
def test_a_threshold_is_a_percentage_of_ones_own_share(stand: Stand, soort: SeinSoort | None) -> None:
    assert sein_voor(stand, DREMPEL) is soort


@pytest.fixture
def region(installatie: Installatie, organisaties: dict[str, int]) -> Installatie:
    """Give a region in which Huizen brought three quarters of the hours, and should have brought half."""
    server = Postserver("post.voorbeeld.nl", 25)
    found = replace(installatie, config=replace(installatie.config, postserver=server, adres="https://kennis.nl"))
    with transaction(found.sessions) as session:
        session.add(Balansnorm(**BESLUIT, factoren={}))
        for naam in (HUIZEN, LAREN):
            partij = organisaties[naam]
            session.add(Inwoners(organisatie_id=partij, peildatum=BESLUIT["van"], aantal=10_000, bron="voorbeeld"))
            for rol in (Rol.AMBTENAAR, Rol.BEHEERDER, Rol.REGISSEUR):
                session.add(person(rol, naam, partij))
    return found


def person(rol: Rol, naam: str, partij: int) -> Gebruiker:
    plaats = naam.removeprefix("Gemeente ").lower()
    email = f"{rol}@{plaats}.voorbeeld.nl"
    return Gebruiker(naam=email, email=email, wachtwoord_hash="x", rol=rol, organisatie_id=partij, sessie="x")


def agree(region: Installatie, aandacht: int, overleg: int) -> None:
    with transaction(region.sessions) as session:
        session.add(Balansdrempel(**BESLUIT, aandacht=aandacht, overleg=overleg))


def bring(region: Installatie, partij: int, uren: int, dag: date) -> None:
    hoeveelheden = {partij: uren * 60, None: -uren * 60}
    with transaction(region.sessions) as session:
        boek(session, Gebeurtenis(BoekingSoort.INZET, f"{partij}:{dag}", Eenheid.UREN, dag, hoeveelheden))


@pytest.fixture
def behind(region: Installatie, organisaties: dict[str, int]) -> Installatie:
    bring(region, organisaties[HUIZEN], 75, date(2025, 3, 31))
    bring(region, organisaties[LAREN], 25, date(2025, 3, 31))
    return region


def told(region: Installatie) -> list[tuple[str, str]]:
    """Return of each mail who gets it and its text."""
    with region.sessions() as session:
        rows = session.execute(
            sa.select(Gebruiker.email, Bericht.tekst).join(Bericht.gebruiker).order_by(Bericht.id)
        )
        return [(email, tekst) for email, tekst in rows]


def test_without_a_threshold_nobody_is_told(behind: Installatie) -> None:
    assert give_seinen(behind, AUGUSTUS) == 0
    assert told(behind) == []


def test_the_beheerder_of_who_stays_behind_is_told_once(behind: Installatie, organisaties: dict[str, int]) -> None:
    agree(behind, 20, 60)
    assert give_seinen(behind, AUGUSTUS) == 1
    assert give_seinen(behind, AUGUSTUS) == 0
    assert give_seinen(behind, NOVEMBER) == 0
    ((email, tekst),) = told(behind)
    assert email == "beheerder@laren.voorbeeld.nl"
    for part in (
        "Tot en met 30 juni 2025 bracht Gemeente Laren 25 uur.",
        "Haar deel in wat allen samen brachten, is 50 uur.",
        f"https://kennis.nl/halen-en-brengen/{organisaties[LAREN]}?jaar=2025",
        "meer dan 20% onder",
        "Portefeuillehoudersoverleg, 5 december 2024",
    ):
        assert part in tekst
    assert "regisseur" not in tekst


def test_by_the_second_threshold_the_regisseurs_are_told_too(behind: Installatie) -> None:
    agree(behind, 20, 40)
    assert give_seinen(behind, AUGUSTUS) == 1
    expected = {"beheerder@laren.voorbeeld.nl", "regisseur@laren.voorbeeld.nl", "regisseur@huizen.voorbeeld.nl"}
    assert {email for email, _ in told(behind)} == expected
    assert all("De regisseur kreeg dit bericht ook" in tekst for _, tekst in told(behind))


def test_who_falls_further_behind_is_told_once_more_and_not_again_when_he_comes_nearer(
    behind: Installatie, organisaties: dict[str, int]
) -> None:
    agree(behind, 20, 60)
    give_seinen(behind, AUGUSTUS)
    bring(behind, organisaties[HUIZEN], 75, date(2025, 9, 1))
    assert give_seinen(behind, NOVEMBER) == 1
    bring(behind, organisaties[LAREN], 70, date(2025, 9, 2))
    assert give_seinen(behind, NOVEMBER) == 0
    with behind.sessions() as session:
        assert set(session.scalars(sa.select(Sein.soort))) == set(SeinSoort)


def test_hours_after_the_last_quarter_do_not_make_others_late(
    region: Installatie, organisaties: dict[str, int]
) -> None:
    agree(region, 20, 40)
    bring(region, organisaties[HUIZEN], 300, date(2025, 7, 31))
    assert give_seinen(region, AUGUSTUS) == 0


def test_without_a_mail_server_it_stands_on_the_page_only(behind: Installatie) -> None:
    agree(behind, 20, 40)
    without = replace(behind, config=replace(behind.config, postserver=None))
    assert give_seinen(without, AUGUSTUS) == 1
    assert told(behind) == []


def test_a_chore_for_once_a_day_is_tried_again_when_it_failed(installatie: Installatie) -> None:
    calls = []

    def chore(found: Installatie) -> None:
        calls.append(found)
        if len(calls) == 1:
            raise RuntimeError

    daily = EensPerDag(chore)
    with pytest.raises(RuntimeError):
        daily(installatie)
    daily(installatie)
    daily(installatie)
    assert len(calls) == 2
