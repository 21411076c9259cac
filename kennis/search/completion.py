"""The words of the index as one reader has them: what he can find, and what completes the word he is typing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from kennis.search.dutch import analyse, is_stop_word, stem
from kennis.search.lexicon import usualness
from kennis.search.slips import Nabij
from kennis.search.spelling import Mask, Spelling
from kennis.search.suggest import Begin

MIN_WORD_LETTERS = 3  # with fewer letters a thousand words begin
EXAMINED = 40  # words; of the most usual ones those in most records are taken


@dataclass(frozen=True, slots=True)
class Woordbeeld:
    """What stands in the records that one reader sees; no other record changes anything here."""

    spelling: Spelling
    visible: Mask

    def can_find(self, tekst: str) -> bool:
        """Tell whether each word of a text that says something stands in a record."""
        woorden = [woord for woord in analyse(tekst) if not woord.is_stop]
        return bool(woorden) and all(self.spelling.is_held(woord, self.visible) for woord in woorden)

    def near(self, woord: str) -> list[Nabij]:
        """Return the words that a folded word may be a slip of, the likeliest first."""
        return self.spelling.near(woord, self.visible)

    def completions(self, begin: Begin) -> list[str]:
        """Return the words, one of each stem, that complete the last one.

        First what stands in most records with the words before it, then what stands in most records.
        """
        if len(begin.laatste) < MIN_WORD_LETTERS:
            return []
        together = self._with_words_before(begin)
        best: dict[str, tuple[int, int, str]] = {}
        for word in islice(self._starting_with(begin.laatste), EXAMINED):
            key = (-self.spelling.holders(word, together), -self.spelling.holders(word, self.visible), word)
            best[stem(word)] = min(key, best.get(stem(word), key))
        return [word for _, _, word in sorted(best.values())]

    def _starting_with(self, beginning: str) -> Iterator[str]:
        """Yield the words that begin so and stand in a record, the most usual ones first."""
        words = self.spelling.starting_with(beginning)
        for word in sorted(words, key=lambda word: (-usualness(word), word)):
            if not is_stop_word(word) and self.spelling.holders(word, self.visible):
                yield word

    def _with_words_before(self, begin: Begin) -> Mask:
        records = self.visible
        for woord in analyse(begin.ervoor):
            if not woord.is_stop:
                records = records & self.spelling.holding(woord)
        return records
