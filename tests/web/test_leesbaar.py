from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kennis.db.documenten import Passage
from kennis.search.snippets import Fragment
from kennis.web.leesbaar import AFTER, BEFORE, LAST_LEVEL, WHOLE, leestekst, without_title


def plain(tekst: str) -> tuple[Fragment, ...]:
    return (Fragment(tekst),)


def passages(*paths: list[str]) -> list[Passage]:
    return [Passage(id=number, koppen=path, tekst=f"tekst {number}") for number, path in enumerate(paths)]


def headings(*paths: list[str]) -> list[list[tuple[int, str]]]:
    tekst = leestekst("Nota", passages(*paths), plain)
    return [[(kop.niveau, kop.tekst) for kop in deel.koppen] for deel in tekst.delen]


def test_a_heading_stands_once_where_it_begins() -> None:
    assert headings(["A"], ["A"], ["A", "A1"], ["A", "A2"], ["B"]) == [
        [(2, "A")],
        [],
        [(3, "A1")],
        [(3, "A2")],
        [(2, "B")],
    ]


def test_the_same_words_under_another_heading_are_another_heading() -> None:
    assert headings(["A", "Kosten"], ["B", "Kosten"]) == [[(2, "A"), (3, "Kosten")], [(2, "B"), (3, "Kosten")]]


def test_going_back_up_repeats_nothing() -> None:
    assert headings(["A", "A1"], ["A"], []) == [[(2, "A"), (3, "A1")], [], []]


def test_the_title_of_the_document_is_no_heading() -> None:
    assert headings([" NOTA "], ["nota", "A"]) == [[], [(2, "A")]]
    assert without_title(["Nota 2"], "Nota") == ["Nota 2"]


def test_deep_headings_stop_at_a_level() -> None:
    levels = [niveau for niveau, _ in headings(["A", "B", "C", "D", "E"])[0]]
    assert levels == [2, 3, LAST_LEVEL, LAST_LEVEL, LAST_LEVEL]


def test_every_heading_has_an_anchor_of_its_own() -> None:
    tekst = leestekst("Nota", passages(["A", "A"], ["B", "A"], ["A"]), plain)
    ankers = [kop.anker for deel in tekst.delen for kop in deel.koppen]
    assert len(set(ankers)) == len(ankers) == 5


def test_the_table_of_contents_has_two_levels() -> None:
    tekst = leestekst("Nota", passages(["A", "B", "C"]), plain)
    assert [kop.tekst for kop in tekst.inhoud] == ["A", "B"]


def test_of_a_long_document_the_part_around_a_passage_is_shown() -> None:
    """With the headings above it, the whole table of contents, and the way to what stands before and after."""
    many = passages(*([f"Hoofdstuk {n // 50}", f"Paragraaf {n // 10}"] for n in range(800)))
    tekst = leestekst("Nota", many, plain, passage_id=425)
    assert [deel.passage.id for deel in tekst.delen] == list(range(425 - BEFORE, 425 + AFTER))
    assert [kop.tekst for kop in tekst.delen[0].koppen] == ["Hoofdstuk 7", "Paragraaf 39"]
    assert tekst.eerder is many[425 - BEFORE - 1]
    assert tekst.verder is many[425 + AFTER]
    assert len(tekst.inhoud) == 16 + 80
    assert tekst.toont(425)
    assert not tekst.toont(tekst.inhoud[0].passage_id)


def test_a_long_document_begins_at_its_beginning_and_ends_at_its_end() -> None:
    many = passages(*([] for _ in range(WHOLE + 1)))
    for unknown in (None, -1):
        tekst = leestekst("Nota", many, plain, unknown)
        assert (tekst.delen[0].passage.id, tekst.eerder) == (0, None)
    tekst = leestekst("Nota", many, plain, WHOLE)
    assert (tekst.delen[-1].passage.id, tekst.verder) == (WHOLE, None)
    assert tekst.eerder is not None


def test_a_document_of_usual_length_is_shown_whole() -> None:
    tekst = leestekst("Nota", passages(*([] for _ in range(WHOLE))), plain, WHOLE - 1)
    assert len(tekst.delen) == WHOLE
    assert tekst.eerder is tekst.verder is None


def test_a_mark_over_two_lines_stays_a_mark() -> None:
    pieces = (Fragment("een "), Fragment("twee\n\ndrie", gemarkeerd=True), Fragment(" vier"))
    (deel,) = leestekst("Nota", passages([]), lambda _: pieces).delen
    assert deel.alineas == (
        (Fragment("een "), Fragment("twee", gemarkeerd=True)),
        (Fragment("drie", gemarkeerd=True), Fragment(" vier")),
    )


@given(st.lists(st.text(), max_size=5))
def test_no_text_is_lost(texts: list[str]) -> None:
    pieces = tuple(Fragment(tekst) for tekst in texts)
    (deel,) = leestekst("Nota", passages([]), lambda _: pieces).delen
    lines = ["".join(piece.tekst for piece in alinea) for alinea in deel.alineas]
    assert lines == [line for line in "".join(texts).split("\n") if line.strip()]
