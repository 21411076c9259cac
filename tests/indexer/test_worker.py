"""The worker: the index becomes what the rows say, and no text goes through the model twice."""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence

import pytest
import sqlalchemy as sa

from indexer.records import DOCUMENTEN
from indexer.worker import BATCH, Worker
from kennis.access import BURGER, Lezer, Rol
from kennis.db import wachtrij
from kennis.db.base import transaction
from kennis.db.documenten import Document, Uitsluiting, Versie
from kennis.db.organisaties import ensure_organisatie
from kennis.errors import IndexUnavailableError
from kennis.search.builds import Builds
from kennis.search.snapshot import index_fits
from kennis.search.vectors import Vectors
from tests.encoders import HashEncoder
from tests.indexer.proefmap import ABOUT, CountingEncoder, Proefmap, nota


def test_what_was_taken_in_is_found(filled: Proefmap) -> None:
    left: list[int] = []
    filled.worker().work_off(left.append)
    assert filled.outbox() == set()
    assert set(filled.indexed()) == filled.expected()
    assert filled.found("zorg")[0] == f"passage:{filled.versies()[-1].passages[0].id}"


def test_all_of_a_long_outbox_is_done_in_batches(proefmap: Proefmap) -> None:
    proefmap.worker().work_off()
    for number in range(2 * BATCH + 1):
        proefmap.write(f"{number}.txt", nota(f"onderwerp{number}", 20))
    proefmap.take_in()
    left: list[int] = []
    proefmap.worker().work_off(left.append)
    assert left == [2 * BATCH + 1, BATCH + 1, 1]
    assert len(proefmap.indexed()) == 2 * BATCH + 1


def test_a_first_index_that_is_broken_off_keeps_the_batches_that_were_done(proefmap: Proefmap) -> None:
    """So the first import of a large folder tells how far it is, and a kill costs half a minute of encoding."""
    for number in range(2 * BATCH):
        proefmap.write(f"{number}.txt", nota(f"onderwerp{number}", 20))
    proefmap.take_in()
    left: list[int] = []

    def stop_after_the_first(waiting: int) -> None:
        left.append(waiting)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        proefmap.worker().work_off(stop_after_the_first)
    assert left == [2 * BATCH]
    assert len(proefmap.indexed()) == BATCH
    proefmap.worker().work_off()
    assert len(proefmap.indexed()) == 2 * BATCH


def test_an_empty_installation_gets_an_index_of_nothing(proefmap: Proefmap) -> None:
    with pytest.raises(IndexUnavailableError, match="nog geen zoekindex"):
        proefmap.found("zorg")
    proefmap.worker().work_off()
    assert proefmap.indexed() == {}
    assert index_fits(proefmap.installatie.config.index_dir, proefmap.encoder)


@pytest.mark.parametrize("vraag", ["zorg", '"zorg"', "-zorg", ""])
def test_in_an_index_of_nothing_nothing_is_found(proefmap: Proefmap, vraag: str) -> None:
    proefmap.worker().work_off()
    assert proefmap.found(vraag) == []


def test_with_nothing_to_do_nothing_is_encoded_or_written(filled: Proefmap) -> None:
    filled.worker().work_off()
    before = _files(filled)
    encoder = CountingEncoder()
    filled.worker(encoder).work_off()
    assert encoder.texts == []
    assert _files(filled) == before


@pytest.mark.parametrize(
    ("changed", "encodes"), [("analyser", False), ("schema", False), ("passages", True), ("dimension", True)]
)
def test_a_program_that_reads_words_otherwise_encodes_nothing_again(
    filled: Proefmap, changed: str, *, encodes: bool
) -> None:
    filled.worker().work_off()
    manifest = filled.engine().snapshot().build / "manifest.json"
    manifest.write_text(json.dumps({**json.loads(manifest.read_text()), changed: 0}))
    encoder = CountingEncoder()
    filled.worker(encoder).work_off()
    assert len(filled.indexed()) == len(ABOUT)
    assert bool(encoder.texts) is encodes


def test_what_is_withdrawn_is_no_longer_found(filled: Proefmap) -> None:
    filled.worker().work_off()
    (filled.map / "zorg.txt").unlink()
    filled.take_in()
    filled.ends_well()
    assert len(filled.indexed()) == len(ABOUT) - 1


def test_a_changed_text_takes_the_place_of_the_old_one(filled: Proefmap) -> None:
    filled.worker().work_off()
    before = set(filled.indexed().values())
    filled.write("zorg.txt", nota("respijtzorg"))
    filled.take_in()
    filled.ends_well()
    assert len(set(filled.indexed().values()) - before) == 1
    assert len(filled.indexed()) == len(ABOUT)


def test_only_texts_that_are_new_go_through_the_model(filled: Proefmap) -> None:
    filled.worker().work_off()
    filled.described(*(f"{about}.txt;;Gemeente Huizen;;;vastgesteld;;openbaar" for about in ABOUT))
    filled.write("nieuw.txt", nota("mobiliteit"))
    filled.take_in()
    encoder = CountingEncoder()
    filled.worker(encoder).work_off()
    passage, *windows = encoder.texts
    assert "mobiliteit" in passage
    assert windows, "a passage goes with its windows"
    assert [window for window in windows if window not in " ".join(passage.split())] == []


