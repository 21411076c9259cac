"""Takes in a folder and indexes it, slowly, in a process of its own that a test may kill."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path

from indexer.pipeline import Inname
from indexer.records import DOCUMENTEN
from indexer.worker import Worker
from kennis.config import load_config
from kennis.installatie import open_installatie
from kennis.search.vectors import Vectors
from tests.encoders import HashEncoder


class SlowEncoder(HashEncoder):
    """Takes a moment a text, as the real model does, so that a kill may fall anywhere."""

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        time.sleep(0.002 * len(texts))
        return super().encode_passages(texts)


def main(data: str, folder: str) -> None:
    found = open_installatie(load_config({}, data=Path(data)))
    with Inname(found.config, found.sessions) as inname:
        inname.take_in([Path(folder)])
    Worker(found.sessions, found.config.index_dir, SlowEncoder(), [DOCUMENTEN]).work_off()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
