from __future__ import annotations

from datetime import date
from pathlib import Path

from indexer.blocks import BlockSoort, Eigenschappen, Extract
from indexer.extract import extract
from kennis.config import Limits


def read(tmp_path: Path, text: str) -> Extract:
    path = tmp_path / "a.md"
    path.write_text(text, encoding="utf-8")
    return extract(path, Limits())


def test_blocks_are_what_the_signs_say(tmp_path: Path) -> None:
    text = """
## Aan *de* slag

Een [lange](https://voorbeeld.nl) zin
over `wonen`[^1]<!-- niet tonen -->.

**Starters**

- huur
  - sociaal
1. koop

| Gemeente | 2008 | 2009 |
|----------|------|------|
| Huizen   | 12   |      |

<div>Los <b>vet</b></div>

[^1]: En over *zorg*.
"""
    result = read(tmp_path, text)
    assert [(block.soort, block.tekst, block.niveau) for block in result.blocks] == [
        (BlockSoort.KOP, "Aan de slag", 2),
        (BlockSoort.ALINEA, "Een lange zin over wonen.", 0),
        (BlockSoort.KOP, "Starters", 3),
        (BlockSoort.LIJST, "huur", 0),
        (BlockSoort.LIJST, "sociaal", 0),
        (BlockSoort.LIJST, "koop", 0),
        (BlockSoort.TABELRIJ, "2009", 0),
        (BlockSoort.TABELRIJ, "Gemeente: Huizen; 2008: 12", 0),
        (BlockSoort.ALINEA, "Los vet", 0),
        (BlockSoort.VOETNOOT, "En over zorg.", 0),
    ]


def test_the_lines_at_the_top_are_claims_and_no_text(tmp_path: Path) -> None:
    result = read(tmp_path, "---\ntitel: 'Woonvisie'\nauteur: Huizen\ndatum: 12-03-2024\n---\nTekst van de visie.")
    assert result.eigenschappen == Eigenschappen("Woonvisie", "Huizen", date(2024, 3, 12))
    assert result.tekst == "Tekst van de visie."
