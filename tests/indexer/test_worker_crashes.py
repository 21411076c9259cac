"""The worker breaks off: whenever that is, the index ends as the rows say, without a hand."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from kennis.db import wachtrij
from kennis.errors import IndexUnavailableError
from kennis.search.keywords import KeywordIndex
from kennis.search.vectors import VectorFile, Vectors
from tests.encoders import HashEncoder
from tests.indexer.proefmap import ABOUT, CountingEncoder, Crash, Proefmap, nota

Breaker = Callable[[pytest.MonkeyPatch, Proefmap], None]


def in_the_model(patch: pytest.MonkeyPatch, _proefmap: Proefmap) -> None:
    patch.setattr(HashEncoder, "encode_passages", _crash)


def before_the_vectors(patch: pytest.MonkeyPatch, _proefmap: Proefmap) -> None:
    patch.setattr(VectorFile, "append", _crash)


def between_vectors_and_words(patch: pytest.MonkeyPatch, _proefmap: Proefmap) -> None:
    patch.setattr(KeywordIndex, "replace", _crash)


def in_the_words(patch: pytest.MonkeyPatch, _proefmap: Proefmap) -> None:
    """Break off while the records are handed to Whoosh, after some were."""
    replace = KeywordIndex.replace

    def half(self: KeywordIndex, bronnen: Any, rows: Any) -> None:
        def some() -> Iterator[Any]:
            yield next(iter(rows))
            raise Crash

        replace(self, bronnen, some())

    patch.setattr(KeywordIndex, "replace", half)


def before_clearing(patch: pytest.MonkeyPatch, _proefmap: Proefmap) -> None:
    patch.setattr(wachtrij, "clear", _crash)


def _crash(*_: object, **__: object) -> Any:
    raise Crash


@contextmanager
def clearing_fails(proefmap: Proefmap) -> Iterator[None]:
    """Let the database break off in the middle of clearing the outbox."""

    def crash(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.startswith("DELETE FROM wachtrij"):
            raise Crash

    engine = proefmap.installatie.engine
    event.listen(engine, "after_cursor_execute", crash)
    yield
    event.remove(engine, "after_cursor_execute", crash)


@pytest.mark.parametrize("building", [True, False], ids=["first-index", "one-more-batch"])
@pytest.mark.parametrize(
    "breaks", [in_the_model, before_the_vectors, between_vectors_and_words, in_the_words, before_clearing]
)
def test_a_crash_at_any_step_loses_nothing(filled: Proefmap, breaks: Breaker, *, building: bool) -> None:
    if not building:
        filled.worker().work_off()
        filled.write("wonen.txt", nota("huur"))
        filled.write("nieuw.txt", nota("nieuw"))
        (filled.map / "zorg.txt").unlink()
        filled.take_in()
    with pytest.MonkeyPatch.context() as patch:
        breaks(patch, filled)
        with pytest.raises(Crash):
            filled.worker().work_off()
    filled.ends_well()
    assert len(filled.indexed()) == len(ABOUT)


@pytest.mark.parametrize("building", [True, False], ids=["first-index", "one-more-batch"])
def test_a_crash_while_the_outbox_is_cleared_loses_nothing(filled: Proefmap, *, building: bool) -> None:
    if not building:
        filled.worker().work_off()
        filled.write("nieuw.txt", nota("nieuw"))
        filled.take_in()
    with clearing_fails(filled), pytest.raises(Crash):
        filled.worker().work_off()
    assert filled.outbox() != set()
    filled.ends_well()


def test_a_crash_at_any_text_loses_nothing(filled: Proefmap) -> None:
    for text in range(len(ABOUT)):
        with pytest.raises(Crash):
            filled.worker(CountingEncoder(crash_at=text)).work_off()
    filled.ends_well()


# --- building anew -----------------------------------------------------------------------------------------------


def test_while_an_index_is_built_anew_the_old_one_answers(filled: Proefmap) -> None:
    filled.worker().work_off()
    engine = filled.engine()
    old = engine.snapshot().build
    answers: list[int] = []

    class Watching(HashEncoder):
        """Another model, so that all is encoded again; looks what a reader sees meanwhile."""

        def __init__(self) -> None:
            super().__init__()
            self.name = "andere-naam"

        def encode_passages(self, texts: Sequence[str]) -> Vectors:
            assert engine.snapshot().build == old
            answers.append(int(engine.snapshot().columns.alive.sum()))
            return super().encode_passages(texts)

    filled.worker(Watching()).rebuild()
    assert set(answers) == {len(ABOUT)}
    assert not old.exists()
    assert engine._snapshot is not None
    assert int(engine._snapshot.columns.alive.sum()) == len(ABOUT)  # what a reader had open stays readable


def test_a_rebuild_that_breaks_off_leaves_the_old_index(filled: Proefmap) -> None:
    filled.worker().work_off()
    build = filled.engine().snapshot().build
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(VectorFile, "append", _crash)
        with pytest.raises(Crash):
            filled.worker().rebuild()
    assert filled.engine().snapshot().build == build
    filled.ends_well()
    filled.worker().rebuild()
    assert len(list(filled.installatie.config.index_dir.glob("bouw-*"))) == 1


def test_a_rebuild_uses_the_vectors_that_are_known(filled: Proefmap) -> None:
    filled.worker().work_off()
    encoder = CountingEncoder()
    filled.worker(encoder).rebuild()
    assert encoder.texts == []
    assert set(filled.indexed()) == filled.expected()


def test_another_model_means_another_index(filled: Proefmap) -> None:
    filled.worker().work_off()
    other = CountingEncoder(dimension=32)
    filled.worker(other).work_off()
    assert len([text for text in other.texts if "\n" in text]) == len(ABOUT)  # a window is one line
    with pytest.raises(IndexUnavailableError, match="past niet"):
        filled.engine().snapshot()
    filled.encoder = other
    assert set(filled.indexed()) == filled.expected()


def _truncate(build: Path, name: str = "vectoren.f32") -> None:
    path = build / name
    path.write_bytes(path.read_bytes()[:-100])


def _scribble(build: Path) -> None:
    for path in (build / "woorden").glob("*"):
        path.write_bytes(b"onzin" * 20)


def _scribble_in_manifest(build: Path) -> None:
    (build / "manifest.json").write_text("{}")


DAMAGE: dict[str, Callable[[Path], None]] = {
    "no vectors": lambda build: (build / "vectoren.f32").unlink(),
    "half the vectors": _truncate,
    "no windows": lambda build: (build / "vensters.i8").unlink(),
    "half the windows": lambda build: _truncate(build, "vensters.i8"),
    "words unreadable": _scribble,
    "manifest unreadable": _scribble_in_manifest,
    "no manifest": lambda build: (build / "manifest.json").unlink(),
    "no build": shutil.rmtree,
    "no pointer": lambda build: (build.parent / "huidig").unlink(),
}


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Whoosh leaves its file open
@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_a_damaged_index_is_built_anew_without_a_hand(filled: Proefmap, damage: Callable[[Path], None]) -> None:
    filled.worker().work_off()
    damage(filled.engine().snapshot().build)
    with pytest.raises(IndexUnavailableError):
        filled.engine().snapshot()
    filled.ends_well()


@pytest.mark.parametrize("remove", ["woorden", "woorden/_MAIN_*.toc"])
def test_an_index_that_lost_its_words_is_built_anew(filled: Proefmap, remove: str) -> None:
    filled.worker().work_off()
    for path in filled.engine().snapshot().build.glob(remove):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    filled.ends_well()
