"""Who is named for a question, why, and what never changes it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import orm as so

from kennis.access import BURGER, Lezer, Rol
from kennis.db.base import now
from kennis.db.wachtrij import enqueue
from kennis.mensen import Persoon
from kenniskaarten.models import Aanbeveling, Veld
from kenniskaarten.vraagmodels import Ontvanger
from tests.kenniskaarten.vinden.conftest import Wie
from tests.kenniskaarten.vinden.mensen import GEHEIM, ORGANISATIE, de_vraag, gebruiker, index, kaart_van
from tests.web.wereld import LAREN, Wereld

VAL = "wie weet iets van valpreventie bij ouderen"


def names(personen: list[Persoon]) -> list[str]:
    return [persoon.naam for persoon in personen]


def test_who_does_it_comes_before_who_says_it_and_each_is_named_with_the_reason(wie: Wie) -> None:
    found = wie(VAL)
    assert names(found) == ["Tine Bakker", "Petra Janssen", "Guus Kuiper"]
    assert found[0].waarom == ("Is trekker van Werkgroep valpreventie.",)
    assert found[1].waarom == ("Geeft zelf aan: Valpreventie (expert).",)
    assert (found[1].functie, found[1].organisatie) == ("Adviseur gezond ouder worden", "Gemeente Huizen")


def test_an_answer_that_was_of_help_counts(wie: Wie) -> None:
    found = wie("struikelen over drempels")
    assert names(found) == ["Guus Kuiper"]
    assert found[0].waarom == (
        "Beantwoordde op 3 maart 2024 de vraag ‘Hoe voorkom je struikelen over drempels?’, en dat was nuttig.",
    )


def test_who_does_not_want_to_be_asked_any_more_is_found_by_name_only(wie: Wie) -> None:
    assert "Loes Moe" not in names(wie(VAL))
    assert names(wie("Loes Moe")) == ["Loes Moe"]


@pytest.mark.parametrize("asked", ["Petra Janssen", "petra janssen", "Petra Jansen", "Petra Jannssen"])
def test_a_name_is_found_first_with_its_slips(wie: Wie, asked: str) -> None:
    assert names(wie(asked))[0] == "Petra Janssen"


@pytest.mark.parametrize(
    "asked", ["zwarte gaten in het heelal", "hondenbelasting", "", "-valpreventie", "wie weet iets van"]
)
def test_where_nobody_knows_nobody_is_named(wie: Wie, asked: str) -> None:
    assert wie(asked) == []


def test_a_subject_for_colleagues_is_found_by_colleagues_only(wie: Wie, sessie: so.Session) -> None:
    kaart = kaart_van(sessie, "Guus Kuiper")
    collega = Lezer(Rol.AMBTENAAR, kaart.gebruiker.organisatie_id, 900)
    buur = Lezer(Rol.AMBTENAAR, gebruiker(sessie, "Tine Bakker").organisatie_id, 901)
    assert names(wie(GEHEIM, collega)) == ["Guus Kuiper"]
    assert wie(GEHEIM) == wie(GEHEIM, buur) == wie(GEHEIM, BURGER) == []


def test_of_a_closed_card_nothing_is_told(wie: Wie, sessie: so.Session) -> None:
    assert wie(VAL, BURGER) == []
    kaart_van(sessie, "Guus Kuiper").zichtbaarheid = ORGANISATIE
    sessie.flush()
    assert "Guus Kuiper" not in names(wie(VAL))
    assert wie("struikelen over drempels") == []


def test_a_closed_part_of_a_card_is_no_evidence_and_is_not_shown(
    wereld: Wereld, wie: Wie, sessie: so.Session
) -> None:
    for naam in ("Tine Bakker", "Petra Janssen"):
        kaart = kaart_van(sessie, naam)
        kaart.velden = {**kaart.velden, Veld.DEELNAMES: "organisatie", Veld.FUNCTIES: "organisatie"}
        enqueue(sessie, [f"kaart:{kaart.id}"])
    sessie.commit()
    index(wereld)
    found = wie(VAL)
    assert names(found) == ["Petra Janssen", "Guus Kuiper"]
    assert found[0].functie == ""


def test_a_refusal_changes_nothing_at_all(wie: Wie, sessie: so.Session) -> None:
    before = wie(VAL)
    vraag, petra = de_vraag(sessie), gebruiker(sessie, "Petra Janssen")
    row = Ontvanger(vraag=vraag, gebruiker=petra, gevraagd_op=now(), afgezien_op=now())
    sessie.add(row)
    sessie.flush()
    assert wie(VAL) == before
    row.afgezien_op = None
    sessie.flush()
    assert wie(VAL)[1].score < before[1].score, "who has just been asked is spared"
    row.gevraagd_op = now() - timedelta(days=8)
    sessie.flush()
    assert wie(VAL) == before


def test_colleagues_recommend_and_that_counts(wie: Wie, sessie: so.Session) -> None:
    before = wie(VAL)
    guus = kaart_van(sessie, "Guus Kuiper")
    val = guus.deskundigheden[0].deskundigheid
    sessie.add(Aanbeveling(van=gebruiker(sessie, "Petra Janssen"), kaart=guus, deskundigheid=val))
    sessie.flush()
    found = wie(VAL)
    assert names(found).index("Guus Kuiper") < names(before).index("Guus Kuiper")
    assert found[1].waarom[0].endswith("door een collega aanbevolen voor Valpreventie.")


def test_one_can_ask_for_somebody_of_an_organisation(wie: Wie) -> None:
    assert names(wie("valpreventie organisatie:laren")) == ["Tine Bakker"]
    assert {persoon.organisatie for persoon in wie("valpreventie -organisatie:laren")} == {"Gemeente Huizen"}


def test_nobody_is_pointed_to_himself_unless_by_name(wie: Wie, sessie: so.Session) -> None:
    tine = gebruiker(sessie, "Tine Bakker").lezer
    assert names(wie(VAL, tine)) == ["Petra Janssen", "Guus Kuiper"]
    assert names(wie("Tine Bakker", tine)) == ["Tine Bakker"]


def test_who_left_is_not_found(wereld: Wereld, wie: Wie, sessie: so.Session) -> None:
    kaart_van(sessie, "Tine Bakker").vertrokken_op = now().date()
    sessie.commit()
    index(wereld)
    assert names(wie(VAL)) == ["Petra Janssen", "Guus Kuiper"]
    assert LAREN not in [persoon.organisatie for persoon in wie(VAL)]
