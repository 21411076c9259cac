"""Taking in a table of cards: what is applied is what was shown, all of it or nothing, and nobody's consent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import orm as so

from kennis.access import Lezer, Rol, Zichtbaarheid
from kennis.db.base import now
from kennis.db.organisaties import Gebruiker
from kennis.db.wachtrij import waiting_bronnen
from kennis.errors import LijstError
from kennis.installatie import Installatie
from kennis.passwords import klopt
from kenniskaarten.inlezen import Plan, Uitkomst, apply, make_plan
from kenniskaarten.kaartrij import seen_rij
from kenniskaarten.models import Functie, Instemming, InstemmingSoort, Kaart, KaartDeskundigheid, Niveau
from kenniskaarten.tabel import write
from kenniskaarten.versheid import is_oud
from kenniskaarten.vraagmodels import Bericht
from tests.kenniskaarten.mensen import LAREN, add_deskundigheid, add_gebruiker, add_kaart, knows, organisatie

CONTACT = "net@voorbeeld.nl"
EMAIL = "kim.kaart@huizen.voorbeeld.nl"


@pytest.fixture
def session(installatie: Installatie) -> Iterator[so.Session]:
    with installatie.sessions() as session:
        organisatie(session)
        organisatie(session, LAREN)
        yield session


@pytest.fixture
def kim(session: so.Session) -> Kaart:
    """Add a card with something in every column of a table."""
    kaart = add_kaart(
        session,
        add_gebruiker(session, "Kim Kaart"),
        aanspreekbaar="vallen\nen opstaan",
        telefoon="+31 35 123",
        teams="kim",
        spreekuur="=elke dag",
        werkdagen=["ma", "vr"],
        talen=["Fries"],
        velden={"telefoon": "openbaar"},
    )
    kaart.functies.append(Functie(naam="Adviseur"))
    kaart.functies.append(Functie(naam="Stagiair", tot=date(2020, 1, 1)))
    knows(session, kaart, add_deskundigheid(session, "Valpreventie"), niveau=Niveau.ERVAREN)
    kaart.deskundigheden.append(KaartDeskundigheid(vrij="stoepranden", niveau=Niveau.BASIS))
    session.flush()
    return kaart


def plan(session: so.Session, *rows: str, kop: str = "naam;email") -> Plan:
    return make_plan(session, organisatie(session), "\n".join((kop, *rows)))


def take_in(session: so.Session, *rows: str, kop: str = "naam;email") -> None:
    shown = plan(session, *rows, kop=kop)
    assert shown.is_goed, shown
    apply(session, organisatie(session), "\n".join((kop, *rows)), shown.stempel, CONTACT)


def test_what_was_taken_out_comes_back_unchanged(session: so.Session, kim: Kaart) -> None:
    lezer = Lezer(Rol.BEHEERDER, kim.gebruiker.organisatie_id)
    text = write([seen_rij(lezer, kim, now().date())])
    found = make_plan(session, organisatie(session), text.removeprefix("\ufeff"))
    assert [(tabelrij.uitkomst, tabelrij.fouten) for tabelrij in found.rijen] == [(Uitkomst.ONGEWIJZIGD, ())]
    assert not found.is_goed


def test_who_may_not_see_a_part_does_not_take_it_out(kim: Kaart) -> None:
    rij = seen_rij(Lezer(Rol.BEHEERDER, 999), kim, now().date())
    assert rij["telefoon"] == "+31 35 123"
    assert {rij[naam] for naam in ("functie", "aanspreekbaar", "teams", "werkdagen")} == {""}


def test_a_new_person_gets_a_card_for_his_own_organisation_and_no_consent(session: so.Session) -> None:
    add_deskundigheid(session, "Valpreventie")
    row = "Nieuw Hier;Nieuw.Hier@huizen.nl;Gemeente Huizen;Adviseur;valpreventie: expert;ma | di"
    take_in(session, row, kop="naam;email;organisatie;functie;deskundigheden;werkdagen")
    gebruiker = session.query(Gebruiker).one()
    kaart = session.query(Kaart).one()
    assert (gebruiker.naam, gebruiker.email, gebruiker.rol) == (
        "Nieuw Hier",
        "nieuw.hier@huizen.nl",
        Rol.AMBTENAAR,
    )
    assert not klopt(gebruiker.wachtwoord_hash, "geen")
    assert (kaart.zichtbaarheid, kaart.velden, kaart.rechtstreeks) == (Zichtbaarheid.ORGANISATIE, {}, False)
    assert [(row.naam, row.niveau, row.zichtbaarheid) for row in kaart.deskundigheden] == [
        ("Valpreventie", Niveau.EXPERT, Zichtbaarheid.ORGANISATIE)
    ]
    assert is_oud(kaart, now()), "nobody said that it is right"
    assert session.query(Instemming).count() == 0
    assert waiting_bronnen(session) == {f"kaart:{kaart.id}"}
    assert CONTACT in session.query(Bericht).one().tekst


def test_a_card_gets_what_is_new_and_loses_nothing(session: so.Session, kim: Kaart) -> None:
    before = (kim.zichtbaarheid, dict(kim.velden), kim.bevestigd_op)
    row = f"Kim Kaart-Jansen;{EMAIL};Projectleider;valpreventie: expert | stoepranden;;dagelijks"
    take_in(session, row, kop="naam;email;functie;deskundigheden;aanspreekbaar;spreekuur")
    assert kim.gebruiker.naam == "Kim Kaart-Jansen"
    assert [functie.naam for functie in kim.functies] == ["Adviseur", "Stagiair", "Projectleider"]
    assert {row.naam: row.niveau for row in kim.deskundigheden} == {
        "Valpreventie": Niveau.EXPERT,
        "stoepranden": Niveau.BASIS,
    }
    assert (kim.aanspreekbaar, kim.spreekuur, kim.telefoon) == ("vallen\nen opstaan", "dagelijks", "+31 35 123")
    assert (kim.zichtbaarheid, kim.velden, kim.bevestigd_op) == before


def test_the_plan_tells_what_was_and_what_will_be(session: so.Session, kim: Kaart) -> None:
    [tabelrij] = plan(session, f"{kim.gebruiker.naam};{EMAIL};di", kop="naam;email;werkdagen").rijen
    assert [(w.veld, w.oud, w.nieuw) for w in tabelrij.wijzigingen] == [("werkdagen", "ma | vr", "di")]


@pytest.mark.parametrize(
    ("kop", "row", "reason"),
    [
        ("naam;email;organisatie", "Jan;j@x.nl;Gemeente Hilvermeer", "‘Gemeente Hilvermeer’ kennen wij niet"),
        ("naam;email;organisatie", "Jan;j@x.nl;laren", "een andere organisatie"),
        ("naam;email", ";j@x.nl", "De naam ontbreekt"),
        ("naam;email", "Jan;", "Het e-mailadres ontbreekt"),
        ("naam;email", "Jan;geen adres", "geen e-mailadres"),
        ("naam;email", "Jan;lia.laren@laren.voorbeeld.nl", "account van een andere organisatie"),
        ("naam;email", "Jan;stop.gezet@huizen.voorbeeld.nl", "is gestopt"),
        ("naam;email", "Jan;wil.niet@huizen.voorbeeld.nl", "heeft zijn kenniskaart weggehaald"),
        ("naam;email", f"{'x' * 201};j@x.nl", "‘naam’ staan te veel tekens"),
        ("naam;email;deskundigheden", "Jan;j@x.nl;Valpreventie: geweldig", "‘geweldig’ is geen niveau"),
        ("naam;email;deskundigheden", "Jan;j@x.nl;Onzin", "‘Onzin’ staat niet in de lijst"),
        ("naam;email;werkdagen", "Jan;j@x.nl;ma | zondag", "‘zondag’ is geen werkdag"),
        ("naam;email;functie", "Jan;j@x.nl;=HYPERLINK(1)", "In ‘functie’ staat een formule"),
        ("naam;email;functie", "Jan;j@x.nl;  @SUM(A1)", "In ‘functie’ staat een formule"),
    ],
)
def test_what_is_wrong_stands_with_its_row_and_nothing_is_done(
    session: so.Session, kop: str, row: str, reason: str
) -> None:
    add_gebruiker(session, "Lia Laren", van=LAREN)
    add_gebruiker(session, "Stop Gezet").actief = False
    unwilling = add_gebruiker(session, "Wil Niet")
    session.add(
        Instemming(gebruiker_id=unwilling.id, soort=InstemmingSoort.KAART, tekstversie="1", ingetrokken_op=now())
    )
    add_deskundigheid(session, "Valpreventie")
    text = f"{kop}\nGoed Zo;goed@x.nl\n{row}"
    found = make_plan(session, organisatie(session), text)
    assert [tabelrij.uitkomst for tabelrij in found.rijen] == [Uitkomst.NIEUW, Uitkomst.FOUT]
    assert found.rijen[1].nummer == 3
    assert any(reason in fout for fout in found.rijen[1].fouten), found.rijen[1].fouten
    with pytest.raises(LijstError):
        apply(session, organisatie(session), text, found.stempel, CONTACT)
    assert session.query(Kaart).count() == 0


def test_an_address_that_stands_twice_names_both_rows(session: so.Session) -> None:
    found = plan(session, "Jan;j@x.nl", "Piet;J@X.nl")
    assert found.rijen[1].fouten == ("Het e-mailadres j@x.nl staat ook op regel 2.",)


def test_what_was_shown_and_is_no_longer_so_is_not_done(session: so.Session, kim: Kaart) -> None:
    text = f"naam;email;spreekuur\nKim Kaart;{EMAIL};dagelijks"
    shown = make_plan(session, organisatie(session), text)
    kim.spreekuur = "nooit"
    session.flush()
    with pytest.raises(LijstError, match="intussen veranderd"):
        apply(session, organisatie(session), text, shown.stempel, CONTACT)
    assert kim.spreekuur == "nooit"


def test_a_merged_subject_is_the_one_that_it_became(session: so.Session, kim: Kaart) -> None:
    oud = add_deskundigheid(session, "Vallen")
    oud.opvolger, oud.ingetrokken_op = kim.deskundigheden[0].deskundigheid, now()
    session.flush()
    take_in(session, f"Kim Kaart;{EMAIL};vallen: basis", kop="naam;email;deskundigheden")
    assert {row.naam: row.niveau for row in kim.deskundigheden}["Valpreventie"] is Niveau.BASIS
    assert len(kim.deskundigheden) == 2
