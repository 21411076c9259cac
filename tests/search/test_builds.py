"""Builds of the index: one counts, and none is lost or mixed up by a crash."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from kennis.errors import IndexUnavailableError
from kennis.search.builds import Builds, Manifest, read_manifest

MANIFEST = Manifest(model="hash/64/1", dimension=64)


@pytest.fixture
def builds(tmp_path: Path) -> Builds:
    return Builds(tmp_path / "index")


def finished(builds: Builds) -> Path:
    build = builds.begin(MANIFEST)
    builds.finish(build)
    return build


def test_without_a_build_there_is_none(builds: Builds) -> None:
    assert builds.current() is None


def test_a_build_counts_from_the_moment_it_is_finished(builds: Builds) -> None:
    first = finished(builds)
    second = builds.begin(MANIFEST)
    assert builds.current() == first
    builds.finish(second)
    assert builds.current() == second
    assert not first.exists()


def test_a_build_that_was_broken_off_never_counts_and_is_cleared_away(builds: Builds) -> None:
    current = finished(builds)
    broken_off = builds.begin(MANIFEST)
    assert builds.current() == current
    finished(builds)
    assert not broken_off.exists()


def test_the_manifest_says_what_a_build_was_made_with(builds: Builds) -> None:
    build = finished(builds)
    assert read_manifest(build) == MANIFEST
    assert read_manifest(build) != Manifest(model="e5", dimension=64)
    assert read_manifest(build) != Manifest(model="hash/64/1", dimension=64, analyser="ouder")


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"{}", b'{"model": "x", "wat": 1}', b"\xff\xfe\x00", b"null"]
)
def test_a_damaged_manifest_is_told_as_such(builds: Builds, content: bytes) -> None:
    build = finished(builds)
    (build / "manifest.json").write_bytes(content)
    with pytest.raises(IndexUnavailableError, match="beschadigd"):
        read_manifest(build)


def test_a_manifest_that_is_gone_means_no_build(builds: Builds) -> None:
    build = finished(builds)
    (build / "manifest.json").unlink()
    assert builds.current() is None
    with pytest.raises(IndexUnavailableError):
        read_manifest(build)


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"bouw-bestaat-niet", b"..", b"/etc", b"a" * 5_000, b"a\x00b", b"\xff\xfe"]
)
def test_a_damaged_pointer_means_no_build(tmp_path: Path, builds: Builds, content: bytes) -> None:
    """What is odd is made again, without a hand."""
    finished(builds)
    (tmp_path / "index" / "huidig").write_bytes(content)
    assert builds.current() is None


def test_the_pointer_is_never_half_written(tmp_path: Path, builds: Builds) -> None:
    """A crash leaves at most the file beside it, which the next build overwrites."""
    current = finished(builds)
    (tmp_path / "index" / "huidig.nieuw").write_text("bouw-half")
    assert builds.current() == current
    following = finished(builds)
    assert builds.current() == following
    assert not (tmp_path / "index" / "huidig.nieuw").exists()


def test_there_is_one_writer_at_a_time(builds: Builds) -> None:
    with (
        builds.writing(),
        pytest.raises(IndexUnavailableError, match="ander proces"),
        builds.writing(0.05),
    ):
        pytest.fail("two writers at once")


def test_a_writer_that_waits_gets_its_turn(builds: Builds) -> None:
    turns: list[str] = []

    def wait_and_write() -> None:
        with builds.writing(5):
            turns.append("tweede")

    with builds.writing():
        waiting = threading.Thread(target=wait_and_write)
        waiting.start()
        turns.append("eerste")
    waiting.join()
    assert turns == ["eerste", "tweede"]


def test_a_writer_that_fails_lets_the_next_one_in(builds: Builds) -> None:
    def fail() -> None:
        with builds.writing():
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with builds.writing(0):
        assert builds.current() is None
