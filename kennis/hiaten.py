"""Knowledge gaps: which questions are counted, and what the counts say about what people do not find. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kennis.access import Rol
from kennis.db.zoekvragen import BEWAARD_WEKEN, MAX_VRAAG, Vraagbesluit, Vraagtelling, week_of
from kennis.persoonsgegevens import looks_personal
from kennis.search.lexicon import fold
from kennis.search.query import clean_query, read_query

DEFAULT_WEKEN = 4
MAX_WEKEN = BEWAARD_WEKEN
TREND_WEKEN = 12

# A region has one regisseur and few beheerders: their role would name a person. The regisseur looks into the gaps,
# and is not counted among those who have them.
COUNTED_AS: Mapping[Rol, Rol] = {
    Rol.BURGER: Rol.BURGER,
    Rol.PROFESSIONAL: Rol.PROFESSIONAL,
    Rol.AMBTENAAR: Rol.AMBTENAAR,
    Rol.BEHEERDER: Rol.AMBTENAAR,
}


@dataclass(frozen=True, slots=True)
class Tijdvak:
    """Some whole weeks; `tot` is the Monday of the last one."""

    tot: date
    weken: int = DEFAULT_WEKEN

    @property
    def van(self) -> date:
        return self.tot - timedelta(weeks=self.weken - 1)

    @property
    def laatste_dag(self) -> date:
        return self.tot + timedelta(days=6)

    @property
    def naam(self) -> str:
        """The last week as an address names it: 2026-W48."""
        return self.tot.strftime("%G-W%V")


@dataclass(frozen=True, slots=True)
class Vraagcijfers:
    """What was counted of one question; `rollen` tells how often each role asked it."""

    vraag: str
    aantal: int
    zonder_resultaat: int
    met_klik: int
    rollen: tuple[tuple[Rol, int], ...]


@dataclass(frozen=True, slots=True)
class Weekcijfers:
    """What was counted in one week, by its Monday."""

    week: date
    aantal: int
    zonder_resultaat: int

    @property
    def aandeel(self) -> int:
        """The share without result, in whole percents."""
        return round(100 * self.zonder_resultaat / self.aantal) if self.aantal else 0


@dataclass(frozen=True, slots=True)
class Hiaten:
    """The gaps of a period, and what was asked most; each list begins with what counts most."""

    zonder_resultaat: tuple[Vraagcijfers, ...] = ()
    zonder_klik: tuple[Vraagcijfers, ...] = ()
    meest_gesteld: tuple[Vraagcijfers, ...] = ()


def countable(tekst: str) -> str | None:
    """Return a question in the form in which it is counted, or None when it must not be kept."""
    vraag = clean_query(fold(clean_query(tekst))).rstrip(" ?!.")  # folding may put spaces side by side
    fits = 0 < len(vraag) <= MAX_VRAAG and vraag.isprintable()
    if not fits or looks_personal(vraag) or read_query(vraag).is_empty:
        return None
    return vraag


def read_tijdvak(tot: str, weken: str, vandaag: date) -> Tijdvak:
    """Read a period as an address names it ('2026-W48', '4'); what cannot be is the usual, and never raises."""
    oldest, newest = _kept_weeks(vandaag)
    number = int(weken[:4]) if weken.isascii() and weken.isdecimal() else DEFAULT_WEKEN
    try:
        last = date.fromisoformat(f"{tot}-1")
    except ValueError:
        last = newest
    return Tijdvak(min(max(week_of(last), oldest), newest), min(max(number, 1), MAX_WEKEN))


def neighbours(tijdvak: Tijdvak, vandaag: date) -> tuple[Tijdvak | None, Tijdvak | None]:
    """Return the periods before and after this one, as far as anything of them is kept."""
    oldest, newest = _kept_weeks(vandaag)
    step = timedelta(weeks=tijdvak.weken)
    earlier = replace(tijdvak, tot=max(tijdvak.tot - step, oldest)) if tijdvak.van > oldest else None
    later = replace(tijdvak, tot=min(tijdvak.tot + step, newest)) if tijdvak.tot < newest else None
    return earlier, later


def find_hiaten(tellingen: Iterable[Vraagtelling], besluiten: Mapping[str, Vraagbesluit]) -> Hiaten:
    """Return what people did not find; what the regisseur decided about is a gap only if it was asked since."""
    rows = list(tellingen)
    open_ones = _cijfers(row for row in rows if not _is_decided(row, besluiten.get(row.vraag)))
    without = [cijfers for cijfers in open_ones if cijfers.zonder_resultaat]
    unopened = [cijfers for cijfers in open_ones if not cijfers.zonder_resultaat and not cijfers.met_klik]
    return Hiaten(
        zonder_resultaat=tuple(sorted(without, key=lambda cijfers: (-cijfers.zonder_resultaat, cijfers.vraag))),
        zonder_klik=tuple(sorted(unopened, key=_most_asked)),
        meest_gesteld=tuple(sorted(_cijfers(rows), key=_most_asked)),
    )


def trend(tellingen: Iterable[Vraagtelling], tijdvak: Tijdvak) -> list[Weekcijfers]:
    """Return the figures of each week of the period, the oldest first; one without questions has noughts."""
    per_week: defaultdict[date, list[Vraagtelling]] = defaultdict(list)
    for row in tellingen:
        per_week[row.week].append(row)
    weeks = [tijdvak.van + timedelta(weeks=number) for number in range(tijdvak.weken)]
    return [
        Weekcijfers(week, sum(r.aantal for r in per_week[week]), sum(r.zonder_resultaat for r in per_week[week]))
        for week in weeks
    ]


def _kept_weeks(vandaag: date) -> tuple[date, date]:
    newest = week_of(vandaag)
    return newest - timedelta(weeks=BEWAARD_WEKEN - 1), newest


def _is_decided(row: Vraagtelling, besluit: Vraagbesluit | None) -> bool:
    return besluit is not None and row.week <= besluit.week


def _cijfers(rows: Iterable[Vraagtelling]) -> list[Vraagcijfers]:
    per_vraag: defaultdict[str, list[Vraagtelling]] = defaultdict(list)
    for row in rows:
        per_vraag[row.vraag].append(row)
    return [_sum(vraag, found) for vraag, found in per_vraag.items()]


def _sum(vraag: str, rows: Sequence[Vraagtelling]) -> Vraagcijfers:
    per_rol = {rol: sum(row.aantal for row in rows if row.rol is rol) for rol in Rol}
    return Vraagcijfers(
        vraag=vraag,
        aantal=sum(row.aantal for row in rows),
        zonder_resultaat=sum(row.zonder_resultaat for row in rows),
        met_klik=sum(row.met_klik for row in rows),
        rollen=tuple((rol, aantal) for rol, aantal in per_rol.items() if aantal),
    )


def _most_asked(cijfers: Vraagcijfers) -> tuple[int, str]:
    return -cijfers.aantal, cijfers.vraag
