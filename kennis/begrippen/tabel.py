"""The list of terms as a table: a row for each begrip, its forms set apart by |."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TextIO

from kennis.begrippen.beschrijving import VELDEN, Beschrijving
from kennis.errors import BegripError

KOLOMMEN = ("term", *VELDEN, "dubbelzinnig", "definitie", "bereik", "bron")
APART = "|"
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")  # and halves of characters


def read_rows(file: TextIO) -> Iterator[tuple[int, Beschrijving]]:
    """Yield each row with the line on which it ends; raises BegripError when it is no such table."""
    reader = csv.DictReader(file, delimiter=";", restkey="meer", restval="", strict=True)
    try:
        missing = [naam for naam in KOLOMMEN if naam not in (reader.fieldnames or ())]
        if missing:
            raise BegripError({"bestand": f"De kolom ‘{missing[0]}’ ontbreekt; nodig zijn {';'.join(KOLOMMEN)}."})
        for row in reader:
            if "meer" in row:
                raise BegripError({"bestand": f"Regel {reader.line_num} heeft te veel kolommen."})
            yield reader.line_num, read_row(row)
    except (csv.Error, UnicodeDecodeError) as error:
        raise BegripError({"bestand": "Dit is geen CSV in UTF-8 met puntkomma’s."}) from error


def read_row(row: Mapping[str, str]) -> Beschrijving:
    """Return what a row says, or the fields of a form that are called the same."""
    return Beschrijving(
        term=tidy(row["term"]),
        bron=tidy(row["bron"]),
        definitie=tidy(row["definitie"]),
        bereik=tidy(row["bereik"]),
        vormen={soort: tuple(sorted(split(row[veld]))) for veld, soort in VELDEN.items()},
        dubbelzinnig=frozenset(split(row["dubbelzinnig"])),
    )


def write_rows(file: TextIO, beschrijvingen: Iterable[Beschrijving]) -> None:
    writer = csv.DictWriter(file, KOLOMMEN, delimiter=";", lineterminator="\n")
    writer.writeheader()
    writer.writerows(map(_row, beschrijvingen))


def _row(beschrijving: Beschrijving) -> dict[str, str]:
    return {
        "term": beschrijving.term,
        **{veld: APART.join(beschrijving.vormen.get(soort, ())) for veld, soort in VELDEN.items()},
        "dubbelzinnig": APART.join(sorted(beschrijving.dubbelzinnig)),
        "definitie": beschrijving.definitie,
        "bereik": beschrijving.bereik,
        "bron": beschrijving.bron,
    }


def split(text: str) -> tuple[str, ...]:
    """Return the forms in a cell or a text box, where each stands on its own line or behind a |."""
    return tuple(part for part in map(tidy, re.split(r"[|\r\n]", text)) if part)


def tidy(text: str) -> str:
    return " ".join(_CONTROL.sub(" ", text).split())
