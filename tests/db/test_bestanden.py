"""The kept files: each content once, whole, and never another one under its name."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from kennis.db.bestanden import FileStore, sha256_of
from kennis.errors import BrokenFileError


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "bestanden")


def source(tmp_path: Path, content: bytes, name: str = "bron") -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


def files(tmp_path: Path) -> list[str]:
    return sorted(path.name for path in (tmp_path / "bestanden").rglob("*") if path.is_file())


@pytest.mark.parametrize("content", [b"", b"een nota", bytes(range(256)) * 8_192])
def test_a_content_is_kept_under_its_sha256(tmp_path: Path, store: FileStore, content: bytes) -> None:
    name = sha256(content).hexdigest()
    path = source(tmp_path, content)
    assert sha256_of(path) == name
    assert store.keep(path, name) == store.path(name)
    assert store.path(name).read_bytes() == content
    assert list(store.all()) == files(tmp_path) == [name]


def test_a_content_is_kept_once(tmp_path: Path, store: FileStore) -> None:
    name = sha256(b"nota").hexdigest()
    store.keep(source(tmp_path, b"nota"), name)
    written = store.path(name).stat().st_mtime_ns
    store.keep(source(tmp_path, b"nota", "kopie"), name)
    assert store.path(name).stat().st_mtime_ns == written
    assert files(tmp_path) == [name]


def test_a_file_that_changed_meanwhile_is_not_kept_under_the_old_name(tmp_path: Path, store: FileStore) -> None:
    with pytest.raises(BrokenFileError, match="veranderde"):
        store.keep(source(tmp_path, b"nieuwe tekst"), sha256(b"oude tekst").hexdigest())
    assert files(tmp_path) == []


def test_a_file_that_is_gone_leaves_nothing_half_copied(tmp_path: Path, store: FileStore) -> None:
    with pytest.raises(FileNotFoundError):
        store.keep(tmp_path / "weg", "ab" * 32)
    assert files(tmp_path) == []


def test_removing_takes_one_content_and_may_be_repeated(tmp_path: Path, store: FileStore) -> None:
    names = [sha256(content).hexdigest() for content in (b"een", b"twee")]
    for content, name in zip((b"een", b"twee"), names, strict=True):
        store.keep(source(tmp_path, content), name)
    store.remove(names[0])
    store.remove(names[0])
    assert files(tmp_path) == [names[1]]


def test_what_a_crash_left_is_no_content_and_can_be_removed(tmp_path: Path, store: FileStore) -> None:
    name = sha256(b"nota").hexdigest()
    store.keep(source(tmp_path, b"nota"), name)
    (tmp_path / "bestanden" / "nieuw-abc").write_bytes(b"hal")
    assert list(store.all()) == [name]
    store.remove_unfinished()
    assert files(tmp_path) == [name]


def test_a_store_of_which_the_folder_is_not_made_yet_is_empty(store: FileStore) -> None:
    assert list(store.all()) == []
    store.remove_unfinished()
    store.remove("ab" * 32)
