"""Cuts a text into the pieces that a language model reads, without a library that takes 270 MB for it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import numpy as np

from kennis.search.e5file import E5Tokens

SPACE = "\u2581"  # how the vocabulary writes the space before a word
UNKNOWN_PENALTY = 10.0  # of a character that no piece holds, below the least likely piece
WORDS_KEPT = 20_000
_SPACES = re.compile(f"[ {SPACE}]+")

Numbers = tuple[int, ...]


class Unigram:
    """The pieces of a text that are together the likeliest; safe to share between threads.

    The unigram model of SentencePiece (Kudo, 2018, 'Subword Regularization', section 3.2), whose likeliest pieces
    the algorithm of Viterbi finds. Each word is cut by itself: no piece holds a space in its midst.
    """

    def __init__(self, tokens: E5Tokens) -> None:
        self._tokens = tokens
        self._order = np.argsort(tokens.pieces)
        self._longest = max(len(text) for text, _ in tokens.texts())
        self._unknown_score = float(tokens.scores.min()) - UNKNOWN_PENALTY
        self._word = lru_cache(WORDS_KEPT)(self._cut)

    def numbers(self, text: str, most: int) -> list[int]:
        """Return the numbers of the pieces of a clean text, between start and end, `most` with these two."""
        readable = text[: most * self._longest]
        pieces = [number for word in _SPACES.split(readable) for number in self._word(SPACE + word)]
        return [self._tokens.start, *pieces[: most - 2], self._tokens.end]

    def _cut(self, word: str) -> Numbers:
        """Return the pieces of a word; what is unknown and stands together is one."""
        best = [0.0, *[float("-inf")] * len(word)]  # the score of the likeliest way up to each place
        steps = [(0, self._tokens.unknown)] * len(best)  # and its last piece: where that begins, and its number
        for begin, end, number, score in self._pieces(word):
            if best[begin] + score > best[end]:
                best[end], steps[end] = best[begin] + score, (begin, number)
        return self._walk_back(steps)

    def _pieces(self, word: str) -> Iterator[tuple[int, int, int, float]]:
        """Yield where a piece stands in a word, with its number and score; any character by itself is one."""
        ends = [range(begin + 1, min(begin + self._longest, len(word)) + 1) for begin in range(len(word))]
        spans = [(begin, end) for begin, all_ends in enumerate(ends) for end in all_ends]
        parts = np.array([word[begin:end].encode() for begin, end in spans], np.bytes_)
        tokens, order = self._tokens, self._order
        places = np.searchsorted(tokens.pieces, parts, sorter=order)
        numbers = order[np.minimum(places, len(order) - 1)]
        known = (tokens.pieces[numbers] == parts).tolist()
        found = zip(spans, known, numbers.tolist(), tokens.scores[numbers].tolist(), strict=True)
        for (begin, end), is_known, number, score in found:
            if is_known:
                yield begin, end, number, score
            elif end == begin + 1:
                yield begin, end, tokens.unknown, self._unknown_score

    def _walk_back(self, steps: list[tuple[int, int]]) -> Numbers:
        found: list[int] = []
        place = len(steps) - 1
        while place:
            place, number = steps[place]
            if not (found and found[-1] == number == self._tokens.unknown):
                found.append(number)
        return tuple(reversed(found))
