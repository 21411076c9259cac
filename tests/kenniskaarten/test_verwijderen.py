"""Removing a person: of name and address nothing stays, in rows, index, suggestions, mails or files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy import orm as so

from indexer.worker import Worker
from kennis.access import Lezer, Rol
from kennis.db.base import Base, transaction
from kennis.db.bestanden import FileStore
from kennis.db.documenten import Uitsluiting
from kennis.db.organisaties import Gebruiker
from kennis.db.wachtrij import waiting
from kennis.db.zoekvragen import Vraagtelling
from kennis.installatie import Installatie
from kennis.search.engine import SearchEngine
from kennis.suggesties import Suggestiedienst
from kenniskaarten.models import Kaart
from kenniskaarten.records import KAARTEN, VRAGEN
from kenniskaarten.sporen import VERWIJDERD
from kenniskaarten.verwijderen import LOT, verwijder
from kenniskaarten.vraagmodels import Antwoord, Bericht, Vraag
from tests.encoders import HashEncoder
from tests.kenniskaarten.leven import EMAIL, FOTO, NAAM, live
from tests.kenniskaarten.mensen import add_gebruiker, add_kaart

WORDS = ("zwaantje", "quist", "98765432", "9876 5432")  # in lower case, as bytes or as words
LEZER = Lezer(Rol.REGISSEUR)


@pytest.fixture
def fotos(installatie: Installatie) -> FileStore:
    installatie.config.fotos_dir.mkdir()
    return FileStore(installatie.config.fotos_dir)


@pytest.fixture
def zij(installatie: Installatie, fotos: FileStore, tmp_path: Path) -> int:
    """Add a person with everything to an installation that is indexed; give her id."""
    with transaction(installatie.sessions) as session:
        number = live(session, fotos, tmp_path).id
    index(installatie)
    return number


def index(installatie: Installatie) -> None:
    parts = (KAARTEN, VRAGEN)
    Worker(installatie.sessions, installatie.config.index_dir, HashEncoder(), parts).work_off()


def remove(installatie: Installatie, fotos: FileStore, number: int) -> None:
    with transaction(installatie.sessions) as session:
        verwijder(session, session.get_one(Gebruiker, number), fotos)
    index(installatie)


def in_rows(session: so.Session) -> Iterator[str]:
    """Yield what holds one of the words, of all columns of all tables."""
    for table in Base.metadata.sorted_tables:
        for row in session.execute(sa.select(table)).mappings():
            yield from (f"{table.name}.{name}" for name, value in row.items() if holds(str(value).encode()))


def in_files(folder: Path) -> Iterator[str]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    yield from (str(path.relative_to(folder)) for path in paths if holds(path.read_bytes()))


def in_index(installatie: Installatie) -> Iterator[str]:
    """Yield what holds one of the words, of the terms and the kept columns: files may be packed."""
    words = SearchEngine(installatie.config.index_dir, HashEncoder()).snapshot().words
    for field in ("zin", "exact", "stam", "deel", "context"):
        yield from (word for word in words.words(field) if holds(word.encode()))
    yield from (str(row) for _, row in words.columns() if holds(str(row).encode()))


def in_suggestions(installatie: Installatie) -> list[str]:
    engine = SearchEngine(installatie.config.index_dir, HashEncoder())
    dienst = Suggestiedienst(engine, installatie.sessions)
    return [found.tekst for text in ("zwaan", "quis", "wie is z") for found in dienst.suggesties(text, LEZER)]


def holds(content: bytes) -> bool:
    return any(word.encode() in content.lower() for word in WORDS)


def traces(installatie: Installatie) -> dict[str, set[str]]:
    with installatie.sessions() as session:
        rows = set(in_rows(session))
    return {
        "rows": rows,
        "files": set(in_files(installatie.config.data)),
        "index": set(in_index(installatie)),
        "suggestions": set(in_suggestions(installatie)),
    }


@pytest.mark.usefixtures("zij")
def test_before_it_the_search_for_traces_finds_them_everywhere(installatie: Installatie) -> None:
    """Otherwise the next test would prove nothing."""
    found = traces(installatie)
    assert found["rows"] >= {
        "gebruikers.naam",
        "gebruikers.email",
        "kaarten.over",
        "kaarten.telefoon",
        "vragen.titel",
        "antwoorden.tekst",
        "berichten.tekst",
        "deelnames.naam",
        "uitsluitingen.reden",
        "vraagtellingen.vraag",
    }
    assert any(path.startswith("kennis.sqlite3") for path in found["files"])
    assert any(path.startswith("fotos/") for path in found["files"])
    assert any(path.startswith("index/") for path in found["files"])
    assert found["index"]
    assert found["suggestions"]


def test_of_name_and_address_nothing_stays(installatie: Installatie, fotos: FileStore, zij: int) -> None:
    remove(installatie, fotos, zij)
    assert traces(installatie) == {"rows": set(), "files": set(), "index": set(), "suggestions": set()}
    with installatie.sessions() as session:
        assert waiting(session) == 0


def test_history_keeps_an_author_without_a_name(installatie: Installatie, fotos: FileStore, zij: int) -> None:
    remove(installatie, fotos, zij)
    with installatie.sessions() as session:
        hers = session.get_one(Gebruiker, zij)
        assert (hers.naam, hers.email) == (VERWIJDERD, f"verwijderd-{zij}@invalid")
        assert (hers.actief, hers.organisatie_id, hers.rol, hers.laatst_ingelogd_op) == (
            False,
            None,
            Rol.BURGER,
            None,
        )
        asked, answered = session.query(Vraag).order_by(Vraag.id).all()
        assert asked.steller is hers
        assert answered.antwoorden[0].schrijver is hers
        assert answered.antwoorden[0].tekst.startswith("Neem brede tegels. Met groet, Verwijderde gebruiker.")
        assert answered.ontvangers[0].gebruiker is hers
        assert session.scalars(sa.select(Uitsluiting.gebruiker_id)).all() == [zij]


def test_what_she_asked_and_answered_is_no_longer_found(
    installatie: Installatie, fotos: FileStore, zij: int
) -> None:
    """Others who consented stay findable."""
    remove(installatie, fotos, zij)
    with installatie.sessions() as session:
        assert [vraag.vindbaar for vraag in session.query(Vraag).order_by(Vraag.id)] == [False, True]
        assert [antwoord.vindbaar for antwoord in session.query(Antwoord).order_by(Antwoord.id)] == [True, False]
    snapshot = SearchEngine(installatie.config.index_dir, HashEncoder()).snapshot()
    assert [name for name in snapshot.columns.ids if not name.startswith("kaart")] == ["vraag:2"]


def test_the_rows_of_others_stay(installatie: Installatie, fotos: FileStore, zij: int) -> None:
    remove(installatie, fotos, zij)
    with installatie.sessions() as session:
        [kaart] = session.query(Kaart).all()
        assert kaart.gebruiker.naam == "Bram Collega"
        assert (kaart.over, kaart.vervanger_id) == (f"Ik vervang {VERWIJDERD}.", None)
        assert [deelname.naam for deelname in kaart.deelnames] == [f"Overleg {VERWIJDERD}"]
        [bericht] = session.query(Bericht).all()
        assert bericht.onderwerp == f"Vraag van {VERWIJDERD}"
        assert session.query(Vraagtelling).count() == 0


def test_a_photo_that_is_also_something_else_stays(installatie: Installatie, fotos: FileStore, zij: int) -> None:
    with transaction(installatie.sessions) as session:
        sha256 = session.query(Kaart).filter_by(gebruiker_id=zij).one().foto_sha256
        assert sha256
        assert fotos.path(sha256).read_bytes() == FOTO
        add_kaart(session, add_gebruiker(session, "Dubbele Foto"), foto_sha256=sha256)
    remove(installatie, fotos, zij)
    assert fotos.path(sha256).exists()


def test_what_is_not_committed_removes_no_file(installatie: Installatie, fotos: FileStore, zij: int) -> None:
    with installatie.sessions() as session:
        verwijder(session, session.get_one(Gebruiker, zij), fotos)
        session.rollback()
    assert any(fotos.all())


def test_twice_is_as_good_as_once(installatie: Installatie, fotos: FileStore, zij: int) -> None:
    remove(installatie, fotos, zij)
    with installatie.sessions() as session:
        texts = [vraag.tekst for vraag in session.query(Vraag)]
    remove(installatie, fotos, zij)
    with installatie.sessions() as session:
        assert [vraag.tekst for vraag in session.query(Vraag)] == texts


def test_a_namesake_keeps_his_name(installatie: Installatie, fotos: FileStore, zij: int) -> None:
    with transaction(installatie.sessions) as session:
        andere = add_gebruiker(session, "zwaantje quist", van="Gemeente Laren")
        kaart = add_kaart(session, andere, over="Ik ben zwaantje quist").id
    remove(installatie, fotos, zij)
    with installatie.sessions() as session:
        assert session.get_one(Kaart, kaart).over == "Ik ben zwaantje quist"
        assert NAAM not in session.query(Vraag).order_by(Vraag.id).first().tekst  # type: ignore[union-attr] # else it fails
        assert EMAIL not in "".join(session.scalars(sa.select(Vraag.tekst)))


def test_every_column_that_names_a_gebruiker_has_a_lot() -> None:
    """A new table must say what becomes of its rows when somebody is removed."""
    naming = {
        f"{table.name}.{key.parent.name}"
        for table in Base.metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table.name == "gebruikers"
    }
    assert naming == set(LOT)
