"""Reading fields in a question: which they are, what they ask for, and what is remarked on the others."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kennis.search.dutch import analyse
from kennis.search.periode import Periode
from kennis.search.query import clean_query, loose_pieces, read_query, without
from kennis.search.records import SOORTEN
from kennis.search.velden import Opmerking, OpmerkingSoort, Titel, Veldnaam, Waarde

pieces = st.sampled_from(
    [
        *(f"{naam}:" for naam in Veldnaam),
        *(
            "-titel:",
            "Jaar:",
            "foo:",
            ":",
            "-",
            '"',
            '"een zin"',
            "wonen",
            "2012",
            "2008-2012",
            "-2012",
            "99999",
            " ",
        ),
    ]
)
typed = st.one_of(st.text(), st.lists(pieces).map("".join), st.lists(pieces).map(" ".join))


def read(text: str) -> list[tuple[str, str, bool]]:
    return [(veld.naam.value, veld.waarde, veld.niet) for veld in read_query(text).velden]


def remarks(text: str) -> list[tuple[OpmerkingSoort, str]]:
    return [(opmerking.soort, opmerking.tekst) for opmerking in read_query(text).opmerkingen]


def years(text: str) -> list[tuple[int | None, int | None]]:
    periodes = [veld.eis for veld in read_query(text).velden if isinstance(veld.eis, Periode)]
    return [(p.van.year if p.van else None, p.tot.year if p.tot else None) for p in periodes]


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("titel:woonvisie", ("titel", "woonvisie", False)),
        ('titel:"een zin"', ("titel", "een zin", False)),
        ("titel:“een zin”", ("titel", "een zin", False)),
        ("ORGANISATIE:Huizen", ("organisatie", "Huizen", False)),
        ('organisatie:"Gemeente Huizen"', ("organisatie", "Gemeente Huizen", False)),
        ("Théma:wonen", ("thema", "wonen", False)),
        ("status:concept", ("status", "concept", False)),
        ("-soort:verslag", ("soort", "verslag", True)),
        ('-titel:"een zin"', ("titel", "een zin", True)),
        ("jaar:2012", ("jaar", "2012", False)),
    ],
)
def test_a_field_is_read_and_not_searched(text: str, field: tuple[str, str, bool]) -> None:
    vraag = read_query(f"mantelzorg {text} hulp")
    assert read(f"mantelzorg {text} hulp") == [field]
    assert (vraag.tekst, vraag.los) == ("mantelzorg hulp", "mantelzorg hulp")
    assert (vraag.zinnen, vraag.zonder, vraag.opmerkingen) == ((), (), ())


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("jaar:2012", (2012, 2012)),
        ("jaar:2008-2012", (2008, 2012)),
        ("jaar:2008–2012", (2008, 2012)),
        ('jaar:"2008 - 2012"', (2008, 2012)),
        ("jaar:2008-", (2008, None)),
        ("jaar:-2012", (None, 2012)),
        ("jaar:2012-2008", (2008, 2012)),
    ],
)
def test_a_year_is_one_or_a_stretch(text: str, sides: tuple[int | None, int | None]) -> None:
    assert years(text) == [sides]


def test_a_stretch_of_years_takes_in_its_first_and_its_last_day() -> None:
    assert read_query("jaar:2008-2012").velden[0].eis == Periode(date(2008, 1, 1), date(2012, 12, 31))


def test_years_the_wrong_way_round_are_remarked() -> None:
    assert remarks("jaar:2012-2008") == [(OpmerkingSoort.OMGEDRAAID, "2012-2008")]
    assert remarks("jaar:2008-2012 jaar:2012 jaar:2012- jaar:2012-2012") == []


@pytest.mark.parametrize(
    "value", ["abc", "99999", "12", "0012", "-", "2012-abc", "2012-2013-2014", "٢٠١٢", "2012-05"]
)
def test_what_is_no_year_filters_nothing_and_is_remarked(value: str) -> None:
    vraag = read_query(f"wonen jaar:{value}")
    assert (vraag.velden, vraag.tekst) == ((), "wonen")
    assert vraag.opmerkingen == (Opmerking(OpmerkingSoort.GEEN_JAAR, value),)


@pytest.mark.parametrize(
    "text",
    ["Let op: mantelzorg", "http://www.huizen.nl/wonen", "om 12:30 uur", "a:b", "verhouding 1:2", "(titel:x)"],
)
def test_ordinary_words_with_a_colon_are_no_field(text: str) -> None:
    vraag = read_query(text)
    assert (vraag.velden, vraag.opmerkingen, vraag.tekst) == ((), (), text)


def test_a_field_that_does_not_exist_is_read_as_words_with_a_remark() -> None:
    vraag = read_query('wonen auteur:jansen -kleur:rood maker:"twee woorden"')
    assert vraag.velden == ()
    assert vraag.tekst == "wonen auteur:jansen maker:twee woorden"
    assert [zin.tekst for zin in vraag.zonder] == ["kleur:rood"]
    assert [zin.tekst for zin in vraag.zinnen] == ["twee woorden"]
    assert remarks('auteur:a -kleur:b maker:"c"') == [
        (OpmerkingSoort.ONBEKEND_VELD, name) for name in ("auteur", "kleur", "maker")
    ]


@pytest.mark.parametrize("text", ["Status: concept", "status:", "-status:", "status:!?", 'status:""'])
def test_a_field_without_a_value_is_remarked(text: str) -> None:
    assert read(text) == []
    assert remarks(text) == [(OpmerkingSoort.LEEG_VELD, "status")]


@pytest.mark.parametrize(
    ("asked", "naam", "fits"),
    [
        ("organisatie:huizen", "Gemeente Huizen", True),
        ("organisatie:HUIZEN", "Gemeente Huizen", True),
        ('organisatie:"huizen gemeente"', "Gemeente Huizen", True),
        ('organisatie:"gemeente laren"', "Gemeente Huizen", False),
        ("organisatie:huis-", "Stichting Thuis", False),
        ("soort:woonvisies", "woonvisie", True),
        ("soort:visie", "woonvisie", False),
        ("thema:cliënten", "clienten", True),
        ("status:besluitvorming", "ter besluitvorming", True),
    ],
)
def test_a_value_is_recognised_by_its_words(asked: str, naam: str, fits: bool) -> None:  # noqa: FBT001 (a case)
    eis = read_query(asked).velden[0].eis
    assert isinstance(eis, Waarde)
    assert eis.fits(naam) is fits


@pytest.mark.parametrize(
    ("asked", "titel", "fits"),
    [
        ("titel:woonvisies", "Woonvisie Huizen", True),
        ("titel:mantelzorg", "Werkplan mantelzorgondersteuning", True),
        ("titel:zorg/wonen", "Werkgroep wonen en zorg", True),
        ("titel:zorg/sport", "Werkgroep wonen en zorg", False),
        ('titel:"wonen en zorg"', "Verslag werkgroep Wonen en Zorg, maart", True),
        ('titel:"zorg en wonen"', "Werkgroep wonen en zorg", False),
        ('titel:"woonvisies"', "Woonvisie Huizen", False),
    ],
)
def test_a_title_is_recognised_by_its_words(asked: str, titel: str, fits: bool) -> None:  # noqa: FBT001 (a case)
    eis = read_query(asked).velden[0].eis
    assert isinstance(eis, Titel)
    assert eis.fits(analyse(titel)) is fits


@pytest.mark.parametrize("soort", SOORTEN)
def test_a_soort_is_a_kind_of_record_or_else_one_of_document(soort: str) -> None:
    assert facet(f"soort:{soort}") == "soort"
    assert facet(f"soort:{soort.upper()}") == "soort"
    assert facet(f'soort:"{soort} van huizen"') == "documentsoort"


def test_the_plural_of_a_kind_is_that_kind() -> None:
    assert {facet(f"soort:{soort}") for soort in ("documenten", "kaarten", "vragen", "projecten")} == {"soort"}


def facet(text: str) -> str:
    eis = read_query(text).velden[0].eis
    assert isinstance(eis, Waarde)
    return eis.facet


def test_a_field_can_be_taken_out_of_a_question() -> None:
    text = "mantelzorg organisatie:huizen “hulp thuis” -soort:verslag jaar:2012"
    huizen, verslag, year = read_query(text).velden
    assert without(text, [huizen]) == 'mantelzorg "hulp thuis" -soort:verslag jaar:2012'
    assert without(text, [verslag, year]) == 'mantelzorg organisatie:huizen "hulp thuis"'
    assert without("jaar:2012", read_query("jaar:2012").velden) == ""


@given(typed)
def test_any_text_with_colons_is_a_question(text: str) -> None:
    vraag = read_query(text)
    assert read_query(text) == vraag
    for veld in vraag.velden:
        assert veld.begin < veld.eind
        assert isinstance(veld.eis, Periode) == (veld.naam is Veldnaam.JAAR)


@example('titel:"a"-b')
@example('titel:"a"-titel:b')
@given(typed)
def test_taking_out_a_field_leaves_the_rest(text: str) -> None:
    vraag = read_query(text)
    for number, veld in enumerate(vraag.velden):
        left = read_query(without(text, [veld]))
        rest = vraag.velden[:number] + vraag.velden[number + 1 :]
        assert [(v.naam, v.eis, v.niet) for v in left.velden] == [(v.naam, v.eis, v.niet) for v in rest]
        assert (left.woorden, left.zinnen, left.zonder) == (vraag.woorden, vraag.zinnen, vraag.zonder)
    assert read_query(without(text, vraag.velden)).velden == ()
    assert clean_query(without(text, vraag.velden)) == without(text, vraag.velden)


def test_the_words_of_a_field_are_not_put_otherwise() -> None:
    """What is corrected in a question is what was said freely; a name or a value was meant as it is written."""
    text = 'wonnen titel:"een zin" organisatie:huizen -jeugd -soort:verslag 12:30 zorg'
    assert [text[begin:eind] for begin, eind in loose_pieces(text)] == ["wonnen", "zorg"]