def test_a_changed_right_counts_after_the_next_batch(filled: Proefmap) -> None:
    filled.described("zorg.txt;Zorg;;;;;;beheer")
    filled.worker().work_off()
    assert filled.found("zorg", BURGER) == []
    filled.described("zorg.txt;Zorg;;;;;;openbaar")
    filled.worker().work_off()
    assert len(filled.found("zorg", BURGER)) == 1
    with transaction(filled.installatie.sessions) as session:
        document = session.scalars(sa.select(Document).join(Document.versies).where(Versie.titel == "Zorg")).one()
        builder = Lezer(Rol.PROFESSIONAL, ensure_organisatie(session, "Bouwbedrijf")[0].id)
        document.uitsluitingen.append(Uitsluiting(organisatie_id=builder.organisatie_id))
        wachtrij.enqueue(session, [f"versie:{document.versies[0].id}"])
    filled.worker().work_off()
    assert filled.found("zorg", builder) == []
    assert len(filled.found("zorg", BURGER)) == 1


def test_what_is_gone_or_was_never_there_does_no_harm(filled: Proefmap) -> None:
    with transaction(filled.installatie.sessions) as session:
        wachtrij.enqueue(session, ["versie:404", "versie:404"])
    filled.ends_well()


def test_what_comes_while_a_batch_is_written_is_done_as_well(filled: Proefmap) -> None:
    filled.worker().work_off()
    filled.write("eerst.txt", nota("eerst"))
    filled.take_in()

    class Interrupting(HashEncoder):
        """Takes in another file at the moment that the batch is being encoded."""

        def encode_passages(self, texts: Sequence[str]) -> Vectors:
            if not (filled.map / "later.txt").exists():
                filled.write("later.txt", nota("later"))
                filled.take_in()
            return super().encode_passages(texts)

    filled.worker(Interrupting()).work_off()
    assert filled.outbox() == set()
    assert set(filled.indexed()) == filled.expected()
    assert len(filled.indexed()) == len(ABOUT) + 2


# --- more than one -----------------------------------------------------------------------------------------------


def test_two_workers_at_once_end_as_one(filled: Proefmap) -> None:
    failures: list[BaseException] = []

    def work() -> None:
        try:
            filled.worker(HashEncoder()).work_off()
        except BaseException as error:  # noqa: BLE001 (told by the test)
            failures.append(error)

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert filled.outbox() == set()
    assert set(filled.indexed()) == filled.expected()


def test_who_does_not_want_to_wait_is_told_that_another_is_writing(filled: Proefmap) -> None:
    class Nested(HashEncoder):
        def encode_passages(self, texts: Sequence[str]) -> Vectors:
            with pytest.raises(IndexUnavailableError, match="ander proces"):
                filled.worker(HashEncoder()).work_off(wait_seconds=0)
            return super().encode_passages(texts)

    filled.worker(Nested()).work_off()
    assert set(filled.indexed()) == filled.expected()


# --- on PostgreSQL -----------------------------------------------------------------------------------------------


@pytest.mark.postgresql
def test_the_whole_road_on_postgresql(postgresql_proefmap: Proefmap) -> None:
    test_a_changed_right_counts_after_the_next_batch(postgresql_proefmap.fill())


@pytest.mark.postgresql
def test_what_is_committed_during_a_rebuild_is_not_forgotten(postgresql_proefmap: Proefmap) -> None:
    proefmap = postgresql_proefmap.fill()
    versie = proefmap.versies()[0]
    with proefmap.installatie.sessions() as slow:
        wachtrij.enqueue(slow, [f"versie:{versie.id}"])
        slow.flush()  # has its number, and is not committed yet
        with transaction(proefmap.installatie.sessions) as session:
            wachtrij.enqueue(session, ["versie:404"])

        class Committing(HashEncoder):
            def encode_passages(self, texts: Sequence[str]) -> Vectors:
                if slow.in_transaction():
                    slow.commit()
                return super().encode_passages(texts)

        config = proefmap.installatie.config
        Worker(proefmap.installatie.sessions, config.index_dir, Committing(), [DOCUMENTEN]).rebuild()
    assert f"versie:{versie.id}" in proefmap.outbox()


def _files(proefmap: Proefmap) -> dict[str, int]:
    folder = proefmap.installatie.config.index_dir
    return {str(path): path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def test_what_must_be_forgotten_builds_the_index_anew(filled: Proefmap) -> None:
    """Together with all else that waits, and no text goes through the model for it."""
    filled.worker().work_off()
    before = Builds(filled.installatie.config.index_dir).current()
    with transaction(filled.installatie.sessions) as session:
        wachtrij.enqueue(session, ["versie:1"])
        wachtrij.forget(session)
    encoder = CountingEncoder()
    filled.worker(encoder).work_off()
    assert Builds(filled.installatie.config.index_dir).current() != before
    assert encoder.texts == []
    assert filled.outbox() == set()
    assert set(filled.indexed()) == filled.expected()


def test_while_somebody_reads_the_old_log_what_must_be_forgotten_waits(filled: Proefmap) -> None:
    """And is forgotten when he is ready: a request that is lost would leave a name for ever."""
    filled.worker().work_off()
    with transaction(filled.installatie.sessions) as session:
        wachtrij.forget(session)
    reader = filled.installatie.engine.connect()
    reader.exec_driver_sql("BEGIN")
    reader.execute(sa.text("SELECT count(*) FROM wachtrij")).scalar()
    with pytest.raises(IndexUnavailableError):
        filled.worker().work_off()
    assert filled.outbox() == {wachtrij.VERGETEN}
    reader.close()
    filled.worker().work_off()
    assert filled.outbox() == set()
