"""Searching for people on the command line: what was found, for machines and for people, and how well it was."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
from sqlalchemy import orm as so

from kennis.access import Lezer, Rol
from kennis.commands._shared import installation, print_json, reader
from kennis.errors import QuestionFileError
from kennis.mensen import Persoon
from kennis.search.evaluation import graded_ndcg
from kennis.zoeken import open_zoekdienst
from kenniskaarten.records import KAART
from kenniskaarten.treffers import LADERS
from kenniskaarten.wegwijzer import Wegwijzer

DEPTH = 10  # people of a list that count


@dataclass(frozen=True, slots=True)
class Personenvraag:
    """A question for people, with how well each knows about it by name; of some questions nobody does."""

    id: str
    query: str
    type: str
    relevant: Mapping[str, float]
    als: str | None = None  # the rol of who asks, when it is not that of all the others


@dataclass(frozen=True, slots=True)
class Uitslag:
    """What a question scored: nDCG@10, or of one that nobody knows about whether nobody was named."""

    vraag: Personenvraag
    gevonden: tuple[str, ...]
    score: float
    milliseconds: float


def mensen_as_json(vraag: str, personen: Sequence[Persoon], top: int) -> dict[str, object]:
    """Return the form that `kennis zoek --soort kaart --json` promises."""
    treffers = [
        {
            "rang": rang,
            "soort": KAART,
            "titel": persoon.naam,
            "organisatie": persoon.organisatie,
            "functie": persoon.functie or None,
            "score": round(persoon.score, 4),
            "waarom": list(persoon.waarom),
        }
        for rang, persoon in enumerate(personen[:top], start=1)
    ]
    return {"vraag": vraag, "totaal": len(personen), "treffers": treffers}


def print_mensen(vraag: str, personen: Sequence[Persoon]) -> None:
    if not personen:
        click.echo(f"Niemand gevonden voor '{vraag}'. Vraag het de regisseur van de regio.")
    for rang, persoon in enumerate(personen, start=1):
        place = ", ".join(filter(None, (persoon.functie, persoon.organisatie)))
        click.echo(f"{rang}. {persoon.naam}{f' ({place})' if place else ''}")
        for zin in persoon.waarom:
            click.echo(f"   {zin}")
        click.echo()


def evaluate_people(path: Path, rol: str, organisatie: str | None, *, as_json: bool) -> None:
    """Measure how well people are found for questions of which it is known who knows."""
    questions = read_questions(path)
    with installation() as found, found.sessions() as session:
        wegwijzer = Wegwijzer(open_zoekdienst(found.config, found.sessions, LADERS))
        lezers = {rol: reader(found, rol, organisatie) for rol in {rol, *(q.als for q in questions if q.als)}}
        wegwijzer.bij_vraag(session, "opwarmen", lezers[rol])  # model and index are opened by the first question
        results = [measure(session, wegwijzer, question, lezers[question.als or rol]) for question in questions]
    summary = summarise(results)
    if as_json:
        print_json(summary)
    else:
        click.echo(_table(summary))


def measure(session: so.Session, wegwijzer: Wegwijzer, vraag: Personenvraag, lezer: Lezer) -> Uitslag:
    began = time.perf_counter()
    personen = wegwijzer.bij_vraag(session, vraag.query, lezer)
    milliseconds = 1000 * (time.perf_counter() - began)
    names = tuple(persoon.naam for persoon in personen)
    return Uitslag(vraag, names, score(vraag, names), milliseconds)


def read_questions(path: Path) -> list[Personenvraag]:
    """Read JSON Lines with query and relevant, and where known id and type."""
    questions = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
            relevant = {str(naam): float(grade) for naam, grade in value["relevant"].items()}
            kind = str(value.get("type", "onbekend"))
            questions.append(
                Personenvraag(
                    str(value.get("id", number)), str(value["query"]), kind, relevant, _rol(value.get("als"))
                )
            )
        except (ValueError, KeyError, AttributeError, TypeError) as error:
            raise QuestionFileError(f"Regel {number} is geen JSON met query en relevant.") from error
    return questions


def _rol(value: object) -> str | None:
    return Rol(str(value)).value if value else None


def score(vraag: Personenvraag, names: Sequence[str]) -> float:
    """Return nDCG@10, or for a question that nobody knows about 1 when nobody was named."""
    if not vraag.relevant:
        return 0.0 if names else 1.0
    return graded_ndcg([vraag.relevant.get(naam, 0.0) for naam in names], vraag.relevant.values(), DEPTH)


def summarise(results: Sequence[Uitslag]) -> dict[str, object]:
    """Return the form that `kennis evalueer --personen --json` promises."""
    by_type: dict[str, list[Uitslag]] = {}
    for result in results:
        by_type.setdefault(result.vraag.type, []).append(result)
    times = sorted(result.milliseconds for result in results) or [0.0]
    return {
        "aantal": len(results),
        **_means(results),
        "per_type": {name: {"aantal": len(some), **_means(some)} for name, some in sorted(by_type.items())},
        "per_vraag": [
            {
                "id": result.vraag.id,
                "type": result.vraag.type,
                "query": result.vraag.query,
                "score": round(result.score, 4),
                "gevonden": list(result.gevonden[:DEPTH]),
            }
            for result in results
        ],
        "p50_ms": round(statistics.median(times), 1),
        "p95_ms": round(times[min(len(times) - 1, int(0.95 * len(times)))], 1),
    }


def _means(results: Sequence[Uitslag]) -> dict[str, float | None]:
    """Return the mean of both kinds of questions, None for a kind that is not there."""
    known = [result.score for result in results if result.vraag.relevant]
    nobody = [result.score for result in results if not result.vraag.relevant]
    return {
        "ndcg10": round(statistics.mean(known), 4) if known else None,
        "terecht_leeg": round(statistics.mean(nobody), 4) if nobody else None,
    }


def _table(summary: dict[str, object]) -> str:
    per_type = summary["per_type"]
    rows = {**per_type, "alles": summary} if isinstance(per_type, dict) else {}
    lines = [f"{'type':20} {'aantal':>6} {'nDCG@10':>8} {'terecht leeg':>13}"]
    lines.extend(
        f"{name:20} {row['aantal']:6} {_shown(row['ndcg10']):>8} {_shown(row['terecht_leeg']):>13}"
        for name, row in rows.items()
    )
    return "\n".join([*lines, f"mediaan {summary['p50_ms']} ms, p95 {summary['p95_ms']} ms"])


def _shown(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"
