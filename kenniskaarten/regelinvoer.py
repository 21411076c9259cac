"""The lines of a card that somebody adds one by one, as he typed them, and what may be wrong with them. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from kennis.access import Zichtbaarheid
from kennis.search.periode import Periode, as_typed
from kenniskaarten.formulieren import periode_fouten, too_long
from kenniskaarten.models import (
    MAX_NAAM,
    Deelname,
    DeelnameRol,
    Functie,
    Interesse,
    KaartDeskundigheid,
    Niveau,
)

MAX_VRIJ = 100  # characters of a subject in one's own words


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctieInvoer:
    naam: str = ""
    organisatie_id: int | None = None
    van: str = ""
    tot: str = ""

    @classmethod
    def of(cls, functie: Functie) -> Self:
        van, tot = as_typed(Periode(functie.van, functie.tot))
        return cls(naam=functie.naam, organisatie_id=functie.organisatie_id, van=van, tot=tot)

    def fouten(self) -> dict[str, str]:
        return _naam_fouten(self.naam, "Vul de naam van uw functie in.") | periode_fouten(self.van, self.tot)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskundigheidInvoer:
    """A subject out of the list or in free words; when it is changed, the subject itself stays."""

    deskundigheid_id: int | None = None
    vrij: str = ""
    niveau: Niveau = Niveau.GEVORDERD
    interesse: Interesse = Interesse.GEWOON
    zichtbaarheid: Zichtbaarheid = Zichtbaarheid.ORGANISATIE

    @classmethod
    def of(cls, row: KaartDeskundigheid) -> Self:
        return cls(
            deskundigheid_id=row.deskundigheid_id,
            vrij=row.vrij,
            niveau=row.niveau,
            interesse=row.interesse,
            zichtbaarheid=row.zichtbaarheid,
        )

    def fouten(self) -> dict[str, str]:
        if self.deskundigheid_id is None and not self.vrij:
            return {"deskundigheid_id": "Kies een onderwerp, of schrijf het in uw eigen woorden."}
        if self.deskundigheid_id is not None and self.vrij:
            return {"vrij": "U koos al een onderwerp uit de lijst. Maak een van de twee leeg."}
        fout = too_long(self.vrij, MAX_VRIJ)
        return {"vrij": fout} if fout else {}


@dataclass(frozen=True, slots=True, kw_only=True)
class DeelnameInvoer:
    naam: str = ""
    rol: DeelnameRol = DeelnameRol.LID
    deskundigheid_id: int | None = None
    van: str = ""
    tot: str = ""

    @classmethod
    def of(cls, deelname: Deelname) -> Self:
        van, tot = as_typed(Periode(deelname.van, deelname.tot))
        return cls(
            naam=deelname.naam, rol=deelname.rol, deskundigheid_id=deelname.deskundigheid_id, van=van, tot=tot
        )

    def fouten(self) -> dict[str, str]:
        fouten = _naam_fouten(self.naam, "Vul de naam van het project of de werkgroep in.")
        return fouten | periode_fouten(self.van, self.tot)


def _naam_fouten(naam: str, melding: str) -> dict[str, str]:
    fout = too_long(naam, MAX_NAAM) if naam else melding
    return {"naam": fout} if fout else {}
