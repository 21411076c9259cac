from __future__ import annotations

import timeit

import pytest
from argon2 import PasswordHasher
from hypothesis import given, settings
from hypothesis import strategies as st

from kennis.errors import AccountError
from kennis.passwords import hash_wachtwoord, is_verouderd, klopt, new_sessie

GOED = "heide en water"


def test_a_password_fits_its_hash_and_no_other_does() -> None:
    found = hash_wachtwoord(GOED)
    assert klopt(found, GOED)
    assert not klopt(found, GOED.upper())
    assert not is_verouderd(found)


def test_the_same_password_never_has_the_same_hash() -> None:
    assert hash_wachtwoord(GOED) != hash_wachtwoord(GOED)


def test_nobody_has_any_password() -> None:
    assert not klopt(None, GOED)
    assert not klopt(None, "")


def test_without_an_account_checking_takes_as_long() -> None:
    """So that nobody can measure who has an account; the margin is wide, for a busy machine."""
    known = hash_wachtwoord(GOED)
    assert not klopt(None, "the hash of nobody is made at its first use")
    assert 0.3 < _seconds(None) / _seconds(known) < 3.3


def _seconds(wachtwoord_hash: str | None) -> float:
    return min(timeit.repeat(lambda: klopt(wachtwoord_hash, "verkeerd"), number=1, repeat=3))


@pytest.mark.parametrize("broken", ["", "geen hash", "$argon2id$v=19$m=8"])
def test_a_damaged_hash_fits_nothing(broken: str) -> None:
    assert not klopt(broken, GOED)


@pytest.mark.parametrize(("wachtwoord", "words"), [("kort", "minstens 12"), ("x" * 201, "hoogstens 200")])
def test_a_password_has_a_length(wachtwoord: str, words: str) -> None:
    with pytest.raises(AccountError, match=words):
        hash_wachtwoord(wachtwoord)


def test_a_hash_with_weaker_settings_is_old() -> None:
    assert is_verouderd(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(GOED))


@given(st.text())
@settings(max_examples=5)
def test_anything_can_be_tried(wachtwoord: str) -> None:
    assert not klopt(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(GOED), wachtwoord + "!")


def test_every_session_has_its_own_value() -> None:
    assert len({new_sessie() for _ in range(100)}) == 100
    assert len(new_sessie()) <= 64
