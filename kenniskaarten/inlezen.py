"""Taking in a table of cards of one organisation: what it would do, then all or nothing. Never commits.

A table adds and changes, and takes nothing away: an empty cell leaves what is there. It changes nobody's choice of
who sees what, and gives no consent in anybody's name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.access import Rol
from kennis.db.base import now
from kennis.db.organisaties import Gebruiker, Organisatie, OrganisatieSoort, name_key
from kennis.db.wachtrij import enqueue
from kennis.errors import LijstError
from kennis.passwords import new_sessie
from kennis.search.lexicon import fold
from kenniskaarten.inleesregels import Bekend, find_fouten, tidied
from kenniskaarten.kaartrij import after, as_rij, by_name, put, read_subjects
from kenniskaarten.models import Deskundigheid, Instemming, InstemmingSoort, Kaart
from kenniskaarten.tabel import read
from kenniskaarten.versheid import VERS
from kenniskaarten.vraagmodels import Bericht

GEEN_WACHTWOORD = "geen"  # no hash: no password fits it until one is given


class Uitkomst(StrEnum):
    """What becomes of a row."""

    NIEUW = "nieuw"
    GEWIJZIGD = "gewijzigd"
    ONGEWIJZIGD = "ongewijzigd"
    FOUT = "fout"


@dataclass(frozen=True, slots=True)
class Wijziging:
    veld: str
    oud: str
    nieuw: str


@dataclass(frozen=True, slots=True)
class Tabelrij:
    """A row of the table with what it would do: `rij` is what the card then says."""

    nummer: int
    rij: Mapping[str, str]
    uitkomst: Uitkomst
    wijzigingen: tuple[Wijziging, ...] = ()
    fouten: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What a table would do; `stempel` is another one when the cards changed since."""

    rijen: tuple[Tabelrij, ...]

    def van(self, uitkomst: str) -> list[Tabelrij]:
        return [tabelrij for tabelrij in self.rijen if tabelrij.uitkomst == uitkomst]

    @property
    def is_goed(self) -> bool:
        """Tell whether it can be done, and does anything."""
        return not self.van(Uitkomst.FOUT) and bool(self.van(Uitkomst.NIEUW) or self.van(Uitkomst.GEWIJZIGD))

    @property
    def stempel(self) -> str:
        return hashlib.sha256(repr(self.rijen).encode("utf-8", "surrogatepass")).hexdigest()


def make_plan(session: so.Session, organisatie: Organisatie, tekst: str) -> Plan:
    """Return what this table would do to the cards of this organisation; raises LijstError when it is no table."""
    bekend, seen, vandaag = _bekend(session, organisatie), dict[str, int](), now().date()
    return Plan(tuple(_tabelrij(nummer, cells, bekend, seen, vandaag) for nummer, cells in read(tekst)))


def apply(session: so.Session, organisatie: Organisatie, tekst: str, stempel: str, contact: str) -> Plan:
    """Do what this table says, if it still does what was shown; else it raises LijstError and does nothing."""
    plan = make_plan(session, organisatie, tekst)
    if plan.stempel != stempel or not plan.is_goed:
        raise LijstError({"bestand": "De kaarten zijn intussen veranderd. Er is niets gedaan. Kijk het na."})
    bekend, vandaag = _bekend(session, organisatie), now().date()
    kaarten = []
    for tabelrij in (*plan.van(Uitkomst.NIEUW), *plan.van(Uitkomst.GEWIJZIGD)):
        gebruiker = bekend.gebruikers.get(tabelrij.rij["email"]) or _new_gebruiker(organisatie, tabelrij.rij)
        kaart = bekend.kaarten.get(gebruiker.id) or _new_kaart(gebruiker)
        put(kaart, tabelrij.rij, vandaag, bekend.find)
        session.add_all([kaart, _bericht(gebruiker, organisatie, tabelrij, contact)])
        kaarten.append(kaart)
    session.flush()  # new cards get their ids
    enqueue(session, [f"kaart:{kaart.id}" for kaart in kaarten])
    return plan


