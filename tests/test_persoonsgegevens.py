"""Whether a question is about a person; every number, name and address here is made up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennis.persoonsgegevens import is_bsn, looks_personal


def passes(digits: str) -> bool:
    """Do the 'elfproef' as the law writes it out."""
    a, b, c, d, e, f, g, h, i = map(int, digits)
    return (9 * a + 8 * b + 7 * c + 6 * d + 5 * e + 4 * f + 3 * g + 2 * h - i) % 11 == 0


@given(st.integers(1, 10**9 - 1))
def test_the_check_is_the_elfproef(number: int) -> None:
    digits = f"{number:09}"
    assert is_bsn(digits) == passes(digits)


def test_nine_zeros_are_no_number() -> None:
    assert not is_bsn("000000000")


@given(st.integers(1, 10**9 - 1), st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(number: int, place: int, add: int) -> None:
    digits = f"{number:09}"
    wrong = digits[:place] + str((int(digits[place]) + add) % 10) + digits[place + 1 :]
    assert not (is_bsn(digits) and is_bsn(wrong))


@pytest.mark.parametrize(
    "vraag",
    [
        "jan@huizen.voorbeeld.nl",
        "mail van j.jansen@voorbeeld.nl over zorg",
        "bsn 999900006",
        "999.900.006",
        "indicatie 9999.00.006",
        "dossier 20251234",
        "rekening NL00 BANK 0123 4567 89",
        "bel 06-12345678",
        "06 12 34 56 78",
        "035 123 45 67",
        "(035) 123 4567",
        "+31 6 1234",
        "0031 35 123 45 67",
        "+31(0)6 12 34 56 78",
        "wmo 1261 AB 12",
        "1261ab, nr 3",
        "overlast kerklaan 12",
        "kerklaan 12a 1261 ab",
        "12 1261ab",
        "overlast dorpsstraat 7",
        "geboren 12-3-1956",
        "12/03/56",
        "12.03.1956",
        "mevrouw de vries",
        "dhr. Jansen",
        "mw. Bakker",
        "de heer van Dam",
        "fam. Jansen",
    ],
)
def test_a_question_about_a_person_is_recognised(vraag: str) -> None:
    assert looks_personal(vraag)


@pytest.mark.parametrize(
    "vraag",
    [
        "hoe helpen we mantelzorgers?",
        "woonvisie 2024 en 2025",
        "woonvisie 2020-2024 of 2025-2028",
        "2024 t/m 2026",
        "wmo 2015 artikel 2.3.5",
        "artikel 2.3.10",
        "120.000 euro voor 1000 woningen in 2030",
        "op weg naar 2030",
        "steun voor familie van ouderen",
        "maatschappelijk werk (mw) huizen",
        "0-4 jaar",
        "18-/18+",
        "24 uur zorg",
        "postcodegebied 1261",
        "heren en mevrouwen",
    ],
)
def test_a_question_about_policy_is_none(vraag: str) -> None:
    assert not looks_personal(vraag)


@given(st.text(max_size=300))
def test_nothing_around_it_hides_an_address(vraag: str) -> None:
    assert looks_personal(f"{vraag} jan@voorbeeld.nl")
