"""What resembles a document: by its meaning, among what the mask holds."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from kennis.search.columns import Columns
from kennis.search.schets import HASHES
from kennis.search.similar import similar
from kennis.search.vectors import Vectors
from tests.rijen import new_record, stored_row

# The main direction of each document, and how many passages it has; all share the first direction.
SUBJECTS = {"wonen": 1, "huren": 1, "zorg": 2, "jeugd": 3, "vervoer": 4, "sport": 5}
SCHETS = bytes(range(HASHES)) * 8


def corpus(passages: int = 3, **schetsen: bytes) -> tuple[Vectors, Columns]:
    """Return a document for each subject; 'huren' is about the same as 'wonen'."""
    chance = np.random.default_rng(1)
    rows: list[tuple[int, dict[str, Any]]] = []
    vectors = []
    for subject, direction in SUBJECTS.items():
        for _ in range(passages):
            number = len(rows)
            values = {"bron": f"versie:{subject}", "groep": subject, "schets": schetsen.get(subject, b"")}
            rows.append(stored_row(number, new_record(number, **values)))
            vector = chance.normal(0, 0.1, 8)
            vector[0] += 3
            vector[direction] += 1
            vectors.append(vector / np.linalg.norm(vector))
    return np.array(vectors, np.float32), Columns(len(rows), rows)


def test_what_means_about_the_same_resembles() -> None:
    vectors, columns = corpus()
    assert similar(vectors, columns, columns.alive, "wonen", 5) == ("huren",)
    assert similar(vectors, columns, columns.alive, "huren", 5) == ("wonen",)


def test_what_all_documents_share_is_no_resemblance() -> None:
    vectors, columns = corpus()
    assert similar(vectors, columns, columns.alive, "sport", 5) == ()


def test_a_document_does_not_resemble_itself_nor_its_near_duplicate() -> None:
    vectors, columns = corpus(wonen=SCHETS, huren=SCHETS)
    assert similar(vectors, columns, columns.alive, "wonen", 5) == ()


def test_of_two_near_duplicates_one_is_named() -> None:
    vectors, columns = corpus(huren=SCHETS, zorg=SCHETS)
    vectors[columns.groepen == columns.groep_names.index("zorg")] = vectors[
        columns.groepen == columns.groep_names.index("huren")
    ]
    assert similar(vectors, columns, columns.alive, "wonen", 5) in {("huren",), ("zorg",)}


def test_outside_the_mask_nothing_is_looked_at() -> None:
    """Neither as an answer, nor for the average against which all are measured."""
    vectors, columns = corpus()
    hidden = columns.groepen == columns.groep_names.index("huren")
    assert similar(vectors, columns, columns.alive & ~hidden, "wonen", 5) == ()
    assert similar(vectors, columns, columns.alive & ~hidden, "huren", 5) == ()
    vectors[hidden] = np.eye(8, dtype=np.float32)[2]
    assert similar(vectors, columns, columns.alive & ~hidden, "zorg", 5) == ()


@pytest.mark.parametrize("groep", ["wonen", "bestaat niet"])
def test_in_an_empty_collection_nothing_resembles(groep: str) -> None:
    vectors, columns = corpus()
    assert similar(vectors, columns, np.zeros_like(columns.alive), groep, 5) == ()
