"""Stopping files that look like the dossiers of clients: many citizen service numbers (BSN). Pure."""

from __future__ import annotations

import re

from kennis.errors import ClientDataError

NAMED_LIMIT = 3  # different valid numbers in a text that speaks of BSN
UNNAMED_LIMIT = 10  # the same in any text: one in eleven numbers of nine digits is valid by chance

# Nine digits, or grouped as 123.456.782, 123 456 782 or 1234.56.782; not a part of a longer number.
_NINE_DIGITS = re.compile(r"(?<!\d)(?<!\d[.-])(?:\d{3}([.\s]?)\d{3}\1\d{3}|\d{4}([.\s])\d{2}\2\d{3})(?![.-]?\d)")
_NAMED = re.compile(r"\b(bsn|burgerservicenummers?|sofinummers?)\b", re.IGNORECASE)
_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def is_bsn(digits: str) -> bool:
    """Tell whether nine digits pass the 'elfproef' of the BSN (Besluit burgerservicenummer, toelichting)."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=True))
    return int(digits) > 0 and total % 11 == 0


def refuse_client_data(text: str) -> None:
    """Raise ClientDataError when the text holds many valid BSNs; the message names none."""
    candidates = {re.sub(r"\D", "", match.group()) for match in _NINE_DIGITS.finditer(text)}
    valid = {digits for digits in candidates if is_bsn(digits)}
    limit = NAMED_LIMIT if _NAMED.search(text) else UNNAMED_LIMIT
    if len(valid) >= limit and 2 * len(valid) > len(candidates):
        raise ClientDataError(f"bestand lijkt een cliëntdossier: {len(valid)} verschillende burgerservicenummers")
