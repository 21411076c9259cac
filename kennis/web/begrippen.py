"""The public list of terms, and one term on a page of its own."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, render_template, request

from kennis.db.begrippen import Begrip, VariantSoort, live_begrippen, sort_key
from kennis.errors import NotFoundError
from kennis.search.lexicon import fold
from kennis.search.query import clean_query
from kennis.web.diensten import db
from kennis.web.documenten import ID

blueprint = Blueprint("begrippen", __name__)

MAX_FILTER = 100  # characters
MAX_SHOWN = 500  # terms on one page; a longer list begins at its first letter
OTHER = "0-9"  # the letter of what begins with none


@blueprint.get("/begrippen")
def lijst() -> str:
    """Show the terms that begin with a letter, or that hold what was typed; all of them on paper."""
    begrippen = live_begrippen(db())
    filter_ = read_filter()
    letters = sorted({letter_of(begrip) for begrip in begrippen})
    letter = request.args.get("letter", letters[0] if len(begrippen) > MAX_SHOWN else "")
    chosen = letter if letter in letters and not filter_ else ""
    shown = [b for b in begrippen if (not chosen or letter_of(b) == chosen) and holds(b, filter_)]
    return render_template(
        "begrippen/lijst.html",
        begrippen=shown,
        letters=letters,
        letter=chosen,
        filter=filter_,
        totaal=len(begrippen),
        ook=meanings(begrippen),
    )


@blueprint.get(f"/begrippen/<{ID}:begrip_id>")
def begrip(begrip_id: int) -> str:
    begrippen = live_begrippen(db())
    found = next((begrip for begrip in begrippen if begrip.id == begrip_id), None)
    if found is None:
        raise NotFoundError
    return render_template("begrippen/begrip.html", begrip=found, ook=meanings(begrippen))


def read_filter() -> str:
    return clean_query(request.args.get("filter", ""))[:MAX_FILTER]


def letter_of(begrip: Begrip) -> str:
    first = sort_key(begrip.term)[:1]
    return first.upper() if first.isascii() and first.isalpha() else OTHER


def holds(begrip: Begrip, words: str) -> bool:
    """Tell whether a begrip has these words anywhere in what is shown of it."""
    texts = (begrip.term, begrip.definitie, begrip.bereik, *(variant.variant for variant in begrip.varianten))
    return not words or any(fold(words) in fold(text) for text in texts)


def meanings(begrippen: Sequence[Begrip]) -> dict[str, list[Begrip]]:
    """Return by abbreviation or ambiguous form, folded, the begrippen that it stands for."""
    found: dict[str, list[Begrip]] = {}
    for begrip in begrippen:
        for variant in begrip.varianten:
            if variant.dubbelzinnig or variant.soort is VariantSoort.AFKORTING:
                found.setdefault(fold(variant.variant), []).append(begrip)
    return found
