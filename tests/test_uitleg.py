"""How a question was read, told in Dutch: worked examples that a reader can check by hand."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennis.search.filters import Namen
from kennis.search.periode import Periode
from kennis.search.query import Vraag, read_query
from kennis.search.velden import OpmerkingSoort, Waarde
from kennis.uitleg import meldingen, periode_in_woorden, uitleg, veld_in_woorden

KNOWN = (
    "Gemeente Blaricum",
    "Gemeente Hilversum",
    "Gemeente Huizen",
    "Gemeente Laren",
    "Gemeente Weesp",
    "woonvisie",
    "verslag",
    "concept",
    "wonen",
)
VELDEN = "De velden zijn titel, organisatie, soort, status, thema en jaar."


def names(vraag: Vraag) -> Namen:
    """Return what the values stand for where these are all the values there are."""
    return {
        veld: tuple(naam for naam in KNOWN if veld.eis.fits(naam))
        for veld in vraag.velden
        if isinstance(veld.eis, Waarde)
    }


def told(text: str) -> str:
    vraag = read_query(text)
    return uitleg(vraag, names(vraag))


def remarked(text: str) -> tuple[str, ...]:
    vraag = read_query(text)
    return meldingen(vraag, names(vraag))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            'zorg hulp "aan huis" -jeugd titel:nota jaar:2012',
            "Gezocht naar zorg en hulp, met precies “aan huis”, zonder “jeugd”, met “nota” in de titel, uit 2012.",
        ),
        (
            "Hoe helpen we Cliënten? -titel:verslag",
            "Gezocht naar helpen en Cliënten, zonder “verslag” in de titel.",
        ),
        ('"regionaal werkverband"', "Gezocht naar teksten met precies “regionaal werkverband”."),
        ('wonen "a b" "c d"', "Gezocht naar wonen, met precies “a b” en “c d”."),
        (
            "hulp soort:woonvisies soort:verslag -status:concept",
            "Gezocht naar hulp, van de soort woonvisie of verslag, zonder de status concept.",
        ),
        ("organisatie:huizen jaar:2024", "Alles van Gemeente Huizen, uit 2024. Het nieuwste staat bovenaan."),
        (
            "-organisatie:laren jaar:2024-",
            "Alles vanaf 2024, niet van Gemeente Laren. Het nieuwste staat bovenaan.",
        ),
        ("-jeugd", "Alles zonder “jeugd”. Het nieuwste staat bovenaan."),
        (
            "wonen organisatie:huizen jaar:2008-2012",
            "Gezocht naar wonen, van Gemeente Huizen, uit 2008 tot en met 2012.",
        ),
        ("wonen jaar:2008 jaar:-2001", "Gezocht naar wonen, uit 2008 of tot en met 2001."),
        ("wonen thema:wonen -jaar:2012", "Gezocht naar wonen, over het thema wonen, niet uit 2012."),
        (
            "wonen organisatie:gemeente",
            "Gezocht naar wonen, van Gemeente Blaricum, Gemeente Hilversum, Gemeente Huizen of nog 2 andere.",
        ),
        ("wonen organisatie:nergens", "Gezocht naar wonen, van ‘nergens’."),
        (
            "een twee drie vier vijf zes zeven acht negen tien elf twaalf -nul",
            "Gezocht naar drie, vier, vijf, zes, zeven, acht, negen, tien en nog 2 andere woorden, zonder “nul”.",
        ),
    ],
)
def test_a_question_is_told_in_a_sentence(text: str, sentence: str) -> None:
    assert told(text) == sentence


@pytest.mark.parametrize("text", ["", "mantelzorg", "Hoe helpen we mantelzorgers?", "foo:bar", "jaar:abc wonen"])
def test_words_speak_for_themselves(text: str) -> None:
    assert told(text) == ""


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("auteur:jansen", f"‘auteur:’ is geen veld waarin u kunt zoeken. Er is gezocht op de woorden. {VELDEN}"),
        ("titel: woonvisie", "Zet wat u zoekt direct achter ‘titel:’, zonder spatie ertussen."),
        ("jaar:abc", "‘abc’ is geen jaar en telt niet mee. Schrijf bijvoorbeeld 2012 of 2008-2012."),
        ("jaar:2012-2008", "De jaren in ‘2012-2008’ zijn omgedraaid: het vroegste jaar eerst."),
        ("organisatie:nergens", "Er is geen organisatie ‘nergens’ gevonden."),
    ],
)
def test_what_was_not_read_as_it_stands_is_told(text: str, remark: str) -> None:
    assert remarked(text) == (remark,)


def test_a_question_that_is_clear_gets_no_remark() -> None:
    assert remarked('wonen "zorg thuis" -jeugd organisatie:huizen jaar:2008-2012 titel:x') == ()


def test_every_remark_has_words() -> None:
    asked = "auteur:jansen titel: jaar:abc jaar:2012-2008"
    assert {opmerking.soort for opmerking in read_query(asked).opmerkingen} == set(OpmerkingSoort)
    assert len(remarked(asked)) == len(OpmerkingSoort)


@pytest.mark.parametrize(
    ("van", "tot", "words"),
    [
        (date(2012, 1, 1), date(2012, 12, 31), "uit 2012"),
        (date(2008, 1, 1), None, "vanaf 2008"),
        (None, date(2008, 12, 31), "tot en met 2008"),
        (date(2008, 5, 1), date(2009, 12, 31), "van 1 mei 2008 tot en met 2009"),
        (date(2008, 5, 1), date(2008, 5, 1), "van 1 mei 2008"),
    ],
)
def test_a_period_is_told_in_years_where_it_can(van: date | None, tot: date | None, words: str) -> None:
    assert periode_in_woorden(Periode(van, tot)) == words


def test_a_field_by_itself_is_told_as_in_the_sentence() -> None:
    vraag = read_query("organisatie:huizen -soort:verslag")
    words = [veld_in_woorden(veld, names(vraag)) for veld in vraag.velden]
    assert words == ["van Gemeente Huizen", "niet van de soort verslag"]


@given(
    st.text()
    | st.lists(st.sampled_from(["titel:", "-", '"', "x", " ", "jaar:2012", "soort:{}", "é"])).map("".join)
)
def test_any_question_can_be_told(text: str) -> None:
    assert told(text) == "" or told(text).endswith((".", ". Het nieuwste staat bovenaan."))
    assert all(remarked(text))
