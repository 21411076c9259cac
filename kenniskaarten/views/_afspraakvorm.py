"""What somebody typed in a form for an agreement; all that cannot be read is told at once, by field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from kennis.begrippen.tabel import tidy
from kenniskaarten.balans.getallen import MAX_TYPED, read_getal
from kenniskaarten.balans.regels import Besluit

GEEN_DAG = "Vul een dag in, bijvoorbeeld 1-1-2027."
GEEN_GETAL = "‘{}’ is geen getal. Schrijf bijvoorbeeld {}."

_BREUK = re.compile(r"([0-9]{1,6})/([1-9][0-9]{0,5})")
_ID = re.compile(r"[0-9]{1,9}")
_GEHEEL = re.compile(r"[0-9]{1,9}|[0-9]{1,3}(\.[0-9]{3}){1,2}")


class Vorm:
    """Reads a form field by field, and keeps in `fouten` why one cannot be read.

    Such a field gets a value that no rule allows, so that the rules tell in one go what is wrong with the others.
    """

    def __init__(self, form: Mapping[str, str]) -> None:
        self._form = form
        self.fouten: dict[str, str] = {}

    def tekst(self, naam: str) -> str:
        return tidy(self._form.get(naam, "")[:1_000])

    def besluit(self) -> Besluit:
        return Besluit(self.tekst("orgaan"), self.dag("besloten_op"))

    def dag(self, naam: str) -> date:
        """Read a day as a browser sends it, or as one writes it where the browser offers no calendar."""
        for form in ("%Y-%m-%d", "%d-%m-%Y"):
            try:
                return datetime.strptime(self.tekst(naam), form).date()  # noqa: DTZ007 (a day has no time zone)
            except ValueError:
                continue
        self.fouten[naam] = GEEN_DAG
        return date.min

    def keuze(self, naam: str, melding: str) -> int:
        """Read which row was chosen."""
        typed = self.tekst(naam)
        if _ID.fullmatch(typed):
            return int(typed)
        self.fouten[naam] = melding
        return 0

    def geheel(self, naam: str) -> int:
        typed = self.tekst(naam).removesuffix("%").strip()
        if _GEHEEL.fullmatch(typed):
            return int(typed.replace(".", ""))
        self.fouten[naam] = GEEN_GETAL.format(typed[:MAX_TYPED], "20") if typed else "Vul een getal in."
        return 0

    def bedrag(self, naam: str) -> Decimal | None:
        """Read a number, or None where nothing was typed."""
        typed = self.tekst(naam)
        return self._decimal(naam, typed) if typed else None

    def factor(self, naam: str) -> Fraction:
        """Read a factor as a decimal or as a fraction; nothing typed is 1."""
        typed = self.tekst(naam) or "1"
        if found := _BREUK.fullmatch(typed):
            return Fraction(int(found[1]), int(found[2]))
        return Fraction(self._decimal(naam, typed))

    def _decimal(self, naam: str, typed: str) -> Decimal:
        try:
            return read_getal(typed)
        except ValueError:
            self.fouten[naam] = GEEN_GETAL.format(typed[:MAX_TYPED], "0,9")
            return Decimal(-1)
