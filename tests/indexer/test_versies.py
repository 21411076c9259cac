"""Recognising what tells two versions of one document apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.versies import Plaats, record, remove_place, title_key
from kennis.db.base import transaction
from kennis.installatie import Installatie


@pytest.mark.parametrize(
    "titel",
    [
        "Woonvisie",
        "woonvisie (concept)",
        "Woonvisie v1.2",
        "Woonvisie, versie 3",
        "WOONVISIE – definitief",
        "Woonvisie (scan)",
    ],
)
def test_what_versions_add_to_a_title_makes_no_difference(titel: str) -> None:
    assert title_key(titel) == "woonvisie"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jaarverslag 2023", "Jaarverslag 2024"),
        ("Woonvisie Huizen", "Woonvisie Laren"),
        ("Conceptbegroting", "Begroting"),
        ("Visie", "Versie"),
    ],
)
def test_titles_of_different_documents_stay_different(one: str, other: str) -> None:
    assert title_key(one) != title_key(other)


@given(st.text())
def test_a_title_has_one_key(titel: str) -> None:
    assert title_key(titel) == title_key(f" {titel} ")


def test_a_content_that_is_not_known_must_be_read_first(installatie: Installatie) -> None:
    with (
        pytest.raises(ValueError, match="must be read"),
        transaction(installatie.sessions) as session,
    ):
        record(session, Plaats("/map/a.txt", "a.txt", 1, 1, "a" * 64), None, None)


def test_a_place_that_is_not_known_can_be_forgotten(installatie: Installatie) -> None:
    with transaction(installatie.sessions) as session:
        assert remove_place(session, "/map/weg.txt") is False
