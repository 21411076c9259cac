"""The beheerder sees numbers: each card in one class, and nobody by name."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kennis.access import Rol
from kennis.db.base import now, transaction
from kennis.installatie import Installatie
from kenniskaarten.models import Functie, Kaart
from kenniskaarten.overzicht import by_age, by_completeness, overzicht
from tests.kenniskaarten.mensen import LAREN, add_gebruiker, add_kaart


@given(st.lists(st.integers(-5, 2_000)))
def test_every_card_is_of_one_age(days: list[int]) -> None:
    moment = now()
    kaarten = [Kaart(bevestigd_op=moment - timedelta(days=number)) for number in days]
    found = by_age(kaarten, moment)
    assert sum(klasse.aantal for klasse in found) == len(days)
    assert found[-1].aantal == sum(number >= 365 for number in days)
    assert found[2].aantal == sum(183 <= number < 365 for number in days)


def test_cards_are_counted_by_what_is_filled_in() -> None:
    empty = {"aanspreekbaar": "", "email": "", "telefoon": "", "teams": "", "spreekuur": "", "werkdagen": []}
    some = {**empty, "aanspreekbaar": "x", "email": "x"}
    more = {**some, "functies": [Functie(naam="x")]}
    found = by_completeness([Kaart(**empty), Kaart(**empty), Kaart(**some), Kaart(**more)])
    assert [klasse.aantal for klasse in found] == [2, 1, 1, 0]


def test_the_numbers_are_of_one_organisation_without_who_left(installatie: Installatie) -> None:
    with transaction(installatie.sessions) as session:
        kaart = add_kaart(session, add_gebruiker(session, "Kim Kaart"))
        add_kaart(session, add_gebruiker(session, "Weg"), vertrokken_op=date(2025, 1, 1))
        add_kaart(session, add_gebruiker(session, "Elders", van=LAREN))
        add_gebruiker(session, "Zonder", Rol.BEHEERDER)
        add_gebruiker(session, "Gestopt").actief = False
        assert kaart.gebruiker.organisatie_id is not None
        found = overzicht(session, kaart.gebruiker.organisatie_id, now())
    assert (found.kaarten, found.zonder_kaart) == (1, 1)
    assert "Kim" not in repr(found)
