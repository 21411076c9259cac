from __future__ import annotations

from datetime import date

import pytest

from indexer.records import DOCUMENTEN
from indexer.versies import BRON
from indexer.worker import Worker
from kennis.access import BURGER, Lezer, Rol, Zichtbaarheid
from kennis.db.base import transaction
from kennis.db.documenten import Status
from kennis.db.wachtrij import enqueue
from kennis.db.zoekvragen import Vraagtelling
from kennis.installatie import Installatie
from kennis.search.engine import SearchEngine
from kennis.search.suggest import SuggestieSoort
from kennis.search.terms import Term, Termen
from kennis.suggesties import OFTEN_ASKED_SECONDS, Suggestiedienst, often_asked
from tests.encoders import HashEncoder
from tests.rijen import new_passage, new_versie

WEKEN = (date(2026, 11, 2), date(2026, 11, 9))
REGISSEUR = Lezer(Rol.REGISSEUR)
TERMEN = Termen((Term("mantelzorger"), Term("mantelzorgboerderij")))


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def dienst(installatie: Installatie, clock: Clock) -> Suggestiedienst:
    """Give suggestions over four documents, one of which is closed and one of which was called otherwise."""
    old = new_versie(titel="Oude nota mantelzorg", datum=date(2019, 1, 1))
    new = new_versie(titel="Nota mantelzorg Blaricum", datum=date(2022, 1, 1), document=old.document)
    versies = [
        old,
        new,
        new_versie(titel="Mantelzorg in cijfers", datum=date(2020, 1, 1)),
        new_versie(titel="Verslag over mantelzorg", datum=date(2025, 1, 1), status=Status.VASTGESTELD),
        new_versie(titel="Mantelzorg bij Pietersen", zichtbaarheid=Zichtbaarheid.BEHEER),
    ]
    for versie in versies:
        versie.passages.append(new_passage("De gemeente steunt mantelzorgers en geeft respijtzorg."))
    versies[-1].passages.append(new_passage("Het dossier Pietersen en de mantelzorgboerderij.", 2))
    with transaction(installatie.sessions) as session:
        session.add_all(versies)
        session.flush()
        enqueue(session, [f"{BRON}:{versie.id}" for versie in versies])
    folder = installatie.config.index_dir
    Worker(installatie.sessions, folder, HashEncoder(), [DOCUMENTEN]).work_off()
    return Suggestiedienst(SearchEngine(folder, HashEncoder()), installatie.sessions, clock)


def ask(installatie: Installatie, vraag: str, rol: Rol, *times: int) -> None:
    """Count a question in consecutive weeks."""
    with transaction(installatie.sessions) as session:
        for week, aantal in zip(WEKEN, times, strict=False):
            session.add(Vraagtelling(week=week, vraag=vraag, rol=rol, aantal=aantal))


def texts(dienst: Suggestiedienst, getypt: str, lezer: Lezer = BURGER, soort: str | None = None) -> list[str]:
    found = dienst.suggesties(getypt, lezer, TERMEN)
    return [suggestie.tekst for suggestie in found if soort in {None, suggestie.soort.value}]


def test_titles_come_in_the_order_of_place_and_date(dienst: Suggestiedienst) -> None:
    """Of a document the current title that this reader may see, and never that of a closed one."""
    burger = ["Mantelzorg in cijfers", "Nota mantelzorg Blaricum", "Verslag over mantelzorg"]
    assert texts(dienst, "mantel", soort="document") == burger
    assert "Mantelzorg bij Pietersen" in texts(dienst, "mantel", REGISSEUR)
    assert texts(dienst, "piet") == []
    assert texts(dienst, "oude") == []


def test_a_title_leads_to_its_document(dienst: Suggestiedienst) -> None:
    found = dienst.suggesties("nota man", BURGER)
    assert [(suggestie.soort, suggestie.tekst) for suggestie in found if suggestie.document_id] == [
        (SuggestieSoort.DOCUMENT, "Nota mantelzorg Blaricum")
    ]


def test_a_term_is_suggested_when_something_is_found_by_it(dienst: Suggestiedienst) -> None:
    assert texts(dienst, "mantel", soort="begrip") == ["mantelzorger"]
    assert texts(dienst, "mantel", REGISSEUR, "begrip") == ["mantelzorger", "mantelzorgboerderij"]


def test_words_are_suggested_when_there_is_little_else(dienst: Suggestiedienst) -> None:
    assert texts(dienst, "de resp") == ["de respijtzorg"]
    assert texts(dienst, "mantelzorgb", REGISSEUR, "woord") == []  # the term says the same
    assert texts(dienst, "doss") == []
    assert texts(dienst, "doss", REGISSEUR) == ["dossier"]


def test_what_is_asked_again_and_again_is_suggested(dienst: Suggestiedienst, installatie: Installatie) -> None:
    ask(installatie, "respijtzorg voor mantelzorgers", Rol.BURGER, 2, 1)
    assert texts(dienst, "mantel", soort="vaak gevraagd") == ["respijtzorg voor mantelzorgers"]


def test_what_few_ask_or_only_for_a_week_is_not(installatie: Installatie) -> None:
    ask(installatie, "respijtzorg voor mijn vader", Rol.BURGER, 1, 1)
    ask(installatie, "mantelzorg in het nieuws", Rol.BURGER, 40)
    with installatie.sessions() as session:
        assert often_asked(session, Rol.REGISSEUR) == []


def test_a_question_is_not_told_to_a_lower_role(installatie: Installatie) -> None:
    ask(installatie, "respijtzorg voor mantelzorgers", Rol.AMBTENAAR, 3, 3)
    ask(installatie, "mantelzorg", Rol.BURGER, 1, 1)
    ask(installatie, "mantelzorg", Rol.PROFESSIONAL, 1)
    with installatie.sessions() as session:
        told = {rol: often_asked(session, rol) for rol in Rol}
    assert told[Rol.BURGER] == []
    assert told[Rol.PROFESSIONAL] == ["mantelzorg"]
    assert told[Rol.AMBTENAAR] == ["respijtzorg voor mantelzorgers", "mantelzorg"]
    assert told[Rol.REGISSEUR] == ["respijtzorg voor mantelzorgers", "mantelzorg"]


def test_a_question_about_what_one_may_not_see_is_not_suggested(
    dienst: Suggestiedienst, installatie: Installatie
) -> None:
    """Readers of one role do not all see the same; a name that stands in no visible record stays unsaid."""
    ask(installatie, "mantelzorg Pietersen", Rol.BURGER, 5, 5)
    assert texts(dienst, "mantel", soort="vaak gevraagd") == []
    assert texts(dienst, "mantel", REGISSEUR, "vaak gevraagd") == ["mantelzorg Pietersen"]


def test_a_question_becomes_usual_within_a_minute(
    dienst: Suggestiedienst, installatie: Installatie, clock: Clock
) -> None:
    assert texts(dienst, "resp", soort="vaak gevraagd") == []
    ask(installatie, "respijtzorg voor mantelzorgers", Rol.BURGER, 2, 1)
    assert texts(dienst, "resp", soort="vaak gevraagd") == []
    clock.now += OFTEN_ASKED_SECONDS + 1
    assert texts(dienst, "resp", soort="vaak gevraagd") == ["respijtzorg voor mantelzorgers"]


def test_without_an_index_there_is_nothing_to_suggest(installatie: Installatie) -> None:
    dienst = Suggestiedienst(SearchEngine(installatie.config.index_dir, HashEncoder()), installatie.sessions)
    assert dienst.suggesties("mantel", BURGER) == []
