"""Making a card and keeping its parts: by its person only, and told to the index each time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.access import Rol, Zichtbaarheid
from kennis.db.base import now
from kennis.db.organisaties import Organisatie
from kennis.db.wachtrij import Wachtrij
from kennis.errors import KaartError
from kenniskaarten.formulieren import Aanspreekbaar, Afwezig, Bereikbaar, Deel, Openheid, Talen, Werkdagen
from kenniskaarten.instemming import TEKSTVERSIES, valid_instemming
from kenniskaarten.kaart import make_kaart, save_deel
from kenniskaarten.models import InstemmingSoort, Kaart, Veld
from kenniskaarten.zicht import level_of
from tests.kenniskaarten.kaarten_wereld import add_gebruiker, add_kaart


@pytest.fixture
def kaart(session: so.Session, organisaties: dict[str, int]) -> Kaart:
    """Give a card that was confirmed long ago."""
    huizen = session.get_one(Organisatie, organisaties["Gemeente Huizen"])
    row = add_kaart(session, add_gebruiker(session, "Anne", huizen))
    row.bevestigd_op = now() - timedelta(days=400)
    session.flush()
    return row


def queued(session: so.Session) -> list[str]:
    session.flush()
    return list(session.scalars(sa.select(Wachtrij.bron)))


def test_a_new_card_is_empty_closed_and_made_with_consent(session: so.Session) -> None:
    gebruiker = add_gebruiker(session, "Anne")
    kaart = make_kaart(session, gebruiker)
    assert kaart.zichtbaarheid is Zichtbaarheid.ORGANISATIE
    assert {level_of(kaart, veld) for veld in Veld} == {Zichtbaarheid.ORGANISATIE}
    assert (kaart.email, kaart.deskundigheden) == ("", [])
    given = valid_instemming(session, gebruiker.id, InstemmingSoort.KAART)
    assert given is not None
    assert given.tekstversie == TEKSTVERSIES[InstemmingSoort.KAART]
    assert queued(session) == [f"kaart:{kaart.id}"]


def test_who_has_a_card_keeps_it(session: so.Session) -> None:
    gebruiker = add_gebruiker(session, "Anne")
    assert make_kaart(session, gebruiker) is make_kaart(session, gebruiker)


@pytest.mark.parametrize(
    "deel",
    [
        Openheid(zichtbaarheid=Zichtbaarheid.PROFESSIONAL),
        Aanspreekbaar(aanspreekbaar="Valpreventie", over="", zicht={Veld.OVER: Zichtbaarheid.BEHEER}),
        Bereikbaar(email="a@b.nl", telefoon="+31 35 1234567", teams="", spreekuur="", rechtstreeks=True),
        Werkdagen(werkdagen=("ma", "vr")),
        Talen(talen=("Engels",), zicht={Veld.TALEN: Zichtbaarheid.OPENBAAR}),
        Afwezig(van="2026-05-01", tot="2026-05-01"),
    ],
)
def test_what_is_kept_reads_back_confirms_the_card_and_is_indexed(
    session: so.Session, kaart: Kaart, deel: Deel
) -> None:
    save_deel(session, kaart, deel)
    session.flush()
    session.expire(kaart)
    back = type(deel).of(kaart)
    assert back.waarden() == deel.waarden()
    assert {veld: back.zicht[veld] for veld in deel.zicht} == deel.zicht
    assert now() - kaart.bevestigd_op < timedelta(minutes=1)
    assert queued(session) == [f"kaart:{kaart.id}"]


def test_who_sees_one_part_says_nothing_of_another(session: so.Session, kaart: Kaart) -> None:
    save_deel(session, kaart, Talen(talen=(), zicht={Veld.TALEN: Zichtbaarheid.OPENBAAR}))
    save_deel(session, kaart, Werkdagen(werkdagen=(), zicht={Veld.WERKDAGEN: Zichtbaarheid.BEHEER}))
    assert kaart.velden == {"talen": "openbaar", "werkdagen": "beheer"}


@pytest.mark.parametrize(
    ("deel", "field"),
    [
        (Aanspreekbaar(aanspreekbaar="a" * 1_001, over=""), "aanspreekbaar"),
        (Aanspreekbaar(aanspreekbaar="", over="a" * 4_001), "over"),
        (Bereikbaar(email="jan", telefoon="", teams="", spreekuur=""), "email"),
        (Bereikbaar(email="jan@a.nl, piet@b.nl", telefoon="", teams="", spreekuur=""), "email"),
        (Bereikbaar(email="", telefoon="bel maar", teams="", spreekuur=""), "telefoon"),
        (Bereikbaar(email="", telefoon="", teams="a" * 255, spreekuur=""), "teams"),
        (Bereikbaar(email="", telefoon="", teams="", spreekuur="a" * 501), "spreekuur"),
        (Afwezig(van="31-2-2026", tot=""), "van"),
        (Afwezig(van="2026-05-02", tot="2026-05-01"), "tot"),
        (Talen(talen=tuple(f"taal {number}" for number in range(16))), "talen"),
    ],
)
def test_what_is_wrong_is_said_by_field_and_changes_nothing(
    session: so.Session, kaart: Kaart, deel: Deel, field: str
) -> None:
    before = kaart.bevestigd_op
    with pytest.raises(KaartError) as error:
        save_deel(session, kaart, deel)
    assert list(error.value.fouten) == [field]
    assert kaart.bevestigd_op == before
    assert queued(session) == []


def test_a_deputy_is_a_colleague_with_an_account_in_use(
    session: so.Session, kaart: Kaart, organisaties: dict[str, int]
) -> None:
    home = kaart.gebruiker.organisatie
    laren = session.get_one(Organisatie, organisaties["Gemeente Laren"])
    collega = add_gebruiker(session, "Collega", home)
    others = [add_gebruiker(session, "Elders", laren), add_gebruiker(session, "Weg", home), kaart.gebruiker]
    others[1].actief = False
    save_deel(session, kaart, Afwezig(van="", tot="", vervanger_id=collega.id))
    assert kaart.vervanger_id == collega.id
    for other in others:
        with pytest.raises(KaartError, match="Kies een collega"):
            save_deel(session, kaart, Afwezig(van="", tot="", vervanger_id=other.id))


def test_who_belongs_to_no_organisation_has_no_deputy(session: so.Session) -> None:
    alone = add_kaart(session, add_gebruiker(session, "Alleen", rol=Rol.PROFESSIONAL))
    other = add_gebruiker(session, "Ook alleen", rol=Rol.PROFESSIONAL)
    with pytest.raises(KaartError):
        save_deel(session, alone, Afwezig(van="", tot="", vervanger_id=other.id))


def test_a_whole_year_away_ends_on_its_last_day(session: so.Session, kaart: Kaart) -> None:
    save_deel(session, kaart, Afwezig(van="2026", tot="2026"))
    assert (kaart.afwezig_van, kaart.afwezig_tot) == (date(2026, 1, 1), date(2026, 12, 31))
