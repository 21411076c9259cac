from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennis.search.lexicon import fold
from kennis.search.snippets import Fragment
from kennis.search.suggest import (
    MAX_SUGGESTIES,
    PER_SOORT,
    Suggestie,
    SuggestieSoort,
    choose,
    fits,
    fits_term,
    read_begin,
)
from kennis.search.terms import Term, Vorm

TITEL = "Nota mantelzorg Blaricum 2022-2026"


def shown(stukken: tuple[Fragment, ...]) -> str:
    return "".join(f"[{stuk.tekst}]" if stuk.gemarkeerd else stuk.tekst for stuk in stukken)


def fitted(tekst: str, getypt: str) -> str | None:
    past = fits(tekst, read_begin(getypt))
    return shown(past.stukken) if past else None


@pytest.mark.parametrize(
    ("tekst", "getypt", "gemarkeerd"),
    [
        (TITEL, "mantel", "Nota [mantel]zorg Blaricum 2022-2026"),
        (TITEL, "MANTEL bla", "Nota [mantel]zorg [Bla]ricum 2022-2026"),
        (TITEL, "blar not", "[Not]a mantelzorg [Blar]icum 2022-2026"),
        (TITEL, "de nota van blaricum", "[Nota] mantelzorg [Blaricum] 2022-2026"),
        (TITEL, "2026", "Nota mantelzorg Blaricum 2022-[2026]"),
        ("Handboek cliëntenparticipatie", "clienten", "Handboek [cliënten]participatie"),
        ("Handboek cliëntenparticipatie", "cliën", "Handboek [cliën]tenparticipatie"),
        ("Handboek cli\u0065\u0308ntenparticipatie", "clië", "Handboek [clië]ntenparticipatie"),
        ("Straßenplan", "strassen", "[Straßenp]lan"),  # folding makes the letter longer
        ("Wmo-beleid", "wmo-b", "[Wmo]-[b]eleid"),
    ],
)
def test_a_text_fits_by_the_beginnings_of_its_words(tekst: str, getypt: str, gemarkeerd: str) -> None:
    assert fitted(tekst, getypt) == gemarkeerd


@pytest.mark.parametrize("getypt", ["zorg", "nota huizen", "m", "", "?!", "mantelzorgers", "x" * 200])
def test_a_text_that_lacks_a_word_does_not_fit(getypt: str) -> None:
    assert fitted(TITEL, getypt) is None


def test_what_comes_before_the_last_word_is_kept_as_it_was_typed() -> None:
    begin = read_begin("  Wat doet de Gemeente  aan eenz")
    assert (begin.ervoor, begin.laatste) == ("Wat doet de Gemeente aan ", "eenz")


def test_a_sign_that_folds_into_several_words_is_one_word() -> None:
    ligature = "\ufdfa"
    second = fold(ligature).split()[1]
    assert fitted(f"Nota {ligature}", second) is None
    assert fitted(f"Nota {ligature}", "no") == f"[No]ta {ligature}"


@given(st.text(max_size=150), st.text(max_size=60))
def test_no_text_is_too_strange(tekst: str, getypt: str) -> None:
    """What is shown of a text is that text, whatever is marked in it."""
    begin = read_begin(getypt)
    past = fits(tekst, begin)
    if past is not None:
        plain = "".join(stuk.tekst for stuk in past.stukken)
        again = fits(plain, begin)
        assert again == past
        assert any(stuk.gemarkeerd for stuk in past.stukken)


def test_a_term_fits_by_its_name_first() -> None:
    term = Term("hulp bij het huishouden", (Vorm("huishoudelijke hulp", "synoniem"), Vorm("HbH", "afkorting")))
    by_name, by_form = fits_term(term, read_begin("huishoud")), fits_term(term, read_begin("hbh"))
    assert by_name is not None
    assert by_form is not None
    assert shown(by_name.stukken) == "hulp bij het [huishoud]en"
    assert shown(by_form.stukken) == "hulp bij het huishouden ([HbH])"
    assert by_name.plaats < by_form.plaats
    assert fits_term(term, read_begin("wonen")) is None


def some(soort: SuggestieSoort, number: int, first: int = 0) -> list[Suggestie]:
    """Return suggestions of a kind; a document leads somewhere."""
    leads = soort is SuggestieSoort.DOCUMENT
    return [
        Suggestie(f"tekst {n}", soort, (Fragment(f"tekst {n}"),), document_id=n if leads else None)
        for n in range(first, first + number)
    ]


def test_one_kind_may_fill_the_list() -> None:
    chosen = choose(read_begin("tek"), [some(SuggestieSoort.DOCUMENT, 20), []])
    assert len(chosen) == MAX_SUGGESTIES


def test_kinds_that_compete_get_a_few_each() -> None:
    kinds = [some(soort, 9, first=100 * place) for place, soort in enumerate(SuggestieSoort)]
    chosen = choose(read_begin("tek"), kinds)
    assert len(chosen) == MAX_SUGGESTIES
    assert [suggestie.soort for suggestie in chosen[: 2 * PER_SOORT]] == (
        [SuggestieSoort.BEGRIP] * PER_SOORT + [SuggestieSoort.VRAAG] * PER_SOORT
    )


def test_a_text_is_suggested_once_and_never_as_it_was_typed() -> None:
    begrip, woord = some(SuggestieSoort.BEGRIP, 2), some(SuggestieSoort.WOORD, 3)
    document = some(SuggestieSoort.DOCUMENT, 2)  # to search for its title is another thing than to open it
    chosen = choose(read_begin("Tekst 0"), [begrip, document, woord])
    assert [(suggestie.soort.value, suggestie.tekst) for suggestie in chosen] == [
        ("begrip", "tekst 1"),
        ("document", "tekst 0"),
        ("document", "tekst 1"),
        ("woord", "tekst 2"),
    ]
