"""A table as CSV, of cards or otherwise: the form of each cell, and reading one that may be anything. Pure.

What a spreadsheet would take for a formula gets an apostrophe, and loses it again when it comes back.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kennis.errors import LijstError

KOLOMMEN = (
    "naam",
    "email",
    "organisatie",
    "functie",
    "deskundigheden",
    "aanspreekbaar",
    "telefoon",
    "teams",
    "spreekuur",
    "werkdagen",
    "talen",
)
VERPLICHT = ("naam", "email")
APART = "|"  # between several values in a cell
MAX_BYTES, MAX_RIJEN = 1_000_000, 5_000

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[+-][\d\s().-]+")  # a telephone number, which nobody writes with an apostrophe
_SEPARATORS = (";", ",", "\t")
_BINARY = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")

Rij = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Vorm:
    """Which columns a table may have, which it must have, and how large it may be."""

    kolommen: Sequence[str]
    verplicht: Sequence[str]
    max_bytes: int
    max_rijen: int


KAARTEN = Vorm(KOLOMMEN, VERPLICHT, MAX_BYTES, MAX_RIJEN)


def to_cell(text: str) -> str:
    """Return a text in a form that no spreadsheet computes."""
    return f"'{text}" if text.lstrip("'").startswith(_FORMULA) else text


def from_cell(cell: str) -> str:
    """Return the text that a cell stands for."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(_FORMULA) else cell


def is_formula(cell: str) -> bool:
    """Tell whether a spreadsheet would compute this cell, and somebody who opens it would not know what."""
    return cell.startswith(_FORMULA) and not _NUMBER.fullmatch(cell)


def write(rijen: Iterable[Rij]) -> str:
    """Return rows as CSV in the form that a Dutch spreadsheet opens by itself."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(KOLOMMEN)
    writer.writerows([to_cell(rij.get(kolom, "")) for kolom in KOLOMMEN] for rij in rijen)
    return f"\ufeff{text.getvalue()}"


def decode(content: bytes, vorm: Vorm = KAARTEN) -> str:
    """Return the text of a file; raises LijstError when it is too large, no text, or in an old encoding."""
    if len(content) > vorm.max_bytes:
        most = vorm.max_bytes // 1_000_000
        raise LijstError({"bestand": f"Dit bestand is te groot. Het mag hoogstens {most} MB zijn."})
    if content.startswith(_BINARY):
        raise LijstError({"bestand": "Dit is geen CSV. Kies in uw spreadsheet ‘Opslaan als’ en dan ‘CSV UTF-8’."})
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        wrong = "Dit bestand is niet in UTF-8. Kies in uw spreadsheet ‘Opslaan als’ en dan ‘CSV UTF-8’."
        raise LijstError({"bestand": wrong}) from error
    if "\0" in text or not text.strip():
        raise LijstError({"bestand": "Dit is geen CSV, of er staat niets in."})
    return text


def read(text: str, vorm: Vorm = KAARTEN) -> list[tuple[int, dict[str, str]]]:
    """Return each row with the line on which it ends, cells as they stand; raises LijstError for no such table."""
    lines = text.splitlines()
    separator = max(_SEPARATORS, key=lines[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        kolommen = _read_head(next(reader), vorm)
        return _read_rows(reader, kolommen, vorm.max_rijen)
    except csv.Error as error:
        wrong = f"Bij regel {reader.line_num} klopt de CSV niet: kijk of alle aanhalingstekens een partner hebben."
        raise LijstError({"bestand": wrong}) from error


def _read_head(cells: Sequence[str], vorm: Vorm) -> list[str]:
    kolommen = [cell.strip().lower() for cell in cells]
    missing = [kolom for kolom in vorm.verplicht if kolom not in kolommen]
    unknown = [kolom for kolom in kolommen if kolom not in vorm.kolommen]
    wrong = ""
    if missing:
        wrong = f"De kolom ‘{missing[0]}’ ontbreekt op de eerste regel."
    elif unknown:
        wrong = f"De kolom ‘{unknown[0][:50]}’ kennen wij niet. Gebruik: {', '.join(vorm.kolommen)}."
    elif len(kolommen) != len(set(kolommen)):
        wrong = "Een kolom staat er twee keer."
    if wrong:
        raise LijstError({"bestand": wrong})
    return kolommen


def _read_rows(reader: Any, kolommen: Sequence[str], most: int) -> list[tuple[int, dict[str, str]]]:
    rijen: list[tuple[int, dict[str, str]]] = []
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        if len(rijen) == most:
            wrong = f"Er staan meer dan {most:,} rijen in. Verdeel ze over meer bestanden.".replace(",", ".")
            raise LijstError({"bestand": wrong})
        if len(cells) > len(kolommen):
            raise LijstError({"bestand": f"Regel {reader.line_num} heeft meer cellen dan de eerste regel."})
        rijen.append((reader.line_num, dict(zip(kolommen, cells, strict=False))))
    return rijen
