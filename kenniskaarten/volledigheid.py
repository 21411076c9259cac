"""How complete a card is, and what to fill in next. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kenniskaarten.models import Kaart


@dataclass(frozen=True, slots=True)
class Stap:
    """Something that makes a card more useful; `anker` is where one fills it in on the page of one's own card."""

    anker: str
    tekst: str
    gewicht: int  # what it is worth to who looks for somebody; all together 100


@dataclass(frozen=True, slots=True)
class Volledigheid:
    """What of a card is filled in, from 0 to 100, and what is not, the most useful first."""

    procent: int
    ontbreekt: tuple[Stap, ...]

    @property
    def volgende(self) -> Stap | None:
        return self.ontbreekt[0] if self.ontbreekt else None


_STAPPEN: Sequence[tuple[Stap, Callable[[Kaart], bool]]] = (
    (
        Stap("deskundigheden", "Voeg een deskundigheid toe, dan vinden collega’s u op dat onderwerp.", 35),
        lambda kaart: bool(kaart.deskundigheden),
    ),
    (
        Stap("aanspreekbaar", "Schrijf waarvoor mensen u kunnen vragen.", 20),
        lambda kaart: bool(kaart.aanspreekbaar.strip()),
    ),
    (
        Stap("bereikbaar", "Vul in hoe u te bereiken bent.", 15),
        lambda kaart: bool(kaart.email or kaart.telefoon or kaart.teams or kaart.spreekuur),
    ),
    (Stap("functies", "Vul uw functie in.", 15), lambda kaart: bool(kaart.functies)),
    (Stap("werkdagen", "Geef aan op welke dagen u werkt.", 8), lambda kaart: bool(kaart.werkdagen)),
    (
        Stap("deelnames", "Noem een project of werkgroep waaraan u meedoet.", 7),
        lambda kaart: bool(kaart.deelnames),
    ),
)


def volledigheid(kaart: Kaart) -> Volledigheid:
    """Return how complete a card is; a photo counts for nothing, since nobody needs to give one."""
    missing = [stap for stap, is_there in _STAPPEN if not is_there(kaart)]
    return Volledigheid(100 - sum(stap.gewicht for stap in missing), tuple(missing))
