"""What may be wrong with a row of a table of cards, in words for who made it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kennis.begrippen.tabel import tidy
from kennis.db.organisaties import Gebruiker, name_key
from kennis.search.lexicon import fold
from kenniskaarten.kaartrij import DAGEN, read_subjects, split
from kenniskaarten.lijst import is_kiesbaar
from kenniskaarten.models import MAX_NAAM, MAX_REGEL, MAX_TEKST, Deskundigheid, Kaart, Niveau
from kenniskaarten.tabel import Rij, from_cell, is_formula

MAX_TEKENS: Mapping[str, int] = {
    "naam": MAX_NAAM,
    "email": 254,
    "functie": MAX_NAAM,
    "deskundigheden": MAX_TEKST,
    "aanspreekbaar": MAX_TEKST,
    "telefoon": 50,
    "teams": 254,
    "spreekuur": MAX_REGEL,
    "talen": MAX_REGEL,
}
_EMAIL = re.compile(r"[^@\s,;:<>()\"']+@[^@\s,;:<>()\"']+\.[^@\s.,;:<>()\"']+")


@dataclass(frozen=True, slots=True)
class Bekend:
    """What rows are compared with: accounts by address, cards of the organisation by account, the list by name."""

    organisatie_id: int
    organisaties: Mapping[str, int]
    gebruikers: Mapping[str, Gebruiker]
    kaarten: Mapping[int, Kaart]
    onwillig: frozenset[int]  # who took back their consent to a card
    lijst: Mapping[str, Deskundigheid]

    def find(self, naam: str) -> Deskundigheid | None:
        """Return the subject of this name, or that in which it went up."""
        row = self.lijst.get(fold(naam))
        while row is not None and row.opvolger is not None:
            row = row.opvolger
        return row


def tidied(cells: Rij) -> tuple[dict[str, str], list[str]]:
    """Return what the cells say, and what cannot be said so."""
    fouten = [
        f"In ‘{kolom}’ staat een formule. Is het tekst? Zet er dan een apostrof (') voor."
        for kolom, cell in cells.items()
        if is_formula(cell.strip(" "))
    ]
    rij = {}
    for kolom, cell in cells.items():
        lines = from_cell(cell.strip(" ")).splitlines()
        rij[kolom] = "\n".join(map(tidy, lines)).strip() if kolom == "aanspreekbaar" else tidy(" ".join(lines))
    return {**rij, "naam": rij.get("naam", ""), "email": rij.get("email", "").lower()}, fouten


def find_fouten(rij: Rij, bekend: Bekend) -> list[str]:
    return [*_too_long(rij), *_of_person(rij, bekend), *_of_organisatie(rij, bekend), *_of_lists(rij, bekend)]


def _too_long(rij: Rij) -> Iterator[str]:
    for kolom, most in MAX_TEKENS.items():
        cells = split(rij.get(kolom, "")) if kolom == "functie" else [rij.get(kolom, "")]
        if any(len(cell) > most for cell in cells):
            yield f"In ‘{kolom}’ staan te veel tekens; hoogstens {most}."


def _of_person(rij: Rij, bekend: Bekend) -> Iterator[str]:
    email = rij["email"]
    if not rij["naam"]:
        yield "De naam ontbreekt."
    if not _EMAIL.fullmatch(email):
        yield f"‘{email[:80]}’ is geen e-mailadres." if email else "Het e-mailadres ontbreekt."
    gebruiker = bekend.gebruikers.get(email)
    if gebruiker is None:
        return
    kaart = bekend.kaarten.get(gebruiker.id)
    if gebruiker.organisatie_id != bekend.organisatie_id:
        yield "Dit e-mailadres hoort al bij een account van een andere organisatie."
    elif not gebruiker.actief or (kaart is not None and kaart.vertrokken_op is not None):
        yield "Dit account is gestopt. Staat deze persoon bij ‘vertrokken’? Zet hem dan eerst terug."
    elif kaart is None and gebruiker.id in bekend.onwillig:
        yield "Deze persoon heeft zijn kenniskaart weggehaald. Alleen hij kan een nieuwe maken."


def _of_organisatie(rij: Rij, bekend: Bekend) -> Iterator[str]:
    naam = rij.get("organisatie", "")
    if not naam:
        return
    found = bekend.organisaties.get(name_key(naam))
    if found is None:
        yield f"De organisatie ‘{naam[:80]}’ kennen wij niet."
    elif found != bekend.organisatie_id:
        yield f"‘{naam[:80]}’ is een andere organisatie dan die van deze lijst."


def _of_lists(rij: Rij, bekend: Bekend) -> Iterator[str]:
    wrong = [dag for dag in split(rij.get("werkdagen", "").lower()) if dag not in DAGEN]
    if wrong:
        yield f"‘{wrong[0][:20]}’ is geen werkdag. Gebruik: {' | '.join(DAGEN)}."
    gebruiker = bekend.gebruikers.get(rij["email"])
    kaart = bekend.kaarten.get(gebruiker.id) if gebruiker else None
    own = {fold(row.naam) for row in kaart.deskundigheden} if kaart else set()
    for naam, niveau in read_subjects(rij.get("deskundigheden", "")).items():
        if niveau and niveau not in set(Niveau):
            yield f"‘{niveau[:40]}’ is geen niveau. Gebruik: {', '.join(Niveau)}."
        found = bekend.find(naam)
        if fold(naam) not in own and (found is None or not is_kiesbaar(found)):
            yield f"‘{naam[:80]}’ staat niet in de lijst van deskundigheden."
