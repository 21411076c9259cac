"""What a run of taking in did: counts, and a line with the reason for each file that failed."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Uitkomst(StrEnum):
    NIEUW = "nieuw"
    GEWIJZIGD = "gewijzigd"
    ONGEWIJZIGD = "ongewijzigd"
    VERWIJDERD = "verwijderd"


@dataclass(frozen=True, slots=True)
class Mislukt:
    bestand: str
    reden: str


@dataclass(slots=True)
class Rapport:
    """Filled while a run goes on; `meldingen` are remarks that are no failures."""

    aantallen: dict[Uitkomst, int] = field(default_factory=lambda: dict.fromkeys(Uitkomst, 0))
    mislukt: list[Mislukt] = field(default_factory=list)
    meldingen: list[str] = field(default_factory=list)
    passages: int = 0
    seconden: float = 0.0
    seconden_model: float = 0.0

    def count(self, uitkomst: Uitkomst) -> None:
        self.aantallen[uitkomst] += 1

    def fail(self, bestand: str, reden: str) -> None:
        self.mislukt.append(Mislukt(bestand, reden))

    def as_json(self) -> dict[str, object]:
        """Return the form that `kennis indexeer --json` promises."""
        return {
            **{uitkomst.value: aantal for uitkomst, aantal in self.aantallen.items()},
            "mislukt": [{"bestand": fout.bestand, "reden": fout.reden} for fout in self.mislukt],
            "meldingen": self.meldingen,
            "passages": self.passages,
            "seconden": round(self.seconden, 2),
            "seconden_model": round(self.seconden_model, 2),
        }
