"""What the search makes of a question: typing errors mended, and what its words may also be called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from kennis.search.columns import Mask
from kennis.search.dutch import Woord, analyse, analyse_word
from kennis.search.lexicon import usualness
from kennis.search.query import Vraag, clean_query, read_query
from kennis.search.scoring import Ways, counts_of
from kennis.search.slips import USUAL
from kennis.search.snapshot import Snapshot
from kennis.search.spelling import Correctie
from kennis.search.terms import Alternatief, Alternatieven, Termen, as_named

SLIP = "tikfout"


def own_way(woord: Woord) -> Alternatief:
    return Alternatief(woord.exact, "woord", (woord,))


@dataclass(frozen=True, slots=True)
class Begrepen:
    """A question as it is answered: `vraag` without typing errors, and `tekst` as the language model reads it."""

    vraag: Vraag
    tekst: str
    correctie: Correctie
    alternatieven: Alternatieven = field(default_factory=dict)
    begrippen: Sequence[Ways] = ()

    @property
    def uses_terms(self) -> bool:
        """Tell whether the list of terms knows another way to say anything of the question."""
        return any(way.soort != SLIP for ways in self.alternatieven.values() for way in ways)

    @property
    def asked(self) -> list[Ways]:
        """All that is asked, each with the ways to say it.

        A begrip of several words counts as one more: who writes RIBW says more than who writes 'wonen'.
        """
        words = self.vraag.woorden
        return [*((own_way(word), *self.alternatieven.get(word, ())) for word in words), *self.begrippen]


class Understanding:
    """Understands questions by what one reader can see, and by nothing else."""

    def __init__(self, snapshot: Snapshot, visible: Mask, termen: Termen) -> None:
        self._snapshot = snapshot
        self._visible = visible
        self._termen = termen

    def understand(self, tekst: str, *, literally: bool) -> Begrepen:
        """Read a question; `literally` leaves typing errors as they are."""
        clean = clean_query(tekst)
        correctie = Correctie(clean) if literally else self._snapshot.spelling.correct(clean, self._visible)
        vraag = read_query(correctie.tekst)
        woorden = analyse(vraag.tekst)
        senses = self._senses(woorden)
        names = (*self._termen.written_out(woorden), *(naam for _, naam in senses))
        tekst = f"{vraag.tekst} ({', '.join(names)})" if names else vraag.tekst
        alternatieven = self._alternatives(vraag, woorden, senses)
        return Begrepen(vraag, tekst, correctie, alternatieven, self._termen.concepts(woorden))

    def _alternatives(
        self, vraag: Vraag, woorden: Sequence[Woord], senses: Sequence[tuple[Woord, str]]
    ) -> Alternatieven:
        found = dict(self._termen.alternatives(woorden))
        for woord, naam in senses:
            found[woord] = (*found.get(woord, ()), as_named(naam))
        for woord in vraag.woorden:
            slips = self._snapshot.spelling.variants(woord.exact, self._visible)
            ways = (Alternatief(slip, SLIP, (analyse_word(slip),)) for slip in slips)
            found[woord] = (*found.get(woord, ()), *ways)
        return {woord: ways for woord, ways in found.items() if ways}

    def _senses(self, woorden: Sequence[Woord]) -> list[tuple[Woord, str]]:
        """Return the ambiguous abbreviations that mean one thing in what this reader can see."""
        found = []
        for exact, namen in self._termen.senses(woorden).items():
            used = [naam for naam in namen if self._is_used(naam)]
            if len(used) == 1 and usualness(exact) < USUAL:  # 'bos' is a word first
                found.append((analyse_word(exact), used[0]))
        return found

    def _is_used(self, naam: str) -> bool:
        way = as_named(naam)
        counts = counts_of(way, self._snapshot.words.postings, len(self._visible))
        return bool(np.any(counts[self._visible]))
