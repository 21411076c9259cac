"""What the pages of halen en brengen share: who may see and book what, and which year."""

from __future__ import annotations

import re

from flask import request

from kennis.access import Rol
from kennis.db.base import now
from kennis.db.organisaties import Gebruiker, Organisatie
from kennis.errors import NotFoundError
from kennis.web.diensten import db
from kennis.web.sessies import ingelogde
from kenniskaarten.balans.overzicht import jaren

PREFIX = "/halen-en-brengen"
OF_A_GEMEENTE = frozenset({Rol.AMBTENAAR, Rol.BEHEERDER, Rol.REGISSEUR})  # others have no balance
YEAR = re.compile(r"20[0-9]{2}")


def of_a_gemeente() -> Gebruiker:
    """Return who asks, of a gemeente or the gewest; for anybody else there is no balance."""
    gebruiker = ingelogde()
    if gebruiker is None or gebruiker.rol not in OF_A_GEMEENTE:
        raise NotFoundError
    return gebruiker


def own_organisatie(gebruiker: Gebruiker) -> int:
    if gebruiker.organisatie_id is None:
        raise NotFoundError
    return gebruiker.organisatie_id


def find_partij(organisatie_id: int) -> Organisatie:
    """Return the organisatie when who asks may see its balance: his own with its voorgangers, or the regisseur."""
    gebruiker = of_a_gemeente()
    found = db().get(Organisatie, organisatie_id)
    if found is None or (gebruiker.rol is not Rol.REGISSEUR and organisatie_id not in gebruiker.lezer.eigen):
        raise NotFoundError
    return found


def may_book(organisatie_id: int) -> bool:
    gebruiker = of_a_gemeente()
    is_beheerder = gebruiker.rol is Rol.BEHEERDER and gebruiker.organisatie_id == organisatie_id
    return is_beheerder or gebruiker.rol is Rol.REGISSEUR


def chosen_jaar() -> int:
    asked = request.args.get("jaar", "")
    return int(asked) if YEAR.fullmatch(asked) else now().year


def regisseur_of_jaar(jaar: int) -> int:
    """Return the year when the regisseur asks and it can be one; for others and other years there is nothing."""
    if of_a_gemeente().rol is not Rol.REGISSEUR or not YEAR.fullmatch(str(jaar)):
        raise NotFoundError
    return jaar


def known_jaren() -> list[int]:
    """Return the years that one can choose, the newest first."""
    return sorted({*jaren(db()), now().year}, reverse=True)
