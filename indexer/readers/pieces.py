"""A piece: text as it stands in the file, before it is known what the pieces around it make of it."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.blocks import BlockSoort


@dataclass(frozen=True, slots=True)
class Piece:
    """Text with its line breaks; a reader sets `soort` and `niveau` only where the file itself says so."""

    tekst: str
    soort: BlockSoort = BlockSoort.ALINEA
    niveau: int = 0
    pagina: int | None = None
    vet: bool = False  # all of it is bold
