"""The list as a table: what goes out comes in again, and a table with a slip comes in not at all."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import orm as so

from kennis.begrippen.beheer import save
from kennis.begrippen.beschrijving import Beschrijving, beschrijving_of
from kennis.begrippen.importeren import Import, import_table
from kennis.begrippen.startlijst import STARTLIJST
from kennis.begrippen.tabel import KOLOMMEN, read_rows, split, tidy, write_rows
from kennis.db.begrippen import VariantSoort, find_begrip, live_begrippen, retire
from kennis.errors import BegripError
from kennis.installatie import Installatie

AFKORTING, SYNONIEM, SPELLING = VariantSoort
KOP = ";".join(KOLOMMEN) + "\n"
ZAT = Beschrijving(
    "zorgadviesteam",
    "Nota",
    "Team; ‘van’ school.",
    "onderwijs",
    {AFKORTING: ("ZAT",), SYNONIEM: ("adviesteam", "zorgteam"), SPELLING: ()},
    frozenset({"ZAT"}),
)

cells = st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters="|"), min_size=1, max_size=20)
forms = st.lists(cells, max_size=4, unique=True).map(sorted).map(tuple)


@st.composite
def beschrijvingen(draw: st.DrawFn) -> Beschrijving:
    vormen = {soort: draw(forms) for soort in VariantSoort}
    known = sorted({vorm for each in vormen.values() for vorm in each})
    dubbelzinnig = draw(st.sets(st.sampled_from(known))) if known else set()
    return Beschrijving(draw(cells), draw(cells), draw(cells), draw(cells), vormen, frozenset(dubbelzinnig))


def table(*given: Beschrijving) -> io.StringIO:
    file = io.StringIO(newline="")
    write_rows(file, given)
    file.seek(0)
    return file


@given(st.lists(beschrijvingen(), max_size=3))
def test_what_is_written_is_read_back(given: list[Beschrijving]) -> None:
    assert [beschrijving for _, beschrijving in read_rows(table(*given))] == given


def test_the_list_that_one_begins_with_comes_out_as_it_is(installatie: Installatie) -> None:
    with installatie.sessions() as session:
        out = table(*map(beschrijving_of, live_begrippen(session))).read()
        assert out == STARTLIJST.read_text(encoding="utf-8")
        aantal = len(live_begrippen(session))
        assert import_table(session, io.StringIO(out)) == Import(ongewijzigd=aantal)


def test_a_table_adds_changes_and_leaves_alone(session: so.Session) -> None:
    save(session, ZAT)
    save(session, Beschrijving("wijkteam", "Nota"))
    save(session, Beschrijving("blijft", "Nota"))
    file = table(
        ZAT, Beschrijving("wijkteam", "Brief", vormen={SYNONIEM: ("buurtteam",)}), Beschrijving("nieuw", "Nota")
    )
    assert import_table(session, file) == Import(nieuw=1, gewijzigd=1, ongewijzigd=1)
    assert [begrip.term for begrip in live_begrippen(session)] == ["blijft", "nieuw", "wijkteam", ZAT.term]
    wijkteam = find_begrip(session, "wijkteam")
    assert wijkteam is not None
    assert (wijkteam.bron, [v.variant for v in wijkteam.varianten]) == ("Brief", ["buurtteam"])


def test_a_table_with_a_slip_changes_nothing_and_names_every_line(session: so.Session) -> None:
    retire(save(session, Beschrijving("oud", "Nota")))
    file = table(
        ZAT, replace(ZAT, term="", bron=""), Beschrijving("oud", "Nota"), replace(ZAT, term="ZorgAdviesteam")
    )
    fouten = import_table(session, file).fouten
    assert [(line, melding.split()[0]) for line, melding in fouten] == [
        (3, "Vul"),
        (3, "Vul"),
        (4, "‘oud’"),
        (5, "‘ZorgAdviesteam’"),
    ]
    assert "staat ook op regel 2" in fouten[-1][1]
    session.flush()
    assert live_begrippen(session) == []


@pytest.mark.parametrize(
    ("text", "reden"),
    [
        ("", "De kolom ‘term’ ontbreekt"),
        ("term;bron\nzorg;Nota\n", "De kolom ‘afkortingen’ ontbreekt"),
        (KOP + "a;;;;;;;Nota;te;veel\n", "Regel 2 heeft te veel kolommen"),
        (KOP + '"open', "geen CSV"),
    ],
)
def test_what_is_no_such_table_is_refused(session: so.Session, text: str, reden: str) -> None:
    with pytest.raises(BegripError, match=reden):
        import_table(session, io.StringIO(text))


def test_a_table_in_another_code_is_refused(session: so.Session) -> None:
    file = io.TextIOWrapper(io.BytesIO((KOP + "café;;;;;;;Nota\n").encode("latin-1")), encoding="utf-8")
    with pytest.raises(BegripError, match="UTF-8"):
        import_table(session, file)


def test_a_row_that_is_short_lacks_its_source(session: so.Session) -> None:
    assert import_table(session, io.StringIO(KOP + "zorg\n")).fouten == (
        (2, "Vul in waar dit staat of wie dit zegt."),
    )


@given(st.text())
def test_text_of_any_kind_becomes_one_that_every_database_keeps(text: str) -> None:
    assert tidy(text) == tidy(tidy(text))
    tidy(text).encode("utf-8")
    assert "\x00" not in tidy(text)


def test_forms_stand_on_lines_or_behind_a_bar() -> None:
    assert split(" a |b\r\n\nc  d\n|") == ("a", "b", "c d")
