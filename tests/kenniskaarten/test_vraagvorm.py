"""A question for people is searched on its subject."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kenniskaarten.vraagvorm import subject_of


@pytest.mark.parametrize(
    ("asked", "subject"),
    [
        ("wie weet iets van valpreventie bij ouderen", "valpreventie bij ouderen"),
        ("Wie weet er meer over de Wmo?", "de Wmo"),
        ("wie kan mij helpen met schuldhulp", "schuldhulp"),
        ("Wie kan ons iets vertellen over flexwonen?", "flexwonen"),
        ("ik zoek iemand die ervaring heeft met dementie", "dementie"),
        ("Ik zoek iemand die verstand heeft van aanbesteden", "aanbesteden"),
        ("ik zoek een collega die iets weet van laadpalen", "laadpalen"),
        ("wie heeft ervaring met een woonzorgvisie", "een woonzorgvisie"),
        ("Bij wie kan ik terecht met vragen over mantelzorg?", "vragen over mantelzorg"),
        ("wie gaat over jeugdhulp", "jeugdhulp"),
        ("Wie houdt zich bezig met eenzaamheid?", "eenzaamheid"),
        ("wie is goed in subsidies aanvragen", "subsidies aanvragen"),
        ("wie moet ik bellen over huiselijk geweld", "huiselijk geweld"),
        ("Wie kan iets vertellen over de regiotaxi?", "de regiotaxi"),
        ("Wie weet hoe je een buurtkamer opzet?", "hoe je een buurtkamer opzet"),
        ("wie was betrokken bij de fusie", "de fusie"),
        ("is er iemand die iets weet over AVG", "AVG"),
    ],
)
def test_the_opening_of_a_question_for_people_is_no_part_of_what_it_is_about(asked: str, subject: str) -> None:
    assert subject_of(asked) == subject


@pytest.mark.parametrize(
    "asked",
    [
        "valpreventie bij ouderen",
        "Wie betaalt de huur?",
        "wie weet iets van",
        "hoe weet iemand iets van zijn buurt",
        "Jansen",
        "",
    ],
)
def test_another_question_stays_as_it_is(asked: str) -> None:
    assert subject_of(asked) == asked


@given(st.text(max_size=200))
def test_it_never_fails_and_never_adds_anything(asked: str) -> None:
    assert subject_of(asked) in asked
