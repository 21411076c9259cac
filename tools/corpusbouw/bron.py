"""A source of the example corpus, read: its front matter, checked, and its text as plain blocks."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

from tools.corpusbouw.blokken import Blok, Kop, as_text, parse_blokken

THEMAS = frozenset({"wonen", "welzijn", "zorg", "jeugd", "participatie", "inkomen", "samenwerking"})
STATUSSEN = frozenset({"concept", "ter besluitvorming", "vastgesteld", "definitief", "vervallen"})
ZICHTBAARHEDEN = frozenset({"openbaar", "professional", "ambtenaar", "organisatie", "beheer"})
FORMATEN = frozenset({"pdf", "docx", "odt", "html"})
MAANDEN = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
_DATUM = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_NOOT = re.compile(r"^\[\^(\w+)\]: (.+)$", re.MULTILINE)


class SourceError(Exception):
    """A source cannot be used; the message is Dutch and names what to change."""


@dataclass(frozen=True, slots=True)
class Kenmerken:
    """The front matter; `datum` is ISO 8601 and `thema` a comma-separated list, as in metadata.csv."""

    titel: str
    organisatie: str
    documentsoort: str
    thema: str
    status: str
    datum: str
    zichtbaarheid: str
    formaat: str

    def __post_init__(self) -> None:
        for naam, waarden, toegestaan in (
            ("thema", set(self.thema.split(",")), THEMAS),
            ("status", {self.status}, STATUSSEN),
            ("zichtbaarheid", {self.zichtbaarheid}, ZICHTBAARHEDEN),
            ("formaat", {self.formaat}, FORMATEN),
        ):
            if vreemd := waarden - toegestaan:
                raise SourceError(f"onbekende {naam}: {', '.join(sorted(vreemd))}")
        if not _DATUM.fullmatch(self.datum):
            raise SourceError(f"datum is niet van de vorm 2024-03-14: {self.datum}")

    @property
    def dag(self) -> date:
        return date.fromisoformat(self.datum)

    @property
    def datum_voluit(self) -> str:
        return f"{self.dag.day} {MAANDEN[self.dag.month - 1]} {self.dag.year}"


@dataclass(frozen=True, slots=True)
class Bron:
    """One document: `blokken` come after the title; `voetnoten` holds the text of each note by its mark."""

    slug: str
    kenmerken: Kenmerken
    blokken: tuple[Blok, ...]
    voetnoten: dict[str, str]

    @property
    def bestand(self) -> str:
        return f"{self.slug}.{self.kenmerken.formaat}"


def read_bron(path: Path) -> Bron:
    """Read one source; raises SourceError, naming the file, when it breaks the agreed form."""
    try:
        return _parse(path.stem, path.read_text(encoding="utf-8"))
    except (SourceError, ValueError) as error:
        raise SourceError(f"{path.name}: {error}") from error


def _parse(slug: str, tekst: str) -> Bron:
    delen = re.split(r"^---\n", tekst, maxsplit=2, flags=re.MULTILINE)
    if len(delen) != 3:
        raise SourceError("bovenaan ontbreken de kenmerken tussen twee regels met ---")
    _, voorwerk, inhoud = delen
    kenmerken = _parse_kenmerken(voorwerk)
    titel, *blokken = parse_blokken(_NOOT.sub("", inhoud))
    if not (isinstance(titel, Kop) and as_text(titel.runs) == kenmerken.titel):
        raise SourceError("de eerste kop is niet de titel")
    bron = Bron(slug, kenmerken, tuple(blokken), dict(_NOOT.findall(inhoud)))
    if bron.voetnoten and kenmerken.formaat != "docx":
        raise SourceError("voetnoten kunnen alleen in een docx")
    return bron


def _parse_kenmerken(voorwerk: str) -> Kenmerken:
    gegeven = dict(re.findall(r"^(\w+): *(.*?) *$", voorwerk, re.MULTILINE))
    verwacht = {field.name for field in fields(Kenmerken)}
    if fout := verwacht ^ gegeven.keys():
        raise SourceError(f"ontbreekt of hoort er niet: {', '.join(sorted(fout))}")
    return Kenmerken(**gegeven)
