"""What a reader sees of a card: never more than he may."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kennis.access import BURGER, Lezer, Rol, Zichtbaarheid, may_see
from kennis.db.base import now
from kennis.db.organisaties import Gebruiker, Organisatie, OrganisatieSoort
from kenniskaarten.models import (
    Betrokkenheid,
    BetrokkenRol,
    Deelname,
    DeelnameRol,
    Functie,
    Interesse,
    Kaart,
    KaartDeskundigheid,
    Niveau,
    Veld,
)
from kenniskaarten.versheid import VERS
from kenniskaarten.weergave import Weergave, weergave
from tests.kenniskaarten.kaarten_wereld import DINSDAG, MOMENT

HUIZEN, LAREN = 1, 2
LEVELS = st.sampled_from(Zichtbaarheid)
LEZERS = st.one_of(
    st.just(BURGER),
    st.builds(Lezer, st.sampled_from(Rol), st.sampled_from([HUIZEN, LAREN, None]), st.sampled_from([7, 8, None])),
)
# By part of the view the part of the card that it shows.
SHOWN = {
    "functies": Veld.FUNCTIES,
    "deelnames": Veld.DEELNAMES,
    "stukken": Veld.DOCUMENTEN,
    "aanspreekbaar": Veld.AANSPREEKBAAR,
    "over": Veld.OVER,
    "email": Veld.EMAIL,
    "telefoon": Veld.TELEFOON,
    "teams": Veld.TEAMS,
    "spreekuur": Veld.SPREEKUUR,
    "werkdagen": Veld.WERKDAGEN,
    "talen": Veld.TALEN,
    "afwezigheid": Veld.AFWEZIG,
    "foto_sha256": Veld.FOTO,
}
OF_THE_CARD = {"kaart_id", "naam", "organisatie", "is_eigen", "is_oud", "bevestigd_op", "is_rechtstreeks"}
ADDRESSES = {"email", "telefoon", "teams"}


def person(number: int, organisatie_id: int = HUIZEN) -> Gebruiker:
    organisatie = Organisatie(
        id=organisatie_id, naam=f"Gemeente {organisatie_id}", soort=OrganisatieSoort.GEMEENTE
    )
    return Gebruiker(id=number, naam=f"Mens {number}", organisatie=organisatie, organisatie_id=organisatie_id)


def full_kaart(zichtbaarheid: Zichtbaarheid, **values: object) -> Kaart:
    """Return a card, of gebruiker 7 of Huizen, with something in every part."""
    return Kaart(
        **{
            "id": 1,
            "gebruiker": person(7),
            "gebruiker_id": 7,
            "zichtbaarheid": zichtbaarheid,
            "velden": {},
            "aanspreekbaar": "a",
            "over": "o",
            "email": "e@x.nl",
            "telefoon": "035 1",
            "teams": "t",
            "spreekuur": "s",
            "werkdagen": ["ma"],
            "talen": ["Engels"],
            "afwezig_tot": DINSDAG,
            "rechtstreeks": False,
            "foto_sha256": "f" * 64,
            "bevestigd_op": MOMENT,
            "functies": [Functie(naam="f")],
            "deelnames": [Deelname(naam="d", rol=DeelnameRol.LID)],
            "betrokkenheden": [
                Betrokkenheid(document_id=1, rol=BetrokkenRol.AUTEUR),
                Betrokkenheid(document_id=2, rol=BetrokkenRol.CONTACT),
            ],
            **values,
        }
    )


def subject(level: Zichtbaarheid) -> KaartDeskundigheid:
    return KaartDeskundigheid(
        vrij=f"onderwerp {level}", niveau=Niveau.EXPERT, interesse=Interesse.GRAAG, zichtbaarheid=level
    )


def test_the_law_below_knows_every_part_of_the_view() -> None:
    assert {field.name for field in fields(Weergave)} == OF_THE_CARD | SHOWN.keys() | {"onderwerpen"}
    assert set(SHOWN.values()) == set(Veld)


@given(
    lezer=LEZERS,
    level=LEVELS,
    velden=st.dictionaries(st.sampled_from(Veld), LEVELS),
    direct=st.booleans(),
    gone=st.booleans(),
)
def test_a_reader_sees_a_part_exactly_when_he_may(
    *, lezer: Lezer, level: Zichtbaarheid, velden: dict[Veld, Zichtbaarheid], direct: bool, gone: bool
) -> None:
    """A part needs two rights, that to the card and its own; an address a third, outside the organisation."""
    kaart = full_kaart(level, velden=velden, rechtstreeks=direct, vertrokken_op=DINSDAG if gone else None)
    gezien = weergave(kaart, lezer, MOMENT, {1: "Woonvisie"})
    own = lezer.gebruiker_id == 7
    sees_kaart = own or (not gone and may_see(lezer, level, HUIZEN))
    assert (gezien is not None) == sees_kaart
    if gezien is None:
        return
    near = direct or own or lezer.organisatie_id == HUIZEN or lezer.rol is Rol.REGISSEUR
    for naam, veld in SHOWN.items():
        allowed = own or may_see(lezer, velden.get(veld, Zichtbaarheid.ORGANISATIE), HUIZEN)
        assert bool(getattr(gezien, naam)) == (allowed and (near or naam not in ADDRESSES)), naam


@given(LEZERS, LEVELS, st.lists(LEVELS, max_size=5))
def test_a_reader_sees_those_subjects_that_he_may(
    lezer: Lezer, level: Zichtbaarheid, levels: list[Zichtbaarheid]
) -> None:
    kaart = full_kaart(level, deskundigheden=[subject(each) for each in levels])
    gezien = weergave(kaart, lezer, MOMENT)
    if gezien is not None:
        own = lezer.gebruiker_id == 7
        wanted = [f"onderwerp {each}" for each in levels if own or may_see(lezer, each, HUIZEN)]
        assert [onderwerp.naam for onderwerp in gezien.onderwerpen] == wanted


@given(LEZERS, LEVELS, LEVELS)
def test_the_deputy_is_named_only_to_whom_his_own_card_is_known(
    lezer: Lezer, of_away: Zichtbaarheid, of_deputy: Zichtbaarheid
) -> None:
    kaart = full_kaart(Zichtbaarheid.OPENBAAR, velden={Veld.AFWEZIG: of_away})
    deputy = full_kaart(of_deputy, id=2, gebruiker=person(9), gebruiker_id=9)
    gezien = weergave(kaart, lezer, MOMENT, {}, deputy)
    assert gezien is not None
    named = gezien.afwezigheid is not None and gezien.afwezigheid.vervanger == "Mens 9"
    may_know = lezer.gebruiker_id == 7 or may_see(lezer, of_away, HUIZEN)
    assert named == (may_know and may_see(lezer, of_deputy, HUIZEN))


@given(LEZERS)
def test_a_deputy_without_a_card_is_named_at_home_only(lezer: Lezer) -> None:
    kaart = full_kaart(Zichtbaarheid.OPENBAAR, velden={Veld.AFWEZIG: Zichtbaarheid.OPENBAAR})
    gezien = weergave(kaart, lezer, MOMENT, {}, person(9))
    assert gezien is not None
    assert gezien.afwezigheid is not None
    named = (gezien.afwezigheid.vervanger, gezien.afwezigheid.vervanger_kaart_id) == ("Mens 9", None)
    assert named == (lezer.organisatie_id == HUIZEN)


def own_view(kaart: Kaart) -> Weergave:
    gezien = weergave(kaart, Lezer(Rol.AMBTENAAR, HUIZEN, 7), MOMENT, {1: "Woonvisie"})
    assert gezien is not None
    return gezien


def test_a_document_that_the_reader_may_not_see_is_not_named() -> None:
    assert [stuk.document_id for stuk in own_view(full_kaart(Zichtbaarheid.OPENBAAR)).stukken] == [1]


def test_what_is_over_stands_behind_what_goes_on_and_is_no_function_now() -> None:
    functies = [
        Functie(naam="Consulent", van=date(2015, 1, 1), tot=date(2019, 12, 31)),
        Functie(naam="Adviseur", van=date(2020, 1, 1)),
    ]
    gezien = own_view(full_kaart(Zichtbaarheid.OPENBAAR, functies=functies))
    assert [(f.naam, f.periode) for f in gezien.functies] == [
        ("Adviseur", "sinds 2020"),
        ("Consulent", "2015 – 2019"),
    ]
    assert gezien.functie == "Adviseur"


def test_being_away_is_told_before_it_begins_and_until_its_last_day() -> None:
    day = timedelta(days=1)
    ahead = own_view(full_kaart(Zichtbaarheid.OPENBAAR, afwezig_van=DINSDAG + day, afwezig_tot=DINSDAG + 2 * day))
    assert ahead.afwezigheid is not None
    assert not ahead.afwezigheid.nu
    last = own_view(full_kaart(Zichtbaarheid.OPENBAAR, afwezig_van=DINSDAG - day, afwezig_tot=DINSDAG))
    assert last.afwezigheid is not None
    assert last.afwezigheid.nu
    assert own_view(full_kaart(Zichtbaarheid.OPENBAAR, afwezig_tot=DINSDAG - day)).afwezigheid is None


def test_a_card_that_nobody_confirmed_for_half_a_year_says_so() -> None:
    assert own_view(full_kaart(Zichtbaarheid.OPENBAAR, bevestigd_op=MOMENT - VERS)).is_oud
    assert not own_view(full_kaart(Zichtbaarheid.OPENBAAR, bevestigd_op=now())).is_oud
