"""The index as it is at one moment: opened, checked against this program, and shared between threads."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from kennis.errors import IndexUnavailableError
from kennis.search.adapter import adapt
from kennis.search.builds import Builds, Manifest, read_manifest
from kennis.search.columns import Columns, Mask
from kennis.search.encoder import Encoder
from kennis.search.keywords import KeywordIndex, KeywordReader
from kennis.search.meaning import Meaning
from kennis.search.relevance import OFF_TOPIC
from kennis.search.spelling import Spelling
from kennis.search.vectors import Directions, VectorFile, Vectors, similarities

WORDS_FOLDER = "woorden"
VECTORS_FILE = "vectoren.f32"
WINDOWS_FILE = "vensters.i8"


@dataclass(frozen=True)
class Snapshot:
    """The index as it was at one moment; safe to share between threads.

    `vectors` has a row for each record, shape (n, dimension); `windows` some for each, as `columns` tells.
    """

    build: Path
    index: KeywordIndex
    generation: int
    words: KeywordReader
    columns: Columns
    vectors: Vectors
    windows: Directions
    encoder: Encoder

    def meaning(self, text: str, missing: float) -> Meaning:
        """Return what every record means to a question, of which the share `missing` stands in none of them."""
        question = adapt(self.encoder.encode_query(text), self.encoder.name, missing)
        of_passages = similarities(self.vectors, question)[self.columns.rows]
        return Meaning(question, of_passages, self.windows, self.columns.windows)

    @cached_property
    def spelling(self) -> Spelling:
        return Spelling(self.words)

    def background(self, visible: Mask, missing: float) -> float:
        """Return how near the nearest visible record is to questions about something else.

        `missing` is that of the question to compare with: as it is moved, so are these.
        """
        nearness = self._off_topic + (1 - missing) * self._unmoved
        return float(nearness[visible].max(initial=-1))

    @cached_property
    def _off_topic(self) -> Vectors:  # worked out once, for all readers
        nearness = [self.meaning(text, missing=1).of_all() for text in OFF_TOPIC]
        return np.asarray(np.max(nearness, axis=0), np.float32)

    @cached_property
    def _unmoved(self) -> Vectors:
        """How much nearer every record is to those questions as they are; passages tell, windows are too many."""
        moved, unmoved = (
            np.max([self.meaning(text, missing).of_passages for text in OFF_TOPIC], axis=0) for missing in (1, 0)
        )
        return np.asarray(unmoved - moved, np.float32)


def open_snapshot(build: Path, encoder: Encoder) -> Snapshot:
    """Open a build; raises IndexUnavailableError when its files are damaged."""
    try:
        index = KeywordIndex(build / WORDS_FOLDER)
        generation = index.generation
        reader = index.reader()
        columns = Columns(reader.size, reader.columns())
        vectors = vector_file(build, encoder).read()
        windows = window_file(build, encoder).read()
    except Exception as error:  # whatever a damaged file makes Whoosh raise
        raise IndexUnavailableError("De zoekindex is beschadigd.") from error
    if columns.last_row >= len(vectors) or columns.last_window >= len(windows):
        raise IndexUnavailableError("De zoekindex mist vectoren.")
    return Snapshot(build, index, generation, reader, columns, vectors, windows, encoder)


def vector_file(build: Path, encoder: Encoder) -> VectorFile:
    return VectorFile(build / VECTORS_FILE, encoder.dimension)


def window_file(build: Path, encoder: Encoder) -> VectorFile:
    """Return the vectors of windows; two digits do, since a window only corrects its passage."""
    return VectorFile(build / WINDOWS_FILE, encoder.dimension, np.int8)


def expected_manifest(encoder: Encoder) -> Manifest:
    """Return what an index must be made with to be used by this program and model."""
    return Manifest(model=encoder.name, dimension=encoder.dimension)


def index_fits(folder: Path, encoder: Encoder) -> bool:
    """Tell whether there is an index that was made with this program and model, without opening it."""
    build = Builds(folder).current()
    try:
        return build is not None and read_manifest(build) == expected_manifest(encoder)
    except IndexUnavailableError:
        return False
