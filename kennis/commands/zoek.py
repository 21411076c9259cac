"""`kennis zoek`: answers one question, or a batch of them, as a reader of some role."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from kennis.access import Lezer
from kennis.commands._mensen import mensen_as_json, print_mensen
from kennis.commands._shared import installation, json_option, print_json, reader, reader_options
from kennis.errors import QuestionFileError, UsageError
from kennis.installatie import Installatie
from kennis.search.engine import Found
from kennis.search.explain import Reden
from kennis.search.query import clean_query
from kennis.search.records import SOORTEN, Zoekvraag
from kennis.treffers import DocumentTreffer, Treffer
from kennis.uitleg import meldingen, uitleg
from kennis.waarom import in_zinnen
from kennis.zoeken import Zoekdienst, open_zoekdienst
from kenniskaarten.records import KAART
from kenniskaarten.treffers import LADERS
from kenniskaarten.wegwijzer import Wegwijzer

Own = dict[str, str] | None  # what an answer in JSON has beside the answer; None for who reads it himself
MAX_TOP = 1_000  # more results than this is no search but an export


@click.command()
@click.argument("vraag", required=False)
@click.option("--soort", type=click.Choice(SOORTEN), default=None, help="Zoek alleen in deze soort.")
@click.option("--top", type=click.IntRange(1, MAX_TOP), default=10, show_default=True, help="Hoeveel treffers.")
@click.option(
    "--vragen",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Een bestand met een vraag per regel, of JSON Lines met query en id.",
)
@reader_options
@json_option
def zoek(  # noqa: PLR0913, PLR0917 (click hands over every option as a parameter)
    vraag: str | None,
    soort: str | None,
    top: int,
    vragen: Path | None,
    rol: str,
    organisatie: str | None,
    *,
    as_json: bool,
) -> None:
    """Zoek op woorden en op betekenis; met --soort kaart zoekt u mensen."""
    if (vraag is None) == (vragen is None):
        raise UsageError("Geef een vraag, of een bestand met --vragen.")
    with installation() as installatie:
        dienst = open_zoekdienst(installatie.config, installatie.sessions, LADERS)
        lezer = reader(installatie, rol, organisatie)
        for number, text in _questions(vraag, vragen):
            own = None if not as_json and vragen is None else {"id": number} if vragen is not None else {}
            if soort == KAART:
                _search_people(installatie, dienst, lezer, text, top, own)
            else:
                _search_texts(dienst, lezer, text, soort, top, own)


def _search_people(  # noqa: PLR0913, PLR0917 (what the command was asked)
    installatie: Installatie, dienst: Zoekdienst, lezer: Lezer, text: str, top: int, own: Own
) -> None:
    with installatie.sessions() as session:
        personen = Wegwijzer(dienst).bij_vraag(session, text, lezer)
    if own is None:
        print_mensen(clean_query(text), personen[:top])
    else:
        print_json({**own, **mensen_as_json(clean_query(text), personen, top)})


def _search_texts(  # noqa: PLR0913, PLR0917 (the same)
    dienst: Zoekdienst, lezer: Lezer, text: str, soort: str | None, top: int, own: Own
) -> None:
    filters = {"soort": frozenset({soort})} if soort else {}
    treffers, found = dienst.treffers(Zoekvraag(text, filters, aantal=top), lezer)
    if own is not None:
        print_json({**own, **_answer(clean_query(text), treffers, found)})
        return
    _print(clean_query(text), treffers, found)
    if not treffers:
        _advise(dienst.verwante_termen(text, lezer))


def _questions(vraag: str | None, vragen: Path | None) -> Iterator[tuple[str, str]]:
    """Yield the id and text of each question; a line of JSON has its own id, another has its number."""
    if vragen is None:
        yield "1", vraag or ""
        return
    for number, line in enumerate(vragen.read_text(encoding="utf-8", errors="replace").splitlines(), start=1):
        if line.strip():
            yield _question(line, number)


def _question(line: str, number: int) -> tuple[str, str]:
    if not line.lstrip().startswith("{"):
        return str(number), line.strip()
    try:
        value = json.loads(line)
        return str(value.get("id", number)), str(value["query"])
    except (ValueError, KeyError) as error:
        raise QuestionFileError(f"Regel {number} is geen JSON met een query.") from error


def _answer(vraag: str, treffers: Sequence[Treffer], found: Found) -> dict[str, object]:
    return {
        "vraag": vraag,
        "gecorrigeerd": found.verbeterd,
        "totaal": found.totaal,
        "treffers": [_as_json(rang, treffer) for rang, treffer in enumerate(treffers, start=1)],
        "facetten": found.facetten,
    }


def _as_json(rang: int, treffer: Treffer) -> dict[str, object]:
    document = treffer if isinstance(treffer, DocumentTreffer) else None
    return {
        "rang": rang,
        "soort": treffer.soort,
        "titel": treffer.titel,
        "bestand": document.bestand if document else None,
        "pagina": document.pagina if document else None,
        "kop": document.koppen[-1] if document and document.koppen else None,
        "passage": treffer.passage,
        "score": round(treffer.score, 4),
        "zichtbaarheid": treffer.zichtbaarheid.value,
        "organisatie": treffer.organisatie,
        "status": document.status if document else None,
        "datum": treffer.datum.isoformat() if treffer.datum else None,
        "vervangen": document.vervangen if document else False,
        "waarom": [_reden(reden) for reden in treffer.waarom],
    }


def _reden(reden: Reden) -> dict[str, object]:
    """Return a reason; `als` is how the passage says the words, where that is not as they were typed."""
    als = {"als": reden.als} if reden.als else {}
    return {"soort": reden.soort.value, "woorden": list(reden.woorden), **als}


def _print(vraag: str, treffers: Sequence[Treffer], found: Found) -> None:
    if found.verbeterd:
        click.echo(f"Gezocht naar '{found.verbeterd}': er stond een typfout in de vraag.\n")
    for line in filter(None, (uitleg(found.vraag, found.namen), *meldingen(found.vraag, found.namen))):
        click.echo(f"{line}\n")
    if not treffers:
        click.echo(f"Niets gevonden voor '{vraag}'. Probeer andere of minder woorden.")
    for rang, treffer in enumerate(treffers, start=1):
        click.echo(f"{rang}. {treffer.titel} ({_place(treffer)})")
        click.echo(f"   {' '.join(treffer.passage.split())[:300]}")
        if treffer.waarom:
            click.echo(f"   Waarom: {' '.join(in_zinnen(treffer.waarom))}")
        click.echo()


def _place(treffer: Treffer) -> str:
    """Return where a treffer stands: a file and its page, or what it is when it is no document."""
    if not isinstance(treffer, DocumentTreffer):
        return treffer.soort
    return f"{treffer.bestand}, bladzijde {treffer.pagina}" if treffer.pagina else treffer.bestand


def _advise(verwant: Sequence[str]) -> None:
    if verwant:
        click.echo(f"Bedoelde u: {', '.join(verwant)}?")
