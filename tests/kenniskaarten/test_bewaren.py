"""Who left is warned, and a month later removed; nobody without a warning."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from kennis.db.base import transaction
from kennis.db.bestanden import FileStore
from kennis.db.organisaties import Gebruiker
from kennis.installatie import Installatie
from kenniskaarten.bewaren import BEWAARD_DAGEN, MELDING_DAGEN, WAARSCHUWING_DAGEN, forget_meldingen, remove, warn
from kenniskaarten.models import Kaart, Melding, MeldingSoort
from kenniskaarten.sporen import VERWIJDERD
from kenniskaarten.vraagmodels import Bericht
from tests.kenniskaarten.mensen import add_gebruiker, add_kaart

CONTACT = "netwerk@voorbeeld.nl"


@pytest.fixture
def kaart(installatie: Installatie) -> int:
    """Add somebody who left on the first of January; give the id of his card."""
    with transaction(installatie.sessions) as session:
        gebruiker = add_gebruiker(session, "Vera Vertrokken")
        return add_kaart(session, gebruiker, vertrokken_op=date(2025, 1, 1), herinnerd_op=_day(-20)).id


def _day(number: int) -> datetime:
    """Return noon of so many days after he left."""
    return datetime(2025, 1, 1, 12, tzinfo=UTC) + timedelta(days=number)


def do_chore(installatie: Installatie, number: int) -> tuple[str, int]:
    """Do what is due on this day; give the name of the account, and how many mails wait."""
    with transaction(installatie.sessions) as session:
        warn(session, _day(number), CONTACT)
        remove(session, _day(number), FileStore(installatie.config.fotos_dir))
    with installatie.sessions() as session:
        return session.query(Gebruiker).one().naam, session.query(Bericht).count()


@pytest.mark.usefixtures("kaart")
def test_who_left_is_warned_once_and_removed_a_month_later(installatie: Installatie) -> None:
    first = BEWAARD_DAGEN - WAARSCHUWING_DAGEN
    assert do_chore(installatie, first - 1) == ("Vera Vertrokken", 0)
    assert do_chore(installatie, first) == ("Vera Vertrokken", 1)
    assert do_chore(installatie, first + 10) == ("Vera Vertrokken", 1)
    assert do_chore(installatie, BEWAARD_DAGEN - 1) == ("Vera Vertrokken", 1)
    assert do_chore(installatie, BEWAARD_DAGEN) == (VERWIJDERD, 0)


@pytest.mark.usefixtures("kaart")
def test_the_warning_says_when_and_where_to_object(installatie: Installatie) -> None:
    do_chore(installatie, BEWAARD_DAGEN - WAARSCHUWING_DAGEN)
    with installatie.sessions() as session:
        tekst = session.query(Bericht).one().tekst
    assert f"over {WAARSCHUWING_DAGEN} dagen" in tekst
    assert CONTACT in tekst
    assert "01-01-2025" in tekst


@pytest.mark.usefixtures("kaart")
def test_after_a_long_standstill_the_warning_still_comes_a_month_before(installatie: Installatie) -> None:
    late = BEWAARD_DAGEN + 400
    assert do_chore(installatie, late) == ("Vera Vertrokken", 1)
    assert do_chore(installatie, late + WAARSCHUWING_DAGEN - 1) == ("Vera Vertrokken", 1)
    assert do_chore(installatie, late + WAARSCHUWING_DAGEN) == (VERWIJDERD, 0)


def test_who_came_back_is_kept(installatie: Installatie, kaart: int) -> None:
    do_chore(installatie, BEWAARD_DAGEN - WAARSCHUWING_DAGEN)
    with transaction(installatie.sessions) as session:
        session.get_one(Kaart, kaart).vertrokken_op = None
    assert do_chore(installatie, BEWAARD_DAGEN + 100)[0] == "Vera Vertrokken"


def test_a_report_is_forgotten_a_while_after_it_was_handled(installatie: Installatie, kaart: int) -> None:
    with transaction(installatie.sessions) as session:
        melder = add_gebruiker(session, "Mia Melder")
        for handled in (None, _day(0), _day(10)):
            session.add(Melding(kaart_id=kaart, melder=melder, soort=MeldingSoort.FOUT, afgehandeld_op=handled))
        session.flush()
        forget_meldingen(session, _day(MELDING_DAGEN + 5))
        assert [row.afgehandeld_op for row in session.query(Melding).order_by(Melding.id)] == [None, _day(10)]
