"""The list of terms as a table: a row for each begrip, its forms set apart by |."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from typing import TextIO

from kennis.begrippen.opgave import VELDEN, Opgave

KOLOMMEN = ("term", *VELDEN, "dubbelzinnig", "definitie", "bereik", "bron")
APART = "|"


def read_rows(file: TextIO) -> Iterator[Opgave]:
    for row in csv.DictReader(file, delimiter=";"):
        yield read_row(row)


def read_row(row: Mapping[str, str]) -> Opgave:
    return Opgave(
        term=tidy(row["term"]),
        bron=tidy(row["bron"]),
        definitie=tidy(row["definitie"]),
        bereik=tidy(row["bereik"]),
        vormen={soort: split(row[veld].split(APART)) for veld, soort in VELDEN.items()},
        dubbelzinnig=frozenset(split(row["dubbelzinnig"].split(APART))),
    )


def write_row(opgave: Opgave) -> dict[str, str]:
    return {
        "term": opgave.term,
        **{veld: APART.join(opgave.vormen.get(soort, ())) for veld, soort in VELDEN.items()},
        "dubbelzinnig": APART.join(sorted(opgave.dubbelzinnig)),
        "definitie": opgave.definitie,
        "bereik": opgave.bereik,
        "bron": opgave.bron,
    }


def write_rows(file: TextIO, opgaven: Iterable[Opgave]) -> None:
    writer = csv.DictWriter(file, KOLOMMEN, delimiter=";", lineterminator="\n")
    writer.writeheader()
    writer.writerows(map(write_row, opgaven))


def split(parts: Iterable[str]) -> tuple[str, ...]:
    """Return the forms that somebody wrote apart, without the empty ones."""
    return tuple(part for part in map(tidy, parts) if part)


def tidy(text: str) -> str:
    return " ".join(text.split())
