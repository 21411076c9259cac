"""Everything a visitor can put in an address, cut down to what the search can do anything with; never raises."""

from __future__ import annotations

from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from kennis.search.periode import ALTIJD, Periode, as_typed, between, read_moment
from kennis.search.query import clean_query
from kennis.search.records import FACETTEN, Volgorde, Zoekvraag
from kennis.search.velden import Opmerking, OpmerkingSoort

MAX_WAARDE = 200  # characters of one value of a filter
MAX_WAARDEN = 20  # values per filter
MAX_PAGINA = 50  # nobody reads on; a crawler might
PER_PAGINA = 10


@dataclass(frozen=True, slots=True)
class Zoekopdracht:
    """What the address asks for; `pagina` counts from 1, `opmerkingen` tell what in it could not be read.

    `letterlijk` when the visitor wants his words as he typed them.
    """

    tekst: str
    filters: dict[str, frozenset[str]]
    pagina: int = 1
    periode: Periode = ALTIJD
    volgorde: Volgorde = Volgorde.RELEVANTIE
    opmerkingen: tuple[Opmerking, ...] = ()
    letterlijk: bool = False

    @property
    def is_empty(self) -> bool:
        return not self.tekst and not self.zoekvraag.is_narrowed

    @property
    def zoekvraag(self) -> Zoekvraag:
        return Zoekvraag(
            self.tekst,
            self.filters,
            offset=(self.pagina - 1) * PER_PAGINA,
            aantal=PER_PAGINA,
            periode=self.periode,
            volgorde=self.volgorde,
            letterlijk=self.letterlijk,
        )

    @property
    def parameters(self) -> dict[str, list[str]]:
        """What stands in the address of these results, which reads back as the same."""
        given = {"vraag": [self.tekst], **{facet: sorted(waarden) for facet, waarden in self.filters.items()}}
        van, tot = as_typed(self.periode)
        volgorde = self.volgorde.value if self.volgorde is not Volgorde.RELEVANTIE else ""
        pagina = str(self.pagina) if self.pagina > 1 else ""
        letterlijk = "1" if self.letterlijk else ""
        rest = {"van": van, "tot": tot, "volgorde": volgorde, "letterlijk": letterlijk, "pagina": pagina}
        return given | {name: [value] for name, value in rest.items() if value}


def read_zoekopdracht(args: MultiDict[str, str]) -> Zoekopdracht:
    filters = {facet: _waarden(args.getlist(facet)) for facet in FACETTEN}
    typed = [clean_query(args.get(side, "")[:MAX_WAARDE]) for side in ("van", "tot")]
    van, tot = map(read_moment, typed)
    return Zoekopdracht(
        tekst=read_vraag(args),
        filters={facet: waarden for facet, waarden in filters.items() if waarden},
        pagina=read_pagina(args),
        periode=between(van or ALTIJD, tot or ALTIJD),
        volgorde=_volgorde(args.get("volgorde", "")),
        letterlijk=args.get("letterlijk") == "1",
        opmerkingen=tuple(
            Opmerking(OpmerkingSoort.GEEN_JAAR, text) for text in typed if read_moment(text) is None
        ),
    )


def read_vraag(args: MultiDict[str, str]) -> str:
    return clean_query(args.get("vraag", ""))


def _waarden(given: list[str]) -> frozenset[str]:
    cleaned = (clean_query(waarde[:MAX_WAARDE]) for waarde in given[:MAX_WAARDEN])
    return frozenset(waarde for waarde in cleaned if waarde)


def _volgorde(text: str) -> Volgorde:
    return Volgorde(text) if text in set(Volgorde) else Volgorde.RELEVANTIE


def read_pagina(args: MultiDict[str, str]) -> int:
    text = args.get("pagina", "")
    if not (text.isascii() and text.isdecimal()):
        return 1
    return max(1, min(int(text[:6]), MAX_PAGINA))
