"""Reading what somebody typed: words, "exact phrases" and -words that must be absent. Never raises."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from kennis.search.dutch import Woord, analyse

MAX_CHARACTERS = 500  # what a person types by hand; a pasted page is cut off here
MAX_WORDS = 40  # each further word costs time and no longer changes what is asked

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")  # and halves of characters
_QUOTES = dict.fromkeys(map(ord, "“”„«»"), '"')
_PIECE = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')
_FIELD = re.compile(r"\w+:\S")


@dataclass(frozen=True, slots=True)
class Vraag:
    """A question, read: `tekst` is for the model, `woorden` may be found, `zinnen` must, `zonder` must not."""

    tekst: str
    woorden: tuple[Woord, ...] = ()
    zinnen: tuple[tuple[Woord, ...], ...] = ()
    zonder: tuple[tuple[Woord, ...], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to search for."""
        return not self.woorden


def read_query(text: str) -> Vraag:
    """Read a question; unbalanced quotes and loose signs are taken as if they were not typed."""
    clean = clean_query(text)
    wanted: list[str] = []
    zinnen: list[tuple[Woord, ...]] = []
    zonder: list[tuple[Woord, ...]] = []
    for piece in _PIECE.finditer(_balance(clean)):
        words = piece["phrase"] if piece["phrase"] is not None else piece["word"]
        if piece["minus"]:
            zonder.append(tuple(analyse(words)))
            continue
        wanted.append(words)
        if piece["phrase"] is not None:
            zinnen.append(tuple(analyse(words)))
    return Vraag(
        tekst=" ".join(wanted),
        woorden=_meaningful(analyse(" ".join(wanted))),
        zinnen=tuple(zin for zin in zinnen if zin),
        zonder=tuple(zin for zin in zonder[:MAX_WORDS] if zin),
    )


def loose_pieces(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the pieces stand that may be put otherwise: not in quotes, not behind a minus or a field:."""
    plain = text.translate(_QUOTES)
    if plain.count('"') % 2:
        plain = " ".join(plain.rpartition('"')[::2])  # of the same length
    for piece in _PIECE.finditer(plain):
        if piece["word"] and not piece["minus"] and not _FIELD.match(piece["word"]):
            yield piece.span("word")


def clean_query(text: str) -> str:
    """Return the text as it is searched and shown: one line, no control characters, not endless."""
    return " ".join(_CONTROL.sub(" ", text[: 4 * MAX_CHARACTERS]).split())[:MAX_CHARACTERS].strip()


def _balance(text: str) -> str:
    plain = text.translate(_QUOTES)
    return plain if plain.count('"') % 2 == 0 else "".join(chain.from_iterable(plain.rpartition('"')[::2]))


def _meaningful(woorden: list[Woord]) -> tuple[Woord, ...]:
    """Drop the words that say nothing, unless the question has no others, and repetitions."""
    chosen = [woord for woord in woorden if not woord.is_stop] or woorden
    return tuple(dict.fromkeys(chosen))[:MAX_WORDS]
