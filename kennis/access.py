"""Who may see what: one table of rules, used as it is by the index, the database and the pages.

A level is open to everybody whose role reaches it; the two closed levels also ask for the own organisation.
The regisseur sees all. What is not granted here is not visible.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Zichtbaarheid(StrEnum):
    """From most open to most closed."""

    OPENBAAR = "openbaar"
    PROFESSIONAL = "professional"
    AMBTENAAR = "ambtenaar"
    ORGANISATIE = "organisatie"
    BEHEER = "beheer"


class Rol(StrEnum):
    BURGER = "burger"
    PROFESSIONAL = "professional"
    AMBTENAAR = "ambtenaar"
    BEHEERDER = "beheerder"
    REGISSEUR = "regisseur"


_EVERYWHERE: dict[Rol, frozenset[Zichtbaarheid]] = {
    Rol.BURGER: frozenset({Zichtbaarheid.OPENBAAR}),
    Rol.PROFESSIONAL: frozenset({Zichtbaarheid.OPENBAAR, Zichtbaarheid.PROFESSIONAL}),
    Rol.AMBTENAAR: frozenset({Zichtbaarheid.OPENBAAR, Zichtbaarheid.PROFESSIONAL, Zichtbaarheid.AMBTENAAR}),
    Rol.BEHEERDER: frozenset({Zichtbaarheid.OPENBAAR, Zichtbaarheid.PROFESSIONAL, Zichtbaarheid.AMBTENAAR}),
    Rol.REGISSEUR: frozenset(Zichtbaarheid),
}
_AT_HOME: dict[Rol, frozenset[Zichtbaarheid]] = {
    Rol.AMBTENAAR: frozenset({Zichtbaarheid.ORGANISATIE}),
    Rol.BEHEERDER: frozenset({Zichtbaarheid.ORGANISATIE, Zichtbaarheid.BEHEER}),
}


@dataclass(frozen=True, slots=True)
class Lezer:
    """Who reads: a role, and the ids of his person and organisation; no ids means nobody in particular.

    What was of the `voorgangers` of his organisation, which went on in it, is of his own organisation.
    """

    rol: Rol = Rol.BURGER
    organisatie_id: int | None = None
    gebruiker_id: int | None = None
    voorgangers: frozenset[int] = frozenset()

    @property
    def eigen(self) -> frozenset[int]:
        """The organisation of this reader and those that went on in it."""
        return frozenset() if self.organisatie_id is None else self.voorgangers | {self.organisatie_id}

    @property
    def everywhere(self) -> frozenset[Zichtbaarheid]:
        """The levels that this reader sees of every organisation."""
        return _EVERYWHERE[self.rol]

    @property
    def at_home(self) -> frozenset[Zichtbaarheid]:
        """The levels that this reader sees of his own organisation only."""
        return _AT_HOME.get(self.rol, frozenset()) if self.organisatie_id is not None else frozenset()

    @property
    def names(self) -> frozenset[str]:
        """What an exclusion may call this reader; see `exclusion_of_organisatie` and `exclusion_of_gebruiker`."""
        mine = () if self.gebruiker_id is None else (exclusion_of_gebruiker(self.gebruiker_id),)
        return frozenset((*mine, *map(exclusion_of_organisatie, self.eigen)))


BURGER = Lezer()


def exclusion_of_organisatie(organisatie_id: int) -> str:
    return f"organisatie:{organisatie_id}"


def exclusion_of_gebruiker(gebruiker_id: int) -> str:
    return f"gebruiker:{gebruiker_id}"


def may_see(
    lezer: Lezer,
    zichtbaarheid: Zichtbaarheid,
    organisatie_id: int | None,
    uitgesloten: frozenset[str] = frozenset(),
) -> bool:
    """Tell whether the reader may know that this exists; the same rule that the index and the database apply."""
    if uitgesloten & lezer.names:
        return False
    if zichtbaarheid in lezer.everywhere:
        return True
    return zichtbaarheid in lezer.at_home and organisatie_id in lezer.eigen
