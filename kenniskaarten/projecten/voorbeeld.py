"""The projects of the example region: the four of 2008, and invented ones of today with hours in the book."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy import orm as so

from kennis.access import Zichtbaarheid
from kennis.config import resource_dir
from kennis.db.documenten import Versie
from kennis.db.organisaties import ensure_organisatie, find_gebruiker
from kennis.db.wachtrij import enqueue
from kenniskaarten.balans.boeken import Gebeurtenis, boek
from kenniskaarten.balans.models import Boeking, BoekingSoort, Eenheid
from kenniskaarten.projecten.models import (
    Project,
    Projectdeelnemer,
    Projectfase,
    Projectresultaat,
    ProjectRol,
    ProjectStatus,
    Voortgang,
)
from kenniskaarten.projecten.records import PROJECT

BRON = "voorbeeldproject:"  # of what stands in the book, where it stays: so they are loaded once
SOORTEN = {"toegezegd": BoekingSoort.TOEZEGGING, "gewerkt": BoekingSoort.INZET}

Row = Mapping[str, Any]
_AS_IT_STANDS = ("naam", "thema", "wat", "kader", "doelen", "hoe", "trekker", "projectgroep", "projectleider")
_OF_WHOM = ("ambtelijk", "bestuurlijk", "geld")


def load_projecten(session: so.Session) -> None:
    """Add the projects with their hours; only the first time, as people may change or remove them.

    Documents and people that are not there are left out.
    """
    if session.scalar(sa.select(sa.exists().where(Boeking.bron.startswith(BRON, autoescape=True)))):
        return
    for number, row in enumerate(read_projecten(), start=1):
        project = _project(session, row)
        session.add(project)
        session.flush()
        for gebeurtenis in _uren(session, project, row, f"{BRON}{number}"):
            boek(session, gebeurtenis)
        enqueue(session, [f"{PROJECT}:{project.id}"])


def read_projecten() -> list[Row]:
    """Return what the file says."""
    rows: list[Row] = json.loads((resource_dir("corpus") / "projecten.json").read_text(encoding="utf-8"))
    return rows


def _project(session: so.Session, row: Row) -> Project:
    versies = session.execute(sa.select(Versie.bestandsnaam, Versie.document_id))
    by_name = {versie.bestandsnaam: versie.document_id for versie in versies}
    return Project(
        **{name: row[name] for name in (*_AS_IT_STANDS, *_OF_WHOM) if name in row},
        status=ProjectStatus(row["status"]),
        zichtbaarheid=Zichtbaarheid(row["zichtbaarheid"]),
        organisatie=ensure_organisatie(session, row["organisatie"])[0],
        trekkende=find_gebruiker(session, row.get("trekkende", "")),
        van=date.fromisoformat(row["van"]),
        tot=date.fromisoformat(row["tot"]),
        uren_opgave=_minutes(row.get("uren_opgave")),
        geld_begroot=row["geld_begroot"] * 100 if "geld_begroot" in row else None,
        deelnemers=[_deelnemer(session, one) for one in row["deelnemers"]],
        fasen=[_fase(one) for one in row["fasen"]],
        voortgangen=[_voortgang(session, one) for one in row.get("voortgang", ())],
        resultaten=[
            Projectresultaat(document_id=by_name[name]) for name in row.get("resultaten", ()) if name in by_name
        ],
    )


def _deelnemer(session: so.Session, row: Row) -> Projectdeelnemer:
    naam = row.get("organisatie")
    return Projectdeelnemer(
        rol=ProjectRol(row["rol"]),
        organisatie=ensure_organisatie(session, naam)[0] if naam else None,
        omschrijving=row.get("omschrijving", ""),
        aantal=row.get("aantal"),
        uren_begroot=_minutes(row.get("uren")),
    )


def _fase(row: Row) -> Projectfase:
    first, last = date.fromisoformat(row["van"]), date.fromisoformat(row["tot"])
    return Projectfase(naam=row["naam"], eerste_maand=first, laatste_maand=last)


def _voortgang(session: so.Session, row: Row) -> Voortgang:
    return Voortgang(
        datum=date.fromisoformat(row["datum"]),
        tekst=row["tekst"],
        schrijver=find_gebruiker(session, row["door"]),
    )


def _uren(session: so.Session, project: Project, row: Row, bron: str) -> Iterator[Gebeurtenis]:
    for one in row.get("uren", ()):
        partij = ensure_organisatie(session, one["organisatie"])[0].id
        for naam, soort in SOORTEN.items():
            for day, uren in one.get(naam, {}).items():
                minutes = int(Decimal(str(uren)) * 60)
                yield Gebeurtenis(
                    soort,
                    f"{bron}:{partij}:{day}",
                    Eenheid.UREN,
                    date.fromisoformat(day),
                    {partij: minutes, None: -minutes},
                    f"{soort.value.capitalize()}, {project.naam}",
                    project.thema,
                    project.id,
                )


def _minutes(uren: int | None) -> int | None:
    return None if uren is None else uren * 60
