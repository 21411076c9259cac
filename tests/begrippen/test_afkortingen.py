"""Abbreviations that a text explains."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennis.begrippen.afkortingen import find_afkortingen, fits


def found(text: str) -> list[tuple[str, str]]:
    return [(verklaring.afkorting, verklaring.voluit) for verklaring in find_afkortingen(text)]


@pytest.mark.parametrize(
    ("text", "afkorting", "voluit"),
    [
        (
            "Sinds 2007 is de Wet maatschappelijke ondersteuning (Wmo) er.",
            "Wmo",
            "Wet maatschappelijke ondersteuning",
        ),
        ("het Advies en Meldpunt Huiselijk geweld en Kindermishandeling (AMHK)", "AMHK", None),
        ("de Regionale VolkshuisvestingsCommissie (RVC)", "RVC", "Regionale VolkshuisvestingsCommissie"),
        ("de Regionale Volkshuisvestingscommissie (RVC)", "RVC", "Regionale Volkshuisvestingscommissie"),
        ("openbare geestelijke gezondheidszorg (OGGZ)", "OGGZ", "openbare geestelijke gezondheidszorg"),
        ("met een persoonsgebonden budget (pgb) inkopen", "pgb", "persoonsgebonden budget"),
        ("overleg Maatschappelijke Dienstverlening (MaDi)", "MaDi", "Maatschappelijke Dienstverlening"),
        ("een zorgzwaartepakket (ZZP)", "ZZP", "zorgzwaartepakket"),
        ("Wonen, Welzijn en Zorg (WWZ)", "WWZ", "Wonen, Welzijn en Zorg"),
        ("werkgroep wonen en zorg (W&Z)", "W&Z", "wonen en zorg"),
        ("Ambtelijk Overleg Jeugd Lekstroom (AOJ)", "AOJ", "Ambtelijk Overleg Jeugd Lekstroom"),
        ("Contractfinanciering (hierna aangeduid als “CF”)", "CF", "Contractfinanciering"),
        ("Stichtse Vecht, Wijdemeren en Weesp (hierna: de “SWW gemeenten”)", "SWW", None),
        ("de raad van toezicht (verder te noemen: RvT)", "RvT", "raad van toezicht"),
        ("het PHO (portefeuillehoudersoverleg) besluit", "PHO", "portefeuillehoudersoverleg"),
        ("SROI (= Social Return On Investment)", "SROI", "Social Return On Investment"),
        ("de Wlz (Wet langdurige zorg, sinds 2015)", "Wlz", "Wet langdurige zorg"),
        ("WWZ (Wonen, Welzijn en Zorg)", "WWZ", "Wonen, Welzijn en Zorg"),
        ('LKS-ZDP (= "loonkostensubsidie zonder doorgroei potentieel")', "LKS-ZDP", None),
        ("de Wet\nmaatschappelijke ondersteuning\n(Wmo)", "Wmo", "Wet maatschappelijke ondersteuning"),
    ],
)
def test_what_a_text_explains_is_found(text: str, afkorting: str, voluit: str | None) -> None:
    assert [short for short, _ in found(text)] == [afkorting]
    assert voluit is None or found(text) == [(afkorting, voluit)]


@pytest.mark.parametrize(
    "text",
    [
        "de instelling voor geestelijke gezondheidszorg (GGNet)",
        "de Regio Midden-Holland (ISMH)",
        "mantelzorg (zie bijlage)",
        "woningen voor ouderen (zie)",
        "de gemeente Huizen (Huizen)",
        "het Gewest (hierna te noemen: het Gewest)",
        "Het jaar is om. Wij maken ons op (Wmo)",
        "zonder iets ervoor: (Wmo)",
        "Wmo () en (",
        "de wet (2007) en de zorg (3)",
    ],
)
def test_what_explains_nothing_is_passed_over(text: str) -> None:
    assert found(text) == []


def test_words_before_another_sentence_are_not_meant() -> None:
    assert found("De Wet was er. Maatschappelijke ondersteuning (Wmo) ook.") == []


def test_a_text_tells_where_it_explains() -> None:
    text = "Sinds 2007 is de Wet maatschappelijke ondersteuning (Wmo) er."
    [verklaring] = find_afkortingen(text)
    assert text[verklaring.begin : verklaring.eind] == "Wet maatschappelijke ondersteuning (Wmo)"


@pytest.mark.parametrize("text", ["a (", "A" * 5_000 + " (AA)", "(A) " * 2_000, "a " * 3_000 + "(AAAAAAAAAAAA)"])
def test_odd_text_takes_no_time(text: str) -> None:
    assert isinstance(found(text), list)


@given(st.text(alphabet="abWmo ()(=“”\"'.,&/-"))
def test_every_find_fits_and_stands_in_the_text(text: str) -> None:
    for verklaring in find_afkortingen(text):
        assert fits(verklaring.afkorting, verklaring.voluit)
        assert verklaring.afkorting in text[verklaring.begin : verklaring.eind]
