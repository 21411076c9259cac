"""The pages of projects: a projectblad in its order, hours for those who do it together, and nothing else."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient
from sqlalchemy import orm as so

from kennis.access import Rol, Zichtbaarheid
from kennis.db.base import transaction
from kennis.db.organisaties import Gebruiker, Organisatie
from kenniskaarten.balans.boeken import Gebeurtenis, boek
from kenniskaarten.balans.models import BoekingSoort, Eenheid
from kenniskaarten.projecten.models import (
    Project,
    Projectdeelnemer,
    Projectfase,
    Projectresultaat,
    ProjectRol,
    ProjectStatus,
    Voortgang,
)
from tests.web.conftest import ClientOf
from tests.web.wereld import HUIZEN, LAREN, WOONVISIE, Wereld, email

GESLOTEN = "Gesloten zandhagedis"  # a document that only the regisseur sees
UUR = 60


@pytest.fixture
def blad(wereld: Wereld) -> int:
    """Give the id of a public project of Huizen and Laren, with hours in the book, and results of both kinds."""
    with transaction(wereld.installatie.sessions) as session:
        partijen = {row.naam: row for row in session.scalars(sa.select(Organisatie))}
        trekker = session.scalars(sa.select(Gebruiker).where(Gebruiker.email == email(Rol.AMBTENAAR))).one()
        project = Project(
            naam="Koffie in de buurt",
            status=ProjectStatus.LOOPT,
            thema="welzijn",
            zichtbaarheid=Zichtbaarheid.OPENBAAR,
            organisatie=partijen[HUIZEN],
            trekkende=trekker,
            wat="In elke buurt is een plek met koffie.",
            kader="Binnen de begroting.",
            doelen="Zes plekken.",
            hoe="Beginnen en leren.",
            trekker="Beleidsmedewerker welzijn",
            projectgroep="Gemeenten en buurthuizen",
            ambtelijk="Werkverband",
            uren_opgave=300 * UUR,
            geld="Koffie betaalt ieder zelf.",
            van=date(2025, 1, 1),
            tot=date(2026, 12, 31),
            deelnemers=[
                Projectdeelnemer(
                    organisatie=partijen[HUIZEN], rol=ProjectRol.PROJECTLEIDING, aantal=1, uren_begroot=120 * UUR
                ),
                Projectdeelnemer(organisatie=partijen[LAREN], aantal=4, uren_begroot=240 * UUR),
                Projectdeelnemer(omschrijving="Buurthuizen"),
            ],
            fasen=[
                Projectfase(naam="Plekken zoeken", eerste_maand=date(2025, 1, 1), laatste_maand=date(2025, 6, 1))
            ],
            voortgangen=[Voortgang(datum=date(2025, 5, 5), tekst="Twee plekken zijn open.", schrijver=trekker)],
            resultaten=[
                Projectresultaat(document_id=wereld.documenten[one]) for one in (WOONVISIE.titel, GESLOTEN)
            ],
        )
        session.add(project)
        session.get_one(Project, 1).status = ProjectStatus.VOORSTEL
        session.flush()
        _werk(session, project, partijen[LAREN].id, 33)
        return project.id


def _werk(session: so.Session, project: Project, partij: int, uren: int) -> None:
    minuten = {partij: uren * UUR, None: -uren * UUR}
    boek(
        session,
        Gebeurtenis(
            BoekingSoort.INZET, "proef:1", Eenheid.UREN, date(2025, 6, 30), minuten, project_id=project.id
        ),
    )


def page(client: FlaskClient, path: str) -> BeautifulSoup:
    response = client.get(path)
    assert response.status_code == 200
    return BeautifulSoup(response.data, "html.parser")


def inhoud(client: FlaskClient, path: str) -> Tag:
    found = page(client, path).main
    assert found is not None
    return found


def words(client: FlaskClient, path: str) -> str:
    return " ".join(inhoud(client, path).get_text(" ").split())


def test_a_projectblad_stands_in_its_own_order(client: FlaskClient, blad: int) -> None:
    heads = [head.get_text() for head in inhoud(client, f"/projecten/{blad}").find_all("h2")]
    assert heads == [
        "Wat",
        "Kader",
        "Concrete doelen",
        "Hoe",
        "Wie",
        "Verantwoording",
        "Mensen en middelen",
        "Planning",
        "Voortgang",
        "Resultaten",
    ]


def test_what_is_unknown_is_said_and_added_up_apart(client: FlaskClient, blad: int) -> None:
    text = words(client, f"/projecten/{blad}")
    assert "Gemeente Laren 4 240 uur 60 uur" in text
    assert "Buurthuizen nog onbekend" in text
    assert "Totaal 360 uur + nog onbekend" in text


def test_the_planning_is_read_and_drawn(client: FlaskClient, blad: int) -> None:
    soup = page(client, f"/projecten/{blad}")
    row = next(row for row in soup.select(".kennis-planning tbody tr"))
    assert "januari tot en met juni 2025" in row.get_text(" ")
    (picture,), (bar,) = row.select("svg"), row.select("rect")
    assert (bar["x"], bar["width"], picture["viewbox"]) == ("0", "6", "0 0 24 1")


@pytest.mark.parametrize("rol", Rol)
def test_hours_in_the_book_are_for_those_who_do_it_together(client_of: ClientOf, blad: int, rol: Rol) -> None:
    text = words(client_of(rol), f"/projecten/{blad}")
    together = rol in {Rol.AMBTENAAR, Rol.BEHEERDER, Rol.REGISSEUR}
    assert ("Gewerkt" in text, "33 uur" in text) == (together, together)


def test_hours_are_not_for_a_gemeente_that_does_not_take_part(
    client_of: ClientOf, wereld: Wereld, blad: int
) -> None:
    with transaction(wereld.installatie.sessions) as session:
        project = session.get_one(Project, blad)
        laren = session.scalars(sa.select(Organisatie).where(Organisatie.naam == LAREN)).one()
        project.organisatie, project.trekkende = laren, None
        del project.deelnemers[0]
    assert "Gewerkt" not in words(client_of(Rol.BEHEERDER), f"/projecten/{blad}")
    assert "Gewerkt" in words(client_of(Rol.REGISSEUR), f"/projecten/{blad}")


@pytest.mark.parametrize("rol", Rol)
def test_only_who_keeps_a_project_reads_what_does_not_fit(client_of: ClientOf, blad: int, rol: Rol) -> None:
    """The ambtenaar pulls it."""
    client = client_of(rol)
    keeps = rol in {Rol.AMBTENAAR, Rol.BEHEERDER, Rol.REGISSEUR}
    told = "Het projectblad noemt 300 uur, maar de delen zijn samen 360 uur."
    assert (told in words(client, f"/projecten/{blad}")) == keeps
    assert ("om na te kijken" in words(client, "/projecten")) == keeps


@pytest.mark.parametrize("rol", Rol)
def test_a_result_has_a_title_for_who_may_see_the_document(client_of: ClientOf, blad: int, rol: Rol) -> None:
    text = words(client_of(rol), f"/projecten/{blad}")
    assert "Woonvisie Huizen" in text
    assert (GESLOTEN in text) == (rol is Rol.REGISSEUR)


@pytest.mark.parametrize("path", ["/projecten", "/projecten/{}"])
def test_names_of_people_are_for_who_has_an_account(client_of: ClientOf, blad: int, path: str) -> None:
    assert "Jansen" not in words(client_of(Rol.BURGER), path.format(blad))
    assert "Ambtenaar Jansen" in words(client_of(Rol.PROFESSIONAL), f"/projecten/{blad}")


SEEN_BY = {
    Zichtbaarheid.OPENBAAR: set(Rol),
    Zichtbaarheid.PROFESSIONAL: set(Rol) - {Rol.BURGER},
    Zichtbaarheid.AMBTENAAR: {Rol.AMBTENAAR, Rol.BEHEERDER, Rol.REGISSEUR},
    Zichtbaarheid.ORGANISATIE: {Rol.REGISSEUR},
    Zichtbaarheid.BEHEER: {Rol.REGISSEUR},
}


@pytest.mark.parametrize("rol", Rol)
def test_a_closed_project_does_not_exist_for_others(
    client_of: ClientOf, wereld: Wereld, blad: int, rol: Rol
) -> None:
    """Not as a page, nor in the list, nor as a number beside a status, nor as a sum."""
    client = client_of(rol)
    for level, rollen in SEEN_BY.items():
        with transaction(wereld.installatie.sessions) as session:
            project = session.get_one(Project, blad)
            project.zichtbaarheid, project.trekkende = level, None
            project.organisatie = session.scalars(sa.select(Organisatie).where(Organisatie.naam == LAREN)).one()
        sees = rol in rollen
        listed = words(client, "/projecten")
        assert (client.get(f"/projecten/{blad}").status_code == 200) == sees
        assert ("Koffie in de buurt" in listed) == sees
        assert ("Loopt" in listed) == sees


@pytest.mark.usefixtures("blad")
def test_a_status_filters_the_list_and_another_word_does_not(client: FlaskClient) -> None:
    running, proposed = (words(client, f"/projecten?status={status}") for status in ("loopt", "voorstel"))
    assert ("Koffie in de buurt" in running, "Steunpunten" in running) == (True, False)
    assert ("Koffie in de buurt" in proposed, "Steunpunten" in proposed) == (False, True)
    assert "Steunpunten" in words(client, "/projecten?status=onzin")


@pytest.mark.usefixtures("blad")
def test_only_the_regisseur_reads_the_sums(client_of: ClientOf) -> None:
    text = words(client_of(Rol.REGISSEUR), "/projecten?status=loopt")
    assert "Samen 240 uur + nog onbekend 120 uur 360 uur + nog onbekend" in text
    assert "Projectleiding per organisatie: Gemeente Huizen 120 uur" in text
    assert "Begrote uren samen" not in words(client_of(Rol.BEHEERDER), "/projecten")
