"""The pieces of a text must be those that the model was trained with: the library for it says which."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from kennis.search.e5file import E5Tokens, read_builtin
from kennis.search.encoder import clean
from kennis.search.unigram import Unigram
from tests.search.test_encoder import TEXTS

MOST = 512
SCORES = {"<s>": 0.0, "</s>": 0.0, "<unk>": 0.0, "\u2581": -3.0, "\u2581zorg": -4.0, "zorg": -5.0, "z": -9.0}


@pytest.fixture(scope="module")
def library() -> Tokenizer:
    from kennis.search.transformer import build_tokenizer  # noqa: PLC0415 - torch costs 5 seconds

    return build_tokenizer(read_builtin().tokens, max_length=MOST)


@pytest.fixture(scope="module")
def unigram() -> Unigram:
    return Unigram(read_builtin().tokens)


def small_vocabulary() -> Unigram:
    pieces = np.array([name.encode() for name in SCORES], np.bytes_)
    scores = np.array(list(SCORES.values()), np.float32)
    return Unigram(E5Tokens(pieces, scores, start=0, end=1, padding=2, unknown=2))


def test_the_likeliest_pieces_are_taken_and_not_the_longest_ones() -> None:
    """'zorgzorg' could be spelt in four ways; two words are likelier than a word and letters."""
    assert small_vocabulary().numbers("zorgzorg", MOST) == [0, 4, 5, 1]


def test_what_is_unknown_and_stands_together_is_one_piece() -> None:
    assert small_vocabulary().numbers("zorg??z?", MOST) == [0, 4, 2, 6, 2, 1]


def test_a_long_text_is_cut_and_still_ends() -> None:
    assert small_vocabulary().numbers("zorg " * 40, 5) == [0, 4, 4, 4, 1]


@pytest.mark.model
@pytest.mark.parametrize(
    "text", [*TEXTS, "", "\u2581a \u2581\u2581 b", "<s> hallo </s> <unk>", "x" * 900, "\u6f22\u5b57"]
)
def test_a_text_has_the_same_pieces_as_in_the_library(text: str, library: Tokenizer, unigram: Unigram) -> None:
    prompted = f"query: {clean(text)}"
    assert unigram.numbers(prompted, MOST) == library.encode(prompted).ids


@pytest.mark.model
@settings(max_examples=300)
@given(text=st.text(max_size=80))
def test_any_text_has_the_same_pieces_as_in_the_library(text: str, library: Tokenizer, unigram: Unigram) -> None:
    prompted = f"passage: {clean(text)}"
    assert unigram.numbers(prompted, MOST) == library.encode(prompted).ids