def _tabelrij(
    nummer: int, cells: Mapping[str, str], bekend: Bekend, seen: dict[str, int], vandaag: date
) -> Tabelrij:
    rij, fouten = tidied(cells)
    fouten += find_fouten(rij, bekend)
    email = rij["email"]
    if email and seen.setdefault(email, nummer) != nummer:
        fouten.append(f"Het e-mailadres {email} staat ook op regel {seen[email]}.")
    if fouten:
        return Tabelrij(nummer, rij, Uitkomst.FOUT, fouten=tuple(fouten))
    gebruiker = bekend.gebruikers.get(email)
    kaart = bekend.kaarten.get(gebruiker.id) if gebruiker else None
    old = as_rij(gebruiker, kaart, vandaag) if gebruiker else {"email": email}
    new = after(_with_names_of_list(rij, kaart, bekend), old)
    changed = tuple(
        Wijziging(veld, old.get(veld, ""), new[veld]) for veld in new if new[veld] != old.get(veld, "")
    )
    if kaart is None:
        return Tabelrij(nummer, new, Uitkomst.NIEUW, changed)
    return Tabelrij(nummer, new, Uitkomst.GEWIJZIGD if changed else Uitkomst.ONGEWIJZIGD, changed)


def _with_names_of_list(rij: Mapping[str, str], kaart: Kaart | None, bekend: Bekend) -> dict[str, str]:
    """Call subjects as the card or the list does, so that one in another spelling is the same."""
    own = {fold(naam): naam for naam in (by_name(kaart.deskundigheden) if kaart else ())}
    subjects = []
    for naam, niveau in read_subjects(rij.get("deskundigheden", "")).items():
        found = bekend.find(naam)
        called = own.get(fold(naam)) or (found.naam if found else naam)
        subjects.append(f"{called}: {niveau}" if niveau else called)
    return {**rij, "deskundigheden": " | ".join(subjects)}


def _bekend(session: so.Session, organisatie: Organisatie) -> Bekend:
    kaarten = session.scalars(
        sa.select(Kaart).join(Kaart.gebruiker).where(Gebruiker.organisatie_id == organisatie.id)
    )
    consents = session.scalars(sa.select(Instemming).where(Instemming.soort == InstemmingSoort.KAART)).all()
    willing = {row.gebruiker_id for row in consents if row.ingetrokken_op is None}
    return Bekend(
        organisatie_id=organisatie.id,
        organisaties={name_key(row.naam): row.id for row in session.scalars(sa.select(Organisatie))},
        gebruikers={row.email: row for row in session.scalars(sa.select(Gebruiker))},
        kaarten={kaart.gebruiker_id: kaart for kaart in kaarten.unique()},
        onwillig=frozenset({row.gebruiker_id for row in consents} - willing),
        lijst={fold(row.naam): row for row in session.scalars(sa.select(Deskundigheid))},
    )


def _new_gebruiker(organisatie: Organisatie, rij: Mapping[str, str]) -> Gebruiker:
    """Make an account that nobody can log in with before he is given a password."""
    is_outside = organisatie.soort is OrganisatieSoort.EXTERN
    return Gebruiker(
        naam=rij["naam"],
        email=rij["email"],
        wachtwoord_hash=GEEN_WACHTWOORD,
        rol=Rol.PROFESSIONAL if is_outside else Rol.AMBTENAAR,
        organisatie=organisatie,
        sessie=new_sessie(),
    )


def _new_kaart(gebruiker: Gebruiker) -> Kaart:
    """Make a card for the own organisation only; nobody said yet that it is right, so it is asked at once."""
    return Kaart(gebruiker=gebruiker, velden={}, bevestigd_op=now() - VERS)


def _bericht(gebruiker: Gebruiker, organisatie: Organisatie, tabelrij: Tabelrij, contact: str) -> Bericht:
    is_new = tabelrij.uitkomst is Uitkomst.NIEUW
    onderwerp = "Er is een kenniskaart voor u klaargezet" if is_new else "Uw kenniskaart is aangevuld"
    velden = ", ".join(wijziging.veld for wijziging in tabelrij.wijzigingen)
    tekst = (
        f"Beste {gebruiker.naam},\n\n"
        f"De beheerder van {organisatie.naam} heeft uw kenniskaart met een lijst "
        f"{'klaargezet' if is_new else 'aangevuld'}: {velden}.\n"
        "Wie iets van uw kaart ziet, bepaalt u zelf. Een nieuwe kaart ziet alleen uw eigen organisatie.\n\n"
        f"Kijk na of het klopt. Kunt u niet inloggen, of wilt u geen kaart? Mail naar {contact}.\n"
    )
    return Bericht(gebruiker=gebruiker, onderwerp=onderwerp, tekst=tekst)
