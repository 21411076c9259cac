"""The list of terms as the search uses it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
import sqlalchemy as sa

from kennis.begrippen.beheer import merge, save
from kennis.begrippen.beschrijving import Beschrijving
from kennis.begrippen.lijst import Begrippenlijst
from kennis.db.base import transaction
from kennis.db.begrippen import Begrip, BegripVariant, VariantSoort, find_begrip, retire
from kennis.installatie import Installatie
from kennis.search.dutch import analyse
from kennis.search.terms import MAX_ALTERNATIVES, Termen

AFKORTING, SYNONIEM, SPELLING = VariantSoort
ZAT = Beschrijving("zorgadviesteam", "Nota", vormen={AFKORTING: ("ZAT",)})


def asked(termen: Termen, vraag: str) -> dict[str, list[str]]:
    ways = termen.alternatives(analyse(vraag))
    return {woord.exact: [way.tekst for way in found] for woord, found in ways.items()}


def add(found: Installatie, *beschrijvingen: Beschrijving) -> None:
    with transaction(found.sessions) as session:
        for beschrijving in beschrijvingen:
            save(session, beschrijving)


@pytest.fixture
def lijst(leeg: Installatie) -> Begrippenlijst:
    return Begrippenlijst(leeg.sessions)


def test_a_change_counts_at_the_next_question(leeg: Installatie, lijst: Begrippenlijst) -> None:
    assert asked(lijst.termen(), "ZAT") == {}
    add(leeg, ZAT)
    assert asked(lijst.termen(), "zat") == {"zat": ["zorgadviesteam"]}
    with transaction(leeg.sessions) as session:
        begrip = find_begrip(session, ZAT.term)
        save(session, replace(ZAT, vormen={AFKORTING: ("ZAT",), SYNONIEM: ("adviesteam",)}), begrip)
    assert asked(lijst.termen(), "ZAT") == {"zat": ["zorgadviesteam", "adviesteam"]}
    with transaction(leeg.sessions) as session:
        retire(session.scalars(sa.select(Begrip)).one())
    assert asked(lijst.termen(), "ZAT") == {}


def test_a_form_that_is_taken_off_or_marked_counts_too(leeg: Installatie, lijst: Begrippenlijst) -> None:
    add(leeg, ZAT)
    assert asked(lijst.termen(), "ZAT")
    with transaction(leeg.sessions) as session:
        session.scalars(sa.select(BegripVariant)).one().dubbelzinnig = True
    assert lijst.termen().senses(analyse("het ZAT")) == {"zat": ("zorgadviesteam",)}
    with transaction(leeg.sessions) as session:
        session.scalars(sa.select(Begrip)).one().varianten = []
    assert lijst.termen().senses(analyse("het ZAT")) == {}


def test_changes_that_follow_at_once_all_count(leeg: Installatie, lijst: Begrippenlijst) -> None:
    """A moment would not tell them apart; a number does."""
    for number in range(20):
        add(leeg, replace(ZAT, term=f"team{number}", vormen={AFKORTING: (f"AFK{number}",)}))
        assert asked(lijst.termen(), f"AFK{number}") == {f"afk{number}": [f"team{number}"]}


def test_a_change_that_is_rolled_back_does_not_count(leeg: Installatie, lijst: Begrippenlijst) -> None:
    lijst.termen()
    with leeg.sessions() as session:
        save(session, ZAT)
        session.rollback()
    assert asked(lijst.termen(), "ZAT") == {}


def test_the_list_is_read_again_only_when_it_changed(leeg: Installatie, lijst: Begrippenlijst) -> None:
    add(leeg, ZAT)
    first = lijst.termen()
    assert lijst.termen() is first
    add(leeg, replace(ZAT, term="ander"))
    assert lijst.termen() is not first


def test_a_change_by_another_process_counts(installatie: Installatie) -> None:
    lijst = Begrippenlijst(installatie.sessions)
    assert "zzk" not in asked(lijst.termen(), "ZZK")
    code = (
        "import sys; from kennis.db.base import *; from kennis.begrippen.beheer import save;"
        "from kennis.begrippen.beschrijving import Beschrijving;"
        "from kennis.db.begrippen import VariantSoort as V\n"
        "with transaction(session_factory(open_engine(sys.argv[1]))) as session:"
        " save(session, Beschrijving('zorgzoekkaart', 'Nota', vormen={V.AFKORTING: ('ZZK',)}))"
    )
    url = installatie.config.database_url
    subprocess.run([sys.executable, "-c", code, url], check=True)  # noqa: S603 (our own)
    assert asked(lijst.termen(), "ZZK") == {"zzk": ["zorgzoekkaart"]}


def test_many_threads_read_one_list(leeg: Installatie, lijst: Begrippenlijst) -> None:
    add(leeg, ZAT)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: asked(lijst.termen(), "ZAT"), range(40)))
    assert found == [{"zat": ["zorgadviesteam"]}] * 40


def test_terms_that_name_each_other_do_no_harm(leeg: Installatie, lijst: Begrippenlijst) -> None:
    one = Beschrijving("woonservicegebied", "Nota", vormen={SYNONIEM: ("woonzorgzone",)})
    other = Beschrijving("woonzorgzone", "Nota", vormen={SYNONIEM: ("woonservicegebied", "servicezone")})
    add(leeg, one, other)
    found = asked(lijst.termen(), "woonservicegebied")
    assert found == {"woonservicegebied": ["woonzorgzone", "servicezone"]}


def test_after_a_merge_each_name_finds_the_other(leeg: Installatie, lijst: Begrippenlijst) -> None:
    add(leeg, ZAT, Beschrijving("adviesteam", "Nota"))
    with transaction(leeg.sessions) as session:
        team, zat = find_begrip(session, "adviesteam"), find_begrip(session, ZAT.term)
        assert team is not None
        assert zat is not None
        merge(session, team, zat)
    assert asked(lijst.termen(), "adviesteam") == {"adviesteam": ["zorgadviesteam", "ZAT"]}


def test_an_abbreviation_of_two_terms_is_asked_about_and_not_used(
    leeg: Installatie, lijst: Begrippenlijst
) -> None:
    add(leeg, ZAT, replace(ZAT, term="zaterdag"))
    termen = lijst.termen()
    assert asked(termen, "ZAT") == {}
    assert termen.senses(analyse("wat doet het ZAT")) == {"zat": ("zorgadviesteam", "zaterdag")}


def test_what_a_question_explains_itself_is_not_asked_about(leeg: Installatie, lijst: Begrippenlijst) -> None:
    add(leeg, ZAT, replace(ZAT, term="zaterdag"))
    assert lijst.termen().senses(analyse("ZAT zorgadviesteam")) == {}


def test_an_ambiguous_word_in_a_longer_form_is_not_asked_about(leeg: Installatie, lijst: Begrippenlijst) -> None:
    mo = Beschrijving(
        "maatschappelijke opvang", "Nota", vormen={AFKORTING: ("MO",)}, dubbelzinnig=frozenset({"MO"})
    )
    add(leeg, mo, Beschrijving("beschermd wonen en opvang", "Nota", vormen={AFKORTING: ("BW/MO",)}))
    assert lijst.termen().senses(analyse("de BW/MO")) == {}
    assert lijst.termen().senses(analyse("de MO")) == {"mo": ("maatschappelijke opvang",)}


def test_a_phrase_of_which_one_word_would_be_left_is_understood_but_not_looked_for(
    leeg: Installatie, lijst: Begrippenlijst
) -> None:
    add(leeg, Beschrijving("voorveld", "Nota", vormen={SYNONIEM: ("voor de toegang",)}))
    assert asked(lijst.termen(), "voor de toegang") == {"toegang": ["voorveld"]}
    assert asked(lijst.termen(), "voorveld") == {}


def many() -> Iterator[Beschrijving]:
    """Give 10,000 forms; one of them is the same in each term."""
    for number in range(200):
        vormen = ("zorgx", *(f"vorm{number}x{n}" for n in range(49)))
        yield Beschrijving(f"begrip{number}", "Nota", vormen={SYNONIEM: vormen})


def test_of_ten_thousand_forms_a_question_takes_no_more_than_a_few(installatie: Installatie) -> None:
    add(installatie, *many())
    lijst = Begrippenlijst(installatie.sessions)
    vraag = "wat doen we met vorm7x3 en de zorgx voor ouderen in begrip9"
    assert {"vorm7x3", "zorgx", "begrip9"} <= set(asked(lijst.termen(), vraag))
    found = lijst.termen().alternatives(analyse(vraag))
    assert max(map(len, found.values())) <= MAX_ALTERNATIVES
