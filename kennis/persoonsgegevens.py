"""What in a text tells about a person: numbers (BSN and others), addresses, a name with its title. Pure.

It recognises forms, not people: a bare name is a word like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# Nine digits, or grouped as 123.456.782, 123 456 782 or 1234.56.782; not a part of a longer number.
_NINE_DIGITS = re.compile(r"(?<!\d)(?<!\d[.-])(?:\d{3}([.\s]?)\d{3}\1\d{3}|\d{4}([.\s])\d{2}\2\d{3})(?![.-]?\d)")
_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)

_YEAR = r"(?!(?:19|20)\d\d\s+(?:en|in|is|of|om|op|te|tm|vs)\b)"  # in '2024 en 2025' stands no postcode
_POSTCODE = rf"\b{_YEAR}[1-9]\d{{3}}\s?[a-z]{{2}}\b"
# The ways in which a question names or reaches somebody. Where one is mistaken, too much is left out.
_PERSONAL = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\S@\S",  # an e-mail address
        r"\d{8}",  # a BSN, a telephone, a dossier, an account: no question of policy has so long a number
        r"(?:\+|\b00)31\b",  # a telephone number, in groups of digits
        r"(?<!\d)0\d{1,3}[\s/().-]+\d(?:[\s.-]?\d){5}",
        r"\b[a-z]{2}\d{2}\s?[a-z]{4}\s?\d{4}",  # an IBAN
        r"(?<!\d)\d{1,2}([-/])\d{1,2}\1(?:19|20)?\d{2}(?!\d)",  # a whole date: it may be a birthday
        r"(?<!\d)\d{1,2}\.\d{1,2}\.(?:19|20)\d{2}(?!\d)",
        rf"{_POSTCODE}\W*(?:nr|nummer|huisnummer)?\W*\d",  # with a house number on either side
        rf"\b\d{{1,4}}\s?[a-z]?\W+{_POSTCODE}",
        r"(?:straat|laan|weg|plein|dijk|gracht|kade|singel|plantsoen|steeg|dreef|hof)\s+\d{1,3}(?!\d)",
        r"\b(?:mevrouw|mevr|mw\.|meneer|dhr|de\s+heer|fam)(?!\w)\.?\s+[^\W\d_]{2}",  # a name with its title
    )
)


def is_bsn(digits: str) -> bool:
    """Tell whether nine digits pass the 'elfproef' of the BSN (Besluit burgerservicenummer, toelichting)."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=True))
    return int(digits) > 0 and total % 11 == 0


def nine_digits(text: str) -> Iterator[str]:
    """Yield each number of nine digits, without what groups it; one may be a BSN."""
    for match in _NINE_DIGITS.finditer(text):
        yield re.sub(r"\D", "", match.group())


def looks_personal(text: str) -> bool:
    """Tell whether a short text seems to be about one person, or how to reach him."""
    return any(pattern.search(text) for pattern in _PERSONAL) or any(map(is_bsn, nine_digits(text)))
