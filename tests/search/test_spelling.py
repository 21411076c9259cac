from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennis.access import BURGER, Lezer, Rol, Zichtbaarheid
from kennis.search.engine import SearchEngine
from kennis.search.records import IndexRecord
from kennis.search.snapshot import Snapshot
from kennis.search.spelling import Correctie, Spelling, Verbetering
from kennis.search.writer import IndexWriter
from tests.encoders import HashEncoder
from tests.rijen import new_record

OPEN = (
    "De gemeente Wijdemeren helpt mantelzorgers met begeleiding en met ondersteuning thuis.",
    "Mantelzorg en huishoudelijke hulp: de ondersteuning van ouderen en van hun familie.",
    "Woningcorporaties bouwen woningen voor ouderen; de gemeente verleent een vergunning.",
    "De evaluatie van de cliëntenparticipatie gaat over beleid, wonen en zorg. Zorg voor ouderen.",
    "Clëntenparticipatie en de vorzieningen van de gemeente, met de voorzieningen voor wonen.",
    "De raad vroeg naar begeleiding van mantelzorgers in de buurtkamer en naar zorgvragers.",
    "Wie neemt er deel, en wie wil stoppen met het professioneel begeleiden van ouderen?",
)
CLOSED = (
    "De begieleiding van het dossier Vermeulenburg.",
    "Het dossier Vermeulenburg gaat over mantelzorgboerderijen en over verguningen.",
    *("Mantelzorgsters en mantelzorgstad, Wijdemeeren en vergunnings." for _ in range(20)),
)
REGISSEUR = Lezer(Rol.REGISSEUR)


@dataclass(frozen=True)
class Lees:
    """The spelling of an index, as one reader has it."""

    snapshot: Snapshot
    spelling: Spelling
    lezer: Lezer = BURGER

    def correct(self, tekst: str) -> Correctie:
        return self.spelling.correct(tekst, self.snapshot.columns.visible(self.lezer))

    def near(self, woord: str) -> list[str]:
        return [nabij.woord for nabij in self.spelling.near(woord, self.snapshot.columns.visible(self.lezer))]

    def variants(self, woord: str) -> tuple[str, ...]:
        return self.spelling.variants(woord, self.snapshot.columns.visible(self.lezer))


def records(texts: tuple[str, ...], first: int, **values: object) -> list[IndexRecord]:
    return [new_record(first + number, tekst=text, context="", **values) for number, text in enumerate(texts)]


def opened(folder: Path, *some: IndexRecord) -> Lees:
    encoder = HashEncoder()
    with IndexWriter(folder, encoder) as writer:
        writer.rebuild(some)
    snapshot = SearchEngine(folder, encoder).snapshot()
    return Lees(snapshot, Spelling(snapshot.words))


@pytest.fixture(scope="module")
def lees(tmp_path_factory: pytest.TempPathFactory) -> Lees:
    """Give the spelling for a visitor, among closed records that he may not see."""
    closed = records(CLOSED, 100, zichtbaarheid=Zichtbaarheid.BEHEER)
    return opened(tmp_path_factory.mktemp("tussen"), *closed, *records(OPEN, 1))


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Lees:
    """Give the same, where the closed records do not exist."""
    return opened(tmp_path_factory.mktemp("zonder"), *records(OPEN, 1))


@pytest.mark.parametrize(
    ("getypt", "bedoeld"),
    [
        ("begleiding", "begeleiding"),  # a letter left out
        ("begeleidingg", "begeleiding"),  # one too many
        ("begelieding", "begeleiding"),  # two swapped
        ("vergunming", "vergunning"),  # a wrong one
        ("bgeleidng", "begeleiding"),  # two slips in a long word
        ("gemeete", "gemeente"),  # though its stem stands somewhere
        ("onderstuening van ouderne", "ondersteuning van ouderen"),
        ("wonen en beleit", "wonen en beleid"),
        ("woningcoorporaties", "woningcorporaties"),
    ],
)
def test_a_typing_error_is_corrected(lees: Lees, getypt: str, bedoeld: str) -> None:
    assert lees.correct(getypt).tekst == bedoeld


def test_a_slip_in_a_usual_word_that_no_record_holds_is_corrected_too(lees: Lees) -> None:
    """The meaning of 'verkeerde' is near to something, that of 'vwrkeerde' to nothing."""
    assert lees.correct("op de vwrkeerde plek").tekst == "op de verkeerde plek"
    assert lees.correct("mantelzorgbedirjf").tekst == "mantelzorgbedirjf"  # no record holds 'bedrijf' in any form


@pytest.mark.parametrize(
    ("getypt", "bedoeld"),
    [
        ("mantelzorgodnersteuning", "mantelzorgondersteuning"),
        ("ouderenbegelieding", "ouderenbegeleiding"),
        ("vregunningbeleid", "vergunningbeleid"),
    ],
)
def test_a_compound_that_no_record_holds_is_corrected_in_its_part(lees: Lees, getypt: str, bedoeld: str) -> None:
    assert lees.correct(getypt).tekst == bedoeld


def test_a_space_too_many_or_too_few_is_a_typing_error(lees: Lees) -> None:
    assert lees.correct("huis houdelijke hulp").tekst == "huishoudelijke hulp"
    assert lees.correct("de zorgvoor ouderen").tekst == "de zorg voor ouderen"
    assert lees.correct("huishoudelijkehulp").verbeteringen == ()  # a compound of which the parts are found


