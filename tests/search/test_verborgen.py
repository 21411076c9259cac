"""What a reader may not see does not exist for him: it changes no result, no order, no score and no count."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kennis.access import BURGER, Zichtbaarheid
from kennis.search.engine import Found, SearchEngine
from kennis.search.records import IndexRecord, Zoekvraag
from kennis.search.writer import IndexWriter
from tests.encoders import HashEncoder
from tests.rijen import new_record

OPEN = [
    "De gemeente bouwt nieuwe woningen aan de rand van het dorp.",
    "De aanbesteding van de hulp bij het huishouden is begonnen.",
    "Mantelzorgers krijgen hulp van de gemeente en van vrijwilligers.",
    "De raad besprak de woonvisie en de aanbesteding van het vervoer.",
    "In het dorp komt een huis voor ouderen met een kleine beurs.",
]
HIDDEN = [
    "De aanbesteding van de aanbesteding: wie biedt op de aanbesteding van het huishouden?",
    "Asdf jklp, een recept voor appeltaart, zwarte gaten in het heelal en gitaar leren spelen.",
    *(f"Vertrouwelijk stuk {number} over de aanbesteding en over woningen." for number in range(20)),
]
QUESTIONS = [
    "aanbesteding",
    "aanbesteding huishouden",
    "hulp van de gemeente",
    "nieuwe woningen",
    "huis voor ouderen",
    "-aanbesteding",
    "titel:nota soort:document -jeugd",
]


def records(texts: list[str], first: int, **values: object) -> list[IndexRecord]:
    return [new_record(first + number, tekst=text, context="", **values) for number, text in enumerate(texts)]


def engine(folder: Path, *some: IndexRecord) -> SearchEngine:
    encoder = HashEncoder(1024)
    with IndexWriter(folder, encoder) as writer:
        writer.rebuild(some)
    return SearchEngine(folder, encoder)


def seen(found: Found) -> object:
    hits = [(hit.id, hit.groep, round(hit.score, 5), hit.vervangen) for hit in found.hits]
    return hits, found.totaal, found.facetten, dict(found.namen)


@pytest.mark.parametrize("vraag", QUESTIONS)
@pytest.mark.parametrize("level", [Zichtbaarheid.PROFESSIONAL, Zichtbaarheid.BEHEER])
def test_hidden_records_change_nothing(tmp_path: Path, vraag: str, level: Zichtbaarheid) -> None:
    visible = records(OPEN, 1)
    hidden = records(HIDDEN, 100, zichtbaarheid=level)
    newer = [new_record(200, groep="document:1", rang=-1, zichtbaarheid=level)]
    without = engine(tmp_path / "zonder", *visible)
    among = engine(tmp_path / "tussen", *hidden, *visible, *newer)
    assert seen(among.search(Zoekvraag(vraag), BURGER)) == seen(without.search(Zoekvraag(vraag), BURGER))


def test_a_hidden_twin_or_neighbour_changes_nothing(tmp_path: Path) -> None:
    """Neither what is folded under what, nor what resembles what."""
    schetsen = [bytes([number]) * 512 for number in range(len(OPEN))]
    visible = [replace(record, schets=schets) for record, schets in zip(records(OPEN, 1), schetsen, strict=True)]
    hidden = [
        replace(record, schets=schetsen[number % len(OPEN)], zichtbaarheid=Zichtbaarheid.BEHEER)
        for number, record in enumerate(records(OPEN * 3, 100))
    ]
    without = engine(tmp_path / "zonder", *visible)
    among = engine(tmp_path / "tussen", *hidden, *visible)
    for vraag in QUESTIONS:
        hits = among.search(Zoekvraag(vraag), BURGER).hits
        assert among.families(hits) == without.families(hits) == {hit.groep: hit.groep for hit in hits}
    for record in visible:
        assert among.similar(record.groep, BURGER, 5) == without.similar(record.groep, BURGER, 5)
    assert among.similar(hidden[0].groep, BURGER, 5) == ()
