"""The check: each kind of difference between rows, files and index is found, and mended when it can be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from indexer.controle import Controle, Soort
from indexer.records import DOCUMENTEN
from kennis.access import Zichtbaarheid
from kennis.db import wachtrij
from kennis.db.base import transaction
from kennis.db.documenten import Passage, Uitsluiting, Versie
from kennis.db.organisaties import ensure_organisatie
from kennis.search.keywords import KeywordIndex
from kennis.search.writer import IndexWriter
from tests.indexer.proefmap import Proefmap, nota
from tests.rijen import new_record


@pytest.fixture
def filled(proefmap: Proefmap) -> Proefmap:
    """Give a folder that is taken in and indexed."""
    for about in ("wonen", "zorg", "welzijn"):
        proefmap.write(f"{about}.txt", nota(about))
    proefmap.take_in()
    proefmap.worker().work_off()
    return proefmap


def controle(proefmap: Proefmap) -> Controle:
    config = proefmap.installatie.config
    return Controle(config, proefmap.installatie.sessions, proefmap.encoder, [DOCUMENTEN])


def soorten(proefmap: Proefmap) -> list[str]:
    return [found.soort.value for found in controle(proefmap).differences()]


def repair(proefmap: Proefmap) -> None:
    found = controle(proefmap)
    found.repair(found.differences(), proefmap.worker())


def kept_file(proefmap: Proefmap) -> Path:
    sha256 = proefmap.versies()[0].sha256
    return proefmap.installatie.config.files_dir / sha256[:2] / sha256


def test_what_is_in_order_has_no_differences(filled: Proefmap) -> None:
    assert controle(filled).differences() == []
    repair(filled)
    assert controle(filled).differences() == []


def test_before_the_worker_ran_all_is_waiting(proefmap: Proefmap) -> None:
    proefmap.write("nota.txt", nota("wonen"))
    proefmap.take_in()
    assert soorten(proefmap) == [Soort.WACHTRIJ, Soort.INDEX]
    repair(proefmap)
    assert soorten(proefmap) == []


# -- each of these changes one thing behind the back of the program --


def _title(proefmap: Proefmap) -> None:
    _change(proefmap, Versie, titel="Een andere titel")


def _text(proefmap: Proefmap) -> None:
    _change(proefmap, Passage, tekst="Een andere tekst.")


def _level(proefmap: Proefmap) -> None:
    _change(proefmap, Versie, zichtbaarheid=Zichtbaarheid.BEHEER)


def _withdrawn(proefmap: Proefmap) -> None:
    _change(proefmap, Versie, ingetrokken_op=proefmap.versies()[0].toegevoegd_op)


def _exclusion(proefmap: Proefmap) -> None:
    with transaction(proefmap.installatie.sessions) as session:
        organisatie, _ = ensure_organisatie(session, "Bouwbedrijf")
        document_id = proefmap.versies()[0].document_id
        session.add(Uitsluiting(document_id=document_id, organisatie_id=organisatie.id))


def _change(proefmap: Proefmap, table: type[Versie | Passage], **values: object) -> None:
    with transaction(proefmap.installatie.sessions) as session:
        first = session.scalars(sa.select(table).order_by(table.id)).first()
        for name, value in values.items():
            setattr(first, name, value)


def _lost_record(proefmap: Proefmap) -> None:
    _words(proefmap).replace([f"versie:{proefmap.versies()[0].id}"], [])


def _stray_record(proefmap: Proefmap) -> None:
    config = proefmap.installatie.config
    with IndexWriter(config.index_dir, proefmap.encoder) as writer:
        writer.replace(["versie:404"], [new_record(404)])


def _words(proefmap: Proefmap) -> KeywordIndex:
    return KeywordIndex(proefmap.engine().snapshot().build / "woorden")


@pytest.mark.parametrize(
    "change",
    [_title, _text, _level, _withdrawn, _exclusion, _lost_record, _stray_record],
    ids=lambda f: f.__name__,
)
def test_a_record_that_is_not_what_the_rows_say_is_found_and_mended(
    filled: Proefmap, change: Callable[[Proefmap], None]
) -> None:
    change(filled)
    assert soorten(filled) == [Soort.RECORD]
    repair(filled)
    assert controle(filled).differences() == []


def test_what_waits_in_the_outbox_is_told_and_done(filled: Proefmap) -> None:
    with transaction(filled.installatie.sessions) as session:
        wachtrij.enqueue(session, ["versie:1"])
    assert soorten(filled) == [Soort.WACHTRIJ]
    repair(filled)
    assert soorten(filled) == []


def test_an_index_that_cannot_be_used_is_found_and_built_anew(filled: Proefmap) -> None:
    (filled.engine().snapshot().build / "vectoren.f32").unlink()
    assert soorten(filled) == [Soort.INDEX]
    repair(filled)
    assert controle(filled).differences() == []


def test_a_kept_file_without_a_row_is_found_and_removed(filled: Proefmap) -> None:
    sha256 = "ab" * 32
    path = filled.installatie.config.files_dir / "ab" / sha256
    path.parent.mkdir(exist_ok=True)
    path.write_text("van niemand")
    assert [(found.soort, found.bron) for found in controle(filled).differences()] == [(Soort.WEES, sha256)]
    repair(filled)
    assert not path.exists()
    assert controle(filled).differences() == []
    assert len(filled.kept()) == 3


def test_what_a_crash_left_half_copied_is_cleared_away(filled: Proefmap) -> None:
    (filled.installatie.config.files_dir / "nieuw-abc").write_text("hal")
    assert controle(filled).differences() == []
    repair(filled)
    assert len(filled.kept()) == 3


@pytest.mark.parametrize("damage", [Path.unlink, lambda path: path.write_text("anders")], ids=["gone", "changed"])
def test_a_kept_file_that_is_gone_or_changed_is_found(filled: Proefmap, damage: Callable[[Path], None]) -> None:
    path = kept_file(filled)
    damage(path)
    assert [(found.soort, found.bron) for found in controle(filled).differences()] == [(Soort.BESTAND, path.name)]


@pytest.mark.parametrize("damage", [Path.unlink, lambda path: path.write_text("anders")], ids=["gone", "changed"])
def test_a_kept_file_that_is_gone_or_changed_is_mended_by_taking_it_in_again(
    filled: Proefmap, damage: Callable[[Path], None]
) -> None:
    damage(kept_file(filled))
    repair(filled)
    filled.take_in()
    filled.worker().work_off()
    assert controle(filled).differences() == []


def test_everything_at_once_is_found_and_mended(filled: Proefmap) -> None:
    _level(filled)
    _stray_record(filled)
    with transaction(filled.installatie.sessions) as session:
        wachtrij.enqueue(session, ["versie:2"])
    assert sorted(soorten(filled)) == [Soort.RECORD, Soort.RECORD, Soort.WACHTRIJ]
    repair(filled)
    assert controle(filled).differences() == []


def test_each_difference_is_told_in_one_line_of_dutch(filled: Proefmap) -> None:
    _level(filled)
    _stray_record(filled)
    kept_file(filled).unlink()
    told = [found.melding for found in controle(filled).differences()]
    assert told == [
        "het bestand van 'welzijn.txt' ontbreekt",
        "passage:1 staat anders in de zoekindex",
        "passage:404 staat ten onrechte in de zoekindex",
    ]
