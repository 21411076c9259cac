"""What the search makes of a question, by what one reader can see."""

from __future__ import annotations

import pytest

from kennis.access import BURGER, Lezer, Rol, Zichtbaarheid
from kennis.search.engine import SearchEngine
from kennis.search.records import Zoekvraag
from kennis.search.terms import NO_TERMS, Term, Termen, Vorm
from kennis.search.understanding import Begrepen, Understanding
from kennis.search.writer import IndexWriter
from tests.encoders import HashEncoder
from tests.rijen import new_record

REGISSEUR = Lezer(Rol.REGISSEUR)
TERMEN = Termen(
    [
        Term("Centrum Indicatiestelling Zorg", (Vorm("CIZ", "afkorting"),)),
        Term("beleidsgestuurde contractfinanciering", (Vorm("BCF", "afkorting", dubbelzinnig=True),)),
        Term("btw-compensatiefonds", (Vorm("BCF", "afkorting", dubbelzinnig=True),)),
        Term("buurt, onderwijs en sport", (Vorm("BOS", "afkorting", dubbelzinnig=True),)),
    ]
)
OPEN = (
    "De beleidsgestuurde contractfinanciering voor buurt, onderwijs en sport.",
    "De gemeente Wijdmeren stelt een indicatie vast voor begeleiding.",
    "Het zorgkantoor, het CIZ en de gemeente wisselen gegevens uit.",
    "Een centrum voor zorg aan ouderen in de wijk, met zorg en nog eens zorg.",
)
CLOSED = "Het btw-compensatiefonds en de dossiers van Vermeulenburg."


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> SearchEngine:
    folder, encoder = tmp_path_factory.mktemp("begrip"), HashEncoder()
    records = [new_record(number, tekst=text, context="") for number, text in enumerate(OPEN, start=1)]
    closed = new_record(9, tekst=CLOSED, context="", zichtbaarheid=Zichtbaarheid.BEHEER)
    with IndexWriter(folder, encoder) as writer:
        writer.rebuild([*records, closed])
    return SearchEngine(folder, encoder)


def understand(
    engine: SearchEngine, tekst: str, lezer: Lezer = BURGER, termen: Termen = TERMEN, *, literally: bool = False
) -> Begrepen:
    snapshot = engine.snapshot()
    reading = Understanding(snapshot, snapshot.columns.visible(lezer), termen)
    return reading.understand(tekst, literally=literally)


def names(begrepen: Begrepen, word: str) -> list[str]:
    return [way.tekst for woord, ways in begrepen.alternatieven.items() for way in ways if woord.exact == word]


def test_a_typing_error_is_mended_unless_the_words_are_meant_as_typed(engine: SearchEngine) -> None:
    assert understand(engine, "begelieding").vraag.tekst == "begeleiding"
    assert understand(engine, "begelieding", literally=True).vraag.tekst == "begelieding"


def test_only_who_may_see_a_word_gets_it_as_a_correction(engine: SearchEngine) -> None:
    assert understand(engine, "Vermeulenbrug", REGISSEUR).vraag.tekst == "Vermeulenburg"
    assert understand(engine, "Vermeulenbrug").vraag.tekst == "Vermeulenbrug"


def test_an_abbreviation_is_written_out_for_the_language_model(engine: SearchEngine) -> None:
    assert understand(engine, "rol van het CIZ").tekst == "rol van het CIZ (Centrum Indicatiestelling Zorg)"
    assert understand(engine, "rol van het CIZ", termen=NO_TERMS).tekst == "rol van het CIZ"


def test_of_two_meanings_the_only_one_in_sight_is_used(engine: SearchEngine) -> None:
    """Who sees texts about both keeps the choice; what a visitor may not see does not change his."""
    assert names(understand(engine, "BCF"), "bcf") == ["beleidsgestuurde contractfinanciering"]
    assert names(understand(engine, "BCF", REGISSEUR), "bcf") == []


def test_an_ordinary_word_is_no_abbreviation(engine: SearchEngine) -> None:
    assert names(understand(engine, "wandelen in het bos"), "bos") == []


def test_a_misspelt_name_in_a_text_is_another_way_to_say_it(engine: SearchEngine) -> None:
    found = understand(engine, "Wijdemeren")
    assert found.vraag.tekst == "Wijdemeren"
    assert names(found, "wijdemeren") == ["wijdmeren"]
    assert not found.uses_terms  # that is no term of the list


def test_a_begrip_of_several_words_is_found_by_its_abbreviation(engine: SearchEngine) -> None:
    """The words of the question stand in the other text, but usual words are not the begrip."""
    vraag = Zoekvraag("Centrum Indicatiestelling Zorg")
    assert engine.search(vraag, BURGER, TERMEN).hits[0].id == "passage:3"
    assert understand(engine, vraag.tekst).uses_terms
