"""What the worker makes findable and does beside that: the parts of the program, put together."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.records import DOCUMENTEN
from indexer.taken import Chore
from indexer.worker import Part
from kenniskaarten.balans.gebeurtenissen import boek_documenten
from kenniskaarten.balans.seinen import EensPerDag, sein_achterstand
from kenniskaarten.bewaren import keep_no_longer
from kenniskaarten.herindeling.samenvoegen import verwerk_samenvoegingen
from kenniskaarten.herinneren import herinner
from kenniskaarten.post import verstuur
from kenniskaarten.projecten.records import PROJECTEN
from kenniskaarten.records import KAARTEN, VRAGEN

PARTS: Sequence[Part] = (DOCUMENTEN, KAARTEN, VRAGEN, PROJECTEN)
# In this order, so that what is written is sent in the same minute.
CHORES: Sequence[Chore] = (
    verwerk_samenvoegingen,
    boek_documenten,
    EensPerDag(sein_achterstand),
    herinner,
    keep_no_longer,
    verstuur,
)
