"""The managed terms as the search uses them: what the words of a question may also be called. Pure.

Where the list comes from is not known here: whoever asks hands it over, so that a change counts at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from kennis.search.dutch import Woord, analyse

MAX_ALTERNATIVES = 24  # other ways to say one thing; more cost time and blur what is asked
ABBREVIATION = "afkorting"


@dataclass(frozen=True, slots=True)
class Vorm:
    """A way to say a term; `soort` is afkorting, synoniem or spelling. One that means two things stands apart."""

    tekst: str
    soort: str
    dubbelzinnig: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """One concept: its preferred name and its other forms."""

    naam: str
    vormen: tuple[Vorm, ...] = ()


@dataclass(frozen=True, slots=True)
class Alternatief:
    """Another way to say something of a question; a record says it when it holds all these words."""

    tekst: str
    soort: str
    woorden: tuple[Woord, ...]


Alternatieven = Mapping[Woord, tuple[Alternatief, ...]]
_Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Form:
    term: Term
    tekst: str
    soort: str
    meaningful: tuple[Woord, ...]  # without the stop words
    is_vague: bool  # a phrase of which only one word is left without them


class Termen:
    """A list of terms, arranged for looking up the words of a question; safe to share between threads.

    What is ambiguous is never used by itself: a form that is marked so, or an abbreviation of two terms. A form of
    nothing but stop words is left out. Each step goes from one form to the others of its own term and no
    further, so terms that name each other in a circle do no harm.
    """

    def __init__(self, terms: Iterable[Term] = ()) -> None:
        self._forms: dict[_Key, list[_Form]] = {}
        self._senses: dict[_Key, list[str]] = {}
        self.terms = known = tuple(terms)
        meanings = Counter(key for term in known for key in _abbreviations(term))
        for term in known:
            for vorm in (Vorm(term.naam, "term"), *term.vormen):
                self._add(term, vorm, meanings)
        self._longest = max(map(len, self._forms), default=0)
        self._by_term: dict[str, list[_Form]] = {}
        for forms in self._forms.values():
            for form in forms:
                self._by_term.setdefault(form.term.naam, []).append(form)

    def _add(self, term: Term, vorm: Vorm, meanings: Mapping[_Key, int]) -> None:
        woorden = tuple(analyse(vorm.tekst))
        key = _key(woorden)
        if all(woord.is_stop for woord in woorden):
            return
        if vorm.dubbelzinnig or (vorm.soort == ABBREVIATION and meanings[key] > 1):
            self._senses.setdefault(key, []).append(term.naam)
        else:
            meaningful = _meaningful(woorden)
            form = _Form(term, vorm.tekst, vorm.soort, meaningful, is_vague=len(meaningful) == 1 < len(woorden))
            self._forms.setdefault(key, []).append(form)

    def alternatives(self, woorden: Sequence[Woord]) -> Alternatieven:
        """Return for each word of a question, in order, the other ways to say what it stands for.

        A phrase like 'voor de toegang' is understood but not looked for: of its words one would be left.
        """
        found: dict[Woord, dict[str, Alternatief]] = {}
        for asked, form in self._matches(woorden):
            others = list(islice(self._others(form), MAX_ALTERNATIVES))
            for woord in _meaningful(asked):
                found.setdefault(woord, {}).update((other.tekst, other) for other in others)
        return {woord: tuple(ways.values())[:MAX_ALTERNATIVES] for woord, ways in found.items() if ways}

    def concepts(self, woorden: Sequence[Woord]) -> list[tuple[Alternatief, ...]]:
        """Return for each term that a question names in several words the ways to say it, its own first."""
        found: dict[_Key, list[Alternatief]] = {}
        for asked, form in self._matches(woorden):
            if len(form.meaningful) > 1:
                own = Alternatief(form.tekst, form.soort, form.meaningful)
                found.setdefault(_key(asked), [own]).extend(islice(self._others(form), MAX_ALTERNATIVES))
        return [tuple(ways) for ways in found.values()]

    def written_out(self, woorden: Sequence[Woord]) -> tuple[str, ...]:
        """Return the names of the terms of which a question holds an abbreviation."""
        names = (form.term.naam for _, form in self._matches(woorden) if form.soort == ABBREVIATION)
        return tuple(dict.fromkeys(names))

    def _others(self, form: _Form) -> Iterator[Alternatief]:
        """Yield the other ways to say a term than the one that was asked in."""
        for other in self._by_term[form.term.naam]:
            if other.tekst != form.tekst and not other.is_vague:
                yield Alternatief(other.tekst, other.soort, other.meaningful)

    def senses(self, woorden: Sequence[Woord]) -> dict[str, tuple[str, ...]]:
        """Return the ambiguous words of a question, with the terms that each may stand for.

        Not those that stand in a longer form, like MO in BW/MO, or that the question explains itself.
        """
        matches = list(self._matches(woorden))
        covered = {woord for asked, _ in matches for woord in asked}
        named = {form.term.naam for _, form in matches}
        found = {
            woord.exact: tuple(self._senses.get((woord.stam,), ())) for woord in woorden if woord not in covered
        }
        return {woord: names for woord, names in found.items() if names and named.isdisjoint(names)}

    def _matches(self, woorden: Sequence[Woord]) -> Iterator[tuple[Sequence[Woord], _Form]]:
        """Yield the forms that a question holds, from each word the longest one; of many terms the first."""
        start = 0
        while start < len(woorden):
            for length in range(min(self._longest, len(woorden) - start), 0, -1):
                asked = woorden[start : start + length]
                forms = self._forms.get(_key(asked))
                if forms:
                    yield from ((asked, form) for form in forms[:MAX_ALTERNATIVES])
                    break
            else:
                length = 1
            start += length


def _abbreviations(term: Term) -> set[_Key]:
    return {_key(analyse(vorm.tekst)) for vorm in term.vormen if vorm.soort == ABBREVIATION}


def _key(woorden: Iterable[Woord]) -> _Key:
    return tuple(woord.stam for woord in woorden)


def as_named(naam: str) -> Alternatief:
    """Return the way to say a term by its name."""
    return Alternatief(naam, "term", _meaningful(analyse(naam)))


def _meaningful(woorden: Iterable[Woord]) -> tuple[Woord, ...]:
    return tuple(woord for woord in woorden if not woord.is_stop)


NO_TERMS = Termen()
