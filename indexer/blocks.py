"""What every reader hands over: the text of a file as blocks in reading order, and what it says of itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class BlockSoort(StrEnum):
    KOP = "kop"
    ALINEA = "alinea"
    LIJST = "lijst"  # one item of a list
    TABELRIJ = "tabelrij"  # one row, read with its column heads: 'Gemeente: Huizen; woningen: 120'
    VOETNOOT = "voetnoot"


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of text; `niveau` counts from 1 for headings, `pagina` from 1 where the format has pages."""

    soort: BlockSoort
    tekst: str
    niveau: int = 0
    pagina: int | None = None


@dataclass(frozen=True, slots=True)
class Eigenschappen:
    """What the file's own properties claim; suggested, never trusted."""

    titel: str | None = None
    auteur: str | None = None
    datum: date | None = None


@dataclass(frozen=True, slots=True)
class Extract:
    """One file, read: `formaat` is pdf, docx, odt, html, markdown or tekst; `paginas` only where they exist."""

    formaat: str
    blocks: tuple[Block, ...]
    eigenschappen: Eigenschappen = field(default_factory=Eigenschappen)
    paginas: int | None = None
    ocr: bool = False

    @property
    def tekst(self) -> str:
        """All text, a block a line."""
        return "\n".join(block.tekst for block in self.blocks)
