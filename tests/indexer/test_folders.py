"""Walking folders: every file once, in order, and nothing outside what was given."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.folders import FoundFile, Unreachable, look_at, path_key, reason, shown, walk


def make(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("tekst")


def found(root: Path, depth: int = 32) -> list[str]:
    items = walk(root, depth)
    return [item.path.relative_to(root).as_posix() for item in items if isinstance(item, FoundFile)]


def unreachable(root: Path, depth: int = 32) -> dict[str, str]:
    items = walk(root, depth)
    return {item.path.name: item.reason for item in items if isinstance(item, Unreachable)}


def test_files_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    make(tmp_path, "b.txt", "a/z.txt", "a/a.txt", "c.txt", "ä.txt")
    assert found(tmp_path) == ["a/a.txt", "a/z.txt", "b.txt", "c.txt", "ä.txt"]


def test_size_and_time_are_those_of_the_file(tmp_path: Path) -> None:
    make(tmp_path, "a.txt")
    os.utime(tmp_path / "a.txt", ns=(1, 1_234_567_890_123_456_789))
    assert list(walk(tmp_path, 1)) == [FoundFile(tmp_path / "a.txt", 5, 1_234_567_890_123_456_789)]


def test_hidden_and_temporary_files_are_left_out(tmp_path: Path) -> None:
    make(tmp_path, ".git/config", ".verborgen", "~$nota.docx", ".~lock.nota.odt#", "nota.docx")
    assert found(tmp_path) == ["nota.docx"]
    assert unreachable(tmp_path) == {}


def test_links_are_not_followed(tmp_path: Path) -> None:
    """A link may point outside the folder, or back into it for ever."""
    make(tmp_path, "binnen/a.txt", "buiten/geheim.txt")
    inside = tmp_path / "binnen"
    (inside / "bestand").symlink_to(tmp_path / "buiten" / "geheim.txt")
    (inside / "map").symlink_to(tmp_path / "buiten")
    (inside / "lus").symlink_to(inside)
    (inside / "kapot").symlink_to(tmp_path / "bestaat-niet")
    assert found(inside) == ["a.txt"]
    assert unreachable(inside) == dict.fromkeys(["bestand", "map", "lus", "kapot"], "geen gewoon bestand")


def test_what_is_no_file_is_reported_and_not_opened(tmp_path: Path) -> None:
    """Opening a pipe would wait for ever."""
    os.mkfifo(tmp_path / "pijp")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "sok"))
        assert unreachable(tmp_path) == {"pijp": "geen gewoon bestand", "sok": "geen gewoon bestand"}


def test_a_folder_that_lies_too_deep_is_reported(tmp_path: Path) -> None:
    make(tmp_path, "1/2/3/diep.txt", "1/2/ondiep.txt")
    assert found(tmp_path, 3) == ["1/2/ondiep.txt"]
    assert unreachable(tmp_path, 3) == {"3": "map ligt te diep"}
    assert found(tmp_path, 4) == ["1/2/3/diep.txt", "1/2/ondiep.txt"]


def test_a_place_that_is_not_there_is_reported_in_dutch(tmp_path: Path) -> None:
    assert unreachable(tmp_path / "weg") == {"weg": "map kan niet worden geopend (bestaat niet)"}
    missing = look_at(tmp_path / "weg.txt")
    assert missing == Unreachable(tmp_path / "weg.txt", "bestand kan niet worden geopend (bestaat niet)")


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (PermissionError(13, "Permission denied"), "geen toegang"),
        (OSError(5, "Input/output error"), "Input/output error"),
        (OSError(), "OSError"),
    ],
)
def test_what_the_file_system_says_is_told(error: OSError, told: str) -> None:
    assert reason(error) == told


def test_a_file_given_by_itself_is_looked_at(tmp_path: Path) -> None:
    make(tmp_path, "a.txt")
    assert isinstance(look_at(tmp_path / "a.txt"), FoundFile)
    assert look_at(tmp_path) == Unreachable(tmp_path, "geen gewoon bestand")


@pytest.mark.parametrize(
    ("name", "line"),
    [
        (b"nota.txt", "nota.txt"),
        ("één nota – v2.txt".encode(), "één nota – v2.txt"),
        (b"regel\neen\x1b[31m.txt", "regel␤een␤[31m.txt"),
        (b"oud\xe9.txt", "oud\\xe9.txt"),
    ],
)
def test_a_name_is_shown_on_one_line(tmp_path: Path, name: bytes, line: str) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))
    path.write_text("tekst")
    assert [shown(item.path) for item in walk(tmp_path, 1)] == [line]


@given(st.binary(min_size=1, max_size=20).filter(lambda name: not set(name) & {0, 47}))
def test_every_name_can_be_kept_as_text(name: bytes) -> None:
    key = path_key(Path(os.fsdecode(b"/map/" + name)))
    key.encode("utf-8")
    assert shown(Path(os.fsdecode(b"/map/" + name))).isprintable()


names = st.one_of(
    st.binary(min_size=1, max_size=4), st.lists(st.sampled_from([b"\\xff", b"\xff", b"\\"])).map(b"".join)
).filter(lambda name: name not in {b"", b".", b".."} and not set(name) & {0, 47})


@given(names, names)
def test_two_names_never_become_one(one: bytes, other: bytes) -> None:
    """Two files under one key would take turns in one row."""
    keys = {path_key(Path(os.fsdecode(b"/map/" + name))) for name in (one, other)}
    assert len(keys) == len({one, other})
