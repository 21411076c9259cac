"""What a colleague reports reaches whom it should, and nothing changes before that one looked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import orm as so

from kennis.access import Rol
from kennis.db.base import now
from kennis.db.organisaties import Gebruiker
from kennis.db.wachtrij import waiting_bronnen
from kennis.errors import NotFoundError, UsageError
from kennis.installatie import Installatie
from kenniskaarten.melden import PER_DAG, come_back, handle, meld, own_meldingen, vertrek_meldingen
from kenniskaarten.models import Kaart, Melding, MeldingSoort
from kenniskaarten.records import kaart_records
from kenniskaarten.vraagmodels import Bericht
from tests.kenniskaarten.mensen import LAREN, add_gebruiker, add_kaart

VERTROKKEN, FOUT = MeldingSoort


@pytest.fixture
def session(installatie: Installatie) -> Iterator[so.Session]:
    with installatie.sessions() as session:
        yield session


@pytest.fixture
def kaart(session: so.Session) -> Kaart:
    """Add a card of Huizen, and people who look after cards there, in Laren and in the region."""
    add_gebruiker(session, "Bea Beheer", Rol.BEHEERDER)
    add_gebruiker(session, "Lia Laren", Rol.BEHEERDER, van=LAREN)
    add_gebruiker(session, "Rob Regisseur", Rol.REGISSEUR, van=LAREN)
    add_gebruiker(session, "Gestopt", Rol.BEHEERDER).actief = False
    return add_kaart(session, add_gebruiker(session, "Kim Kaart"))


@pytest.fixture
def melder(session: so.Session) -> Gebruiker:
    return add_gebruiker(session, "Mia Melder")


def who(session: so.Session, naam: str) -> Gebruiker:
    return session.query(Gebruiker).filter_by(naam=naam).one()


def mails(session: so.Session) -> dict[str, str]:
    return {row.gebruiker.naam: row.tekst for row in session.query(Bericht)}


def test_a_fault_goes_to_the_person(session: so.Session, kaart: Kaart, melder: Gebruiker) -> None:
    melding = meld(session, melder, kaart, FOUT, " het \n nummer ")
    assert own_meldingen(session, kaart) == [melding]
    assert list(mails(session)) == ["Kim Kaart"]
    assert "Mia Melder" in mails(session)["Kim Kaart"]
    assert "“het nummer”" in mails(session)["Kim Kaart"]


def test_a_leaver_goes_to_who_looks_after_the_cards_there(
    session: so.Session, kaart: Kaart, melder: Gebruiker
) -> None:
    melding = meld(session, melder, kaart, VERTROKKEN, "")
    assert set(mails(session)) == {"Bea Beheer", "Rob Regisseur"}
    assert own_meldingen(session, kaart) == []
    huizen = kaart.gebruiker.organisatie_id
    assert huizen is not None
    for naam in ("Bea Beheer", "Rob Regisseur"):
        assert vertrek_meldingen(session, who(session, naam).lezer, huizen) == [melding]
    for naam in ("Lia Laren", "Mia Melder"):
        with pytest.raises(NotFoundError):
            vertrek_meldingen(session, who(session, naam).lezer, huizen)


def test_the_same_report_is_made_once(session: so.Session, kaart: Kaart, melder: Gebruiker) -> None:
    first = meld(session, melder, kaart, FOUT, "a")
    assert meld(session, melder, kaart, FOUT, "b") is first
    assert session.query(Bericht).count() == 1
    handle(session, kaart.gebruiker.lezer, first.id, is_vertrokken=False)
    assert meld(session, melder, kaart, FOUT, "c") is not first


def test_one_does_not_report_oneself_nor_without_end(session: so.Session, kaart: Kaart, melder: Gebruiker) -> None:
    with pytest.raises(UsageError, match="eigen kaart"):
        meld(session, kaart.gebruiker, kaart, FOUT, "")
    for number in range(PER_DAG):
        meld(session, melder, add_kaart(session, add_gebruiker(session, f"Nr {number}")), FOUT, "")
    with pytest.raises(UsageError, match="Morgen"):
        meld(session, melder, kaart, FOUT, "")


def test_who_left_is_found_by_nobody_and_can_come_back(
    session: so.Session, kaart: Kaart, melder: Gebruiker
) -> None:
    reports = [meld(session, collega, kaart, VERTROKKEN, "") for collega in (melder, who(session, "Lia Laren"))]
    assert kaart.vertrokken_op is None, "a report alone changes nothing"
    handle(session, who(session, "Bea Beheer").lezer, reports[0].id, is_vertrokken=True)
    session.flush()
    assert kaart.vertrokken_op == now().date()
    assert kaart_records(session, [kaart.id]) == []
    assert waiting_bronnen(session) == {f"kaart:{kaart.id}"}
    assert session.query(Melding).filter(Melding.afgehandeld_op.is_(None)).count() == 0
    come_back(session, kaart)
    assert kaart_records(session, [kaart.id])


def test_who_did_not_leave_stays(session: so.Session, kaart: Kaart, melder: Gebruiker) -> None:
    melding = meld(session, melder, kaart, VERTROKKEN, "")
    handle(session, who(session, "Rob Regisseur").lezer, melding.id, is_vertrokken=False)
    assert (kaart.vertrokken_op, melding.afgehandeld_op is None) == (None, False)


def test_nobody_handles_what_is_not_his(session: so.Session, kaart: Kaart, melder: Gebruiker) -> None:
    fout, vertrokken = (meld(session, melder, kaart, soort, "") for soort in (FOUT, VERTROKKEN))
    about_bea = meld(session, melder, add_kaart(session, who(session, "Bea Beheer")), VERTROKKEN, "")
    attempts = [
        ("Lia Laren", vertrokken),
        ("Mia Melder", vertrokken),
        ("Kim Kaart", vertrokken),
        ("Bea Beheer", fout),
        ("Bea Beheer", about_bea),
    ]
    for naam, melding in attempts:
        with pytest.raises(NotFoundError):
            handle(session, who(session, naam).lezer, melding.id, is_vertrokken=True)
    with pytest.raises(NotFoundError):
        handle(session, who(session, "Rob Regisseur").lezer, 999, is_vertrokken=True)
