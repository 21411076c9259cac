"""Passages and sentences by worked examples."""

from __future__ import annotations

import random

import pytest

from indexer.blocks import Block, BlockSoort
from indexer.passages import (
    MAX_WORDS,
    MIN_WORDS,
    TARGET_WORDS,
    PassageTekst,
    split_passages,
    split_sentences,
)


def kop(tekst: str, niveau: int = 1, pagina: int | None = None) -> Block:
    return Block(BlockSoort.KOP, tekst, niveau, pagina)


def alinea(tekst: str, pagina: int | None = None) -> Block:
    return Block(BlockSoort.ALINEA, tekst, pagina=pagina)


def zinnen(count: int, words: int = 10, about: str = "zin") -> str:
    """Return sentences of ten words, each of which can be told apart."""
    return " ".join(f"De {about} {number} {'gaat verder ' * ((words - 4) // 2)}hier." for number in range(count))


def length(passage: PassageTekst) -> int:
    return len(passage.tekst.split())


def test_a_short_text_is_one_passage() -> None:
    assert split_passages([alinea("De gemeente bouwt woningen.", 1)]) == [
        PassageTekst("De gemeente bouwt woningen.", (), 1)
    ]


def test_of_no_text_there_are_no_passages() -> None:
    assert split_passages([]) == []
    assert split_passages([alinea("  \n"), kop(" "), Block(BlockSoort.TABELRIJ, "")]) == []


def test_a_passage_stands_under_the_path_of_its_headings() -> None:
    found = split_passages(
        [
            kop("Wonen", 1),
            kop("Huur", 2),
            alinea(zinnen(10, about="huur")),
            kop("Koop", 2),
            alinea(zinnen(10, about="koop")),
            kop("Zorg", 1),
            alinea(zinnen(10, about="zorg")),
        ]
    )
    assert [passage.koppen for passage in found] == [("Wonen", "Huur"), ("Wonen", "Koop"), ("Zorg",)]


def test_a_heading_that_skips_a_level_does_not_lose_the_ones_above() -> None:
    found = split_passages(
        [kop("Wonen", 1), kop("Starters", 4), alinea("Tekst."), kop("Zorg", 2), alinea("Meer.")]
    )
    assert found[0].koppen[0] == "Wonen"
    assert found[0].tekst.splitlines() == ["Starters", "Tekst.", "Zorg", "Meer."]


def test_paragraphs_and_items_keep_their_own_line() -> None:
    found = split_passages(
        [alinea("Wij doen dit. En dat."), Block(BlockSoort.LIJST, "wonen"), Block(BlockSoort.LIJST, "zorg")]
    )
    assert found[0].tekst == "Wij doen dit. En dat.\nwonen\nzorg"


def test_a_long_section_is_divided_evenly() -> None:
    """Three hundred words are two passages of a hundred and fifty, not one of two hundred and a rest."""
    found = split_passages([kop("Wonen"), alinea(zinnen(30))])
    assert [length(passage) for passage in found] == [150, 150]
    assert {passage.koppen for passage in found} == {("Wonen",)}


def test_a_passage_has_the_page_on_which_it_begins() -> None:
    found = split_passages([alinea(zinnen(10), 1), alinea(zinnen(10), 2), alinea(zinnen(10), 3)])
    assert [passage.pagina for passage in found] == [1, 2]
    assert sum(map(length, found)) == 300


def test_very_short_sections_of_one_chapter_are_joined_with_their_headings_as_text() -> None:
    found = split_passages(
        [
            kop("Begrippen"),
            kop("Mantelzorg", 2),
            alinea("Zorg voor een naaste."),
            kop("Respijtzorg", 2),
            alinea("Vervangt die zorg tijdelijk."),
        ]
    )
    assert found == [
        PassageTekst(
            "Mantelzorg\nZorg voor een naaste.\nRespijtzorg\nVervangt die zorg tijdelijk.", ("Begrippen",)
        )
    ]


def test_a_short_introduction_is_joined_with_the_first_paragraph_under_it() -> None:
    found = split_passages([kop("Wonen"), alinea("Een inleiding."), kop("Huur", 2), alinea("Over huur.")])
    assert found == [PassageTekst("Een inleiding.\nHuur\nOver huur.", ("Wonen",))]


