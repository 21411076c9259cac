"""Numbers as people type them the Dutch way. Pure."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from babel.numbers import parse_decimal

MAX_TYPED = 20
MEEST = 10**12  # more is a slip, and takes long to reckon with


def read_getal(typed: str) -> Decimal:
    """Return the number that was typed: '1.250,5'; raises ValueError for what is none, '1.5' among it."""
    try:
        found = parse_decimal(typed.strip()[:MAX_TYPED], locale="nl", strict=True)
    except InvalidOperation as error:
        raise ValueError(typed) from error
    if not found.is_finite() or found.copy_abs() > MEEST:
        raise ValueError(typed)
    return found
