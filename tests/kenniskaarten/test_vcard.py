"""A card as vCard: what the standard asks, and nothing that the reader does not see."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kenniskaarten.vcard import MAX_OCTETS, escape, vcard
from kenniskaarten.weergave import Loopbaanregel, Onderwerp, Weergave

ADRES = "https://kennis.voorbeeld.nl/kaarten/1"
LEEG = Weergave(
    kaart_id=1,
    naam="Anne Jansen",
    organisatie="",
    is_eigen=False,
    is_oud=False,
    bevestigd_op=date(2026, 3, 3),
    is_rechtstreeks=False,
)
VOL = replace(
    LEEG,
    organisatie="Gemeente Huizen",
    functies=(Loopbaanregel("Adviseur; zorg", "", "", "", nu=True), Loopbaanregel("Oud", "", "", "", nu=False)),
    onderwerpen=(Onderwerp("Valpreventie, thuis", "", 1, "expert", "graag"),),
    aanspreekbaar="Vallen\nen opstaan",
    email="anne@huizen.nl",
    telefoon="035 123 45 67",
)


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def unescape(value: str) -> str:
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] == "n" else match[1], value)


def test_a_card_says_what_is_seen_of_it() -> None:
    assert unfolded(vcard(VOL, ADRES)) == [
        "BEGIN:VCARD",
        "VERSION:4.0",
        f"UID:{ADRES}",
        f"URL:{ADRES}",
        "REV:20260303T000000Z",
        "FN:Anne Jansen",
        "ORG:Gemeente Huizen",
        "TITLE:Adviseur\\; zorg",
        "EMAIL:anne@huizen.nl",
        "TEL:035 123 45 67",
        "NOTE:Vallen\\nen opstaan",
        "EXPERTISE;LEVEL=expert:Valpreventie\\, thuis",
        "END:VCARD",
    ]


def test_what_is_not_seen_has_no_line() -> None:
    assert [
        line.split(":")[0] for line in unfolded(vcard(LEEG, ADRES))
    ] == "BEGIN VERSION UID URL REV FN END".split()


@given(st.text(min_size=1))
def test_no_text_gets_out_of_its_line(text: str) -> None:
    """Whatever somebody writes, it is one value, and reads back as it was."""
    text = text.encode("utf-8", "ignore").decode() or "x"
    answer = vcard(replace(VOL, naam=text, aanspreekbaar=text), ADRES)
    lines = unfolded(answer)
    assert len(lines) == len(unfolded(vcard(VOL, ADRES)))
    assert unescape(lines[5].removeprefix("FN:")) == text.replace("\r", "")
    assert all(len(line.encode()) <= MAX_OCTETS for line in answer.split("\r\n"))


def test_the_signs_of_the_standard_are_escaped() -> None:
    assert escape("a\\b,c;d\ne\rf") == "a\\\\b\\,c\\;d\\nef"
