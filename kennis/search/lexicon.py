"""Which words Dutch has: how usual each is and how it is written; which library knows is told here only."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

_SOFT = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\ufeff"))


def fold(text: str) -> str:
    """Return text in the form in which case, accents and typographic variants no longer differ."""
    plain = unicodedata.normalize("NFKD", text.translate(_SOFT)).casefold()
    decomposed = unicodedata.normalize("NFKD", plain)  # folding may compose anew
    return "".join(char for char in decomposed if not unicodedata.combining(char)).replace("’", "'")


def usualness(word: str) -> float:
    """Return how usual a folded word is on the Zipf scale: 0 for an unknown one, 3 for rare, 5 for 'gemeente'.

    It is the 10-log of the number of times that it stands in a thousand million words.
    """
    return _words().usualness.get(word, 0.0)


def words_from(floor: float) -> Iterator[str]:
    """Yield the folded words that are at least this usual."""
    return (word for word, zipf in _words().usualness.items() if zipf >= floor)


def written(word: str) -> str:
    """Return a folded word with its accents, if it is written with them more often than without."""
    return _words().accents.get(word, word)


class _Words(NamedTuple):
    usualness: dict[str, float]  # by folded word; of two that fold together that of the more usual one
    accents: dict[str, str]


@cache
def _words() -> _Words:
    import wordfreq  # noqa: PLC0415 (0.2 s that a start should not pay; the first word does)

    found = _Words({}, {})
    for centibels, words in enumerate(wordfreq.get_frequency_list("nl", "best")):
        frequency = wordfreq.cB_to_freq(-centibels)
        zipf = math.log10(frequency) + 9
        for word in sorted(words, key=str.isascii, reverse=True):  # as usual without accents: then without
            key = word if word.isascii() else fold(word)  # most need no folding, and there are 300,000
            if key not in found.usualness:
                found.usualness[key] = zipf
                if key != word:
                    found.accents[key] = word
    wordfreq.get_frequency_list.cache_clear()  # it is read once
    return found
