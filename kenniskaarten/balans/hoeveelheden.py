"""Amounts as people write and say them: '1.250,5', '12 documenten', 'Hilversum'. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from babel.lists import format_list
from babel.numbers import format_currency, format_decimal

from kenniskaarten.balans.models import PER_STUK, Eenheid

_NAMEN = {
    Eenheid.UREN: ("uur", "uur"),
    Eenheid.DOCUMENTEN: ("document", "documenten"),
    Eenheid.ANTWOORDEN: ("antwoord", "antwoorden"),
    Eenheid.GEGEVENS: ("levering van gegevens", "leveringen van gegevens"),
}


def in_unit(eenheid: Eenheid, value: int) -> Decimal:
    return Decimal(value) / PER_STUK[eenheid]


def hoeveelheid(value: int, eenheid: Eenheid) -> str:
    """Write an amount the Dutch way, in the unit in which one speaks of it."""
    shown = in_unit(eenheid, abs(value))
    is_money = eenheid == Eenheid.EURO  # a template may say "euro"
    text = (
        format_currency(shown, "EUR", locale="nl") if is_money else format_decimal(shown, "#,##0.##", locale="nl")
    )
    return f"−{text}" if value < 0 else text


def uren_en_minuten(minuten: int) -> str:
    """Write minutes as one enters them in a pocket calculator: 52:30."""
    uren, rest = divmod(abs(minuten), 60)
    return f"{'−' if minuten < 0 else ''}{uren:,}:{rest:02}".replace(",", ".")


def voluit(value: int, eenheid: Eenheid) -> str:
    """Write an amount with the name of its unit: '12 documenten'."""
    number = hoeveelheid(value, eenheid)
    if eenheid is Eenheid.EURO:
        return number
    one, many = _NAMEN[eenheid]
    return f"{number} {one if abs(value) == PER_STUK[eenheid] else many}"


def met_teken(value: int, eenheid: Eenheid) -> str:
    """Write a balance, of which one wants to see on which side of zero it is."""
    return f"{'+' if value > 0 else ''}{hoeveelheid(value, eenheid)}"


def procent(deel: float) -> str:
    return format_decimal(100 * deel, "0", locale="nl") + "%"


def opsomming(delen: Iterable[str]) -> str:
    """Write things after each other: 'a, b en c'."""
    return str(format_list(list(delen), locale="nl"))


def roepnaam(naam: str) -> str:
    """Return what people call a party: without 'Gemeente'."""
    return naam.removeprefix("Gemeente ")
