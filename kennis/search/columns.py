"""What is known of each record beside its text, as arrays: the access filter, facet filters and facet counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache, cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kennis.access import Lezer, Zichtbaarheid
from kennis.search.meaning import WindowRows
from kennis.search.periode import Periode
from kennis.search.records import FACETTEN, IndexRecord
from kennis.search.schets import shorten, twins

Mask = NDArray[np.bool_]
Numbers = NDArray[np.int64]

_LEVELS = {level: number for number, level in enumerate(Zichtbaarheid)}
_NOBODY = -1
_NO_DATE = date.min.toordinal()
_NOTHING: Numbers = np.zeros(0, np.int64)


def columns_of(record: IndexRecord) -> dict[str, Any]:
    """Return what the index keeps of a record; read back by `Columns`."""
    return {
        "id": record.id,
        "bron": record.bron,
        "groep": record.groep,
        "titel": record.titel,
        "niveau": _LEVELS[record.zichtbaarheid],
        "organisatie": _NOBODY if record.organisatie_id is None else record.organisatie_id,
        "facetten": {name: tuple(values) for name, values in record.facetten.items()},
        "datum": record.datum.toordinal() if record.datum else _NO_DATE,
        "rang": record.rang,
        "uitgesloten": tuple(sorted(record.uitgesloten)),
        "schets": shorten(record.schets),
    }


@cache
def _date(ordinal: int) -> date | None:  # few differ, and they are asked for by the hundred
    return None if ordinal == _NO_DATE else date.fromordinal(ordinal)


class Columns:
    """Arrays by record number, shape (size,); removed records are in no mask."""

    def __init__(self, size: int, rows: Iterable[tuple[int, Mapping[str, Any]]]) -> None:
        self.ids: list[str] = [""] * size
        self.vingerafdrukken: list[str] = [""] * size
        self.bronnen: list[str] = [""] * size
        self.alive: Mask = np.zeros(size, np.bool_)
        self.groepen: Numbers = np.zeros(size, np.int64)
        self.rows: Numbers = np.zeros(size, np.int64)
        self.windows = WindowRows(np.zeros(size, np.int64), np.zeros(size, np.int64))
        self.lengths: NDArray[np.float32] = np.zeros(size, np.float32)
        self.rangen: Numbers = np.zeros(size, np.int64)
        self.datums: Numbers = np.zeros(size, np.int64)
        self._levels: Numbers = np.zeros(size, np.int64)
        self._organisaties: Numbers = np.full(size, _NOBODY, np.int64)
        self._excluded: dict[str, list[int]] = {}
        self.bron_numbers: Numbers = np.zeros(size, np.int64)
        self._bron_groepen: list[int] = []
        self._schetsen: list[bytes] = []
        holders: dict[str, dict[str, list[int]]] = {name: {} for name in FACETTEN}
        titels: dict[str, list[int]] = {}
        numbers: dict[str, int] = {}
        bronnen: dict[str, int] = {}
        for doc, row in rows:
            self._read(doc, row, numbers)
            self._read_bron(doc, row, bronnen)
            titels.setdefault(row["titel"], []).append(doc)
            for facet, values in row["facetten"].items():
                for value in values:
                    holders[facet].setdefault(value, []).append(doc)
        self.groep_names = list(numbers)
        self._values: dict[str, dict[str, Numbers]] = {
            facet: {value: np.array(docs, np.int64) for value, docs in values.items()}
            for facet, values in holders.items()
        }
        self._titels = {titel: np.array(docs, np.int64) for titel, docs in titels.items()}
        self._masks: dict[tuple[object, ...], Mask] = {}

    def _read(self, doc: int, row: Mapping[str, Any], numbers: dict[str, int]) -> None:
        self.alive[doc] = True
        self.ids[doc] = row["id"]
        self.bronnen[doc] = row["bron"]
        self.vingerafdrukken[doc] = row["vingerafdruk"]
        self.groepen[doc] = numbers.setdefault(row["groep"], len(numbers))
        self.rows[doc] = row["rij"]
        self.windows.first[doc], self.windows.count[doc] = row["vensters"]
        self.lengths[doc] = row["lengte"]
        self.rangen[doc] = row["rang"]
        self.datums[doc] = row["datum"]
        self._levels[doc] = row["niveau"]
        self._organisaties[doc] = row["organisatie"]
        for name in row["uitgesloten"]:
            self._excluded.setdefault(name, []).append(doc)

    def _read_bron(self, doc: int, row: Mapping[str, Any], bronnen: dict[str, int]) -> None:
        number = self.bron_numbers[doc] = bronnen.setdefault(row["bron"], len(bronnen))
        if number == len(self._schetsen):
            self._schetsen.append(row["schets"])
            self._bron_groepen.append(int(self.groepen[doc]))

    @property
    def last_row(self) -> int:
        """The highest number of a vector that a record names, -1 when there are no records."""
        return int(self.rows.max(initial=-1))

    @property
    def last_window(self) -> int:
        return int((self.windows.first + self.windows.count).max(initial=0)) - 1

    def visible(self, lezer: Lezer) -> Mask:
        """Return which records this reader may know of; the rule of `kennis.access.may_see` on arrays."""
        key = (lezer.rol, lezer.eigen, frozenset(lezer.names & self._excluded.keys()))
        mask = self._masks.get(key)  # one for all people who see the same, not one a person
        if mask is None:
            mask = self._masks[key] = self._visible(lezer)
        return mask

    def _visible(self, lezer: Lezer) -> Mask:
        by_role = np.isin(self._levels, [_LEVELS[level] for level in lezer.everywhere])
        at_home = np.isin(self._levels, [_LEVELS[level] for level in lezer.at_home])
        mask: Mask = self.alive & (by_role | (at_home & np.isin(self._organisaties, list(lezer.eigen))))
        for name in lezer.names & self._excluded.keys():
            mask[self._excluded[name]] = False
        return mask

    def having(self, filters: Mapping[str, frozenset[str]]) -> Mask:
        """Return which records have, for every facet named, one of its values; an unknown facet has none."""
        mask = self.alive.copy()
        for facet, values in filters.items():
            chosen = np.zeros(len(mask), np.bool_)
            for value in values:
                chosen[self._values.get(facet, {}).get(value, _NOTHING)] = True
            mask &= chosen
        return mask

    def values(self, facet: str, visible: Mask) -> list[str]:
        """Return the values of a facet that some visible record has, in order."""
        return sorted(value for value, docs in self._values.get(facet, {}).items() if visible[docs].any())

    def groups(self, mask: Mask) -> list[str]:
        """Return the names of the groups that have a record in this mask."""
        return [self.groep_names[number] for number in np.unique(self.groepen[mask])]

    def titled(self, fits: Callable[[str], bool]) -> Mask:
        """Return which records have a title for which this holds."""
        mask = np.zeros(len(self.alive), np.bool_)
        for titel, docs in self._titels.items():
            if fits(titel):
                mask[docs] = True
        return mask

    def within(self, periode: Periode) -> Mask:
        """Return which records have a date in this time; in a time that is open on both sides lies all."""
        if periode.is_open:
            return self.alive.copy()
        mask: Mask = self.alive & (self.datums != _NO_DATE)
        if periode.van:
            mask &= self.datums >= periode.van.toordinal()
        if periode.tot:
            mask &= self.datums <= periode.tot.toordinal()
        return mask

    def dates(self, docs: Numbers) -> list[date | None]:
        """Return the dates of these records."""
        return [_date(ordinal) for ordinal in self.datums[docs].tolist()]

    def whole_groups(self, mask: Mask) -> Mask:
        """Return which records belong to a group of which some record is in the mask."""
        return np.isin(self.groepen, self.groepen[mask]) & self.alive

    def superseded(self, visible: Mask) -> Mask:
        """Return which records belong to an older version than another one that is visible."""
        lowest = np.full(max(len(self.groep_names), 1), np.iinfo(np.int64).max)
        np.minimum.at(lowest, self.groepen[visible], self.rangen[visible])
        result: Mask = visible & (self.rangen > lowest[self.groepen])
        return result

    def find(self, ids: Iterable[str]) -> Numbers:
        """Return the numbers of the records with these ids; one that is not there is left out."""
        return np.array([self._places[name] for name in ids if name in self._places], np.int64)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {name: doc for doc, name in enumerate(self.ids) if name}

    def docs_of(self, groep: str, mask: Mask) -> Numbers:
        """Return the records of a groep that the mask holds."""
        if groep not in self.groep_names:
            return _NOTHING
        return np.flatnonzero(mask & (self.groepen == self.groep_names.index(groep)))

    def joined(self, docs: Numbers) -> Numbers:
        """Return for every groep the number of the groep whose result it belongs to, shape (groepen,).

        Groepen of which these records have nearly the same text are one result. Only these records count: what is
        not among them, because the reader may not see it, joins nothing.
        """
        joined = np.arange(max(len(self.groep_names), 1))
        chosen = np.isin(self._twins, self.bron_numbers[docs]).all(axis=1)
        for one, other in np.array(self._bron_groepen, np.int64)[self._twins[chosen]]:
            low, high = sorted((joined[one], joined[other]))
            joined[joined == high] = low
        return joined

    @cached_property
    def _twins(self) -> Numbers:
        """The bronnen, in pairs, whose texts are nearly the same; shape (n, 2)."""
        return twins(self._schetsen)

    def with_value(self, facet: str, value: str) -> Mask:
        """Return which records have this value."""
        return self.having({facet: frozenset({value})})

    def count(self, docs: Numbers) -> dict[str, dict[str, int]]:
        """Return per facet and value the number of results among these records, most first."""
        chosen = np.zeros(len(self.alive), np.bool_)
        chosen[docs] = True
        results = self.joined(docs)[self.groepen]
        return {facet: self._count(values, chosen, results) for facet, values in self._values.items()}

    def _count(self, values: Mapping[str, Numbers], chosen: Mask, results: Numbers) -> dict[str, int]:
        counts = Counter[str]()
        for value, docs in values.items():
            found = len(np.unique(results[docs[chosen[docs]]]))
            if found:
                counts[value] = found
        return most_first(counts)


def most_first(counts: Mapping[str, int]) -> dict[str, int]:
    """Return counts of values in the order in which they are shown: the highest first, then by name."""
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
