"""`kennis evalueer`: how well the search does on questions with known answers."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.access import Lezer
from kennis.commands._mensen import evaluate_people
from kennis.commands._shared import installation, json_option, print_json, reader, reader_options
from kennis.commands.zoek import MAX_TOP
from kennis.db.documenten import Versie
from kennis.errors import QuestionFileError
from kennis.search.evaluation import Score, is_same_text, mean, score
from kennis.search.records import Zoekvraag
from kennis.treffers import DOCUMENT, DocumentTreffer, Treffer
from kennis.zoeken import Zoekdienst, open_zoekdienst


@dataclass(frozen=True, slots=True)
class Vraag:
    """A question with the passage that answers it; `bestand` is None when only the text tells."""

    id: str
    query: str
    type: str
    passage: str
    bestand: str | None


@dataclass(frozen=True, slots=True)
class Uitslag:
    vraag: Vraag
    score: Score
    milliseconds: float


@click.command()
@click.argument("vragen", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--top", type=click.IntRange(1, MAX_TOP), default=10, show_default=True, help="Hoeveel treffers tellen."
)
@click.option("--personen", is_flag=True, help="De vragen zijn naar mensen: JSON met query en relevant.")
@reader_options
@json_option
def evalueer(  # noqa: PLR0913 (click hands over every option as a parameter)
    vragen: Path, top: int, rol: str, organisatie: str | None, *, personen: bool, as_json: bool
) -> None:
    """Meet hoe goed de zoekmachine vragen met een bekend antwoord beantwoordt."""
    if personen:
        evaluate_people(vragen, rol, organisatie, as_json=as_json)
        return
    questions = read_questions(vragen)
    with installation() as found:
        dienst = open_zoekdienst(found.config, found.sessions)
        lezer = reader(found, rol, organisatie)
        dienst.treffers(Zoekvraag("opwarmen"), lezer)  # model and index are opened by the first question
        documents = documents_by_name(found.sessions)
        results = [measure(dienst, lezer, question, documents, top) for question in questions]
    summary = summarise(results)
    if as_json:
        print_json(summary)
    else:
        click.echo(_table(summary))


def read_questions(path: Path) -> list[Vraag]:
    """Read JSON Lines with query and passage, and where known id, type and bestand."""
    questions = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
            questions.append(
                Vraag(
                    id=str(value.get("id", number)),
                    query=str(value["query"]),
                    type=str(value.get("type", "onbekend")),
                    passage=str(value["passage"]),
                    bestand=value.get("bestand"),
                )
            )
        except (ValueError, KeyError, AttributeError) as error:
            raise QuestionFileError(f"Regel {number} is geen JSON met query en passage.") from error
    return questions


def documents_by_name(sessions: so.sessionmaker[so.Session]) -> dict[str, set[int]]:
    """Return by file name which documents have a version in it."""
    documents: dict[str, set[int]] = {}
    with sessions() as session:
        for name, document_id in session.execute(sa.select(Versie.bestandsnaam, Versie.document_id)):
            documents.setdefault(name, set()).add(document_id)
    return documents


def measure(dienst: Zoekdienst, lezer: Lezer, vraag: Vraag, documents: dict[str, set[int]], top: int) -> Uitslag:
    began = time.perf_counter()
    treffers, _ = dienst.treffers(Zoekvraag(vraag.query, {"soort": frozenset({DOCUMENT})}, aantal=top), lezer)
    milliseconds = 1000 * (time.perf_counter() - began)
    right = documents.get(vraag.bestand or "", set())
    return Uitslag(vraag, score([_is_right(treffer, vraag, right) for treffer in treffers]), milliseconds)


def _is_right(treffer: Treffer, vraag: Vraag, right: set[int]) -> bool:
    """Tell whether a passage answers: from the right document, in any version, and the same text."""
    if vraag.bestand is not None and not (isinstance(treffer, DocumentTreffer) and treffer.document_id in right):
        return False
    return is_same_text(treffer.passage, vraag.passage)


def summarise(results: Sequence[Uitslag]) -> dict[str, object]:
    """Return the form that `kennis evalueer --json` promises."""
    by_type: dict[str, list[Score]] = {}
    for result in results:
        by_type.setdefault(result.vraag.type, []).append(result.score)
    times = sorted(result.milliseconds for result in results) or [0.0]
    return {
        "aantal": len(results),
        **_means([result.score for result in results]),
        "per_type": {name: {"aantal": len(scores), **_means(scores)} for name, scores in sorted(by_type.items())},
        "per_vraag": [
            {
                "id": result.vraag.id,
                "type": result.vraag.type,
                "query": result.vraag.query,
                "ndcg10": round(result.score.ndcg, 4),
                "rr": round(result.score.reciprocal_rank, 4),
            }
            for result in results
        ],
        "p50_ms": round(statistics.median(times), 1),
        "p95_ms": round(times[min(len(times) - 1, int(0.95 * len(times)))], 1),
    }


def _means(scores: Sequence[Score]) -> dict[str, float]:
    average = mean(scores)
    return {
        "ndcg10": round(average.ndcg, 4),
        "mrr": round(average.reciprocal_rank, 4),
        "hit10": round(average.hit, 4),
    }


def _table(summary: dict[str, object]) -> str:
    lines = [f"{'type':20} {'aantal':>6} {'nDCG@10':>8} {'MRR':>6} {'hit@10':>7}"]
    per_type = summary["per_type"]
    rows = {**per_type, "alles": summary} if isinstance(per_type, dict) else {}
    lines.extend(
        f"{name:20} {row['aantal']:6} {row['ndcg10']:8.3f} {row['mrr']:6.3f} {row['hit10']:7.3f}"
        for name, row in rows.items()
    )
    return "\n".join([*lines, f"mediaan {summary['p50_ms']} ms, p95 {summary['p95_ms']} ms"])
