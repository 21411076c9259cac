"""Guessing what a document is from its own text: title, organisation, kind, status and date. Pure.

Only what a title page usually says is trusted; a wrong guess is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import PurePath

from rapidfuzz import fuzz, process

from indexer.blocks import Block, BlockSoort, Extract
from kennis.db.documenten import Status

TITLE_PAGE_WORDS = 60
OPENING_WORDS = 400  # further on stand the names and dates of others
MAX_TITLE = 300  # characters
_SLIP_SCORE = 88  # of 100: 'Wijdmeren' is Wijdemeren, 'Wijdenes' is not

_SOORTEN = (
    "aanbestedingsdocument|beleidsnota|best practice|convenant|eindrapport|evaluatie|handboek|handreiking"
    "|jaarverslag|kennisdossier|memo|monitor|nieuwsbrief|notitie|plan van aanpak|prestatieafspraken|projectplan"
    "|raadsinformatiebrief|uitvoeringsplan|uitvoeringsprogramma|verordening|verslag|werkinstructie|werkplan"
    "|woonvisie|woonzorgvisie|visie"
)
# The last part of a compound says what it is: a regiovisie is a visie, a memorie is no memo.
_SOORT = re.compile(rf"({_SOORTEN})(?:s|en|age)?\b")
_STATUSES = {
    "concept": Status.CONCEPT,
    "ter besluitvorming": Status.TER_BESLUITVORMING,
    "vastgesteld": Status.VASTGESTELD,
    "definitief": Status.DEFINITIEF,
    "definitieve versie": Status.DEFINITIEF,
    "vervallen": Status.VERVALLEN,
}
_NOT_YET = r"(?<!niet )(?<!wordt )(?<!worden )"  # 'nog niet vastgesteld'
_STATUS = re.compile(rf"{_NOT_YET}\b({'|'.join(_STATUSES)})\b(?! concept)")
_CONCEPT = re.compile(r"\bconcept(?!u|ie)")  # also a conceptnota
_ADOPTED = re.compile(rf"{_NOT_YET}\bvastgesteld (?:op|door|in|d\.d\.)|\d vastgesteld\b")

_MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
_YEAR = r"((?:19|20)\d\d)"
_MONTH = re.compile(rf"\b({_MONTHS})\s+{_YEAR}\b")
_DATE_WORDS = re.compile(rf"\b(\d{{1,2}})\s+({_MONTHS})\s+{_YEAR}\b")
_DATE_NUMBERS = re.compile(rf"\b(\d{{1,2}})([-/.])(\d{{1,2}})\2{_YEAR}\b")
_DATE_ISO = re.compile(rf"\b{_YEAR}-(\d\d)-(\d\d)\b")


def title_page(extract: Extract) -> str:
    return " ".join(extract.tekst.split()[:TITLE_PAGE_WORDS])


def opening(extract: Extract) -> str:
    return " ".join(extract.tekst.split()[:OPENING_WORDS])


def plain_name(bestandsnaam: str) -> str:
    """Return what a file name says, in words."""
    printable = "".join(char if char.isprintable() else " " for char in PurePath(bestandsnaam).stem)
    return " ".join(re.sub(r"[-_]+", " ", printable).split())


def suggest_titel(extract: Extract, bestandsnaam: str) -> str:
    """Return the title that the file gives itself, else its first heading, else the file name; never empty."""
    own = " ".join((extract.eigenschappen.titel or "").split())
    heading = _first_heading(extract.blocks)
    name = plain_name(bestandsnaam)
    if len(own.split()) > 1 and not re.search(r"\.(docx?|pdf|odt|html?)$|^(microsoft )?word", own, re.IGNORECASE):
        titel = own
    elif 1 < len(heading.split()) <= 20:
        titel = heading
    else:
        titel = name[:1].upper() + name[1:]
    return titel[:MAX_TITLE] or "Zonder titel"


def _first_heading(blocks: Sequence[Block]) -> str:
    """Return the first heading of the title page; a later one is that of a chapter."""
    words = 0
    for block in blocks:
        if block.soort is BlockSoort.KOP:
            return " ".join(block.tekst.split())
        words += len(block.tekst.split())
        if words > TITLE_PAGE_WORDS:
            break
    return ""


def suggest_organisatie(text: str, organisaties: Sequence[str]) -> str | None:
    """Return the known organisation that is named first, also when it is misspelt by a letter."""
    names: dict[int, dict[str, str]] = {}
    for naam in organisaties:
        short = re.sub(r"^(gemeente|gewest|regio) ", "", naam.lower())
        names.setdefault(len(short.split()), {}).setdefault(short, naam)
    words = re.findall(r"\w[\w’'-]*", text)
    for place, word in enumerate(words):
        for count in sorted(names, reverse=True) if word[0].isupper() else ():
            candidate = " ".join(words[place : place + count]).lower()
            match = process.extractOne(candidate, list(names[count]), scorer=fuzz.ratio, score_cutoff=_SLIP_SCORE)
            if match:
                return names[count][match[0]]
    return None


def suggest_soort(text: str) -> str | None:
    """Return the kind of document that is named first."""
    found = _SOORT.search(text.lower())
    return found[1] if found else None


def suggest_status(name: str, page: str, text: str) -> Status | None:
    """Return the status by title and file name, by the title page, or by a sentence about the adoption."""
    if _CONCEPT.search(name.lower()):
        return Status.CONCEPT
    found = _STATUS.search(name.lower()) or _STATUS.search(page.lower())
    if found:
        return _STATUSES[found[1]]
    return Status.VASTGESTELD if _ADOPTED.search(text.lower()) else None


def suggest_datum(page: str, text: str) -> date | None:
    """Return the day of adoption, else the day or month on the title page, else the first day in the text."""
    words = text.split()
    near = (
        " ".join(words[max(0, place - 4) : place + 12])
        for place, word in enumerate(words)
        if word.lower().startswith("vastgesteld")
    )
    days = (_first_day(place) for place in (*near, page))
    return next(filter(None, days), None) or _first_month(page) or _first_day(text)


def _first_day(text: str) -> date | None:
    return min(_days(text.lower()), default=(0, None))[1]


def _first_month(text: str) -> date | None:
    """Return the first day of the month that is named first: a title page often says 'mei 2014'."""
    found = _MONTH.search(text.lower())
    return date(int(found[2]), _MONTHS.split("|").index(found[1]) + 1, 1) if found else None


def _days(text: str) -> Iterator[tuple[int, date]]:
    months = _MONTHS.split("|")
    for found in _DATE_WORDS.finditer(text):
        yield from _dated(found.start(), found[3], months.index(found[2]) + 1, found[1])
    for found in _DATE_NUMBERS.finditer(text):
        yield from _dated(found.start(), found[4], found[3], found[1])
    for found in _DATE_ISO.finditer(text):
        yield from _dated(found.start(), found[1], found[2], found[3])


def _dated(place: int, year: str, month: str | int, day: str) -> Iterator[tuple[int, date]]:
    try:
        yield place, date(int(year), int(month), int(day))
    except ValueError:
        return  # 31-02 or 12/25 is no date