def test_it_tells_which_words_were_changed(lees: Lees) -> None:
    found = lees.correct("Begleiding van huis houdelijke hulp")
    assert found.tekst == "Begeleiding van huishoudelijke hulp"
    assert found.verbeteringen == (
        Verbetering("Begleiding", "Begeleiding"),
        Verbetering("huis houdelijke", "huishoudelijke"),
    )


def test_the_rest_of_the_question_stays_as_it_was_typed(lees: Lees) -> None:
    getypt = '  "begleiding" -vergunnign soort:begleiding BEGLEIDING, Begleiding?  wónen &  «vergunnign» W&Z'
    bedoeld = '  "begleiding" -vergunnign soort:begleiding BEGELEIDING, Begeleiding?  wónen &  «vergunnign» W&Z'
    assert lees.correct(getypt).tekst == bedoeld


def test_an_open_quote_is_taken_as_if_it_was_not_typed(lees: Lees) -> None:
    assert lees.correct('wonen "begleiding').tekst == 'wonen "begeleiding'


@pytest.mark.parametrize(
    "tekst",
    [
        "zorh",  # short words differ by one letter too easily
        "wonem2 begleiding2",  # codes are meant as they are
        "begleiding-beleid",
        "appeltaart",  # a usual word that nothing holds
        "kaarten en katten",
        "bedrijfstakken",  # a compound of usual words
        "zorgvragers",
        "xqzwvblorp",
        "zij zeemt de ramen",  # a form of a rare word, not 'neemt'
        "stoepen",  # a rare word of almost the letters of 'stoppen'
        "",
        " ?! ",
    ],
)
def test_what_is_no_typing_error_stays(lees: Lees, tekst: str) -> None:
    assert lees.correct(tekst) == Correctie(tekst)


def test_words_of_closed_records_are_neither_offered_nor_believed(lees: Lees) -> None:
    assert lees.correct("Vermeulenberg").verbeteringen == ()
    assert lees.near("vermeulenburg") == []
    assert lees.near("begieleidingg") == ["begeleiding"]
    assert lees.correct("begieleiding").tekst == "begeleiding"  # known in the closed record only
    regisseur = Lees(lees.snapshot, lees.spelling, REGISSEUR)
    assert regisseur.correct("Vermeulenberg").tekst == "Vermeulenburg"
    assert regisseur.correct("begieleiding").verbeteringen == ()


WORDS = sorted({word.strip(".,:;").lower() for text in (*OPEN, *CLOSED) for word in text.split()})


@st.composite
def slips(draw: st.DrawFn) -> str:
    """Give a word of the index, visible or not, with some letters changed."""
    letters = list(draw(st.sampled_from(WORDS)))
    for _ in range(draw(st.integers(0, 2))):
        place = draw(st.integers(0, len(letters) - 1))
        letters[place] = draw(st.sampled_from(["", letters[place] * 2, *"aeinrst "]))
    return "".join(letters)


@given(st.lists(slips(), max_size=4).map(" ".join))
def test_closed_records_change_nothing(lees: Lees, alone: Lees, tekst: str) -> None:
    assert lees.correct(tekst) == alone.correct(tekst)
    for word in tekst.split():
        assert lees.near(word) == alone.near(word)
        assert lees.variants(word) == alone.variants(word)


@given(st.lists(slips(), max_size=5).map(" ".join))
def test_what_is_corrected_needs_no_correction(lees: Lees, tekst: str) -> None:
    once = lees.correct(tekst).tekst
    assert lees.correct(once) == Correctie(once)


@given(st.lists(st.sampled_from(" ".join(OPEN).split())).map(" ".join))
def test_a_question_without_errors_stays(lees: Lees, tekst: str) -> None:
    assert lees.correct(tekst) == Correctie(tekst)


@given(st.text(max_size=60))
def test_no_text_is_too_strange(lees: Lees, tekst: str) -> None:
    found = lees.correct(tekst)
    assert found.verbeteringen or found.tekst == tekst


def test_a_name_that_is_misspelt_in_a_record_is_a_variant_of_the_right_one(lees: Lees) -> None:
    assert lees.variants("clientenparticipatie") == ("clentenparticipatie",)
    assert lees.variants("clentenparticipatie") == ("clientenparticipatie",)
    assert lees.variants("voorzieningen") == ("vorzieningen",)


@pytest.mark.parametrize("woord", ["mantelzorgers", "zorgvragen", "gemeente", "ouderen", "hulp", "wmo2015", ""])
def test_another_word_is_no_variant(lees: Lees, woord: str) -> None:
    """A form of the word, another compound, a usual word: none of them is a slip."""
    assert lees.variants(woord) == ()


def test_threads_that_ask_at_once_get_the_same(lees: Lees) -> None:
    fresh = Lees(lees.snapshot, Spelling(lees.snapshot.words))
    answers: list[str] = []
    questions = ["begleiding", "mantelzorgodnersteuning", "onderstuening"]
    threads = [
        threading.Thread(target=lambda: answers.extend(fresh.correct(q).tekst for q in questions))
        for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == sorted(["begeleiding", "mantelzorgondersteuning", "ondersteuning"] * 6)
