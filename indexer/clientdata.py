"""Stopping files that look like the dossiers of clients: many citizen service numbers (BSN). Pure."""

from __future__ import annotations

import re

from kennis.errors import ClientDataError
from kennis.persoonsgegevens import is_bsn, nine_digits

NAMED_LIMIT = 3  # different valid numbers in a text that speaks of BSN
UNNAMED_LIMIT = 10  # the same in any text: one in eleven numbers of nine digits is valid by chance

_NAMED = re.compile(r"\b(bsn|burgerservicenummers?|sofinummers?)\b", re.IGNORECASE)


def refuse_client_data(text: str) -> None:
    """Raise ClientDataError when the text holds many valid BSNs; the message names none."""
    candidates = set(nine_digits(text))
    valid = {digits for digits in candidates if is_bsn(digits)}
    limit = NAMED_LIMIT if _NAMED.search(text) else UNNAMED_LIMIT
    if len(valid) >= limit and 2 * len(valid) > len(candidates):
        raise ClientDataError(f"bestand lijkt een cliëntdossier: {len(valid)} verschillende burgerservicenummers")
