"""Why a passage is an answer: how it says each of the asked words, and whether its meaning counted. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from kennis.search.dutch import Plek, Woord, locate
from kennis.search.matching import NO_ALTERNATIVES
from kennis.search.query import Vraag
from kennis.search.terms import Alternatief, Alternatieven

MEANING_COUNTS = 0.1  # of the score, which is at most 1; a middling candidate gets nothing for its meaning


class Soort(StrEnum):
    """How a word of the question stands in a passage, in the order in which one wants to know it."""

    LETTERLIJK = "letterlijk"
    VORM = "vorm"
    SAMENSTELLING = "samenstelling"
    DELEN = "delen"
    BEGRIP = "begrip"
    KOP = "kop"
    ONTBREEKT = "ontbreekt"
    BETEKENIS = "betekenis"


_ORDER = list(Soort)


@dataclass(frozen=True, slots=True)
class Reden:
    """Asked words, as typed, that stand in a passage in the same way; `als` is how it says them, if otherwise.

    Of the kind ONTBREEKT they are not there; BETEKENIS has no words.
    """

    soort: Soort
    woorden: tuple[str, ...] = ()
    als: str = ""


def explain(
    tekst: str, context: str, vraag: Vraag, alternatieven: Alternatieven = NO_ALTERNATIVES, betekenis: float = 0.0
) -> tuple[Reden, ...]:
    """Return why this passage answers; `context` is its title and headings, `betekenis` what meaning added."""
    typed = {plek.woord: vraag.tekst[plek.begin : plek.eind] for plek in locate(vraag.tekst)}
    passage, anywhere = _Words(tekst), _Words(f"{context}\n{tekst}")
    ways: dict[tuple[Soort, str], dict[str, None]] = {}
    for woord in vraag.woorden:
        way = _way(woord, passage, anywhere, alternatieven.get(woord, ()))
        ways.setdefault(way, {})[typed.get(woord, woord.exact)] = None
    redenen = [Reden(soort, tuple(woorden), als) for (soort, als), woorden in ways.items()]
    if betekenis >= MEANING_COUNTS or all(reden.soort is Soort.ONTBREEKT for reden in redenen):
        redenen.append(Reden(Soort.BETEKENIS))
    return tuple(sorted(redenen, key=lambda reden: _ORDER.index(reden.soort)))


class _Words:
    """The words of a text, for looking up how it says something."""

    def __init__(self, tekst: str) -> None:
        plekken = list(locate(tekst))
        written = [tekst[plek.begin : plek.eind] for plek in plekken]
        self._exact = {plek.woord.exact for plek in plekken}
        self._stems = _first(zip((plek.woord.stam for plek in plekken), written, strict=True))
        self._parts = _first(_parts(plekken, written))

    def way(self, woord: Woord) -> tuple[Soort, str] | None:
        """Return how the text holds this word, and as what; None when it does not."""
        if woord.exact in self._exact:
            return Soort.LETTERLIJK, ""
        if woord.stam in self._stems:
            return Soort.VORM, self._stems[woord.stam]
        if woord.stam in self._parts:
            return Soort.SAMENSTELLING, self._parts[woord.stam]
        delen = [self._stems.get(deel) or self._parts.get(deel) for deel in woord.delen]
        if delen and all(delen):
            return Soort.DELEN, " en ".join(dict.fromkeys(deel for deel in delen if deel))
        return None

    def says(self, alternatief: Alternatief) -> bool:
        return all(self.way(woord) for woord in alternatief.woorden)


def _way(
    woord: Woord, passage: _Words, anywhere: _Words, alternatieven: Iterable[Alternatief]
) -> tuple[Soort, str]:
    """Return how a passage says a word: best in its own text, then under another name, then in a heading."""
    if found := passage.way(woord):
        return found
    for words in (passage, anywhere):
        if words is anywhere and words.way(woord):
            return Soort.KOP, ""
        if other := next((a.tekst for a in alternatieven if words.says(a)), None):
            return Soort.BEGRIP, other
    return Soort.ONTBREEKT, ""


def _parts(plekken: Iterable[Plek], written: Iterable[str]) -> Iterable[tuple[str, str]]:
    return ((deel, word) for plek, word in zip(plekken, written, strict=True) for deel in plek.woord.delen)


def _first(pairs: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Return the first value of each key."""
    found: dict[str, str] = {}
    for key, value in pairs:
        found.setdefault(key, value)
    return found
