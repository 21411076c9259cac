"""A book that somebody changed behind the back of the site is found; only without its triggers it can be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy import orm as so

from indexer.controle import Soort
from kennis.installatie import Installatie
from kenniskaarten.balans.boeken import Gebeurtenis, boek, storneer
from kenniskaarten.balans.controle import check_boek
from kenniskaarten.balans.models import BoekingSoort, Eenheid


@pytest.fixture
def unguarded(installatie: Installatie, organisaties: dict[str, int]) -> Iterator[so.Session]:
    """Give a book with a boeking that stands and one that was taken back, and the triggers taken away."""
    huizen, laren = organisaties["Gemeente Huizen"], organisaties["Gemeente Laren"]
    with installatie.sessions() as session:
        for bron in ("staat", "terug"):
            amounts: dict[int | None, int] = {huizen: 60, laren: -60}
            made = boek(session, Gebeurtenis(BoekingSoort.TAAK, bron, Eenheid.UREN, date(2025, 2, 3), amounts))
        storneer(session, made)
        assert check_boek(session) == []
        names = session.scalars(sa.text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all()
        for name in names:
            session.execute(sa.text(f"DROP TRIGGER {name}"))
        yield session


OF_WHICH = {
    "staat": "boeking_id = (SELECT id FROM boekingen WHERE bron = 'staat')",
    "storno": "boeking_id = (SELECT id FROM boekingen WHERE soort = 'storno')",
}


@pytest.mark.parametrize(
    ("change", "which", "wrong"),
    [
        ("UPDATE boekregels SET hoeveelheid = 61 WHERE hoeveelheid = 60 AND", "staat", "samen niet nul"),
        ("DELETE FROM boekregels WHERE", "staat", "samen niet nul"),
        ("UPDATE boekregels SET datum = '2024-01-01' WHERE", "staat", "past niet bij de boeking"),
        ("UPDATE boekregels SET eenheid = 'euro' WHERE hoeveelheid = 60 AND", "staat", "past niet bij de boeking"),
        ("DELETE FROM boekingen WHERE bron = 'staat'", "", "past niet bij de boeking"),
        ("UPDATE boekregels SET hoeveelheid = 2 * hoeveelheid WHERE", "storno", "niet het tegendeel"),
        ("UPDATE boekregels SET brengt = NOT brengt WHERE", "storno", "niet het tegendeel"),
        ("UPDATE boekregels SET partij_id = NULL WHERE hoeveelheid = 60 AND", "storno", "niet het tegendeel"),
    ],
)
def test_each_way_in_which_a_book_can_be_wrong_is_told(
    unguarded: so.Session, change: str, which: str, wrong: str
) -> None:
    unguarded.execute(sa.text(f"{change} {OF_WHICH.get(which, '')}"))
    found = check_boek(unguarded)
    assert [verschil.soort for verschil in found] == [Soort.BOEK]
    assert wrong in found[0].melding
