"""Derive the expected grades of the person queries from the dossiers: never from the cards in which is searched.

`python tools/bouw_personen.py` writes corpus/personen.jsonl; `--controleer` only tells whether it still fits.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from kennis.access import Lezer, Rol, may_see

ROOT = Path(__file__).parent.parent
RESULT = ROOT / "corpus" / "personen.jsonl"

HEDEN = 2026  # the year in which the dossiers were written
LANG_GELEDEN = 4  # years after which what somebody knew counts a grade less, and the same time later another one
EXACT = 3  # the grade of somebody whose name is asked for

Row = Mapping[str, Any]


def main(arguments: list[str]) -> int:
    expected = build()
    if "--controleer" in arguments:
        fits = RESULT.is_file() and RESULT.read_text(encoding="utf-8") == expected
        print("In orde." if fits else "corpus/personen.jsonl past niet meer bij tools/personen; bouw het opnieuw.")
        return 0 if fits else 1
    RESULT.write_text(expected, encoding="utf-8")
    print(f"{expected.count(chr(10))} vragen geschreven naar {RESULT.relative_to(ROOT)}")
    return 0


def build() -> str:
    """Return the text of corpus/personen.jsonl as the sources ask for it."""
    folder = ROOT / "tools" / "personen"
    mensen = {mens["naam"]: mens for mens in _read(ROOT / "corpus" / "mensen.json")}
    dossiers = {dossier["naam"]: dossier for dossier in _read(folder / "dossiers.json")}
    return "".join(
        json.dumps(query(vraag, dossiers, mensen), ensure_ascii=False) + "\n"
        for vraag in _read(folder / "vragen.json")
    )


def _read(path: Path) -> list[Row]:
    rows: list[Row] = json.loads(path.read_text(encoding="utf-8"))
    return rows


def query(vraag: Row, dossiers: Mapping[str, Row], mensen: Mapping[str, Row]) -> dict[str, Any]:
    """Return a query with the grade of everybody who is a right answer to this reader."""
    grades = {
        naam: grade
        for naam, dossier in dossiers.items()
        if may_answer(vraag, dossier, mensen[naam]) and (grade := grade_of(vraag, dossier))
    }
    best_first = sorted(grades.items(), key=lambda item: (-item[1], item[0]))
    asked = {key: vraag[key] for key in ("id", "query", "type", "als") if key in vraag}
    return {**asked, "relevant": dict(best_first)}


def may_answer(vraag: Row, dossier: Row, mens: Row) -> bool:
    """Tell whether the reader may know of this person, who still works here and is whom the query asks for."""
    lezer = Lezer(Rol(vraag.get("als", Rol.PROFESSIONAL)))
    return (
        may_see(lezer, mens["zichtbaarheid"], None)
        and "vertrokken" not in mens
        and vraag.get("organisatie") in {None, mens["organisatie"]}
        and vraag.get("taal") in {None, *dossier["talen"]}
    )


def grade_of(vraag: Row, dossier: Row) -> int:
    """Return from 0 to 3 how right this person is; a neighbouring subject counts a grade less."""
    if "persoon" in vraag:
        return EXACT if vraag["persoon"] == dossier["naam"] else 0
    jaar = vraag.get("jaar")
    own = knowledge(vraag.get("onderwerp"), dossier["kent"], jaar)
    return max(own, knowledge(vraag.get("ook"), dossier["kent"], jaar) - 1)


def knowledge(onderwerp: str | None, kent: Iterable[Row], jaar: int | None = None) -> int:
    """Return from 0 to 3 what somebody knows of a subject: today, or of how it was in `jaar`."""
    worth = _faded if jaar is None else _of_year(jaar)
    return max((worth(row) for row in kent if row["onderwerp"] == onderwerp), default=0)


def _faded(row: Row) -> int:
    """Return what is left of what somebody knew: less when he stopped with it long ago."""
    return max(0, int(row["diepte"]) - (HEDEN - int(row["tot"])) // LANG_GELEDEN)


def _of_year(jaar: int) -> Callable[[Row], int]:
    """Return who was there in that year; he does not forget it."""
    return lambda row: int(row["diepte"]) if row["van"] <= jaar <= row["tot"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
