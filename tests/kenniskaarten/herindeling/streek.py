"""Gemeenten that go on in another one, with one of everything that each has: the two cases of this region."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy import orm as so

from indexer.records import DOCUMENTEN
from indexer.worker import Worker
from kennis.access import Lezer, Rol, Zichtbaarheid
from kennis.db.base import Base, transaction
from kennis.db.organisaties import Gebruiker, Organisatie, OrganisatieSoort
from kennis.installatie import Installatie
from kennis.search.engine import SearchEngine
from kennis.search.records import Zoekvraag
from kenniskaarten.balans.boeken import Gebeurtenis, boek
from kenniskaarten.balans.models import Balansnorm, BoekingSoort, Eenheid, Inwoners
from kenniskaarten.models import Kaart
from kenniskaarten.projecten.models import Project
from kenniskaarten.records import KAARTEN, VRAGEN
from kenniskaarten.vraagmodels import Gericht, Vraag
from tests.encoders import HashEncoder
from tests.rijen import new_passage, new_versie

CORPUS = Path(__file__).parents[3] / "corpus"
READ_THE_CLOCK = (
    "kennis.db.organisaties",
    "indexer.records",
    "kenniskaarten.records",
    "kenniskaarten.herindeling.samenvoegen",
)
HUIZEN = "Gemeente Huizen"
MINUTEN = 600


@dataclass(frozen=True, slots=True)
class Geval:
    """Who goes on in whom, and from which day."""

    van: Sequence[str]
    naar: str
    per: date
    is_new: bool  # whether the successor begins on that day

    @property
    def eve(self) -> date:
        return self.per - timedelta(days=1)


GOOISE_MEREN = Geval(
    ("Gemeente Bussum", "Gemeente Muiden", "Gemeente Naarden"), "Gemeente Gooise Meren", date(2016, 1, 1), True
)
WIJDEMEREN = Geval(("Gemeente Wijdemeren",), "Gemeente Hilversum", date(2027, 1, 1), False)
GEVALLEN = [pytest.param(GOOISE_MEREN, id="gooise-meren"), pytest.param(WIJDEMEREN, id="wijdemeren")]


def set_clock(patch: pytest.MonkeyPatch, dag: date) -> None:
    """Let it be this day for all that asks what day it is because of a herindeling."""
    moment = datetime.combine(dag, time(12), UTC)
    for module in READ_THE_CLOCK:
        patch.setattr(f"{module}.now", lambda: moment)


@dataclass(frozen=True, slots=True)
class Streek:
    """The installation of a case, before anything is joined."""

    installatie: Installatie
    geval: Geval

    def lezers(self) -> dict[str, Lezer]:
        """Return everybody with an account, by address."""
        with self.installatie.sessions() as session:
            return {row.email: row.lezer for row in session.scalars(sa.select(Gebruiker))}

    def work_off(self) -> None:
        config = self.installatie.config
        parts = (DOCUMENTEN, KAARTEN, VRAGEN)
        Worker(self.installatie.sessions, config.index_dir, HashEncoder(), parts).work_off()

    def find(self, tekst: str, lezer: Lezer) -> list[str]:
        engine = SearchEngine(self.installatie.config.index_dir, HashEncoder())
        found = engine.search(Zoekvraag(tekst, aantal=100), lezer)
        return sorted(hit.groep for hit in found.hits)

    def dump(self, without: Iterable[str] = ()) -> dict[str, list[tuple[object, ...]]]:
        """Return all rows of the database, but for these tables."""
        with self.installatie.sessions() as session:
            return {
                table.name: [tuple(row) for row in session.execute(sa.select(table).order_by(*table.primary_key))]
                for table in Base.metadata.sorted_tables
                if table.name not in without
            }


def make_streek(installatie: Installatie, geval: Geval) -> Streek:
    with transaction(installatie.sessions) as session:
        begins = geval.per if geval.is_new else None
        for naam in (*geval.van, geval.naar, HUIZEN):
            row = Organisatie(naam=naam, soort=OrganisatieSoort.GEMEENTE)
            row.geldig_van = begins if naam == geval.naar else None
            session.add(row)
            _furnish(session, row, geval)
        session.add_all([_gebruiker("pro", Rol.PROFESSIONAL, None), _gebruiker("regio", Rol.REGISSEUR, None)])
        session.add(Balansnorm(van=date(2015, 1, 1), orgaan="PHO", besloten_op=date(2014, 12, 1), factoren={}))
        _add_inwoners(session)
    streek = Streek(installatie, geval)
    streek.work_off()
    return streek


def _furnish(session: so.Session, row: Organisatie, geval: Geval) -> None:
    """Give a gemeente people with cards, documents of every level, a question, a project and hours."""
    session.flush()
    naam = row.naam.split(maxsplit=1)[1].lower().replace(" ", "-")
    mensen = [_gebruiker(f"{rol.value}@{naam}", rol, row) for rol in (Rol.AMBTENAAR, Rol.BEHEERDER)]
    session.add_all([*mensen, *(Kaart(gebruiker=mens, zichtbaarheid=Zichtbaarheid.AMBTENAAR) for mens in mensen)])
    for level in Zichtbaarheid:
        titel = f"Nota {level.value} {naam}"
        versie = new_versie(titel=titel, zichtbaarheid=level, organisatie=row)
        versie.passages.append(new_passage(f"De heide van {naam} is voor {level.value}."))
        session.add(versie)
    session.add(
        Vraag(
            titel=f"Vraag van {naam}",
            tekst="Wie kent de heide?",
            steller=mensen[0],
            organisatie=row,
            gericht=Gericht.NETWERK,
            zichtbaarheid=Zichtbaarheid.ORGANISATIE,
            vindbaar=True,
        )
    )
    session.add(Project(naam=f"Project {naam}", organisatie=row))
    session.flush()
    if row.bestaat_op(geval.eve):
        boek(session, inzet(row.id, MINUTEN + row.id * 60, geval.eve, f"uren:{naam}"))


def inzet(partij: int, minuten: int, dag: date, bron: str) -> Gebeurtenis:
    return Gebeurtenis(BoekingSoort.INZET, bron, Eenheid.UREN, dag, {partij: minuten, None: -minuten})


def _gebruiker(naam: str, rol: Rol, organisatie: Organisatie | None) -> Gebruiker:
    return Gebruiker(
        naam=naam, email=naam, wachtwoord_hash="", rol=rol, organisatie=organisatie, sessie=f"sessie {naam}"
    )


def _add_inwoners(session: so.Session) -> None:
    """Add the figures of CBS for the gemeenten that are here."""
    ids = {row.naam: row.id for row in session.scalars(sa.select(Organisatie))}
    with (CORPUS / "inwoners.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            if row["organisatie"] in ids:
                session.add(
                    Inwoners(
                        organisatie_id=ids[row["organisatie"]],
                        peildatum=date.fromisoformat(row["peildatum"]),
                        aantal=int(row["aantal"]),
                        bron=row["bron"],
                    )
                )
