"""How complete a card is, and what its person is asked to fill in next."""

from __future__ import annotations

from kenniskaarten.models import Deelname, Functie, Kaart, KaartDeskundigheid
from kenniskaarten.volledigheid import volledigheid


def empty() -> Kaart:
    return Kaart(aanspreekbaar="", email="", telefoon="", teams="", spreekuur="", werkdagen=[])


def test_an_empty_card_begins_with_what_others_look_for() -> None:
    found = volledigheid(empty())
    assert found.procent == 0
    assert found.volgende is not None
    assert found.volgende.anker == "deskundigheden"


def test_a_full_card_asks_for_nothing_more() -> None:
    kaart = empty()
    kaart.aanspreekbaar, kaart.telefoon, kaart.werkdagen = "Valpreventie", "035 123 45 67", ["ma"]
    kaart.functies = [Functie(naam="Adviseur")]
    kaart.deskundigheden = [KaartDeskundigheid(vrij="valpreventie")]
    kaart.deelnames = [Deelname(naam="Werkgroep wonen")]
    assert (volledigheid(kaart).procent, volledigheid(kaart).volgende) == (100, None)


def test_one_way_to_be_reached_is_enough() -> None:
    kaart = empty()
    kaart.spreekuur = "Dinsdag van 9 tot 10"
    assert volledigheid(kaart).procent == 15