def test_sections_that_are_long_enough_stay_apart() -> None:
    found = split_passages([kop("Huur"), alinea(zinnen(MIN_WORDS // 10)), kop("Koop"), alinea(zinnen(4))])
    assert [passage.koppen for passage in found] == [("Huur",), ("Koop",)]


def test_sections_of_different_chapters_stay_apart() -> None:
    found = split_passages(
        [kop("Wonen"), kop("Huur", 2), alinea("Over huur."), kop("Zorg"), kop("Thuis", 2), alinea("Over thuis.")]
    )
    assert [passage.koppen for passage in found] == [("Wonen", "Huur"), ("Zorg", "Thuis")]


def test_a_heading_with_nothing_under_it_is_text() -> None:
    found = split_passages([kop("Wonen"), alinea("Tekst."), kop("Slot")])
    assert found == [PassageTekst("Tekst.\nSlot", ("Wonen",))]
    assert split_passages([kop("Alleen een titel", pagina=1)]) == [PassageTekst("Alleen een titel", (), 1)]


def test_a_row_of_a_table_is_not_cut_at_its_dots() -> None:
    row = "Gemeente: Huizen; Woningen: 120. Nieuw: 30."
    assert split_passages([Block(BlockSoort.TABELRIJ, f"  {row}\n")])[0].tekst == row


def test_only_a_sentence_that_is_too_long_is_cut() -> None:
    long = " ".join(f"woord{number}" for number in range(MAX_WORDS + 100))
    found = split_passages([alinea(f"Een korte zin. {long}. Nog een zin.")])
    assert all(length(passage) <= MAX_WORDS for passage in found)
    assert " ".join(passage.tekst for passage in found).split() == f"Een korte zin. {long}. Nog een zin.".split()


def test_usual_documents_give_passages_of_usual_length() -> None:
    """Of texts as people write them nearly all passages are close to what the model reads best."""
    chance = random.Random(2008)  # noqa: S311 (no secret)
    blocks = [alinea(zinnen(chance.randint(2, 9), chance.randrange(6, 30, 2))) for _ in range(300)]
    lengths = [length(passage) for passage in split_passages([kop("Visie"), *blocks])]
    assert sum(lengths) / len(lengths) == pytest.approx(TARGET_WORDS, rel=0.05)
    assert min(lengths[:-1]) > TARGET_WORDS / 2


# --- sentences -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sentence",
    [
        "De heer J. Jansen en mevr. A. de Vries wonen in Huizen.",
        "Dhr. De Boer en drs. P. Smit spraken met prof. mr. dr. K. Bos.",
        "Zie art. 3, hfst. 2, par. 4 en bijl. 5 op blz. 12.",
        "Dat kost ca. 3 ton, incl. 21% btw, excl. inrichting.",
        "Dit geldt o.a. Huizen, m.u.v. Laren, i.s.m. Versa en d.w.z. Iedereen.",
        "Op 3 sept. 2024 duurde het gem. 6 en max. 12 weken.",
        "2.1. Doel van de visie.",
        "De norm is 3.500 euro of € 1.250,50 per maand.",
        "Meer staat op www.huizen.nl en in beleid.pdf op de site.",
    ],
)
def test_a_dot_that_ends_no_sentence_does_not_cut(sentence: str) -> None:
    assert split_sentences(f"{sentence} Daarna volgt meer.") == [sentence, "Daarna volgt meer."]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Is dat zo? Ja! Zeker… Dat denk ik.", ["Is dat zo?", "Ja!", "Zeker…", "Dat denk ik."]),
        ('Hij zei: "Kom." Zij kwam.', ['Hij zei: "Kom."', "Zij kwam."]),
        ("Ze zei: ‘Nee.’ ‘Ja,’ zei hij.", ["Ze zei: ‘Nee.’", "‘Ja,’ zei hij."]),
        ("(Zo staat het er.) Één ding nog.", ["(Zo staat het er.)", "Één ding nog."]),
        ("Hij is lid. Zij niet.", ["Hij is lid.", "Zij niet."]),
        ("Het was in 2024. 3 woningen kwamen erbij.", ["Het was in 2024.", "3 woningen kwamen erbij."]),
        ("  Regel een\n gaat   door.\tRegel twee. ", ["Regel een gaat door.", "Regel twee."]),
        ("zonder hoofdletter. en zonder einde", ["zonder hoofdletter. en zonder einde"]),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, sentences: list[str]) -> None:
    assert split_sentences(text) == sentences


def test_a_text_that_never_ends_a_sentence_is_cut_in_time() -> None:
    assert split_sentences("A. B. C. " * 30_000)[0].startswith("A. B. C. A.")
