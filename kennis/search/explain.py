"""Why a passage is an answer: how it says each of the asked words, and whether its meaning counted. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from kennis.search.dutch import Woord, as_written
from kennis.search.engine import Found
from kennis.search.matching import Reading
from kennis.search.terms import Alternatief
from kennis.search.understanding import SLIP

MISSPELT = ("spelling", SLIP)  # kinds of other names that are the same word
MEANING_COUNTS = 0.1  # of the score, which is at most 1; a middling candidate gets nothing for its meaning


class Soort(StrEnum):
    """How a word of the question stands in a passage, in the order in which one wants to know it."""

    VERBETERD = "verbeterd"
    LETTERLIJK = "letterlijk"
    VORM = "vorm"
    SAMENSTELLING = "samenstelling"
    DELEN = "delen"
    BEGRIP = "begrip"
    SPELLING = "spelling"
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


class Explainer:
    """Tells why passages answer one question; what they have in common is worked out once."""

    def __init__(self, found: Found) -> None:
        self._found = found
        self._typed = as_written(found.vraag.tekst)

    def explain(self, passage: Reading, context: Reading, betekenis: float = 0.0) -> tuple[Reden, ...]:
        """Return why a passage answers; `context` is its title and headings, `betekenis` what meaning added."""
        woorden, alternatieven = self._found.vraag.woorden, self._found.alternatieven
        inside, anywhere = _Words(passage), _Words(passage, context)
        ways: dict[tuple[Soort, str], dict[str, None]] = {}
        for woord in woorden:
            way = _way(woord, inside, anywhere, alternatieven.get(woord, ()))
            ways.setdefault(way, {})[self._typed.get(woord, woord.exact)] = None
        redenen = [Reden(soort, tuple(typed), als) for (soort, als), typed in ways.items()]
        missing = all(soort is Soort.ONTBREEKT for soort, _ in ways)
        if woorden and (betekenis >= MEANING_COUNTS or missing):
            redenen.append(Reden(Soort.BETEKENIS))
        redenen.extend(self._mended())
        return tuple(sorted(redenen, key=lambda reden: _ORDER.index(reden.soort)))

    def _mended(self) -> list[Reden]:
        mended = self._found.correctie.verbeteringen if self._found.correctie else ()
        return [Reden(Soort.VERBETERD, (one.getypt,), one.bedoeld) for one in mended]


class _Words:
    """The words of a text, or of several, for looking up how it says something."""

    def __init__(self, *texts: Reading) -> None:
        self._exact: dict[str, str] = {}
        self._stems: dict[str, str] = {}
        self._parts: dict[str, str] = {}
        for text in texts:
            for _, plek in text.near:
                self._add(plek.woord, text.located.written(plek))

    def _add(self, woord: Woord, written: str) -> None:
        """Note a word; what is written first is shown."""
        self._exact.setdefault(woord.exact, written)
        self._stems.setdefault(woord.stam, written)
        for deel in woord.delen:
            self._parts.setdefault(deel, written)

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

    def written(self, alternatief: Alternatief) -> str:
        """Return a name as it stands here, else as it stands in the list."""
        words = [self._exact.get(woord.exact) or self._stems.get(woord.stam) for woord in alternatief.woorden]
        return " ".join(filter(None, words)) if all(words) else alternatief.tekst


def _way(
    woord: Woord, inside: _Words, anywhere: _Words, alternatieven: Iterable[Alternatief]
) -> tuple[Soort, str]:
    """Return how a passage says a word: best in its own text, then under another name, then in a heading."""
    if found := inside.way(woord):
        return found
    for words in (inside, anywhere):
        if words is anywhere and words.way(woord):
            return Soort.KOP, ""
        if other := next((other for other in alternatieven if words.says(other)), None):
            return _under_other_name(other, words)
    return Soort.ONTBREEKT, ""


def _under_other_name(alternatief: Alternatief, words: _Words) -> tuple[Soort, str]:
    """Return how a passage says a word otherwise: a misspelt form as it stands, a name as the list has it."""
    if alternatief.soort in MISSPELT:
        return Soort.SPELLING, words.written(alternatief)
    return Soort.BEGRIP, alternatief.tekst
