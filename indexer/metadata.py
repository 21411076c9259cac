"""What is said of a document: suggested by its own text and file, overruled by the metadata CSV."""

from __future__ import annotations

import csv
import hashlib
import io
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from indexer import voorstel
from indexer.blocks import Extract
from kennis.access import Zichtbaarheid
from kennis.db.documenten import Status
from kennis.errors import MetadataError

COLUMNS = ("bestand", "titel", "organisatie", "documentsoort", "thema", "status", "datum", "zichtbaarheid")
REQUIRED = frozenset({"bestand", "zichtbaarheid"})
Word = TypeVar("Word", Status, Zichtbaarheid)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is said of a document; None means that it is not said."""

    titel: str | None = None
    organisatie: str | None = None
    documentsoort: str | None = None
    themas: tuple[str, ...] | None = None
    status: Status | None = None
    datum: date | None = None
    zichtbaarheid: Zichtbaarheid | None = None

    def over(self, other: Metadata) -> Metadata:
        """Return this, completed with what only `other` says."""
        mine = {item.name: getattr(self, item.name) for item in fields(self)}
        return replace(other, **{name: value for name, value in mine.items() if value is not None})

    @property
    def fingerprint(self) -> str:
        """A short form that is equal for equal metadata only."""
        return hashlib.sha256(repr(self).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Opgaaf:
    """A metadata CSV, read: what it says by file, which rows are wrong, and what is odd about the whole."""

    rijen: Mapping[str, Metadata] = field(default_factory=dict)
    fouten: Mapping[str, str] = field(default_factory=dict)
    onbekende_kolommen: tuple[str, ...] = ()
    regels_zonder_bestand: tuple[int, ...] = ()
    pad: Path | None = None

    @property
    def klachten(self) -> tuple[str, ...]:
        """What is wrong with the CSV without being about one file."""
        return (
            *(f"onbekende kolom '{kolom}' in de metadata" for kolom in self.onbekende_kolommen),
            *(f"regel {regel} van de metadata noemt geen bestand" for regel in self.regels_zonder_bestand),
        )

    def find(self, path: Path, root: Path) -> Metadata | None:
        """Return what is said of this file; raises MetadataError when its row is wrong."""
        for name in _names(path, root):
            if name in self.fouten:
                raise MetadataError(self.fouten[name])
            if name in self.rijen:
                return self.rijen[name]
        return None

    def without_file(self, found: Iterable[tuple[Path, Path]]) -> list[str]:
        """Return which names in the CSV are of none of these files, each given with its root."""
        names = {name for path, root in found for name in _names(path, root)}
        return sorted((self.rijen.keys() | self.fouten.keys()) - names)


def _names(path: Path, root: Path) -> tuple[str, str]:
    """Return what the CSV may call a file: its place in the folder, or its own name."""
    inside = path.relative_to(root).as_posix() if path != root and path.is_relative_to(root) else path.name
    return _key(inside), _key(path.name)


def _key(name: str) -> str:
    """Return the form in which a name in the CSV and on disk are equal: a Mac writes 'é' as two characters."""
    return unicodedata.normalize("NFC", name.replace("\\", "/")).strip()


def read_opgaaf(path: Path) -> Opgaaf:
    """Read a metadata CSV; a wrong row is kept with its reason.

    Raises MetadataError for a file that is no such CSV, and for quotes that do not match: of what follows
    after them nobody can tell which file it is about.
    """
    reader = csv.DictReader(io.StringIO(_read_text(path), newline=""), delimiter=";", strict=True)
    try:
        columns = _columns(reader.fieldnames or ())
        rows = [(reader.line_num, _values(row)) for row in reader]
    except csv.Error as error:
        raise MetadataError(
            f"Regel {reader.line_num} van het bestand met metadata klopt niet; let op de aanhalingstekens."
        ) from error
    rijen: dict[str, Metadata] = {}
    fouten: dict[str, str] = {}
    for name, values in ((_key(values["bestand"]), values) for _, values in rows if values["bestand"]):
        try:
            rijen[name] = _agreed(_metadata(values), rijen.get(name))
        except MetadataError as error:
            fouten[name] = str(error)
    return Opgaaf(
        rijen,
        fouten,
        onbekende_kolommen=tuple(name for name in columns if name not in COLUMNS),
        regels_zonder_bestand=tuple(line for line, row in rows if any(row.values()) and not row["bestand"]),
        pad=path.resolve(),
    )


def _read_text(path: Path) -> str:
    try:
        raw = path.read_bytes().replace(b"\0", b"")  # a database takes no zero byte
    except OSError as error:
        raise MetadataError(f"Het bestand met metadata '{path.name}' kan niet worden geopend.") from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")  # how Excel saves it on a Dutch Windows


def _columns(fieldnames: Iterable[str]) -> list[str]:
    """Return the names of the columns; raises MetadataError when one that is needed is missing."""
    names = [name for name in map(_name, fieldnames) if name]
    if missing := sorted(REQUIRED - set(names)):
        raise MetadataError(f"In het bestand met metadata ontbreekt de kolom {' en '.join(missing)}.")
    return names


def _name(heading: str | None) -> str:
    return (heading or "").strip().lower()


def _values(row: Mapping[str | None, str | list[str] | None]) -> dict[str, str]:
    """Return a row by column; what stands in no column is under ''. A short row has None at its end."""
    values = dict.fromkeys(("", "bestand"), "")
    for name, value in row.items():
        values[_name(name)] = ("".join(value) if isinstance(value, list) else value or "").strip()
    return values


def _metadata(values: Mapping[str, str]) -> Metadata:
    if values[""]:
        raise MetadataError(
            "metadata: de regel heeft te veel velden; zet tekst met een puntkomma tussen aanhalingstekens"
        )
    themas = tuple(thema.strip().lower() for thema in values.get("thema", "").split(",") if thema.strip())
    return Metadata(
        titel=values.get("titel") or None,
        organisatie=values.get("organisatie") or None,
        documentsoort=values.get("documentsoort", "").lower() or None,
        themas=themas or None,
        status=_word(Status, values.get("status", ""), "status"),
        datum=_iso_date(values.get("datum", "")),
        zichtbaarheid=_word(Zichtbaarheid, values.get("zichtbaarheid", ""), "zichtbaarheid"),
    )


def _agreed(metadata: Metadata, earlier: Metadata | None) -> Metadata:
    if earlier not in (None, metadata):
        raise MetadataError("metadata: dit bestand staat er twee keer in, met verschillende gegevens")
    return metadata


def _word(words: type[Word], text: str, column: str) -> Word | None:
    if not text:
        return None
    try:
        return words(text.lower())
    except ValueError:
        known = ", ".join(word.value for word in words)
        raise MetadataError(f"metadata: onbekende {column} '{text}' (kies uit: {known})") from None


def _iso_date(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise MetadataError(f"metadata: onbekende datum '{text}' (schrijf jjjj-mm-dd)") from None


def suggest(extract: Extract, bestandsnaam: str, organisaties: Sequence[str]) -> Metadata:
    """Suggest metadata from what the file says of itself; `organisaties` are the names that are known."""
    titel = voorstel.suggest_titel(extract, bestandsnaam)
    name = f"{titel} {voorstel.plain_name(bestandsnaam)}"
    page, text = voorstel.title_page(extract), voorstel.opening(extract)
    namers = (name, extract.eigenschappen.auteur or "", text)
    return Metadata(
        titel=titel,
        organisatie=next(filter(None, (voorstel.suggest_organisatie(by, organisaties) for by in namers)), None),
        documentsoort=voorstel.suggest_soort(name) or voorstel.suggest_soort(page),
        status=voorstel.suggest_status(name, page, text),
        datum=voorstel.suggest_datum(page, text) or extract.eigenschappen.datum,
    )
