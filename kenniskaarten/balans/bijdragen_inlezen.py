"""Taking in a table of bijdragen: what it would book, then all or nothing; the same table twice books once.

Never commits. A row is known by its kenmerk, or else by what it says and how often the table said so before.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.db.base import keep_writers_out
from kennis.db.organisaties import name_key
from kennis.errors import BijdrageError, BoekingError, LijstError
from kenniskaarten.balans.bijdragen import read_bekend
from kenniskaarten.balans.bijdrageregels import EENHEDEN, Bekend, Bijdrage, Getypt, lees
from kenniskaarten.balans.boeken import Gebeurtenis, boek_nieuwe, gebeurtenis_of
from kenniskaarten.balans.models import Boeking, BoekingSoort
from kenniskaarten.balans.overzicht import HET_NETWERK
from kenniskaarten.tabel import APART, Rij, Vorm, from_cell, read

VORM = Vorm(
    kolommen=(
        "soort",
        "eenheid",
        "datum",
        "brengt",
        "krijgt",
        "hoeveelheid",
        "omschrijving",
        "thema",
        "kenmerk",
    ),
    verplicht=("soort", "datum", "brengt", "hoeveelheid", "omschrijving"),
    max_bytes=5_000_000,
    max_rijen=20_000,
)
SOORTEN = tuple(EENHEDEN)  # the others come about by themselves
MAX_KENMERK = 100  # characters
BATCH = 500  # sources that one query asks about


class Uitkomst(StrEnum):
    """What becomes of a row."""

    NIEUW = "nieuw"
    STAAT_ER = "staat er al"
    FOUT = "fout"


@dataclass(frozen=True, slots=True)
class Boekrij:
    """A row of the table with what taking it in would book, or what is wrong with it."""

    nummer: int
    rij: Rij
    uitkomst: Uitkomst
    gebeurtenis: Gebeurtenis | None = None
    fouten: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Boekplan:
    """What a table would book; `stempel` is another one when something changed since."""

    rijen: tuple[Boekrij, ...]

    def van(self, uitkomst: str) -> list[Boekrij]:
        return [rij for rij in self.rijen if rij.uitkomst == uitkomst]

    @property
    def is_goed(self) -> bool:
        return not self.van(Uitkomst.FOUT)

    @property
    def stempel(self) -> str:
        return hashlib.sha256(repr(self.rijen).encode("utf-8", "surrogatepass")).hexdigest()


def make_plan(session: so.Session, tekst: str, alleen: int | None = None) -> Boekplan:
    """Return what this table would book; `alleen` is the one party that may have brought it.

    Raises LijstError when it is no such table.
    """
    lezer = _Lezer(read_bekend(session), alleen)
    rijen = [lezer.read(nummer, cells) for nummer, cells in read(tekst, VORM)]
    known = dict(_known(session, [rij.gebeurtenis for rij in rijen if rij.gebeurtenis]))
    return Boekplan(tuple(_judged(rij, known) for rij in rijen))


def apply(
    session: so.Session, tekst: str, stempel: str, door_id: int | None, alleen: int | None = None
) -> Boekplan:
    """Book what was shown, all of it, or raise LijstError and book nothing; what stands there already stays."""
    keep_writers_out(session, Boeking)
    plan = make_plan(session, tekst, alleen)
    new = plan.van(Uitkomst.NIEUW)
    if not plan.is_goed or (new and plan.stempel != stempel):
        raise LijstError({"bestand": "Er is intussen iets veranderd. Er is niets geboekt. Kijk het na."})
    boek_nieuwe(session, [rij.gebeurtenis for rij in new if rij.gebeurtenis is not None], door_id)
    return plan


class _Lezer:
    """Reads the rows of one table, and remembers what it saw."""

    def __init__(self, bekend: Bekend, alleen: int | None) -> None:
        self._bekend, self._alleen = bekend, alleen
        self._namen = {name_key(row.naam): row.id for row in bekend.partijen.values()}
        self._found: dict[str, int | None] = {}
        self._kenmerken: dict[str, int] = {}
        self._times: Counter[str] = Counter()

    def read(self, nummer: int, cells: Rij) -> Boekrij:
        rij = {kolom: from_cell(cell.strip()) for kolom, cell in cells.items()}
        try:
            bijdrage = lees(self._getypt(rij), self._bekend)
            bron = self._bron(nummer, rij.get("kenmerk", ""), bijdrage)
        except BijdrageError as error:
            fouten = tuple(f"{kolom.replace('krijgen', 'krijgt')}: {fout}" for kolom, fout in error.fouten.items())
            return Boekrij(nummer, rij, Uitkomst.FOUT, fouten=fouten)
        except BoekingError as error:
            return Boekrij(nummer, rij, Uitkomst.FOUT, fouten=(str(error),))
        return Boekrij(nummer, rij, Uitkomst.NIEUW, bijdrage.gebeurtenis(bron))

    def _getypt(self, rij: Rij) -> Getypt:
        brengt = self._partij(rij.get("brengt", ""))
        if self._alleen is not None and brengt != self._alleen:
            raise BoekingError("brengt: U boekt alleen wat uw eigen organisatie bracht.")
        krijgen = rij.get("krijgt", "").split(APART)
        return Getypt(
            soort=_soort(rij.get("soort", "")),
            brengt=brengt,
            eenheid=rij.get("eenheid", "").lower(),
            datum=rij.get("datum", ""),
            hoeveelheid=rij.get("hoeveelheid", ""),
            omschrijving=rij.get("omschrijving", ""),
            thema=rij.get("thema", ""),
            krijgen=tuple(dict.fromkeys(self._partij(naam) for naam in krijgen if not _is_network(naam))),
        )

    def _partij(self, naam: str) -> int:
        if naam not in self._found:
            self._found[naam] = self._namen.get(name_key(naam)) if naam.strip() else None
        found = self._found[naam]
        if found is None:
            raise BoekingError(f"De organisatie ‘{naam.strip()[:100]}’ kennen wij niet.")
        return found

    def _bron(self, nummer: int, kenmerk: str, bijdrage: Bijdrage) -> str:
        """Name the row after its party and kenmerk, so that two parties may have the same ones."""
        if not kenmerk:
            content = _content(bijdrage)
            self._times[content] += 1
            return f"bestand:{bijdrage.brengt}:inhoud:{content}:{self._times[content]}"
        if len(kenmerk) > MAX_KENMERK:
            raise BoekingError(f"kenmerk: Dit is langer dan {MAX_KENMERK} tekens.")
        bron = f"bestand:{bijdrage.brengt}:kenmerk:{kenmerk}"
        if self._kenmerken.setdefault(bron, nummer) != nummer:
            raise BoekingError(f"kenmerk: Dit staat ook op regel {self._kenmerken[bron]}.")
        return bron


def _soort(naam: str) -> BoekingSoort:
    if naam.lower() not in SOORTEN:
        raise BoekingError(f"soort: ‘{naam[:50]}’ kan niet. Kies uit: {', '.join(SOORTEN)}.")
    return BoekingSoort(naam.lower())


def _is_network(naam: str) -> bool:
    return naam.strip().lower() in {"", HET_NETWERK}


def _content(bijdrage: Bijdrage) -> str:
    """Return the SHA-256 of what a row says; how it falls over inhabitants may be told anew later."""
    takers = [] if bijdrage.soort is BoekingSoort.OVERHEAD else sorted(partij or 0 for partij in bijdrage.delen)
    said = [
        bijdrage.soort,
        bijdrage.eenheid,
        bijdrage.datum.isoformat(),
        takers,
        bijdrage.hoeveelheid,
        bijdrage.omschrijving,
        bijdrage.thema,
    ]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def _known(session: so.Session, events: Sequence[Gebeurtenis]) -> Iterator[tuple[str, Gebeurtenis]]:
    """Yield what stands in the book under the sources of these, whatever soort it is."""
    for start in range(0, len(events), BATCH):
        sources = [event.bron for event in events[start : start + BATCH]]
        query = sa.select(Boeking).where(Boeking.soort.in_(SOORTEN), Boeking.bron.in_(sources))
        for boeking in session.scalars(query.options(so.selectinload(Boeking.regels))):
            yield boeking.bron, gebeurtenis_of(boeking)


def _judged(rij: Boekrij, known: Mapping[str, Gebeurtenis]) -> Boekrij:
    event = rij.gebeurtenis
    there = known.get(event.bron) if event else None
    if event is None or there is None:
        return rij
    if _said(there) != _said(event):
        fout = "kenmerk: Dit is al geboekt, met andere gegevens. Geef de regel een ander kenmerk."
        return Boekrij(rij.nummer, rij.rij, Uitkomst.FOUT, fouten=(fout,))
    return Boekrij(rij.nummer, rij.rij, Uitkomst.STAAT_ER, event)


def _said(event: Gebeurtenis) -> tuple[object, ...]:
    """Return what a row says of an event; not how overhead fell over inhabitants, which may be told anew later."""
    hoeveelheden: Iterable[tuple[int | None, int]] = event.hoeveelheden.items()
    if event.soort is BoekingSoort.OVERHEAD:
        hoeveelheden = [(partij, aantal) for partij, aantal in hoeveelheden if aantal > 0]
    return event.soort, event.eenheid, event.datum, event.omschrijving, event.thema, frozenset(hoeveelheden)
